"""Public bodies: a region or its level, a field and a rank (青岛市教育局, 市住建委, 美国国防部, 公安局经侦支队)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import ahocorasick

from kg.knowledge.names import NameEntry
from kg.knowledge.organisations import OrganisationShapes
from kg.model import Mention, Sentence, Token
from kg.recognition.words import SentenceWords

__all__ = ["GovernmentRecognizer"]

GOVERNMENT = "government"
_TYPE = "GovernmentBody"
_REGION = "AdministrativeRegion"
_REGIONS = frozenset({_REGION, "Place", "IndustrialPark"})
_OWNERS = _REGIONS | {_TYPE}
_LEVEL_CHARACTERS = frozenset("省市区县州旗镇乡盟")
_STATIONED = "驻"
_JOINTS = "和与"
_LONGEST_FIELD = 12
_LONGEST_OWNER = 24
_MOST_STEPS = 6
_MOST_FIELDS = 3
_MOST_UNIT_WORDS = 4
_LONGEST_UNIT = 12
_SHORTEST_OWN_NAME = 2
_UNIT_POS = ("n", "j", "vn", "b", "an", "s", "m", "eng")
_OWN_NAME_POS = ("nr", "nz", "ns", "nt", "j")
_REGION_POS = ("ns", "nt")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}[部处科室司局队]")


@dataclass(frozen=True, slots=True)
class _Body:
    """A body where it stands.

    Attributes:
        joined: where it begins, with the fields that are joined to it.
        word: as the shapes have it.
        independent: whether the lists do not know it as a body of its own.
    """

    joined: int
    word: str
    independent: bool

    @property
    def has_level(self) -> bool:
        """Whether it begins with the level of a region (市政府)."""
        return self.word[0] in _LEVEL_CHARACTERS and len(self.word) > 1

    @property
    def chains(self) -> bool:
        """Whether it may be a part of the body before it (财政部|条法司), and is not a second one (市委|市政府)."""
        return self.independent and not self.has_level


class GovernmentRecognizer:
    """Finds public bodies by what they are made of; those that are one of a kind stand in the lists."""

    def __init__(self, shapes: OrganisationShapes, names: Iterable[NameEntry]) -> None:
        self._shapes = shapes
        self._parents: dict[str, set[str]] = {}
        self._canonical: dict[str, set[str]] = {}
        for entry in names:
            if entry.type == _REGION:
                self._parents.setdefault(entry.canonical, set()).add(entry.parent)
                self._canonical.setdefault(entry.name, set()).add(entry.canonical)
        bare = {field + rank for field in shapes.offices.fields for rank in shapes.offices.bare_ranks}
        offices = {field + rank for field in shapes.offices.fields for rank in shapes.offices.ranks}
        self._automaton = ahocorasick.Automaton()
        for word in sorted(offices | shapes.bodies):
            self._automaton.add_word(word, (word, word in bare))
        self._automaton.make_automaton()

    def find(self, text: str, sentence: Sentence, listed: Iterable[Mention]) -> Iterator[Mention]:
        """Public bodies in the sentence, given the regions and bodies that the lists found."""
        hits = self._longest(text, sentence)
        if not hits:
            return
        owners = [mention for mention in listed if mention.type in _OWNERS]
        alone = {(m.start, m.end) for m in owners if m.type == _TYPE}
        words = SentenceWords(text, sentence, owners)
        made: dict[int, int] = {}
        for end in sorted(hits.keys() & words.ending.keys()):
            place, word, bare = hits[end]
            joined = place if word in self._shapes.bodies else self._joined(words, place)
            body = _Body(joined, word, (place, end) not in alone)
            start = self._owner(words, made, body)
            if start < joined or bare or body.has_level:
                for stop in sorted({end, self._unit_end(words, end)}):
                    made[stop] = min(start, made.get(stop, start))
                    yield Mention(_TYPE, start, stop, text[start:stop], found_by=GOVERNMENT)

    def _longest(self, text: str, sentence: Sentence) -> dict[int, tuple[int, str, bool]]:
        """The longest body that ends at each place."""
        hits: dict[int, tuple[int, str, bool]] = {}
        for last, (word, bare) in self._automaton.iter(text, sentence.start, sentence.end):
            start = last + 1 - len(word)
            if last + 1 not in hits or start < hits[last + 1][0]:
                hits[last + 1] = (start, word, bare)
        return hits

    def _joined(self, words: SentenceWords, place: int) -> int:
        """Where a chain of fields begins: 国土资源|和|房屋管理|局."""
        for _ in range(_MOST_FIELDS):
            joint = place - (words.text[place - 1 : place] in _JOINTS and place - 1 > words.start)
            window = range(max(words.start, joint - _LONGEST_FIELD), joint - 1)
            start = next((at for at in window if words.text[at:joint] in self._shapes.offices.fields), None)
            if start is None:
                break
            place = start
        return place

    def _owner(self, words: SentenceWords, made: Mapping[int, int], body: _Body) -> int:
        """Where the owner of the body begins: regions, levels, the body above it."""
        start, region = body.joined, ""
        for _ in range(_MOST_STEPS):
            known = words.name_ending(start, _OWNERS if body.chains else _REGIONS)
            if known and region and known.type == _REGION and not self._lies_within(region, known.name):
                break
            above = known.start if known and known.type == _TYPE else made.get(start)
            if above is not None and body.chains and start == body.joined and start - above < _LONGEST_OWNER:
                return above
            if above is not None:
                break
            if region and words.text[start - 1 : start] == _STATIONED and start - 1 > words.start:
                start, region = start - 1, ""
                continue
            step = known.start if known else self._step(words, start, body)
            if step is None:
                break
            if words.text[step:start] in self._canonical:
                region = words.text[step:start]  # a region that the segmenter stuck to its government
            start = step
        return start

    def _lies_within(self, region: str, container: str) -> bool:
        """Whether the region lies somewhere in the container (江阴市 in 江苏)."""
        wanted = self._canonical.get(container, {container})
        above = self._canonical.get(region, {region})
        for _ in range(_MOST_STEPS):
            above = {parent for name in above for parent in self._parents.get(name, ())}
            if above & wanted:
                return True
        return False

    def _step(self, words: SentenceWords, place: int, body: _Body) -> int | None:
        """One word further to the left, if it belongs to the name."""
        inside = words.straddled(place)
        if inside:
            return inside.start if inside.pos.startswith(_REGION_POS) else None
        token = words.ending.get(place)
        if token is None:
            return None
        word = words.word(token)
        if word in self._shapes.levels or word in self._shapes.leaders or token.pos == "ns":
            return token.start
        if len(word) > _SHORTEST_OWN_NAME and word[-1] in _LEVEL_CHARACTERS and token.pos.startswith("n"):
            return token.start
        return token.start if place == body.joined and self._names_owner(words, token, word, body) else None

    def _names_owner(self, words: SentenceWords, token: Token, word: str, body: _Body) -> bool:
        """Whether the word right before the body is a country in one character, or a name of the body's own."""
        if body.word in self._shapes.after_abbreviations and word in self._shapes.abbreviated_owners:
            return not words.text[token.start - 1 : token.start].isdigit()
        own = len(word) >= _SHORTEST_OWN_NAME and token.pos.startswith(_OWN_NAME_POS)
        return own and body.word in self._shapes.locally_named

    def _unit_end(self, words: SentenceWords, end: int) -> int:
        """Where a unit inside the body ends (财政部|条法司); `end` itself where none follows."""
        stop = end
        for token in words.following(end, _MOST_UNIT_WORDS):
            word = words.word(token)
            if not token.pos.startswith(_UNIT_POS) or token.end - end > _LONGEST_UNIT:
                break
            if word.endswith(self._shapes.units) or _NUMBERED.fullmatch(words.text, token.start, token.end):
                stop = token.end
        return stop
