"""What rules do on a corpus: counts agree with what is read, and every kind of trouble is found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.evaluation import Gold, GoldEntity, GoldFact
from kg.model import Document, Status
from kg.pipeline import Extractor, extract
from kg.rules import Rulebook
from kg.workbench.examples import example_document
from kg.workbench.report import describe_statistics, statistics_table
from kg.workbench.statistics import Statistics, measure_rules

OPERATED = "济南人工智能计算中心由东方明远科技有限公司运营。"
TEXTS = (OPERATED, f"{OPERATED}济南人工智能计算中心将由北辰智数投资有限公司承建。", "今天天气很好。")


def documents(*texts: str) -> list[Document]:
    return [replace(example_document(text), id=f"post-{number}") for number, text in enumerate(texts)]


def with_rules(extractor: Extractor, *added: dict[str, object]) -> Extractor:
    """The program with `operated-by` and altered copies of it."""
    known = extractor.knowledge.rules
    (spec,) = (one for one in known.rules if one.rule == "operated-by")
    rules = (spec, *(spec.model_copy(update=fields) for fields in added))
    knowledge = replace(extractor.knowledge, rules=replace(known, rules=rules))
    return replace(extractor, knowledge=knowledge, rulebook=Rulebook(knowledge))


@pytest.fixture(scope="module")
def measured(extractor: Extractor) -> Statistics:
    return measure_rules(documents(*TEXTS), extractor)


def test_all_rules_are_counted_in_order(measured: Statistics, extractor: Extractor) -> None:
    assert [one.rule for one in measured.rules] == [spec.rule for spec in extractor.knowledge.rules.rules]
    assert (measured.documents, measured.gold_documents) == (3, 0)


def test_counts_are_those_of_the_readings(measured: Statistics) -> None:
    rules = {one.rule: one for one in measured.rules}
    operated = rules["operated-by"]
    assert (operated.documents, operated.matches, operated.claims, operated.facts) == (2, 2, 2, 2)
    assert rules["built-by"].matches == 1
    assert {one.rule for one in measured.idle} == {one.rule for one in measured.rules if not one.matches}
    assert "operated-by" not in {one.rule for one in measured.idle}


def test_measuring_changes_nothing(extractor: Extractor) -> None:
    (document,) = documents(TEXTS[1])
    before = extract(document, extractor)
    measure_rules([document], extractor)
    assert extract(document, extractor) == before


def test_time_is_shared_out(measured: Statistics) -> None:
    assert sum(one.share for one in measured.rules) == pytest.approx(1)
    assert sum(one.milliseconds for one in measured.rules) / 1000 <= measured.seconds
    assert next(one for one in measured.rules if one.rule == "operated-by").milliseconds > 0


def test_precision_on_gold(extractor: Extractor) -> None:
    where = GoldEntity("e1", "ComputingCentre", ("济南人工智能计算中心",))
    who = GoldEntity("e2", "Company", ("东方明远科技有限公司",))
    fact = GoldFact(where, "operatedBy", who, Status.ASSERTED, 1, 0, 1, (), ("operatedBy",), (Status.ASSERTED,))
    found = measure_rules(documents(*TEXTS), extractor, [Gold("post-1", (where, who), (fact,), ())])
    rules = {one.rule: one for one in found.rules}
    assert found.gold_documents == 1
    assert (rules["operated-by"].judged, rules["operated-by"].right, rules["operated-by"].precision) == (1, 1, 1.0)
    assert (rules["built-by"].judged, rules["built-by"].right, rules["built-by"].precision) == (1, 0, 0.0)
    assert rules["holds-post"].precision is None


def test_gold_is_found_by_the_text_too(extractor: Extractor) -> None:
    (document,) = documents(OPERATED)
    found = measure_rules([document], extractor, [Gold("of-another-name", (), (), (), document.text)])
    assert found.gold_documents == 1


def test_two_rules_on_the_same_words_overlap(extractor: Extractor) -> None:
    twice = with_rules(extractor, {"rule": "operated-twin"}, {"rule": "owned-twin", "emit": ("what ownedBy who",)})
    found = measure_rules(documents(OPERATED, OPERATED), twice)
    assert [(one.rules, one.property, one.times) for one in found.overlaps] == [
        (("operated-by", "operated-twin"), "operatedBy", 2)
    ]


def test_different_statuses_of_one_fact_conflict(extractor: Extractor) -> None:
    twice = with_rules(extractor, {"rule": "planned-twin", "status": Status.PLANNED})
    (conflict,) = measure_rules(documents(OPERATED), twice).conflicts
    assert (conflict.document, conflict.property) == ("post-0", "operatedBy")
    assert conflict.readings == (("Asserted", ("operated-by",)), ("Planned", ("planned-twin",)))


def test_a_rule_that_takes_too_long_stops_one_document_alone(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.rules.matching._STEPS", 1000)
    monkeypatch.setattr("kg.rules.matching._STEPS_FOR_A_CHARACTER", 0)
    long = "由东方明远科技有限公司" * 400 + "运营"
    found = measure_rules(documents(OPERATED, long), with_rules(extractor, {"rule": "operated-twin"}))
    assert found.documents == 1
    (line,) = found.stopped
    assert line.startswith("post-1: ")
    assert "operated-by" in line
    assert line in "\n".join(describe_statistics(found))


def test_no_document_gives_no_division_by_nothing(extractor: Extractor) -> None:
    found = measure_rules([], extractor)
    assert found.documents == 0
    assert len(found.idle) == len(found.rules)
    assert describe_statistics(found)


def test_the_report_names_what_matched_and_what_did_not(measured: Statistics) -> None:
    text = "\n".join(describe_statistics(measured))
    head, _, idle = text.partition("从未匹配")
    assert "operated-by" in head
    assert "holds-post" in idle
    assert "holds-post" not in head


def test_the_table_has_precision_and_idle_rules(measured: Statistics) -> None:
    table = statistics_table(measured)
    assert table["idle"] == [one.rule for one in measured.idle]
    assert all("precision" in row for row in table["rules"])
