"""Labelled sentences in each of their forms, and what is no such thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KgError, KnowledgeError
from kg.knowledge.ontology import load_ontology
from kg.workbench.mining import Labels, load_labels, read_labelled

from .data import A, B


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_of_a_table_are_put_together_by_sentence(tmp_path: Path) -> None:
    rows = f"{A}\t{B}\t收购\t{A}收购{B}\n\n{B}\t{A}\t被收购\t{A}收购{B}\n\n{A}\t{B}\t无\t{A}拜访{B}\n"
    first, second = read_labelled(write(tmp_path / "pairs.txt", rows))
    assert first.place == "pairs.txt:1"
    assert second.place == "pairs.txt:5"
    assert [(fact.subject.names, fact.label, fact.object.names) for fact in first.facts] == [
        ((A,), "收购", (B,)),
        ((B,), "被收购", (A,)),
    ]
    assert not first.complete


def test_json_lines_have_words_or_places(tmp_path: Path) -> None:
    text = f'{{"text": "{A}收购{B}", "facts": [{{"s": [0, {len(A)}], "p": "acquires", "o": "{B}"}}]}}'
    (read,) = read_labelled(write(tmp_path / "a.jsonl", f"{text}\n\n"))
    (fact,) = read.facts
    start, end = fact.subject.span or (0, 0)
    assert read.document.text[start:end] == A
    assert fact.object.span is None
    assert read.complete


def test_an_annotation_is_read_with_the_text_beside_it(tmp_path: Path) -> None:
    annotation = (
        f'{{"entities": [{{"id": "e1", "name": "{A}", "type": "Company", "aliases": ["明远"]}}],'
        '"facts": [{"s": "e1", "p": "revenue", "o": {"quantity": {"value": 200000000, "unit": "CNY"}},'
        '"status": "Asserted", "tier": 1, "evidence": [2, 10]}]}'
    )
    write(tmp_path / "x1.json", annotation)
    write(tmp_path / "x1.txt", "题\n明远营收2亿元。\n")
    write(tmp_path / "floor.json", "{}")
    (read,) = read_labelled(tmp_path)
    assert read.document.title == "题"
    assert [read.document.text[start:end] for start, end in read.document.paragraphs] == ["明远营收2亿元。"]
    (fact,) = read.facts
    assert fact.subject.names == (A, "明远")
    assert fact.object.value is not None
    (tmp_path / "x1.txt").unlink()
    with pytest.raises(KgError, match=r"x1\.txt"):
        list(read_labelled(tmp_path / "x1.json"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "甲\t乙\t收购\n"),
        ("a.tsv", "甲\t\t收购\t甲收购乙\n"),
        ("a.jsonl", "{"),
        ("a.jsonl", "[]"),
        ("a.jsonl", '{"text": "甲收购乙"}'),
        ("a.jsonl", '{"text": "甲收购乙", "facts": [{"s": "甲", "p": "acquires"}]}'),
        ("a.jsonl", '{"text": "甲收购乙", "facts": [{"s": [0, 99], "p": "acquires", "o": "乙"}]}'),
        ("a.jsonl", '{"text": "甲收购乙", "facts": [{"s": [-2, 1], "p": "acquires", "o": "乙"}]}'),
        ("a.jsonl", '{"text": "甲收购乙", "facts": [{"s": "", "p": "acquires", "o": "乙"}]}'),
    ],
)
def test_what_is_no_labelled_sentence_is_refused_with_its_place(name: str, text: str, tmp_path: Path) -> None:
    with pytest.raises(KgError, match=rf"{name}:1"):
        list(read_labelled(write(tmp_path / name, text)))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"none\.tsv"):
        list(read_labelled(tmp_path / "none.tsv"))


def test_what_labels_mean(tmp_path: Path) -> None:
    said = "收购: acquires\n被收购: o acquires s\n持股: s holdsStakeIn o\n无:\n"
    labels = load_labels(write(tmp_path / "labels.yaml", said), load_ontology(), ["未知"])
    assert labels.read("收购") == ("acquires", False)
    assert labels.read("被收购") == ("acquires", True)
    assert labels.read("持股") == ("holdsStakeIn", False)
    assert [labels.read(one) for one in ("无", "未知", "别的")] == [None, None, None]


def test_without_a_table_every_label_is_its_own_property() -> None:
    labels = Labels(None, frozenset({"无"}))
    assert labels.read("合资") == ("合资", False)
    assert labels.read("无") is None


@pytest.mark.parametrize("said", ["收购: buys", "收购: acquires s", "收购: o acquires o", "- 收购", "收购: [acquires]"])
def test_a_table_of_labels_that_is_wrong_is_refused(said: str, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"labels\.yaml"):
        load_labels(write(tmp_path / "labels.yaml", said), load_ontology())
