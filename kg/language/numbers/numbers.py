"""All numbers of a text, whatever they count: -3.5, 两千四百五, 三分之二, 3又1/2, 1.2e5, 2^10, 一打, 负五.

This is the general reader: it knows no units and leaves nothing out because of what it says (第十四, 2022年 have the
numbers 14 and 2022). Words that hold a numeral and are no number (一切, 三亚, 百货) come from the table of units.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation, Overflow

from kg.knowledge.units import UnitTable
from kg.language.numbers.numerals import DIGITS, LARGEST, NUMERAL_START, SMALL, Numeral, read_numeral
from kg.language.writing import written

__all__ = ["Number", "find_numbers"]

START = re.compile(f"[{''.join(sorted(NUMERAL_START - {*'几数万亿'}))}.负半-]")
MINUS = re.compile(r"(?<![0-9A-Za-z\-%)])-(?=[0-9.])|(?<![肩担自胜背欺抱辜净])负")
SCIENTIFIC = re.compile(r"(?:[0-9]{1,16}(?:\.[0-9]{1,10})?|\.[0-9]{1,10})[eE][+-]?[0-9]{1,2}(?![0-9A-Za-z])")
POINT_FIRST = re.compile(r"(?<![0-9.])\.[0-9]{1,16}(?![0-9.A-Za-z])")
INTEGER = re.compile(r"[0-9]{1,16}")
CHAIN_BEFORE = re.compile(r"[0-9]\.$")
CHAIN = re.compile(r"[0-9]{1,16}\.[0-9]{1,16}\.[0-9]")
MILLIONS = re.compile(r" ?M(?![0-9A-Za-z])")
POWER = re.compile(r"\^([+-]{0,2})([0-9]{1,4}(?:\.[0-9]{1,4})?)")
STROKE = re.compile(r"/([0-9]{1,9})(?![0-9/])")
WITH_STROKE = re.compile(r" ([0-9]{1,9})/([0-9]{1,9})(?![0-9/])")
DOZEN = re.compile(r"打(?![开听造破响闹扫断压算卡印包的球仗折败击了])")
ADVERB = re.compile(r"十分(?![之钟米])")
RUN = re.compile(r"[零〇一二两三四五六七八九]+|[0-9]+")
HALF_HUNDRED = "半百"
SHORT_HUNDRED = re.compile(r"([百千])([一二三四五六七八九])(?![0-9〇\u4e00-\u9fff])")
PARTS = "分之"


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text.

    Attributes:
        start: of its words.
        end: of its words; 多 and 余 behind it (四百多) are none of them.
        value: exact, but for fractions and powers, which have 20 digits.
    """

    start: int
    end: int
    value: Decimal


def find_numbers(text: str, units: UnitTable) -> tuple[Number, ...]:
    """Find all numbers of a text, from left to right, none overlapping another.

    Args:
        text: any; offsets of the numbers index it.
        units: whose list of words that are no units has those that are no numbers too.
    """
    writing = written(text)
    found: list[Number] = []
    position = 0
    while begin := START.search(writing.text, position):
        position = begin.start()
        adverb = ADVERB.match(writing.text, position)
        end = adverb.end() if adverb else units.skip(writing.text, position)
        number = _at(writing.text, position) if end == position else None
        if number:
            found.append(Number(*writing.span(number.start, number.end), number.value))
            end = number.end
        position = max(end, _behind_run(writing.text, position) if number is None else 0, position + 1)
    return tuple(found)


def _behind_run(text: str, position: int) -> int:
    """Where to go on when what begins here is no number: behind it, for no part of 二〇二二 is one."""
    numeral = read_numeral(text, position)
    if numeral and not numeral.bare:
        return numeral.end
    run = RUN.match(text, position)
    return run.end() if run and numeral is None else position + 1


def _at(text: str, position: int) -> Number | None:
    """The number that begins at `position`."""
    sign = MINUS.match(text, position)
    first = _simple(text, sign.end() if sign else position)
    if first is None:
        return None
    number = _fraction(text, first) or _power(text, first) or first
    return Number(position, number.end, -number.value if sign else number.value)


def _simple(text: str, position: int) -> Number | None:
    """A number without fraction bar or power; 百三 is 130, but 百 alone is none."""
    if found := SCIENTIFIC.match(text, position) or POINT_FIRST.match(text, position):
        return Number(position, found.end(), Decimal(found.group()))
    if text.startswith(HALF_HUNDRED, position):
        return Number(position, position + len(HALF_HUNDRED), Decimal(50))
    if CHAIN.match(text, position) or CHAIN_BEFORE.search(text, max(position - 2, 0), position):
        return _integer(text, position)
    if short := SHORT_HUNDRED.match(text, position):
        power = SMALL[short[1]]
        return Number(position, short.end(), power + DIGITS[short[2]] * power / 10)
    numeral = read_numeral(text, position)
    return _of_numeral(text, position, numeral) if numeral and not numeral.bare else None


def _integer(text: str, position: int) -> Number | None:
    """The links of 1.2.3 are numbers of their own."""
    found = INTEGER.match(text, position)
    return Number(position, found.end(), Decimal(found.group())) if found else None


def _of_numeral(text: str, position: int, numeral: Numeral) -> Number | None:
    """The number that a numeral is, with 打 and M."""
    end = numeral.end - numeral.tail
    if numeral.value == 0 and not numeral.arabic and end - position == 1:
        return None
    if dozen := DOZEN.match(text, end):
        return Number(position, dozen.end(), numeral.value * 12)
    if numeral.arabic and (millions := MILLIONS.match(text, end)):
        return Number(position, millions.end(), numeral.value * 10**6)
    return Number(position, end, numeral.value)


def _fraction(text: str, first: Number) -> Number | None:
    """3/5, 1 4/3, 三分之二, 负3分之负5, 一又二分之一."""
    if found := STROKE.match(text, first.end):
        return _divided(first, found.end(), first.value, Decimal(found[1]))
    if found := WITH_STROKE.match(text, first.end):
        part = _divided(first, found.end(), Decimal(found[1]), Decimal(found[2]))
        return Number(part.start, part.end, part.value + first.value) if part else None
    if text.startswith("又", first.end):
        below = _simple(text, first.end + 1)
        part = _shared(text, below) if below else None
        return Number(first.start, part.end, part.value + first.value) if part else None
    return _shared(text, first)


def _shared(text: str, below: Number) -> Number | None:
    """三分之二: the numerator stands behind."""
    if not text.startswith(PARTS, below.end):
        return None
    position = below.end + len(PARTS)
    sign = MINUS.match(text, position)
    above = _simple(text, sign.end() if sign else position)
    return _divided(below, above.end, -above.value if sign else above.value, below.value) if above else None


def _divided(first: Number, end: int, above: Decimal, below: Decimal) -> Number | None:
    return Number(first.start, end, _precise().divide(above, below)) if below else None


def _precise() -> Context:
    return Context(prec=20, traps=[InvalidOperation, Overflow])


def _power(text: str, base: Number) -> Number | None:
    """2^5, 1.1^+23."""
    found = POWER.match(text, base.end)
    if found is None or not base.value:
        return None
    exponent = -Decimal(found[2]) if found[1] == "-" else Decimal(found[2])
    try:
        value = _precise().power(base.value, exponent)
    except (InvalidOperation, Overflow):
        return None
    return Number(base.start, found.end(), value) if abs(value) <= LARGEST else None
