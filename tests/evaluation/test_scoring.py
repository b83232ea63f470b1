from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.evaluation import Gold, Proportion, Report, Summary, evaluate, summarise
from kg.evaluation.scoring import TIERS
from kg.model import Entity, Extraction, Period, Precision, Quantity, Quotation, Status

from .perfect import SYMMETRIC, entity_of, evidence_of, fact_of, perfect


def run(extraction: Extraction, gold: Gold) -> tuple[Report, Summary]:
    report = evaluate(extraction, gold, SYMMETRIC)
    return report, summarise([report])


def numbers(summary: Summary, tier: str) -> tuple[int, int, int, int]:
    score = summary.tiers[tier]
    return score.precision.right, score.precision.total, score.recall.right, score.recall.total


@pytest.mark.parametrize("name", ["tiny", "seed"])
def test_a_perfect_extraction_scores_one(name: str, request: pytest.FixtureRequest):
    gold: Gold = request.getfixturevalue(name)
    report, summary = run(perfect(gold), gold)
    assert [summary.tiers[tier].f1 for tier in TIERS] == [1.0, 1.0, 1.0]
    for proportion in (summary.status, summary.quotations, summary.evidence, summary.bounds):
        assert proportion.value == 1.0
    assert (report.misses, report.extras, report.faults) == ((), (), ())


def test_nothing_found(tiny: Gold):
    report, summary = run(replace(perfect(tiny), facts=(), quotations=()), tiny)
    assert numbers(summary, "all") == (0, 0, 0, 6)
    assert numbers(summary, "tier1") == (0, 0, 0, 4)
    assert summary.tiers["all"].f1 == 0.0
    assert [one.gold for one in report.misses] == list(tiny.facts)
    assert summary.quotations == Proportion(0, 1)
    assert summary.status == summary.evidence == Proportion(0, 0)


def test_dropping_and_adding_facts_moves_the_figures_as_by_hand(tiny: Gold):
    whole = perfect(tiny)
    wrong = replace(whole.facts[1], property="acquires")
    # Dropped: the tier 1 investment and the tier 2 place. Added: one fact that no gold fact has.
    kept = (whole.facts[0], *whole.facts[2:5], wrong)
    report, summary = run(replace(whole, facts=kept), tiny)
    assert numbers(summary, "all") == (4, 5, 4, 6)
    assert numbers(summary, "tier1") == (3, 4, 3, 4)
    assert numbers(summary, "tier2") == (1, 2, 1, 2)
    assert summary.tiers["all"].f1 == pytest.approx(8 / 11)
    assert [one.gold.property for one in report.misses] == ["investsIn", "locatedIn"]
    assert [one.fact for one in report.extras] == [wrong]
    assert summary.properties["acquires"]["all"].precision == Proportion(0, 1)
    assert summary.properties["acquires"]["all"].recall == Proportion(0, 0)
    assert summary.properties["investsIn"]["tier1"].recall == Proportion(0, 1)
    assert summary.properties["hasTitle"]["tier1"].f1 == 1.0


def test_several_of_ours_for_one_gold_fact_are_fine(tiny: Gold):
    whole = perfect(tiny)
    cooperation = whole.facts[2]
    assert isinstance(cooperation.object, Entity)
    turned = replace(cooperation, subject=cooperation.object, object=cooperation.subject)
    report, summary = run(replace(whole, facts=(*whole.facts, turned)), tiny)
    assert numbers(summary, "all") == (7, 7, 6, 6)
    assert len(report.sought[2].ours) == 2


def test_one_of_ours_may_find_two_gold_facts(tiny: Gold):
    later = replace(tiny.facts[1], status=Status.NEGATED, statuses=(Status.NEGATED,), start=21, end=30)
    gold = replace(tiny, facts=(*tiny.facts, later))
    _, summary = run(perfect(tiny), gold)
    assert numbers(summary, "all") == (6, 6, 7, 7)
    assert summary.status == Proportion(6, 7)


def test_an_alternative_property_counts_in_the_row_of_the_gold(tiny: Gold):
    whole = perfect(tiny)
    settles = replace(whole.facts[5], property="settlesIn")
    _, summary = run(replace(whole, facts=(*whole.facts[:5], settles)), tiny)
    assert summary.properties["locatedIn"]["all"].f1 == 1.0
    assert "settlesIn" not in summary.properties


def test_status_is_scored_beside(tiny: Gold):
    whole = perfect(tiny)
    claimed = tuple(replace(fact, status=Status.CLAIMED) for fact in whole.facts)
    _, summary = run(replace(whole, facts=claimed), tiny)
    assert summary.tiers["all"].f1 == 1.0
    assert summary.status == Proportion(1, 6)  # only the land area may be Claimed


def test_bounds_are_scored_beside(tiny: Gold):
    whole = perfect(tiny)
    exact = replace(whole.facts[3], object=Quantity(Decimal(1823600), "m2"))
    _, summary = run(replace(whole, facts=(*whole.facts[:3], exact)), tiny)
    assert summary.bounds == Proportion(0, 1)
    assert summary.properties["landArea"]["all"].f1 == 1.0


def test_a_publication_time_may_be_a_date_and_time(tiny: Gold):
    whole = perfect(tiny)
    for value in ("2026-07-16T08:00:00+08:00", Period(date(2026, 7, 16), date(2026, 7, 16), Precision.DAY)):
        _, summary = run(replace(whole, facts=(replace(whole.facts[0], object=value),)), tiny)
        assert summary.tiers["tier1"].recall.right == 1


def test_evidence_is_checked_against_the_text(tiny: Gold):
    whole = perfect(tiny)
    good = evidence_of(3, 6)
    bad = [
        replace(good, start=2),
        replace(good, document="another"),
        replace(good, end=3, quote=""),
        replace(good, start=-2, end=-1, quote=whole.document.text[-2:-1]),
    ]
    facts = tuple(replace(whole.facts[0], evidences=(one, good)) for one in bad)
    report, summary = run(replace(whole, facts=facts), tiny)
    assert summary.evidence == Proportion(4, 8)
    assert len(report.faults) == 4


def test_facts_without_evidence_and_misquotations_are_faults(tiny: Gold):
    whole = perfect(tiny)
    bare = replace(whole.facts[0], evidences=())
    misquoted = Quotation(entity_of(tiny.entities[0]), "别的话", "tiny", 3, 6)
    report, _ = run(replace(whole, facts=(bare,), quotations=(misquoted,)), tiny)
    assert len(report.faults) == 2


def test_the_gold_text_is_compared_and_quoted(tiny: Gold):
    whole = perfect(tiny)
    same = replace(tiny, text=whole.document.text + "\n")
    other = replace(tiny, text="别的正文" * 20)
    assert evaluate(whole, tiny, SYMMETRIC).text_agrees
    assert evaluate(whole, same, SYMMETRIC).text_agrees
    report = evaluate(whole, other, SYMMETRIC)
    assert not report.text_agrees
    assert report.sought[0].quote == ("别的正文" * 20)[0:8]


def test_documents_are_pooled(tiny: Gold, seed: Gold):
    reports = [
        evaluate(perfect(tiny), tiny, SYMMETRIC),
        evaluate(replace(perfect(seed), facts=()), seed, SYMMETRIC),
    ]
    summary = summarise(reports)
    assert [report.id for report in summary.reports] == ["s01", "tiny"]
    assert numbers(summary, "all") == (6, 6, 6, 229)
    assert summary.documents["tiny"]["all"].f1 == 1.0
    assert summary.documents["s01"]["all"].f1 == 0.0
    assert summary == summarise(reversed(reports))


@given(st.sets(st.integers(0, 222)), st.integers(0, 20))
@settings(derandomize=True, max_examples=15, deadline=None)
def test_counts_follow_what_is_kept_and_added(seed: Gold, kept: set[int], added: int):
    facts = [fact_of(one) for index, one in enumerate(seed.facts) if index in kept]
    extras = [replace(fact_of(seed.facts[0]), property=f"extra{index}") for index in range(added)]
    extraction = replace(perfect(seed), facts=(*facts, *extras))
    score = evaluate(extraction, seed, SYMMETRIC).score(TIERS["all"])
    assert score.precision == Proportion(len(kept), len(kept) + added)
    assert score.recall.right >= len(kept)  # names shared in the gold, and alternatives, may find more


def test_what_a_miss_lacked_is_told(tiny: Gold):
    whole = perfect(tiny)
    entities = tuple(entity_of(one) for one in tiny.entities if one.id in {"e1", "e3"})
    report, _ = run(replace(whole, entities=entities, facts=()), tiny)
    found = {one.gold.property: (one.subject_found, one.object_found) for one in report.misses}
    assert found["investsIn"] == (True, False)
    assert found["hasTitle"] == (True, False)


def test_what_is_said_of_the_same_two_instead_is_told(tiny: Gold):
    whole = perfect(tiny)
    investment = whole.facts[1]
    assert isinstance(investment.object, Entity)
    turned = replace(investment, subject=investment.object, object=investment.subject)
    report, _ = run(replace(whole, facts=(turned,)), tiny)
    assert next(one for one in report.misses if one.gold.property == "investsIn").instead == (turned,)


def test_one_property_alone(tiny: Gold):
    report, _ = run(perfect(tiny), tiny)
    summary = summarise([report.only(frozenset({"investsIn"}))])
    assert numbers(summary, "all") == (1, 1, 1, 1)
    assert set(summary.properties) == {"investsIn"}
