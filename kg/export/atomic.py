"""Files that are either written whole or left as they were."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from kg.errors import OutputError

__all__ = ["clear_leftovers", "write_atomically"]

_LEFT = ".part"
_REMEDIES = {
    errno.ENOSPC: "磁盘已满，请清出空间后重试；原有文件没有改动",
    errno.EACCES: "没有写权限，请换一个文件夹；原有文件没有改动",
    errno.EROFS: "只读文件系统，请换一个文件夹；原有文件没有改动",
}


def write_atomically(files: Mapping[Path, str | bytes], *, stale: Iterable[Path] = ()) -> None:
    """Write every file beside its place first, and move all of them there only when none has failed.

    Folders are made as needed. Text is written as UTF-8 with the line ends it has.

    Args:
        files: contents by path.
        stale: files that say what is no longer so, removed before the new ones take their places: who is killed in
            between leaves one too few, never one that contradicts the others.

    Raises:
        OutputError: one cannot be written; every file is then as it was before.
    """
    written: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            written[path] = _beside(path)
            _write(path, written[path], content)
        for path in stale:
            _remove(path)
        for path, temporary in written.items():
            _replace(temporary, path)
    finally:
        for temporary in written.values():
            # What has moved, or could not be made, is not there to be removed.
            with suppress(OSError):
                temporary.unlink()


def clear_leftovers(folder: Path) -> None:
    """Remove what writers that were killed have left; whoever calls this knows that nobody else is writing there."""
    for path in folder.glob(f".*{_LEFT}"):
        with suppress(OSError):
            path.unlink()


def _beside(path: Path) -> Path:
    if path.is_dir():
        raise OutputError("这是一个文件夹，不是文件", place=str(path), remedy="请给出文件名")
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}{_LEFT}")


def _write(path: Path, temporary: Path, content: str | bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Mode "x" never follows a link that somebody else has laid there.
        with temporary.open("xb") as stream:
            stream.write(content.encode("utf-8") if isinstance(content, str) else content)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise _failure(path, error) from error
    except UnicodeEncodeError as error:
        raise OutputError(
            f"内容不能写成 UTF-8：{error.reason}", place=str(path), remedy="请检查来源文件的编码"
        ) from error


def _replace(temporary: Path, path: Path) -> None:
    try:
        temporary.replace(path)
    except OSError as error:
        raise _failure(path, error) from error


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _failure(path, error) from error


def _failure(path: Path, error: OSError) -> OutputError:
    remedy = _REMEDIES.get(error.errno or 0, "请检查路径和权限；原有文件没有改动")
    return OutputError(f"无法写入：{error.strerror or error}", place=str(path), remedy=remedy)
