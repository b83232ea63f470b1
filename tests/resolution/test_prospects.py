"""What an unfinished project has is what it will have."""

from __future__ import annotations

import pytest

from kg.model import Entity, Fact, Status
from kg.resolution.prospects import temper

CENTRE = Entity("云海计算中心", "ComputingCentre", "云海计算中心")
OTHER = Entity("远山计算中心", "ComputingCentre", "远山计算中心")
PROSPECTIVE = frozenset({"computeCapacity"})
ASSERTED, PLANNED, EXPECTED = Status.ASSERTED, Status.PLANNED, Status.EXPECTED


def fact(name: str, status: Status = ASSERTED, subject: Entity = CENTRE) -> Fact:
    return Fact(subject, name, "100P", status)


CASES = [
    # what else the document says, the status of what it asserts of the capacity
    ([], ASSERTED),
    ([fact("constructionStart")], PLANNED),
    ([fact("constructionStart", PLANNED)], ASSERTED),
    ([fact("completionDate", EXPECTED)], PLANNED),
    ([fact("launchDate", PLANNED)], PLANNED),
    ([fact("fullLoadDate", EXPECTED)], PLANNED),
    ([fact("launchDate")], ASSERTED),
    ([fact("launchDate", Status.CLAIMED)], ASSERTED),
    ([fact("constructionStart"), fact("completionDate")], ASSERTED),  # begun, and done
    ([fact("launchDate", EXPECTED), fact("completionDate")], ASSERTED),
    ([fact("constructionStart", subject=OTHER)], ASSERTED),  # said of another
]


@pytest.mark.parametrize(("others", "expected"), CASES)
def test_the_capacity_of_a_project(others: list[Fact], expected: Status) -> None:
    tempered = temper([*others, fact("computeCapacity")], PROSPECTIVE)
    assert tempered == (*others, fact("computeCapacity", expected))
    assert temper([fact("computeCapacity"), *others], PROSPECTIVE) == (fact("computeCapacity", expected), *others)


@pytest.mark.parametrize("status", [EXPECTED, Status.CLAIMED, Status.NEGATED])
def test_only_what_is_asserted_is_tempered(status: Status) -> None:
    assert temper([fact("constructionStart"), fact("computeCapacity", status)], PROSPECTIVE)[1].status is status


def test_other_properties_stay_as_they_are() -> None:
    facts = (fact("constructionStart"), fact("investmentAmount"))
    assert temper(facts, PROSPECTIVE) == facts
    assert temper([fact("constructionStart"), fact("computeCapacity")], frozenset())[1].status is ASSERTED
