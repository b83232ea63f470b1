"""Metadata and paragraphs → Document: where every post ends up, whatever it was written in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from kg.errors import ReadingError
from kg.model import Document
from kg.reading.byline import author_in, publisher_from_tags, publisher_in
from kg.reading.markup import Block
from kg.reading.metadata import Metadata

__all__ = ["compose"]

_MAX_TITLE = 80
"""Characters. What is longer is no headline: then the first sentence serves as one, and the text keeps it."""
_ENDED = re.compile("[。！？!?]")
_FIRST_SENTENCE = re.compile(rf"(.{{1,{_MAX_TITLE}}}?)[。！？!?]|(.{{1,{_MAX_TITLE}}})")


def compose(identity: str, place: str, metadata: Metadata, blocks: Sequence[Block], link: str = "") -> Document:
    """Make a document.

    What the text says of its publisher and author goes before the metadata: a feed names itself as the source of
    what it took from elsewhere.

    Args:
        identity: the id of the document.
        place: the file, or the file and line, for the error.
        metadata: from outside the text.
        blocks: paragraphs and headings, each one line, none empty; the title may be among them.
        link: the source link in the text, or "".

    Raises:
        ReadingError: there is nothing to make a title from, or nothing but a title.
    """
    title, body = _title_and_body(metadata.title, [block for block in blocks if block.text])
    if not body:
        wrong = "正文为空" if title else "没有标题，也没有正文"
        raise ReadingError(wrong, place=place, remedy="补上正文，或移走这个文件")
    return Document(
        id=identity,
        title=title,
        text="\n".join([title, *body]),
        published=metadata.published,
        publisher=publisher_in(body) or metadata.publisher or publisher_from_tags(metadata.tags),
        author=author_in(body) or metadata.author,
        url=link or metadata.url,
        tags=metadata.tags,
        paragraphs=_spans(title, body),
    )


def _title_and_body(title: str, blocks: Sequence[Block]) -> tuple[str, list[str]]:
    texts = [block.text for block in blocks]
    if title or not texts:
        return title, texts[1:] if texts[:1] == [title] else texts
    chosen = next((place for place, block in enumerate(blocks) if block.level == 1), 0)
    candidate = texts[chosen]
    is_headline = len(candidate) <= _MAX_TITLE and (len(texts) > 1 or not _ENDED.search(candidate))
    if is_headline:
        return candidate, texts[:chosen] + texts[chosen + 1 :]
    return _first_sentence(candidate), texts


def _first_sentence(text: str) -> str:
    found = _FIRST_SENTENCE.match(text)
    return (found[1] or found[2]).strip() if found else text


def _spans(title: str, body: Sequence[str]) -> tuple[tuple[int, int], ...]:
    ends = accumulate((len(text) + 1 for text in body), initial=len(title) + 1)
    return tuple((start, start + len(text)) for start, text in zip(ends, body, strict=False))
