"""Who says what: quotations with their speakers, and speech that is reported without quotation marks."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.knowledge.rule_files import GuardWords
from kg.model import Document, Mention, Speech
from kg.rules.attributions import Attribution, Attributions
from kg.rules.passage import Passage

__all__ = ["find_speech"]

_SHORTEST_QUOTATION = 5
_SHORTEST_UNMARKED = 10
_ATTRIBUTION_REACH = 24
_SPEAKER_REACH = 150
_PARAGRAPHS_ON = 5
_LAST_MARKS = 2
_LONGEST_TALE = 20
_SENTENCE_MARKS = "。！？…，"
_OPENING, _CLOSING = "“", "”"


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph with what is said in it.

    Attributes:
        start: of it.
        end: of it.
        passages: its sentences.
        attributions: its speakers with their verbs, in order.
        quotations: what stands in quotation marks, in order; one that is not closed runs to the end.
        open: whether the last quotation is not closed.
    """

    start: int
    end: int
    passages: Sequence[Passage]
    attributions: Sequence[Attribution]
    quotations: Sequence[tuple[int, int]]
    open: bool


def find_speech(document: Document, passages: Sequence[Passage], words: GuardWords) -> tuple[Speech, ...]:
    """All speech in a document.

    Covers “…”张三说；张三说：“…”；“…，”张三说，“…”；张三表示，……；甲公司研报显示，……；认为这将…… (to the end of
    the sentence); speech that runs on after `“……。”张三介绍。` through the rest of the paragraph; and a quotation that
    runs on over paragraphs, each of which opens anew or of which only the last is closed.
    """
    finder = Attributions(words)
    found: list[Speech] = []
    running: Mention | None = None
    unclosed = 0
    for start, end in document.paragraphs:
        paragraph = _paragraph(document.text, start, end, passages, finder)
        here = list(_in_paragraph(document.text, paragraph, running, unclosed > 0))
        found.extend(here)
        direct = [speech for speech in here if speech.direct]
        ends_so = bool(direct) and direct[-1].end >= end - 1
        running = direct[-1].speaker if ends_so else None
        closes = document.text.find(_CLOSING, start, end) >= 0 and not paragraph.open
        unclosed = _PARAGRAPHS_ON if paragraph.open else (0 if closes else max(unclosed - 1, 0))
    return tuple(sorted(found, key=lambda s: (s.start, s.end)))


def _paragraph(text: str, start: int, end: int, passages: Sequence[Passage], finder: Attributions) -> _Paragraph:
    first = bisect.bisect_left(passages, start, key=lambda p: p.start)
    inside = passages[first : bisect.bisect_left(passages, end, lo=first, key=lambda p: p.start)]
    quotations = tuple(_quotations(text, start, end))
    unclosed = bool(quotations) and quotations[-1][1] == end
    return _Paragraph(start, end, inside, [a for p in inside for a in finder.of(p)], quotations, unclosed)


def _in_paragraph(text: str, here: _Paragraph, running: Mention | None, unclosed: bool) -> Iterator[Speech]:
    continued = _continued(text, here, unclosed) if running else None
    if running and continued:
        yield Speech(*continued, running, direct=True)
    reported = [(span, a.speaker) for a in here.attributions if (span := _reported(text, a, here))]
    for quote in here.quotations:
        if continued and quote[0] < continued[1]:
            continue
        speaker = _speaker_of(text, quote, here.attributions) or _enclosing(quote, reported, text)
        if speaker is None and running and quote[0] == here.start + 1 and not here.attributions:
            speaker = running
        if speaker:
            yield Speech(quote[0], quote[1], speaker, direct=True)
    for span, speaker in reported:
        yield Speech(span[0], span[1], speaker, direct=False)


def _continued(text: str, here: _Paragraph, unclosed: bool) -> tuple[int, int] | None:
    """What of the paragraph belongs to a quotation that was not closed before."""
    if not unclosed:
        return None
    start = here.start + text.startswith(_OPENING, here.start)
    opening, closing = text.find(_OPENING, start, here.end), text.find(_CLOSING, start, here.end)
    if closing < 0:
        return (start, here.end) if opening < 0 else None
    return (start, closing) if not 0 <= opening < closing and start < closing else None


def _quotations(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands in quotation marks, without them; marks within marks are part of it.

    One that is never closed runs to the end of the paragraph if it begins it, or stands behind a colon.
    """
    place = start
    while (opening := text.find(_OPENING, place, end)) >= 0:
        closing = _closing(text, opening, end)
        if closing < 0:
            if opening == start or text[opening - 1] in "：，":
                yield opening + 1, end
            return
        if closing - opening > _SHORTEST_QUOTATION:
            yield opening + 1, closing
        place = closing + 1


def _closing(text: str, opening: int, end: int) -> int:
    """Where the quotation ends that begins at `opening`; the nearest mark where the marks do not come in pairs."""
    first = text.find(_CLOSING, opening, end)
    inner, last = text.find(_OPENING, opening + 1, end), first
    while last >= 0 and 0 <= inner < last:
        last = text.find(_CLOSING, last + 1, end)
        inner = text.find(_OPENING, inner + 1, end)
    return first if last < 0 else last


def _is_sentence(text: str, quote: tuple[int, int]) -> bool:
    return any(text.find(mark, *quote) >= 0 for mark in _SENTENCE_MARKS)


def _speaker_of(text: str, quote: tuple[int, int], attributions: Sequence[Attribution]) -> Mention | None:
    """The attribution right before the quotation, or else the one in the sentence after it.

    What has no mark of a sentence in it is speech only if it is long and the attribution stands right beside it.
    """
    marked = _is_sentence(text, quote)
    if not marked and quote[1] - quote[0] < _SHORTEST_UNMARKED:
        return None
    first = bisect.bisect_left(attributions, quote[0] - _SPEAKER_REACH, key=lambda a: a.start)
    last = bisect.bisect_right(attributions, quote[1] + _SPEAKER_REACH, lo=first, key=lambda a: a.start)
    near = attributions[first:last]
    for a in near:
        if 0 <= quote[0] - a.end <= 3 and not set(text[a.end : quote[0]]) - set("：，“道着"):
            return a.speaker
    following = text.find("。", quote[1] + 1, quote[1] + _SPEAKER_REACH)
    limit = following if following >= 0 else quote[1] + _SPEAKER_REACH
    if not marked:
        limit = min(limit, quote[1] + _ATTRIBUTION_REACH)
    return next((a.speaker for a in near if quote[1] <= a.start and a.end <= limit), None)


def _enclosing(
    quote: tuple[int, int], reported: Sequence[tuple[tuple[int, int], Mention]], text: str
) -> Mention | None:
    """Who is reported to say the words around the quotation: 张三表示，作为企业，“……，……”."""
    if not _is_sentence(text, quote):
        return None
    behind = bisect.bisect_right(reported, quote[0], key=lambda r: r[0][0])
    return reported[behind - 1][1] if behind and quote[1] <= reported[behind - 1][0][1] else None


def _reported(text: str, attribution: Attribution, here: _Paragraph) -> tuple[int, int] | None:
    following = text[attribution.end : attribution.end + 1]
    sentence = here.passages[bisect.bisect_right(here.passages, attribution.start, key=lambda p: p.start) - 1]
    if following and following in "：，":
        start = attribution.end + 1
        if start >= sentence.end or _is_quoted_at(text, start, sentence.end, here.quotations):
            return None
        runs_on = attribution.telling or following == "："
        return start, _end_of_tale(attribution.speaker, sentence, here) if runs_on else sentence.end
    behind = bisect.bisect_right(here.quotations, attribution.start, key=lambda quote: quote[1])
    ended_quote = behind > 0 and attribution.start - here.quotations[behind - 1][1] <= _ATTRIBUTION_REACH
    if following == "。" and ended_quote and attribution.end + 1 < here.end:
        return attribution.end + 1, here.end
    if attribution.plain and following and following not in "。！？；”的了过出道着":
        return attribution.end, sentence.end
    return None


def _end_of_tale(speaker: Mention, sentence: Passage, here: _Paragraph) -> int:
    """Where a sentence begins that has the next speaker or quotation, or names this one; or the paragraph's end."""
    following = bisect.bisect_left(here.passages, sentence.end, key=lambda p: p.start)
    for passage in here.passages[following : following + _LONGEST_TALE]:
        speaks = bisect.bisect_left(here.attributions, passage.start, key=lambda a: a.start)
        quoted = bisect.bisect_left(here.quotations, passage.start, key=lambda quote: quote[0])
        ends = (
            (speaks < len(here.attributions) and here.attributions[speaks].start < passage.end)
            or (quoted < len(here.quotations) and here.quotations[quoted][0] < passage.end)
            or any(mention.name == speaker.name for mention in passage.order)
        )
        if ends:
            return passage.start
    return here.end


def _is_quoted_at(text: str, place: int, end: int, quotations: Sequence[tuple[int, int]]) -> bool:
    """Whether what stands at `place` is a quotation of sentences, not one of a name or a phrase."""
    if not text.startswith(_OPENING, place):
        return False
    if not 0 <= text.find(_CLOSING, place, end) < end - _LAST_MARKS:
        return True
    at = bisect.bisect_left(quotations, place, key=lambda quote: quote[0])
    found = quotations[at] if at < len(quotations) and quotations[at][0] == place + 1 else None
    return found is not None and (_is_sentence(text, found) or found[1] - found[0] >= _SHORTEST_UNMARKED)
