"""Names by shape: an ending that says what it is (…有限公司, …计算中心), read leftwards to where the name begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.knowledge.names import NameEntry
from kg.knowledge.shapes import Shapes
from kg.model import Mention, Sentence
from kg.recognition.shape_walk import ShapeWalk
from kg.recognition.shape_words import ShapeWords

__all__ = ["ShapeRecognizer"]

_ORGANISED = frozenset(
    {"Company", "Fund", "GovernmentBody", "MediaOutlet", "Organization", "ResearchInstitute", "University"}
)
_REGION = "AdministrativeRegion"
_FIELDS = frozenset({"领域"})
_SHORTEST_NAME = 4


class ShapeRecognizer:
    """Finds names by their endings."""

    def __init__(self, shapes: Shapes, names: Iterable[NameEntry]) -> None:
        self._shapes = shapes
        self._words = ShapeWords(shapes, tuple(names))

    def find(self, text: str, sentence: Sentence, listed: Iterable[Mention]) -> Iterator[Mention]:
        """Names in the sentence, given those from lists."""
        listed = tuple(listed)
        walk = ShapeWalk(self._words, text, sentence, listed)
        ends = {token.end for token in sentence.tokens}
        covered = _covered_endings(listed)
        for found in self._words.endings.finditer(text, sentence.start, sentence.end):
            if found.end() not in ends or (found.start(), found.end()) in covered:
                continue
            kind = self._words.types[found[0]]
            start = walk.beginning(found.start(), kind)
            if self._is_name(text, start, found, listed) and walk.is_proper(start, found):
                yield Mention(kind, start, found.end(), text[start : found.end()], found_by="shape")

    def _is_name(self, text: str, start: int, ending: re.Match[str], listed: tuple[Mention, ...]) -> bool:
        """Whether the ending has a modifier, or needs none."""
        if self._is_common(text[start : ending.end()]):
            return False
        if ending[0] in _FIELDS and any(m.type == "Industry" and m.end == ending.start() for m in listed):
            return False
        if any(m.type == _REGION and m.start == start and m.end == ending.end() for m in listed):
            return False  # a list knows it for a region: 某某城市副中心
        if start < ending.start():
            return ending.end() - start >= _SHORTEST_NAME
        return text[start : ending.end()] in self._shapes.bare_names

    def _is_common(self, name: str) -> bool:
        return name in self._shapes.common_nouns or name in self._shapes.organisations.kinds_of_companies

    def ending_type(self, text: str, start: int, end: int) -> str | None:
        """The type of the longest ending of `text[start:end]`, if it has one."""
        return self._words.ending_type(text, start, end)


def _covered_endings(listed: Iterable[Mention]) -> frozenset[tuple[int, int]]:
    """Where an ending would stand that belongs to the name of an organisation in the lists: it is a name already."""
    return frozenset((place, m.end) for m in listed if m.type in _ORGANISED for place in range(m.start, m.end))
