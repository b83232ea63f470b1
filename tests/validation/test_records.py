from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kg.knowledge.ontology import load_ontology
from kg.model import Entity, Evidence, Fact, Period, Precision, Quantity
from kg.validation import Severity, check_records

from .samples import CENTRE, COMPANY, SOUND, evidence, fact, month, with_facts, yuan

ONTOLOGY = load_ontology()


def faults(*facts: Fact) -> list[str]:
    found = check_records(with_facts(*facts), ONTOLOGY)
    assert {one.severity for one in found} <= {Severity.VIOLATION}
    return [one.en for one in found]


def test_a_sound_graph_has_no_fault() -> None:
    assert check_records(SOUND, ONTOLOGY) == ()


@pytest.mark.parametrize(
    ("faulty", "said"),
    [
        (fact(CENTRE, "operatedBy", COMPANY, evidences=()), "a fact has no evidence"),
        (
            fact(CENTRE, "operatedBy", COMPANY, evidences=(replace(evidence("甲公司"), quote="乙公司"),)),
            "evidence is not what its article says",
        ),
        (
            fact(CENTRE, "operatedBy", COMPANY, evidences=(Evidence("甲篇", -3, -1, "。", "r"),)),
            "evidence is not what its article says",
        ),
        (
            fact(CENTRE, "operatedBy", COMPANY, evidences=(replace(evidence("甲公司"), document="丙篇"),)),
            "no such article: 丙篇",
        ),
        (fact(CENTRE, "operatedBy", COMPANY, confidence=1.1), "the confidence is not from 0 to 1"),
        (fact(CENTRE, "runBy", COMPANY), "the ontology has no property runBy"),
        (fact(Entity("x", "Robot", "x"), "operatedBy", COMPANY), "the ontology has no class Robot"),
        (fact(CENTRE, "operatedBy", "甲公司"), "the value is not of the kind that the property has"),
        (fact(CENTRE, "completionDate", yuan("3")), "the value is not of the kind that the property has"),
        (fact(CENTRE, "investmentAmount", month(2026, 6)), "the value is not of the kind that the property has"),
        (fact(CENTRE, "investmentAmount", Quantity(Decimal(3), "")), "a quantity has no unit, or is not finite"),
        (
            fact(CENTRE, "completionDate", Period(date(2026, 6, 2), date(2026, 6, 1), Precision.INTERVAL)),
            "an interval ends before it starts",
        ),
    ],
)
def test_each_fault_is_found_once(faulty: Fact, said: str) -> None:
    assert faults(faulty) == [said]


def test_a_quotation_is_what_its_article_says() -> None:
    (said,) = SOUND.quotations
    (found,) = check_records(replace(SOUND, quotations=(replace(said, start=said.start + 1),)), ONTOLOGY)
    assert found.en == "a quotation is not what its article says"
