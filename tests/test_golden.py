"""Posts and the facts that they state, as anybody may add them: see golden/README.md."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from kg import pipeline
from kg.model import Entity, Extraction, Fact, Period, Quantity, Value
from kg.reading import read_post

GOLDEN = Path(__file__).parent / "golden"
POSTS = sorted(path for path in GOLDEN.glob("*.md") if path.name != "README.md")


def shown(value: Value) -> str:
    """A name as it is, a quantity in its base unit, a time in ISO 8601."""
    if isinstance(value, Entity):
        return value.name
    if isinstance(value, Quantity):
        return f"{value.value.normalize():f} {value.unit} {value.bound}"
    return value.lexical if isinstance(value, Period) else str(value)


def line(fact: Fact) -> str:
    speaker = f" @{fact.speaker.name}" if fact.speaker else ""
    return f"{fact.subject.name} {fact.property} {shown(fact.object)} = {fact.status}{speaker}"


def lines(facts: Iterable[Fact]) -> list[str]:
    """What the expected file should hold: each statement once, sorted, without what is said of the article itself."""
    return sorted({line(fact) for fact in facts if fact.subject.type != "NewsArticle"})


def expected(post: Path) -> list[str]:
    text = post.with_suffix(".facts.txt").read_text(encoding="utf-8")
    return [found for found in text.splitlines() if found.strip()]


def extraction_of(post: Path, extractor: pipeline.Extractor) -> Extraction:
    (document,) = read_post(post)
    return pipeline.extract(document, extractor)


@pytest.mark.parametrize("post", POSTS, ids=lambda post: post.stem)
def test_the_post_states_these_facts(post: Path, extractor: pipeline.Extractor) -> None:
    assert lines(extraction_of(post, extractor).facts) == expected(post)


@pytest.mark.parametrize("post", POSTS, ids=lambda post: post.stem)
def test_the_expected_file_is_well_kept(post: Path, extractor: pipeline.Extractor) -> None:
    found = expected(post)
    assert found == sorted(set(found)), "每行一个事实，按字排序，不重复"
    properties = extractor.knowledge.ontology.properties
    assert [one for one in found if not set(one.split()) & set(properties)] == [], "没有这个属性"
    statuses = ("= Asserted", "= Planned", "= Expected", "= Claimed", "= Negated")
    assert [one for one in found if not any(status in one for status in statuses)] == [], "没有这个状态"


def test_every_pair_is_whole() -> None:
    answers = sorted(path.name.removesuffix(".facts.txt") for path in GOLDEN.glob("*.facts.txt"))
    assert answers == [post.stem for post in POSTS]
    assert len(POSTS) >= 8


def test_a_wrong_expectation_is_noticed(extractor: pipeline.Extractor) -> None:
    (post,) = [post for post in POSTS if post.stem == "negation"]
    right = expected(post)
    assert [one.replace("= Negated", "= Asserted") for one in right] != lines(extraction_of(post, extractor).facts)
