"""Names of foreign people whose parts dots join: 埃隆·马斯克, J·K·罗琳."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.knowledge.people import People
from kg.model import Token
from kg.recognition.people.surroundings import DOTS, Surroundings

__all__ = ["DottedNames"]

Candidate = tuple[int, int, float]

_CERTAIN = 4.5
_LONGEST_PART = 8
_SHORTEST, _LONGEST = 4, 40
_PERSON_TAG = "nr"
_LATIN_TAG = "eng"


class DottedNames:
    """Proposes names with dots.

    Args:
        people: characters that transliterate.
        known: transliterated names of people.
    """

    def __init__(self, people: People, known: Iterable[str] = ()) -> None:
        self._people = people
        self._known = frozenset(known)

    def find(self, around: Surroundings) -> Iterator[Candidate]:
        """Stretches that are names: start, end, points."""
        dots = [number for number, token in enumerate(around.tokens) if around.word(token) in DOTS]
        reached = -1
        for dot in dots:
            first = self._before(around, dot)
            if dot <= reached or first == dot:
                continue
            reached = self._chain(around, dot)
            if reached > dot:
                yield from self._whole(around, around.tokens[first].start, around.tokens[reached].end)

    def _chain(self, around: Surroundings, dot: int) -> int:
        """The last word of the name whose first dot this is; the dot itself if there is none."""
        last = dot
        while True:
            further = self._behind(around, dot)
            if further == dot:
                return last
            last, dot = further, further + 1
            if dot >= len(around.tokens) or around.word(around.tokens[dot]) not in DOTS:
                return last

    def _whole(self, around: Surroundings, start: int, end: int) -> Iterator[Candidate]:
        if around.text[end - 1] in self._people.glued_characters and around.text[end - 2] not in DOTS:
            end -= 1
        if _SHORTEST <= end - start <= _LONGEST:
            yield start, end, _CERTAIN

    def _before(self, around: Surroundings, dot: int) -> int:
        """The first word of the part before a dot; the dot itself if there is none."""
        first = dot
        while first > 0:
            token = around.tokens[first - 1]
            too_far = around.tokens[dot].start - token.start > _LONGEST_PART
            if too_far or not self._is_part(around, token, first == dot):
                break
            first -= 1
        return first

    def _behind(self, around: Surroundings, dot: int) -> int:
        """The last word of the part behind a dot; the dot itself if there is none."""
        last = dot
        for token in around.tokens[dot + 1 : dot + 1 + _LONGEST_PART]:
            too_far = token.end - around.tokens[dot].end > _LONGEST_PART
            spoken = last > dot and around.speaks(token.start)
            if too_far or spoken or not self._is_part(around, token, last == dot):
                break
            last += 1
        return last

    def _is_part(self, around: Surroundings, token: Token, beside_dot: bool) -> bool:
        word = around.word(token)
        if token.pos == _LATIN_TAG:
            return word.isalpha() and beside_dot
        if word in self._known or (beside_dot and token.pos.startswith(_PERSON_TAG) and len(word) > 1):
            return True
        return self._people.foreign_characters.issuperset(word) and not around.follows_post(token.end)
