"""Where the marks of a chart stand, in percent of its width; the templates draw them as SVG."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

__all__ = ["Bar", "Span", "Strip", "bar_chart", "shorten", "time_strip"]

_LABEL_WIDTH = 18.5
_BAR_AREA = 55
_STRIP_AREA = 100
_LONG = timedelta(days=3 * 366)
_MIDDLING = timedelta(days=200)
_SHORTEST = 1.5


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart.

    Attributes:
        label: its name, cut to fit.
        whole: its name in full.
        shown: the value as a reader wants it.
        width: in percent; the longest leaves room for its value.
        kind: what decides the colour (a status).
    """

    label: str
    whole: str
    shown: str
    width: float
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in a strip: from `x`, `width` wide, both in percent."""

    label: str
    whole: str
    shown: str
    x: float
    width: float
    kind: str


@dataclass(frozen=True, slots=True)
class Strip:
    """Stretches of time above one axis.

    Attributes:
        spans: one for each row.
        ticks: place in percent and words of each mark of the axis.
        now: the place of the day that all is reckoned from.
    """

    spans: tuple[Span, ...]
    ticks: tuple[tuple[float, str], ...]
    now: float


def shorten(text: str, width: float = _LABEL_WIDTH) -> str:
    """Cut a text to a width in Chinese characters; a Latin one counts for a little more than half."""
    room = width
    for place, character in enumerate(text):
        room -= 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.56
        if room < 0:
            return text[:place] + "…"
    return text


def bar_chart(rows: Sequence[tuple[str, str, Decimal, str]]) -> tuple[Bar, ...]:
    """Bars from zero, as long as their values; what is below zero has none.

    Args:
        rows: name, value in words, value, and what decides the colour.
    """
    most = max((value for _, _, value, _ in rows), default=Decimal(0))
    return tuple(
        Bar(
            shorten(name),
            name,
            shown,
            _round(float(max(value, Decimal(0)) / most) * _BAR_AREA) if most > 0 else 0,
            kind,
        )
        for name, shown, value, kind in rows
    )


def time_strip(rows: Sequence[tuple[str, str, date, date, str]], now: date) -> Strip:
    """Stretches of time above one axis that reaches from the first day to the last, `now` included.

    Args:
        rows: name, time in words, first and last day, and what decides the colour.
        now: the day that is marked.
    """
    # Numbers of days, because there is no day before the year 1 (a zero that some take for a date) nor after 9999.
    first = min([now, *(start for _, _, start, _, _ in rows)]).toordinal()
    last = max([now, *(end for _, _, _, end, _ in rows)]).toordinal() + 1
    margin = max(3, (last - first) // 25)
    start, length = first - margin, last - first + 2 * margin

    def place(day: int) -> float:
        return _round((day - start) / length * _STRIP_AREA)

    spans = tuple(
        Span(
            shorten(name),
            name,
            shown,
            place(begin.toordinal()),
            max(_SHORTEST, _round(place(end.toordinal() + 1) - place(begin.toordinal()))),
            kind,
        )
        for name, shown, begin, end, kind in rows
    )
    axis = date.fromordinal(max(1, start)), date.fromordinal(min(start + length, date.max.toordinal()))
    ticks = tuple((place(day.toordinal()), words) for day, words in _ticks(*axis))
    return Strip(spans, ticks, place(now.toordinal()))


def _ticks(start: date, end: date) -> list[tuple[date, str]]:
    """The first days of years, quarters or months, whichever are few enough to be read."""
    if end - start > _LONG:
        step = -(-(end.year - start.year) // 8)
        return [(date(year, 1, 1), str(year)) for year in range(start.year + 1, end.year + 1, step)]
    step = 3 if end - start > _MIDDLING else 1
    months = [(year, month) for year in range(start.year, end.year + 1) for month in range(1, 13, step)]
    days = [date(year, month, 1) for year, month in months]
    return [(day, f"{day:%Y-%m}") for day in days if start < day < end]


def _round(number: float) -> float:
    return round(number, 2)
