"""Which posts there are under the paths that a user names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import ReadingError
from kg.reading.characters import printable

__all__ = ["SUFFIXES", "find_posts"]

SUFFIXES = frozenset({".htm", ".html", ".jsonl", ".markdown", ".md", ".txt"})
_ABOUT_THE_FOLDER = "readme.md"


def find_posts(paths: Iterable[Path]) -> Iterator[Path | ReadingError]:
    """Find the posts: a file as it is named, a directory with all that is below it, in the order of the names.

    Hidden files, `README.md` and files of other kinds are passed over inside a directory. A file that is reached
    twice (named twice, or through a link) is given once, and a circle of links ends.

    Args:
        paths: files and directories, in the order in which they are to be read.

    Yields:
        The path of a post, or what is wrong with one of `paths`; never raises for a path.
    """
    seen: set[Path] = set()
    for path in paths:
        try:
            yield from _under(path, seen)
        except OSError as error:
            yield _problem(path, f"无法访问：{error.strerror}", "检查路径和权限")


def _under(path: Path, seen: set[Path]) -> Iterator[Path | ReadingError]:
    if not path.exists():
        yield _problem(path, "没有这个文件或文件夹", "检查路径是否写对")
    elif path.is_dir():
        yield from _in_directory(path, seen)
    elif path.suffix.lower() not in SUFFIXES:
        yield _problem(path, "不支持的文件类型", f"支持 {' '.join(sorted(SUFFIXES))}")
    elif _is_new(path, seen):
        yield path


def _in_directory(top: Path, seen: set[Path]) -> Iterator[Path | ReadingError]:
    """Walk with a stack of our own: as deep as the file system goes, and never twice into the same directory."""
    empty = True
    walked: set[Path] = set()
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        if not _is_new(folder, walked):
            continue
        try:
            entries = sorted((entry for entry in folder.iterdir() if not entry.name.startswith(".")), key=_by_name)
        except OSError as error:
            empty = False
            yield _problem(folder, f"无法打开文件夹：{error.strerror}", "检查权限")
            continue
        waiting.extend(reversed([entry for entry in entries if entry.is_dir()]))
        for entry in entries:
            if _is_post(entry):
                empty = False
                if _is_new(entry, seen):
                    yield entry
    if empty:
        yield _problem(top, "文件夹里没有可读的文章", f"放入 {' '.join(sorted(SUFFIXES))} 文件")


def _by_name(path: Path) -> str:
    return path.name


def _is_post(entry: Path) -> bool:
    """A link that leads nowhere counts: reading it will say so."""
    return entry.suffix.lower() in SUFFIXES and entry.name.lower() != _ABOUT_THE_FOLDER and not entry.is_dir()


def _is_new(path: Path, seen: set[Path]) -> bool:
    try:
        real = path.resolve()
    except (OSError, RuntimeError):  # RuntimeError: a link that leads to itself, up to Python 3.12
        real = path.absolute()
    if real in seen:
        return False
    seen.add(real)
    return True


def _problem(path: Path, message: str, remedy: str) -> ReadingError:
    return ReadingError(message, place=printable(path), remedy=remedy)
