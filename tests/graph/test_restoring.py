"""RDF and back loses nothing."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from rdflib import RDF, Dataset, URIRef

from kg.errors import KgError
from kg.graph import KGO, from_dataset, to_dataset
from kg.knowledge.ontology import load_ontology
from kg.model import Entity, Fact, KnowledgeGraph, Status
from kg.statements import join_statements

from .strategies import bases, graphs

# rdflib's own parsers and serialisers use what rdflib deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")

ONTOLOGY = load_ontology()


def in_order(graph: KnowledgeGraph) -> KnowledgeGraph:
    """The same graph, sorted, and with facts that say the same made one, as `to_dataset` promises."""
    facts = [
        replace(
            fact, evidences=tuple(sorted(fact.evidences, key=lambda e: (e.document, e.start, e.end, e.rule, e.quote)))
        )
        for fact in join_statements(graph.facts)
    ]
    return KnowledgeGraph(
        documents=tuple(sorted(graph.documents, key=lambda found: found.id)),
        entities=tuple(sorted(graph.entities, key=lambda found: found.id)),
        facts=tuple(join_statements(facts)),
        quotations=tuple(sorted(graph.quotations, key=lambda q: (q.document, q.start, q.end, q.speaker.id, q.text))),
    )


@settings(max_examples=150, derandomize=True, deadline=None)
@given(graphs(), bases)
def test_what_was_written_is_read_back(graph: KnowledgeGraph, base: str) -> None:
    assert from_dataset(to_dataset(graph, base, ontology=ONTOLOGY)) == in_order(graph)


@settings(max_examples=40, derandomize=True, deadline=None)
@given(graphs())
def test_it_survives_a_file(graph: KnowledgeGraph) -> None:
    text = to_dataset(graph, ontology=ONTOLOGY).serialize(format="nquads")
    read = Dataset(default_union=True)
    read.parse(data=text, format="nquads")
    assert from_dataset(read) == in_order(graph)


def test_a_graph_of_somebody_else_is_refused_or_empty() -> None:
    foreign = Dataset(default_union=True)
    foreign.add((URIRef("urn:a"), RDF.type, URIRef("urn:b")))
    assert from_dataset(foreign) == KnowledgeGraph()
    foreign.add((URIRef("urn:a"), RDF.type, KGO.Statement))
    with pytest.raises(KgError, match="缺少"):
        from_dataset(foreign)


def test_a_value_that_cannot_be_read_is_an_error_of_ours() -> None:
    company = Entity("甲公司", "Company", "甲公司")
    dataset = to_dataset(KnowledgeGraph(entities=(company,), facts=(Fact(company, "rank", 1, Status.ASSERTED),)))
    statement = next(dataset.subjects(RDF.type, KGO.Statement))
    dataset.remove((statement, KGO.status, None))
    dataset.add((statement, KGO.status, URIRef("urn:maybe")))
    with pytest.raises(KgError):
        from_dataset(dataset)
