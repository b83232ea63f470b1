"""Dated facts and plans as of a day: what is done, what is due, what is overdue.

What happened and what was intended are told apart by the fact's status, never by a clock: the day is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kg.model import Entity, Fact, KnowledgeGraph, Period, Status, Value

__all__ = ["Dated", "State", "carried_out", "dated_facts", "newest_day", "period_of"]

_INTENDED = frozenset({Status.PLANNED, Status.EXPECTED})


class State(StrEnum):
    """Where a dated fact stands as of a day."""

    DONE = "done"
    """Stated to be so, or a plan that a post reports as carried out."""
    DUE = "due"
    """Still ahead, or its time is running."""
    OVERDUE = "overdue"
    """Intended for a time that is past, and no post says that it happened."""
    UNCONFIRMED = "unconfirmed"
    """Reported at second hand."""
    DENIED = "denied"
    """Stated not to be so."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A fact with its time.

    Attributes:
        place: of the fact in the graph.
        fact: itself.
        period: its object where that is a time, else the time when it holds.
        state: as of the day asked.
    """

    place: int
    fact: Fact
    period: Period
    state: State


def period_of(fact: Fact) -> Period | None:
    """The time of a fact: its object (opened in June), or when it holds (invested in 2021); None without one."""
    return fact.object if isinstance(fact.object, Period) else fact.time


def dated_facts(graph: KnowledgeGraph, as_of: date) -> tuple[Dated, ...]:
    """All facts with a time, earliest first.

    Args:
        graph: whose facts.
        as_of: the day that due and overdue are reckoned from.
    """
    carried = carried_out(graph.facts)
    found = [
        Dated(place, fact, period, _state(fact, period, as_of, done=place in carried))
        for place, fact in enumerate(graph.facts)
        if (period := period_of(fact)) is not None
    ]
    return tuple(sorted(found, key=lambda item: (item.period.start, item.period.end, item.place)))


def newest_day(graph: KnowledgeGraph) -> date | None:
    """The day of the newest post; None where no post has a date."""
    return max((document.published.date() for document in graph.documents if document.published), default=None)


def carried_out(facts: Sequence[Fact]) -> frozenset[int]:
    """The places of plans and expectations that another fact states as having happened."""
    happened = {_event(fact) for fact in facts if fact.status is Status.ASSERTED}
    return frozenset(place for place, fact in enumerate(facts) if fact.status in _INTENDED and _event(fact) in happened)


def _event(fact: Fact) -> tuple[str, str, str]:
    """What happens, whenever it does: a plant that opens in July and one that opened in August are one event."""
    return fact.subject.id, fact.property, _object_key(fact.object)


def _object_key(value: Value) -> str:
    match value:
        case Entity():
            return value.id
        case Period():
            return ""
        case _:
            return repr(value)


def _state(fact: Fact, period: Period, as_of: date, *, done: bool) -> State:
    if fact.status is Status.NEGATED:
        return State.DENIED
    if fact.status in _INTENDED:
        if done:
            return State.DONE
        return State.OVERDUE if period.end < as_of else State.DUE
    if period.start > as_of:
        return State.DUE
    return State.UNCONFIRMED if fact.status is Status.CLAIMED else State.DONE
