"""The shapes: as the ontology has them, sound for sound graphs, and each breach found by pyshacl."""

from __future__ import annotations

import pytest
from rdflib import PROV, RDF, RDFS, SH, XSD, Graph, Literal, Namespace, URIRef

from kg.graph import KGO, OA, to_dataset, to_graph
from kg.knowledge.ontology import ONTOLOGY_NAMESPACE, Property, load_ontology
from kg.knowledge.quality import load_expectations
from kg.model import Status
from kg.validation import Finding, Severity, check_shapes, shapes_text
from kg.validation.shapes import SHAPES_FILE

from .samples import CENTRE, COMPANY, PERSON, SOUND, fact, with_facts, yuan

TEXT = shapes_text(load_ontology(), load_expectations())
RECORD_SHAPES = 11
KGE = Namespace("https://kg.example/entity/")


def own(name: str) -> URIRef:
    return URIRef(ONTOLOGY_NAMESPACE + name)


@pytest.fixture
def graph() -> Graph:
    return to_graph(to_dataset(SOUND))


def found_in(graph: Graph) -> list[Finding]:
    return list(check_shapes(graph, TEXT))


def statement(graph: Graph, status: URIRef) -> URIRef:
    return min(graph.subjects(KGO.status, status))


def test_the_file_is_what_the_ontology_gives() -> None:
    assert SHAPES_FILE.read_text(encoding="utf-8") == TEXT, "make shapes"


def test_every_property_has_its_shape_in_both_languages() -> None:
    shapes = Graph().parse(data=TEXT, format="turtle")
    for name in load_ontology().properties:
        (shape,) = shapes.subjects(SH.targetSubjectsOf, own(name))
        assert {text.language for text in shapes.objects(shape, SH.message)} == {"zh", "en"}
    assert len(set(shapes.objects(None, SH.message))) > 300


def test_a_sound_graph_conforms(graph: Graph) -> None:
    assert found_in(graph) == []


REMOVALS = [
    (KGO.status, "a statement has one of the five statuses"),
    (KGO.confidence, "the confidence is one decimal from 0 to 1"),
    (KGO.evidence, "a statement has evidence"),
    (PROV.wasDerivedFrom, "a statement is derived from an article"),
    (RDF.subject, "a statement has one subject"),
    (OA.exact, "evidence has its words"),
    (OA.hasSource, "evidence points at one article"),
    (KGO.unit, "a quantity has one unit"),
    (KGO.qualifierName, "a qualifier has a name"),
]


@pytest.mark.parametrize(("predicate", "said"), REMOVALS)
def test_what_is_missing_is_found(graph: Graph, predicate: URIRef, said: str) -> None:
    graph.remove((None, predicate, None))
    found = found_in(graph)
    assert said in {one.en for one in found}
    assert all(one.zh for one in found)


def test_a_status_agrees_with_the_plain_triples(graph: Graph) -> None:
    plain = (KGE["某中心"], own("operatedBy"), KGE["甲公司"])
    assert plain in graph
    graph.remove(plain)
    (found,) = found_in(graph)
    assert (found.en, found.severity) == ("an asserted fact has its plain triple", Severity.VIOLATION)
    assert found.place == "已陈述 → 某中心 运营方 甲公司"


def test_what_is_not_asserted_has_no_plain_triple(graph: Graph) -> None:
    graph.add((KGE["王某"], own("worksFor"), KGE["甲公司"]))
    assert {found.en for found in found_in(graph)} == {
        "a fact that is not asserted has no plain triple",
        "a plain triple has its asserted statement",
    }


def test_a_plain_triple_without_any_statement_is_found(graph: Graph) -> None:
    graph.add((KGE["某中心"], own("operatedBy"), KGE["王某"]))
    (found,) = found_in(graph)
    assert (found.en, found.place) == ("a plain triple has its asserted statement", "运营方 → 某中心")


def test_one_asserted_and_one_planned_statement_may_say_the_same() -> None:
    both = with_facts(fact(CENTRE, "operatedBy", COMPANY, Status.PLANNED))
    assert found_in(to_graph(to_dataset(both))) == []


def test_values_out_of_range(graph: Graph) -> None:
    node = statement(graph, KGO.Expected)
    graph.set((node, KGO.confidence, Literal("1.5", datatype=XSD.decimal)))
    evidence = min(graph.objects(node, KGO.evidence))
    graph.set((evidence, OA.start, Literal(99)))
    assert {found.en for found in found_in(graph)} == {
        "the confidence is one decimal from 0 to 1",
        "evidence has a start, before its end",
    }


def test_classes_are_warned_of_and_kinds_of_values_are_violations() -> None:
    loose = to_graph(to_dataset(with_facts(fact(PERSON, "operatedBy", CENTRE))))
    assert {(found.en, found.severity) for found in found_in(loose)} == {
        ("operatedBy has an object of its range", Severity.WARNING)
    }
    wrong = to_graph(to_dataset(with_facts(fact(CENTRE, "completionDate", yuan("3")))))
    assert ("completionDate has an object of its range", Severity.VIOLATION) in {
        (found.en, found.severity) for found in found_in(wrong)
    }


def test_figures_below_zero_are_warned_of() -> None:
    graph = to_graph(to_dataset(with_facts(fact(COMPANY, "registeredCapital", yuan("-1")))))
    assert [(found.en, found.severity) for found in found_in(graph)] == [
        ("registeredCapital is not below zero", Severity.WARNING)
    ]


def test_an_entity_has_one_name_in_chinese(graph: Graph) -> None:
    graph.add((KGE["某中心"], RDFS.label, Literal("A centre", lang="en")))
    assert {found.en for found in found_in(graph)} == {"an entity has one name, in Chinese"}


def test_a_property_of_a_graph_cannot_speak_in_the_shapes() -> None:
    harm = Property(
        name="leads",
        label_zh='“带头”" ] . kgh:x a sh:NodeShape . #\n换行\\',
        label_en="leads",
        comment_zh="",
        kind="object",
        domain=frozenset({"Person", 'x" ] . kgh:x a sh:NodeShape', ""}),
        range=frozenset(),
        own=True,
    )
    text = shapes_text(load_ontology().with_properties([harm]), load_expectations())
    shapes = Graph().parse(data=text, format="turtle")
    (shape,) = shapes.subjects(SH.targetSubjectsOf, own("leads"))
    assert any(harm.label_zh in str(said) for said in shapes.objects(shape, SH.message))
    assert list(shapes.objects(shape, SH["class"])) == [own("Person")]
    assert len(set(shapes.subjects(RDF.type, SH.NodeShape))) == len(load_ontology().properties) + 1 + RECORD_SHAPES
