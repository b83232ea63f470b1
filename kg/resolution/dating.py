"""The same event told with its date or its details, and without them, is one event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kg.model import Fact, Period
from kg.statements import statement_key, value_key

__all__ = ["share_dates", "share_details"]


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


def share_details(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Give facts the qualifiers of the one copy in the same document that has all of theirs and more."""
    facts = tuple(facts)
    copies: defaultdict[tuple[object, ...], dict[tuple[object, ...], Fact]] = defaultdict(dict)
    for fact in facts:
        copies[_plain(fact)].setdefault(statement_key(fact), fact)
    return tuple(_detailed(fact, tuple(copies[_plain(fact)].values())) for fact in facts)


def _plain(fact: Fact) -> tuple[object, ...]:
    return statement_key(replace(fact, time=None, qualifiers=()))


def _detailed(fact: Fact, copies: tuple[Fact, ...]) -> Fact:
    """The fact as its richest copy tells it; as it is where several copies say different things."""
    richer = [copy for copy in copies if _says_more(copy, fact)]
    fullest = [copy for copy in richer if not any(_says_more(other, copy) for other in richer)]
    if len(fullest) != 1:
        return fact
    return replace(fact, qualifiers=fullest[0].qualifiers, time=fullest[0].time)


def _says_more(one: Fact, other: Fact) -> bool:
    """Whether one fact says all that the other says of the same event, and further details of it."""
    if other.time and (one.time is None or value_key(one.time) != value_key(other.time)):
        return False
    return _details(one) > _details(other)


def _details(fact: Fact) -> frozenset[tuple[str, tuple[str, ...]]]:
    return frozenset((name, value_key(value)) for name, value in fact.qualifiers)


def _timeless(fact: Fact) -> tuple[object, ...]:
    return statement_key(replace(fact, time=None))


def _dated(fact: Fact, times: dict[tuple[str, ...], Period]) -> Fact:
    if fact.time or len(times) != 1:
        return fact
    (only,) = times.values()
    return replace(fact, time=only)
