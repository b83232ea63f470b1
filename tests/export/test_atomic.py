import errno
import os
import stat
from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.export import clear_leftovers, write_atomically


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_writes_text_and_bytes_and_makes_folders(tmp_path: Path):
    files = {tmp_path / "新" / "a.ttl": "甲\r\n乙\n", tmp_path / "b.bin": b"\x00\xff"}
    write_atomically(files)
    assert (tmp_path / "新" / "a.ttl").read_bytes() == "甲\r\n乙\n".encode()
    assert (tmp_path / "b.bin").read_bytes() == b"\x00\xff"
    assert len(contents(tmp_path / "新")) == 1


def test_replaces_what_was_there(tmp_path: Path):
    (tmp_path / "a").write_text("旧", encoding="utf-8")
    write_atomically({tmp_path / "a": "新"})
    assert contents(tmp_path) == {"a": "新".encode()}


def test_what_is_stale_goes_before_the_new_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "old").touch()
    seen: list[bool] = []
    replace = Path.replace

    def watched(path: Path, target: Path) -> Path:
        seen.append((tmp_path / "old").exists())
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", watched)
    write_atomically({tmp_path / "a": "新"}, stale=[tmp_path / "old", tmp_path / "never there"])
    assert seen == [False]
    assert contents(tmp_path) == {"a": "新".encode()}


def test_what_is_stale_stays_where_the_new_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "old").touch()

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError):
        write_atomically({tmp_path / "a": "新"}, stale=[tmp_path / "old"])
    assert contents(tmp_path) == {"old": b""}


def test_what_is_stale_and_cannot_go_is_reported(tmp_path: Path):
    (tmp_path / "old").mkdir()
    with pytest.raises(OutputError, match="old"):
        write_atomically({tmp_path / "a": "新"}, stale=[tmp_path / "old"])
    assert [path.name for path in tmp_path.iterdir()] == ["old"]


def test_files_have_the_usual_permissions(tmp_path: Path):
    (tmp_path / "plain").touch()
    write_atomically({tmp_path / "a": ""})
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)


def test_a_full_disk_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("a", "b"):
        (tmp_path / name).write_text(f"旧{name}", encoding="utf-8")
    before = contents(tmp_path)
    synced: list[int] = []

    def full_at_the_second(descriptor: int) -> None:
        synced.append(descriptor)
        if len(synced) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full_at_the_second)
    with pytest.raises(OutputError) as caught:
        write_atomically({tmp_path / "a": "新a", tmp_path / "b": "新b", tmp_path / "c": "新c"})
    assert contents(tmp_path) == before
    assert caught.value.place == str(tmp_path / "b")
    assert "磁盘已满" in caught.value.remedy


def test_an_interruption_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def interrupt(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically({tmp_path / "a": "新"})
    assert contents(tmp_path) == {}


def test_a_folder_in_place_of_a_file_is_refused_before_anything_moves(tmp_path: Path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match="文件夹"):
        write_atomically({tmp_path / "a": "新", tmp_path / "folder": "新"})
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_file_in_place_of_a_folder_is_told(tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(OutputError) as caught:
        write_atomically({tmp_path / "file" / "a": "新"})
    assert caught.value.place.endswith("a")


def test_text_that_is_not_unicode_is_told(tmp_path: Path):
    with pytest.raises(OutputError, match="UTF-8"):
        write_atomically({tmp_path / "a": "好", tmp_path / "b": "\ud800"})
    assert contents(tmp_path) == {}


def test_what_a_killed_writer_left_is_cleared_and_nothing_else(tmp_path: Path) -> None:
    for name in (".graph.ttl.0a1b2c3d.part", "graph.ttl", ".hidden", "my.part"):
        (tmp_path / name).write_text("", encoding="utf-8")
    clear_leftovers(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"graph.ttl", ".hidden", "my.part"}
