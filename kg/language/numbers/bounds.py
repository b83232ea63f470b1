"""Words that bound a number: 约, 近, 超过, 不足 before it; 以上, 左右, 余 after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.knowledge.units import Unit
from kg.language.numbers.numerals import Numeral
from kg.model import Bound

__all__ = ["BoundWord", "bound_after", "bound_before", "join_bounds"]

BEFORE = {
    Bound.ABOUT: "约 大约 大概 约为 约合 近 将近 接近 几乎 几近 近乎 逼近 直逼 约莫 差不多",
    Bound.MORE_THAN: "超 超过 超出 逾 超逾 大于 高于 多于 远超 远逾",
    Bound.LESS_THAN: "不足 不到 不及 未满 未到 未达 低于 少于 小于 不满",
    Bound.AT_LEAST: "至少 最少 起码 不低于 不少于 不小于 不下 不下于",
    Bound.AT_MOST: "至多 最多 顶多 不超过 不超 未超过 不高于 不多于 不大于 不逾 未逾",
}
BEFORE_BARE = {Bound.AT_LEAST: "上", Bound.MORE_THAN: "过 破"}  # 上百家, 过亿元: only before 百, 千, 万, 亿 alone
BEFORE_LARGE = {Bound.MORE_THAN: "突破 冲破 迈过 跨过"}  # 突破千万元, but 突破5项技术 says something else
AFTER = {
    Bound.AT_LEAST: "以上 及以上 或以上 之上",
    Bound.AT_MOST: "以下 及以下 或以下 之下 以内 之内",
    Bound.ABOUT: "左右 上下",
    Bound.MORE_THAN: "有余 出头 开外",
}
AFTER_LEVEL = "级"  # 万亿级, 3吨级
AFTER_TAIL = {"多": Bound.MORE_THAN, "余": Bound.MORE_THAN}  # 三年多, 20吨余
NOT_ABOUT = re.compile(r"[节签合预契条公制特邀履违誓大]约$|[最附临靠远]近$|[反高]超$|[迈跨登踏站冲以]上$|[经通超]过$")
LARGE_COUNT = 100
LONGEST = 3


@dataclass(frozen=True, slots=True)
class BoundWord:
    """A word directly before or after a quantity.

    Attributes:
        start: of the word.
        end: of the word.
        bound: what it says.
    """

    start: int
    end: int
    bound: Bound


def _by_word(words: dict[Bound, str]) -> dict[str, Bound]:
    return {word: bound for bound, line in words.items() for word in line.split()}


_BEFORE = _by_word(BEFORE)
_BEFORE_BARE = _by_word(BEFORE_BARE)
_BEFORE_LARGE = _by_word(BEFORE_LARGE)
_AFTER = _by_word(AFTER)


def bound_before(text: str, position: int, floor: int, numeral: Numeral, unit: Unit) -> BoundWord | None:
    """The longest bounding word that ends at `position`, not beginning before `floor`.

    近三年 is the last three years, not about three; 节约3亿元 saves exactly that.
    """
    for size in range(min(LONGEST, position - floor), 0, -1):
        word = text[position - size : position]
        bound = _meaning(word, numeral, unit)
        if bound is None:
            continue
        if size == 1 and NOT_ABOUT.search(text[max(position - 2, floor) : position]):
            return None
        return BoundWord(position - size, position, bound)
    return None


def _meaning(word: str, numeral: Numeral, unit: Unit) -> Bound | None:
    """What `word` says before this number and unit, or None."""
    if word in _BEFORE:
        return None if word == "近" and unit.dimension == "Duration" else _BEFORE[word]
    if numeral.bare and word in _BEFORE_BARE:
        return _BEFORE_BARE[word]
    large = unit.dimension != "Count" or numeral.value >= LARGE_COUNT
    return _BEFORE_LARGE.get(word) if large else None


def bound_after(text: str, position: int, *, tail: bool) -> BoundWord | None:
    """The longest bounding word that begins at `position`.

    Args:
        text: of the document.
        position: where the unit ends.
        tail: whether 多 and 余 bound this unit (三年多, but not 三个多).
    """
    for size in range(LONGEST, 0, -1):
        bound = _AFTER.get(text[position : position + size])
        if bound:
            return BoundWord(position, position + size, bound)
    following = text[position : position + 1]
    if following == AFTER_LEVEL:
        return BoundWord(position, position + 1, Bound.ABOUT)
    if tail and following in AFTER_TAIL:
        return BoundWord(position, position + 1, AFTER_TAIL[following])
    return None


def join_bounds(inner: Bound, before: BoundWord | None, after: BoundWord | None) -> Bound:
    """What the words say together; 余 says more than 约, and the word before more than the one after."""
    said = [inner, before.bound if before else Bound.EXACT, after.bound if after else Bound.EXACT]
    definite = [bound for bound in said if bound not in (Bound.EXACT, Bound.ABOUT)]
    if definite:
        return definite[0]
    return Bound.ABOUT if Bound.ABOUT in said else Bound.EXACT
