"""Weeks and their days, seen from a Monday."""

from __future__ import annotations

from datetime import date

import pytest

from kg.language import find_times
from kg.model import Period

MONDAY = date(2022, 5, 16)

FOUND = [
    ("上周", "上周", "2022-05-09/2022-05-15"),
    ("本周内", "本周内", "2022-05-16/2022-05-22"),
    ("下下周", "下下周", "2022-05-30/2022-06-05"),
    ("下星期三上午", "下星期三上午", "2022-05-25"),
    ("上个礼拜天", "上个礼拜天", "2022-05-15"),
    ("上上個禮拜二", "上上個禮拜二", "2022-05-03"),
    ("本周五，", "本周五", "2022-05-20"),
    ("上周末", "上周末", "2022-05-14/2022-05-15"),
    ("这周末", "这周末", "2022-05-21/2022-05-22"),
    ("下半周", "下半周", "2022-05-19/2022-05-22"),
    ("周一，", "周一", "2022-05-16"),
    ("周五宣布", "周五", "2022-05-13"),
    ("将于周五宣布", "周五", "2022-05-20"),
    ("上周一审判决", "上周", "2022-05-09/2022-05-15"),
]
NOTHING = [
    "每周五",
    "周一至周五",
    "周一、周三",
    "一周三次",
    "第三周",
    "周末",
    "周年",
    "上周期",
    "本周刊",
    "黑色星期五",
    "星期几",
]


@pytest.mark.parametrize(("text", "words", "lexical"), FOUND)
def test_finds_weeks(text: str, words: str, lexical: str) -> None:
    (mention,) = find_times(text, 0, len(text), MONDAY)
    assert isinstance(mention.value, Period)
    assert (mention.name, mention.value.lexical) == (words, lexical)


@pytest.mark.parametrize("text", NOTHING)
def test_what_recurs_is_no_time(text: str) -> None:
    assert find_times(text, 0, len(text), MONDAY) == ()
