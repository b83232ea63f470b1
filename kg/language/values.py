"""All quantities and times of a document, read sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from kg.knowledge.units import UnitTable
from kg.language.numbers.quantities import find_quantities
from kg.language.times.times import find_times
from kg.model import Document, Mention, Sentence

__all__ = ["find_values"]

_ABSOLUTE = re.compile(r"[12]\d{3}|[〇零一二三四五六七八九]{4}|两千零|[0-9十九]世纪|十[一二三四五六七]五|民国")
_NO_DATE = date(2000, 1, 1)


def find_values(document: Document, sentences: Iterable[Sentence], units: UnitTable) -> tuple[Mention, ...]:
    """Quantities and times, sorted by place.

    A post without a date of publication gives only the times that state their year.
    """
    return tuple(sorted(_values(document, sentences, units), key=lambda m: (m.start, m.end, m.type)))


def _values(document: Document, sentences: Iterable[Sentence], units: UnitTable) -> Iterator[Mention]:
    length = len(document.text)
    reference = document.published.date() if document.published else _NO_DATE
    times = find_times(document.text, 0, length, reference)
    yield from (t for t in times if document.published or _ABSOLUTE.search(t.name))
    timed = {place for t in times for place in range(t.start, t.end)}
    for sentence in sentences:
        for quantity in find_quantities(document.text, sentence.start, sentence.end, units):
            if timed.isdisjoint(range(quantity.start, quantity.end)):
                yield quantity
