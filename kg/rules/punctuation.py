"""One way of writing marks, so that patterns need to know only one: full-width ，；（）, curly quotation marks."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Document

__all__ = ["as_rules_see", "uniform"]

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_MARK = re.compile("[,;:?!]")
_LIKE = str.maketrans("()丨｜", "（）：：")
_LINE = re.compile("[^\n]+")
_QUOTE = '"'


def as_rules_see(document: Document) -> Document:
    """The same document with its marks in one way of writing."""
    return replace(document, text=uniform(document.text))


def uniform(text: str) -> str:
    """The text with Chinese marks in place of ASCII ones; every offset stays.

    A mark between two ASCII characters stays as it is (3,050; Co., Ltd.); straight quotation marks become curly ones
    where a line has them in pairs; a bar behind the source of a report (某社丨甲公司公告) is a colon.
    """
    if text.isascii():
        return text
    wide = _MARK.sub(lambda mark: _widened(mark, text), text).translate(_LIKE)
    return _LINE.sub(_curled, wide) if _QUOTE in wide else wide


def _widened(mark: re.Match[str], text: str) -> str:
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    stays = before.isascii() and after.isascii() and bool(before and after)
    return mark.group() if stays else _WIDE[mark.group()]


def _curled(line: re.Match[str]) -> str:
    words = line.group()
    if words.count(_QUOTE) % 2:
        return words
    parts = words.split(_QUOTE)
    marks = ("“", "”")
    return "".join(part + (marks[n % 2] if n < len(parts) - 1 else "") for n, part in enumerate(parts))
