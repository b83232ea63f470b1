"""The guard words of a clause, each where it stands: words from border to border, never inside names."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum, auto

from kg.knowledge.rule_files import GuardWords
from kg.model import Token
from kg.rules.passage import Passage

__all__ = ["Cue", "CueFinder", "Kind"]

_VERBAL = ("v", "j")
_BEFORE_VERBS = ("v", "d", "p")
_LONGEST_WORD = 8


class Kind(StrEnum):
    """What a guard word does; the values are the keys of `guards.yaml`."""

    NEGATED = auto()
    EXPECTED = auto()
    PLANNED = auto()
    ASSERTED = auto()
    FORMERLY = auto()
    DENIED = auto()
    AIMED = auto()
    CAUSING = auto()
    INSTEAD = auto()
    SETTLED = auto()
    RUMOURED = auto()
    REFUTED = auto()
    ANSWERING = auto()
    WHETHER = auto()
    CONDITIONS = auto()


@dataclass(frozen=True, slots=True)
class Cue:
    """A guard word in a text."""

    word: str
    place: int
    kinds: frozenset[Kind]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.place + len(self.word)


class CueFinder:
    """Finds the guard words of the rule files."""

    def __init__(self, words: GuardWords) -> None:
        kinds: dict[str, set[Kind]] = {}
        for kind in Kind:
            for word in getattr(words, kind.value):
                kinds.setdefault(word, set()).add(kind)
        self._kinds: Mapping[str, frozenset[Kind]] = {word: frozenset(found) for word, found in kinds.items()}
        self._begin = frozenset(word[0] for word in (*self._kinds, *words.unguarded))
        self._longest = max(map(len, self._kinds), default=0)
        self._unguarded = words.unguarded
        self._adverbs = frozenset(words.adverbs)
        self._prepositions = frozenset(words.prepositions)

    def between(self, passage: Passage, start: int, end: int) -> list[Cue]:
        """The guard words from `start` to `end`, in order."""
        found: list[Cue] = []
        places = passage.places(self, self._beginnings)
        for place in places[bisect.bisect_left(places, start) : bisect.bisect_left(places, end)]:
            if found and place < found[-1].end:
                continue
            word = self._word_at(passage, place, end)
            units = passage.units.get(place, ())
            if word and (not units or units[0].end == place + len(word)):
                found.append(Cue(word, place, self._kinds[word]))
        return found

    def of_kind(self, passage: Passage, start: int, end: int, kind: Kind) -> list[Cue]:
        """The guard words of one kind from `start` to `end`, in order."""
        return [cue for cue in self.between(passage, start, end) if kind in cue.kinds]

    def _beginnings(self, passage: Passage) -> Iterator[int]:
        """Where a guard word may begin: where a word does that shares its first character, outside of names."""
        for place in sorted(passage.words):
            if (
                passage.text[place] in self._begin
                and place not in passage.inner
                and passage.start <= place < passage.end
            ):
                yield place

    def _word_at(self, passage: Passage, place: int, end: int) -> str:
        """The longest guard word at `place`; it must end where the segmenter's words end.

        A guard word counts also where it was joined with the preposition after it (拟以, 将与).
        """
        if any(passage.text.startswith(word, place) for word in self._unguarded):
            return ""
        for length in range(min(self._longest, end - place), 0, -1):
            word = passage.text[place : place + length]
            if word in self._kinds and self._is_border(passage, place, place + length):
                return "" if word in self._adverbs and not _is_adverb(passage, place, place + length) else word
        return ""

    def _is_border(self, passage: Passage, start: int, end: int) -> bool:
        if end in passage.words or end >= passage.end or end in passage.units:
            return True
        word = passage.words[start]
        return word.end == end + 1 and passage.text[end] in self._prepositions


def _is_adverb(passage: Passage, start: int, end: int) -> bool:
    """Whether a word stands before a verb or a name, and not behind a verb (研发或生产) or between names (甲或乙)."""
    nearest = bisect.bisect_left(passage.order, start, key=lambda m: m.start) - 1
    behind_name = nearest >= 0 and passage.order[nearest].end == start
    if end in passage.units:
        return not behind_name
    following = passage.words.get(end)
    if following is None or not following.pos.startswith(_BEFORE_VERBS):
        return False
    before = _word_before(passage, start)
    return behind_name or before is None or not before.pos.startswith(_VERBAL)


def _word_before(passage: Passage, place: int) -> Token | None:
    starts = range(place - 1, max(passage.start, place - _LONGEST_WORD) - 1, -1)
    found = next((passage.words[start] for start in starts if start in passage.words), None)
    return found if found and found.end == place else None
