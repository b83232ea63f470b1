"""Why a fact is in the graph: each fact has its rule, its words, its entities and the word that set its status."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph import from_dataset, to_dataset
from kg.model import Document
from kg.pipeline import Extractor, extract
from kg.reading import read_post
from kg.resolution import merge
from kg.workbench.examples import example_document
from kg.workbench.explanation import Explanation, SoughtFact, explain, explain_facts, names_of
from kg.workbench.wording import describe_explanation

TEXT = (
    "东方明远科技有限公司（以下简称“明远科技”）投资济南人工智能计算中心。"
    "该中心预计6月由明远科技承建。东方明远科技有限公司董事长张明表示：“我们将投资3亿元建设济南人工智能产业园。”"
)


@pytest.fixture(scope="module")
def article(seed: Path) -> Document:
    (document,) = read_post(seed)
    assert isinstance(document, Document)
    return document


@pytest.fixture(scope="module")
def of_the_seed(article: Document, extractor: Extractor) -> tuple[Explanation, ...]:
    return explain(article, extractor)


def only(found: tuple[Explanation, ...]) -> Explanation:
    (one,) = found
    return one


def test_every_fact_and_evidence_of_the_seed_is_explained(
    article: Document, extractor: Extractor, of_the_seed: tuple[Explanation, ...]
) -> None:
    wanted = {(f.subject.id, f.property, e) for f in extract(article, extractor).facts for e in f.evidences}
    assert {(one.fact.subject.id, one.fact.property) for one in of_the_seed} == {pair[:2] for pair in wanted}
    assert {(one.start, one.quote) for one in of_the_seed} == {(e.start, e.quote) for _, _, e in wanted}
    assert not [one for one in of_the_seed if one.kind == "lost"]


def test_offsets_are_those_of_the_text(article: Document, of_the_seed: tuple[Explanation, ...]) -> None:
    for one in of_the_seed:
        assert article.text[one.start : one.start + len(one.quote)] == one.quote
        assert article.text[one.sentence_start : one.sentence_start + len(one.sentence)] == one.sentence
        for blank in one.blanks:
            assert article.text[blank.start : blank.start + len(blank.words)] == blank.words


def test_rules_are_named_with_their_place(extractor: Extractor, of_the_seed: tuple[Explanation, ...]) -> None:
    specs = {spec.rule: spec for spec in extractor.knowledge.rules.rules}
    by_rule = [one for one in of_the_seed if one.kind == "rule"]
    assert by_rule
    for one in by_rule:
        spec = specs[one.rule]
        assert (one.place, one.says, one.pattern) == (spec.place, spec.says, spec.match)


def test_the_post_s_own_data_need_no_rule(of_the_seed: tuple[Explanation, ...]) -> None:
    own = {one.fact.property for one in of_the_seed if one.kind == "article"}
    assert {"publishedBy", "publishedOn", "author"} <= own
    assert "不由规则读出" in "".join(describe_explanation(next(one for one in of_the_seed if one.kind == "article")))


def test_a_word_that_points_back(extractor: Extractor) -> None:
    found = only(explain(example_document(TEXT), extractor, property="builtBy"))
    what, who = (next(b for b in found.blanks if b.blank == name) for name in ("what", "who"))
    assert (what.words, what.entity, what.why) == ("该中心", "济南人工智能计算中心", "points-back")
    assert (who.words, who.entity, who.why) == ("明远科技", "东方明远科技有限公司", "other-name")
    assert (found.status_by, found.status_word) == ("word", "预计")
    lines = "\n".join(describe_explanation(found))
    assert "指代前文" in lines
    assert "简称或别名" in lines
    assert "因为“预计”" in lines


def test_who_speaks(extractor: Extractor) -> None:
    spoken = [one for one in explain(example_document(TEXT), extractor) if one.speaker]
    assert {one.speaker for one in spoken} == {"张明"}
    assert "说话人：张明" in "\n".join(describe_explanation(spoken[0]))


def test_a_status_that_the_rule_sets(extractor: Extractor) -> None:
    found = explain(example_document(TEXT), extractor, subject="张明", property="worksFor")
    assert found
    assert {one.status_by for one in found} == {"rule"}


def test_a_thing_that_is_not_built_yet(extractor: Extractor) -> None:
    text = "5月15日，济南人工智能计算中心开工。济南人工智能计算中心具备100P算力。"
    found = only(explain(example_document(text), extractor, property="computeCapacity"))
    assert (found.fact.status, found.status_by) == ("Planned", "unfinished")
    assert "尚未建成" in "".join(describe_explanation(found))


@pytest.mark.parametrize(
    "sought",
    [
        SoughtFact(("明远", "builtBy")),
        SoughtFact(("承建方",)),
        SoughtFact(subject="济南人工智能计算中心", property="承建方", object="明远科技"),
    ],
)
def test_facts_are_found_by_any_of_their_names(sought: SoughtFact, extractor: Extractor) -> None:
    facts = extract(example_document(TEXT), extractor).facts
    fitting = [fact for fact in facts if sought.fits(fact, extractor.knowledge.ontology)]
    assert [fact.property for fact in fitting] == ["builtBy"]


@pytest.mark.parametrize("sought", [SoughtFact(("乌有",)), SoughtFact(subject="明远"), SoughtFact(property="承建")])
def test_what_is_no_name_finds_nothing(sought: SoughtFact, extractor: Extractor) -> None:
    facts = extract(example_document(TEXT), extractor).facts
    assert not [fact for fact in facts if sought.fits(fact, extractor.knowledge.ontology)]


def test_quantities_are_found_by_words_and_by_value(extractor: Extractor) -> None:
    facts = extract(example_document("济南人工智能计算中心总投资约3.9亿元。"), extractor).facts
    (amount,) = (fact.object for fact in facts if fact.property == "investmentAmount")
    assert {"约3.9亿元", "390000000"} <= {name.removesuffix(".0") for name in names_of(amount)}


def test_a_graph_that_was_written_and_read_back_is_explained(
    article: Document, extractor: Extractor, of_the_seed: tuple[Explanation, ...]
) -> None:
    graph = from_dataset(to_dataset(merge([extract(article, extractor)], extractor.knowledge.ontology.symmetric)))
    documents = {document.id: document for document in graph.documents}
    facts = [fact for fact in graph.facts if fact.property in {"operatedBy", "investmentAmount", "completionDate"}]
    found = explain_facts(facts, documents, extractor)
    wanted = {
        (one.rule, one.start, one.quote) for one in of_the_seed if one.fact.property in {f.property for f in facts}
    }
    assert {(one.rule, one.start, one.quote) for one in found} == wanted
    assert {one.kind for one in found} == {"rule"}


def test_a_fact_that_no_rule_reads_any_more(extractor: Extractor) -> None:
    document = example_document(TEXT)
    fact = next(fact for fact in extract(document, extractor).facts if fact.property == "builtBy")
    changed = example_document(TEXT.replace("承建", "观看"))
    found = only(explain_facts([fact], {"example": changed}, extractor))
    assert found.kind == "lost"
    assert "重新 kg build" in "".join(describe_explanation(found))


def test_the_marked_sentence_is_the_sentence(of_the_seed: tuple[Explanation, ...]) -> None:
    for one in of_the_seed:
        (marked,) = (line for line in describe_explanation(one) if line.startswith("  原文："))
        plain = marked.removeprefix("  原文：").replace("«", "").replace("»", "")
        for blank in one.blanks:
            plain = plain.replace(f"｜{blank.blank}〕", "")
        assert plain.replace("〔", "") == " ".join(one.sentence.split())
