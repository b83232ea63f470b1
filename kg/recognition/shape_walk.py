"""From the ending of a name leftwards, word by word, to where the name begins."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import Mention, Sentence, Token
from kg.recognition.shape_words import ShapeWords

__all__ = ["ShapeWalk"]

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
_OF_SEVERAL = frozenset({"Event", "Organization", "Project"})
_OF_ONE_NAME = frozenset({"Event", "Facility"})
_LOCATED = frozenset({"AdministrativeRegion", "Place"})
_NAMES_BY_THEMSELVES = _ORGANISED | _LOCATED | {"Event", "Facility"}
_DASHES = ("—", "－", "-", "–")
_ORDINAL = re.compile(r"第[一二三四五六七八九十百零\d]+[届次期批个]?")


class ShapeWalk:
    """One sentence, walked leftwards from the ends of names."""

    def __init__(self, words: ShapeWords, text: str, sentence: Sentence, listed: Iterable[Mention]) -> None:
        self._words = words
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
                step = self._over_dash(start, kind)
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
            if kind in _NEVER_IN_REGIONS or (region and not self._words.lies_in(region, known.name)):
                return None
            if kind in _SITES and region and self._words.is_province(known.name):
                return None  # 山东|济南人工智能计算中心: the city begins its name
            return known.start, known.name
        if known and known.type in _ORGANISED:
            return known.start, region
        if region or self._ends_container(place) or (kind == "Company" and self._text.endswith("公司", 0, place)):
            return None
        return self._over_token(place, kind, known)

    def _over_dash(self, place: int, kind: str) -> tuple[int, str | None] | None:
        """甲江—乙河|某某峰会: two places that a dash joins."""
        dashed = kind in _OF_SEVERAL and self._text[place - 1 : place] in _DASHES and self._names_place(place)
        other = self._listed.get(place - 1) if dashed and self._text[place - 2] not in _DASHES else None
        return (other.start, None) if other and other.type in _LOCATED else None

    def _names_place(self, place: int) -> bool:
        return any(mention.type in _LOCATED for mention in self._named_from.get(place, ()))

    def _over_countries(self, place: int, kind: str) -> int | None:
        """甲乙|某某论坛: countries by one character each, all words of their own."""
        start = place
        while kind in _OF_SEVERAL and (token := self._ending_at.get(start)) and token.end - token.start == 1:
            if place - token.start > 1 and not self._words.are_countries(self._text, token.start, place):
                break
            start = token.start
        return start if place - start > 1 else None

    def _over_gap(self, place: int) -> tuple[int, str] | None:
        """北京|三元|食品有限公司: with a legal form the name reaches to its region, whatever words stand between."""
        start = place
        while place - start <= _LONGEST_GAP and (token := self._ending_at.get(start)):
            word = self._text[token.start : token.end]
            numeral = token.pos == "m" and not any(character.isdigit() for character in word)
            inside = self._words.may_be_in_company(word)  # 南京|惠金|建设|投资发展有限公司
            if (self._words.is_boundary(word) and not inside) or word in _BREAKS:
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
        before = self._over_ordinal(place)
        before = self._over_countries(place, kind) if before is None else before
        if before is not None:
            return before, None
        long = len(word) >= _SHORTEST_NAME - (_PAIR if token.pos == _UNKNOWN else 1)
        if token.pos.startswith(("nr", _UNKNOWN)) and self._words.is_stuck(word[0]) and long:
            return token.start + 1, None  # the segmenter took 由云帆 for a person
        if token.pos == _UNKNOWN and len(word) > _PAIR and self._words.governs(word[-1]):
            return None  # 云|帆明向|甲公司: a preposition ends what the segmenter took for a name
        return (token.start, None) if self._is_part(place, token, kind) else None

    def _is_part(self, place: int, token: Token, kind: str) -> bool:
        """Whether the word belongs to the name of this kind that goes on at `place`."""
        word = self._text[token.start : token.end]
        if kind == "Company" and self._words.may_be_in_company(word):
            before = self._ending_at.get(token.start)
            return before is not None and self._is_content(before)
        if self._words.is_boundary(word) or (token.pos.startswith(_STOPPING_POS) and not word.isascii()):
            return False
        if kind in _ORGANISED and self._is_foreign_to_names(place, token, word):
            return False
        if token.pos == "v" and len(word) > 1 and kind in _OF_ONE_NAME and self._opens_name(place):
            return False
        return bool(word.strip()) and word not in _BREAKS

    def _opens_name(self, place: int) -> bool:
        """Whether a name of its own goes on here, which a verb before it has for its object (观摩|第三届某会)."""
        known = any(m.type in _NAMES_BY_THEMSELVES for m in self._named_from.get(place, ()))
        return known or self._text[place].isdigit() or _ORDINAL.match(self._text, place) is not None

    def _is_foreign_to_names(self, place: int, token: Token, word: str) -> bool:
        """Whether no organisation's name reaches over the word: a plain verb, or words before a Latin name."""
        if token.pos == "v" and len(word) > 1 and not self._words.may_begin(word):
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
            if token is None or not self._words.is_generic(self._text[place:end], kinds=kind_only and not regions):
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
        holds_name = self._words.has_ending(self._text, start, joint)
        whole = self._listed.get(joint)
        is_name = whole is not None and whole.start == start
        return None if long or start == joint or holds_name or is_name else (start, None)

    def _is_content(self, token: Token) -> bool:
        word = self._text[token.start : token.end]
        return not (self._words.is_boundary(word) or token.pos.startswith(_STOPPING_POS))

    def _ends_container(self, place: int) -> bool:
        window = max(self._sentence.start, place - _SHORTEST_NAME)
        return self._words.ending_type(self._text, window, place) in _CONTAINERS

    def _trimmed(self, start: int, place: int) -> int:
        """A name does not begin with a plain verb or with a single character that is no name."""
        while start < place:
            token = self._starting_at.get(start)
            if token is None or token.end > place or token.start in self._named_from:
                return start
            word = self._text[token.start : token.end]
            if token.pos in {"v", "vi", "vd", "a", "ad"} and len(word) > 1 and not self._words.may_begin(word):
                start = token.end
                continue
            return start
        return start
