"""Names in quotation marks that a word beside them explains: “某某”大模型, 大模型“某某”, “某某”的招商模式."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from kg.knowledge.things import ThingShapes
from kg.model import Mention, Sentence

__all__ = ["QuotedNames"]

_QUOTED = re.compile(r"[“\"「『]([^“”\"「」『』，、。；：！？\n]{2,16})[”\"」』]")
_LONGEST_MODIFIER = 6
_SHORTEST_BEFORE = 2
_BETWEEN = re.compile(r"[^\W_]*")
_LATIN = re.compile(r"[A-Z][A-Za-z0-9\-.+]+(?:[ \xa0][A-Z][A-Za-z0-9\-.+]*){0,2}")
_SPACE = re.compile(r"[ \xa0]")
_SENTENCE = re.compile(r"[的是把将在从]")
_SPOKEN = re.compile(r"[\s+＋的是把将在从我你您他她它们了吗呢吧啊呀哦嘛]")
_SPEECH = frozenset({"：", "，", ":", ","})
_IDIOMS = frozenset({"i", "l"})
_SHORTEST_CONCEPT = 3
_LONGEST_CONCEPT = 10
_SHIP = "号"
_TIMES = frozenset({"期间", "时期"})
_KINDS = ("式", "型")  # “集成式”电池: what is quoted says of which kind it is
_CALLED_IN_FULL = frozenset({"Event", "Facility"})
_APPOSED = frozenset({"Company", "Product", "Platform", "Service", "Dataset", "Initiative", "Project"})
_EXPLAINED = frozenset({"Product", "Service", "Dataset"})
_PROJECT = "Project"
_SHORTEST_PROJECT = 3
_NOT_ALONE = re.compile(r"[\d.,%]+")


class QuotedNames:
    """Finds names in quotation marks; the name of the thing is what stands between the marks."""

    def __init__(self, things: ThingShapes) -> None:
        self._types: Mapping[str, str] = {word: kind for kind, words in things.quoted_heads.items() for word in words}
        longest_first = sorted(self._types, key=lambda word: (-len(word), word))
        heads = "|".join(map(re.escape, longest_first))
        self._behind = re.compile(rf"的?[^\W_]{{0,{_LONGEST_MODIFIER}}}?({heads})")
        self._explaining = {word: kind for kind in sorted(_EXPLAINED) for word in things.heads.get(kind, ())} | dict(
            self._types
        )
        explaining = "|".join(map(re.escape, sorted(self._explaining, key=lambda word: (-len(word), word))))
        self._before = re.compile(rf"({explaining})$")
        news = "|".join(sorted(map(re.escape, things.before_financing), key=lambda word: (-len(word), word)))
        self._financed = re.compile(
            rf"(?:[（(][^（）()]{{1,20}}[）)])?(?:{news}){{1,4}}[^。；\n]{{0,24}}{re.escape(things.financing)}"
        )
        self._plain = things.latin_posts
        self._borders = things.governing_verbs | _TIMES | {"的", "和", "与", "在", "是", "为", "将", "对", "等", "了"}

    def find(self, text: str, sentence: Sentence) -> Iterator[Mention]:
        """Names in the sentence."""
        ends = {token.end for token in sentence.tokens}
        starts = {token.start: token for token in sentence.tokens}
        for quoted in _QUOTED.finditer(text, sentence.start, sentence.end):
            if _NOT_ALONE.fullmatch(quoted[1]) or _SENTENCE.search(quoted[1]):
                continue
            behind = self._behind.match(text, quoted.end(), sentence.end)
            if self._financed.match(text, quoted.end(), sentence.end):
                yield Mention("Company", quoted.start(1), quoted.end(1), quoted[1], found_by="quoted")
                continue
            if behind and behind.end() in ends and not self._is_crossed(text, quoted.end(), behind.start(1), starts):
                kind = self._types[behind[1]]
                whole = kind in _CALLED_IN_FULL or quoted[1].endswith(_KINDS)
                name = text[quoted.start() : behind.end()] if whole else quoted[1] + behind[1] * (behind[1] == _SHIP)
                yield Mention(kind, quoted.start(), behind.end(), name, found_by="quoted")
                if behind[1] != _SHIP and not whole:
                    yield Mention(kind, quoted.start(1), quoted.end(1), name, found_by="quoted")
                continue
            apposed = self._apposed(text, quoted.start(), sentence)
            token = starts.get(quoted.start(1))
            if apposed and not (token and token.end == quoted.end(1) and token.pos in _IDIOMS):
                yield Mention(apposed, quoted.start(1), quoted.end(1), quoted[1], found_by="quoted")
        for latin in _LATIN.finditer(text, sentence.start, sentence.end):
            plain = latin.end() not in ends or _SPACE.split(latin[0])[0] in self._plain
            called = None if plain else self._apposed(text, latin.start(), sentence)
            if called == _PROJECT and len(latin[0]) < _SHORTEST_PROJECT:
                continue  # 扩建工程T5航站楼
            if called in _APPOSED:
                yield Mention(called or "", latin.start(), latin.end(), latin[0], found_by="quoted")

    def find_unexplained(self, text: str, sentence: Sentence, known: Iterable[Mention]) -> Iterator[Mention]:
        """What stands in quotation marks and no word explains: a concept by the name that the text gives it."""
        spans = sorted((mention.start, mention.end) for mention in known if mention.value is None)
        starts = [first for first, _ in spans]
        furthest = list(accumulate((last for _, last in spans), max))
        starting = {token.start: token for token in sentence.tokens}
        for quoted in _QUOTED.finditer(text, sentence.start, sentence.end):
            start, end = quoted.span(1)
            before = bisect_right(starts, start)
            named = before > 0 and furthest[before - 1] >= end
            token = starting.get(start)
            if token and token.end == end and token.pos in _IDIOMS:
                continue
            fits = _SHORTEST_CONCEPT <= end - start <= _LONGEST_CONCEPT and text[start - 2 : start - 1] not in _SPEECH
            if fits and not named and not _NOT_ALONE.fullmatch(quoted[1]) and not _SPOKEN.search(quoted[1]):
                yield Mention("Concept", start, end, quoted[1], found_by="thing")

    def _apposed(self, text: str, start: int, sentence: Sentence) -> str | None:
        """What the word right before a name says that it is (操作系统“某某”, 开发平台SomeFlow)."""
        before = self._before.search(text[max(sentence.start, start - _LONGEST_MODIFIER) : start])
        return self._explaining[before[1]] if before and len(before[1]) >= _SHORTEST_BEFORE else None

    def _is_crossed(self, text: str, start: int, end: int, starts: Mapping[int, object]) -> bool:
        """Whether a verb or a particle stands between the name and the head, but for one 的 right behind the name."""
        place = start + 1 if text.startswith("的", start) else start
        for size_end in range(place + 1, end + 1):
            for begin in range(place, size_end):
                if begin in starts and text[begin:size_end] in self._borders:
                    return True
        return False
