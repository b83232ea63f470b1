"""Which figures and times of a graph make a picture: quantities that can be compared, times near a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kg.model import Fact, Quantity, Status
from kg.view.charts import Bar, Strip, bar_chart, shorten, time_strip
from kg.view.data import Labels, value_text
from kg.view.timeline import Dated

__all__ = ["Chart", "figure_order", "near_strip", "nearest", "quantity_charts"]

_STRIP_ROWS = 24
_STRIP_YEARS = 2
_BARS = 12
# Only of what is counted can these be compared: 家 enterprises, 家 hospitals.
_COUNTED = frozenset({"count", "growth", "share", "specification"})


@dataclass(frozen=True, slots=True)
class Chart:
    """Quantities of one property, of one thing counted, in one unit: largest first."""

    property: str
    of: str
    unit: str
    bars: tuple[Bar, ...]


def figure_order(fact: Fact) -> tuple[str, str, Decimal]:
    """Facts of quantities in the order of a table: by property and unit, largest first.

    Raises:
        TypeError: the fact's object is no quantity.
    """
    if not isinstance(fact.object, Quantity):
        raise TypeError(f"no quantity: {fact.object!r}")
    return fact.property, fact.object.unit, -fact.object.value


def quantity_charts(facts: Iterable[Fact]) -> tuple[Chart, ...]:
    """A chart for each property and unit, and thing counted, of which at least two entities have a figure."""
    alike: dict[tuple[str, str, str], dict[str, tuple[Fact, Quantity]]] = defaultdict(dict)
    for fact in facts:
        if isinstance(fact.object, Quantity) and fact.status is not Status.NEGATED:
            kind = dict(fact.qualifiers).get("of") if fact.property in _COUNTED else None
            key = (fact.property, fact.object.unit, "" if kind is None else value_text(kind)[0])
            alike[key].setdefault(fact.subject.id, (fact, fact.object))
    return tuple(
        Chart(name, kind, unit, _bars(list(found.values())))
        for (name, unit, kind), found in sorted(alike.items())
        if len(found) > 1
    )


def _bars(found: Sequence[tuple[Fact, Quantity]]) -> tuple[Bar, ...]:
    rows = [(fact.subject.name, value_text(figure)[0], figure.value, fact.status.value) for fact, figure in found]
    return bar_chart(sorted(rows, key=lambda row: (-row[2], row[0]))[:_BARS])


def nearest(dated: Sequence[Dated], as_of: date | None, limit: int) -> list[Dated]:
    """So many as may be told, those nearest to a day, still earliest first."""
    if as_of is None or not limit or len(dated) <= limit:
        return list(dated)

    def distance(item: Dated) -> tuple[int, int]:
        return max((item.period.start - as_of).days, (as_of - item.period.end).days, 0), item.place

    chosen = {item.place for item in sorted(dated, key=distance)[:limit]}
    return [item for item in dated if item.place in chosen]


def _short_event(fact: Fact, labels: Labels, words: int) -> str:
    """Who and what, of a length that leaves room for what."""
    what = labels.get(fact.property, (fact.property, fact.property))[words]
    return f"{shorten(fact.subject.name, 11.5)} · {what}"


def near_strip(dated: Sequence[Dated], as_of: date | None, labels: Labels, words: int) -> Strip | None:
    """A picture of the times within two years of a day; None where there are fewer than two."""
    if as_of is None:
        return None
    near = [item for item in dated if abs(item.period.start.year - as_of.year) <= _STRIP_YEARS]
    if len(near) < 2:
        return None
    rows = [
        (
            _short_event(item.fact, labels, words),
            item.period.lexical,
            item.period.start,
            item.period.end,
            item.state.value,
        )
        for item in nearest(near, as_of, _STRIP_ROWS)
    ]
    return time_strip(rows, as_of)
