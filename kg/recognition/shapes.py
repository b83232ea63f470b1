"""Names by shape: an ending that says what it is (…有限公司, …计算中心), read leftwards to where the name begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kg.knowledge.names import NameEntry
from kg.knowledge.shapes import Shapes
from kg.model import Mention, Sentence, Token

__all__ = ["ShapeRecognizer"]

_STOPPING_POS = ("p", "c", "u", "d", "r", "y", "e", "o", "x", "w", "f", "t", "m", "q", "zg")
_CONTAINERS = frozenset({"IndustrialPark"})
_REGION = "AdministrativeRegion"
_ORGANISED = frozenset({"Company", "GovernmentBody", "University", "ResearchInstitute", "MediaOutlet"})
_NEVER_PART = frozenset({"Post"})
_NEVER_IN_REGIONS = frozenset({"Industry", "Technology"})
_SITES = frozenset({"Facility", "IndustrialPark", "InnovationCentre", "ComputingCentre", "Platform"})
_DISTRICT_ENDINGS = ("区", "县", "省", "镇")
_FIELDS = frozenset({"领域"})
_REGIONAL = frozenset({"政府", "人民政府"})
_CAN_BE_JOINED = frozenset({"Platform", "ResearchInstitute", "Facility", "University", "Company", "InnovationCentre"})
_LONGEST_NAME = 40
_LONGEST_JOINED_PART = 8
_LONGEST_QUOTED_PART = 12
_LONGEST_BRACKET = 8
_SHORTEST_NAME = 4
_BREAKS = frozenset("、，。；：！？—“‘（(《\n")
_ORDINAL = re.compile(r"第[一二三四五六七八九十百零\d]+[届次期批个]?")


class ShapeRecognizer:
    """Finds names by their endings."""

    def __init__(self, shapes: Shapes, names: Iterable[NameEntry]) -> None:
        self._shapes = shapes
        self._types: Mapping[str, str] = {word: kind for kind, words in shapes.endings.items() for word in words}
        longest_first = sorted(self._types, key=lambda word: (-len(word), word))
        self._endings = re.compile("|".join(map(re.escape, longest_first)))
        self._parents = {(entry.name, entry.parent) for entry in names if entry.type == _REGION}
        self._canonical = {entry.name: entry.canonical for entry in names if entry.type == _REGION}

    def find(self, text: str, sentence: Sentence, listed: Iterable[Mention]) -> Iterator[Mention]:
        """Names in the sentence, given those from lists."""
        listed = tuple(listed)
        walk = _Walk(self, text, sentence, listed)
        ends = {token.end for token in sentence.tokens}
        for found in self._endings.finditer(text, sentence.start, sentence.end):
            if found.end() not in ends:
                continue
            start = walk.beginning(found.start(), self._types[found[0]])
            if self._is_name(text, start, found, listed):
                yield Mention(self._types[found[0]], start, found.end(), text[start : found.end()], found_by="shape")

    def _is_name(self, text: str, start: int, ending: re.Match[str], listed: tuple[Mention, ...]) -> bool:
        """Whether the ending has a modifier, or needs none; a government needs its region."""
        if text[start : ending.end()] in self._shapes.common_nouns:
            return False
        if ending[0] in _REGIONAL:
            return any(m.type == _REGION and m.start == start for m in listed)
        if ending[0] in _FIELDS and any(m.type == "Industry" and m.end == ending.start() for m in listed):
            return False
        if start < ending.start():
            return ending.end() - start >= _SHORTEST_NAME
        return text[start : ending.end()] in self._shapes.bare_names

    def lies_in(self, region: str, container: str) -> bool:
        """Whether a region of this name lies directly in one of that name."""
        return (region, self._canonical.get(container, container)) in self._parents

    def is_boundary(self, word: str) -> bool:
        """Whether names never reach across this word."""
        return word in self._shapes.boundaries

    def may_begin(self, word: str) -> bool:
        """Whether a name may begin with this verb."""
        return word in self._shapes.name_beginnings

    def may_be_in_company(self, word: str) -> bool:
        """Whether a company's name may hold this verb (恒通建设有限公司)."""
        return word in self._shapes.within_companies

    def has_ending(self, text: str, start: int, end: int) -> bool:
        """Whether a name ends somewhere in the stretch."""
        return self._endings.search(text, start, end) is not None

    def ending_type(self, text: str, start: int, end: int) -> str | None:
        """The type of the longest ending of `text[start:end]`, if it has one."""
        words = (text[place:end] for place in range(start, end))
        return next((self._types[word] for word in words if word in self._types), None)


class _Walk:
    """One sentence, walked leftwards from the ends of names."""

    def __init__(self, recognizer: ShapeRecognizer, text: str, sentence: Sentence, listed: Iterable[Mention]) -> None:
        self._recognizer = recognizer
        self._text = text
        self._sentence = sentence
        self._ending_at: dict[int, Token] = {token.end: token for token in sentence.tokens}
        self._covering = {place: t for t in sentence.tokens for place in range(t.start + 1, t.end)}
        self._listed: dict[int, Mention] = {}
        for mention in sorted(listed, key=lambda m: (m.end - m.start, m.type), reverse=False):
            self._listed[mention.end] = mention

    def beginning(self, place: int, kind: str) -> int:
        """Where the name begins whose ending begins at `place`; `place` itself if it has no modifier."""
        straddling = self._covering.get(place)
        start = straddling.start if straddling else place
        limit = max(self._sentence.start, place - _LONGEST_NAME)
        region: str | None = None
        while start > limit:
            step = self._step(start, kind, region, bare=start == place)
            if step is None:
                break
            start, region = step
        return self._trimmed(start, place)

    def _step(self, place: int, kind: str, region: str | None, *, bare: bool) -> tuple[int, str | None] | None:
        known = self._listed.get(place)
        if known and (known.type in _NEVER_PART or (known.type == "Group" and kind in _NEVER_IN_REGIONS)):
            return None
        if known and known.type == _REGION:
            if kind in _SITES and known.name.endswith(_DISTRICT_ENDINGS) and not bare:
                return None
            if kind in _NEVER_IN_REGIONS or (region and not self._recognizer.lies_in(region, known.name)):
                return None
            return known.start, known.name
        if known and known.type in _ORGANISED:
            return known.start, region
        if region or self._ends_container(place) or (kind == "Company" and self._text.endswith("公司", 0, place)):
            return None
        return self._over_token(place, kind, known)

    def _over_token(self, place: int, kind: str, known: Mention | None) -> tuple[int, str | None] | None:
        if known:
            return known.start, None
        token = self._ending_at.get(place)
        if token is None:
            return None
        word = self._text[token.start : token.end]
        if word in "”」』":
            return self._over_pair(place, {"”": "“", "」": "「", "』": "『"}[word], _LONGEST_QUOTED_PART)
        if word in "）)":
            return self._over_pair(place, "（" if word == "）" else "(", _LONGEST_BRACKET)
        if word in "与和":
            return self._over_joint(token.start, kind)
        ordinal = self._over_ordinal(place)
        if ordinal is not None:
            return ordinal, None
        if token.pos.startswith("nr") and self._recognizer.is_boundary(word[0]) and len(word) >= _SHORTEST_NAME - 1:
            return token.start + 1, None  # the segmenter took 由云帆 for a person
        if kind == "Company" and self._recognizer.may_be_in_company(word):
            before = self._ending_at.get(token.start)
            return (token.start, None) if before and self._is_content(before) else None
        if self._recognizer.is_boundary(word) or (token.pos.startswith(_STOPPING_POS) and not word.isascii()):
            return None
        return (token.start, None) if word.strip() and word not in _BREAKS else None

    def _over_pair(self, place: int, opening: str, longest: int) -> tuple[int, None] | None:
        at = self._text.rfind(opening, max(self._sentence.start, place - longest - 2), place)
        inner = self._text[at + 1 : place - 1]
        return (at, None) if at >= 0 and not set(inner) & _BREAKS and "”" not in inner else None

    def _over_ordinal(self, place: int) -> int | None:
        window = max(self._sentence.start, place - _LONGEST_BRACKET)
        for start in range(place - 2, window - 1, -1):
            if _ORDINAL.fullmatch(self._text, start, place):
                return start
        return None

    def _over_joint(self, joint: int, kind: str) -> tuple[int, None] | None:
        """海洋科学与技术…实验室: the part before 与 belongs to the name if it stands alone after a mark."""
        if kind not in _CAN_BE_JOINED:
            return None
        start = joint
        while start > self._sentence.start and self._text[start - 1] not in _BREAKS:
            token = self._ending_at.get(start)
            known = self._listed.get(start)
            if known and known.type not in _NEVER_PART:
                start = known.start
            elif token is None or known or not self._is_content(token):
                return None
            else:
                start = token.start
        long = joint - start > _LONGEST_JOINED_PART
        holds_name = self._recognizer.has_ending(self._text, start, joint)
        is_name = any(m.start == start for end, m in self._listed.items() if end == joint)
        return None if long or start == joint or holds_name or is_name else (start, None)

    def _is_content(self, token: Token) -> bool:
        word = self._text[token.start : token.end]
        return not (self._recognizer.is_boundary(word) or token.pos.startswith(_STOPPING_POS))

    def _ends_container(self, place: int) -> bool:
        window = max(self._sentence.start, place - _SHORTEST_NAME)
        return self._recognizer.ending_type(self._text, window, place) in _CONTAINERS

    def _trimmed(self, start: int, place: int) -> int:
        """A name does not begin with a plain verb or with a single character that is no name."""
        while start < place:
            token = next((t for t in self._sentence.tokens if t.start == start), None)
            if token is None or token.end > place or token.start in {m.start for m in self._listed.values()}:
                return start
            word = self._text[token.start : token.end]
            if token.pos in {"v", "vi", "vd", "a", "ad"} and not self._recognizer.may_begin(word):
                start = token.end
                continue
            return start
        return start
