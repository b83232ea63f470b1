"""What is mined from sentences by hand: counts, directions, what the rules read already, and drafts that hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from kg.knowledge.rule_files import RuleFiles, load_rule_files
from kg.pipeline import Extractor
from kg.rules import Rulebook
from kg.workbench.examples import check_examples
from kg.workbench.mining import Labels, Mined, Settings, draft_proposals, mine, read_labelled
from kg.workbench.mining.pairs import gather
from kg.workbench.mining.report import describe_mined, mined_table, mined_yaml
from kg.workbench.mining.shapes import shapes_of

from .data import BOUGHT, A, B, C, Facts, json_lines

FEW = Settings(support=2)


@pytest.fixture(scope="module")
def bare(extractor: Extractor) -> Extractor:
    """The program without rules."""
    known = extractor.knowledge.rules
    knowledge = replace(extractor.knowledge, rules=RuleFiles((), known.macros, known.guards))
    return replace(extractor, knowledge=knowledge, rulebook=Rulebook(knowledge))


def mined_from(
    items: Sequence[tuple[str, Facts]], folder: Path, extractor: Extractor, settings: Settings = FEW
) -> Mined:
    return mine(read_labelled(json_lines(folder / "data.jsonl", items)), Labels(), extractor, settings)


def test_both_voices_are_found_with_their_directions(bare: Extractor, tmp_path: Path) -> None:
    mined = mined_from(BOUGHT, tmp_path, bare)
    (bought,) = mined.properties
    assert (bought.name, bought.pairs, bought.read) == ("acquires", 6, 0)
    patterns = [(one.pattern, len(one.right), len(one.wrong)) for one in bought.proposals]
    assert len(patterns) == 2
    active, passive = patterns
    assert active[0].startswith("{s:Company}") and "(并购|收购)" in active[0] and active[0].endswith("{o:Company}")
    assert active[1:] == (4, 0)
    assert passive[0].startswith("{o:Company}") and "被" in passive[0]
    assert passive[1:] == (2, 0)
    assert bought.proposals[-1].f1 == 1.0


def test_words_are_counted_by_pairs(bare: Extractor, tmp_path: Path) -> None:
    items = [*BOUGHT * 5, *BOUGHT[7:] * 10]
    (bought,) = mined_from(items, tmp_path, bare, replace(FEW, triggers=50)).properties
    words = {one.word: (one.right, one.total) for one in bought.triggers}
    # Beside the four sales it stands by the pair that only talks of one.
    assert words["收购"] == (20, 25)
    assert words["并购"] == (10, 10)
    assert "与" not in words
    assert [one.ratio for one in bought.triggers] == sorted((one.ratio for one in bought.triggers), reverse=True)
    assert bought.triggers[0].places[0].startswith("data.jsonl:")


def test_support_and_precision_are_asked_for(bare: Extractor, tmp_path: Path) -> None:
    assert mined_from(BOUGHT, tmp_path, bare, Settings(support=7)).properties[0].proposals == ()
    spoiled = [(text, () if "并购" in text else facts) for text, facts in BOUGHT]
    strict = mined_from(spoiled, tmp_path, bare, Settings(support=2, precision=1.0))
    assert all("并购" not in one.pattern for found in strict.properties for one in found.proposals)


def test_what_rules_read_already_is_marked_or_left_out(extractor: Extractor, tmp_path: Path) -> None:
    (bought,) = mined_from(BOUGHT[:4] + BOUGHT[6:], tmp_path, extractor).properties
    assert bought.read == 4
    assert bought.proposals[0].known == 4
    (new,) = mined_from(BOUGHT[:4] + BOUGHT[6:], tmp_path, extractor, replace(FEW, new_only=True)).properties
    assert new.proposals == ()


def test_one_property_alone(bare: Extractor, tmp_path: Path) -> None:
    items = [
        *BOUGHT,
        (f"{A}与{B}合作。", ((A, "cooperatesWith", B),)),
        (f"{A}与{C}合作。", ((A, "cooperatesWith", C),)),
    ]
    mined = mined_from(items, tmp_path, bare, replace(FEW, properties=frozenset({"cooperatesWith"})))
    assert [one.name for one in mined.properties] == ["cooperatesWith"]


def test_a_symmetric_property_has_one_direction(bare: Extractor, tmp_path: Path) -> None:
    items = [(f"{A}与{B}合作。", ((A, "cooperatesWith", B),)), (f"{A}与{C}合作。", ((C, "cooperatesWith", A),))]
    (found,) = mined_from([*items, *BOUGHT[6:]], tmp_path, bare).properties
    assert found.pairs == 2
    assert found.proposals[0].pattern.startswith("{s:Company}")
    assert len(found.proposals[0].right) == 2


def test_a_table_judges_the_pairs_that_it_lists_alone(bare: Extractor, tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    rows = [f"{A}\t{B}\t收购\t{A}收购{B}{n}次" for n in "一二三"] + [f"{A}\t{C}\t无\t{A}、{C}开会"]
    path.write_text("\n".join([*rows, f"{A}\t{C}\t无\t{A}看见{B}收购{C}"]) + "\n", encoding="utf-8")
    labels = Labels({"收购": ("acquires", False)}, frozenset({"无"}))
    (found,) = mine(read_labelled(path), labels, bare, FEW).properties
    assert found.pairs == 3
    assert len(found.proposals[0].right) == 3


def test_an_argument_that_is_no_known_name_is_taken_as_given(bare: Extractor, tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    rows = [f"喳啵哩{n}\t{B}\t收购\t喳啵哩{n}收购{B}" for n in "甲乙丙"]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    material = gather(read_labelled(path), Labels(), bare)
    assert [pair.first.name for pair in material.pairs] == ["喳啵哩甲", "喳啵哩乙", "喳啵哩丙"]
    # They are taken for what the other arguments are.
    assert {pair.first.type for pair in material.pairs} == {"Company"}


def test_facts_across_sentences_are_counted(bare: Extractor, tmp_path: Path) -> None:
    items = [(f"{A}成立。{B}收购了它。", ((B, "acquires", A),))]
    mined = mined_from(items, tmp_path, bare)
    assert mined.material.apart == 1
    assert mined.properties == ()


def test_shapes_of_a_pair(bare: Extractor, tmp_path: Path) -> None:
    material = gather(
        read_labelled(json_lines(tmp_path / "d.jsonl", [(f"近日{A}与{B}达成合作。", ())])), Labels(), bare
    )
    (pair,) = (pair for pair in material.pairs if pair.first.name == A)
    shapes = {f"{shape.frame} / {shape.word}" for shape in shapes_of(material.passages[pair.passage], pair)}
    assert "{1} 与 {2} …2 * / 合作" in shapes
    assert "{1} 与 {2} * / 达成合作" in shapes
    assert "{1} …6 {2} …12 * / 合作" in shapes
    assert "{1} * {2} / 与" in shapes
    assert not any(shape.endswith("/ 。") for shape in shapes)


def test_the_same_data_give_the_same_drafts(bare: Extractor, tmp_path: Path) -> None:
    texts = [mined_yaml(draft_proposals(mined_from(BOUGHT, tmp_path, bare), bare)) for _ in range(2)]
    assert texts[0] == texts[1]


def test_drafts_are_rules_whose_examples_hold(bare: Extractor, tmp_path: Path) -> None:
    drafts = draft_proposals(mined_from(BOUGHT, tmp_path, bare), bare)
    path = tmp_path / "drafts.yaml"
    path.write_text(mined_yaml(drafts), encoding="utf-8")
    files = load_rule_files(added=[path], alone=True, ontology=bare.knowledge.ontology)
    assert [spec.rule for spec in files.rules] == [draft.name for draft in drafts]
    assert all(spec.examples and spec.counterexamples for spec in files.rules)
    knowledge = replace(bare.knowledge, rules=files)
    assert check_examples(replace(bare, knowledge=knowledge, rulebook=Rulebook(knowledge))) == ()


def test_a_sentence_that_fits_without_the_label_is_shown(bare: Extractor, tmp_path: Path) -> None:
    doubted = f"{B}收购{A}。"
    mined = mined_from([*BOUGHT, (doubted, ())], tmp_path, bare, replace(FEW, precision=0.6))
    drafts = draft_proposals(mined, bare)
    assert [sample.text for sample in drafts[0].doubtful] == [doubted]
    assert f"fits without the label data.jsonl:11：{doubted}" in mined_yaml(drafts)
    assert any(line.strip() == f"疑 data.jsonl:11 {doubted}" for line in describe_mined(mined, drafts))


def test_a_label_that_is_no_property_is_left_to_the_author(bare: Extractor, tmp_path: Path) -> None:
    items = [(text, tuple((s, "买下", o) for s, _, o in facts)) for text, facts in BOUGHT]
    drafts = draft_proposals(mined_from(items, tmp_path, bare), bare)
    assert {draft.stated for draft in drafts} == {"PROPERTY"}
    loaded = yaml.safe_load(mined_yaml(drafts))
    assert loaded["rules"][0]["emit"] == "s PROPERTY o"


def test_words_that_mean_something_in_patterns_do_no_harm(bare: Extractor, tmp_path: Path) -> None:
    items = [(f"{A}(*)@收购|{{x}}^$<v>{B}{mark}", ((A, "acquires", B),)) for mark in "。！；"]
    mined = mined_from([*items, *BOUGHT[7:]], tmp_path, bare)
    mined_yaml(draft_proposals(mined, bare))
    assert all(one.precision.value for found in mined.properties for one in found.proposals)


def test_the_table_for_programs_has_the_same_counts(bare: Extractor, tmp_path: Path) -> None:
    mined = mined_from(BOUGHT, tmp_path, bare)
    table = mined_table(mined, draft_proposals(mined, bare))
    (found,) = table["properties"]
    assert [one["support"] for one in found["proposals"]] == [4, 2]
    assert found["proposals"][0]["emit"] == "s acquires o"
