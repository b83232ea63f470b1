"""The lunar calendar against days that every almanac has."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from kg.language.times.lunar import LUNAR_YEARS, lunar_day, lunar_month, qingming

KNOWN = [  # lunar year, month, day
    (1949, 1, 1, date(1949, 1, 29)),
    (1985, 1, 1, date(1985, 2, 20)),  # the new year comes late
    (2000, 1, 1, date(2000, 2, 5)),
    (2017, 8, 15, date(2017, 10, 4)),  # a leap sixth month stands before it
    (2020, 5, 5, date(2020, 6, 25)),  # a leap fourth month
    (2022, 9, 9, date(2022, 10, 4)),
    (2023, 8, 15, date(2023, 9, 29)),  # a leap second month
    (2024, 12, 30, date(2025, 1, 28)),  # of 29 days: the last
    (2025, 1, 15, date(2025, 2, 12)),
    (2033, 8, 15, date(2033, 9, 8)),  # the leap month is the eleventh, long misprinted
    (2034, 1, 1, date(2034, 2, 19)),
    (2050, 1, 1, date(2050, 1, 23)),
]


@pytest.mark.parametrize(("year", "month", "number", "expected"), KNOWN)
def test_lunar_days(year: int, month: int, number: int, expected: date) -> None:
    assert lunar_day(year, month, number) == expected


def test_months_follow_each_other_with_29_or_30_days() -> None:
    for year in LUNAR_YEARS:
        spans = [lunar_month(year, month) for month in range(1, 13)]
        assert all(span and (span[1] - span[0]).days + 1 in (29, 30) for span in spans)
        gaps = [after[0] - before[1] for before, after in pairwise(spans) if before and after]
        assert sum(gap != timedelta(days=1) for gap in gaps) <= 1  # a leap month at most
        assert date(year, 1, 20) <= (lunar_day(year, 1, 1) or date.min) <= date(year, 2, 21)


def test_qingming() -> None:
    assert [qingming(year) for year in (2016, 2021, 2022, 2023)] == [
        date(2016, 4, 4), date(2021, 4, 4), date(2022, 4, 5), date(2023, 4, 5),
    ]  # fmt: skip


def test_beyond_the_years_that_were_checked_there_is_nothing() -> None:
    assert lunar_day(1800, 1, 1) is None
    assert lunar_month(2300, 1) is None
    assert qingming(2300) is None
    assert lunar_day(2022, 13, 1) is None
    assert lunar_day(2022, 1, 31) is None
