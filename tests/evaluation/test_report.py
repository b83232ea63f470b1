import json
from dataclasses import replace

import pytest

from kg.evaluation import Gold, Summary, evaluate, report_json, report_text, summarise
from kg.model import Status

from .perfect import SYMMETRIC, perfect


@pytest.fixture
def flawed(tiny: Gold) -> Summary:
    whole = perfect(tiny)
    wrong = replace(whole.facts[1], property="acquires")
    planned = replace(whole.facts[4], status=Status.PLANNED)
    return summarise([evaluate(replace(whole, facts=(whole.facts[0], planned, wrong)), tiny, SYMMETRIC)])


@pytest.mark.parametrize(
    ("language", "row"),
    [
        ("zh", "| 全部 | 0.667 (2/3) | 0.333 (2/6) | 0.444 | – |"),
        ("en", "| tier 1 | 0.667 (2/3) | 0.500 (2/4) | 0.571 | – |"),
    ],
)
def test_text_has_the_figures(flawed: Summary, language: str, row: str):
    assert row in report_text(flawed, language)


def test_unknown_language_is_chinese(flawed: Summary):
    assert report_text(flawed, "xx") == report_text(flawed)


def test_text_lists_errors_with_their_evidence(flawed: Summary, tiny: Gold):
    text = report_text(flawed, "en")
    body = perfect(tiny).document.text
    quoted = f"「{body[:9]}【{body[9:20]}】{body[20:100]}」"
    lacking = (
        "subject not recognised, object not recognised, read as 甲科技有限公司 acquires 乙材料有限公司（some-rule）"
    )
    assert f"- 甲科技有限公司 investsIn 乙材料有限公司 [Planned, tier 1, {lacking}]{quoted}" in text
    assert f"- 甲科技有限公司 acquires 乙材料有限公司 [Planned] some-rule{quoted}" in text
    assert "- 张三 hasTitle 董事长 [Asserted ≠ Planned, tier 1]" in text
    assert "1823600 m2" in text
    assert "acquires 乙" not in report_text(flawed, "en", errors=False)


def test_intervals_stand_where_enough_is_counted(seed: Gold):
    text = report_text(summarise([evaluate(perfect(seed), seed, SYMMETRIC)]), "en")
    rows = {line.split(" | ")[0]: line for line in text.splitlines() if line.startswith("| ")}
    assert "1.000 (25/25) [0.87–1.00]" in rows["| locatedIn"]
    assert "1.000 (1/1) | 1.000 (1/1) | 1.000" in rows["| author"]


def test_what_stands_around_an_evidence_ends_with_its_sentence(tiny: Gold):
    whole = perfect(tiny)
    text = "题。\n" + "前一句。甲科技有限公司投资乙材料有限公司，合作。后一句。".ljust(600, "空")
    evidence = replace(whole.facts[1].evidences[0], start=9, end=20, quote=text[9:20])
    wrong = replace(whole.facts[1], property="acquires", evidences=(evidence,))
    extraction = replace(whole, document=replace(whole.document, text=text), facts=(wrong,))
    listed = report_text(summarise([evaluate(extraction, tiny, SYMMETRIC)]), "en")
    assert "some-rule「甲科【技有限公司投资乙材料有】限公司，合作。」" in listed


def test_text_is_harmless(tiny: Gold):
    whole = perfect(tiny)
    fact = replace(whole.facts[1], property="a|b\x1b[31m\n# x", object="\u202e\r\n## 标题")
    text = report_text(summarise([evaluate(replace(whole, facts=(fact,)), tiny, SYMMETRIC)]))
    assert "a\\|b [31m # x |" in text
    assert not set(text) & {"\x1b", "\r", "\u202e"}
    assert "\n## 标题" not in text


def test_unlike_text_is_told(tiny: Gold):
    summary = summarise([evaluate(perfect(tiny), replace(tiny, text="别的"), SYMMETRIC)])
    assert "tiny" in report_text(summary, "en").split("offsets do not compare: ")[1]


def test_json_has_the_same_figures(flawed: Summary):
    content = json.loads(report_json(flawed))
    assert content["tiers"]["all"]["precision"]["right"] == 2
    assert content["tiers"]["tier1"]["f1"] == 0.5714
    assert content["status"] == {"right": 1, "total": 2, "value": 0.5, "interval": [0.0945, 0.9055]}
    errors = content["errors"]["tiny"]
    assert [one["fact"] for one in errors["extras"]] == ["甲科技有限公司 acquires 乙材料有限公司"]
    assert errors["extras"][0]["evidence"][0]["rule"] == "some-rule"
    assert len(errors["misses"]) == 4
    assert report_json(flawed) == report_json(flawed)


def test_empty_summary_can_be_told():
    assert "–" in report_text(summarise([]))
    assert json.loads(report_json(summarise([])))["tiers"]["all"]["f1"] is None
