"""A copy of a graph has names of its own but for regions, and joins the graph there."""

from __future__ import annotations

from datetime import datetime

from view_graphs import count_entities, join_copy

from kg.model import Document, Entity, Evidence, Fact, KnowledgeGraph, Quotation, Status

COMPANY = Entity("c/甲公司", "Company", "甲公司")
REGION = Entity("r/某市", "AdministrativeRegion", "某市")
TEXT = "甲公司位于某市。"
GRAPH = KnowledgeGraph(
    (Document("d1", "题", TEXT, datetime(2026, 1, 2), "某报"),),
    (COMPANY, REGION),
    (Fact(COMPANY, "locatedIn", REGION, Status.ASSERTED, evidences=(Evidence("d1", 0, 7, TEXT[:7], "某规则"),)),),
    (Quotation(COMPANY, "某市", "d1", 5, 7),),
)


def test_a_copy_has_other_names_but_for_regions() -> None:
    both = join_copy(GRAPH, GRAPH, 1)
    other = Entity("c/甲公司·1", "Company", "甲公司·1")
    assert both.entities == (COMPANY, other, REGION)
    assert [(fact.subject, fact.object) for fact in both.facts] == [(COMPANY, REGION), (other, REGION)]
    assert [document.id for document in both.documents] == ["d1", "d1·1"]
    assert both.facts[1].evidences[0].document == "d1·1"
    assert both.quotations[1].speaker == other
    assert count_entities(both) == 3


def test_the_first_copy_keeps_its_names() -> None:
    assert join_copy(KnowledgeGraph(), GRAPH, 0) == GRAPH
