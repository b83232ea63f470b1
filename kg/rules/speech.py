"""Who says what: quotations with their speakers, and speech that is reported without quotation marks."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.knowledge.rule_files import GuardWords
from kg.model import Document, Mention, Speech
from kg.rules.passage import Passage

__all__ = ["find_speech"]

_SHORTEST_QUOTATION = 5
_ATTRIBUTION_REACH = 24
_SPEAKER_REACH = 150
_SENTENCE_MARKS = "。！？…，"


@dataclass(frozen=True, slots=True)
class _Attribution:
    """A speaker with a verb of speech: 甲公司总经理张三表示."""

    speaker: Mention
    start: int
    end: int


def find_speech(document: Document, passages: Sequence[Passage], words: GuardWords) -> tuple[Speech, ...]:
    """All speech in a document.

    Covers “…”张三说；张三说：“…”；“…，”张三说，“…”；张三表示，……（to the end of the sentence）; and speech that runs on
    after `“……。”张三介绍。` through the rest of the paragraph.
    """
    found: list[Speech] = []
    verbs = sorted(words.speech_verbs, key=len, reverse=True)
    for start, end in document.paragraphs:
        first = bisect.bisect_left(passages, start, key=lambda p: p.start)
        inside = passages[first : bisect.bisect_left(passages, end, lo=first, key=lambda p: p.start)]
        found.extend(_in_paragraph(document, inside, start, end, verbs))
    return tuple(sorted(found, key=lambda s: (s.start, s.end)))


def _in_paragraph(
    document: Document, passages: Sequence[Passage], start: int, end: int, verbs: Sequence[str]
) -> Iterator[Speech]:
    attributions = [a for p in passages for a in _attributions(p, verbs)]
    quotations = tuple(_quotations(document.text, start, end))
    for quote in quotations:
        speaker = _speaker_of(document.text, quote, attributions)
        if speaker:
            yield Speech(quote[0], quote[1], speaker, direct=True)
    for attribution in attributions:
        reported = _reported(document.text, attribution, passages, quotations, end)
        if reported:
            yield Speech(reported[0], reported[1], attribution.speaker, direct=False)


def _attributions(passage: Passage, verbs: Sequence[str]) -> Iterator[_Attribution]:
    for mention in passage.order:
        if not (passage.is_a(mention.type, "Person") or passage.is_a(mention.type, "Organization")):
            continue
        after = passage.text[mention.end : min(mention.end + _ATTRIBUTION_REACH, passage.end)]
        for verb in verbs:
            at = after.find(verb)
            if 0 <= at <= (8 if passage.is_a(mention.type, "Person") else 0) and not set(after[:at]) & set("，。；“”"):
                yield _Attribution(mention, mention.start, mention.end + at + len(verb))
                break


def _quotations(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    place = start
    while (opening := text.find("“", place, end)) >= 0:
        closing = text.find("”", opening, end)
        if closing < 0:
            return
        quote = text[opening + 1 : closing]
        if len(quote) >= _SHORTEST_QUOTATION and any(mark in quote for mark in _SENTENCE_MARKS):
            yield opening + 1, closing
        place = closing + 1


def _speaker_of(text: str, quote: tuple[int, int], attributions: Sequence[_Attribution]) -> Mention | None:
    """The attribution right before the quotation, or else the one in the sentence after it."""
    first = bisect.bisect_left(attributions, quote[0] - _SPEAKER_REACH, key=lambda a: a.start)
    last = bisect.bisect_right(attributions, quote[1] + _SPEAKER_REACH, lo=first, key=lambda a: a.start)
    near = attributions[first:last]
    for a in near:
        if 0 <= quote[0] - a.end <= 3 and not set(text[a.end : quote[0]]) - set("：，“道"):
            return a.speaker
    following = text.find("。", quote[1] + 1, quote[1] + _SPEAKER_REACH)
    limit = following if following >= 0 else quote[1] + _SPEAKER_REACH
    return next((a.speaker for a in near if quote[1] <= a.start and a.end <= limit), None)


def _reported(
    text: str,
    attribution: _Attribution,
    passages: Sequence[Passage],
    quotations: Sequence[tuple[int, int]],
    paragraph_end: int,
) -> tuple[int, int] | None:
    following = text[attribution.end : attribution.end + 2]
    if following[:1] in {"：", "，"} and following[1:] != "“":
        sentence = passages[bisect.bisect_right(passages, attribution.start, key=lambda p: p.start) - 1]
        return attribution.end + 1, sentence.end
    behind = bisect.bisect_right(quotations, attribution.start, key=lambda quote: quote[1])
    ended_quote = behind > 0 and attribution.start - quotations[behind - 1][1] <= _ATTRIBUTION_REACH
    if following[:1] == "。" and ended_quote and attribution.end + 1 < paragraph_end:
        return attribution.end + 1, paragraph_end
    return None
