"""The files of a build: in the folder that it wrote, or in a revision of git that holds that folder."""

from __future__ import annotations

import subprocess
from pathlib import Path

from kg.errors import ReadingError

__all__ = ["output_file"]

_REMEDY = "给出 kg build 写到的文件夹，或 版本:文件夹（HEAD~1:output）"


def output_file(where: str, name: str) -> str | None:
    """The text of one file of a build.

    Args:
        where: a folder, or `REVISION:FOLDER`, the folder relative to the current one.
        name: of the file.

    Returns:
        None where the build has no such file.

    Raises:
        ReadingError: there is no such folder or revision, or the file cannot be read.
    """
    folder = Path(where)
    if folder.is_dir():
        return _text(folder / name)
    revision, colon, path = where.partition(":")
    if not colon or not revision or revision.startswith("-") or "\0" in where:
        raise ReadingError("没有这个文件夹 no such folder", place=where, remedy=_REMEDY)
    inside = f"{revision}:./{'' if path == '.' else path}"
    tree = _git(where, "rev-parse", "--verify", "--quiet", "--end-of-options", inside).strip()
    listed = _git(where, "ls-tree", "--full-tree", "--name-only", tree)
    return _git(where, "cat-file", "blob", f"{tree}:{name}") if name in listed.split("\n") else None


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ReadingError(f"读不了 unreadable: {error}", place=str(path)) from error


def _git(where: str, *arguments: str) -> str:
    try:
        # No shell, and `--end-of-options`: what the user gives is never taken for an option.
        done = subprocess.run(["git", *arguments], capture_output=True, check=True)  # noqa: S603, S607
        return done.stdout.decode("utf-8")
    except FileNotFoundError as error:
        raise ReadingError("没有安装 git git is not installed", place=where, remedy=_REMEDY) from error
    except (subprocess.CalledProcessError, UnicodeDecodeError) as error:
        raise ReadingError(
            "git 里没有这个版本或文件夹 no such revision or folder", place=where, remedy=_REMEDY
        ) from error
