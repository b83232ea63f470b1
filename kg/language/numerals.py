"""Numerals: 3.9亿, 1.2万亿, 三千多万, 七八十, 数十, 近千 — what they are worth, exactly.

A numeral is sections below 10,000 joined by 万 and 亿. It is read as far as it is well formed: 100万千瓦 is 100万 of
千瓦, since no section begins with a bare 千 after 万.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.model import Bound

__all__ = ["NUMERAL_START", "Numeral", "read_numeral", "readable"]

ONE = Decimal(1)
DIGITS = {character: Decimal(value) for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": Decimal(0),
    "两": Decimal(2),
}
SMALL = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000)}
LARGE = {"万": Decimal(10**4), "亿": Decimal(10**8)}
LARGEST = Decimal(10**24)  # above it nobody counts in news; hostile runs of 亿 stop here
VAGUE = {"多": Bound.MORE_THAN, "余": Bound.MORE_THAN, "来": Bound.ABOUT}
NUMERAL_START = frozenset("0123456789一二两三四五六七八九十百千万亿数几")
MALFORMED_BEFORE = frozenset("0123456789") | DIGITS.keys()

FULL_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+")
ARABIC = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}(?![0-9])|[0-9]{1,16})(?:\.[0-9]{1,10})?")
MIXED = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,2})?)(千|百)(?:([0-9]{1,2})(百|十))?")
_FACTOR = r"[数几]|[一二两三四五六七八九]{1,2}"
CHINESE = re.compile(
    rf"(?:(?P<千>{_FACTOR})千)?"
    rf"(?:零?(?P<百>{_FACTOR})百)?"
    rf"(?:零?(?P<十>{_FACTOR}|)十)?"
    r"(?:(?:[零〇]|(?<![千百]))(?P<one>[一二两三四五六七八九]{1,2})|(?<=十)(?P<some>几))?"
)


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
    """

    end: int
    value: Decimal
    bound: Bound = Bound.EXACT
    arabic: bool = False
    bare: bool = False
    scale: Decimal = ONE


def readable(text: str) -> str:
    """Write full-width digits, points and percent signs as half-width ones, and blank out web addresses.

    Every offset stays: the result is as long as `text`.
    """
    return ADDRESS.sub(lambda address: " " * len(address.group()), text.translate(FULL_WIDTH))


def read_numeral(text: str, start: int) -> Numeral | None:
    """Read the longest numeral that begins at `start`; None where there is none, or where it is malformed (一二三).

    Args:
        text: as `readable` gives it.
        start: where the numeral begins.
    """
    numeral = _section(text, start) or _bare(text, start)
    if numeral is None:
        return None
    numeral = _large(text, _vague(text, numeral))
    following = text[numeral.end : numeral.end + 1]
    malformed = following in MALFORMED_BEFORE or (numeral.bare and following in SMALL)
    return None if malformed else numeral


def _section(text: str, start: int) -> Numeral | None:
    """Read a number below 10,000, or any in Arabic digits."""
    if mixed := MIXED.match(text, start):
        value = Decimal(mixed[1]) * SMALL[mixed[2]]
        value += Decimal(mixed[3]) * SMALL[mixed[4]] if mixed[3] else 0
        return Numeral(mixed.end(), value, arabic=True)
    if arabic := ARABIC.match(text, start):
        return Numeral(arabic.end(), Decimal(arabic.group().replace(",", "")), arabic=True)
    chinese = CHINESE.match(text, start)
    return _chinese(chinese) if chinese and chinese.group() else None


def _chinese(section: re.Match[str]) -> Numeral | None:
    """Add up 三千二百零五; None if two digits stand side by side that are no neighbours (三五)."""
    value, bound = Decimal(0), Bound.EXACT
    for name, power in (*SMALL.items(), ("one", ONE)):
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
    return Numeral(section.end(), value, Bound.MORE_THAN if section["some"] else bound)


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


def _vague(text: str, numeral: Numeral) -> Numeral:
    """Take 多, 余, 来 after a round number: 三千多, 30余, 十来, 1.2万多."""
    bound = VAGUE.get(text[numeral.end : numeral.end + 1])
    if bound is None or numeral.value < 10 or (numeral.value % 10 and numeral.scale == ONE):
        return numeral
    return replace(numeral, end=numeral.end + 1, bound=bound if numeral.bound is Bound.EXACT else numeral.bound)


def _large(text: str, numeral: Numeral) -> Numeral:
    """Multiply by 万 and 亿, and add the sections that follow: 1.2万亿, 三千多万, 3亿5000万, 1万2千."""
    last = LARGEST
    while power := LARGE.get(text[numeral.end : numeral.end + 1]):
        if numeral.value * power > LARGEST:
            break
        grown = replace(numeral, end=numeral.end + 1, value=numeral.value * power, scale=numeral.scale * power)
        numeral, last = _vague(text, grown), power
    while added := _addend(text, numeral, last):
        numeral, last = added
    return numeral


def _addend(text: str, numeral: Numeral, last: Decimal) -> tuple[Numeral, Decimal] | None:
    """Add one more section, smaller than the last power of ten, that has a power of ten itself or a 零 before it."""
    section = _section(text, numeral.end) if numeral.scale > ONE or last < LARGEST else None
    if section is None or numeral.bound is not Bound.EXACT:
        return None
    power = LARGE.get(text[section.end : section.end + 1], ONE)
    written = text[numeral.end : section.end]
    complete = power > ONE or written[0] in "零〇" or any(character in SMALL for character in written)
    value = section.value * power
    if not complete or power >= last or value >= last:
        return None
    total = Numeral(section.end + (power > ONE), numeral.value + value, section.bound, numeral.arabic, numeral.bare)
    return _vague(text, total), power
