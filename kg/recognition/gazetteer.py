"""Names from lists: regions, companies, ministries, industries, posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import ahocorasick

from kg.knowledge.names import NameEntry
from kg.model import Mention, Sentence

__all__ = ["Gazetteer"]

_LEXICAL = frozenset(
    {"AmbiguousCompany", "AmbiguousOrganization", "ForeignName", "Noun", "ShortForm", "Surname", "Verb"}
)
_GRAMMATICAL = ("r", "c", "d", "f")
_COMMON = ("n", "a", "s", "t", "b")
_SHORT = 2
_BOTH = 2
_LONGEST_OVERLAP = 4
_COMPANY = "Company"
_POST = "Post"
_BRANDS = frozenset({"Company", "Organization"})
_SHORTEST_BRAND = 4
_PLACES = frozenset({"AdministrativeRegion", "Place"})


class Gazetteer:
    """An automaton over the lists of names; surnames and ambiguous names are left to others."""

    def __init__(self, names: Iterable[NameEntry]) -> None:
        types: dict[str, set[tuple[str, str]]] = {}
        for entry in names:
            if entry.type not in _LEXICAL and len(entry.name) >= _SHORT:
                for written in _spellings(entry):
                    types.setdefault(written, set()).add((entry.type, entry.name))
        self._automaton = ahocorasick.Automaton()
        for written, found in sorted(types.items()):
            self._automaton.add_word(written, (written, _one_of_each_type(written, found)))
        self._automaton.make_automaton()

    def find(self, text: str, sentence: Sentence) -> Iterator[Mention]:
        """All list names in the sentence.

        Short names, Latin ones and places must stand at borders of words on both sides (济南市 is not in 济南市民).
        """
        starts = {token.start for token in sentence.tokens}
        ends = {token.end for token in sentence.tokens}
        inside = _inside_words(sentence, _GRAMMATICAL)
        within = _inside_words(sentence, _COMMON)
        companies: dict[int, int] = {}
        for last, (written, types) in self._automaton.iter(text, sentence.start, sentence.end):
            start, end = last - len(written) + 1, last + 1
            borders = (start in starts) + (end in ends)
            for kind, name in types:
                whole_words = len(written) <= _SHORT or written.isascii() or kind in _PLACES
                if kind == _COMPANY and start in starts:
                    companies[last] = start
                if start in inside or (kind == _COMPANY and start in within):
                    continue  # 我国|某能源 holds no 国某能源
                if kind == _POST and _begins_within(start, companies):
                    continue  # 甲乙证券|分析师: no post begins inside the name of a company
                if borders == _BOTH or (borders and not whole_words):
                    yield Mention(kind, start, end, name, found_by="gazetteer")


def _inside_words(sentence: Sentence, tags: tuple[str, ...]) -> frozenset[int]:
    """The places inside words of these tags: no name begins in a word of grammar, no company's in a common one."""
    return frozenset(
        place for token in sentence.tokens if token.pos in tags for place in range(token.start + 1, token.end)
    )


def _begins_within(start: int, companies: Mapping[int, int]) -> bool:
    """Whether `start` lies inside a company; each is given by its last character with its first."""
    return any(companies.get(last, start) < start for last in range(start, start + _LONGEST_OVERLAP))


def _one_of_each_type(written: str, found: set[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """For each type the name that is meant: the very words, else the last of several."""
    if len(found) == 1:
        return tuple(found)
    own = {kind: name for kind, name in sorted(found) if name == written}
    return tuple(sorted({**dict(sorted(found)), **own}.items()))


def _spellings(entry: NameEntry) -> tuple[str, ...]:
    """How the name is written: a company's Latin name also in small letters (visa), if it is no short word."""
    name = entry.name
    small = entry.type in _BRANDS and name.isascii() and name.isalpha() and len(name) >= _SHORTEST_BRAND
    return (name, name.lower()) if small and name != name.lower() else (name,)
