"""Numbers: all of a text, whatever they count."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.knowledge.units import UnitTable
from kg.language import Number, find_numbers

ONE = [
    ("共七个", "七", "7"),
    ("两", "两", "2"),
    ("第十四", "十四", "14"),
    ("三千六", "三千六", "3600"),
    ("百八", "百八", "180"),
    ("六百多", "六百", "600"),
    ("三十多万", "三十多万", "300000"),
    ("半百", "半百", "50"),
    ("三打鸡蛋", "三打", "36"),
    ("负十二", "负十二", "-12"),
    ("-3.5", "-3.5", "-3.5"),
    ("-.25", "-.25", "-0.25"),
    ("负0.3", "负0.3", "-0.3"),
    ("30k", "30k", "30000"),
    ("2.5 M", "2.5 M", "2500000"),
    ("3e4", "3e4", "30000"),
    ("1.5E-2", "1.5E-2", "0.015"),
    ("2^10", "2^10", "1024"),
    ("2^-2", "2^-2", "0.25"),
    ("3/4", "3/4", "0.75"),
    ("2 1/2", "2 1/2", "2.5"),
    ("四分之三", "四分之三", "0.75"),
    ("8分之3", "8分之3", "0.375"),
    ("二又四分之一", "二又四分之一", "2.25"),
    ("四 分 之 一", "四 分 之 一", "0.25"),
    ("两千 三 百 六", "两千 三 百 六", "2360"),
    ("陆拾伍", "陆拾伍", "65"),
    ("萬分之捌", "捌", "8"),
    ("负二分之负一", "负二分之负一", "0.5"),
]

SEVERAL = [
    ("3、5和七", ["3", "5", "七"]),
    ("1.2.3", ["1", "2", "3"]),
    ("2022年5月16日", ["2022", "5", "16"]),
    ("1, 500", ["1", "500"]),
    ("3/0", ["3", "0"]),
    ("--8", ["8"]),
]

NONE = [
    "一切", "三亚", "四川", "百货", "一带一路", "大陆", "收拾", "十分重要", "队伍", "百", "万", "千万", "零", "两两",
    "二〇二二", "https://a.cn/7", "12345678901234567", "数据", "1/0/0甲"[5:], "胜负", "",
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "value"), ONE, ids=[row[0] for row in ONE])
def test_finds_the_one_number(text: str, words: str, value: str, units: UnitTable) -> None:
    (number,) = find_numbers(text, units)
    assert text[number.start : number.end] == words
    assert number.value == Decimal(value)


@pytest.mark.parametrize(("text", "words"), SEVERAL)
def test_finds_several_in_order(text: str, words: list[str], units: UnitTable) -> None:
    assert [text[number.start : number.end] for number in find_numbers(text, units)] == words


@pytest.mark.parametrize("text", NONE)
def test_finds_none(text: str, units: UnitTable) -> None:
    assert find_numbers(text, units) == ()


def test_goes_on_behind_a_word_that_is_no_number(units: UnitTable) -> None:
    assert find_numbers("三亚三区", units) == (Number(2, 3, Decimal(3)),)


def test_a_power_beyond_all_bounds_is_its_base(units: UnitTable) -> None:
    (base, exponent) = find_numbers("9999^9999", units)
    assert (base.value, exponent.value) == (9999, 9999)


@settings(derandomize=True, max_examples=400, deadline=None)
@given(text=st.text(alphabet="0123456789.,/^-+eEkM 零〇一二两三陆拾十百千万亿几多分之又点负半打第", max_size=40))
def test_numbers_lie_in_the_text_and_do_not_overlap(text: str, units: UnitTable) -> None:
    assert_sound(text, find_numbers(text, units))


def test_is_quick_on_hostile_text(units: UnitTable) -> None:
    begun = time.perf_counter()
    for piece in (
        "1",
        "1.",
        "1,",
        "-",
        "负",
        "一",
        "一百",
        "万亿",
        "1/",
        "一分之",
        "一又",
        "2^",
        "1 1/",
        "百",
        "零",
        "1e",
    ):
        text = piece * (20_000 // len(piece))
        assert_sound(text, find_numbers(text, units))
    assert time.perf_counter() - begun < 30


def assert_sound(text: str, numbers: tuple[Number, ...]) -> None:
    reached = 0
    for number in numbers:
        assert reached <= number.start < number.end <= len(text)
        assert number.value.is_finite()
        reached = number.end
