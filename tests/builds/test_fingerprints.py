"""What makes a post be read again, and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.builds import document_print, fingerprints, take_fingerprint
from kg.knowledge.loader import Knowledge
from kg.knowledge.names import NameEntry
from kg.model import Document
from kg.pipeline import Extractor


@pytest.fixture
def knowledge(extractor: Extractor) -> Knowledge:
    return extractor.knowledge


def changed(knowledge: Knowledge, **what: object) -> Knowledge:
    spec, *others = knowledge.rules.rules
    return replace(knowledge, rules=replace(knowledge.rules, rules=(spec.model_copy(update=what), *others)))


def test_the_same_knowledge_has_the_same_digest(knowledge: Knowledge) -> None:
    shuffled = replace(knowledge, names=tuple(reversed(knowledge.names)))
    assert take_fingerprint(knowledge).digest == take_fingerprint(shuffled).digest


@pytest.mark.parametrize(
    "what", [{"match": ("{who:Agent} 从未有过",)}, {"confidence": 0.1}, {"macros": {"新词": "甲|乙"}}, {"stage": 3}]
)
def test_a_rule_that_reads_otherwise_is_another(knowledge: Knowledge, what: dict[str, object]) -> None:
    before, after = take_fingerprint(knowledge), take_fingerprint(changed(knowledge, **what))
    assert before.digest != after.digest
    assert [name for name in before.rules if before.rules[name] != after.rules[name]] == [knowledge.rules.rules[0].rule]
    assert (before.names, before.words, before.program) == (after.names, after.words, after.program)


@pytest.mark.parametrize(
    "what", [{"says": "另一种说法"}, {"place": "elsewhere.yaml:1"}, {"counterexamples": ("无。",)}]
)
def test_what_a_rule_says_of_itself_changes_no_reading(knowledge: Knowledge, what: dict[str, object]) -> None:
    assert take_fingerprint(knowledge).digest == take_fingerprint(changed(knowledge, **what)).digest


def test_a_name_more_changes_its_list_alone(knowledge: Knowledge) -> None:
    more = replace(knowledge, names=(*knowledge.names, NameEntry("甲乙丙丁", "Company", "甲乙丙丁")))
    before, after = take_fingerprint(knowledge), take_fingerprint(more)
    assert [kind for kind in after.names if before.names.get(kind) != after.names[kind]] == ["Company"]
    assert before.digest != after.digest


def test_macros_and_words_of_scope_count(knowledge: Knowledge) -> None:
    files = knowledge.rules
    guards = files.guards.model_copy(update={"negated": (*files.guards.negated, "绝非")})
    of_guards = take_fingerprint(replace(knowledge, rules=replace(files, guards=guards)))
    of_macros = take_fingerprint(replace(knowledge, rules=replace(files, macros={**files.macros, "新词": "甲"})))
    before = take_fingerprint(knowledge)
    assert before.words["guards"] != of_guards.words["guards"]
    assert before.words["macros"] != of_macros.words["macros"]
    assert len({before.digest, of_guards.digest, of_macros.digest}) == 3


def test_another_model_library_or_line_of_code_counts(
    knowledge: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = take_fingerprint(knowledge)
    assert take_fingerprint(knowledge, "lac").program != before.program
    monkeypatch.setattr(fingerprints, "_LIBRARIES", ("jieba",))
    assert take_fingerprint(knowledge).program != before.program
    monkeypatch.setattr(fingerprints, "_PACKAGE", tmp_path)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "a.py").write_text("1", encoding="utf-8")
    one = take_fingerprint(knowledge).program
    (tmp_path / "rules" / "a.py").write_text("2", encoding="utf-8")
    assert take_fingerprint(knowledge).program != one


@pytest.mark.parametrize(
    "what",
    [
        {"id": "b"},
        {"title": "另一题"},
        {"text": "另一题\n另一段"},
        {"published": datetime(2022, 5, 16, tzinfo=UTC)},
        {"publisher": "某报"},
        {"author": "某人"},
        {"url": "https://kg.example/a"},
        {"tags": ("甲",)},
        {"paragraphs": ((2, 4),)},
    ],
)
def test_all_that_is_known_of_a_post_counts(what: dict[str, object]) -> None:
    post = Document("a", "题", "题\n一段", paragraphs=((2, 4), (4, 4)))
    assert document_print(post) != document_print(replace(post, **what))  # type: ignore[arg-type]
    assert document_print(post) == document_print(replace(post))


def test_half_a_character_has_a_digest() -> None:
    assert document_print(Document("a", "\ud83d", "\ud83d"))
