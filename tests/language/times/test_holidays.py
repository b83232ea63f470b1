"""Days that come every year, by our calendar and by the lunar one."""

from __future__ import annotations

from datetime import date

import pytest

from kg.language import find_times
from kg.model import Period

PUBLISHED = date(2022, 5, 16)

FOUND = [
    ("元旦，", "元旦", "2022-01-01"),
    ("国庆节", "国庆节", "2022-10-01"),
    ("去年国庆，", "去年国庆", "2021-10-01"),
    ("“五一”，", "“五一”", "2022-05-01"),
    ("五一国际劳动节", "五一国际劳动节", "2022-05-01"),
    ("今年“十一”，", "今年“十一”", "2022-10-01"),
    ("2021年双十一", "2021年双十一", "2021-11-11"),
    ("将在圣诞节", "圣诞节", "2022-12-25"),
    ("12月圣诞节", "12月", "2021-12"),
    ("母亲节", "母亲节", "2022-05-08"),
    ("2021年感恩节", "2021年感恩节", "2021-11-25"),
    ("春节前，", "春节", "2022-02-01"),
    ("2023年春节", "2023年春节", "2023-01-22"),
    ("2022年除夕", "2022年除夕", "2022-01-31"),
    ("端午节", "端午节", "2022-06-03"),
    ("中秋，", "中秋", "2022-09-10"),
    ("清明节", "清明节", "2022-04-05"),
    ("农历八月十五", "农历八月十五", "2022-09-10"),
    ("农历2021年九月初九", "农历2021年九月初九", "2021-10-14"),
    ("2021年农历五月初五", "2021年农历五月初五", "2021-06-14"),
    ("正月十五", "正月十五", "2022-02-15"),
    ("大年初一", "大年初一", "2022-02-01"),
    ("腊月二十三", "腊月二十三", "2022-01-25"),
]
NOTHING = [
    "春节期间", "国庆假期", "“五一”小长假", "中秋前夕", "“十一”黄金周", "春节档", "每逢春节", "每年国庆节",
    "王国庆表示",
    "五一广场", "五一路", "政治清明", "《清明某某图》", "“十一五”规划", "新年", "初五", "八月十五", "618", "元宵汤圆",
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "lexical"), FOUND)
def test_finds_holidays(text: str, words: str, lexical: str) -> None:
    mention = find_times(text, 0, len(text), PUBLISHED)[0]
    assert isinstance(mention.value, Period)
    assert (mention.name, mention.value.lexical) == (words, lexical)


@pytest.mark.parametrize("text", NOTHING)
def test_finds_nothing(text: str) -> None:
    assert find_times(text, 0, len(text), PUBLISHED) == ()


def test_a_new_year_in_december_is_the_coming_one() -> None:
    (mention,) = find_times("春节", 0, 2, date(2022, 12, 20))
    assert isinstance(mention.value, Period)
    assert mention.value.start == date(2023, 1, 22)
