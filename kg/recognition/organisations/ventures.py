"""Joint companies without a name: 设立合资公司, and later 该合资公司, 目标公司; in one post they are one company."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.knowledge.organisations import Ventures
from kg.knowledge.shapes import Shapes
from kg.model import Mention, Sentence

__all__ = ["VentureRecognizer"]

_COMPANY = "Company"
_LINK = re.compile(r"(?:——|：|，|（|\()?(?:暂定名为|暂定名|名称为|名为|即|暂命名为)?[“\"：:]?")


class VentureRecognizer:
    """Finds the words for the joint company that a post tells of, once it says that one is founded."""

    def __init__(self, shapes: Shapes) -> None:
        words: Ventures = shapes.organisations.ventures
        self._venture = re.compile(_either(words.founded))
        self._any = re.compile(rf"(?:{_either(shapes.pointers)})?({_either((*words.founded, *words.later))})")
        self._founding = re.compile(rf"(?:{_either(words.verbs)})(?:了|起|一家|一个){{0,2}}[^，。；！？、\n]{{0,12}}$")
        self._several = re.compile(r"(?:[两三四五六七八九十多几数各等\d]|其他|个|所有)家?的?$")

    def find(self, text: str, sentences: Sequence[Sentence], chosen: Iterable[Mention]) -> Iterator[Mention]:
        """The words for it, each with one name: that which the text gives it, or else its first description."""
        founded = self._first(text)
        if founded is None:
            return
        companies = {m.start: m for m in chosen if m.type == _COMPANY and not self._any.fullmatch(m.name)}
        ends = {m.end for m in companies.values()}
        link = _LINK.match(text, founded.end())
        named = companies.get(link.end()) if link else None
        name = named.name if named else founded[0]
        borders = {token.start for s in sentences for token in s.tokens} | {t.end for s in sentences for t in s.tokens}
        for found in self._any.finditer(text, founded.start()):
            begins = found.start() in borders and found.start() not in ends
            beside_name = named is not None and found.start() == founded.start()
            if begins and found.end() in borders and not beside_name and not self._counts(text, found.start()):
                yield Mention(_COMPANY, found.start(), found.end(), name, found_by="venture")

    def _first(self, text: str) -> re.Match[str] | None:
        """Where the text says that a joint company is founded."""
        for found in self._venture.finditer(text):
            before = text[max(0, found.start() - 24) : found.start()]
            if self._founding.search(before) and not self._counts(text, found.start()):
                return found
        return None

    def _counts(self, text: str, place: int) -> bool:
        """Whether several of them are meant (两家合资公司)."""
        return self._several.search(text, max(0, place - 4), place) is not None


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
