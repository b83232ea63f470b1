"""Files of a build, in a folder and in git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kg.builds import output_file
from kg.errors import ReadingError


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    output = tmp_path / "输出"
    output.mkdir()
    (output / "graph.trig").write_text("旧", encoding="utf-8")
    person = ["-c", "user.name=a", "-c", "user.email=a@kg.example"]
    for arguments in (["init", "-q"], ["add", "-A"], [*person, "commit", "-q", "-m", "one"]):
        subprocess.run(["git", *arguments], check=True)
    (output / "graph.trig").write_text("新", encoding="utf-8")
    return tmp_path


def test_a_folder_and_a_revision(repository: Path) -> None:
    assert output_file("输出", "graph.trig") == "新"
    assert output_file("HEAD:输出", "graph.trig") == "旧"


def test_a_file_that_is_not_there(repository: Path) -> None:
    assert output_file("输出", "build.json") is None
    assert output_file("HEAD:输出", "build.json") is None


def test_from_a_folder_of_the_repository(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "输出")
    assert output_file("HEAD:.", "graph.trig") == "旧"


@pytest.mark.parametrize(
    "where", ["nowhere", "HEAD~9:输出", "HEAD:nowhere", ":输出", "--output=x:输出", "-p:输出", "HEAD:../..", "a\0b:c"]
)
def test_what_is_neither(repository: Path, where: str) -> None:
    with pytest.raises(ReadingError, match="no such"):
        output_file(where, "graph.trig")
    assert {path.name for path in repository.iterdir()} == {".git", "输出"}


def test_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ReadingError, match="git is not installed"):
        output_file("HEAD:输出", "graph.trig")
