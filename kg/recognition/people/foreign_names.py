"""Names of foreign people without dots: runs of characters that transliterate (穆里尼奥), and Latin ones (Tim Cook)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.knowledge.people import People
from kg.model import Token
from kg.recognition.people.surroundings import Surroundings

__all__ = ["ForeignNames"]

Candidate = tuple[int, int, float]

_TAGGED = 1.0  # the segmenter or the list takes a part for a name of a person
_UNTAGGED = -1.0
_LISTED = 2.0
_HALF_LISTED = 1.0
_PLACE_ENDING = -1.5
_LONG = 0.5
_SHORT = -0.75
_SHORTEST, _LONG_NAME, _LONGEST = 2, 4, 8
_MOST_LOOSE = 4
_PERSON_TAG = "nr"
_NAME_TAGS = ("nr", "ns", "nz")
_PART_TAGS = ("nr", "ns", "nz", "x", "zg", "j")
_LATIN = re.compile(r"[A-Z][a-z]{1,15}(?: [A-Z][a-z]{1,15}){0,2}(?![A-Za-z0-9])")


class ForeignNames:
    """Proposes names of foreign people, each with points for its form.

    Args:
        people: characters that transliterate.
        known: transliterated names of people (约翰, 史密斯).
    """

    def __init__(self, people: People, known: Iterable[str] = ()) -> None:
        self._people = people
        self._known = frozenset(known)
        self._first_characters = people.foreign_characters | {name[0] for name in self._known if name}

    def find(self, around: Surroundings) -> Iterator[Candidate]:
        """Stretches that may be names: start, end, points."""
        yield from self._transliterated(around)
        for found in _LATIN.finditer(around.text, around.sentence.start, around.sentence.end):
            if around.follows_post(found.start()):
                yield found.start(), found.end(), _TAGGED

    def _transliterated(self, around: Surroundings) -> Iterator[Candidate]:
        """穆里尼奥: words all of whose characters transliterate, one of which is a name."""
        run: list[Token] = []
        for token in around.tokens:
            continues = self._continues(around, run, token)
            if run and not continues:
                yield from self._run(around, run)
                run = []
                continues = self._continues(around, run, token)
            if continues:
                run.append(token)
        yield from self._run(around, run)

    def _continues(self, around: Surroundings, run: Sequence[Token], token: Token) -> bool:
        if around.text[token.start] not in self._first_characters:
            return False
        word = around.word(token)
        if word not in self._known and not self._people.foreign_characters.issuperset(word):
            return False
        led = bool(run) and around.follows_post(run[0].start) and token.end - run[0].start <= _LONGEST
        if around.is_known(run[0].start if led else token.start, token.end):
            return False
        return led or word in self._known or len(word) != _SHORTEST or token.pos.startswith(_PART_TAGS)

    def _run(self, around: Surroundings, run: Sequence[Token]) -> Iterator[Candidate]:
        if not run or run[-1].end - run[0].start > _LONGEST + _MOST_LOOSE:
            return
        while run and self._is_loose(around, run[0], run[1:]):
            run = run[1:]
        while run and self._is_loose(around, run[-1], ()):
            run = run[:-1]
        if not run or not _SHORTEST <= run[-1].end - run[0].start <= _LONGEST:
            return
        if any(token.pos.startswith(_NAME_TAGS) or around.word(token) in self._known for token in run):
            yield run[0].start, run[-1].end, self._points(around, run)

    def _is_loose(self, around: Surroundings, token: Token, others: Sequence[Token]) -> bool:
        """Whether a word at the end of a run does not belong to the name that the others are (大|贝克汉姆)."""
        if token.end - token.start > 1:
            return False
        known = bool(others) and around.text[others[0].start : others[-1].end] in self._known
        return known or around.word(token) in self._people.loose_characters

    def _points(self, around: Surroundings, run: Sequence[Token]) -> float:
        start, end = run[0].start, run[-1].end
        listed = [around.word(token) in self._known for token in run]
        whole = all(listed) or around.text[start:end] in self._known
        tagged = any(listed) or any(token.pos.startswith(_PERSON_TAG) for token in run)
        points = _TAGGED if tagged else _UNTAGGED
        if whole:
            points += _LISTED
        elif any(listed):
            points += _HALF_LISTED
        if not whole and around.text.endswith(self._people.foreign_place_endings, start, end):
            points += _PLACE_ENDING
        return points + (_SHORT if end - start == _SHORTEST else _LONG if end - start >= _LONG_NAME else 0.0)
