"""What a time leans on that leaves out its year or month: the times before it, and the day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from kg.language.times.periods import day, month, one_day
from kg.model import Period, Precision

__all__ = ["Anchors", "Reading"]

HALF_A_YEAR = timedelta(days=183)
NEAR = 8  # characters; as far before a time as the words are looked for that make it future
FAR = 60  # characters; as far as a year reaches within its sentence
PARAGRAPH = 200  # characters; as far as a month reaches within its paragraph
LEAP_YEARS_APART = 8  # at most
AHEAD = re.compile(r"将|预计|拟|计划|力争|有望|争取|确保")
PAST_PLAN = re.compile(r"原计划|原定|原拟|此前")
RECURRING = re.compile(r"每逢$")
UNREAD_YEAR = re.compile(r"年的? ?$")
SENTENCE_END = re.compile(r"[。！？!?\n]")


@dataclass(frozen=True, slots=True)
class Reading:
    """A time as far as it is read.

    Attributes:
        start: of the words, in the stretch that is read.
        end: of the words.
        period: None where the calendar has none (2月30日).
        dated: whether the times that follow may take its year and month; one that states a year alone lends it to none.
    """

    start: int
    end: int
    period: Period | None
    dated: bool = True


class Anchors:
    """The times that have been read, and the day of publication.

    Args:
        text: the stretch in which the times are read.
        reference: the day of publication.
    """

    def __init__(self, text: str, reference: date) -> None:
        self.text = text
        self.reference = reference
        self.last: Period | None = None
        self._last_end = 0
        self._dated = False

    def keep(self, reading: Reading) -> None:
        """Let the times that follow lean on this one."""
        if reading.period:
            self.last, self._last_end, self._dated = reading.period, reading.end, reading.dated

    def year_of(self, first: int, last: int, position: int) -> int:
        """The year of a time at `position` that reaches from the month `first` to the month `last` (1 to 12).

        That of a dated time shortly before it in the sentence; else the year of publication, but the one before if the
        time begins more than half a year ahead, and the one after if a plan names a time that is over.
        """
        if self.last and self._dated and self.same_sentence(position):
            return self.last.start.year
        ahead = self._is_ahead(position)
        if not ahead and date(self.reference.year, first, 1) - self.reference > HALF_A_YEAR:
            return self.reference.year - 1
        return self.reference.year + (ahead and last < self.reference.month)

    def day_of_year(self, of_month: int, number: int, position: int) -> Period | None:
        """A day of a month, in the year that fits; of 29 February the leap year nearest on that side."""
        first = self.year_of(of_month, of_month, position)
        step = 1 if self._is_ahead(position) else -1
        years = range(first, first + step * LEAP_YEARS_APART, step) if (of_month, number) == (2, 29) else (first,)
        return next((found for of_year in years if (found := day(of_year, of_month, number))), None)

    def day_of_month(self, number: int, position: int) -> Period | None:
        """The day `number`: in the month of a time shortly before it, else the latest such day, or one ahead."""
        last = self.last if self._dated and self._same_paragraph(position) else None
        if last and last.precision in (Precision.DAY, Precision.MONTH):
            return day(last.start.year, last.start.month, number)
        first = 0 if number <= self.reference.day or self._is_ahead(position) else -1
        months = (self.month_away(first), self.month_away(first - 1))
        return next((found for one in months if (found := day(one.start.year, one.start.month, number))), None)

    def month_away(self, months: int) -> Period:
        """The month that many after that of publication."""
        return _months_after(self.reference, months)

    def month_from_last(self, months: int) -> Period | None:
        """The month that many after the last time; None unless that was a day or a month."""
        if self.last is None or self.last.precision not in (Precision.DAY, Precision.MONTH):
            return None
        return _months_after(self.last.start, months)

    def day_away(self, days: int) -> Period:
        """The day that many after that of publication."""
        return one_day(self.reference + timedelta(days=days))

    def day_from_last(self, days: int) -> Period | None:
        """The day that many after the last time; None unless that was a day."""
        if self.last is None or self.last.precision is not Precision.DAY:
            return None
        return one_day(self.last.start + timedelta(days=days))

    def weekday(self, number: int, position: int) -> Period:
        """The latest such day of the week (Monday is 0), that of publication included, or the next if a plan speaks."""
        if self._is_ahead(position):
            return self.day_away((number - self.reference.weekday()) % 7)
        return self.day_away(-((self.reference.weekday() - number) % 7))

    def nearest(self, in_year: Callable[[int], date | None], position: int) -> Period | None:
        """Of a day that comes every year the one nearest to the publication, or the next if a plan speaks."""
        if self.last and self._dated and self.same_sentence(position):
            lent = in_year(self.last.start.year)
            return one_day(lent) if lent else None
        days = [found for away in (-1, 0, 1) if (found := in_year(self.reference.year + away))]
        if self._is_ahead(position):
            days = [one for one in days if one >= self.reference]
        return one_day(min(days, key=lambda one: abs(one - self.reference))) if days else None

    def is_unclear(self, position: int) -> bool:
        """Whether what stands at `position` is of a year that is not known, or of any: 开元三年五月, 每年3月."""
        words = self.text[max(position - NEAR, 0) : position]
        return bool(RECURRING.search(words) or UNREAD_YEAR.search(words))

    def same_sentence(self, position: int) -> bool:
        """Whether the last time stands shortly before `position`, in the same sentence."""
        near = position - self._last_end <= FAR
        return near and not SENTENCE_END.search(self.text, self._last_end, position)

    def _same_paragraph(self, position: int) -> bool:
        near = position - self._last_end <= PARAGRAPH
        return near and "\n" not in self.text[self._last_end : position]

    def _is_ahead(self, position: int) -> bool:
        words = self.text[max(position - NEAR, 0) : position]
        return bool(AHEAD.search(words)) and not PAST_PLAN.search(words)


def _months_after(exact: date, months: int) -> Period:
    count = exact.year * 12 + exact.month - 1 + months
    return month(count // 12, count % 12 + 1)
