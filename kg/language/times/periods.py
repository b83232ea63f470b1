"""Stretches of the calendar: days, weeks, tenths of months, months, quarters, years, decades, five-year plans."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from kg.model import Period, Precision

__all__ = [
    "day",
    "decade",
    "half",
    "interval",
    "month",
    "months",
    "one_day",
    "part_of_month",
    "plan",
    "quarters",
    "week_of_year",
    "weekend",
    "weekly",
    "year",
]

PLAN_YEARS = 5
EARLY_PLANS = {1: (1953, 1957), 2: (1958, 1962)}
WEEK = timedelta(days=7)
PARTS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "上半月": (1, 15), "下半月": (16, 31)}


def day(of_year: int, of_month: int, of_day: int) -> Period | None:
    """One day; None where the calendar has none (2月30日)."""
    try:
        return one_day(date(of_year, of_month, of_day))
    except ValueError:
        return None


def one_day(exact: date) -> Period:
    """One day of the calendar."""
    return Period(exact, exact, Precision.DAY)


def month(of_year: int, number: int) -> Period:
    """A month, 1 to 12."""
    return Period(date(of_year, number, 1), _last_day(of_year, number), Precision.MONTH)


def months(of_year: int, first: int, last: int) -> Period:
    """From the first day of one month to the last of another of the same year, each 1 to 12."""
    return Period(date(of_year, first, 1), _last_day(of_year, last), Precision.INTERVAL)


def part_of_month(of_month: Period, words: str) -> Period:
    """上旬, 中旬, 下旬, 上半月, 下半月 of a month; for other words (底, 初) all of it, since they state no day."""
    if words not in PARTS:
        return of_month
    first, last = PARTS[words]
    end = of_month.end.replace(day=min(last, of_month.end.day))
    return Period(of_month.start.replace(day=first), end, Precision.INTERVAL)


def quarters(of_year: int, first: int, last: int) -> Period:
    """Quarters, 1 to 4: 三季度 → July to September, 前三季度 → January to September."""
    return months(of_year, 3 * first - 2, 3 * last)


def half(of_year: int, number: int) -> Period:
    """The first or the second half of a year: 下半年 → July to December."""
    return months(of_year, 6 * number - 5, 6 * number)


def year(number: int) -> Period:
    """A calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31), Precision.YEAR)


def decade(first_year: int) -> Period:
    """Ten years: the 1990s → 1990 to 1999."""
    return Period(date(first_year, 1, 1), date(first_year + 9, 12, 31), Precision.INTERVAL)


def weekly(inside: date, first: int = 0, last: int = 6) -> Period:
    """The week in which a day lies, or a part of it; Monday is 0."""
    monday = inside - timedelta(days=inside.weekday())
    return Period(monday + timedelta(days=first), monday + timedelta(days=last), Precision.INTERVAL)


def weekend(inside: date) -> Period:
    """Saturday and Sunday of the week in which a day lies."""
    return weekly(inside, 5, 6)


def week_of_year(of_year: int, first: int, last: int) -> Period | None:
    """Weeks of a year, counted as in ISO 8601, from -53 (the end) or 1; None where the year has fewer."""
    monday = date.fromisocalendar(of_year, 1, 1)
    count = (date.fromisocalendar(of_year + 1, 1, 1) - monday) // WEEK
    begin, end = (number + count + 1 if number < 0 else number for number in (first, last))
    if not 1 <= begin <= end <= count:
        return None
    return Period(monday + (begin - 1) * WEEK, monday + end * WEEK - timedelta(days=1), Precision.INTERVAL)


def plan(number: int) -> Period:
    """The five years of a national plan: the 14th (“十四五”) → 2021 to 2025."""
    first = 2021 + PLAN_YEARS * (number - 14)
    first, last = EARLY_PLANS.get(number, (first, first + PLAN_YEARS - 1))
    return Period(date(first, 1, 1), date(last, 12, 31), Precision.INTERVAL)


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
