"""Which files count as posts, in which order, and what is said of the rest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import ReadingError
from kg.reading import find_posts


def _write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("标题\n\n正文。", encoding="utf-8")


def _problem(path: Path) -> ReadingError:
    (found,) = find_posts([path])
    assert isinstance(found, ReadingError)
    assert found.remedy
    assert "\n" not in str(found)
    return found


def test_a_directory_gives_its_posts_in_the_order_of_their_names(tmp_path: Path) -> None:
    _write(
        tmp_path, "b.md", "a.html", "c/z.txt", "c/y.jsonl", "B.MARKDOWN", "d.htm", "d.png", "README.md", ".hidden.md"
    )
    _write(tmp_path, ".git/x.md", "c/readme.md")

    found = [path.relative_to(tmp_path).as_posix() for path in find_posts([tmp_path]) if isinstance(path, Path)]

    assert found == ["B.MARKDOWN", "a.html", "b.md", "d.htm", "c/y.jsonl", "c/z.txt"]


def test_files_come_in_the_order_in_which_they_are_named_and_once(tmp_path: Path) -> None:
    _write(tmp_path, "a.md", "b.md", "README.md")
    (tmp_path / "link.md").symlink_to("a.md")
    a, b, about = tmp_path / "a.md", tmp_path / "b.md", tmp_path / "README.md"

    assert list(find_posts([b, a, b, tmp_path / "." / "a.md", tmp_path / "link.md", tmp_path])) == [b, a]
    assert list(find_posts([about])) == [about], "a file that is named is meant, whatever its name"


def test_a_circle_of_links_ends(tmp_path: Path) -> None:
    _write(tmp_path, "x/a.md")
    (tmp_path / "x" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "x" / "self").symlink_to("self")

    assert list(find_posts([tmp_path])) == [tmp_path / "x" / "a.md"]


def test_a_link_that_leads_nowhere_is_handed_on_to_be_reported(tmp_path: Path) -> None:
    (tmp_path / "gone.md").symlink_to("nowhere.md")

    assert list(find_posts([tmp_path])) == [tmp_path / "gone.md"]


def test_a_missing_path(tmp_path: Path) -> None:
    problem = _problem(tmp_path / "没有.md")

    assert problem.place == str(tmp_path / "没有.md")
    assert "没有" in problem.message


def test_an_empty_directory(tmp_path: Path) -> None:
    _write(tmp_path, "README.md", "picture.png")

    assert "没有可读的文章" in _problem(tmp_path).message


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    _write(tmp_path, "a.pdf")

    assert ".md" in _problem(tmp_path / "a.pdf").remedy


def test_paths_that_no_file_system_has() -> None:
    assert len(list(find_posts([Path("a\0b.md"), Path("长" * 5000 + ".md")]))) == 2
    assert "\x1b" not in str(_problem(Path("\x1b[31m没有.md")))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_directory_that_may_not_be_opened(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)

    assert "无法打开" in _problem(closed).message


def test_the_other_paths_go_on_after_a_problem(tmp_path: Path) -> None:
    _write(tmp_path, "a.md")

    found = list(find_posts([tmp_path / "no.md", tmp_path / "a.md"]))

    assert isinstance(found[0], ReadingError)
    assert found[1] == tmp_path / "a.md"
