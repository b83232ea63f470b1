"""Which mention governs a place: the subject of its clause, or the one carried over from before (承前省略)."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator

from kg.model import Mention
from kg.rules.passage import Passage

__all__ = ["SENTENCES_BACK", "find_subjects"]

_BLOCKING = ("v", "p")
_NOT_BLOCKING = frozenset({"是", "据", "随着", "为了", "作为", "除"})
_JOINED = re.compile(r"[”」』》]?(?:、|和|与|及|以及)?[“「『《]?")
SENTENCES_BACK = 3
_CLAUSES_BACK = 12
_CLAUSE_BEGINNING = 200
_MENTIONS_BACK = 40


def find_subjects(
    here: Passage,
    before: tuple[Passage, ...],
    place: int,
    types: tuple[str, ...],
    *,
    many: bool,
    governing: frozenset[str] = frozenset(),
) -> tuple[Mention, ...]:
    """The mention (with `many`, the list of mentions) in subject position that governs `place`.

    Looked for in this clause, then backwards through the sentence's clauses, then anywhere earlier in the
    sentence, then in the sentences before (nearest first).

    Args:
        here: the sentence.
        before: the sentences before it in the same paragraph, in order.
        place: where the predicate begins.
        types: what the subject may be.
        many: whether its co-ordinated companions come with it.
        governing: words after which no subject stands, beside verbs and prepositions.
    """
    found = _in_sentence(here, place, types, governing) or _anywhere(here, place, types)
    passage = here
    if found is None:
        for earlier in reversed(before[-SENTENCES_BACK:]):
            passage = earlier
            found = _first_subject(earlier, types, governing) or _anywhere(earlier, earlier.end, types)
            if found:
                break
    if found is None:
        return ()
    return _companions(passage, found, types) if many else (found,)


def _in_sentence(passage: Passage, place: int, types: tuple[str, ...], governing: frozenset[str]) -> Mention | None:
    last = passage.clause_of(place)
    for number in range(last, max(last - _CLAUSES_BACK, -1), -1):
        start, end = passage.clauses[number]
        found = _pick(
            passage, _candidates(passage, start, min(end, place, start + _CLAUSE_BEGINNING), governing), types
        )
        if found:
            return found
    return None


def _first_subject(passage: Passage, types: tuple[str, ...], governing: frozenset[str]) -> Mention | None:
    for start, end in passage.clauses:
        found = _pick(passage, _candidates(passage, start, min(end, start + _CLAUSE_BEGINNING), governing), types)
        if found:
            return found
    return None


def _anywhere(passage: Passage, place: int, types: tuple[str, ...]) -> Mention | None:
    behind = bisect.bisect_right(passage.order, place, key=lambda m: m.end)
    nearest = passage.order[max(0, behind - _MENTIONS_BACK) : behind]
    return _pick(passage, reversed(nearest), types)


def _pick(passage: Passage, mentions: Iterable[Mention], types: tuple[str, ...]) -> Mention | None:
    return next((m for m in mentions if any(passage.is_a(m.type, wanted) for wanted in types)), None)


def _candidates(passage: Passage, start: int, end: int, governing: frozenset[str]) -> Iterator[Mention]:
    """Mentions in subject position: before the first verb or preposition of the clause, not possessors."""
    place = start
    while place < end:
        units = passage.units.get(place)
        if units:
            place = units[0].end
            if not passage.text.startswith("的", place):
                yield from units
            continue
        word = passage.words.get(place)
        if word is None:
            place += 1
            continue
        text = passage.text[word.start : word.end]
        if text in governing or (word.pos.startswith(_BLOCKING) and text not in _NOT_BLOCKING):
            return
        place = next((inside for inside in range(word.start + 1, word.end) if inside in passage.units), word.end)


def _companions(passage: Passage, first: Mention, types: tuple[str, ...]) -> tuple[Mention, ...]:
    """A、B和C around one of them, itself included."""
    here = bisect.bisect_left(passage.order, first.start, key=lambda m: m.start)
    around = passage.order[max(0, here - _MENTIONS_BACK) : here + _MENTIONS_BACK]
    chosen = [m for m in around if any(passage.is_a(m.type, wanted) for wanted in types)]
    at = chosen.index(first)
    left, right = at, at
    while left > 0 and _are_joined(passage, chosen[left - 1], chosen[left]):
        left -= 1
    while right + 1 < len(chosen) and _are_joined(passage, chosen[right], chosen[right + 1]):
        right += 1
    return tuple(chosen[left : right + 1])


def _are_joined(passage: Passage, left: Mention, right: Mention) -> bool:
    between = passage.text[left.end : right.start]
    return bool(between) and left.end <= right.start and _JOINED.fullmatch(between) is not None
