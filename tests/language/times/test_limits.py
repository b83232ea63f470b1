"""Words that open a time on one side."""

from __future__ import annotations

from datetime import date

import pytest

from kg.language import Limit, find_limits, find_times

PUBLISHED = date(2022, 5, 16)

LIMITED = [
    ("计划2025年底前建成", "2025年底前", Limit.BEFORE),
    ("2019年以前", "2019年以前", Limit.BEFORE),
    ("2020年6月5日或之前", "2020年6月5日或之前", Limit.UNTIL),
    ("截至2022年3月底，", "截至2022年3月底", Limit.UNTIL),
    ("到5月20日为止", "5月20日为止", Limit.UNTIL),
    ("自2021年起", "自2021年起", Limit.SINCE),
    ("从2021年3月1日开始", "从2021年3月1日开始", Limit.SINCE),
    ("自从2020年", "自从2020年", Limit.SINCE),
    ("2012年1月1日及以后", "2012年1月1日及以后", Limit.SINCE),
    ("去年四季度以来", "去年四季度以来", Limit.SINCE),
    ("2019年之后", "2019年之后", Limit.AFTER),
]


@pytest.mark.parametrize(("text", "words", "limit"), LIMITED)
def test_finds_limits(text: str, words: str, limit: Limit) -> None:
    times = find_times(text, 0, len(text), PUBLISHED)
    (limited,) = find_limits(text, times)
    assert (text[limited.start : limited.end], limited.limit) == (words, limit)
    assert (limited.time_start, limited.time_end) == (times[0].start, times[0].end)


@pytest.mark.parametrize(
    "text", ["2018年，", "从2018年", "2030年前后", "3月起步", "2021年前三季度", "5月1日后续", "4月起飞"]
)
def test_other_words_are_no_limit(text: str) -> None:
    assert find_limits(text, find_times(text, 0, len(text), PUBLISHED)) == ()
