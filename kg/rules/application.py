"""One match of one rule, and which of all that the matches state is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import Claim, Mention, Quantity
from kg.rules.compiling import CompiledRule
from kg.rules.guards import Judgement
from kg.rules.matching import Match
from kg.rules.passage import Passage

__all__ = ["Application", "Bindings", "furthest_reaching"]

Bindings = Mapping[str, tuple[Mention, ...]]


@dataclass(frozen=True, slots=True)
class Application:
    """One match of one rule.

    Attributes:
        rule: that matched.
        match: where.
        passage: the sentence, or the inside of the name, in which it matched.
        bindings: what its blanks hold, those that the rule introduced included.
        judgement: the status of what it states and the word that gives it; None in a question.
        claims: what it states.
    """

    rule: CompiledRule
    match: Match
    passage: Passage
    bindings: Bindings
    judgement: Judgement | None
    claims: tuple[Claim, ...]


def furthest_reaching(applications: Iterable[Application]) -> tuple[Claim, ...]:
    """Of several claims of one property about the same quantity, those of the longest match; all others."""
    stated = [(a.match.end - a.match.start, claim) for a in applications for claim in a.claims]
    reach: dict[tuple[str, int, int], int] = {}
    for length, claim in stated:
        key = _value_place(claim)
        if key:
            reach[key] = max(reach.get(key, 0), length)
    kept = {claim for length, claim in stated if reach.get(_value_place(claim) or ("", -1, -1), length) == length}
    return tuple(sorted(kept, key=lambda c: (c.start, c.end, c.rule, c.property, repr(c.subject), repr(c.object))))


def _value_place(claim: Claim) -> tuple[str, int, int] | None:
    value = claim.object
    if isinstance(value, Mention) and isinstance(value.value, Quantity):
        return claim.property, value.start, value.end
    return None
