"""Names from lists: regions, companies, ministries, industries, posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import ahocorasick

from kg.knowledge.names import NameEntry
from kg.model import Mention, Sentence

__all__ = ["Gazetteer"]

_LEXICAL = frozenset({"Surname", "AmbiguousCompany"})
_SHORT = 2


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
        """All list names in the sentence; a name of two characters must be a word of its own."""
        starts = {token.start for token in sentence.tokens}
        ends = {token.end for token in sentence.tokens}
        for last, (name, types) in self._automaton.iter(text, sentence.start, sentence.end):
            start, end = last - len(name) + 1, last + 1
            aligned = start in starts and end in ends
            if not aligned and (len(name) <= _SHORT or name.isascii()):
                continue
            for kind in types:
                yield Mention(kind, start, end, name, found_by="gazetteer")
