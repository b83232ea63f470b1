"""Things by what is done with them (推出某某, 应用于某某): the verb says what its object is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kg.knowledge.shapes import Shapes
from kg.model import Mention, Sentence, Token

__all__ = ["ObjectRecognizer"]

_SHORTEST = 4
_LONGEST = 14
_NOUN_POS = ("n", "j", "l", "b", "vn", "i", "g")
_LAST_POS = ("n", "vn", "l", "j", "i")
_JOINTS = frozenset({"、", "和", "与", "及", "以及"})
_ENDS = frozenset("，。；！？）\n") | {"等", "等等"}
_PARTICLES = frozenset({"了", "着", "过", "出", "起", "于"})
_MOST_ITEMS = 8
_CLAUSE_ENDS = frozenset("，。；：！？\n")
_LONGEST_MODIFIER = 16
_COUNTED = re.compile(
    r"(?:[一两二三四五六七八九十首这该此多几数新]|第[一二三四五]|[0-9]{1,4}|多|全球首|国内首)+余?[一-鿿]"
)


class ObjectRecognizer:
    """Finds the objects of verbs that say what their objects are."""

    def __init__(self, shapes: Shapes) -> None:
        self._things = shapes.things
        self._types: Mapping[str, str] = {word: kind for kind, words in self._things.objects.items() for word in words}
        self._measures: Mapping[str, str] = self._things.measures
        self._idle = self._things.generic_modifiers | self._things.determiners | self._things.plain_heads
        self._held = self._things.nominal_verbs | self._things.nominal_adverbs
        self._borders = (shapes.boundaries | self._things.governing_verbs) - self._things.nominal_verbs

    def find(self, text: str, sentence: Sentence, known: Iterable[Mention]) -> Iterator[Mention]:
        """Objects in the sentence that no other recogniser knows."""
        ends = {mention.end for mention in known if mention.end - mention.start >= _SHORTEST or mention.value}
        for number, token in enumerate(sentence.tokens):
            kind = self._type(text[token.start : token.end])
            if kind:
                begin = self._behind_modifiers(text, sentence.tokens, number)
                for start, end in self._items(text, sentence.tokens, begin):
                    if end not in ends:
                        yield Mention(kind, start, end, text[start:end], found_by="object")

    def _type(self, word: str) -> str | None:
        """What a verb or a number with its measure word (一款, 首台) says of what follows."""
        measured = self._measures.get(word[-1])
        return self._types.get(word) or (measured if measured and _COUNTED.fullmatch(word) else None)

    def _behind_modifiers(self, text: str, tokens: tuple[Token, ...], number: int) -> int:
        """Where the object's own words begin: behind the last 的 of the clause, or right behind the verb."""
        begin = number + 1
        for place in range(number + 1, min(len(tokens), number + _LONGEST_MODIFIER)):
            word = text[tokens[place].start : tokens[place].end]
            if word in _CLAUSE_ENDS:
                break
            if word == "的":
                begin = place + 1
        return begin

    def _items(self, text: str, tokens: tuple[Token, ...], number: int) -> Iterator[tuple[int, int]]:
        """The noun phrases behind a verb, joined by 、 or 和; none where the clause goes on in another way."""
        if number < len(tokens) and text[tokens[number].start : tokens[number].end] in _PARTICLES:
            number += 1
        found: list[tuple[int, int]] = []
        while number < len(tokens) and len(found) < _MOST_ITEMS:
            phrase, number = self._phrase(text, tokens, number)
            mark = text[tokens[number].start : tokens[number].end] if number < len(tokens) else "。"
            if phrase is None or mark not in _JOINTS | _ENDS:
                return
            found.append(phrase)
            if mark in _ENDS:
                break
            number += 1
        yield from (span for span in found if _SHORTEST <= span[1] - span[0] <= _LONGEST)

    def _phrase(self, text: str, tokens: tuple[Token, ...], number: int) -> tuple[tuple[int, int] | None, int]:
        """The noun phrase that begins at a token, and the token behind it; None where there is none."""
        first = number
        while number < len(tokens) and self._may_hold(text, tokens[number]):
            number += 1
        while first < number and text[tokens[first].start : tokens[first].end] in self._things.determiners:
            first += 1
        words = [text[token.start : token.end] for token in tokens[first:number]]
        if not words or all(word in self._idle for word in words) or not tokens[number - 1].pos.startswith(_LAST_POS):
            return None, number
        return (tokens[first].start, tokens[number - 1].end), number

    def _may_hold(self, text: str, token: Token) -> bool:
        word = text[token.start : token.end]
        if word in self._borders or word in _JOINTS | _ENDS:
            return False
        if word in self._things.generic_modifiers or word in self._things.determiners:
            return True
        adjective = token.pos == "a" and len(word) > 1
        return adjective or token.pos.startswith(_NOUN_POS) or word in self._held
