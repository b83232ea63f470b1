"""Lists under a verb that says what their items are: 支持图像识别、语音转写和机器翻译, 供应咖啡豆、厚乳和糖浆."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kg.knowledge.shapes import Shapes
from kg.model import Mention, Sentence, Token

__all__ = ["EnumerationRecognizer"]

_LONGEST_LIST = 80
_LONGEST_ITEM = 16
_SHORTEST_ITEM = 2
_SHORTEST_CONCEPT = 4
_LONGEST_HEAD = 6
_CONCEPT = "Concept"
_VERBS = frozenset({"v", "vd", "vi"})
_CLAUSE_END = re.compile(r"[，。；：！？（）()\n]")
_AND_SO_ON = re.compile(r"等(?![于级待候同离])")
_COUNTED = re.compile(r"(?:[0-9两二三四五六七八九十]+)(?:个|家|大|项|条|种|所|类|款)")
_CONTENT = re.compile(r"[\w·“”+\-/.]+")
_JOINT = re.compile(r"(?<=[^、]{2})(?:以及|和|与|(?<!以)及)(?=.{2})")
_LAST_POS = ("n", "v", "l", "j", "i", "eng", "b", "x", "a", "nz")
_NEVER = ("p", "c", "u", "r", "y", "d", "t")
_PARTICLES = ("了", "着", "过", "起", "出")


class EnumerationRecognizer:
    """Finds the items of lists that no head explains."""

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes
        self._things = shapes.things
        listed = shapes.things.listed_objects
        self._types: Mapping[str, str] = {word: kind for kind, words in listed.items() for word in words}
        self._wholes = re.compile("|".join(sorted(map(re.escape, self._things.wholes))))
        self._held = self._things.generic_modifiers | self._things.nominal_adverbs | self._things.prefixes
        self._borders = (shapes.boundaries | shapes.things.governing_verbs) - shapes.things.nominal_verbs

    def find(self, text: str, sentence: Sentence, known: Iterable[Mention]) -> Iterator[Mention]:
        """Items in the sentence that are no known names."""
        if "、" not in text[sentence.start : sentence.end]:
            return
        ending = {mention.end: mention for mention in sorted(known, key=lambda m: (m.end - m.start, m.type))}
        starting = {token.start: number for number, token in enumerate(sentence.tokens)}
        for token in sentence.tokens:
            kind = self._types.get(text[token.start : token.end])
            if kind:
                for start, end in self._items(text, sentence, token.end):
                    named = ending.get(end)
                    shortest = _SHORTEST_CONCEPT if kind == _CONCEPT else _SHORTEST_ITEM
                    if end - start < shortest or (named and named.start <= start):
                        continue
                    inside = self._words(sentence, starting, start, end)
                    acts = kind == _CONCEPT and bool(inside) and inside[0].pos in _VERBS
                    if not acts and self._is_item(text, inside, start, end):
                        yield Mention(
                            self._tail(text, start, end) or kind, start, end, text[start:end], found_by="object"
                        )

    def _tail(self, text: str, start: int, end: int) -> str | None:
        """What the end of an item says that it is."""
        words = (text[place:end] for place in range(max(start + 1, end - _LONGEST_HEAD), end))
        return next((self._shapes.list_heads[word] for word in words if word in self._shapes.list_heads), None)

    def _items(self, text: str, sentence: Sentence, start: int) -> Iterator[tuple[int, int]]:
        """The stretches between the separators of the list that begins at `start`; none where there is no list."""
        if text.startswith(_PARTICLES, start):
            start += 1
        limit = min(sentence.end, start + _LONGEST_LIST)
        stop = _CLAUSE_END.search(text, start, limit)
        end = stop.start() if stop else limit
        if "、" not in text[start:end] or _AND_SO_ON.search(text, start, end) or _COUNTED.search(text, start, end):
            return
        if self._wholes.search(text, start, end):
            return
        first = text.find("、", start, end)
        modified = text.rfind("的", start, first)
        start = modified + 1 if modified >= 0 else start
        if "的" in text[start:end] or end == limit < sentence.end:
            return
        place = start
        for mark in (*(at for at in range(first, end) if text[at] == "、"), end):
            joint = _JOINT.search(text, place, mark) if mark == end else None
            if joint:
                yield place, joint.start()
                place = joint.end()
            yield place, mark
            place = mark + 1

    def _words(self, sentence: Sentence, starting: Mapping[int, int], start: int, end: int) -> tuple[Token, ...]:
        """The words of which the stretch is made up; none where it begins or ends within a word."""
        if start not in starting or end - start > _LONGEST_ITEM:
            return ()
        following = sentence.tokens[starting[start] : starting[start] + _LONGEST_ITEM]
        inside = tuple(token for token in following if token.start < end)
        return inside if inside[-1].end == end else ()

    def _is_item(self, text: str, inside: tuple[Token, ...], start: int, end: int) -> bool:
        """Whether the stretch is a noun phrase."""
        if not inside or not inside[-1].pos.startswith(_LAST_POS) or not _CONTENT.fullmatch(text, start, end):
            return False
        words = [text[token.start : token.end] for token in inside]
        plain = self._things.generic_modifiers | self._things.determiners | self._things.plain_heads
        if all(word in plain for word in words):
            return False
        last = len(words) - 1
        return not any(
            (self._governs(word) and (number < last or not last)) or self._is_foreign(word, token)
            for number, (word, token) in enumerate(zip(words, inside, strict=True))
        )

    def _governs(self, word: str) -> bool:
        """Whether the word governs what follows; as the last one of a phrase it is a noun (市场拓展)."""
        return word in self._borders

    def _is_foreign(self, word: str, token: Token) -> bool:
        """Whether no noun phrase holds the word."""
        return token.pos.startswith(_NEVER) and word not in self._held
