"""Properties that rule files declare: the graph holds all that is said of them, and reads it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import OWL, RDF, RDFS, BNode, Dataset, Literal, URIRef

from kg.errors import KnowledgeError
from kg.export import write_rdf
from kg.graph import KGO, from_dataset, read_ontology, read_trig, to_dataset, to_graph
from kg.knowledge.ontology import ONTOLOGY_GRAPH, ONTOLOGY_NAMESPACE, Ontology, Property, load_ontology
from kg.model import Entity, Fact, KnowledgeGraph, Status

SHIPPED = load_ontology()
RANKS = Property(
    "ranksAmong", "位列", "ranks among", "进入榜单。", "object",
    frozenset({"Company"}), frozenset({"Concept"}), comment_en="Is in a ranking.", own=True,
)  # fmt: skip
FIRST, SECOND = Entity("甲公司", "Company", "甲公司"), Entity("某榜", "Concept", "某榜")


def graph_of(stated: Property) -> KnowledgeGraph:
    value = SECOND if stated.kind == "object" else "第一"
    return KnowledgeGraph(entities=(FIRST, SECOND), facts=(Fact(FIRST, stated.name, value, Status.ASSERTED),))


def dataset_of(stated: Property) -> Dataset:
    return to_dataset(graph_of(stated), ontology=SHIPPED.with_properties([stated]))


def test_the_graph_says_what_the_rule_file_says() -> None:
    terms, node = dataset_of(RANKS).graph(URIRef(ONTOLOGY_GRAPH)), URIRef(ONTOLOGY_NAMESPACE + "ranksAmong")
    assert set(terms.objects(node, RDF.type)) == {RDF.Property, OWL.ObjectProperty, KGO.FactProperty}
    assert set(terms.objects(node, RDFS.label)) == {Literal("位列", lang="zh"), Literal("ranks among", lang="en")}
    assert set(terms.objects(node, RDFS.domain)) == {URIRef(ONTOLOGY_NAMESPACE + "Company")}
    assert set(terms.objects(node, RDFS.range)) == {URIRef(ONTOLOGY_NAMESPACE + "Concept")}
    assert (URIRef("https://kg.example/entity/甲公司"), node, URIRef("https://kg.example/entity/某榜")) in to_graph(
        dataset_of(RANKS)
    )


def test_nothing_is_declared_that_ships() -> None:
    dataset = to_dataset(KnowledgeGraph(facts=(Fact(FIRST, "cooperatesWith", SECOND, Status.ASSERTED),)))
    assert not list(dataset.quads((None, RDF.type, KGO.FactProperty, None)))
    assert read_ontology(dataset) == SHIPPED


def test_without_its_ontology_a_property_is_unknown() -> None:
    with pytest.raises(KnowledgeError, match="ranksAmong"):
        to_dataset(graph_of(RANKS))


CLASSES = st.frozensets(st.sampled_from(sorted(SHIPPED.classes)), min_size=1, max_size=4)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=6)


@st.composite
def properties(draw: st.DrawFn) -> Property:
    literal = draw(st.booleans())
    return Property(
        name=draw(st.from_regex(r"own[A-Za-z0-9]{0,6}", fullmatch=True)),
        label_zh=draw(TEXTS.filter(bool)),
        label_en=draw(TEXTS.filter(bool)),
        comment_zh=draw(TEXTS),
        comment_en=draw(TEXTS),
        kind="literal" if literal else "object",
        domain=draw(CLASSES),
        range=frozenset() if literal else draw(CLASSES),
        symmetric=not literal and draw(st.booleans()),
        own=True,
    )


@settings(max_examples=25, derandomize=True, deadline=None)
@given(properties())
def test_a_file_of_the_graph_gives_back_the_vocabulary(
    tmp_path_factory: pytest.TempPathFactory, stated: Property
) -> None:
    written = dataset_of(stated)
    assert not [term for quad in written for term in quad if isinstance(term, BNode)]
    path = tmp_path_factory.mktemp("graph") / "graph.trig"
    path.write_bytes(write_rdf(written, "trig"))
    read = read_trig(path)
    ontology = read_ontology(read)
    assert ontology.properties[stated.name] == stated
    assert ontology == SHIPPED.with_properties([stated])
    assert from_dataset(read) == from_dataset(written)
    assert write_rdf(to_dataset(from_dataset(read), ontology=ontology), "trig") == write_rdf(written, "trig")


def test_the_shipped_ontology_wins_over_a_graph() -> None:
    read = dataset_of(RANKS)
    terms = read.graph(URIRef(ONTOLOGY_GRAPH))
    for name in ("operatedBy", "status", "operates"):
        terms.add((URIRef(ONTOLOGY_NAMESPACE + name), RDF.type, KGO.FactProperty))
        terms.add((URIRef(ONTOLOGY_NAMESPACE + name), RDFS.label, Literal("别的", lang="zh")))
    terms.add((URIRef("urn:foreign"), RDF.type, KGO.FactProperty))
    assert read_ontology(read) == SHIPPED.with_properties([RANKS])


def test_a_property_without_labels_goes_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "graph.trig"
    path.write_text(f"<{ONTOLOGY_GRAPH}> {{ <{ONTOLOGY_NAMESPACE}mine> a <{KGO.FactProperty}> }}", encoding="utf-8")
    found = read_ontology(read_trig(path)).properties["mine"]
    assert (found.label_zh, found.label_en, found.kind, found.own) == ("mine", "mine", "literal", True)


def test_a_vocabulary_of_ones_own() -> None:
    small = Ontology({}, {})
    assert read_ontology(dataset_of(RANKS), small).properties.keys() == {"ranksAmong"}
