"""What is known of the words that names of a shape are made of: which they never hold, which say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kg.knowledge.names import NameEntry
from kg.knowledge.shapes import Shapes

__all__ = ["ShapeWords"]

_REGION = "AdministrativeRegion"
_PROVINCE_ENDINGS = ("省", "自治区")


class ShapeWords:
    """The endings of names, the words inside them, and how regions lie.

    Args:
        shapes: endings and word lists.
        names: for the regions, with what they lie in.
    """

    def __init__(self, shapes: Shapes, names: Iterable[NameEntry]) -> None:
        self._shapes = shapes
        self.types: Mapping[str, str] = {word: kind for kind, words in shapes.endings.items() for word in words}
        longest_first = sorted(self.types, key=lambda word: (-len(word), word))
        self.endings = re.compile("|".join(map(re.escape, longest_first)))
        organisations = shapes.organisations
        self._generic = organisations.generic_modifiers | organisations.trades | organisations.generic_latin
        self._parents: dict[str, set[str | None]] = {}
        for entry in names:
            if entry.type == _REGION:
                self._parents.setdefault(entry.name, set()).add(entry.parent)
        self._canonical = {entry.name: entry.canonical for entry in names if entry.type == _REGION}
        short = "".join(sorted(n for n, above in self._parents.items() if len(n) == 1 and above & {None, ""}))
        self._countries = re.compile(f"[{short}]{{2,4}}") if short else re.compile("(?!)")

    def are_countries(self, text: str, start: int, end: int) -> bool:
        """Whether the stretch is made of the short names of several countries (甲乙丙)."""
        return self._countries.fullmatch(text, start, end) is not None

    def is_generic(self, word: str, *, kinds: bool = False) -> bool:
        """Whether the word, or both its parts, say what kind of organisation it is, and not which."""
        if kinds and word in self._shapes.things.generic_modifiers:
            return True
        parts = ((word[:cut], word[cut:]) for cut in range(1, len(word)))
        return word in self._generic or any(first in self._generic and last in self._generic for first, last in parts)

    def lies_in(self, region: str, container: str) -> bool:
        """Whether a region of this name lies in one of that name, or in a part of it."""
        around = self._canonical.get(container, container)
        above = self._parents.get(region, set())
        return around in above or any(around in self._parents.get(name or "", set()) for name in above)

    def is_province(self, region: str) -> bool:
        """Whether the region holds cities, and is none itself."""
        return self._canonical.get(region, region).endswith(_PROVINCE_ENDINGS)

    def is_boundary(self, word: str) -> bool:
        """Whether names never reach across this word."""
        return word in self._shapes.boundaries

    def is_stuck(self, character: str) -> bool:
        """Whether it is a word of grammar that the segmenter may stick to the name behind it."""
        return character in self._shapes.organisations.dealings.grammar

    def governs(self, character: str) -> bool:
        """Whether it is a preposition that the segmenter may stick to the name before it."""
        return character in self._shapes.organisations.parties.governing

    def may_begin(self, word: str) -> bool:
        """Whether a name may begin with this verb."""
        return word in self._shapes.name_beginnings

    def may_be_in_company(self, word: str) -> bool:
        """Whether a company's name may hold this verb (恒通建设有限公司)."""
        return word in self._shapes.within_companies

    def has_ending(self, text: str, start: int, end: int) -> bool:
        """Whether a name ends somewhere in the stretch."""
        return self.endings.search(text, start, end) is not None

    def ending_type(self, text: str, start: int, end: int) -> str | None:
        """The type of the longest ending of `text[start:end]`, if it has one."""
        words = (text[place:end] for place in range(start, end))
        return next((self.types[word] for word in words if word in self.types), None)
