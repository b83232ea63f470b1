"""Stretches of the calendar: days, months, quarters, halves, years, five-year plans."""

from __future__ import annotations

import calendar
from datetime import date

from kg.model import Period, Precision

__all__ = ["day", "half", "interval", "month", "plan", "quarter", "three_quarters", "year"]

PLAN_YEARS = 5


def day(of_year: int, of_month: int, of_day: int) -> Period | None:
    """One day; None where the calendar has none (2月30日)."""
    try:
        exact = date(of_year, of_month, of_day)
    except ValueError:
        return None
    return Period(exact, exact, Precision.DAY)


def month(of_year: int, number: int) -> Period:
    """A month, 1 to 12."""
    return Period(date(of_year, number, 1), _last_day(of_year, number), Precision.MONTH)


def quarter(of_year: int, number: int) -> Period:
    """A quarter, 1 to 4: 三季度 → July to September."""
    return Period(date(of_year, 3 * number - 2, 1), _last_day(of_year, 3 * number), Precision.INTERVAL)


def three_quarters(of_year: int) -> Period:
    """前三季度: January to September."""
    return Period(date(of_year, 1, 1), date(of_year, 9, 30), Precision.INTERVAL)


def half(of_year: int, number: int) -> Period:
    """The first or the second half of a year: 下半年 → July to December."""
    return Period(date(of_year, 6 * number - 5, 1), _last_day(of_year, 6 * number), Precision.INTERVAL)


def year(number: int) -> Period:
    """A calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31), Precision.YEAR)


def plan(number: int) -> Period:
    """The five years of a national plan: the 14th (“十四五”) → 2021 to 2025."""
    first = 2021 + PLAN_YEARS * (number - 14)
    return Period(date(first, 1, 1), date(first + PLAN_YEARS - 1, 12, 31), Precision.INTERVAL)


def interval(first: Period, last: Period) -> Period | None:
    """From the first day of one to the last day of the other, which moves on a year if it would end before.

    去年11月至3月 ends in the March after. None if it would still end before it begins.
    """
    end = last.end
    if end < first.start and end.year <= first.start.year:
        moved = end.year + 1
        end = date(moved, end.month, min(end.day, calendar.monthrange(moved, end.month)[1]))
    return Period(first.start, end, Precision.INTERVAL) if first.start <= end else None


def _last_day(of_year: int, of_month: int) -> date:
    return date(of_year, of_month, calendar.monthrange(of_year, of_month)[1])
