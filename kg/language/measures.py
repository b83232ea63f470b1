"""Which unit a number has: behind it (3亿元), before it (US$3亿), around it (每秒2亿亿次), or understood (万亿级)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.knowledge.units import Unit, UnitTable
from kg.language.numerals import Numeral

__all__ = ["Measure", "find_measure"]

SIGNS = frozenset("$＄¥￥€£")
SPACES = (" ", "\u00a0")
# A lone T, P or E is compute only with 算力 or FLOPS within a few characters after it, or 算力 in the words before it.
FLOPS = re.compile(r"[ \u00a0]?(?:flop/s|flops?)", re.IGNORECASE)
COMPUTE_AFTER = re.compile(r"[^，。；、]{0,4}?(?:算力|flop)", re.IGNORECASE)
COMPUTE_BEFORE = re.compile(r"算力[^，。；、]{0,8}$")
OPERATIONS = re.compile(r"次(?:双精度浮点运算|浮点运算|运算|计算)?")
CONTEXT = 12  # characters; as far as 算力 is looked for
INDUSTRY_SIZE = 10**10  # 百亿级 and above speak of 元; 百万级 may speak of users


@dataclass(frozen=True, slots=True)
class Measure:
    """The unit of a number.

    Attributes:
        unit: its unit.
        start: of number and unit together.
        end: of number and unit together.
    """

    unit: Unit
    start: int
    end: int


def find_measure(text: str, start: int, numeral: Numeral, units: UnitTable, floor: int = 0) -> Measure | None:
    """Find the unit of the numeral that begins at `start`; None if it has none.

    Args:
        text: as `readable` gives it.
        start: where the numeral begins.
        numeral: the number.
        units: all units.
        floor: a sign of currency before the numeral does not begin before it.
    """
    return (
        _currency_sign(text, start, numeral, units, floor)
        or _compute(text, start, numeral, units)
        or _behind(text, start, numeral, units)
        or _level(text, start, numeral, units)
    )


def _behind(text: str, start: int, numeral: Numeral, units: UnitTable) -> Measure | None:
    """3亿元, 250 km/h; 成 is a tenth only after one Chinese digit (三成)."""
    position = _skip_space(text, numeral.end)
    unit = units.match(text, position)
    if unit is None or _is_lone_letter(unit):
        return None
    if unit.surface == "成" and (numeral.arabic or numeral.end - start > 1):
        return None
    return Measure(unit, start, position + len(unit.surface))


def _currency_sign(text: str, start: int, numeral: Numeral, units: UnitTable, floor: int) -> Measure | None:
    """US$3.5亿, ¥1,200元."""
    if text[max(start - 1, floor) : start] not in SIGNS:
        return None
    sign = units.match_before(text, floor, start)
    if sign is None or sign.dimension != "Money":
        return None
    named = units.match(text, numeral.end)
    end = numeral.end + len(named.surface) if named and named.dimension == "Money" else numeral.end
    return Measure(sign, start - len(sign.surface), end)


def _compute(text: str, start: int, numeral: Numeral, units: UnitTable) -> Measure | None:
    """100P算力, 100PFLOPS, 算力达300P; 每秒2亿亿次."""
    position = _skip_space(text, numeral.end)
    if operations := OPERATIONS.match(text, numeral.end):
        second = units.get("次/秒") if numeral.value >= 10**8 and "每秒" in text[max(start - 5, 0) : start] else None
        return Measure(second, start, operations.end()) if second else None
    unit = units.get(text[position : position + 1])
    if unit is None or not _is_lone_letter(unit):
        return None
    end = position + 1
    if flops := FLOPS.match(text, end):
        return Measure(unit, start, flops.end())
    separate = not (text[end : end + 1].isascii() and text[end : end + 1].isalnum())
    near = COMPUTE_AFTER.match(text, end) or COMPUTE_BEFORE.search(text[max(start - CONTEXT, 0) : start])
    return Measure(unit, start, end) if separate and near else None


def _level(text: str, start: int, numeral: Numeral, units: UnitTable) -> Measure | None:
    """万亿级赛道: an industry is that large, in 元."""
    yuan = units.get("元")
    large = numeral.bare and numeral.value >= INDUSTRY_SIZE and text.startswith("级", numeral.end)
    return Measure(yuan, start, numeral.end) if yuan and large else None


def _skip_space(text: str, position: int) -> int:
    return position + (text[position : position + 1] in SPACES)


def _is_lone_letter(unit: Unit) -> bool:
    return unit.dimension == "Compute" and len(unit.surface) == 1
