"""Amounts: a number and its unit, as they are written, with the words directly beside them that bound the number.

Ordinals (第十三次), years (2022年), model numbers (C919, 1-4-3-2) and articles (一个高地) are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Context, Decimal

from kg.knowledge.units import Unit, UnitTable
from kg.language.numbers.bounds import BoundWord, bound_after, bound_before, join_bounds
from kg.language.numbers.lookalikes import is_article, is_code, is_model, is_noun_of_number, is_plan, is_year
from kg.language.numbers.measures import Measure, find_measure
from kg.language.numbers.numerals import NUMERAL_START, Numeral, read_numeral
from kg.language.numbers.shares import Share, read_share
from kg.language.writing import written
from kg.model import Bound

__all__ = ["Amount", "find_amounts"]

START = re.compile(f"[{''.join(sorted(NUMERAL_START))}半对翻]")
NUMERAL_RUN = re.compile(r"[零〇一二两三四五六七八九十百千万亿数几]{1,24}|[0-9.,]+")
RANGE_MARK = re.compile(r"[-—–~～至到]{1,2}")
GREAT = re.compile(r"大(?=[\u4e00-\u9fff“「])(?![会学型队量幅都多])")
DOUBLINGS = re.compile(r"翻了?(?:([一两二三四五六七八九])番|番|(?:一)?倍)")
PARTY_CONGRESSES = range(13, 31)
COUNTED_ONE_BY_ONE = frozenset({"Count", "Duration"})
SIGNED = frozenset({"Percent", "PercentagePoint", "Temperature", "Money"})
UNSIGNED = COUNTED_ONE_BY_ONE | {"Multiple", "Age"}
WITH_TAIL = frozenset({"Length", "Mass", "Duration", "Money", "Area", "Volume"})
MINUS = frozenset("-−－")
HOURLY = re.compile(r"(?:时速|每小时)[可达约超近为到至过]{0,4}$")
EACH_SECOND = "每秒"
KILOMETRES = Decimal("0.001")  # in a metre
NEGATIVE = re.compile(r"(?<![胜自肩担背抱辜])负$")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit.

    Attributes:
        start: of all words, with those that bound the number.
        end: of all words.
        core_start: of the number with its sign, or of the unit before it.
        core_end: of number and unit.
        value: in the base unit.
        unit: as it is written.
        bound: how the words limit the real number.
        said: what the number itself leaves open (七八 → about, 数十 → moreThan).
        stated: whether the unit stands with this number; the lower end of 5-10年 has its unit from the upper one.
        upper: whether it is the upper end of a range, and lies inside the words of the lower one.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    value: Decimal
    unit: Unit
    bound: Bound
    said: Bound = Bound.EXACT
    stated: bool = True
    upper: bool = False


def find_amounts(text: str, units: UnitTable) -> tuple[Amount, ...]:
    """Find all amounts of a text, from left to right; none overlaps another, but the upper end of a range the lower.

    Args:
        text: any; offsets of the amounts index it.
        units: the words that make a number an amount.
    """
    writing = written(text)
    found: list[Amount] = []
    for amount in _Finder(writing.text, units).find():
        start, end = writing.span(amount.start, amount.end)
        core_start, core_end = writing.span(amount.core_start, amount.core_end)
        found.append(replace(amount, start=start, end=end, core_start=core_start, core_end=core_end))
    return tuple(found)


class _Finder:
    """Reads one stretch of text, whose offsets are its own."""

    def __init__(self, text: str, units: UnitTable) -> None:
        self.text = text
        self.units = units

    def find(self) -> list[Amount]:
        amounts: list[Amount] = []
        position = floor = 0
        while begin := START.search(self.text, position):
            position = begin.start()
            found = self._at(position, floor)
            amounts.extend(found)
            floor = max((amount.end for amount in found), default=floor)
            position = max(floor, position + 1) if found else self._skip(position)
        return amounts

    def _skip(self, position: int) -> int:
        """Go on behind what is not read as an amount: the rest of 第十三次 is none either."""
        behind_word = self.units.skip(self.text, position)
        if behind_word > position:
            return behind_word
        alone = self.text[position] == "零" or is_noun_of_number(self.text, position)
        run = None if alone else NUMERAL_RUN.match(self.text, position)
        if run is None:
            return position + 1
        numeral = read_numeral(self.text, position)
        return numeral.end if numeral and numeral.end > position else run.end()

    def _at(self, position: int, floor: int) -> tuple[Amount, ...]:
        """The amount whose number begins here, or both ends of a range; bound words do not begin before `floor`."""
        if self.text[position] == "零" and not self.text.startswith("零点", position):
            return ()
        if is_code(self.text, position) or is_noun_of_number(self.text, position) or is_plan(self.text, position):
            return ()
        if self.units.skip(self.text, position) > position:
            return ()
        numeral = read_numeral(self.text, position)
        ends = self._range(position, numeral, floor) if numeral else ()
        if ends:
            return ends
        amount = self._share(position, numeral, floor) or self._doubling(position)
        if amount is None and numeral:
            amount = self._great(position, numeral) or self._single(position, numeral, floor)
        return (amount,) if amount else ()

    def _single(self, position: int, numeral: Numeral, floor: int) -> Amount | None:
        measure = find_measure(self.text, position, numeral, self.units, floor)
        if measure is None or is_model(self.text, position, numeral, measure.unit) or is_year(numeral, measure.unit):
            return None
        before = bound_before(self.text, measure.start, floor, numeral, measure.unit)
        after = bound_after(self.text, measure.end, tail=measure.unit.dimension in WITH_TAIL)
        article = is_article(self.text, position, numeral, measure) and after is None
        if article or not self._is_number(position, numeral, before, after):
            return None
        bound = Bound.MORE_THAN if "多" in measure.unit.surface else numeral.bound
        amount = Amount(
            start=measure.start,
            end=measure.end,
            core_start=measure.start,
            core_end=measure.end,
            value=_times(numeral.value, measure.unit.factor, measure.extra),
            unit=measure.unit,
            bound=bound,
            said=bound,
        )
        return self._signed(self._per_time(_bounded(amount, before, after), floor), floor)

    def _per_time(self, amount: Amount, floor: int) -> Amount:
        """Take 每秒 in: 每秒2亿亿次; a length behind 时速 is a speed: 时速350公里."""
        start = amount.start - len(EACH_SECOND)
        if amount.unit.surface == "次/秒" and start >= floor and self.text.startswith(EACH_SECOND, start):
            return replace(amount, start=start, core_start=start)
        speed = self.units.get("公里/小时") if amount.unit.dimension == "Length" else None
        if speed and HOURLY.search(self.text[max(floor, amount.start - 7) : amount.start]):
            return replace(amount, unit=speed, value=_times(amount.value, KILOMETRES))
        return amount

    def _signed(self, amount: Amount, floor: int) -> Amount:
        """Take in 零下, 负, or a minus sign that joins no two numbers or words."""
        dimension, first = amount.unit.dimension, amount.core_start
        before = self.text[max(first - 2, floor) : first]
        if dimension not in UNSIGNED and NEGATIVE.search(before):
            size = 1
        elif dimension in SIGNED and before == "零下":
            size = 2
        elif dimension in SIGNED and before[-1:] in MINUS and not _joins(before[:-1]):
            size = 1
        else:
            return amount
        start = min(amount.start, first - size)
        return replace(amount, start=start, core_start=first - size, value=-amount.value)

    def _range(self, position: int, low: Numeral, floor: int) -> tuple[Amount, ...]:
        """57亿至67亿元, 5-10年, 3.3-3.5万吨, 10%-15%: at least the lower end, at most the upper."""
        own = self.units.match(self.text, low.end)
        mark = RANGE_MARK.match(self.text, low.end + (len(own.surface) if own else 0))
        if mark is None or low.bare or self.text[mark.end() : mark.end() + 1] not in NUMERAL_START:
            return ()
        high = read_numeral(self.text, mark.end())
        if high is None or high.bare or high.end == mark.end():
            return ()
        measure = find_measure(self.text, mark.end(), high, self.units)
        if measure is None or measure.start != mark.end() or (own and own.dimension != measure.unit.dimension):
            return ()
        if is_model(self.text, position, low, measure.unit) or is_year(high, measure.unit):
            return ()
        return self._ends(position, low, own, mark.end(), high, measure, floor)

    def _ends(
        self, position: int, low: Numeral, own: Unit | None, second: int, high: Numeral, measure: Measure, floor: int
    ) -> tuple[Amount, Amount]:
        """Both ends; where the lower has no unit, it is that of the upper, and so is its 万 or 亿 (3.3-3.5万)."""
        inherits = own is None and low.scale == 1 and low.value * high.scale < high.value
        value = _times(low.value * (high.scale if inherits else 1), (own or measure.unit).factor)
        before = bound_before(self.text, position, floor, low, measure.unit)
        after = bound_after(self.text, measure.end, tail=False)
        lower = Amount(
            start=before.start if before else position,
            end=after.end if after else measure.end,
            core_start=position,
            core_end=low.end + (len(own.surface) if own else 0),
            value=value,
            unit=own or measure.unit,
            bound=Bound.AT_LEAST,
            said=low.bound,
            stated=own is not None,
        )
        upper = replace(
            lower,
            start=second,
            core_start=second,
            core_end=measure.end,
            value=_times(high.value, measure.unit.factor, measure.extra),
            unit=measure.unit,
            bound=Bound.AT_MOST,
            said=high.bound,
            stated=True,
            upper=True,
        )
        return lower, upper

    def _share(self, position: int, numeral: Numeral | None, floor: int) -> Amount | None:
        """百分之八十, 三成, 八折."""
        share = read_share(self.text, position, numeral, self.units)
        if share is None:
            return None
        before = bound_before(self.text, position, floor, numeral or _numeral_of(share), share.unit)
        after = bound_after(self.text, share.end, tail=False)
        value = _times(share.value, Decimal(1))
        amount = Amount(position, share.end, position, share.end, value, share.unit, share.said, share.said)
        return self._signed(_bounded(amount, before, after), floor)

    def _doubling(self, position: int) -> Amount | None:
        """翻一番, 翻番, 翻倍: twice as much; 翻两番: four times."""
        found = DOUBLINGS.match(self.text, position) if self.text[position] == "翻" else None
        unit = self.units.get("倍")
        if found is None or unit is None:
            return None
        times = read_numeral(found[1], 0) if found[1] else None
        value = Decimal(2) ** int(times.value if times else 1)
        return Amount(position, found.end(), position, found.end(), value, unit, Bound.EXACT)

    def _great(self, position: int, numeral: Numeral) -> Amount | None:
        """八大枢纽, 十大产业: so many 个; 二十大 is a congress."""
        unit = self.units.get("个")
        plain = numeral.bound is Bound.EXACT and not numeral.bare and 1 < numeral.value <= 100
        if not (unit and plain and GREAT.match(self.text, numeral.end)):
            return None
        congress = not numeral.arabic and numeral.value in PARTY_CONGRESSES
        end = numeral.end + 1
        return None if congress else Amount(position, end, position, end, numeral.value, unit, Bound.EXACT)

    def _is_number(self, position: int, numeral: Numeral, before: BoundWord | None, after: BoundWord | None) -> bool:
        """千 alone is a number only beside 近, 上, 余, 以上; 千万 and 百亿 always are."""
        marked = before is not None or after is not None or numeral.bound is not Bound.EXACT
        return marked or not numeral.bare or (numeral.end - position > 1 and numeral.value >= 10**6)


def _bounded(amount: Amount, before: BoundWord | None, after: BoundWord | None) -> Amount:
    return replace(
        amount,
        start=before.start if before else amount.start,
        end=after.end if after else amount.end,
        bound=join_bounds(amount.bound, before, after),
    )


def _numeral_of(share: Share) -> Numeral:
    return Numeral(share.end, share.value)


def _joins(before: str) -> bool:
    return (before.isascii() and before.isalnum()) or before == "%" or before in MINUS


def _times(value: Decimal, factor: Decimal, extra: Decimal = Decimal(0)) -> Decimal:
    """Multiply and add, exactly if it ends within 15 digits, so that thirds of an 亩 come out whole; no exponent."""
    context = Context(prec=28)
    product = context.add(context.multiply(value, factor), extra)
    if product != product.to_integral_value():
        product = Context(prec=15).plus(product)
    product = product.normalize(context)
    return product.quantize(Decimal(1), context=context) if product == product.to_integral_value() else product
