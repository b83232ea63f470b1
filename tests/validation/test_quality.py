from decimal import Decimal

import pytest

from kg.knowledge.ontology import load_ontology
from kg.knowledge.quality import load_expectations
from kg.model import Bound, Entity, Fact, Quantity, Status
from kg.validation import Finding, Severity, check_quality

from .samples import CENTRE, COMPANY, OTHER, PARENT, PERSON, SOUND, evidence, fact, month, with_facts, yuan

ONTOLOGY, EXPECTED = load_ontology(), load_expectations()


def odd(*facts: Fact) -> tuple[Finding, ...]:
    return check_quality(with_facts(*facts), ONTOLOGY, EXPECTED)


def kinds(*facts: Fact) -> list[str]:
    return [found.kind for found in odd(*facts)]


def test_a_sound_graph_has_nothing_odd() -> None:
    assert check_quality(SOUND, ONTOLOGY, EXPECTED) == ()


def test_a_subject_of_a_class_that_the_property_does_not_have() -> None:
    (found,) = odd(fact(CENTRE, "worksFor", COMPANY, Status.PLANNED))
    assert found.severity is Severity.WARNING
    assert found.zh == "“任职于”的主语不会是计算中心"
    assert found.exhibits[0].sentence == "某中心由甲公司运营，总投资约3.9亿元。"
    assert kinds(fact(COMPANY, "worksFor", CENTRE)) == ["signature", "signature"]


def test_figures_of_regions_and_news_about_events_are_nothing_odd() -> None:
    region = Entity("AdministrativeRegion/某市", "AdministrativeRegion", "某市")
    event = Entity("Event/某大会", "Event", "某大会")
    growth = Quantity(Decimal("6.5"), "percent", Bound.EXACT)
    assert kinds(fact(region, "growth", growth), fact(event, "about", region), fact(event, "about", event)) == []
    assert kinds(fact(region, "about", event)) == ["signature"]


def test_facts_of_one_sort_are_shown_together() -> None:
    (found,) = odd(fact(CENTRE, "worksFor", COMPANY), fact(CENTRE, "worksFor", PARENT))
    assert [one.value for one in found.exhibits] == ["甲公司", "乙集团"]


def test_completion_before_start() -> None:
    (found,) = odd(fact(CENTRE, "constructionStart", month(2026, 7)))
    assert found.en == "completion date before construction start"
    assert [(one.property, one.value, one.status) for one in found.exhibits] == [
        ("constructionStart", "2026-07", "Asserted"),
        ("completionDate", "2026-06", "Expected"),
    ]
    assert kinds(fact(CENTRE, "constructionStart", month(2026, 6))) == []
    assert kinds(fact(CENTRE, "constructionStart", month(2026, 7), Status.NEGATED)) == []


def test_two_amounts_side_by_side_with_bounds_days_and_sentences() -> None:
    (found,) = odd(
        fact(CENTRE, "investmentAmount", yuan("500000000"), evidences=(evidence("总投资约3.9亿元", OTHER),)),
    )
    assert found.kind == "values"
    assert [(one.value, one.bound, one.published, one.document) for one in found.exhibits] == [
        ("≈390000000 CNY", "about", "2026-05-16", "甲篇"),
        ("500000000 CNY", "exact", "2026-07-01", "乙篇"),
    ]
    assert all("总投资约3.9亿元" in one.sentence for one in found.exhibits)


@pytest.mark.parametrize(
    "value",
    [
        yuan("392000000"),
        yuan("400000000", Bound.ABOUT),
        yuan("300000000", Bound.MORE_THAN),
        yuan("500000000", Bound.AT_MOST),
        Quantity(Decimal(60000000), "USD"),
    ],
)
def test_amounts_that_can_both_hold_are_no_conflict(value: Quantity) -> None:
    assert kinds(fact(CENTRE, "investmentAmount", value)) == []


@pytest.mark.parametrize("value", [yuan("500000000", Bound.AT_LEAST), yuan("100000000", Bound.LESS_THAN)])
def test_bounds_conflict_too(value: Quantity) -> None:
    assert kinds(fact(CENTRE, "investmentAmount", value)) == ["values"]


def test_rounded_figures_agree_with_exact_ones() -> None:
    pair = (fact(COMPANY, "revenue", yuan("1026000000")), fact(COMPANY, "revenue", yuan("1030000000")))
    assert kinds(*pair) == []
    assert kinds(pair[0], fact(COMPANY, "revenue", yuan("1200000000"))) == ["values"]


def test_other_qualifiers_are_another_value() -> None:
    first = fact(COMPANY, "revenue", yuan("1000000000"), qualifiers=(("period", month(2026, 1)),))
    second = fact(COMPANY, "revenue", yuan("2000000000"), qualifiers=(("period", month(2026, 2)),))
    assert kinds(first, second) == []
    assert kinds(first, fact(COMPANY, "revenue", yuan("2000000000"), qualifiers=first.qualifiers)) == ["values"]


def test_one_way_relations_in_both_directions() -> None:
    there, back = fact(COMPANY, "subsidiaryOf", PARENT), fact(PARENT, "subsidiaryOf", COMPANY, Status.PLANNED)
    (found,) = odd(there, back)
    assert (found.kind, found.zh) == ("both-ways", "“母公司”两个方向都有")
    assert len(found.exhibits) == 2
    assert kinds(there) == []
    assert kinds(fact(COMPANY, "subsidiaryOf", COMPANY)) == ["itself"]
    assert kinds(fact(COMPANY, "investsIn", PARENT), fact(PARENT, "investsIn", COMPANY)) == []


def test_asserted_and_denied() -> None:
    (found,) = odd(fact(CENTRE, "operatedBy", COMPANY, Status.NEGATED))
    assert (found.kind, [one.status for one in found.exhibits]) == ("status", ["Asserted", "Negated"])


def test_figures_below_zero() -> None:
    assert kinds(fact(PARENT, "registeredCapital", yuan("-1"))) == ["range"]
    assert kinds(fact(PARENT, "profit", yuan("-1"))) == []


def test_the_order_of_facts_is_of_no_consequence_to_what_is_found() -> None:
    facts = (
        fact(CENTRE, "investmentAmount", yuan("500000000")),
        fact(CENTRE, "constructionStart", month(2026, 7)),
        fact(PERSON, "locatedIn", Entity("q", "Place", "q")),
    )
    assert {found.en for found in odd(*facts)} == {found.en for found in odd(*facts[::-1])}
