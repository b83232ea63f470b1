"""Which characters of a file become text.

A post may hold anything: control characters that no graph file can carry, marks of zero width inside a name, halves
of surrogate pairs out of a JSON escape, line separators that are none. What leaves this room holds none of them.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from kg.errors import ReadingError

__all__ = ["decode", "join_wrapped", "one_line", "paragraph", "printable"]

# Control characters, the soft hyphen, marks of zero width and of direction, surrogates, non-characters.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_SPACE = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f]")
_ANY_SPACE = re.compile(r"\s+")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def decode(data: bytes, place: str, *, what: str = "文件") -> str:
    """Decode UTF-8, with or without a byte order mark.

    Args:
        data: the bytes of a file or of a line.
        place: the file, or the file and line, for the error.
        what: in which the offset of the error is counted: 文件 or 本行.

    Raises:
        ReadingError: the bytes are not UTF-8; the message has the 0-based offset of the first bad byte.
    """
    skipped = len(_BYTE_ORDER_MARK) if data.startswith(_BYTE_ORDER_MARK) else 0
    try:
        return _LINE_BREAK.sub("\n", data[skipped:].decode("utf-8"))
    except UnicodeDecodeError as error:
        offset = error.start + skipped
        raise ReadingError(
            f"不是 UTF-8 编码：{what}偏移 {offset} 处的字节是 0x{data[offset]:02X}",
            place=place,
            remedy=f"先转换编码，例如 iconv -f {_likely_encoding(data)} -t UTF-8 原文件 > 新文件",
        ) from None


def _likely_encoding(data: bytes) -> str:
    return "UTF-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "GB18030"


def paragraph(text: str) -> str:
    """One paragraph as one line, without white space at its ends (　　近日，甲公司 → 近日，甲公司)."""
    return _SPACE.sub(" ", join_wrapped(_plain(text))).strip()


def one_line(text: str) -> str:
    """A title, name or tag: one line, in which white space of any kind and length is one blank."""
    return _ANY_SPACE.sub(" ", _plain(text)).strip()


def _plain(text: str) -> str:
    return _UNWANTED.sub("", _LINE_BREAK.sub("\n", text))


def join_wrapped(text: str) -> str:
    """Undo the wrapping of lines: a blank between Latin words, nothing where one side is Chinese."""
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    return "".join(lines[:1] + [_joint(before, after) + after for before, after in pairwise(lines)])


def _joint(before: str, after: str) -> str:
    return " " if before[-1].isascii() and after[0].isascii() else ""


def printable(path: Path) -> str:
    """A path as a message can show it, whatever bytes its name has."""
    name = str(path).encode("utf-8", "replace").decode("utf-8")
    return "".join(character if character.isprintable() else "�" for character in name)
