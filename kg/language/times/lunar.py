"""The lunisolar calendar (农历), reckoned from the moon and the sun: which day 正月初一 or 清明 is.

New moons and the sun's longitude after J. Meeus, Astronomical Algorithms (2nd edition), chapters 49 and 25; months
after the rules of GB/T 33661-2017: a month begins on the day of the new moon in Beijing, the winter solstice lies in
the eleventh, and of thirteen months the first without a principal term is the leap month. Held against a published
calendar: every month from 1930 to 2090 begins on the same day, and so does every 清明.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from functools import lru_cache

__all__ = ["LUNAR_YEARS", "lunar_day", "lunar_month", "qingming"]

LUNAR_YEARS = range(1930, 2091)
EPOCH = 2451545.0  # the Julian day of 2000-01-01, noon
ORDINAL = date(2000, 1, 1).toordinal()
BEIJING = 8 / 24  # days ahead of Greenwich
CLOCK = 70 / 86400  # days that the uniform time of astronomy is ahead of clocks in our years
MEAN_MONTH = 29.530588861
MONTHS_A_CENTURY = 1236.85
PRINCIPAL, EVERY = 30, 15  # degrees of longitude from one principal term, from one term of any kind, to the next
WINTER = 270  # degrees, at the winter solstice

# Days by which a new moon is off the mean one: factor, power of the eccentricity, multiples of the sun's anomaly, of
# the moon's anomaly and of its argument of latitude (chapter 49, terms above half a minute).
NEW_MOON = (
    (-0.40720, 0, 0, 1, 0),
    (0.17241, 1, 1, 0, 0),
    (0.01608, 0, 0, 2, 0),
    (0.01039, 0, 0, 0, 2),
    (0.00739, 1, -1, 1, 0),
    (-0.00514, 1, 1, 1, 0),
    (0.00208, 2, 2, 0, 0),
    (-0.00111, 0, 0, 1, -2),
    (-0.00057, 0, 0, 1, 2),
    (0.00056, 1, 1, 2, 0),
    (-0.00042, 0, 0, 3, 0),
    (0.00042, 1, 1, 0, 2),
    (0.00038, 1, 1, 0, -2),
)


def lunar_day(year: int, month: int, day: int) -> date | None:
    """The day of our calendar that is the `day` of lunar `month` of the lunar year that begins in `year`.

    Day 30 of a month of 29 days is its last: 大年三十 is the eve of the new year even then. None outside `LUNAR_YEARS`.
    """
    bounds = lunar_month(year, month)
    if bounds is None or not 1 <= day <= 30:
        return None
    first, last = bounds
    return min(first + timedelta(days=day - 1), last)


def lunar_month(year: int, month: int) -> tuple[date, date] | None:
    """The first and the last day of a lunar month, 1 to 12, never the leap one; None outside `LUNAR_YEARS`."""
    return _months(year).get(month) if year in LUNAR_YEARS else None


def qingming(year: int) -> date | None:
    """The day of 清明, when the sun is 15 degrees beyond the spring equinox; None outside `LUNAR_YEARS`."""
    if year not in LUNAR_YEARS:
        return None
    start = date(year, 4, 2).toordinal()
    return date.fromordinal(next(day for day in range(start, start + 8) if _term(day + 1, EVERY) == 1))


@lru_cache(maxsize=len(LUNAR_YEARS))
def _months(year: int) -> dict[int, tuple[date, date]]:
    """All months of a lunar year by their number, the leap month left out."""
    spans = _between_solstices(year)[2:] + _between_solstices(year + 1)[:2]
    return dict(enumerate(spans, start=1))


def _between_solstices(year: int) -> list[tuple[date, date]]:
    """The months 11 and 12 of the year before and 1 to 10 of this one, the leap month left out."""
    first, end = _eleventh(year - 1), _eleventh(year)
    starts = [_new_moon(number) for number in range(first, end + 1)]
    leap = _leap(starts) if end - first == 13 else None
    months = [index for index in range(end - first) if index != leap]
    return [(date.fromordinal(starts[index]), date.fromordinal(starts[index + 1] - 1)) for index in months]


def _leap(starts: list[int]) -> int | None:
    """The first month without a principal term after the one with the winter solstice."""
    terms = [_term(start, PRINCIPAL) for start in starts]
    return next((index for index in range(1, 13) if terms[index] == terms[index + 1]), None)


def _eleventh(year: int) -> int:
    """The number of the new moon with which the month of the winter solstice of `year` begins."""
    start = date(year, 12, 19).toordinal()
    solstice = next(day for day in range(start, start + 8) if _term(day + 1, PRINCIPAL) == WINTER // PRINCIPAL)
    number = round((solstice - ORDINAL) / MEAN_MONTH) + 1
    while _new_moon(number) > solstice:
        number -= 1
    return number


def _new_moon(number: int) -> int:
    """The ordinal of the day in Beijing of a new moon, counted from the first of 2000."""
    century = number / MONTHS_A_CENTURY
    eccentricity = 1 - 0.002516 * century
    sun = math.radians(2.5534 + 29.10535670 * number)
    moon = math.radians(201.5643 + 385.81693528 * number + 0.0107582 * century**2)
    latitude = math.radians(160.7108 + 390.67050284 * number - 0.0016118 * century**2)
    node = math.radians(124.7746 - 1.56375588 * number)
    mean = 2451550.09766 + MEAN_MONTH * number + 0.00015437 * century**2
    off = -0.00017 * math.sin(node) + sum(
        factor * eccentricity**power * math.sin(a * sun + b * moon + c * latitude)
        for factor, power, a, b, c in NEW_MOON
    )
    return _ordinal(mean + off)


def _ordinal(moment: float) -> int:
    return math.floor(moment - CLOCK + BEIJING - EPOCH + 0.5) + ORDINAL


def _term(ordinal: int, degrees: int) -> int:
    """How many whole steps of `degrees` the sun has gone at the midnight with which a day begins in Beijing."""
    century = (ordinal - ORDINAL - 0.5 - BEIJING + CLOCK) / 36525
    anomaly = math.radians(357.52911 + 35999.05029 * century)
    centre = (
        (1.914602 - 0.004817 * century) * math.sin(anomaly)
        + (0.019993 - 0.000101 * century) * math.sin(2 * anomaly)
        + 0.000289 * math.sin(3 * anomaly)
    )
    node = math.radians(125.04 - 1934.136 * century)
    longitude = 280.46646 + 36000.76983 * century + centre - 0.00569 - 0.00478 * math.sin(node)
    return int(longitude % 360 // degrees)
