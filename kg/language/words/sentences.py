"""Sentences and clauses, by their marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg.language.words.segmentation import Segmenter
from kg.model import Document, Sentence

__all__ = ["clauses", "split_sentences"]

FINAL = "。！？!?…"
CLOSING = "”’」』）)】〕》〉"
OPENING = {")": "(", "）": "（", "]": "[", "】": "【", "〕": "〔", "》": "《", "〉": "〈"}
LONGEST_BRACKET = 120  # characters; what is longer is a stray bracket, or sentences of its own
LONGEST_QUOTATION = 1000  # characters; as far back as a straight quotation mark is looked for
FINAL_MARKS = re.compile(rf"[{FINAL}][{FINAL}{CLOSING}]*")
GOES_ON = re.compile(r"[，、；：,;:的]")  # “好！”，他说 and “是什么？”的问题 are one sentence
CLAUSE_MARK = re.compile(rf"[，；：{FINAL}]|—{{2,10}}|[,;:]")
ASCII_MARKS = frozenset(",;:!?")


def split_sentences(document: Document, segmenter: Segmenter) -> tuple[Sentence, ...]:
    """Part a document into sentences with their tokens; the title is a sentence of its own.

    A sentence ends at 。！？… and keeps the closing quotation marks and brackets behind it; so the attribution behind
    `“……。”` begins the next. It ends with its paragraph or line at the latest, and not inside brackets. White space
    around a sentence belongs to none; every other character belongs to exactly one.
    """
    spans = [span for line in _lines(document) for span in _spans(document.text, *line)]
    return tuple(Sentence(start, end, segmenter.tokens(document.text, start, end)) for start, end in spans)


def clauses(text: str, sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """The spans between ，；：—— and final marks, without them and without white space around.

    Items parted by 、 stay together, and so does what stands in 《》; a clause has at least one letter or digit.
    """
    titles = [span for span in _brackets(text, sentence.start, sentence.end) if text[span[0]] in "《〈"]
    spans: list[tuple[int, int]] = []
    start = sentence.start
    for mark in CLAUSE_MARK.finditer(text, sentence.start, sentence.end):
        if _parts(text, mark) and not _within(mark.start(), titles):
            spans.append((start, mark.start()))
            start = mark.end()
    spans.append((start, sentence.end))
    stripped = (_strip(text, *span) for span in spans)
    return tuple(span for span in stripped if any(map(str.isalnum, text[slice(*span)])))


def _lines(document: Document) -> Iterator[tuple[int, int]]:
    """The title and the paragraphs, parted further at line breaks."""
    starts = sorted({0, *(start for start, _ in document.paragraphs)})
    for start, end in zip(starts, [*starts[1:], len(document.text)], strict=True):
        for line in re.finditer(r"[^\n]+", document.text[start:end]):
            yield start + line.start(), start + line.end()


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of one line."""
    brackets = _brackets(text, start, end)
    for mark in FINAL_MARKS.finditer(text, start, end):
        last = _with_quote(text, start, mark.end(), end)
        if _is_final(text, mark, last, end) and not _within(mark.start(), brackets):
            yield from _nonempty(text, start, last)
            start = last
    yield from _nonempty(text, start, end)


def _is_final(text: str, mark: re.Match[str], last: int, end: int) -> bool:
    """Whether the sentence ends here: no question mark of a web address, and no comma behind."""
    following = text[last : min(last + 1, end)]
    address = mark.group() in ASCII_MARKS and following.isascii() and following.isalnum()
    return not address and not (following and GOES_ON.match(following))


def _with_quote(text: str, start: int, last: int, end: int) -> int:
    """Take in a straight quotation mark that closes: the second, fourth … of the sentence."""
    begin = max(start, last - LONGEST_QUOTATION)
    closes = text[last : min(last + 1, end)] == '"' and text.count('"', begin, last) % 2 == 1
    return last + closes


def _brackets(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The outermost pairs of brackets, from left to right, unless they are too far apart to be meant as a pair."""
    opened: dict[str, list[int]] = {opening: [] for opening in OPENING.values()}
    pairs: list[tuple[int, int]] = []
    for position in range(start, end):
        character = text[position]
        if character in opened:
            opened[character].append(position)
        elif character in OPENING and opened[OPENING[character]]:
            first = opened[OPENING[character]].pop()
            if position - first <= LONGEST_BRACKET:
                while pairs and pairs[-1][0] > first:
                    pairs.pop()
                pairs.append((first, position))
    return pairs


def _within(position: int, spans: list[tuple[int, int]]) -> bool:
    """Whether `position` lies inside the last span that begins before it."""
    index = bisect_left(spans, (position, position)) - 1
    return index >= 0 and position < spans[index][1]


def _parts(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark parts clauses: not inside 3,050, Co., Ltd. or 1：5."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    if mark.group() == "：":
        return not (before.isdecimal() and after.isdecimal())
    return mark.group() not in ASCII_MARKS or not (before.isascii() and after.isascii() and before and after)


def _nonempty(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first, last = _strip(text, start, end)
    if first < last:
        yield first, last


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the white space at both ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
