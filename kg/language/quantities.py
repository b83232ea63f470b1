"""Quantities: a number, its unit, and the words directly beside it that bound it (约3.9亿元, 千套以上, 近千家).

Ordinals (第十三次), years (2022年), model numbers (C919, 1-4-3-2) and articles (一个高地) are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Context, Decimal

from kg.knowledge.units import Unit, UnitTable
from kg.language.bounds import BoundWord, bound_after, bound_before, join_bounds
from kg.language.measures import Measure, find_measure
from kg.language.numerals import NUMERAL_START, Numeral, read_numeral, readable
from kg.model import Bound, Mention, Quantity

__all__ = ["find_quantities"]

FOUND_BY = "quantity"
CODE_BEFORE = re.compile(r"[0-9A-Za-z][-:：._]$|[0-9]/$")  # 1-4-3-2, 1:4, 2022/05: the digit belongs to a code
LATIN_BEFORE = re.compile(r"[A-Za-z] ?$")
NUMERAL_RUN = re.compile(r"[零〇一二两三四五六七八九十百千万亿数几]{1,24}|[0-9.,]+")
RANGE_MARK = re.compile(r"[-—–~～至到]{1,2}")
PERCENT_HEADS = {"百分之": Decimal(1), "千分之": Decimal("0.1"), "万分之": Decimal("0.01")}
PLANS = re.compile(r"十[一二三四五]五(?=年|[”’」规期末时])")
GREAT = re.compile(r"大(?=[\u4e00-\u9fff“「])(?![会学型队量幅都多])")
PARTY_CONGRESSES = range(13, 31)
COUNTED_ONE_BY_ONE = frozenset({"Count", "Duration"})
SIGNED = frozenset({"Percent", "PercentagePoint", "Temperature", "Money"})
WITH_TAIL = frozenset({"Length", "Mass", "Duration", "Money", "Area", "Volume"})
MINUS = frozenset("-−－")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A quantity as far as it is read: its span, its worth, and whether the number is one that needs a bound word."""

    start: int
    end: int
    value: Decimal
    unit: Unit
    bound: Bound


def find_quantities(text: str, start: int, end: int, units: UnitTable) -> tuple[Mention, ...]:
    """Find all quantities in `text[start:end]`, from left to right, none overlapping another.

    Args:
        text: of the document; offsets of the mentions index it.
        start: where to begin.
        end: where to stop.
        units: the words that make a number a quantity.

    Returns:
        mentions whose type is the unit's dimension, whose name is the words and whose value is a `Quantity`.
    """
    finder = _Finder(readable(text[start:end]), units)
    return tuple(_mention(reading, text, start) for reading in finder.find())


def _mention(reading: _Reading, text: str, offset: int) -> Mention:
    first, last = reading.start + offset, reading.end + offset
    words = text[first:last]
    quantity = Quantity(reading.value, reading.unit.unit, reading.bound, words)
    return Mention(reading.unit.dimension, first, last, words, quantity, FOUND_BY)


class _Finder:
    """Reads one stretch of text, whose offsets are its own."""

    def __init__(self, text: str, units: UnitTable) -> None:
        self.text = text
        self.units = units

    def find(self) -> list[_Reading]:
        readings: list[_Reading] = []
        position = 0
        while position < len(self.text):
            floor = readings[-1].end if readings else 0
            reading = self._at(position, floor)
            if reading:
                readings.append(reading)
            position = reading.end if reading else self._skip(position)
        return readings

    def _skip(self, position: int) -> int:
        """Go on behind what is not read as a quantity: the rest of 第十三次 is none either."""
        if self._is_noun_of_number(position):
            return position + 1
        run = NUMERAL_RUN.match(self.text, position)
        if run is None:
            return position + 1
        numeral = read_numeral(self.text, position)
        return numeral.end if numeral and numeral.end > position else run.end()

    def _at(self, position: int, floor: int) -> _Reading | None:
        """The quantity whose number begins at `position`; its bound words do not begin before `floor`."""
        if self.text[position] not in NUMERAL_START or self._is_code(position) or self._is_noun_of_number(position):
            return None
        numeral = read_numeral(self.text, position)
        if PLANS.match(self.text, position):
            return None
        if share := self._share(position, floor):
            return share
        if numeral is None:
            return None
        return (
            self._range(position, numeral, floor)
            or self._great(position, numeral)
            or self._single(position, numeral, floor)
        )

    def _is_code(self, position: int) -> bool:
        before = self.text[max(position - 2, 0) : position]
        return before.endswith("第") or (self.text[position].isdecimal() and bool(CODE_BEFORE.search(before)))

    def _is_noun_of_number(self, position: int) -> bool:
        """人数十万: 数 ends the noun."""
        return self.text[position] == "数" and self.text[max(position - 1, 0) : position] in set("人次总户件指分")

    def _single(self, position: int, numeral: Numeral, floor: int) -> _Reading | None:
        measure = find_measure(self.text, position, numeral, self.units, floor)
        if measure is None or self._is_model(position, numeral, measure.unit) or _is_year(numeral, measure.unit):
            return None
        value, end = _times(numeral.value, measure.unit.factor), measure.end
        if measure.unit.dimension == "Duration" and self.text.startswith("半", end):
            value, end = value + _times(Decimal("0.5"), measure.unit.factor), end + 1
        before = bound_before(self.text, measure.start, floor, numeral, measure.unit)
        after = bound_after(self.text, end, tail=measure.unit.dimension in WITH_TAIL)
        article = self._is_article(position, numeral, measure) and end == measure.end and after is None
        if article or not self._is_number(position, numeral, before, after):
            return None
        bound = Bound.MORE_THAN if "多" in measure.unit.surface else numeral.bound
        reading = self._bounded(_Reading(measure.start, end, value, measure.unit, bound), before, after)
        return self._signed(self._per_second(reading, floor), floor)

    def _bounded(self, reading: _Reading, before: BoundWord | None, after: BoundWord | None) -> _Reading:
        return replace(
            reading,
            start=before.start if before else reading.start,
            end=after.end if after else reading.end,
            bound=join_bounds(reading.bound, before, after),
        )

    def _per_second(self, reading: _Reading, floor: int) -> _Reading:
        """Take 每秒 in: 每秒2亿亿次."""
        start = reading.start - 2
        inside = reading.unit.surface == "次/秒" and start >= floor and self.text.startswith("每秒", start)
        return replace(reading, start=start) if inside else reading

    def _signed(self, reading: _Reading, floor: int) -> _Reading:
        """Take in 零下, or a minus sign that joins no two numbers or words."""
        if reading.unit.dimension not in SIGNED:
            return reading
        if reading.start - 2 >= floor and self.text.startswith("零下", reading.start - 2):
            return replace(reading, start=reading.start - 2, value=-reading.value)
        start = reading.start - 1
        if start < floor or self.text[start] not in MINUS:
            return reading
        before = self.text[max(start - 1, 0) : start]
        joins = (before.isascii() and before.isalnum()) or before == "%" or before in MINUS
        return reading if joins else replace(reading, start=start, value=-reading.value)

    def _range(self, position: int, low: Numeral, floor: int) -> _Reading | None:
        """57亿至67亿元, 5-10年, 3.3-3.5万吨: one quantity, at least the lower."""
        own = self.units.match(self.text, low.end)
        mark = RANGE_MARK.match(self.text, low.end + (len(own.surface) if own else 0))
        high = read_numeral(self.text, mark.end()) if mark else None
        if mark is None or high is None or high.bare or low.bare or high.end == mark.end():
            return None
        measure = find_measure(self.text, mark.end(), high, self.units)
        if measure is None or measure.start != mark.end() or (own and own.dimension != measure.unit.dimension):
            return None
        if self._is_model(position, low, measure.unit) or _is_year(high, measure.unit):
            return None
        inherits = own is None and low.scale == 1 and low.value * high.scale < high.value
        value = _times(low.value * (high.scale if inherits else 1), (own or measure.unit).factor)
        before = bound_before(self.text, position, floor, low, measure.unit)
        after = bound_after(self.text, measure.end, tail=False)
        reading = self._bounded(_Reading(position, measure.end, value, measure.unit, Bound.AT_LEAST), before, after)
        return replace(reading, bound=Bound.AT_LEAST)

    def _share(self, position: int, floor: int) -> _Reading | None:
        """百分之八十, 千分之三."""
        factor = PERCENT_HEADS.get(self.text[position : position + 3])
        numeral = read_numeral(self.text, position + 3) if factor else None
        unit = self.units.get("%")
        if factor is None or numeral is None or unit is None or numeral.end == position + 3:
            return None
        before = bound_before(self.text, position, floor, numeral, unit)
        after = bound_after(self.text, numeral.end, tail=False)
        reading = _Reading(position, numeral.end, _times(numeral.value, factor), unit, numeral.bound)
        return self._bounded(reading, before, after)

    def _great(self, position: int, numeral: Numeral) -> _Reading | None:
        """八大枢纽, 十大产业: so many 个; 二十大 is a congress."""
        unit = self.units.get("个")
        plain = numeral.bound is Bound.EXACT and not numeral.bare and 1 < numeral.value <= 100
        if not (unit and plain and GREAT.match(self.text, numeral.end)):
            return None
        congress = not numeral.arabic and numeral.value in PARTY_CONGRESSES
        return None if congress else _Reading(position, numeral.end + 1, numeral.value, unit, Bound.EXACT)

    def _is_number(self, position: int, numeral: Numeral, before: BoundWord | None, after: BoundWord | None) -> bool:
        """千 alone is a number only beside 近, 上, 余, 以上; 千万 and 百亿 always are."""
        marked = before is not None or after is not None or numeral.bound is not Bound.EXACT
        return marked or not numeral.bare or (numeral.end - position > 1 and numeral.value >= 10**6)

    def _is_article(self, position: int, numeral: Numeral, measure: Measure) -> bool:
        """一个 and 一家 say a, not one; and 二 counts no things, 两 does."""
        words = self.text[position : numeral.end]
        open_end = "多" in measure.unit.surface  # 一个多月
        return words in ("一", "二") and measure.unit.dimension in COUNTED_ONE_BY_ONE and not open_end

    def _is_model(self, position: int, numeral: Numeral, unit: Unit) -> bool:
        """Vector 5, C919: a small number behind Latin letters counts nothing."""
        counts = unit.dimension in COUNTED_ONE_BY_ONE or unit.dimension == "Multiple"
        latin = numeral.arabic and LATIN_BEFORE.search(self.text[max(position - 2, 0) : position])
        return bool(latin) and numeral.scale == 1 and counts


def _is_year(numeral: Numeral, unit: Unit) -> bool:
    return unit.surface == "年" and numeral.scale == 1 and 1800 <= numeral.value <= 2200


def _times(value: Decimal, factor: Decimal) -> Decimal:
    """Multiply, exactly if it ends within 15 digits, so that thirds of an 亩 come out whole; without an exponent."""
    product = Context(prec=28).multiply(value, factor)
    if product != product.to_integral_value():
        product = Context(prec=15).plus(product)
    product = product.normalize()
    return product.quantize(Decimal(1)) if product == product.to_integral_value() else product
