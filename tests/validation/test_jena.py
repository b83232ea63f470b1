"""Another checker of shapes, Apache Jena's, finds in a graph what pyshacl finds, with the same shapes."""

from __future__ import annotations

import re
from pathlib import Path

from kg.export import write_rdf
from kg.graph import to_dataset, to_graph
from kg.model import KnowledgeGraph, Status
from kg.validation import check_shapes
from kg.validation.shapes import SHAPES_FILE
from tests.export.jena import require_jena, shacl

from .samples import CENTRE, COMPANY, PERSON, SOUND, fact, with_facts, yuan


def by_jena(graph: KnowledgeGraph, folder: Path) -> set[str]:
    require_jena()
    data = folder / "graph.ttl"
    data.write_bytes(write_rdf(to_dataset(graph), "ttl"))
    found, trouble = shacl(folder, SHAPES_FILE, data)
    assert trouble == ""
    messages = set(re.findall(r'"([^"]+)"@en', found))
    assert messages or found.strip() == "Conforms"
    return messages


def test_a_sound_graph_conforms(tmp_path: Path) -> None:
    assert by_jena(SOUND, tmp_path) == set()


def test_it_finds_the_same(tmp_path: Path) -> None:
    graph = with_facts(
        fact(PERSON, "operatedBy", CENTRE),
        fact(COMPANY, "registeredCapital", yuan("-1")),
        fact(CENTRE, "completionDate", yuan("3")),
        fact(CENTRE, "operatedBy", PERSON, Status.PLANNED, confidence=7.0, evidences=()),
    )
    shapes = SHAPES_FILE.read_text(encoding="utf-8")
    ours = {found.en for found in check_shapes(to_graph(to_dataset(graph)), shapes)}
    assert len(ours) >= 6
    assert by_jena(graph, tmp_path) == ours
