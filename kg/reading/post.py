"""One file → its documents, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from kg.errors import ReadingError
from kg.model import Document
from kg.reading.characters import decode, paragraph, printable
from kg.reading.composition import compose
from kg.reading.dates import date_in_file_name
from kg.reading.front_matter import split_front_matter
from kg.reading.json_lines import read_json_lines
from kg.reading.markdown import markdown_to_html
from kg.reading.markup import Block, read_fragment, read_page
from kg.reading.metadata import metadata_from
from kg.reading.naming import document_id

__all__ = ["MAX_POST_BYTES", "read_post"]

MAX_POST_BYTES = 2 * 1024 * 1024
"""A long report has some 60 kB, a page with its scripts a few hundred. Parsing takes some twenty times the memory."""


def read_post(path: Path) -> Iterator[Document | ReadingError]:
    """Read a file: one document for a post, one for each line of JSON lines.

    A document's id is the file's name without its ending (`2022-05-16-甲`), in JSON lines followed by a colon and the
    `id` of the line, or its number where it has none (`news:17`).

    Args:
        path: a `.md`, `.markdown`, `.html`, `.htm`, `.txt` or `.jsonl` file in UTF-8.

    Yields:
        Documents, and errors in the place of what cannot be read; never raises for what a file holds.
    """
    place = printable(path)
    try:
        yield from _read(path, place)
    except ReadingError as error:
        yield error
    except OSError as error:
        yield ReadingError(f"无法读取：{error.strerror}", place=place, remedy="检查路径和权限")


def _read(path: Path, place: str) -> Iterator[Document | ReadingError]:
    if path.is_dir():
        raise ReadingError("是文件夹，不是文件", place=place, remedy="先用 find_posts 找出其中的文章")
    if not path.exists():
        raise ReadingError("没有这个文件", place=place, remedy="检查路径是否写对")
    if not path.is_file():
        raise ReadingError("不是普通文件", place=place, remedy="先存成普通文件")
    suffix = path.suffix.lower()
    if suffix == ".jsonl":
        yield from read_json_lines(path, place)
        return
    reader = _READERS.get(suffix)
    if reader is None:
        raise ReadingError("不支持的文件类型", place=place, remedy=f"支持 {' '.join(sorted([*_READERS, '.jsonl']))}")
    yield reader(decode(_bytes(path, place), place), path, place)


def _bytes(path: Path, place: str) -> bytes:
    """Read no more than is allowed, however large the file is or grows."""
    with path.open("rb") as file:
        data = file.read(MAX_POST_BYTES + 1)
    if len(data) > MAX_POST_BYTES:
        raise ReadingError(f"文件超过 {MAX_POST_BYTES} 字节", place=place, remedy="拆成单篇文章，或改用 .jsonl")
    return data


def _read_markdown(text: str, path: Path, place: str) -> Document:
    fields, body = split_front_matter(text, place)
    html, link = markdown_to_html(body)
    page = read_fragment(html, place)
    return _document(path, place, fields, page.blocks, link or page.original)


def _read_html(text: str, path: Path, place: str) -> Document:
    page = read_page(text, place)
    return _document(path, place, page.fields, page.blocks)


def _read_text(text: str, path: Path, place: str) -> Document:
    return _document(path, place, {}, tuple(Block(paragraph(line)) for line in text.split("\n") if line))


def _document(
    path: Path, place: str, fields: Mapping[str, object], blocks: tuple[Block, ...], link: str = ""
) -> Document:
    metadata = metadata_from(fields)
    if metadata.published is None:
        metadata = replace(metadata, published=date_in_file_name(path.stem))
    return compose(document_id(path), place, metadata, blocks, link)


_READERS: Mapping[str, Callable[[str, Path, str], Document]] = {
    ".htm": _read_html,
    ".html": _read_html,
    ".markdown": _read_markdown,
    ".md": _read_markdown,
    ".txt": _read_text,
}
