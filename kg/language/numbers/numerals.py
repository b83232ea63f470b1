"""Numerals: 3.9亿, 1.2万亿, 三千多万, 七八十, 数十, 近千, 两千四百五, 三点五 — what they are worth, exactly.

A numeral is sections below 10,000 joined by 万, 亿 and 兆. It is read as far as it is well formed: 100万千瓦 is
100万 of 千瓦, since no section begins with a bare 千 after 万.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.language.writing import readable
from kg.model import Bound

__all__ = ["NUMERAL_START", "TAELS", "Numeral", "read_numeral", "readable"]

ONE = Decimal(1)
DIGITS = {
    character: Decimal(value)
    for line in ("零一二三四五六七八九", "〇壹贰叁肆伍陆柒捌玖")
    for value, character in enumerate(line)
} | {"两": Decimal(2)}
SMALL = {"十": Decimal(10), "拾": Decimal(10), "百": Decimal(100), "千": Decimal(1000)}
LARGE = {"万": Decimal(10**4), "亿": Decimal(10**8), "兆": Decimal(10**12)}
LARGEST = Decimal(10**24)  # above it nobody counts in news; hostile runs of 亿 stop here
VAGUE = {"多": Bound.MORE_THAN, "余": Bound.MORE_THAN, "来": Bound.ABOUT}
NUMERAL_START = frozenset("0123456789一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾百千万亿数几零")
MALFORMED_BEFORE = frozenset("0123456789") | DIGITS.keys()

_ONES = "一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
_DIGIT = f"零〇{_ONES}"
_STRICT = _ONES.replace("两", "")  # 两 is no last digit: 二两 is a weight
_FACTOR = rf"[数几]|[{_ONES}][{_STRICT}]?"
_PAIR = rf"一两(?=[\u4e00-\u9fff])(?![的重多余半以左白黄银金酒肉米茶])|[{_ONES}][{_STRICT}]?"
ARABIC = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}(?![0-9])|[0-9]{1,16})(?:\.[0-9]{1,10})?")
THOUSANDS = re.compile(r" ?[kK](?![0-9A-Za-z])")  # 15k
MIXED = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,2})?)(千(?!卡)|百)(?:([0-9]{1,2})(百|十)|零([0-9]{1,2})(?![0-9]))?")
CHINESE = re.compile(
    rf"(?:零?(?P<千>{_FACTOR})千)?"
    rf"(?:零?(?P<百>{_FACTOR})百)?"
    rf"(?:零?(?P<十>{_FACTOR}|)[十拾])?"
    rf"(?:(?:[零〇]|(?<=[十拾])(?!两)|(?<![千百十拾]))(?P<one>{_PAIR})|(?:(?<=[十拾])|[零〇])(?P<some>几)"
    rf"|(?<=[千百])(?P<last>[{_STRICT}])(?![{_DIGIT}十拾百千万亿几]))?"
)
# 一百五 is 150; but 十万一平 is the price of one, and 万 with another numeral behind it is none of this.
SHORT = re.compile(rf"(?P<last>[{_STRICT}])(?![{_DIGIT}十拾百千万亿几多余0-9])")
EACH = re.compile(r"一[平斤克吨亩米套台个名位人辆只张年月天晚次家股度号]")
# 三点五; but 八点五十 and 八点五分 are times.
DECIMALS = re.compile(rf"点([零〇{_STRICT}]{{1,12}}+)(?![十拾百千几刻半]|分(?!之))")
TRILLIONS = re.compile(rf"兆(?=[{_DIGIT}0-9十百千多余]|(?:人民币|新台币|[美日欧港韩台澳加]?[元圆币]))")  # not in 兆瓦
TAELS = re.compile(r"两(?=$|[^\u4e00-\u9fff]|[的重多余半以左白黄银金酒肉米茶])")  # 二两, but 两家
# 大陆, 队伍, 收拾, 放肆: a formal digit that ends such a word, or that no numeral follows, is none.
FORMAL = re.compile(r"(?<![大登内水海军着降])陆|(?<![队退入落行参])伍|(?<![收捡掇])拾|(?<![放大])肆")
FORMAL_NEXT = frozenset(_DIGIT + "十拾百千万亿点")
AMBIGUOUS = frozenset("陆伍拾肆")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it is written.

    Attributes:
        end: of the words.
        value: what they are worth; where they leave a range open (数十, 三百多), its lower end.
        bound: what 多, 余, 来, 几, 数 or two digits side by side (七八) say of the value.
        arabic: begins with 0–9 (3.9亿).
        bare: begins with 百, 千, 万 or 亿 alone: a number only beside words like 近, 上, 余, 以上.
        scale: the 万 or 亿 after a single section, else 1; in 3.3-3.5万 it belongs to both.
        tail: how many characters at the end are 多, 余 or 来.
    """

    end: int
    value: Decimal
    bound: Bound = Bound.EXACT
    arabic: bool = False
    bare: bool = False
    scale: Decimal = ONE
    tail: int = 0


def read_numeral(text: str, start: int) -> Numeral | None:
    """Read the longest numeral that begins at `start`; None where there is none, or where it is malformed (一二三).

    Args:
        text: as `readable` gives it.
        start: where the numeral begins.
    """
    if text[start : start + 1] in AMBIGUOUS and not _is_formal(text, start):
        return None
    numeral = _section(text, start) or _bare(text, start)
    if numeral is None:
        return None
    numeral = _decimals(text, _large(text, numeral))
    following = text[numeral.end : numeral.end + 1]
    digits = following in MALFORMED_BEFORE and not TAELS.match(text, numeral.end)
    malformed = digits or (numeral.bare and following in SMALL)
    return None if malformed else numeral


def _is_formal(text: str, start: int) -> bool:
    """陆佰, 拾万, 万分之肆: a number; 大陆, 队伍, 收拾, 陆地: none."""
    following = text[start + 1 : start + 2]
    if text[start - 1 : start] == "之":
        return not following.isalpha()
    return following in FORMAL_NEXT and FORMAL.match(text, start) is not None


def _section(text: str, start: int) -> Numeral | None:
    """Read a number below 10,000, or any in Arabic digits."""
    if mixed := MIXED.match(text, start):
        value = Decimal(mixed[1]) * SMALL[mixed[2]]
        value += Decimal(mixed[3]) * SMALL[mixed[4]] if mixed[3] else Decimal(mixed[5] or 0)
        return Numeral(mixed.end(), value, arabic=True)
    if arabic := ARABIC.match(text, start):
        number = Decimal(arabic.group().replace(",", ""))
        if thousands := THOUSANDS.match(text, arabic.end()):
            return Numeral(thousands.end(), number * 1000, arabic=True)
        return Numeral(arabic.end(), number, arabic=True)
    chinese = CHINESE.match(text, start)
    if chinese and chinese.group():
        return _chinese(text, chinese)
    return _decimals(text, Numeral(start + 1, Decimal(0))) if text.startswith("零点", start) else None


def _chinese(text: str, section: re.Match[str]) -> Numeral | None:
    """Add up 三千二百零五; None if two digits stand side by side that are no neighbours (三五)."""
    value, bound = Decimal(0), Bound.EXACT
    for name, power in (("千", SMALL["千"]), ("百", SMALL["百"]), ("十", SMALL["十"]), ("one", ONE)):
        words = section[name]
        if words is None:
            continue
        factor = _factor(words)
        if factor is None:
            return None
        value += factor * power
        if words in ("数", "几"):
            bound = Bound.MORE_THAN
        elif len(words) > 1:
            bound = Bound.ABOUT
    end = section.end()
    if section["last"] and EACH.match(text, end - 1):
        end -= 1
    elif section["last"]:
        value += DIGITS[section["last"]] * SMALL[text[end - 2]] / 10
    return _decimals(text, Numeral(end, value, Bound.MORE_THAN if section["some"] else bound))


def _factor(words: str) -> Decimal | None:
    """What stands before 十, 百, 千 or alone: nothing and 数 and 几 count as one, 七八 as seven and a half."""
    if words in ("", "数", "几"):
        return ONE
    first, last = DIGITS[words[0]], DIGITS[words[-1]]
    if len(words) == 1:
        return first
    return (first + last) / 2 if last == first + 1 else None


def _bare(text: str, start: int) -> Numeral | None:
    """Read 百, 千, 万, 亿 without a number before them, and 数万, 几亿."""
    first, second = text[start : start + 1], text[start + 1 : start + 2]
    if first in LARGE:
        return Numeral(start, ONE, bare=True)
    if first in SMALL:
        return Numeral(start + 1, SMALL[first], bare=True)
    if first in ("数", "几") and second in LARGE:
        return Numeral(start + 1, ONE, Bound.MORE_THAN)
    return None


def _decimals(text: str, numeral: Numeral) -> Numeral:
    """Take 点五 in: 三点五, 两千万点五五."""
    plain = not numeral.arabic and not numeral.bare and numeral.bound is Bound.EXACT
    found = DECIMALS.match(text, numeral.end) if plain and numeral.value % 1 == 0 else None
    if found is None:
        return numeral
    digits = "".join(str(DIGITS[character]) for character in found[1])
    return replace(numeral, end=found.end(), value=numeral.value + Decimal(f"0.{digits}"))


def _vague(text: str, numeral: Numeral) -> Numeral:
    """Take 多, 余, 来 after a round number: 三千多, 30余, 十来, 1.2万多."""
    bound = VAGUE.get(text[numeral.end : numeral.end + 1])
    if bound is None or numeral.value < 10 or (numeral.value % 10 and numeral.scale == ONE):
        return numeral
    said = bound if numeral.bound is Bound.EXACT else numeral.bound
    return replace(numeral, end=numeral.end + 1, bound=said, tail=1)


def _power(text: str, position: int) -> Decimal | None:
    """万, 亿; and 兆 where it counts and is no part of a unit."""
    power = LARGE.get(text[position : position + 1])
    return None if text[position : position + 1] == "兆" and not TRILLIONS.match(text, position) else power


def _raised(text: str, numeral: Numeral) -> Numeral:
    """Multiply by the 万 and 亿 that follow: 1.2万亿, 三千多万."""
    numeral = _vague(text, numeral)
    while power := _power(text, numeral.end):
        if numeral.value * power > LARGEST:
            break
        grown = replace(numeral, end=numeral.end + 1, value=numeral.value * power, scale=numeral.scale * power, tail=0)
        numeral = _vague(text, grown)
    return numeral


def _large(text: str, numeral: Numeral) -> Numeral:
    """Multiply by 万 and 亿, and add the sections that follow: 3亿5000万, 1万2千, (4569万8311)亿4872万."""
    numeral = _raised(text, numeral)
    last = numeral.scale if numeral.scale > ONE else Decimal(0)
    while last > ONE and (added := _addend(text, numeral, last)):
        numeral, last = added
    return numeral


def _addend(text: str, numeral: Numeral, last: Decimal) -> tuple[Numeral, Decimal] | None:
    """Add one more section, smaller than the last power of ten unless it takes what stands before it along."""
    if numeral.bound is not Bound.EXACT or (numeral.bare and numeral.value < LARGE["亿"]):
        return None
    section = _section(text, numeral.end)
    if section is None:
        return _shortened(text, numeral, last)
    power = _power(text, section.end) or ONE
    if not _is_complete(text[numeral.end : section.end], power, last):
        return _shortened(text, numeral, last)
    whole = replace(numeral, scale=ONE, end=section.end + (power > ONE), bound=section.bound, tail=0)
    if power > last and section.value < last:
        value = (numeral.value + section.value) * power
    elif power < last and section.value * power < last:
        value = numeral.value + section.value * power
    else:
        return None
    return (_vague(text, replace(whole, value=value)), power) if value <= LARGEST else None


def _is_complete(words: str, power: Decimal, last: Decimal) -> bool:
    """Whether a section can follow 万 or 亿: it has a 零, a 十, 百 or 千, a power of its own, or all four digits."""
    if words[0] in "零〇" or any(character in SMALL for character in words):
        return True
    return ONE < power < last or (last == LARGE["万"] and len(words) == 4 and words.isdecimal())


def _shortened(text: str, numeral: Numeral, last: Decimal) -> tuple[Numeral, Decimal] | None:
    """一万三 is 13,000: the last digit counts the next power of ten."""
    found = SHORT.match(text, numeral.end)
    if found is None or numeral.arabic or numeral.bare or EACH.match(text, numeral.end):
        return None
    value = numeral.value + DIGITS[found["last"]] * last / 10
    return replace(numeral, end=found.end(), value=value, scale=ONE), ONE
