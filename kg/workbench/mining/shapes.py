"""Patterns that a pair of arguments would fit, before it is known which of them are any good.

A shape is a pattern with the places of the two arguments, `{1}` and `{2}` in the order of the text, and of one word,
`*`; the word stands between them, behind the second or before the first:

    {1} …6 * …2 {2}      {1} 与 {2} …6 *      {1} …6 被 {2} *      * {1} 与 {2}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.rules.passage import CLAUSE_MARKS, Passage
from kg.workbench.mining.pairs import Pair

__all__ = ["FIRST", "SECOND", "WORD", "Shape", "context", "shapes_of"]

FIRST, SECOND, WORD = "{1}", "{2}", "*"

_GAPS = (2, 6, 12)
_LONG_GAPS = (20,)
_FAR = 12
_LONGEST_LINK = 4
_LOOSE_LINK = "…6"
_FARTHEST = 40
_LITERAL = re.compile(r"[^\s()|?…{}^$<>@*]+")
_ENDS = frozenset("。；！？\n")


class Shape(NamedTuple):
    """A pattern with a slot for a word, and the word; no word where all of it stands in the frame."""

    frame: str
    word: str


class _Piece(NamedTuple):
    """A word of the sentence, or two that follow each other."""

    start: int
    end: int
    text: str


def shapes_of(passage: Passage, pair: Pair) -> Iterator[Shape]:
    """Every shape that the pair fits, the same one perhaps more than once."""
    text, first, second = passage.text, pair.first, pair.second
    if second.start - first.end > _FARTHEST:
        return
    yield from _between(passage, pair)
    links = tuple(_links(passage, first.end, second.start))
    if not links:
        return
    for piece in _pieces(passage, second.end, min(passage.end, second.end + _FAR + 2)):
        for gap in _gaps(text[second.end : piece.start]):
            for link in links:
                yield Shape(_joined(FIRST, link, SECOND, gap, WORD), piece.text)
    for piece in _pieces(passage, max(passage.start, first.start - _FAR - 2), first.start):
        for gap in _gaps(text[piece.end : first.start]):
            for link in links:
                yield Shape(_joined(WORD, gap, FIRST, link, SECOND), piece.text)


def context(passage: Passage, pair: Pair) -> frozenset[str]:
    """The words between the arguments and near them: what may tell the relation."""
    begin = max(passage.start, pair.first.start - _FAR)
    end = min(passage.end, pair.second.end + _FAR)
    spans = (begin, pair.first.start), (pair.first.end, pair.second.start), (pair.second.end, end)
    return frozenset(piece.text for start, stop in spans for piece in _pieces(passage, start, stop))


def _between(passage: Passage, pair: Pair) -> Iterator[Shape]:
    text, start, end = passage.text, pair.first.end, pair.second.start
    link = _link(text[start:end])
    if link is not None:
        yield Shape(_joined(FIRST, link, SECOND), "")
    for piece in _pieces(passage, start, end):
        after = tuple(_gaps(text[piece.end : end]))
        for before in _gaps(text[start : piece.start]):
            for behind in after:
                yield Shape(_joined(FIRST, before, WORD, behind, SECOND), piece.text)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _links(passage: Passage, start: int, end: int) -> Iterator[str]:
    """What may stand between the arguments when the word does not: words, words after a gap (…6 被), or a gap."""
    between = passage.text[start:end]
    link = _link(between)
    if link is not None:
        yield link
    if not between or CLAUSE_MARKS & set(between):
        return
    last = next((piece for piece in _pieces(passage, start, end) if piece.end == end), None)
    if last and last.start > start and last.start - start <= _GAPS[1]:
        yield f"{_LOOSE_LINK} {last.text}"
    if len(between) <= _GAPS[1]:
        yield _LOOSE_LINK


def _link(between: str) -> str | None:
    if not between:
        return ""
    return between if len(between) <= _LONGEST_LINK and _LITERAL.fullmatch(between) else None


def _gaps(between: str) -> Iterator[str]:
    """Every gap that reaches over these characters, the narrowest first."""
    if not between:
        yield ""
    marks = CLAUSE_MARKS & set(between)
    if not marks:
        yield from (f"…{width}" for width in _GAPS if len(between) <= width)
    if not marks & _ENDS:
        yield from (f"……{width}" for width in _LONG_GAPS if len(between) <= width)


def _pieces(passage: Passage, start: int, end: int) -> Iterator[_Piece]:
    """The words from `start` to `end`, and each with the next one; no names, marks and numbers."""
    last: _Piece | None = None
    for place in range(start, end):
        token = passage.words.get(place)
        if token is None or place in passage.inner or place in passage.units or token.end > end:
            continue
        text = passage.text[token.start : token.end]
        if not _LITERAL.fullmatch(text) or not any(c.isalpha() for c in text) or token.end - 1 in passage.inner:
            last = None
            continue
        piece = _Piece(token.start, token.end, text)
        yield piece
        if last and last.end == piece.start:
            yield _Piece(last.start, piece.end, last.text + piece.text)
        last = piece
