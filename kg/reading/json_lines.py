"""JSON lines: one post a line, with `id`, `title`, `published`, `publisher`, `html` or `text`, `url`.

The file is streamed, so it may be of any length; a line may not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from kg.errors import ReadingError
from kg.model import Document
from kg.reading.characters import decode, one_line, paragraph
from kg.reading.composition import compose
from kg.reading.markup import Block, read_fragment
from kg.reading.metadata import metadata_from
from kg.reading.naming import document_id

__all__ = ["MAX_LINE_BYTES", "read_json_lines"]

MAX_LINE_BYTES = 2 * 1024 * 1024
"""As for a post in a file of its own: a line is a post, and is held in memory whole."""


def read_json_lines(path: Path, place: str) -> Iterator[Document | ReadingError]:
    """Read one document a line; a broken line gives an error with its number, and the others go on.

    Args:
        path: a file of JSON lines; empty lines are passed over.
        place: the file, for the errors.

    Raises:
        OSError: the file cannot be read.
    """
    empty = True
    with path.open("rb") as file:
        for number, line in enumerate(_lines(file), start=1):
            here = f"{place}:{number}"
            if line is not None and not line.strip():
                continue
            empty = False
            try:
                yield _document(line, path, number, here)
            except ReadingError as error:
                yield error
    if empty:
        yield ReadingError("文件是空的", place=place, remedy="每行写一篇文章的 JSON，或移走这个文件")


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """The lines, None for one that is too long; of such a line no more than a piece is held at a time."""
    while line := file.readline(MAX_LINE_BYTES + 1):
        if len(line) <= MAX_LINE_BYTES or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(MAX_LINE_BYTES)
        yield None


def _document(line: bytes | None, path: Path, number: int, place: str) -> Document:
    if line is None:
        raise ReadingError(f"一行超过 {MAX_LINE_BYTES} 字节", place=place, remedy="一行只放一篇文章")
    fields = _fields(line, place)
    blocks, link = _content(fields, place)
    return compose(document_id(path, _key(fields) or str(number)), place, metadata_from(fields), blocks, link)


def _key(fields: Mapping[str, object]) -> str:
    key = fields.get("id")
    return one_line(str(key)) if isinstance(key, str | int) and not isinstance(key, bool) else ""


def _fields(line: bytes, place: str) -> Mapping[str, object]:
    try:
        loaded = json.loads(decode(line, place, what="本行"))
    except (ValueError, RecursionError) as error:
        reason = f"第 {error.colno} 个字符起" if isinstance(error, json.JSONDecodeError) else "数字过长或嵌套过深"
        raise ReadingError(f"不是合法的 JSON：{reason}", place=place, remedy="改正或删去这一行") from None
    if not isinstance(loaded, dict):
        raise ReadingError("不是 JSON 对象", place=place, remedy='写成 {"title": …, "text": …} 的形式')
    return loaded


def _content(fields: Mapping[str, object], place: str) -> tuple[tuple[Block, ...], str]:
    html, text = fields.get("html"), fields.get("text")
    if isinstance(html, str):
        page = read_fragment(html, place)
        return page.blocks, page.original
    if isinstance(text, str):
        return tuple(Block(paragraph(line)) for line in text.splitlines() if line), ""
    raise ReadingError("没有 html，也没有 text 字段", place=place, remedy="补上其中一个，值是字符串")
