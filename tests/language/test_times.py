"""Times: tables of what news write, seen from one day, and what must hold for any text."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language import find_times
from kg.model import Period

PUBLISHED = date(2022, 5, 16)

FOUND = [
    # text, the words and what they mean, in order
    ("5月15日上午，", [("5月15日上午", "2022-05-15")]),
    ("4月26日，", [("4月26日", "2022-04-26")]),
    ("6月23日晚间", [("6月23日晚间", "2022-06-23")]),
    ("预计到6月份将完成，到7月份", [("6月份", "2022-06"), ("7月份", "2022-07")]),
    ("10月", [("10月", "2022-10")]),
    ("12月", [("12月", "2021-12")]),
    ("预计12月", [("12月", "2022-12")]),
    ("将于3月投产", [("3月", "2023-03")]),
    ("原计划3月投产", [("3月", "2022-03")]),
    ("十一月", [("十一月", "2022-11")]),
    ("４月２６日", [("４月２６日", "2022-04-26")]),
    ("成立于2023年，", [("2023年", "2023")]),
    ("2025年3月", [("2025年3月", "2025-03")]),
    ("二〇二二年三月", [("二〇二二年三月", "2022-03")]),
    ("计划于2027年3月30日前建成", [("2027年3月30日", "2027-03-30")]),
    ("2022-05-16", [("2022-05-16", "2022-05-16")]),
    ("2022/5/1", [("2022/5/1", "2022-05-01")]),
    ("今年", [("今年", "2022")]),
    ("去年", [("去年", "2021")]),
    ("截至今年3月，", [("今年3月", "2022-03")]),
    ("今年4月底", [("今年4月底", "2022-04")]),
    ("4月中旬", [("4月中旬", "2022-04")]),
    ("明年一季度", [("明年一季度", "2023-01-01/2023-03-31")]),
    ("争取三季度上线", [("三季度", "2022-07-01/2022-09-30")]),
    ("2022年第三季度", [("2022年第三季度", "2022-07-01/2022-09-30")]),
    ("今年前三季度", [("今年前三季度", "2022-01-01/2022-09-30")]),
    ("2021年上半年", [("2021年上半年", "2021-01-01/2021-06-30")]),
    ("下半年", [("下半年", "2022-07-01/2022-12-31")]),
    ("到今年年底，", [("今年年底", "2022")]),
    ("今年底", [("今年底", "2022")]),
    ("年底试飞", [("年底", "2022")]),
    ("2022年度", [("2022年度", "2022")]),
    ("上月底", [("上月底", "2022-04")]),
    ("本月", [("本月", "2022-05")]),
    ("下个月", [("下个月", "2022-06")]),
    ("本月22日", [("本月22日", "2022-05-22")]),
    ("昨日，今日", [("昨日", "2022-05-15"), ("今日", "2022-05-16")]),
    ("15日，", [("15日", "2022-05-15")]),
    ("20日，", [("20日", "2022-04-20")]),
    ("“十四五”期间", [("“十四五”期间", "2021-01-01/2025-12-31")]),
    ("十三五末", [("十三五末", "2020")]),
    ("《规划》“十四五”期间", [("“十四五”期间", "2021-01-01/2025-12-31")]),
    ("“十五五”时期", [("“十五五”时期", "2026-01-01/2030-12-31")]),
    ("3月至5月", [("3月至5月", "2022-03-01/2022-05-31")]),
    ("1—4月", [("1—4月", "2022-01-01/2022-04-30")]),
    ("2021年至2025年", [("2021年至2025年", "2021-01-01/2025-12-31")]),
    ("2021-2025年", [("2021-2025年", "2021-01-01/2025-12-31")]),
    ("5月15日至17日", [("5月15日至17日", "2022-05-15/2022-05-17")]),
    ("5月15-17日", [("5月15-17日", "2022-05-15/2022-05-17")]),
    ("去年11月至今年3月", [("去年11月至今年3月", "2021-11-01/2022-03-31")]),
    ("去年3月开工，7月投产", [("去年3月", "2021-03"), ("7月", "2021-07")]),
    ("2021年3月成立，同年9月投产", [("2021年3月", "2021-03"), ("同年9月", "2021-09")]),
    ("5月3日开工。当天，次日", [("5月3日", "2022-05-03"), ("当天", "2022-05-03"), ("次日", "2022-05-04")]),
    ("4月8日，某某。10日，", [("4月8日", "2022-04-08"), ("10日", "2022-04-10")]),
    ("4月8日，某某。\n10日，", [("4月8日", "2022-04-08"), ("10日", "2022-05-10")]),
]

NOTHING = [
    "近日", "近年来", "目前", "今年以来", "每年", "3个月", "历时10日", "3日内", "2月30日", "20世纪80年代",
    "1980年代", "明后年", "3年前年均", "数十年底蕴", "1-4-3-2", "C919", "“十四五”规划",
    "《某某市“十四五”期间发展规划》", "今日头条", "当天", "同年", "http://a.com/2023/06/13/x", "13月",
    "12345年", "6日本企业",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_finds_times(text: str, expected: list[tuple[str, str]]) -> None:
    found = find_times(text, 0, len(text), PUBLISHED)
    assert [(mention.name, period_of(mention).lexical) for mention in found] == expected
    assert all(mention.type == "Time" and period_of(mention).surface == mention.name for mention in found)


@pytest.mark.parametrize("text", NOTHING)
def test_finds_nothing(text: str) -> None:
    assert find_times(text, 0, len(text), PUBLISHED) == ()


def test_keeps_to_its_stretch() -> None:
    text = "去年3月，5月15日。"
    (mention,) = find_times(text, 5, 8, PUBLISHED)
    assert (mention.start, mention.end, mention.name) == (5, 7, "5月")


@pytest.mark.parametrize("year", [1, 9999])
def test_a_forged_date_of_publication_gives_no_times(year: int) -> None:
    assert find_times("明年，昨日，上月", 0, 8, date(year, 1, 1)) == ()


@settings(derandomize=True, max_examples=400, deadline=None)
@given(
    st.text(alphabet="0123456789年月日至-今去明上下半季度底一二三十四五“”期间同次当天个本/.将，。", max_size=40),
    st.dates(date(1990, 1, 1), date(2060, 12, 31)),
)
def test_mentions_slice_back_and_do_not_overlap(text: str, reference: date) -> None:
    reached = 0
    for mention in find_times(text, 0, len(text), reference):
        assert reached <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.name
        assert period_of(mention).start <= period_of(mention).end
        reached = mention.end


def test_is_quick_on_hostile_text() -> None:
    begun = time.perf_counter()
    for piece in ("1月至", "2022年", "今年", "1", "十", "5日", "《甲》十四五末"):
        text = piece * 10_000
        assert all(mention.end <= len(text) for mention in find_times(text, 0, len(text), PUBLISHED))
    assert time.perf_counter() - begun < 30


def period_of(mention: object) -> Period:
    value = getattr(mention, "value", None)
    assert isinstance(value, Period)
    return value
