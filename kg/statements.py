"""When two facts say the same: the identity of a statement, and facts joined by it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from kg.errors import KgError
from kg.model import Entity, Fact, Period, Precision, Quantity, Value

__all__ = ["decimal_text", "join_statements", "lexical_date", "qualifiers_key", "statement_key", "value_key"]


def statement_key(fact: Fact) -> tuple[object, ...]:
    """What makes a statement the same one in every document: all that it says, but not who supports it where."""
    speaker = fact.speaker.id if fact.speaker else ""
    time = value_key(fact.time) if fact.time else ()
    return (
        fact.subject.id,
        fact.property,
        value_key(fact.object),
        fact.status.value,
        speaker,
        qualifiers_key(fact),
        time,
    )


def qualifiers_key(fact: Fact) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What the qualifiers of a fact say, in whatever order they stand."""
    return tuple(sorted((name, value_key(value)) for name, value in fact.qualifiers))


def value_key(value: Value) -> tuple[str, ...]:
    """What a value says, whatever the words in the text: 3.9亿元 and 39000万元 say the same."""
    match value:
        case Entity():
            return ("entity", value.id)
        case Quantity():
            return ("quantity", decimal_text(value.value), value.unit, value.bound.value)
        case Period():
            return ("time", *lexical_date(value))
        case int():
            return ("integer", str(int(value)))
        case str():
            return ("text", value)


def join_statements(facts: Iterable[Fact], symmetric: frozenset[str] = frozenset()) -> tuple[Fact, ...]:
    """One fact for each statement, with the evidence of all its copies; sorted by `statement_key`.

    Args:
        facts: possibly repeated, or saying the same in other words; the words of the first are kept.
        symmetric: properties whose subject and object may be exchanged; the first direction seen is kept.
    """
    joined: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        key = statement_key(fact)
        if fact.property in symmetric and isinstance(fact.object, Entity):
            mirrored = statement_key(replace(fact, subject=fact.object, object=fact.subject))
            key = mirrored if mirrored in joined else key
        joined[key] = _supported(joined[key], fact) if key in joined else fact
    return tuple(joined[key] for key in sorted(joined, key=repr))


def _supported(known: Fact, other: Fact) -> Fact:
    evidences = {*known.evidences, *other.evidences}
    return replace(
        known,
        confidence=max(known.confidence, other.confidence),
        evidences=tuple(sorted(evidences, key=lambda e: (e.document, e.start, e.end, e.rule))),
    )


def decimal_text(number: Decimal) -> str:
    """Write a number plainly, without exponent or idle zeros, so that equal numbers are written alike.

    Raises:
        KgError: it is infinite or not a number.
    """
    if not number.is_finite():
        raise KgError(f"不是有限的数：{number}")
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def lexical_date(period: Period) -> tuple[str, ...]:
    """The precision of a time and its ISO 8601 form, as RDF wants it."""
    # Not `Period.lexical`: strftime drops the leading zeros of years before 1000, which RDF requires.
    start, end = period.start.isoformat(), period.end.isoformat()
    match period.precision:
        case Precision.DAY:
            return (period.precision.value, start)
        case Precision.MONTH:
            return (period.precision.value, start[:7])
        case Precision.YEAR:
            return (period.precision.value, start[:4])
        case Precision.INTERVAL:
            return (period.precision.value, start, end)
