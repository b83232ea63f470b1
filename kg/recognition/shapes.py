"""Names by shape: an ending that says what it is (…有限公司, …计算中心), read leftwards to where the name begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kg.knowledge.names import NameEntry
from kg.knowledge.shapes import Shapes
from kg.model import Mention, Sentence, Token

__all__ = ["ShapeRecognizer"]

_STOPPING_POS = ("p", "c", "u", "d", "r", "y", "e", "o", "x", "w", "f", "t", "m", "q", "zg")
_SOUNDS = frozenset({"o", "e", "y", "zg"})  # words that brands play with: 喵喵
_COUNTED = "Event"
_CONTAINERS = frozenset({"IndustrialPark"})
_REGION = "AdministrativeRegion"
_ORGANISED = frozenset(
    {"Company", "Fund", "GovernmentBody", "MediaOutlet", "Organization", "ResearchInstitute", "University"}
)
_NEVER_PART = frozenset({"Post"})
_NEVER_IN_REGIONS = frozenset({"Industry", "Technology"})
_NEVER_AFTER_GROUPS = _NEVER_IN_REGIONS | {"Company"}
_SITES = frozenset({"Facility", "IndustrialPark", "InnovationCentre", "ComputingCentre", "Platform"})
_DISTRICT_ENDINGS = ("区", "县", "省", "镇")
_PROVINCE_ENDINGS = ("省", "自治区")
_FIELDS = frozenset({"领域"})
_PLAIN_ENDINGS = frozenset(
    {"公司", "集团", "银行", "基金", "分公司", "战队", "学校", "中学", "小学", "大学", "俱乐部", "协会", "医院"}
    | {"联盟", "乐队", "学会"}
)
_NEED_MORE_THAN_REGIONS = frozenset({"公司", "战队", "基金"})
_CAN_BE_JOINED = _ORGANISED | {"Platform", "Facility", "InnovationCentre"}
_LONGEST_NAME = 40
_LONGEST_JOINED_PART = 8
_LONGEST_QUOTED_PART = 12
_LONGEST_BRACKET = 8
_SHORTEST_NAME = 4
_BREAKS = frozenset("、，。；：！？—“‘（(《【\n,:;|\"'<>?![]{}=*~^_@#$%`")
_BRANDED = frozenset({"AdministrativeRegion"}) | _ORGANISED
_UNKNOWN = "nx"
_FORM = "公司"
_MAKES = frozenset({"Industry", "Product", "Service", "Technology"})
_PAIR = 2
_NAMING_POS = ("nx", "nz", "nt")
_WHOLE_FORM = "有限"
_LONGEST_GAP = 12
_ORDINAL = re.compile(r"第[一二三四五六七八九十百零\d]+[届次期批个]?")


class ShapeRecognizer:
    """Finds names by their endings."""

    def __init__(self, shapes: Shapes, names: Iterable[NameEntry]) -> None:
        self._shapes = shapes
        self._types: Mapping[str, str] = {word: kind for kind, words in shapes.endings.items() for word in words}
        longest_first = sorted(self._types, key=lambda word: (-len(word), word))
        self._endings = re.compile("|".join(map(re.escape, longest_first)))
        organisations = shapes.organisations
        self._generic = organisations.generic_modifiers | organisations.trades | organisations.generic_latin
        self._parents: dict[str, set[str | None]] = {}
        for entry in names:
            if entry.type == _REGION:
                self._parents.setdefault(entry.name, set()).add(entry.parent)
        self._canonical = {entry.name: entry.canonical for entry in names if entry.type == _REGION}

    def find(self, text: str, sentence: Sentence, listed: Iterable[Mention]) -> Iterator[Mention]:
        """Names in the sentence, given those from lists."""
        listed = tuple(listed)
        walk = _Walk(self, text, sentence, listed)
        ends = {token.end for token in sentence.tokens}
        covered = _covered_endings(listed)
        for found in self._endings.finditer(text, sentence.start, sentence.end):
            if found.end() not in ends or (found.start(), found.end()) in covered:
                continue
            start = walk.beginning(found.start(), self._types[found[0]])
            if self._is_name(text, start, found, listed) and walk.is_proper(start, found):
                yield Mention(self._types[found[0]], start, found.end(), text[start : found.end()], found_by="shape")

    def _is_name(self, text: str, start: int, ending: re.Match[str], listed: tuple[Mention, ...]) -> bool:
        """Whether the ending has a modifier, or needs none."""
        if self._is_common(text[start : ending.end()]):
            return False
        if ending[0] in _FIELDS and any(m.type == "Industry" and m.end == ending.start() for m in listed):
            return False
        if start < ending.start():
            return ending.end() - start >= _SHORTEST_NAME
        return text[start : ending.end()] in self._shapes.bare_names

    def _is_common(self, name: str) -> bool:
        return name in self._shapes.common_nouns or name in self._shapes.organisations.kinds_of_companies

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
        self._starting_at: dict[int, Token] = {token.start: token for token in sentence.tokens}
        self._covering = {place: t for t in sentence.tokens for place in range(t.start + 1, t.end)}
        self._listed: dict[int, Mention] = {}
        for mention in sorted(listed, key=lambda m: (m.end - m.start, m.type), reverse=False):
            self._listed[mention.end] = mention
        self._named_from: dict[int, list[Mention]] = {}
        for mention in self._listed.values():
            self._named_from.setdefault(mention.start, []).append(mention)

    def beginning(self, place: int, kind: str) -> int:
        """Where the name begins whose ending begins at `place`; `place` itself if it has no modifier."""
        straddling = self._covering.get(place)
        start = straddling.start if straddling else place
        limit = max(self._sentence.start, place - _LONGEST_NAME)
        region: str | None = None
        while start > limit:
            step = self._step(start, kind, region, bare=start == place)
            if step is None and region is None and self._text.startswith(_WHOLE_FORM, place):
                step = self._over_gap(start)
            if step is None:
                break
            start, region = step
        ordinal = self._over_ordinal(start) if region and kind == _COUNTED else None
        return self._trimmed(start if ordinal is None else ordinal, place)

    def _step(self, place: int, kind: str, region: str | None, *, bare: bool) -> tuple[int, str | None] | None:
        known = self._listed.get(place)
        if known and (known.type in _NEVER_PART or (known.type == "Group" and kind in _NEVER_AFTER_GROUPS)):
            return None
        if known and known.type == _REGION:
            if kind in _SITES and known.name.endswith(_DISTRICT_ENDINGS) and not bare:
                return None
            if kind in _NEVER_IN_REGIONS or (region and not self._recognizer.lies_in(region, known.name)):
                return None
            if kind in _SITES and region and self._recognizer.is_province(known.name):
                return None  # 山东|济南人工智能计算中心: the city begins its name
            return known.start, known.name
        if known and known.type in _ORGANISED:
            return known.start, region
        if region or self._ends_container(place) or (kind == "Company" and self._text.endswith("公司", 0, place)):
            return None
        return self._over_token(place, kind, known)

    def _over_gap(self, place: int) -> tuple[int, str] | None:
        """北京|三元|食品有限公司: with a legal form the name reaches to its region, whatever words stand between."""
        start = place
        while place - start <= _LONGEST_GAP and (token := self._ending_at.get(start)):
            word = self._text[token.start : token.end]
            numeral = token.pos == "m" and not any(character.isdigit() for character in word)
            inside = self._recognizer.may_be_in_company(word)  # 南京|惠金|建设|投资发展有限公司
            if (self._recognizer.is_boundary(word) and not inside) or word in _BREAKS:
                return None
            if token.pos.startswith(_STOPPING_POS) and not (numeral or inside or token.pos in _SOUNDS):
                return None
            start = token.start
            known = self._listed.get(start)
            if known and known.type == _REGION:
                return known.start, known.name
        return None

    def _over_token(self, place: int, kind: str, known: Mention | None) -> tuple[int, str | None] | None:
        if known:
            return known.start, None
        token = self._ending_at.get(place)
        if token is None:
            return None
        word = self._text[token.start : token.end]
        if word in "”」』":
            if any(mention.type in _BRANDED for mention in self._named_from.get(place, ())):
                return None  # “跌跤”美国某公司: what a headline quotes is no part of the name behind it
            return self._over_pair(place, {"”": "“", "」": "「", "』": "『"}[word], _LONGEST_QUOTED_PART)
        if word in "）)":
            return self._over_pair(place, "（" if word == "）" else "(", _LONGEST_BRACKET)
        if word in ("与", "和", "及"):
            return self._over_joint(token.start, kind)
        ordinal = self._over_ordinal(place)
        if ordinal is not None:
            return ordinal, None
        long = len(word) >= _SHORTEST_NAME - (_PAIR if token.pos == _UNKNOWN else 1)
        if token.pos.startswith(("nr", _UNKNOWN)) and self._recognizer.is_stuck(word[0]) and long:
            return token.start + 1, None  # the segmenter took 由云帆 for a person
        return (token.start, None) if self._is_part(place, token, kind) else None

    def _is_part(self, place: int, token: Token, kind: str) -> bool:
        """Whether the word belongs to the name of this kind that goes on at `place`."""
        word = self._text[token.start : token.end]
        if kind == "Company" and self._recognizer.may_be_in_company(word):
            before = self._ending_at.get(token.start)
            return before is not None and self._is_content(before)
        if self._recognizer.is_boundary(word) or (token.pos.startswith(_STOPPING_POS) and not word.isascii()):
            return False
        if kind in _ORGANISED and self._is_foreign_to_names(place, token, word):
            return False
        return bool(word.strip()) and word not in _BREAKS

    def _is_foreign_to_names(self, place: int, token: Token, word: str) -> bool:
        """Whether no organisation's name reaches over the word: a plain verb, or words before a Latin name."""
        if token.pos == "v" and len(word) > 1 and not self._recognizer.may_begin(word):
            return True
        follower = self._text[place : place + 1]
        return follower.isascii() and follower.isalpha() and not word.isascii()

    def is_proper(self, start: int, ending: re.Match[str]) -> bool:
        """Whether something in the name of a company says which one it is; a legal form always does."""
        if ending[0] not in _PLAIN_ENDINGS or start == ending.start():
            return True
        place, regions = start, False
        kind_only = ending[0] == _FORM
        while place < ending.start():
            known = next((m for m in self._named_from.get(place, ()) if m.end <= ending.start()), None)
            if known and known.type in _ORGANISED:
                return True
            if known and known.type in _MAKES and kind_only and not regions:
                place = known.end  # 机器人公司 is a kind of company
                continue
            token = self._starting_at.get(place)
            if known and known.type == _REGION:
                regions, place = True, known.end
                continue
            end = min(token.end, ending.start()) if token else place
            if token is None or not self._recognizer.is_generic(self._text[place:end], kinds=kind_only and not regions):
                return True
            place = token.end
        return regions and ending[0] not in _NEED_MORE_THAN_REGIONS

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
        before = self._ending_at.get(joint)
        if kind == "Company" and before and before.pos.startswith(_NAMING_POS):
            return None
        start = joint
        while start > max(self._sentence.start, joint - _LONGEST_JOINED_PART) and self._text[start - 1] not in _BREAKS:
            token = self._ending_at.get(start)
            known = self._listed.get(start)
            if known and known.type not in _NEVER_PART:
                start = known.start
            elif token is None or known or not self._is_content(token):
                if token is None or known or start == joint or not token.pos.startswith("v"):
                    return None
                break  # a verb governs the whole name: 推动|海洋科学与技术…实验室
            else:
                start = token.start
        long = joint - start > _LONGEST_JOINED_PART
        holds_name = self._recognizer.has_ending(self._text, start, joint)
        whole = self._listed.get(joint)
        is_name = whole is not None and whole.start == start
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
            token = self._starting_at.get(start)
            if token is None or token.end > place or token.start in self._named_from:
                return start
            word = self._text[token.start : token.end]
            if token.pos in {"v", "vi", "vd", "a", "ad"} and len(word) > 1 and not self._recognizer.may_begin(word):
                start = token.end
                continue
            return start
        return start


def _covered_endings(listed: Iterable[Mention]) -> frozenset[tuple[int, int]]:
    """Where an ending would stand that belongs to the name of an organisation in the lists: it is a name already."""
    return frozenset((place, m.end) for m in listed if m.type in _ORGANISED for place in range(m.start, m.end))
