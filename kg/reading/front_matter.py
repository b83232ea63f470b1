"""The YAML block at the head of a Jekyll post (only user of the front-matter parser)."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml
from frontmatter.default_handlers import YAMLHandler

from kg.errors import ReadingError

__all__ = ["MAX_FRONT_MATTER", "split_front_matter"]

MAX_FRONT_MATTER = 64 * 1024
"""Characters. Real ones have a few hundred; the YAML parser is slow and recursive, and the block is the sender's."""

_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)
_REMEDY = "改正前言，或删去开头的 ---"


def split_front_matter(text: str, place: str) -> tuple[Mapping[str, object], str]:
    """Split a post into the fields of its front matter and its body.

    Every scalar stays the string that is written: a YAML timestamp would lose its zone, `no` would become false.

    Args:
        text: the post, with line feeds as line breaks.
        place: the file, for the error.

    Returns:
        The fields, none when the post does not begin with `---`; and the rest.

    Raises:
        ReadingError: the block does not end, is too large, or is not a YAML mapping; its place has the line.
    """
    if not _BOUNDARY.match(text):
        return {}, text
    end = _BOUNDARY.search(text, 3)
    if end is None:
        raise ReadingError("前言没有以 --- 结束", place=f"{place}:1", remedy="在前言之后补一行 ---，或删去第一行")
    if end.start() > MAX_FRONT_MATTER:
        raise ReadingError(f"前言超过 {MAX_FRONT_MATTER} 个字符", place=f"{place}:1", remedy=_REMEDY)
    return _fields(text[: end.end()], place), text[end.end() :]


def _fields(block: str, place: str) -> Mapping[str, object]:
    handler = YAMLHandler(fm_boundary=_BOUNDARY)
    try:
        # A mapping's keys alone are of use, and parse() passes over anything else in silence: look before it does.
        loaded = handler.load(handler.split(block)[0], Loader=yaml.BaseLoader)
        if not isinstance(loaded, dict | None):
            raise ReadingError("前言不是“键: 值”的形式", place=f"{place}:2", remedy=_REMEDY)
        return {str(name): value for name, value in (loaded or {}).items()}
    except yaml.YAMLError as error:
        line, reason = _where(error, block)
        raise ReadingError(f"前言不是合法的 YAML：{reason}", place=f"{place}:{line}", remedy=_REMEDY) from None
    except RecursionError:
        raise ReadingError("前言嵌套过深", place=f"{place}:1", remedy=_REMEDY) from None


def _where(error: yaml.YAMLError, block: str) -> tuple[int, str]:
    """The line of the file, and why; what the parser saw starts with the line break after the first `---`."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return error.problem_mark.line + 1, _short(error.problem or "语法错误")
    if isinstance(error, yaml.reader.ReaderError):
        position = block.index("\n") + int(error.position)
        return block.count("\n", 0, position) + 1, "有不允许的字符"
    return 1, "语法错误"


def _short(reason: str) -> str:
    return reason.splitlines()[0][:120]
