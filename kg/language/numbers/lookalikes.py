"""What looks like an amount and is none: codes (1-4-3-2), models (C919), years, articles (一个), 人数十万, 十四五."""

from __future__ import annotations

import re

from kg.knowledge.units import Unit
from kg.language.numbers.measures import Measure
from kg.language.numbers.numerals import Numeral

__all__ = ["is_article", "is_code", "is_model", "is_noun_of_number", "is_plan", "is_year"]

CODE_BEFORE = re.compile(r"[0-9A-Za-z][-:：._]$|[0-9]/$")  # 1-4-3-2, 1:4, 2022/05: the digit belongs to a code
LATIN_BEFORE = re.compile(r"[A-Za-z] ?$")
PLANS = re.compile(r"十[一二三四五]五(?=年|[”’」规期末时])")
NOUNS_OF_NUMBER = frozenset("人次总户件指分倍")
COUNTED_ONE_BY_ONE = frozenset({"Count", "Duration"})
YEARS = range(1800, 2201)


def is_code(text: str, position: int) -> bool:
    """Whether the number at `position` is an ordinal's (第十三) or part of a code."""
    before = text[max(position - 2, 0) : position]
    return before.endswith("第") or (text[position].isdecimal() and bool(CODE_BEFORE.search(before)))


def is_noun_of_number(text: str, position: int) -> bool:
    """Whether 数 ends a noun: 人数十万."""
    return text[position] == "数" and text[max(position - 1, 0) : position] in NOUNS_OF_NUMBER


def is_plan(text: str, position: int) -> bool:
    """Whether a five-year plan is named here: 十四五."""
    return PLANS.match(text, position) is not None


def is_article(text: str, position: int, numeral: Numeral, measure: Measure) -> bool:
    """Whether a number says a, not one: 一个, 一家; and 二 counts no things, 两 does."""
    open_end = "多" in measure.unit.surface or measure.extra  # 一个多月, 一年半
    one = text[position : numeral.end] in ("一", "二")
    return one and measure.unit.dimension in COUNTED_ONE_BY_ONE and not open_end


def is_model(text: str, position: int, numeral: Numeral, unit: Unit) -> bool:
    """Whether a small number behind Latin letters counts nothing: Vector 5, C919, A100G."""
    counts = unit.dimension in COUNTED_ONE_BY_ONE or unit.dimension == "Multiple" or unit.surface.isascii()
    if not numeral.arabic or numeral.scale != 1 or not counts or unit.dimension == "Money":
        return False
    return LATIN_BEFORE.search(text[max(position - 2, 0) : position]) is not None


def is_year(numeral: Numeral, unit: Unit) -> bool:
    """Whether 2022年 is a year and no length of time."""
    return unit.surface == "年" and numeral.scale == 1 and numeral.value in YEARS
