"""What a time leans on that leaves out its year or month: the times before it, and the day of publication."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg.language.periods import day, month
from kg.model import Period, Precision

__all__ = ["Anchors"]

HALF_A_YEAR = timedelta(days=183)
NEAR = 8  # characters; as far before a time as the words are looked for that make it future
FAR = 60  # characters; as far as a year reaches within its sentence
PARAGRAPH = 200  # characters; as far as a month reaches within its paragraph
AHEAD = re.compile(r"将|预计|拟|计划|力争|有望|争取|确保")
PAST_PLAN = re.compile(r"原计划|原定|原拟|此前")
SENTENCE_END = re.compile(r"[。！？!?\n]")


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

    def keep(self, period: Period, end: int, *, dated: bool) -> None:
        """Note a time that ends at `end`; one that states a year alone lends it to none (`dated` is False)."""
        self.last, self._last_end, self._dated = period, end, dated

    def year_of(self, number: int, position: int) -> int:
        """The year of the month `number` (1 to 12) at `position`.

        That of a dated time shortly before it in the sentence; else the year of publication, but the one before if that
        lies more than half a year ahead, and the one after if a plan names a month that is over.
        """
        if self.last and self._dated and self._same_sentence(position):
            return self.last.start.year
        ahead = self._is_ahead(position)
        if not ahead and date(self.reference.year, number, 1) - self.reference > HALF_A_YEAR:
            return self.reference.year - 1
        return self.reference.year + (ahead and number < self.reference.month)

    def day_of_month(self, number: int, position: int) -> Period | None:
        """The day `number`: in the month of a time shortly before it, else the latest such day, or one ahead."""
        last = self.last if self._dated and self._same_paragraph(position) else None
        if last and last.precision in (Precision.DAY, Precision.MONTH):
            return day(last.start.year, last.start.month, number)
        here = self.month_away(0 if number <= self.reference.day or self._is_ahead(position) else -1)
        return day(here.start.year, here.start.month, number)

    def month_away(self, months: int) -> Period:
        """The month that many after that of publication."""
        count = self.reference.year * 12 + self.reference.month - 1 + months
        return month(count // 12, count % 12 + 1)

    def day_away(self, days: int) -> Period:
        """The day that many after that of publication."""
        exact = self.reference + timedelta(days=days)
        return Period(exact, exact, Precision.DAY)

    def day_from_last(self, days: int) -> Period | None:
        """The day that many after the last time; None unless that was a day."""
        if self.last is None or self.last.precision is not Precision.DAY:
            return None
        exact = self.last.start + timedelta(days=days)
        return Period(exact, exact, Precision.DAY)

    def _same_sentence(self, position: int) -> bool:
        near = position - self._last_end <= FAR
        return near and not SENTENCE_END.search(self.text, self._last_end, position)

    def _same_paragraph(self, position: int) -> bool:
        near = position - self._last_end <= PARAGRAPH
        return near and "\n" not in self.text[self._last_end : position]

    def _is_ahead(self, position: int) -> bool:
        words = self.text[max(position - NEAR, 0) : position]
        return bool(AHEAD.search(words)) and not PAST_PLAN.search(words)
