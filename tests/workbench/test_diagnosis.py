"""Why a rule does not read a sentence: each way to fail is told apart, and the place is the right one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KnowledgeError
from kg.pipeline import Extractor
from kg.rules import Rulebook
from kg.workbench.diagnosis import Diagnosis, why_not
from kg.workbench.examples import example_document
from kg.workbench.wording import describe_diagnosis

OPERATED = "济南人工智能计算中心由东方明远科技有限公司运营。"
OUTCOMES = ("read", "dropped", "question", "condition", "no-trigger", "no-subject", "nothing", "stopped")


def ask(sentence: str, rule: str, extractor: Extractor) -> Diagnosis:
    return why_not(example_document(sentence), rule, extractor)


def with_rule(extractor: Extractor, **fields: object) -> Extractor:
    """The program with one rule, an altered `operated-by`."""
    known = extractor.knowledge.rules
    (spec,) = (one for one in known.rules if one.rule == "operated-by")
    knowledge = replace(extractor.knowledge, rules=replace(known, rules=(spec.model_copy(update=fields),)))
    return replace(extractor, knowledge=knowledge, rulebook=Rulebook(knowledge))


@pytest.mark.parametrize(
    ("sentence", "rule", "outcome"),
    [
        (OPERATED, "operated-by", "read"),
        (OPERATED.replace("。", "吗？"), "operated-by", "question"),
        (f"如果{OPERATED}", "operated-by", "condition"),
        (OPERATED.replace("运营", "运维"), "operated-by", "no-trigger"),
        ("由东方明远科技有限公司运营。", "operated-by", "no-subject"),
        (OPERATED.replace("运营", "很好地运营"), "operated-by", "stopped"),
        ("今天天气很好。", "ceremony-about", "nothing"),
    ],
)
def test_outcomes(sentence: str, rule: str, outcome: str, extractor: Extractor) -> None:
    assert ask(sentence, rule, extractor).outcome == outcome


def test_where_it_stopped_and_what_stands_there(extractor: Extractor) -> None:
    found = ask(OPERATED.replace("运营", "很好地运营"), "operated-by", extractor)
    assert found.before == "济南人工智能计算中心由东方明远科技有限公司"
    assert found.sentence[found.place :].startswith("很好")
    assert "运营" in found.needed
    assert found.remaining == 1
    (standing,) = found.standing
    assert (standing.words, standing.is_name) == ("很好", False)


def test_a_name_of_another_class(extractor: Extractor) -> None:
    found = ask("济南人工智能计算中心由济南人工智能产业园运营。", "operated-by", extractor)
    assert found.needed == ("{who:Agent+}",)
    (standing,) = found.standing
    assert (standing.words, standing.kind, standing.is_name) == ("济南人工智能产业园", "IndustrialPark", True)
    assert "类型不合" in "".join(describe_diagnosis(found))


def test_the_end_of_the_sentence(extractor: Extractor) -> None:
    altered = with_rule(extractor, match=("{what:Facility} 由 {who:Agent} 运营 {year:Time}",))
    found = ask("济南人工智能计算中心由东方明远科技有限公司运营", "operated-by", altered)
    assert (found.outcome, found.standing) == ("stopped", ())
    assert "句末" in "".join(describe_diagnosis(found))


def test_the_title_of_the_example_is_not_looked_at(extractor: Extractor) -> None:
    found = ask("运营在即。", "operated-by", extractor)
    assert found.sentence == "运营在即。"


def test_the_missing_subject_is_named(extractor: Extractor) -> None:
    found = ask("由东方明远科技有限公司运营。", "operated-by", extractor)
    assert found.needed == ("{what←:Facility|Platform|Project|Product}",)


def test_the_subject_of_the_sentence_before_will_do(extractor: Extractor) -> None:
    text = "济南人工智能计算中心已经建成。由东方明远科技有限公司运营。"
    assert ask(text, "operated-by", extractor).outcome == "read"


@pytest.mark.parametrize(
    ("fields", "sentence", "reason"),
    [
        ({"match": ("{what:Facility} (由 {who:Agent})? 运营",)}, "济南人工智能计算中心运营。", "空 who"),
        ({"match": ("{what:Facility} 即 {who:Facility}",)}, "济南人工智能计算中心即济南人工智能计算中心。", "同一个"),
        (
            {"match": ("{n:Money} 归 {what:Facility}",), "emit": ("n ownedBy what",)},
            "3亿元归济南人工智能计算中心。",
            "数量",
        ),
    ],
)
def test_a_match_that_states_no_fact(fields: dict, sentence: str, reason: str, extractor: Extractor) -> None:
    found = ask(sentence, "operated-by", with_rule(extractor, **fields))
    assert found.outcome == "dropped"
    assert reason in "".join(found.reasons)
    assert reason in "".join(describe_diagnosis(found))


def test_an_unknown_rule_gets_the_names_of_near_ones(extractor: Extractor) -> None:
    with pytest.raises(KnowledgeError, match="operated-by"):
        ask(OPERATED, "operatd-by", extractor)


def test_the_caret_stands_under_the_place(extractor: Extractor) -> None:
    found = ask(OPERATED.replace("运营", "AI运营"), "operated-by", extractor)
    lines = describe_diagnosis(found)
    at = next(number for number, line in enumerate(lines) if line.endswith("^"))
    assert width(lines[at].rstrip("^")) == width(f"  {found.before}")
    assert lines[at].strip() == "^" * width("".join(one.words for one in found.standing))
    assert lines[at - 1] == f"  {found.sentence}"


def width(text: str) -> int:
    """Columns on a terminal."""
    return sum(2 if ord(character) >= 0x2E80 else 1 for character in text)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_is_put_in_words(outcome: str) -> None:
    lines = describe_diagnosis(Diagnosis("some-rule", outcome, sentence="甲", triggers=("由",), needed=("由",)))
    assert lines[0].startswith("规则 some-rule：")
    assert outcome == "read" or any(line.startswith("办法：") for line in lines)


@settings(max_examples=25, derandomize=True, deadline=None)
@given(st.text("济南人工智能计算中心由东方明远科技有限公司共同负责运营，。将不？", min_size=1, max_size=40))
def test_any_sentence_gets_an_answer(extractor: Extractor, sentence: str) -> None:
    found = ask(sentence, "operated-by", extractor)
    assert found.outcome in OUTCOMES
    assert describe_diagnosis(found)
    if found.outcome == "stopped":
        assert found.sentence[: found.place] == found.before
        assert found.sentence in sentence


def test_a_detail_without_an_event_says_why(extractor: Extractor) -> None:
    diagnosis = why_not(example_document("东方明远科技有限公司公告，交易对价为3亿元。"), "price-of-deal", extractor)
    assert (diagnosis.outcome, diagnosis.facts) == ("dropped", ())
    assert "这类事件" in diagnosis.reasons[0]
