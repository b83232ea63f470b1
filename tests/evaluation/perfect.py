"""Values by hand, and the extraction that would be perfect for a gold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kg.evaluation import Gold, GoldDate, GoldEntity, GoldFact, GoldValue
from kg.model import Document, Entity, Evidence, Extraction, Fact, Period, Precision, Quantity, Quotation, Value

SYMMETRIC = frozenset(
    {"cooperatesWith", "signsWith", "competesWith", "mergesWith", "cooperationIntentWith", "disputesWith"}
)
TEXT = "".join(chr(0x4E00 + index) for index in range(3000))


def entity_of(gold: GoldEntity) -> Entity:
    return Entity(f"{gold.type}/{gold.id}", gold.type, gold.names[0], tuple(sorted(gold.names[1:])))


def period_of(lexical: str) -> Period:
    start, _, end = lexical.partition("/")
    padded = start + "-01" * (2 - start.count("-"))
    precision = [Precision.YEAR, Precision.MONTH, Precision.DAY][start.count("-")]
    first = date.fromisoformat(padded)
    return Period(first, date.fromisoformat(end), Precision.INTERVAL) if end else Period(first, first, precision)


def value_of(gold: GoldValue) -> Value:
    match gold:
        case GoldEntity():
            return entity_of(gold)
        case GoldDate():
            return period_of(gold.lexical)
        case _:
            return gold


def evidence_of(start: int, end: int) -> Evidence:
    return Evidence("tiny", start, end, TEXT[start:end], "some-rule")


def fact_of(gold: GoldFact) -> Fact:
    evidences = (evidence_of(gold.start, gold.end),)
    return Fact(entity_of(gold.subject), gold.property, value_of(gold.object), gold.status, evidences=evidences)


def perfect(gold: Gold) -> Extraction:
    return Extraction(
        document=Document("tiny", "题", TEXT),
        facts=tuple(fact_of(one) for one in gold.facts),
        quotations=tuple(
            Quotation(entity_of(one.speaker), TEXT[one.start : one.end], "tiny", one.start, one.end)
            for one in gold.quotations
        ),
    )


def quantity(value: str, unit: str = "m2") -> Quantity:
    return Quantity(Decimal(value), unit)
