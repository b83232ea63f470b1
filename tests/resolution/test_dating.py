"""The same event told with its date or its details, and without them, is one event."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kg.model import Entity, Fact, Period, Precision, Status
from kg.resolution.dating import share_dates, share_details

BUYER, BOUGHT = Entity("甲公司", "Company", "甲公司"), Entity("乙公司", "Company", "乙公司")
BUYS = Fact(BUYER, "acquires", BOUGHT, Status.ASSERTED)
MAY = Period(date(2022, 5, 15), date(2022, 5, 15), Precision.DAY, "5月15日")
YEAR = Period(date(2022, 1, 1), date(2022, 12, 31), Precision.YEAR, "2022年")


def test_a_copy_without_a_time_takes_the_only_one() -> None:
    dated = replace(BUYS, time=MAY)
    assert share_dates([BUYS, dated]) == (dated, dated)


def test_of_two_times_none_is_taken() -> None:
    both = [replace(BUYS, time=MAY), replace(BUYS, time=YEAR)]
    assert share_dates([BUYS, *both]) == (BUYS, *both)


def test_another_statement_is_left_alone() -> None:
    planned = replace(BUYS, status=Status.PLANNED)
    dated = replace(BUYS, time=MAY)
    assert share_dates([planned, dated]) == (planned, dated)
    assert share_dates([BUYS]) == (BUYS,)


def test_a_copy_without_details_takes_those_of_the_only_fuller_one() -> None:
    part = replace(BUYS, qualifiers=(("ratio", "51%"),))
    full = replace(BUYS, time=MAY, qualifiers=(("amount", "3亿元"), ("ratio", "51%")))
    assert share_details([BUYS, part, full]) == (full, full, full)


def test_of_two_fuller_copies_none_is_taken() -> None:
    both = [replace(BUYS, qualifiers=((name, "一"),)) for name in ("amount", "ratio")]
    assert share_details([BUYS, *both]) == (BUYS, *both)


def test_details_of_another_time_or_status_are_left_alone() -> None:
    dated = replace(BUYS, time=MAY)
    full = replace(BUYS, time=YEAR, qualifiers=(("amount", "3亿元"),))
    planned = replace(full, status=Status.PLANNED, time=MAY)
    assert share_details([dated, full, planned]) == (dated, full, planned)
