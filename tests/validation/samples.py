"""A graph without a fault, and the parts to make faulty ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from kg.model import (
    Bound,
    Document,
    Entity,
    Evidence,
    Fact,
    KnowledgeGraph,
    Period,
    Precision,
    Quantity,
    Quotation,
    Status,
)

TEXT = "某中心开工\n某中心由甲公司运营，总投资约3.9亿元。王某说：“会按期建成。”预计2026年6月建成。"
POST = Document("甲篇", "某中心开工", TEXT, datetime(2026, 5, 16, tzinfo=UTC), paragraphs=((6, len(TEXT)),))
OTHER = Document("乙篇", "某中心开工", TEXT, datetime(2026, 7, 1, tzinfo=UTC), paragraphs=((6, len(TEXT)),))
CENTRE = Entity("某中心", "ComputingCentre", "某中心")
COMPANY = Entity("甲公司", "Company", "甲公司")
PARENT = Entity("乙集团", "Company", "乙集团")
PERSON = Entity("王某", "Person", "王某")


def evidence(quote: str, document: Document = POST) -> Evidence:
    start = TEXT.index(quote)
    return Evidence(document.id, start, start + len(quote), quote, "some-rule")


def fact(subject: Entity, name: str, value: object, status: Status = Status.ASSERTED, **more: object) -> Fact:
    more.setdefault("evidences", (evidence("某中心由甲公司运营"),))
    return Fact(subject, name, value, status, **more)  # type: ignore[arg-type]


def yuan(text: str, bound: Bound = Bound.EXACT) -> Quantity:
    return Quantity(Decimal(text), "CNY", bound)


def month(year: int, number: int) -> Period:
    start = date(year, number, 1)
    return Period(start, date(year, number, 28), Precision.MONTH)


SOUND = KnowledgeGraph(
    documents=(OTHER, POST),
    entities=(CENTRE, COMPANY, PERSON),
    facts=(
        fact(CENTRE, "operatedBy", COMPANY, confidence=0.9),
        fact(
            CENTRE,
            "investmentAmount",
            yuan("390000000", Bound.ABOUT),
            evidences=(evidence("总投资约3.9亿元"), evidence("总投资约3.9亿元", OTHER)),
        ),
        fact(CENTRE, "completionDate", month(2026, 6), Status.EXPECTED, evidences=(evidence("预计2026年6月建成"),)),
        fact(PERSON, "worksFor", COMPANY, Status.CLAIMED, qualifiers=(("title", "总经理"),), speaker=PERSON),
    ),
    quotations=(Quotation(PERSON, "会按期建成。", "甲篇", TEXT.index("会"), TEXT.index("”")),),
)


def with_facts(*facts: Fact) -> KnowledgeGraph:
    return replace(SOUND, facts=(*SOUND.facts, *facts))
