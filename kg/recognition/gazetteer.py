"""Names from lists: regions, companies, ministries, industries, posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import ahocorasick

from kg.knowledge.names import NameEntry
from kg.model import Mention, Sentence

__all__ = ["Gazetteer"]

_LEXICAL = frozenset({"Surname", "AmbiguousCompany"})
_SHORT = 2
_BOTH = 2
_PLACES = frozenset({"AdministrativeRegion", "Place"})


class Gazetteer:
    """An automaton over the lists of names; surnames and ambiguous names are left to others."""

    def __init__(self, names: Iterable[NameEntry]) -> None:
        types: dict[str, set[str]] = {}
        for entry in names:
            if entry.type not in _LEXICAL and len(entry.name) >= _SHORT:
                types.setdefault(entry.name, set()).add(entry.type)
        self._automaton = ahocorasick.Automaton()
        for name, found in sorted(types.items()):
            self._automaton.add_word(name, (name, tuple(sorted(found))))
        self._automaton.make_automaton()

    def find(self, text: str, sentence: Sentence) -> Iterator[Mention]:
        """All list names in the sentence.

        Short names, Latin ones and places must stand at borders of words on both sides (济南市 is not in 济南市民).
        """
        starts = {token.start for token in sentence.tokens}
        ends = {token.end for token in sentence.tokens}
        for last, (name, types) in self._automaton.iter(text, sentence.start, sentence.end):
            start, end = last - len(name) + 1, last + 1
            borders = (start in starts) + (end in ends)
            for kind in types:
                whole_words = len(name) <= _SHORT or name.isascii() or kind in _PLACES
                if borders == _BOTH or (borders and not whole_words):
                    yield Mention(kind, start, end, name, found_by="gazetteer")
