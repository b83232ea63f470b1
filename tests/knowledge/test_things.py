"""The shapes of things: what ships fits the ontology and itself, and a file that is not well formed is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.knowledge.ontology import load_ontology
from kg.knowledge.things import ThingShapes, load_things


@pytest.fixture(scope="module")
def things() -> ThingShapes:
    return load_things()


def test_every_kind_is_a_class(things: ThingShapes) -> None:
    classes = load_ontology().classes
    for kinds in (things.heads, things.quoted_heads, things.objects, things.measures.values()):
        assert set(kinds) <= set(classes)


def test_a_head_has_one_kind(things: ThingShapes) -> None:
    heads = [head for listed in things.heads.values() for head in listed]
    assert {head for head in heads if heads.count(head) > 1 and not _is_one_kind(things, head)} == set()


def _is_one_kind(things: ThingShapes, head: str) -> bool:
    return sum(head in listed for listed in things.heads.values()) == 1


def test_verbs_that_names_hold_are_verbs_that_govern_or_plain_words(things: ThingShapes) -> None:
    assert not things.determiners & things.plain_heads
    assert not things.determiners & things.governing_verbs


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError):
        load_things(tmp_path / "none.yaml")


def test_an_unknown_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "things.yaml"
    path.write_text("foo: 1\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="foo"):
        load_things(path)
