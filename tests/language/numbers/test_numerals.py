"""Numerals: what they are worth and where they end."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.numbers.numerals import NUMERAL_START, read_numeral, readable
from kg.model import Bound

DIGITS = "零一二三四五六七八九"

WHOLE = [
    ("3.9亿", "390000000", "exact"),
    ("1.2万亿", "1200000000000", "exact"),
    ("2735.4", "2735.4", "exact"),
    ("3,050", "3050", "exact"),
    ("1,234,567.5", "1234567.5", "exact"),
    ("1万2千", "12000", "exact"),
    ("3亿5000万", "350000000", "exact"),
    ("5千万", "50000000", "exact"),
    ("3千5百", "3500", "exact"),
    ("2亿亿", "20000000000000000", "exact"),
    ("十五", "15", "exact"),
    ("两千三百四十五万六千七百八十九", "23456789", "exact"),
    ("一千零二十万", "10200000", "exact"),
    ("一百零五", "105", "exact"),
    ("三千多万", "30000000", "moreThan"),
    ("30余万", "300000", "moreThan"),
    ("10万余", "100000", "moreThan"),
    ("十几", "10", "moreThan"),
    ("数十", "10", "moreThan"),
    ("数千万", "10000000", "moreThan"),
    ("几百", "100", "moreThan"),
    ("十来", "10", "about"),
    ("七八", "7.5", "about"),
    ("十七八", "17.5", "about"),
    ("三四百", "350", "about"),
    ("一百五", "150", "exact"),
    ("三千二", "3200", "exact"),
    ("一万二", "12000", "exact"),
    ("一百零几万", "1000000", "moreThan"),
    ("三点五", "3.5", "exact"),
    ("三点二五亿", "325000000", "exact"),
    ("五千万点五", "50000000.5", "exact"),
    ("零点零八", "0.08", "exact"),
    ("壹佰贰拾叁", "123", "exact"),
    ("拾伍万叁仟", "153000", "exact"),
    ("兩萬三千億", "2300000000000", "exact"),
    ("一万五千亿", "1500000000000", "exact"),
    ("三百二十一万五千亿零八十", "321500000000080", "exact"),
    ("二兆三千亿", "2300000000000", "exact"),
    ("2千零6", "2006", "exact"),
    ("6万7000", "67000", "exact"),
    ("15k", "15000", "exact"),
    ("十万零三千零六", "103006", "exact"),
]

MALFORMED = [
    "3万5亿",
    "二〇二二",
    "三五",
    "十五五",
    "千百",
    "12345678901234567",
    "数据",
    "陆地",
    "伍先生",
    "拾金不昧",
    "十万一平",
    "几家",
    "零",
    "",
]


@pytest.mark.parametrize(("text", "value", "bound"), WHOLE)
def test_reads_the_whole_numeral(text: str, value: str, bound: str) -> None:
    numeral = read_numeral(readable(text), 0)
    assert numeral is not None
    assert (numeral.end, numeral.value, numeral.bound) == (len(text), Decimal(value), Bound(bound))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("100万千瓦", "100万"),
        ("1万千克", "1万"),
        ("5多家", "5"),
        ("30来自", "30来"),
        ("三点二十", "三"),
        ("二两半", "二"),
        ("5兆瓦", "5"),
    ],
)
def test_reads_as_far_as_it_is_well_formed(text: str, read: str) -> None:
    numeral = read_numeral(text, 0)
    assert numeral is not None
    assert text[: numeral.end] == read


@pytest.mark.parametrize("text", MALFORMED)
def test_refuses_what_is_no_numeral(text: str) -> None:
    assert read_numeral(text, 0) is None


@pytest.mark.parametrize(
    ("text", "bare"), [("千", True), ("百余", True), ("万亿", True), ("十", False), ("一千", False)]
)
def test_marks_a_power_of_ten_without_a_number(text: str, bare: bool) -> None:
    numeral = read_numeral(text, 0)
    assert numeral is not None
    assert numeral.bare is bare


@pytest.mark.parametrize(("text", "position"), [("大陆十佳", 1), ("收拾三次", 1), ("队伍十人", 1), ("放肆百次", 1)])
def test_knows_the_end_of_a_word_from_a_formal_digit(text: str, position: int) -> None:
    assert read_numeral(text, position) is None


@pytest.mark.parametrize(("text", "tail"), [("三百多", 1), ("30余", 1), ("三百多万", 0), ("三百", 0)])
def test_says_how_long_the_vague_end_is(text: str, tail: int) -> None:
    numeral = read_numeral(text, 0)
    assert numeral is not None
    assert numeral.tail == tail


def test_keeps_offsets_when_it_makes_text_readable() -> None:
    assert (
        readable("１２.５％ http://甲.com/3家 www.a.cn/5个，6家") == "12.5% http://甲.com/3家 " + " " * 10 + "个，6家"
    )
    assert readable("见 https://a.cn/2023/06 。") == "见 " + " " * 20 + " 。"


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.integers(min_value=1, max_value=99_999_999_999))
def test_reads_every_written_number(number: int) -> None:
    words = _written(number)
    numeral = read_numeral(words, 0)
    assert numeral is not None
    assert (numeral.value, numeral.end, numeral.bound) == (number, len(words), Bound.EXACT)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.text(alphabet="".join(sorted(NUMERAL_START)) + "零〇多余来.,家", max_size=40))
def test_never_runs_past_the_text(text: str) -> None:
    numeral = read_numeral(text, 0)
    if numeral:
        assert 0 <= numeral.end <= len(text)
        assert 0 <= numeral.value <= Decimal(10) ** 24


def _written(number: int) -> str:
    """Write a number as the grammar books do: 一千零二万零三十."""
    words, zero = "", False
    for power, large in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section = number // power % 10**4 if power < 10**8 else number // power
        if section == 0:
            zero = zero or bool(words)
            continue
        if words and (zero or section < 1000):
            words += "零"
        words += _section(section) + large
        zero = False
    return words


def _section(section: int) -> str:
    words, zero = "", False
    for power, small in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = section // power % 10
        if digit:
            words += ("零" if zero and words else "") + DIGITS[digit] + small
        zero = digit == 0
    return words
