"""Faults of the machine: a full disk, a folder or a post that may not be read. Nothing is lost, the cause is told."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kg.builds import SHELF_FILE
from tests.builds.conftest import build, outputs, write

SENTENCE = "济南人工智能计算中心由东方明远科技有限公司运营，总投资约3.9亿元。"
is_root = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of four megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if not is_root or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("no small disk can be made here: a full one was not tried (needs root and mount)")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(disk: Path) -> Path:
    stuffing = disk / "stuffing"
    with suppress(OSError), stuffing.open("wb", buffering=0) as stream:
        while stream.write(b"\0" * 4096):
            pass
    return stuffing


def test_a_full_disk_leaves_the_old_graph_and_the_next_build_ends_right(
    tmp_path: Path, small_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    posts, output, clean = tmp_path / "posts", small_disk / "out", tmp_path / "clean"
    write(posts, "a", SENTENCE)
    assert build(posts, output) == 0
    before = outputs(output)
    stuffing = fill(small_disk)
    for number in range(30):
        write(posts, f"b{number}", SENTENCE)
    assert build(posts, output) == 4
    assert "磁盘已满" in capsys.readouterr().err
    assert outputs(output) == before
    stuffing.unlink()
    assert build(posts, output) == 0
    assert build(posts, clean) == 0
    assert outputs(output) == outputs(clean)


def test_a_disk_that_takes_the_graph_but_not_the_readings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    posts, output, clean = tmp_path / "posts", tmp_path / "out", tmp_path / "clean"
    write(posts, "a", SENTENCE)
    (output / SHELF_FILE).mkdir(parents=True)
    assert build(posts, output) == 0
    assert SHELF_FILE in capsys.readouterr().err
    assert build(posts, clean) == 0
    assert outputs(output) == outputs(clean)


def test_a_post_that_cannot_be_read_any_more_is_told_and_comes_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    posts, output = tmp_path / "posts", tmp_path / "out"
    write(posts, "a", SENTENCE)
    write(posts, "b", SENTENCE.replace("济南", "青岛"))
    assert build(posts, output) == 0
    before = outputs(output)
    good = (posts / "b.md").read_bytes()
    (posts / "b.md").write_bytes(b"\xff\xfe broken")
    assert build(posts, output) == 1
    assert "b.md" in capsys.readouterr().err
    assert "青岛" not in outputs(output)["graph.ttl"].decode()
    (posts / "b.md").write_bytes(good)
    assert build(posts, output) == 0
    assert outputs(output) == before


@pytest.mark.skipif(is_root, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    posts, output = tmp_path / "posts", tmp_path / "out"
    write(posts, "a", SENTENCE)
    assert build(posts, output) == 0
    before = outputs(output)
    output.chmod(0o500)
    write(posts, "b", SENTENCE)
    assert build(posts, output) == 4
    assert "没有写权限" in capsys.readouterr().err
    assert outputs(output) == before
    output.chmod(0o700)


def test_an_output_that_is_a_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    posts, output = tmp_path / "posts", tmp_path / "out"
    write(posts, "a", SENTENCE)
    output.write_text("mine", encoding="utf-8")
    assert build(posts, output) == 4
    assert str(output) in capsys.readouterr().err
    assert output.read_text(encoding="utf-8") == "mine"
