"""The examples in the rule files hold, a false one is found out, and every rule is needed by some text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.knowledge.rule_files import Example, RuleFiles, RuleSpec
from kg.language import find_values, split_sentences
from kg.model import Document, Entity, Fact, Reading
from kg.pipeline import Extractor
from kg.reading import find_posts, read_post
from kg.resolution import resolve
from kg.rules import Rulebook
from kg.workbench.examples import check_examples, example_document


def with_rules(extractor: Extractor, rules: Iterable[RuleSpec]) -> Extractor:
    """The same program with these rules in place of its own."""
    known = extractor.knowledge.rules
    knowledge = replace(extractor.knowledge, rules=RuleFiles(tuple(rules), known.macros, known.guards))
    return replace(extractor, knowledge=knowledge, rulebook=Rulebook(knowledge))


def changed(extractor: Extractor, name: str, **fields: object) -> Extractor:
    """The program with few rules, one of them changed."""
    few = [spec for spec in extractor.knowledge.rules.rules if spec.rule in {name, "built-by", "land-area"}]
    return with_rules(extractor, (spec.model_copy(update=fields) if spec.rule == name else spec for spec in few))


@pytest.fixture(scope="module")
def operated(extractor: Extractor) -> RuleSpec:
    """A rule to alter."""
    return next(spec for spec in extractor.knowledge.rules.rules if spec.rule == "operated-by")


def test_all_examples_hold(extractor: Extractor) -> None:
    assert check_examples(extractor) == ()


def test_every_rule_has_an_example_of_what_it_states(extractor: Extractor) -> None:
    for spec in extractor.knowledge.rules.rules:
        stated = {line.split()[1] for line in spec.emit}
        shown = {line.split()[1] for example in spec.examples for line in example.facts}
        assert not stated or shown & stated, spec.rule


def test_no_example_is_a_counterexample_of_its_rule(extractor: Extractor) -> None:
    for spec in extractor.knowledge.rules.rules:
        assert not {example.text for example in spec.examples} & set(spec.counterexamples), spec.rule


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("济南人工智能计算中心 ", "济南计算中心 "),
        ("operatedBy", "builtBy"),
        ("东方明远科技有限公司", "东方明近科技有限公司"),
        ("东方明远科技有限公司", "东方明远科技有限公司 = Planned"),
        ("东方明远科技有限公司", "东方明远科技有限公司 = Negated"),
    ],
)
def test_an_example_whose_fact_is_altered_is_found_out(
    old: str, new: str, extractor: Extractor, operated: RuleSpec
) -> None:
    example = operated.examples[0]
    false = example.facts[0].replace(old, new)
    assert false != example.facts[0]
    altered = Example(text=example.text, facts=(false, *example.facts[1:]))
    (fault,) = check_examples(changed(extractor, "operated-by", examples=(altered,)))
    assert fault.startswith(f"{operated.place}: operated-by: ")
    assert false in fault
    assert example.text in fault


def test_what_was_found_instead_is_said(extractor: Extractor, operated: RuleSpec) -> None:
    altered = Example(text=operated.examples[0].text, facts=("甲 operatedBy 乙",))
    (fault,) = check_examples(changed(extractor, "operated-by", examples=(altered,)))
    assert "济南人工智能计算中心 operatedBy 东方明远科技有限公司 = Asserted" in fault


def test_an_example_in_which_nothing_is_read_is_found_out(extractor: Extractor) -> None:
    altered = Example(text="今天天气很好。", facts=("济南人工智能计算中心 operatedBy 东方明远科技有限公司",))
    (fault,) = check_examples(changed(extractor, "operated-by", examples=(altered,)))
    assert "无" in fault


@pytest.mark.parametrize("line", ["甲 operatedBy", "甲", "甲 运营 乙"])
def test_an_example_fact_that_cannot_be_read_is_found_out(line: str, extractor: Extractor, operated: RuleSpec) -> None:
    altered = Example(text=operated.examples[0].text, facts=(line,))
    (fault,) = check_examples(changed(extractor, "operated-by", examples=(altered,)))
    assert line in fault


def test_a_fact_of_another_rule_does_not_fulfil_an_example(extractor: Extractor, operated: RuleSpec) -> None:
    other = next(spec for spec in extractor.knowledge.rules.rules if spec.rule == "built-by")
    faults = check_examples(changed(extractor, "operated-by", examples=other.examples))
    assert len(faults) == sum(len(example.facts) for example in other.examples)


def test_a_counterexample_that_matches_is_found_out(extractor: Extractor, operated: RuleSpec) -> None:
    text = operated.examples[0].text
    faults = check_examples(changed(extractor, "operated-by", counterexamples=("今天天气很好。", text)))
    assert len(faults) == len(operated.examples[0].facts)
    assert all(text in fault and "反例" in fault for fault in faults)


def test_a_counterexample_may_be_read_by_another_rule(extractor: Extractor) -> None:
    other = next(spec for spec in extractor.knowledge.rules.rules if spec.rule == "built-by")
    assert check_examples(changed(extractor, "operated-by", counterexamples=(other.examples[0].text,))) == ()


def test_a_rule_that_no_longer_matches_breaks_its_examples(extractor: Extractor, operated: RuleSpec) -> None:
    broken = changed(extractor, "operated-by", match=("{what←:Facility} 由 {who:Agent+} 永远不会这样写",))
    faults = check_examples(broken)
    assert len(faults) >= sum(len(example.facts) for example in operated.examples)
    assert all("operated-by" in fault for fault in faults)


def test_an_example_is_a_post_of_its_own() -> None:
    post = example_document("甲公司投资乙公司。\n丙公司上线。")
    assert [post.text[start:end] for start, end in post.paragraphs] == ["甲公司投资乙公司。\n丙公司上线。"]
    assert post.published is not None


def test_every_rule_is_needed_by_its_examples_or_the_seed(extractor: Extractor, seed: Path) -> None:
    """Without what a rule read, some fact is gone: no other rule read it too."""
    (post,) = find_posts([seed])
    article = next(document for document in read_post(post) if isinstance(document, Document))
    article_reading = _reading(article, extractor)
    needless = []
    for spec in extractor.knowledge.rules.rules:
        documents = [example_document(example.text) for example in spec.examples]
        readings = [(document, _reading(document, extractor)) for document in documents]
        if not any(_loses(*pair, spec, extractor) for pair in (*readings, (article, article_reading))):
            needless.append(spec.rule)
    assert needless == []


def _reading(document: Document, extractor: Extractor) -> Reading:
    sentences = split_sentences(document, extractor.segmenter)
    values = find_values(document, sentences, extractor.knowledge.units)
    mentions = extractor.recognizer.recognize(document, sentences, values)
    return extractor.rulebook.apply(document, sentences, mentions)


def _loses(document: Document, reading: Reading, spec: RuleSpec, extractor: Extractor) -> bool:
    """Whether facts are gone when the mentions and the claims of a rule are taken out, and the claims about them.

    A detail is added only where the event lacks it: without its rule it is gone.
    """
    if spec.adds:
        return any(claim.rule == spec.rule for claim in reading.claims)
    less = replace(
        reading,
        claims=tuple(
            claim
            for claim in reading.claims
            if spec.rule not in {claim.rule, claim.subject.found_by, getattr(claim.object, "found_by", "")}
        ),
        mentions=tuple(mention for mention in reading.mentions if mention.found_by != spec.rule),
    )
    whole, rest = (_said(resolve(document, read, extractor.knowledge).facts) for read in (reading, less))
    return bool(whole - rest)


def _said(facts: Iterable[Fact]) -> set[tuple[str, str, str, str]]:
    """Facts without what tells which rule read them."""
    return {
        (f.subject.id, f.property, f.object.id if isinstance(f.object, Entity) else repr(f.object), f.status)
        for f in facts
    }
