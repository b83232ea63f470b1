"""All posts of a build: each once, each with an id of its own, and the build's own folder left out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import ReadingError
from kg.model import Document
from kg.reading import read_posts

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a post of a line: `write("posts/a.txt", "正文。")`."""

    def post(name: str, body: str = "正文。") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"标题\n{body}\n", encoding="utf-8")
        return path

    return post


def ids(*paths: Path, skip: Path | None = None) -> list[str]:
    """The ids of the documents; nothing may be wrong."""
    found = list(read_posts(paths, skip=skip))
    assert all(isinstance(item, Document) for item in found)
    return [item.id for item in found]


def test_every_post_is_read_in_order(write: Write, tmp_path: Path) -> None:
    write("b.txt", "乙。"), write("a.txt", "甲。"), write("c/d.txt", "丙。")
    assert ids(tmp_path) == ["a", "b", "d"]
    assert ids(tmp_path / "b.txt", tmp_path) == ["b", "a", "d"]


def test_the_same_post_in_two_folders_counts_once(write: Write, tmp_path: Path) -> None:
    write("one/a.txt"), write("two/a.txt"), write("three/a.txt")
    assert ids(tmp_path) == ["a"]


def test_the_same_words_under_another_name_are_another_post(write: Write, tmp_path: Path) -> None:
    write("a.txt"), write("b.txt")
    assert ids(tmp_path) == ["a", "b"]


def test_another_post_of_the_same_name_has_an_id_of_its_own(write: Write, tmp_path: Path) -> None:
    write("1/a.txt", "甲。"), write("2/a.txt", "乙。"), write("3/a.txt", "丙。"), write("4/a.txt", "乙。")
    first, second, third = ids(tmp_path)
    assert first == "a"
    assert all(name.startswith("a~") and len(name) == 10 for name in (second, third))
    assert second != third


def test_what_tells_it_apart_are_its_words(write: Write, tmp_path: Path) -> None:
    first, second, third = write("1/a.txt", "甲。"), write("2/a.txt", "乙。"), write("3/a.txt", "丙。")
    assert ids(first, second, third) == ids(first, second, third)
    assert ids(first, third, second) == [ids(first, second, third)[place] for place in (0, 2, 1)]


def test_a_renamed_post_keeps_all_else(write: Write) -> None:
    first, second = write("1/a.txt", "甲。"), write("2/a.txt", "乙。")
    _, renamed = read_posts([first, second])
    (plain,) = read_posts([second])
    assert isinstance(renamed, Document)
    assert (renamed.title, renamed.text, renamed.paragraphs) == (plain.title, plain.text, plain.paragraphs)


def test_lines_of_one_file_are_posts_of_their_own(tmp_path: Path) -> None:
    lines = [{"id": "x", "title": "题", "text": "甲。"}, {"id": "x", "title": "题", "text": "乙。"}]
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in [*lines, *lines]), encoding="utf-8")
    first, second = ids(path)
    assert first == "news:x"
    assert second.startswith("news:x~")


def test_the_folder_that_is_written_to_is_not_read(write: Write, tmp_path: Path) -> None:
    (
        write("a.txt", "甲。"),
        write("output/b.txt", "乙。"),
        write("output/deep/c.txt", "丙。"),
        write("outputs/d.txt", "丁。"),
    )
    assert ids(tmp_path, skip=tmp_path / "output") == ["a", "d"]
    assert ids(tmp_path, skip=tmp_path / "c" / ".." / "output") == ["a", "d"]
    assert sorted(ids(tmp_path, skip=tmp_path / "none")) == ["a", "b", "c", "d"]
    assert ids(tmp_path, skip=tmp_path) == []


def test_a_link_into_the_folder_that_is_written_to_is_not_read(write: Write, tmp_path: Path) -> None:
    inside = write("output/b.txt")
    (tmp_path / "link.txt").symlink_to(inside)
    (tmp_path / "out").symlink_to(tmp_path / "output")
    assert ids(tmp_path, skip=tmp_path / "out") == []


def test_what_cannot_be_read_is_said_in_its_place(write: Write, tmp_path: Path) -> None:
    good, bad, last = write("a.txt"), tmp_path / "b.txt", write("c.txt")
    bad.write_bytes(b"\xff\xfe\x00")
    found = list(read_posts([good, tmp_path / "none.txt", bad, last]))
    assert [type(item) for item in found] == [Document, ReadingError, ReadingError, Document]
    assert [item.place for item in found if isinstance(item, ReadingError)] == [str(tmp_path / "none.txt"), str(bad)]


def test_posts_are_read_one_by_one(write: Write, tmp_path: Path) -> None:
    first, second = write("a.txt", "甲。"), write("b.txt", "乙。")
    found = read_posts([first, second])
    assert next(found).id == "a"
    second.unlink()
    assert isinstance(next(found), ReadingError)
