"""Regions and countries named by one character: 在鲁, 赴青, 川渝两地, 中美关系.

One character stands for several regions (青: 青海, 青岛) and is a common word as well, so it is read only behind a verb
or a preposition (在青, 来鲁), or beside others like it (黔、滇、桂三省区). It stands for the region of that character
that the document names, else for the province or the country.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from kg.knowledge.names import NameEntry
from kg.knowledge.shapes import Shapes
from kg.model import Mention, Sentence, Token

__all__ = ["AbbreviationRecognizer"]

ABBREVIATION = "abbreviation"
_REGION = "AdministrativeRegion"
_PROVINCE, _COUNTRY, _CITY = range(3)
_FREE = ("v", "x", "w", "p", "c", "t", "m", "d")
_SHORTEST_REST = 2

Meanings = Mapping[str, tuple[str, ...]]


class AbbreviationRecognizer:
    """Finds regions that are named by one character, and says which they are."""

    def __init__(self, names: Iterable[NameEntry], shapes: Shapes) -> None:
        entries = [entry for entry in names if entry.type == _REGION]
        short = [entry for entry in entries if len(entry.name) == 1]
        self._canonical = {entry.name: entry.canonical for entry in entries}
        self._regions = _meanings(short, shapes.country)
        self._countries = _meanings([entry for entry in short if not entry.parent], shapes.country)
        self._common = shapes.abbreviation_words
        self._single = re.compile(rf"(?:{_either(shapes.abbreviation_openers)})({_one_of(self._regions)})")
        self._groups = (
            (self._regions, True, _several(self._regions, shapes.abbreviation_heads)),
            (self._countries, False, _several(self._countries, shapes.country_heads)),
        )

    def find(self, text: str, sentences: Iterable[Sentence], chosen: Iterable[Mention]) -> Iterator[Mention]:
        """Abbreviations in the sentences, each with the full name of its region.

        Args:
            text: of the document.
            sentences: of the document.
            chosen: what was found before: the regions that the document names.
        """
        named = {self._canonical.get(m.name, m.name) for m in chosen if m.type == _REGION}
        for sentence in sentences:
            tokens = {token.start: token for token in sentence.tokens}
            yield from self._alone(text, sentence, tokens, named)
            yield from self._together(text, sentence, tokens, named)

    def _alone(self, text: str, sentence: Sentence, tokens: Mapping[int, Token], named: set[str]) -> Iterator[Mention]:
        """在鲁, 来青: behind a verb, where a word ends."""
        for found in self._single.finditer(text, sentence.start, sentence.end):
            character, end = found[1], found.end()
            region = _meaning(self._regions[character], named)
            common = character in self._common
            if common and not (region in named and _is_free(tokens.get(end))):
                continue
            if self._is_word(tokens, found, common=common):
                yield Mention(_REGION, end - 1, end, region, found_by=ABBREVIATION)

    @staticmethod
    def _is_word(tokens: Mapping[int, Token], found: re.Match[str], *, common: bool) -> bool:
        """Whether the character ends a word, or stands in one with its verb (在鲁|投资, 在鲁投资)."""
        whole = tokens.get(found.start())
        alone = tokens.get(found.start(1))
        if alone is not None and alone.end == found.end():
            return True
        rest = whole.end - found.end() if whole else -1
        return rest == 0 or (not common and rest >= _SHORTEST_REST)

    def _together(
        self, text: str, sentence: Sentence, tokens: Mapping[int, Token], named: set[str]
    ) -> Iterator[Mention]:
        """川渝两地, 黔、滇、桂三省区, 中美关系: several side by side."""
        for meanings, proper, pattern in self._groups:
            for found in pattern.finditer(text, sentence.start, sentence.end):
                places = [place for place in range(*found.span()) if text[place] in meanings]
                all_common = all(text[place] in self._common for place in places)
                if found.start() not in tokens or (proper and all_common):
                    continue
                for place in places:
                    region = _meaning(meanings[text[place]], named)
                    yield Mention(_REGION, place, place + 1, region, found_by=ABBREVIATION)


def _meanings(entries: Sequence[NameEntry], country: str) -> Meanings:
    """What each character stands for: provinces first, then countries, then cities."""

    def rank(entry: NameEntry) -> tuple[int, str]:
        kind = _PROVINCE if entry.parent == country else _CITY if entry.parent else _COUNTRY
        return kind, entry.canonical

    found: defaultdict[str, list[str]] = defaultdict(list)
    for entry in sorted(entries, key=rank):
        found[entry.name].append(entry.canonical)
    return {character: tuple(regions) for character, regions in sorted(found.items())}


def _several(meanings: Meanings, heads: Sequence[str]) -> re.Pattern[str]:
    character = _one_of(meanings)
    return re.compile(rf"{character}(?:[、和与及]?{character}){{1,7}}(?=等?(?:{_either(heads)}))")


def _one_of(characters: Collection[str]) -> str:
    """A pattern for one of these characters; for none, one that matches nothing."""
    return f"[{''.join(characters)}]" if characters else "(?!)"


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


def _meaning(regions: Sequence[str], named: set[str]) -> str:
    """The region that the document names, else the first."""
    return next((region for region in regions if region in named), regions[0])


def _is_free(token: Token | None) -> bool:
    """Whether what follows is no noun that a plain adjective would describe (在新|时代)."""
    return token is None or token.pos.startswith(_FREE)
