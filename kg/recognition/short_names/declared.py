"""Short names that the text itself declares: 甲科技有限公司（以下简称“甲科”）, 甲委员会（甲委）, 甲组织（ABC）."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from kg.knowledge.shapes import Shapes
from kg.model import Mention, Sentence
from kg.recognition.short_names.declarations import (
    Declaration,
    find_brands,
    find_declarations,
    find_leading,
    find_turned,
)
from kg.recognition.short_names.short_forms import is_abbreviation

__all__ = ["DeclaredNames"]

FOUND_BY = "declared"
_LATIN = re.compile(r"[A-Za-z]")
_STOPPING_POS = ("p", "c", "u", "d", "r", "y", "e", "o", "x", "w", "f", "m", "q", "v")
_LONGEST_NAME = 30
_SHORTEST_NAME = 4
_ORGANIZATION = "Organization"
_COMPANY = "Company"
_REGION = "AdministrativeRegion"
_SHORT_NAME = "ShortName"
_NEVER_SHORTENED = frozenset({"Post", "Time", "Role", "Person", "Text", "Concept"})
_PARTS = frozenset({"AdministrativeRegion", "Group", "Industry"})


class DeclaredNames:
    """Finds declarations of short names.

    Args:
        shapes: for the words that no name reaches across, and the ends of institutions' names.
        is_a: whether a class is (a subclass of) another.
    """

    def __init__(self, shapes: Shapes, is_a: Callable[[str, str], bool]) -> None:
        self._boundaries = shapes.boundaries
        self._heads = tuple(sorted(shapes.institution_tails))
        self._not_short = shapes.not_short_names
        organisations = shapes.organisations
        self._no_brands = organisations.generic_latin | {word.upper() for word in shapes.things.latin_words}
        self._trades = tuple(
            sorted(
                organisations.trades
                | organisations.telling_trades
                | organisations.dealings.trades
                | organisations.dealings.common_trades
            )
        )
        self._is_a = is_a

    def find(self, text: str, sentences: Sequence[Sentence], chosen: Iterable[Mention]) -> Iterator[Mention]:
        """The short names, each named by the full name it stands behind; full names that nothing else found, too."""
        known = _Known(chosen)
        for sentence in sentences:
            yield from self._turned(text, sentence, known)
            yield from self._branded(text, sentence, known)
            for declared in find_declarations(text, sentence.start, sentence.end):
                if text[declared.start : declared.end] not in self._not_short:
                    yield from self._named(text, sentence, declared, known)

    def _named(self, text: str, sentence: Sentence, declared: Declaration, known: _Known) -> Iterator[Mention]:
        short = text[declared.start : declared.end]
        full = known.longest_to(declared.full_end)
        full = full and _lengthened(text, full, short)
        if full is None or _lacks(text[full.start : full.end], short):
            longer = self._unknown_name(text, sentence, declared, known)
            if longer and (full is None or not _lacks(longer.name, short)):
                full = replace(longer, type=full.type) if full else longer
        if full and full.found_by == FOUND_BY:
            yield full
        if full and (declared.said or _LATIN.match(short) or self._abbreviates(text, short, full)):
            yield from _short_name(text, full, declared.start, declared.end)

    def _abbreviates(self, text: str, short: str, full: Mention) -> bool:
        return self._is_a(full.type, _ORGANIZATION) and is_abbreviation(short, text[full.start : full.end])

    def _turned(self, text: str, sentence: Sentence, known: _Known) -> Iterator[Mention]:
        """ABC（甲乙组织）: the short name first."""
        for declared in find_turned(text, sentence.start, sentence.end):
            full = known.longest_to(declared.full_end)
            name = text[declared.full_start : declared.full_end]
            if full is None and name.endswith(self._heads):
                full = Mention(_ORGANIZATION, declared.full_end - len(name), declared.full_end, name, found_by=FOUND_BY)
                yield full
            whole = full and (full.start == declared.full_start or declared.said)
            if full and whole and self._is_a(full.type, _ORGANIZATION):
                yield from _short_name(text, full, declared.start, declared.end)
        for (start, end), begins in find_leading(text, sentence.start, sentence.end):
            full = known.longest_from(begins)
            if full and self._is_a(full.type, _ORGANIZATION):
                yield from _short_name(text, full, start, end)

    def _branded(self, text: str, sentence: Sentence, known: _Known) -> Iterator[Mention]:
        """Lumen（甲乙科技）, 甲乙科技（Lumen）: a company by both its names, where either tells that it is one."""
        for declared in find_brands(text, sentence.start, sentence.end):
            latin = text[declared.start : declared.end]
            if latin.upper() in self._no_brands or latin in self._not_short:
                continue
            full = known.longest_to(declared.full_end)
            other = known.longest_to(declared.end)
            name = text[declared.full_start : declared.full_end]
            if full is None and not declared.said:
                if not name.endswith(self._trades) and (other is None or other.type != _COMPANY):
                    continue
                full = Mention(_COMPANY, declared.full_end - len(name), declared.full_end, name, found_by=FOUND_BY)
                yield full
            if full is None:
                continue
            whole = declared.said or full.start == declared.full_start
            if whole and self._is_a(full.type, _ORGANIZATION):
                yield from _short_name(text, full, declared.start, declared.end)

    def _unknown_name(self, text: str, sentence: Sentence, declared: Declaration, known: _Known) -> Mention | None:
        """What a short name stands behind is a name, even where nothing else says so."""
        start = end = declared.full_end
        if end in known.others:
            return None
        short = text[declared.start : declared.end]
        region = 0
        behind = bisect.bisect_right(sentence.tokens, end, key=lambda token: token.end)
        for token in reversed(sentence.tokens[max(0, behind - _LONGEST_NAME) : behind]):
            if token.end != start or end - token.start > _LONGEST_NAME or start in known.values:
                break
            stops = token.pos.startswith(_STOPPING_POS) and token.pos != "vn"
            if stops or text[token.start : token.end] in self._boundaries:
                break
            start = token.start
            region = start if start in known.regions else region
        name = text[max(start, region) : end]
        shown = name.endswith(self._heads) and (_LATIN.match(short) or is_abbreviation(short, name))
        if len(name) < _SHORTEST_NAME or not (declared.said or shown):
            return None
        return Mention(_ORGANIZATION, end - len(name), end, name, found_by=FOUND_BY)


class _Known:
    """What is known: names by where they end and begin; where values, people and posts end; where regions begin."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._ending: defaultdict[int, list[Mention]] = defaultdict(list)
        self._beginning: defaultdict[int, list[Mention]] = defaultdict(list)
        self.values: set[int] = set()
        self.others: set[int] = set()
        self.regions: set[int] = set()
        for mention in mentions:
            if mention.value is not None:
                self.values.add(mention.end)
            elif mention.type in _NEVER_SHORTENED:
                self.others.add(mention.end)
            elif mention.type not in _PARTS:
                self._ending[mention.end].append(mention)
                self._beginning[mention.start].append(mention)
            elif mention.type == _REGION:
                self.regions.add(mention.start)
        self.others |= self.values

    def longest_from(self, start: int) -> Mention | None:
        """The longest name that begins here."""
        return max(self._beginning.get(start, ()), key=lambda m: (m.end - m.start, m.type), default=None)

    def longest_to(self, end: int) -> Mention | None:
        """The longest name that ends here."""
        return max(self._ending.get(end, ()), key=lambda m: (m.end - m.start, m.type), default=None)


def _lacks(full: str, short: str) -> bool:
    """Whether the short name has a Chinese character that the full name does not have."""
    return any(letter not in full for letter in short if not letter.isascii())


def _lengthened(text: str, full: Mention, short: str) -> Mention:
    """甲乙|科技公司（下称“甲乙”）: what stands right before belongs to the name where the short name begins with it."""
    for size in range(len(short) - 1, 0, -1):
        start = full.start - size
        if start >= 0 and text.startswith(short[:size], start) and not _lacks(full.name, short[size:]):
            return replace(full, start=start, name=text[start : full.end], found_by=FOUND_BY)
    return full


def _short_name(text: str, full: Mention, start: int, end: int) -> Iterator[Mention]:
    """Another mention of what has the full name, and the short name as words that a rule can read."""
    yield replace(full, start=start, end=end, found_by=FOUND_BY)
    yield Mention(_SHORT_NAME, start, end, text[start:end], found_by="declaration")
