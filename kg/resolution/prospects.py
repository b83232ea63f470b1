"""What an unfinished project "has" is what it will have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.model import Entity, Fact, Status

__all__ = ["temper"]

_FINISHED = frozenset({"completionDate", "launchDate", "fullLoadDate"})
_STARTED = "constructionStart"
_FOUNDING = frozenset({"establishes", "builds", "promotes"})
_WITH_COMPANIES = frozenset({"holdsStakeIn", "investsIn", "produces", "supplies"})
_MADE_BY = frozenset({"produces", "supplies"})
_COMPANY = "Company"
_AHEAD = frozenset({Status.PLANNED, Status.EXPECTED})


def temper(facts: Iterable[Fact], prospective: frozenset[str]) -> tuple[Fact, ...]:
    """Turn what the text asserts of unfinished projects into plans.

    A thing is unfinished when the same document says that its construction has begun, or that it is still to be
    founded or completed, and nowhere that it is done.

    Args:
        facts: of one document.
        prospective: properties that only a finished project has (computeCapacity).
    """
    facts = tuple(facts)
    unfinished = _unfinished(facts)
    return tuple(
        replace(fact, status=Status.PLANNED)
        if fact.status is Status.ASSERTED and _is_still_to_be(fact, prospective, unfinished)
        else fact
        for fact in facts
    )


def _is_still_to_be(fact: Fact, prospective: frozenset[str], unfinished: set[Entity]) -> bool:
    """Whether it is told of something unfinished: what that will have, who will own it or deal with it."""
    if fact.property in _WITH_COMPANIES:
        both = (fact.subject, fact.object) if fact.property in _MADE_BY else (fact.object,)
        return any(isinstance(one, Entity) and one.type == _COMPANY and one in unfinished for one in both)
    return fact.property in prospective and fact.subject in unfinished


def _unfinished(facts: tuple[Fact, ...]) -> set[Entity]:
    begun = {f.subject for f in facts if f.property == _STARTED and f.status is Status.ASSERTED}
    awaited = {f.subject for f in facts if f.property in _FINISHED and f.status in _AHEAD}
    planned = {
        f.object for f in facts if f.property in _FOUNDING and f.status in _AHEAD and isinstance(f.object, Entity)
    }
    done = {f.subject for f in facts if f.property in _FINISHED and f.status is Status.ASSERTED}
    done |= {
        f.object
        for f in facts
        if f.property in _FOUNDING and f.status is Status.ASSERTED and isinstance(f.object, Entity)
    }
    return (begun | awaited | planned) - done
