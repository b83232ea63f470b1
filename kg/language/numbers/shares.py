"""Shares of a whole in words: 百分之八十, 千分之三, 三成, 九成五, 八折, 三八折, 对折, 占三分之一, 占一半."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.knowledge.units import Unit, UnitTable
from kg.language.numbers.numerals import DIGITS, Numeral, read_numeral
from kg.model import Bound

__all__ = ["Share", "read_share"]

PARTS = "分之"
TENTHS = frozenset({"成", "折"})
CONTEXT = 18  # characters; as far as 占 is looked for
TEN, HUNDRED = Decimal(10), Decimal(100)
_ONES = "一二两三四五六七八九陆"
TWO_DIGITS = re.compile(rf"([{_ONES}])([{_ONES}])折")
HALF_PRICE = re.compile(r"对折(?=[优促销出甩起价])|(?<=打)对折")
# A fraction or a half is a share only where it is said to be one: 占全国的三分之一, 近一半; not 三分之一决赛, 另一半.
SHARED_BEFORE = re.compile(r"占[^，。；、]{0,16}$|(?:[达近超约]|超过|不足|接近)$")
HALF = re.compile(r"一半|半数")
TENTH_BEHIND = re.compile(rf"(?:([{_ONES}])|半)(?=$|[^\u4e00-\u9fff]|[的以左上])")


@dataclass(frozen=True, slots=True)
class Share:
    """A share as it is written.

    Attributes:
        end: of the words.
        value: in percent.
        unit: percent, under the name that stands there.
        said: what the number itself leaves open (二三成).
    """

    end: int
    value: Decimal
    unit: Unit
    said: Bound = Bound.EXACT


def read_share(text: str, start: int, numeral: Numeral | None, units: UnitTable) -> Share | None:
    """Read the share that begins at `start`; None where there is none.

    Args:
        text: without the spaces inside numbers.
        start: where it begins.
        numeral: the number that begins there too, if one does.
        units: all units.
    """
    if numeral and text.startswith(PARTS, numeral.end):
        return _in_parts(text, numeral, units) if numeral.bare else _fraction(text, start, numeral, units)
    if half := HALF.match(text, start):
        percent = units.get("%") if SHARED_BEFORE.search(text, max(0, start - CONTEXT), start) else None
        return Share(half.end(), HUNDRED / 2, percent) if percent else None
    return _tenths(text, start, numeral, units)


def _in_parts(text: str, whole: Numeral, units: UnitTable) -> Share | None:
    """百分之八十, 万分之三."""
    above = read_numeral(text, whole.end + len(PARTS))
    percent = units.get("%")
    if above is None or percent is None or above.end == whole.end + len(PARTS):
        return None
    return Share(above.end, above.value * HUNDRED / whole.value, percent, above.bound)


def _fraction(text: str, start: int, whole: Numeral, units: UnitTable) -> Share | None:
    """占三分之一, 近五分之二."""
    above = read_numeral(text, whole.end + len(PARTS))
    percent = units.get("%")
    if above is None or percent is None or not 0 < above.value < whole.value:
        return None
    if not SHARED_BEFORE.search(text, max(0, start - CONTEXT), start):
        return None
    return Share(above.end, above.value * HUNDRED / whole.value, percent, above.bound)


def _tenths(text: str, start: int, numeral: Numeral | None, units: UnitTable) -> Share | None:
    """三成, 七成六, 半成, 八折, 75折, 三八折, 对折; 十折 is no discount."""
    if numeral is None:
        return _without_numeral(text, start, units)
    unit = units.match(text, numeral.end)
    if unit is None or unit.surface not in TENTHS or numeral.bare or numeral.scale != 1:
        return None
    end, value = numeral.end + 1, numeral.value
    if unit.surface == "折":
        if value == TEN or not 0 < value < HUNDRED:
            return None
        return Share(end, value * TEN if value < TEN else value, unit, numeral.bound)
    if not 0 < value <= TEN:
        return None
    behind = TENTH_BEHIND.match(text, end) if numeral.bound is Bound.EXACT and value % 1 == 0 and value < TEN else None
    if behind:
        return Share(behind.end(), value * TEN + (DIGITS[behind[1]] if behind[1] else 5), unit)
    return Share(end, value * TEN, unit, numeral.bound)


def _without_numeral(text: str, start: int, units: UnitTable) -> Share | None:
    """三八折, 半成, 对折."""
    percent = units.get("%")
    if percent is None:
        return None
    if pair := TWO_DIGITS.match(text, start):
        named = units.match(text, pair.end() - 1)
        return Share(pair.end(), DIGITS[pair[1]] * TEN + DIGITS[pair[2]], named) if named else None
    named = units.match(text, start + 1) if text[start : start + 1] == "半" else None
    if named and named.surface in TENTHS:
        return Share(start + 2, Decimal(5 if named.surface == "成" else 50), named)
    if price := HALF_PRICE.match(text, start):
        return Share(price.end(), Decimal(50), percent)
    return None
