"""The ontology is whole, and reads as the vocabulary says."""

import pickle
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from kg.errors import KnowledgeError
from kg.graph import KGO
from kg.knowledge import ontology as module
from kg.knowledge.ontology import ONTOLOGY_NAMESPACE, Ontology, OntologyClass, load_ontology
from kg.model import Status

FILE = Path(module.__file__).with_name("ontology.ttl")
ANY = frozenset({"Agent", "Facility", "Project", "Platform", "Product", "Initiative"})
SYMMETRIC = {"mergesWith", "signsWith", "cooperatesWith", "cooperationIntentWith", "competesWith", "disputesWith"}


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="module")
def rdf() -> Graph:
    return Graph().parse(data=FILE.read_text(encoding="utf-8"), format="turtle")


def test_it_has_every_class_and_property(ontology: Ontology) -> None:
    assert len(ontology.classes) == 31
    assert len(ontology.properties) == 97
    assert list(ontology.classes) == sorted(ontology.classes)
    assert {"Company", "ComputingCentre", "NewsArticle", "Concept"} < ontology.classes.keys()
    assert not {"Statement", "Quantity", "Record", "FactProperty"} & ontology.classes.keys()
    assert not {"status", "evidence", "operates"} & ontology.properties.keys()


def test_names_are_not_used_twice(ontology: Ontology) -> None:
    labels = [found.label_zh for found in ontology.classes.values()]
    assert len(labels) == len(set(labels))
    stated = [found.label_zh for found in ontology.properties.values()]
    assert len(stated) == len(set(stated))


def test_a_property_reads_as_in_the_table(ontology: Ontology) -> None:
    operated = ontology.properties["operatedBy"]
    assert (operated.label_zh, operated.label_en, operated.kind) == ("运营方", "operated by", "object")
    assert operated.domain == ANY
    assert operated.range == {"Agent"}
    assert operated.inverse == "operates"
    assert ontology.properties["investsIn"].range == ANY | {"Industry", "AdministrativeRegion"}
    assert ontology.properties["launchDate"].range == {"date", "gYearMonth", "gYear", "Interval"}
    assert ontology.properties["investmentAmount"].range == {"Quantity"}
    assert ontology.properties["rank"].range == {"integer"}


def test_kinds_and_directions(ontology: Ontology) -> None:
    stated = ontology.properties.values()
    assert {found.name for found in stated if found.symmetric} == SYMMETRIC
    for found in stated:
        assert found.kind == "object" or found.inverse is None
        assert (found.inverse is None) == (found.symmetric or found.kind == "literal"), found.name
        assert found.comment_zh
        classes = found.domain | (found.range if found.kind == "object" else frozenset())
        assert classes <= ontology.classes.keys(), found.name
    literal = {found.name for found in stated if found.kind == "literal"}
    assert len(literal) == 31
    assert {"title", "heldOn", "coversPeriod", "growth", "alias"} < literal


def test_the_tree_of_classes(ontology: Ontology) -> None:
    assert ontology.is_a("ComputingCentre", "Place")
    assert ontology.is_a("Company", "Company")
    assert not ontology.is_a("Place", "ComputingCentre")
    assert not ontology.is_a("Money", "Agent")
    assert ontology.is_a("Money", "Money")
    assert ontology.ancestors("ComputingCentre") == {"Facility", "Place"}
    assert ontology.ancestors("Agent") == frozenset()
    assert ontology.ancestors("Money") == frozenset()


def test_the_more_specific_of_two(ontology: Ontology) -> None:
    assert ontology.more_specific("Agent", "Company") == "Company"
    assert ontology.more_specific("Company", "Agent") == "Company"
    assert ontology.more_specific("Company", "Company") == "Company"
    assert ontology.more_specific("Company", "Place") is None


def test_statuses_are_those_of_the_model(ontology: Ontology) -> None:
    assert ontology.statuses.keys() == {status.value for status in Status}
    assert ontology.statuses["Planned"] == ("计划中", "Planned")


def test_it_can_be_sent_to_another_process(ontology: Ontology) -> None:
    assert pickle.loads(pickle.dumps(ontology)) == ontology  # noqa: S301


def test_every_term_has_labels_and_comments_in_both_languages(rdf: Graph) -> None:
    terms = {node for node in rdf.subjects(RDF.type) if str(node).startswith(ONTOLOGY_NAMESPACE)}
    assert len(terms) > 190
    for term in terms:
        for predicate in (RDFS.label, RDFS.comment):
            texts = {text.language: str(text) for text in rdf.objects(term, predicate)}
            assert texts.keys() == {"zh", "en"}, term
            assert all(texts.values())


def test_every_property_has_domain_and_range_and_every_term_named_exists(rdf: Graph) -> None:
    declared = {node for node in rdf.subjects(RDF.type) if str(node).startswith(ONTOLOGY_NAMESPACE)}
    used = {term for triple in rdf for term in triple if str(term).startswith(ONTOLOGY_NAMESPACE)}
    assert used == declared
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)
    for term in {node for kind in kinds for node in rdf.subjects(RDF.type, kind)}:
        assert rdf.value(term, RDFS.domain), term
        assert rdf.value(term, RDFS.range), term


def test_inverses_mirror_each_other(rdf: Graph) -> None:
    for stated, inverse in rdf.subject_objects(OWL.inverseOf):
        assert members(rdf, stated, RDFS.domain) == members(rdf, inverse, RDFS.range)
        assert members(rdf, stated, RDFS.range) == members(rdf, inverse, RDFS.domain)


def test_the_terms_that_the_graph_writes_are_declared(rdf: Graph) -> None:
    declared = set(rdf.subjects(RDF.type))
    assert {KGO[name] for name in KGO.__annotations__ if not name.startswith("_")} <= declared


def members(rdf: Graph, term: object, predicate: URIRef) -> set[object]:
    value = rdf.value(term, predicate)
    union = rdf.value(value, OWL.unionOf)
    return {value} if union is None else set(rdf.items(union))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("这不是 Turtle", "不是合法的 Turtle"),
        ("kgo:甲 a owl:Class .", "甲 缺少标签：en、zh"),
        ('kgo:乙 a owl:Class ; rdfs:label "乙"@zh .', "乙 缺少标签：en"),
        ('kgo:丙 a kgo:FactProperty ; rdfs:label "丙"@zh, "c"@en .', "丙 缺少 range"),
    ],
)
def test_a_faulty_ontology_is_refused_with_its_fault(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "ontology.ttl"
    prefixes = f"@prefix kgo: <{ONTOLOGY_NAMESPACE}> . @prefix owl: <{OWL}> . @prefix rdfs: <{RDFS}> .\n"
    path.write_text(prefixes + text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=fault) as caught:
        load_ontology(path)
    assert caught.value.place == str(path)


def test_a_missing_ontology_is_reported(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="无法读取本体"):
        load_ontology(tmp_path / "nowhere.ttl")


def test_a_circle_of_classes_does_not_hang() -> None:
    circle = {name: OntologyClass(name, name, name, (other,)) for name, other in (("A", "B"), ("B", "A"))}
    assert Ontology(circle, {}).is_a("A", "B")
