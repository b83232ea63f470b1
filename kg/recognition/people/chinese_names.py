"""Names of Chinese people: a surname and one or two characters, weighed by the characters and by the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.knowledge.people import People
from kg.recognition.people.surroundings import Surroundings

__all__ = ["ChineseNames"]

Candidate = tuple[int, int, float]

_TAGGED_LONG = 2.0  # the segmenter takes three characters for a name
_TAGGED_SHORT = 1.5
_FAMOUS = 3.0  # a name of the segmenter's dictionary
_FAMOUS_TAG = "nrfg"
_GIVEN_LONG = 1.5
_GIVEN_HALF = 0.5
_GIVEN_SHORT = 1.25
_STRANGE = -1.0
_FOREIGN = -1.5
_TRANSLITERATED = -1.0
_THING = -2.0
_MAYBE_THING = -0.5
_COMMON = 0.5
_RARE = -0.5
_FUNCTION = -1.0
_WORD = -1.0
_JOINED = -0.5
_AND_OTHERS = "等"
_GLUED = -1.5
_EXTENDED = 1.25
_LONGEST_GIVEN = 2
_FUNCTION_WORDS = ("p", "c", "d", "u", "v", "r", "m", "f", "zg")
_NO_GIVEN_TAGS = ("w", "x", "m", "eng", "u")
_NAME_TAG = "nr"
_WORD_TAGS = ("n", "a", "b", "g", "i", "l")


class ChineseNames:
    """Proposes names of Chinese people, each with points for its form.

    Args:
        people: characters of names.
        surnames: of one or two characters.
    """

    def __init__(self, people: People, surnames: Iterable[str]) -> None:
        self._people = people
        self._surnames = frozenset(surnames)
        self._addresses = frozenset(people.honorifics)

    def find(self, around: Surroundings) -> Iterator[Candidate]:
        """Stretches that may be names: start, end, points."""
        for number, token in enumerate(around.tokens):
            size = self._surname(around.text, token.start)
            if size and token.end >= token.start + size:
                yield from self._from(around, number, token.start + size)

    def _surname(self, text: str, start: int) -> int:
        if text[start : start + 2] in self._surnames:
            return 2
        return 1 if text[start] in self._surnames else 0

    def _from(self, around: Surroundings, number: int, given: int) -> Iterator[Candidate]:
        """Names whose surname ends at `given` and begins with this word, at most two given characters long."""
        first = around.tokens[number]
        led = around.follows_post(first.start)
        if first.end > given and not first.pos.startswith(_NAME_TAG):
            yield from self._from_word(around, number, given) if led or around.is_introduced(first.start) else ()
            return
        doubt = _FUNCTION if first.end == given and first.pos.startswith(_FUNCTION_WORDS) and not led else 0.0
        for end, tag in self._ends(around, number, given):
            if end - given <= _LONGEST_GIVEN and around.text[given:end] not in self._addresses:
                points = self._points(around.text, first.start, given, end, tag) + doubt
                extended = not tag and first.end - given == 1 and points >= _GIVEN_LONG  # 张艳|丽
                yield first.start, end, points + (_EXTENDED if extended else 0.0)

    def _from_word(self, around: Surroundings, number: int, given: int) -> Iterator[Candidate]:
        """Names that the segmenter takes for a word, or a word and a character: 记者马力（, 法定代表人为程文|虎，."""
        first = around.tokens[number]
        if not first.pos.startswith(_WORD_TAGS):
            return
        following = around.token_at(first.end)
        single = following is not None and following.end - following.start == 1 and first.end - given == 1
        for end in (first.end, *((following.end,) if following and single else ())):
            if end - given <= _LONGEST_GIVEN and (around.closes(end) or around.is_addressed(end)):
                doubt = _WORD if end == first.end else _JOINED
                yield first.start, end, self._points(around.text, first.start, given, end, "") + doubt

    def _ends(self, around: Surroundings, number: int, given: int) -> Iterator[tuple[int, str]]:
        """Where the name may end, and the tag where it is the first word alone."""
        first = around.tokens[number]
        if first.end > given:
            yield first.end, first.pos
        if first.end - given == _LONGEST_GIVEN and around.text[first.end - 1] in self._people.never_given:
            yield first.end - 1, first.pos  # 张明副|局长
        for following in around.tokens[number + 1 : number + 1 + _LONGEST_GIVEN]:
            end = following.end
            rest = around.text[following.start + 1 : end]
            if rest in self._addresses or rest == _AND_OTHERS or rest in self._people.governing:
                end = following.start + 1  # 张明|林先生, 张明|平等人, 张明|林向
            elif around.text[end - 1] in self._people.governing and end - following.start > 1:
                end -= 1  # 张|明林向
            elif following.pos.startswith(_NO_GIVEN_TAGS) or around.word(following) in self._addresses:
                return
            if around.text[end - 1] not in self._people.never_given:
                yield end, ""
            if end < following.end:
                return

    def _points(self, text: str, start: int, given: int, end: int, tag: str) -> float:
        people = self._people
        name, characters = text[start:end], text[given:end]
        if name in people.common_words:
            return _STRANGE
        long = end - given > 1
        usual = sum(character in people.given_characters for character in characters)
        points = _STRANGE if not usual else _GIVEN_SHORT if not long else _GIVEN_LONG if usual > 1 else _GIVEN_HALF
        if tag == _FAMOUS_TAG:
            points += _FAMOUS
        elif tag:
            points += _TAGGED_LONG if long else _TAGGED_SHORT
        points += _FOREIGN * sum(character in people.foreign_only for character in characters)
        if set(name) <= people.foreign_characters:
            points += _TRANSLITERATED
        if characters[-1] in people.thing_endings:
            points += _MAYBE_THING if characters[-1] in people.given_characters else _THING
        if characters[-1] in people.never_given:
            points += _GLUED
        return points + self._surname_points(text[start:given])

    def _surname_points(self, surname: str) -> float:
        if surname in self._people.function_surnames:
            return _FUNCTION
        return _COMMON if len(surname) > 1 or surname in self._people.common_surnames else _RARE
