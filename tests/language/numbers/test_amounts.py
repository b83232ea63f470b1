"""Amounts: where number and unit stand without the words that bound them."""

from __future__ import annotations

import pytest

from kg.knowledge.units import UnitTable
from kg.language import find_amounts

CORES = [
    ("总投资约3.9亿元左右", "约3.9亿元左右", "3.9亿元", "元"),
    ("增长超过50%", "超过50%", "50%", "%"),
    ("人民币 8千元", "人民币 8千元", "人民币 8千元", "人民币"),
    ("气温低至负12.5℃", "负12.5℃", "负12.5℃", "℃"),
    ("不足三斤半", "不足三斤半", "三斤半", "斤"),
    ("每秒2亿亿次", "每秒2亿亿次", "每秒2亿亿次", "次/秒"),
    ("近 30 余家", "近 30 余家", "30 余家", "家"),
]


@pytest.mark.parametrize(("text", "words", "core", "surface"), CORES, ids=[row[0] for row in CORES])
def test_knows_the_core_from_its_bounds(text: str, words: str, core: str, surface: str, units: UnitTable) -> None:
    (amount,) = find_amounts(text, units)
    assert text[amount.start : amount.end] == words
    assert text[amount.core_start : amount.core_end] == core
    assert amount.unit.surface == surface


def test_the_lower_end_of_a_range_may_have_no_unit_of_its_own(units: UnitTable) -> None:
    without, upper = find_amounts("用时5-10年", units)
    assert (without.stated, without.upper, upper.stated, upper.upper) == (False, False, True, True)
    own, _ = find_amounts("增长5%-10%", units)
    assert own.stated


def test_says_what_the_number_itself_leaves_open(units: UnitTable) -> None:
    (two,) = find_amounts("约二三十家", units)
    (one,) = find_amounts("约30家", units)
    assert (two.said, two.bound) == ("about", "about")
    assert (one.said, one.bound) == ("exact", "about")
