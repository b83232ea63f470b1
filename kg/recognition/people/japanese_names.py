"""Names of Japanese people: a surname of the list and one or two characters (佐藤健一)."""

from __future__ import annotations

from collections.abc import Iterator

from kg.knowledge.people import People
from kg.model import Token
from kg.recognition.people.surroundings import Surroundings

__all__ = ["JapaneseNames"]

Candidate = tuple[int, int, float]

_USUAL_GIVEN = 2.5
_TWO_CHARACTERS = 0.5
_LONGEST_GIVEN = 2
_NAME_TAG = "nr"
_NO_GIVEN_TAGS = ("w", "x", "u", "p", "c", "m")


class JapaneseNames:
    """Proposes names of Japanese people, each with points for its form.

    Args:
        people: surnames of Japan, characters of given names.
    """

    def __init__(self, people: People) -> None:
        self._people = people
        self._first_characters = frozenset(name[0] for name in people.japanese_surnames)
        self._sizes = tuple(sorted({len(name) for name in people.japanese_surnames}, reverse=True))

    def find(self, around: Surroundings) -> Iterator[Candidate]:
        """Stretches that may be names: start, end, points."""
        surnames = self._people.japanese_surnames
        for number, token in enumerate(around.tokens):
            start = token.start
            if around.text[start] not in self._first_characters:
                continue
            size = next((n for n in self._sizes if around.text[start : start + n] in surnames), 0)
            if size and (token.end == start + size or token.pos.startswith(_NAME_TAG)):
                yield from self._from(around, around.tokens[number : number + 1 + _LONGEST_GIVEN], start + size)

    def _from(self, around: Surroundings, tokens: tuple[Token, ...], given: int) -> Iterator[Candidate]:
        for token in tokens:
            size = token.end - given
            if 0 < size <= _LONGEST_GIVEN and not token.pos.startswith(_NO_GIVEN_TAGS):
                usual = self._people.given_characters.issuperset(around.text[given : token.end])
                points = (_USUAL_GIVEN if usual else 0.0) + (_TWO_CHARACTERS if size == _LONGEST_GIVEN else 0.0)
                yield tokens[0].start, token.end, points
