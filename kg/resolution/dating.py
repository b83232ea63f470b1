"""The same event told with its date and without it is one event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kg.model import Fact, Period
from kg.statements import statement_key, value_key

__all__ = ["share_dates"]


def share_dates(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Give facts without a time that of their copies in the same document, if those have but one."""
    facts = tuple(facts)
    known: defaultdict[tuple[object, ...], dict[tuple[str, ...], Period]] = defaultdict(dict)
    for fact in facts:
        if fact.time:
            known[_timeless(fact)].setdefault(value_key(fact.time), fact.time)
    if not known:
        return facts
    return tuple(_dated(fact, known.get(_timeless(fact), {})) for fact in facts)


def _timeless(fact: Fact) -> tuple[object, ...]:
    return statement_key(replace(fact, time=None))


def _dated(fact: Fact, times: dict[tuple[str, ...], Period]) -> Fact:
    if fact.time or len(times) != 1:
        return fact
    (only,) = times.values()
    return replace(fact, time=only)
