"""Rules drafted from sentences: they load, they match the sentence that they come from, or say why there is none."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KgError, KnowledgeError
from kg.knowledge.rule_files import RuleSpec, load_rule_files
from kg.pipeline import Extractor
from kg.rules import Rulebook
from kg.workbench.examples import check_examples, example_document
from kg.workbench.skeleton import PROPERTY, Skeleton, draft_rule

NAMES = (
    "东方明远科技有限公司",
    "北辰智数投资有限公司",
    "济南人工智能计算中心",
    "济南大学",
    "济南市",
    "3.9亿元",
    "6月15日",
)
WORDS = (
    "与",
    "投资",
    "，",
    "将",
    "在",
    "建设",
    "的",
    "（",
    "）",
    "“",
    "”",
    "(a|b)",
    "?",
    "{",
    "}",
    "……",
    "@",
    "^",
    "$",
    " ",
    "<v>",
    "位列",
)


def loaded(draft: Skeleton, folder: Path, wanted: str = "cooperatesWith") -> RuleSpec:
    """The rule of a draft whose author has chosen a property."""
    file = folder / "draft.yaml"
    file.write_text(draft.yaml.replace(PROPERTY, wanted), encoding="utf-8")
    (spec,) = load_rule_files(added=[file], alone=True).rules
    return spec


def with_rule(extractor: Extractor, spec: RuleSpec) -> Extractor:
    """The program with one rule more."""
    known = extractor.knowledge.rules
    knowledge = replace(extractor.knowledge, rules=replace(known, rules=(*known.rules, spec)))
    return replace(extractor, knowledge=knowledge, rulebook=Rulebook(knowledge))


def applications(sentence: str, draft: Skeleton, spec: RuleSpec, extractor: Extractor) -> list[str]:
    """What the drafted rule matches in the sentence, in the whole program."""
    from kg.language import find_values, split_sentences

    document = example_document(sentence)
    more = with_rule(extractor, spec)
    sentences = split_sentences(document, more.segmenter)
    values = find_values(document, sentences, more.knowledge.units)
    mentions = more.recognizer.recognize(document, sentences, values)
    _, found = more.rulebook.trace(document, sentences, mentions)
    return [document.text[a.match.start : a.match.end] for a in found if a.rule.spec.rule == draft.name]


def test_names_become_blanks_and_words_stay(extractor: Extractor) -> None:
    draft = draft_rule("东方明远科技有限公司将投资约3.9亿元建设济南人工智能计算中心。", extractor, "invests-own")
    assert draft.pattern == "{a:Company} 将 投资 {b:Money} 建设 {c:ComputingCentre}"
    assert (draft.subject, draft.object) == ("a", "c")
    assert f"东方明远科技有限公司 {PROPERTY} 济南人工智能计算中心 = Planned" in draft.yaml
    assert "b（约3.9亿元）" in draft.yaml


def test_a_draft_is_a_rule_that_holds_as_soon_as_it_has_a_property(extractor: Extractor, tmp_path: Path) -> None:
    draft = draft_rule("东方明远科技有限公司与北辰智数投资有限公司签约。", extractor)
    spec = loaded(draft, tmp_path)
    only = replace(extractor.knowledge, rules=replace(extractor.knowledge.rules, rules=(spec,)))
    assert check_examples(replace(extractor, knowledge=only, rulebook=Rulebook(only))) == ()


def test_without_a_property_the_draft_is_refused_with_its_line(extractor: Extractor, tmp_path: Path) -> None:
    draft = draft_rule("东方明远科技有限公司与北辰智数投资有限公司签约。", extractor)
    with pytest.raises(KnowledgeError, match=rf"draft.yaml:\d+: my-rule: .*{PROPERTY}"):
        with_rule(extractor, loaded(draft, tmp_path, PROPERTY))


def test_a_single_name_leaves_a_blank_for_other_words(extractor: Extractor, tmp_path: Path) -> None:
    draft = draft_rule("东方明远科技有限公司迎来崭新的一页。", extractor)
    assert re.fullmatch(r"\{a:Company\} \S+ \{b:Concept…\d+\} \$", draft.pattern)
    spec = loaded(draft, tmp_path, "designatedAs")
    assert applications(draft.sentence, draft, spec, extractor) == [draft.sentence.rstrip("。")]


def test_of_several_sentences_the_one_with_most_names(extractor: Extractor) -> None:
    text = "今天天气很好。\n东方明远科技有限公司与北辰智数投资有限公司签约。大家很高兴。"
    assert draft_rule(text, extractor).sentence == "东方明远科技有限公司与北辰智数投资有限公司签约。"


def test_a_question_is_said_to_be_one(extractor: Extractor) -> None:
    assert "问句" in draft_rule("东方明远科技有限公司与北辰智数投资有限公司签约吗？", extractor).yaml


def test_a_name_that_is_taken_is_not_given_again(extractor: Extractor, tmp_path: Path) -> None:
    sentence = "东方明远科技有限公司与北辰智数投资有限公司签约。"
    more = with_rule(extractor, loaded(draft_rule(sentence, extractor), tmp_path))
    assert draft_rule(sentence, more).name == "my-rule-2"
    with pytest.raises(KnowledgeError, match="my-rule"):
        draft_rule(sentence, more, "my-rule")


@pytest.mark.parametrize("name", ["排名", "Ranks", "1-rule", "a rule", "a\nb"])
def test_what_is_no_name(name: str, extractor: Extractor) -> None:
    with pytest.raises(KnowledgeError, match="不能作规则名"):
        draft_rule("东方明远科技有限公司与北辰智数投资有限公司签约。", extractor, name)


@pytest.mark.parametrize("text", ["", " \n ", "天气很好。", "济南市。", "？！", "济南市、" * 100])
def test_what_no_rule_can_be_drafted_from(text: str, extractor: Extractor) -> None:
    with pytest.raises(KgError) as caught:
        draft_rule(text, extractor)
    assert caught.value.remedy


@settings(max_examples=40, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from(NAMES + WORDS), min_size=2, max_size=12).map("".join))
def test_a_draft_matches_the_sentence_that_it_comes_from(
    extractor: Extractor, tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    try:
        draft = draft_rule(text, extractor)
    except KgError:
        return
    spec = loaded(draft, tmp_path_factory.mktemp("draft"))
    assert spec.examples[0].text == draft.sentence
    assert applications(draft.sentence, draft, spec, extractor)
