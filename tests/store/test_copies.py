"""A large file is asked from a copy on disk, made once, and anew when the file changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store import DiskStore, open_copy

TRIG = "@prefix kge: <https://kg.example/entity/> .\nkge:文 { kge:甲 kge:是 kge:乙 . kge:甲 kge:是 kge:丙 }\n"


def write(path: Path, text: str, when: int) -> Path:
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(when, when))
    return path


def test_the_copy_is_made_once_and_anew_when_the_file_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "graph.trig", TRIG, 1)
    with open_copy(path) as store:
        assert store.size() == 2
        assert store.prefixes == {"kge": "https://kg.example/entity/"}
    with monkeypatch.context() as patched:
        patched.setattr(DiskStore, "load_file", lambda *_: pytest.fail("made twice"))
        with open_copy(path) as store:
            assert store.size() == 2
            assert store.prefixes == {"kge": "https://kg.example/entity/"}
    write(path, TRIG.replace("kge:丙", "kge:丁 , kge:戊"), 2)
    with open_copy(path) as store:
        assert store.size() == 3
    assert sorted(found.name for found in tmp_path.iterdir()) == ["graph.store", "graph.trig"]


@pytest.mark.parametrize("damage", ["stamp.json", "data"])
def test_a_damaged_copy_is_made_anew(tmp_path: Path, damage: str) -> None:
    path = write(tmp_path / "graph.trig", TRIG, 1)
    open_copy(path).close()
    broken = tmp_path / "graph.store" / damage
    if broken.is_dir():
        for file in broken.iterdir():
            file.unlink()
    else:
        broken.write_text("[", encoding="utf-8")
    with open_copy(path) as store:
        assert store.size() == 2


def test_where_the_disk_is_full_the_graph_is_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "graph.trig", TRIG, 1)
    load = DiskStore.load_file
    refused: list[Path] = []

    def refuse(store: DiskStore, source: Path) -> None:
        if not refused:
            refused.append(source)
            raise StoreError("No space left on device")
        load(store, source)

    monkeypatch.setattr(DiskStore, "load_file", refuse)
    with open_copy(path) as store:
        assert store.size() == 2
    assert [found.name for found in tmp_path.iterdir()] == ["graph.trig"]


def test_where_no_copy_can_be_written_the_graph_is_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "graph.trig", TRIG, 1)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("read-only")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with open_copy(path) as store:
        assert store.size() == 2
    assert [found.name for found in tmp_path.iterdir()] == ["graph.trig"]


def test_a_bad_file_leaves_nothing_behind(tmp_path: Path) -> None:
    path = write(tmp_path / "graph.trig", TRIG.replace("}", ""), 1)
    with pytest.raises(StoreError):
        open_copy(path)
    assert [found.name for found in tmp_path.iterdir()] == ["graph.trig"]
    with pytest.raises(StoreError, match="没有这个图"):
        open_copy(tmp_path / "missing.trig")
