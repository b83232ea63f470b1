"""Graph files read back, and whatever is no graph file is an error that says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import URIRef

from kg.errors import KgError
from kg.graph import DEFAULT_BASE, from_dataset, read_trig, to_dataset
from kg.knowledge.ontology import load_ontology
from kg.model import Document, Entity, Evidence, Fact, KnowledgeGraph, Status

COMPANY, OTHER = (Entity(name, "Company", name, ("甲",)) for name in ("甲公司", "乙公司"))
EVIDENCE = Evidence("甲篇", 2, 9, "甲公司投资乙公", "r")
GRAPH = KnowledgeGraph(
    documents=(Document("甲篇", "题", "题\n甲公司投资乙公司。", paragraphs=((2, 11),)),),
    entities=(OTHER, COMPANY),
    facts=(Fact(COMPANY, "investsIn", OTHER, Status.ASSERTED, evidences=(EVIDENCE,)),),
)


@pytest.fixture
def problem(tmp_path: Path):
    """What is said of a file that holds this."""

    def said(data: str | bytes) -> KgError:
        path = tmp_path / "graph.trig"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        with pytest.raises(KgError) as caught:
            read_trig(path)
        assert caught.value.place == str(path)
        assert caught.value.remedy
        assert "\n" not in str(caught.value)
        return caught.value

    return said


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "图.trig"
    path.write_text(to_dataset(GRAPH, ontology=load_ontology()).serialize(format="trig"), encoding="utf-8")
    assert from_dataset(read_trig(path)) == GRAPH


def test_an_empty_file_is_an_empty_graph(tmp_path: Path) -> None:
    path = tmp_path / "graph.trig"
    path.write_text("", encoding="utf-8")
    assert from_dataset(read_trig(path)) == KnowledgeGraph()


def test_a_relative_address_stands_under_the_base_and_not_in_the_folder(tmp_path: Path) -> None:
    path = tmp_path / "graph.trig"
    path.write_text("<a> <b> <c> .", encoding="utf-8")
    used = {term for quad in read_trig(path) for term in quad[:3]}
    assert used == {URIRef(f"{DEFAULT_BASE}{name}") for name in "abc"}


@pytest.mark.parametrize(
    "text",
    [
        "这不是图",
        "<urn:a> <urn:b>",
        "<urn:a> <urn:b> <urn:c> . }",
        "<urn:g> { <urn:a> <urn:b> <urn:c> .",
        "@prefix : <urn:x> .\n:a :b ::c:: [",
        "x:a x:b x:c .",
        '<urn:a> <urn:b> "没有合上 .',
        "<urn:a> <urn:b> ( ( ( .",
        "[" * 5000,
        b"\xff\xfe\x00",
        b"\x00",
    ],
)
def test_what_is_no_trig_is_an_error_of_ours(text: str | bytes, problem) -> None:
    assert "不是 TriG" in problem(text).message


@pytest.mark.parametrize("bad", ["a b", "a{b", "a|b", "a^b", "a`b", "a\\\\b"])
def test_an_address_that_cannot_be_written_again_is_refused(bad: str, problem) -> None:
    assert "不是 TriG" in problem(f"<urn:{bad}> <urn:b> <urn:c> .").message
    assert "不是 TriG" in problem(f"@prefix x: <urn:{bad}> .\n<urn:a> <urn:b> <urn:c> .").message


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="没有这个图文件") as caught:
        read_trig(tmp_path / "none.trig")
    assert "kg build" in caught.value.remedy


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="读不了"):
        read_trig(tmp_path)
