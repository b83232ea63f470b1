"""Names in Latin letters that no list knows: a make by default, a company where the words beside it say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.knowledge.things import ThingShapes
from kg.model import Mention, Sentence

__all__ = ["LatinNames"]

_NAME = re.compile(
    r"(?<![A-Za-z0-9@/._\-])[A-Z][a-z]+[A-Za-z]*(?:[ \xa0][A-Z][A-Za-z]+){0,2}(?![A-Za-z0-9@/_\-]|\.[a-z])"
)
_SHORTEST = 4
_LONGEST_CONTEXT = 6


class LatinNames:
    """Finds capitalised names in Latin letters."""

    def __init__(self, things: ThingShapes) -> None:
        self._words = things.latin_words
        before = "|".join(sorted(map(re.escape, things.before_companies), key=lambda word: (-len(word), word)))
        after = "|".join(sorted(map(re.escape, things.after_companies), key=lambda word: (-len(word), word)))
        self._before = re.compile(rf"(?:{before})$")
        self._after = re.compile(rf"[ \xa0]?的?(?:{after})")

    def find(self, text: str, sentence: Sentence, known: Iterable[Mention]) -> Iterator[Mention]:
        """Names in the sentence that touch none of the known ones."""
        taken = {place for m in known for place in range(m.start, m.end) if text[m.start].isascii()}
        for found in _NAME.finditer(text, sentence.start, sentence.end):
            words = found[0].replace("\xa0", " ").split(" ")
            plain = all(word in self._words for word in words) or len(found[0]) < _SHORTEST
            if not plain and found.start() not in taken and found.end() - 1 not in taken:
                kind = "Company" if self._is_company(text, found, sentence) else "Product"
                yield Mention(kind, found.start(), found.end(), found[0], found_by="latin")

    def _is_company(self, text: str, found: re.Match[str], sentence: Sentence) -> bool:
        before = text[max(sentence.start, found.start() - _LONGEST_CONTEXT) : found.start()].rstrip(" \xa0")
        return bool(self._before.search(before) or self._after.match(text, found.end(), sentence.end))
