import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.evaluation import Gold, Summary, compare, comparison_text, evaluate, load_baseline, report_json, summarise
from kg.evaluation.comparison import sign_test
from kg.model import Extraction

from .perfect import SYMMETRIC, perfect


def judged(*extractions: Extraction, gold: Gold) -> Summary:
    return summarise(
        evaluate(extraction, replace(gold, id=f"{gold.id}{number}"), SYMMETRIC)
        for number, extraction in enumerate(extractions)
    )


@pytest.fixture
def worse(tiny: Gold) -> Extraction:
    """Without the investment, which is read as an acquisition."""
    whole = perfect(tiny)
    wrong = replace(whole.facts[1], property="acquires")
    return replace(whole, facts=(whole.facts[0], wrong, *whole.facts[2:]))


def baseline(summary: Summary, folder: Path) -> object:
    path = folder / "then.json"
    path.write_text(report_json(summary), encoding="utf-8")
    return load_baseline(path)


def test_the_same_run_has_no_changes(tiny: Gold, tmp_path: Path):
    summary = judged(perfect(tiny), gold=tiny)
    comparison = compare(summary, baseline(summary, tmp_path))
    assert not comparison.regressed
    assert (comparison.gained, comparison.lost, comparison.new_extras, comparison.gone_extras) == ((), (), (), ())
    assert comparison.properties == {}
    assert "nothing changed" in comparison_text(comparison, "en")


def test_a_loss_is_told_and_is_a_regress(tiny: Gold, worse: Extraction, tmp_path: Path):
    then = baseline(judged(perfect(tiny), gold=tiny), tmp_path)
    comparison = compare(judged(worse, gold=tiny), then)
    assert comparison.regressed
    assert [line.split(" [")[0] for line in comparison.lost] == ["tiny0 甲科技有限公司 investsIn 乙材料有限公司"]
    assert [line.split(" some-rule")[0] for line in comparison.new_extras] == [
        "tiny0 甲科技有限公司 acquires 乙材料有限公司"
    ]
    assert (comparison.gained, comparison.gone_extras) == ((), ())
    assert set(comparison.properties) == {"investsIn", "acquires"}
    assert comparison.tiers["all"].difference == pytest.approx(5 / 6 - 1)
    text = comparison_text(comparison, "en")
    assert "| investsIn | 1.000 (1/1) → – (0/0) | 1.000 (1/1) → 0.000 (0/1) | -1.000 |" in text
    assert "## Gold facts lost (1)" in text


def test_a_gain_is_the_same_the_other_way(tiny: Gold, worse: Extraction, tmp_path: Path):
    comparison = compare(judged(perfect(tiny), gold=tiny), baseline(judged(worse, gold=tiny), tmp_path))
    assert not comparison.regressed
    assert (len(comparison.gained), len(comparison.gone_extras)) == (1, 1)
    assert (comparison.lost, comparison.new_extras) == ((), ())


def test_one_property_alone(tiny: Gold, worse: Extraction, tmp_path: Path):
    then = baseline(judged(perfect(tiny), gold=tiny), tmp_path)
    summary = summarise(report.only(frozenset({"hasTitle"})) for report in judged(worse, gold=tiny).reports)
    comparison = compare(summary, then, frozenset({"hasTitle"}))
    assert (comparison.lost, comparison.new_extras, comparison.properties) == ((), (), {})
    assert comparison.tiers["all"].then == comparison.tiers["all"].now


def test_an_extra_that_another_rule_reads_is_the_same_extra(tiny: Gold, worse: Extraction, tmp_path: Path):
    then = baseline(judged(worse, gold=tiny), tmp_path)
    evidence = replace(worse.facts[1].evidences[0], rule="another-rule")
    again = replace(worse, facts=(worse.facts[0], replace(worse.facts[1], evidences=(evidence,)), *worse.facts[2:]))
    assert compare(judged(again, gold=tiny), then).new_extras == ()


def test_documents_of_one_run_alone_are_left_out(tiny: Gold, worse: Extraction, tmp_path: Path):
    then = baseline(judged(perfect(tiny), worse, gold=tiny), tmp_path)
    comparison = compare(judged(perfect(tiny), gold=tiny), then)
    assert comparison.unlike == ("tiny1",)
    assert comparison.tiers["all"].difference == 0
    assert "tiny1" in comparison_text(comparison)


def test_the_interval_holds_the_difference(tiny: Gold, worse: Extraction, tmp_path: Path):
    whole = perfect(tiny)
    then = baseline(judged(*[whole] * 6, gold=tiny), tmp_path)
    comparison = compare(judged(whole, worse, whole, worse, worse, whole, gold=tiny), then)
    low, high = comparison.intervals["all"] or (0, 0)
    assert low < comparison.tiers["all"].difference < high <= 0
    assert compare(judged(whole, gold=tiny), then).intervals["all"] is None


@pytest.mark.parametrize(
    ("gained", "lost", "probability"), [(0, 0, 1.0), (1, 1, 1.0), (5, 0, 0.0625), (0, 6, 0.03125), (9, 1, 0.021484375)]
)
def test_sign_test(gained: int, lost: int, probability: float):
    assert sign_test(gained, lost) == pytest.approx(probability)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"by_document": 1, "errors": {}}', '{"tiers": {}}'])
def test_what_is_no_report_is_refused(text: str, tmp_path: Path):
    path = tmp_path / "then.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KgError, match="json"):
        load_baseline(path)


def test_a_report_with_holes_is_refused(tiny: Gold):
    summary = judged(perfect(tiny), gold=tiny)
    holed = json.loads(report_json(summary))
    del holed["errors"]["tiny0"]["misses"]
    with pytest.raises(KgError, match="incomplete"):
        compare(summary, holed)
