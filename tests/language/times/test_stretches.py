"""Counted stretches and decades."""

from __future__ import annotations

from datetime import date

import pytest

from kg.language import find_times
from kg.model import Period

PUBLISHED = date(2022, 5, 16)

FOUND = [
    ("近三年，", "近三年", "2019-05-16/2022-05-15"),
    ("全国近3年来", "近3年", "2019-05-16/2022-05-15"),
    ("过去十年", "过去十年", "2012-05-16/2022-05-15"),
    ("最近两周", "最近两周", "2022-05-02/2022-05-15"),
    ("未来5年内", "未来5年", "2022-05-17/2027-05-16"),
    ("今后两天", "今后两天", "2022-05-17/2022-05-18"),
    ("未来三个月", "未来三个月", "2022-05-17/2022-08-16"),
    ("五年前", "五年前", "2017"),
    ("3个月前", "3个月前", "2022-02"),
    ("两周前", "两周前", "2022-05-02/2022-05-08"),
    ("5天之前", "5天之前", "2022-05-11"),
    ("20世纪90年代", "20世纪90年代", "1990-01-01/1999-12-31"),
    ("上世纪八十年代初", "上世纪八十年代初", "1980-01-01/1989-12-31"),
    ("本世纪10年代", "本世纪10年代", "2010-01-01/2019-12-31"),
    ("十九世纪六十年代", "十九世纪六十年代", "1860-01-01/1869-12-31"),
    ("1980年代", "1980年代", "1980-01-01/1989-12-31"),
    ("九十年代", "九十年代", "1990-01-01/1999-12-31"),
]
NOTHING = [
    "历时近三年", "用了近3年时间", "近年来", "未来", "未来三到五年", "未来两三年", "近30多年", "30年前", "数年前",
    "三五年前",
    "3年前后", "4年零1天之前", "年代感", "21世纪", "上世纪末", "五年后", "近一年半",
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "lexical"), FOUND)
def test_finds_stretches(text: str, words: str, lexical: str) -> None:
    (mention,) = find_times(text, 0, len(text), PUBLISHED)
    assert isinstance(mention.value, Period)
    assert (mention.name, mention.value.lexical) == (words, lexical)


@pytest.mark.parametrize("text", NOTHING)
def test_finds_nothing(text: str) -> None:
    assert find_times(text, 0, len(text), PUBLISHED) == ()


def test_a_month_before_the_31st_has_its_last_day() -> None:
    (mention,) = find_times("过去3个月", 0, 5, date(2022, 5, 31))
    assert isinstance(mention.value, Period)
    assert mention.value.start == date(2022, 2, 28)
