"""Places by shape: villages, streets and house numbers, buildings, rivers and mountains (某某镇某某村, 某某路8号)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kg.knowledge.names import NameEntry
from kg.knowledge.shapes import Shapes
from kg.model import Mention, Sentence, Token

__all__ = ["PlaceRecognizer"]

PLACE = "place"
_NAMING_POS = ("ns", "nr", "nz", "nt", "j", "eng", "x")
_CONTENT_POS = (*_NAMING_POS, "n", "s", "b", "f", "g")
_LONGEST_BODY = 8
_LONGEST_NAME = 16
_MOST_WORDS = 3
_TAIL_WINDOW = 48
_LONGEST_AFTER_REGION = 5
_PAIR = 2
_JOINTS = "和与及"
_NEVER_IN_ROADS = frozenset("的在了是有从到至向由被把个这那其为及和与或等将以于各每某")
_LISTED = frozenset({"AdministrativeRegion", "Facility", "Place"})
_NAMED = frozenset({"AdministrativeRegion", "Place", "Facility", "Company", "University", "Organization"})
_NUMBER = "[0-9０-９〇一二三四五六七八九十百甲乙丙]"
_HOUSE = re.compile(
    rf"[ 　]?(?:中段|北段|南段|东段|西段|{_NUMBER}段)?[ 　]?"
    rf"{_NUMBER}{{1,5}}(?:[-－—之]{_NUMBER}{{1,4}})?号(?!线|召|文|令)(?:附{_NUMBER}{{1,4}}号|院|弄)?"
)
_ROOM = re.compile(
    rf"[ 　]?(?:[A-Za-zＡ-Ｚ]{{1,2}}{_NUMBER}{{0,3}}座"
    rf"|[A-Za-z]{{0,2}}{_NUMBER}{{1,5}}(?:号楼|栋|幢|单元|层|楼|室)(?!盘|市|宇|主|房))"
)
_BUILDING = re.compile(r"[\u4e00-\u9fff·]{2,8}?(?:大厦|大楼|广场|中心|酒店|写字楼|花园|小区|公寓|商城)")


class PlaceRecognizer:
    """Finds places by what their names end in; an address is one place, from its road to its room."""

    def __init__(self, shapes: Shapes, names: Iterable[NameEntry] = ()) -> None:
        self._shapes = shapes
        self._listed: dict[str, str] = {e.name: e.type for e in names if e.type in _LISTED and len(e.name) >= _PAIR}
        self._types: Mapping[str, str] = {word: kind for kind, words in shapes.place_endings.items() for word in words}
        self._village = frozenset(w for w in shapes.place_endings.get("AdministrativeRegion", ()) if len(w) == 1)
        longest_first = sorted(self._types, key=lambda word: (-len(word), word))
        self._nouns = tuple(sorted(word for word in self._types if len(word) > 1))
        self._endings = re.compile("|".join(map(re.escape, longest_first)))

    def find_joined(self, text: str, sentence: Sentence) -> Iterator[Mention]:
        """Listed places that the segmenter took for one word (甲省乙市)."""
        for token in sentence.tokens:
            yield from self._parts_of(text, token)

    def find(self, text: str, sentence: Sentence, listed: Iterable[Mention]) -> Iterator[Mention]:
        """Places in the sentence that stand in no list; a region before a place is not part of its name.

        Args:
            text: of the document.
            sentence: with its tokens.
            listed: what the lists found in it.
        """
        words = _Words(text, sentence, listed)
        for found in self._endings.finditer(text, sentence.start, sentence.end):
            house = self._house(text, found, sentence.end)
            start = self._beginning(words, found, housed=house is not None)
            if start is None or self._is_common(text[start : found.end()], found[0]):
                continue
            end = self._end(text, found, house, sentence.end)
            if words.is_listed(start, end):
                continue
            kind = "Place" if house else self._types[found[0]]
            if kind == "Facility" and text[end : end + 1] in self._village:
                continue  # 某某寺|村 is a village
            yield Mention(kind, start, end, text[start:end], found_by=PLACE)

    def _parts_of(self, text: str, token: Token) -> Iterator[Mention]:
        """甲省|乙市, 甲省|地区: the cut that gives the longest first name."""
        word = text[token.start : token.end]
        if len(word) < _PAIR + _PAIR or not token.pos.startswith("n") or word in self._listed:
            return
        for cut in range(len(word) - _PAIR, _PAIR - 1, -1):
            first, second = self._listed.get(word[:cut]), self._listed.get(word[cut:])
            if first and (second or word[cut:] in self._shapes.region_tails):
                yield Mention(first, token.start, token.start + cut, word[:cut], found_by=PLACE)
                if second:
                    yield Mention(second, token.start + cut, token.end, word[cut:], found_by=PLACE)
                return

    def _house(self, text: str, ending: re.Match[str], limit: int) -> re.Match[str] | None:
        """The number behind a road (8号院)."""
        if ending[0] not in self._shapes.roads:
            return None
        return _HOUSE.match(text, ending.end(), min(limit, ending.end() + _TAIL_WINDOW))

    def _end(self, text: str, ending: re.Match[str], house: re.Match[str] | None, limit: int) -> int:
        """Where the address ends: behind the building, the floor and the room that follow."""
        limit = min(limit, ending.end() + _TAIL_WINDOW)
        if house is None and self._types[ending[0]] != "Facility":
            return ending.end()
        end = house.end() if house else ending.end()
        building = _BUILDING.match(text, end, limit) if house else None
        end = building.end() if building else end
        while room := _ROOM.match(text, end, limit):
            end = room.end()
        return end

    def _beginning(self, words: _Words, ending: re.Match[str], *, housed: bool) -> int | None:
        """Where the name begins, or None where the ending is a plain word (山村, 思路)."""
        last = words.ending_at.get(ending.end())
        if last is None or last.start > ending.start():
            return None
        listed = words.listed_at(ending.end())
        if listed is None and last.start == ending.start():
            listed = words.listed_at(last.start)  # 某国大使馆: nothing else stands between
        if listed is not None:
            return listed
        if ending[0] in self._shapes.settled_endings or len(ending[0]) > 1:
            region = words.region_before(ending.start())
            if region is not None:
                return region
        strict = len(ending[0]) == 1 and not housed
        tail = last.start < ending.start()  # the ending is the tail of a word: that must be a name
        if tail and strict and not last.pos.startswith(self._tail_pos(ending[0])):
            return None
        start = self._leftwards(words, last, ending, strict=strict)
        return start if start is not None and (tail or start < ending.start()) else None

    def _leftwards(self, words: _Words, last: Token, ending: re.Match[str], *, strict: bool) -> int | None:
        """The beginning of the words before the ending that may be parts of its name."""
        place = last.start
        for _ in range(_MOST_WORDS):
            token = self._part(words, place, strict=strict)
            if token is None:
                break
            if ending.end() - token.start > _LONGEST_NAME or ending.start() - token.start > _LONGEST_BODY:
                break
            place = token.start + self._prefix(words.text, token)
        return place

    def _tail_pos(self, ending: str) -> tuple[str, ...]:
        return ("ns", "nr") if ending in self._shapes.settled_endings else ("ns",)

    def _part(self, words: _Words, place: int, *, strict: bool) -> Token | None:
        """The word before `place`, if it may belong to a place's name."""
        token = words.ending_at.get(place)
        if token is None or words.listed_at(place) is not None:
            return None
        word = words.text[token.start : token.end]
        if word in self._shapes.boundaries or word in self._shapes.place_modifiers or not word.isalnum():
            return None
        if word.endswith(self._nouns) or (token.pos == "f" and len(word) > 1):
            return None
        return token if token.pos.startswith(_NAMING_POS if strict else _CONTENT_POS) else None

    def _prefix(self, text: str, token: Token) -> int:
        """The length of what the segmenter took for a part of a name: a function word (于某某), a name before it."""
        joint = max(text.rfind(mark, token.start, token.end) for mark in _JOINTS)
        if joint >= 0:
            return joint + 1 - token.start
        joined = token.pos.startswith("nr") and token.end - token.start > _PAIR
        return int(joined and text[token.start] in self._shapes.boundaries)

    def _is_common(self, name: str, ending: str) -> bool:
        """Whether it is a plain word, or ends in one where the ending alone says little (大城市, 周边地区)."""
        common = self._shapes.common_places
        return name in self._types or (name.endswith(common) if len(ending) == 1 else name in common)


class _Words:
    """The words of one sentence, and the names from lists in it by where they end."""

    def __init__(self, text: str, sentence: Sentence, listed: Iterable[Mention]) -> None:
        self.text = text
        self.ending_at: dict[int, Token] = {token.end: token for token in sentence.tokens}
        self._listed: dict[int, int] = {}
        self._regions: set[int] = set()
        for mention in listed:
            if mention.type not in _NAMED:
                continue
            self._listed[mention.end] = min(mention.start, self._listed.get(mention.end, mention.start))
            if mention.type == "AdministrativeRegion":
                self._regions.add(mention.end)

    def listed_at(self, end: int) -> int | None:
        """Where the longest listed name begins that ends here."""
        return self._listed.get(end)

    def region_before(self, place: int) -> int | None:
        """Where a listed region ends a few characters before `place`, with nothing but name between."""
        for start in range(place - 1, place - _LONGEST_AFTER_REGION - 1, -1):
            if start < 0 or not "\u4e00" <= self.text[start] <= "\u9fff" or self.text[start] in _NEVER_IN_ROADS:
                return None
            if start in self._regions and place - start >= _PAIR:
                return start
        return None

    def is_listed(self, start: int, end: int) -> bool:
        """Whether a list has this very stretch, or a longer one with the same end."""
        return self._listed.get(end, end) <= start
