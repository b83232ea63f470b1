"""Facts as RDF: what is asserted, what is only stated, and in which graph."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from rdflib import RDF, RDFS, SKOS, XSD, BNode, Dataset, Literal, URIRef
from rdflib.namespace import PROV

import kg.graph
from kg.errors import KgError, KnowledgeError
from kg.graph import KGO, OA, to_dataset, to_graph
from kg.graph.namespaces import class_iri, property_iri
from kg.knowledge.ontology import ONTOLOGY_GRAPH, ONTOLOGY_NAMESPACE, load_ontology
from kg.model import (
    Bound,
    Document,
    Entity,
    Evidence,
    Fact,
    KnowledgeGraph,
    Period,
    Precision,
    Quantity,
    Quotation,
    Status,
)

from .strategies import graphs

ONTOLOGY = load_ontology()
CENTRE = Entity("某某中心", "ComputingCentre", "某某中心", ("中心",))
FIRST = Entity("甲公司", "Company", "甲公司")
PERSON = Entity("张三", "Person", "张三")
ONE, TWO = (
    Document("一", "标题一", "标题一\n某某中心由甲公司运营。"),
    Document("二", "标题二", "标题二\n甲公司运营某某中心。"),
)
HERE, THERE = (
    Evidence("一", 4, 14, "某某中心由甲公司运营", "operated-by"),
    Evidence("二", 4, 13, "甲公司运营某某中心", "operates"),
)
FACT = Fact(CENTRE, "operatedBy", FIRST, Status.ASSERTED, evidences=(HERE, THERE))


def kgo(name: str) -> URIRef:
    return URIRef(ONTOLOGY_NAMESPACE + name)


def node(path: str) -> URIRef:
    return URIRef(f"https://kg.example/{path}")


def dataset_of(*facts: Fact, documents: tuple[Document, ...] = (ONE, TWO)) -> Dataset:
    return to_dataset(KnowledgeGraph(documents, (), facts), ontology=ONTOLOGY)


def triples_in(dataset: Dataset, name: str) -> set[tuple[object, object, object]]:
    return set(dataset.graph(node(name)))


def test_an_asserted_fact_is_a_plain_triple_in_every_document_that_states_it() -> None:
    dataset = dataset_of(FACT)
    plain = (node("entity/某某中心"), kgo("operatedBy"), node("entity/甲公司"))
    assert plain in triples_in(dataset, "document/一")
    assert plain in triples_in(dataset, "document/二")


@pytest.mark.parametrize("status", set(Status) - {Status.ASSERTED})
def test_what_the_text_does_not_assert_is_a_statement_alone(status: Status) -> None:
    union = to_graph(dataset_of(replace(FACT, status=status)))
    assert not list(union.triples((None, kgo("operatedBy"), None)))
    statement = next(union.subjects(RDF.predicate, kgo("operatedBy")))
    assert union.value(statement, KGO.status) == kgo(status.value)


def test_a_statement_is_one_node_with_the_evidence_of_each_document_in_its_own_graph() -> None:
    dataset = dataset_of(FACT)
    (statement,) = set(to_graph(dataset).subjects(RDF.type, KGO.Statement))
    for document, evidence in ((ONE, HERE), (TWO, THERE)):
        graph = dataset.graph(node(f"document/{document.id}"))
        (place,) = graph.objects(statement, KGO.evidence)
        assert list(graph.objects(statement, PROV.wasDerivedFrom)) == [node(f"document/{document.id}")]
        assert str(graph.value(place, OA.exact)) == evidence.quote
        start, end = (graph.value(place, part).toPython() for part in (OA.start, OA.end))
        assert str(graph.value(node(f"document/{document.id}"), KGO.text))[start:end] == evidence.quote
        assert str(graph.value(place, KGO.rule)) == evidence.rule


def test_withdrawing_a_document_leaves_what_the_other_supports() -> None:
    dataset, alone = dataset_of(FACT), dataset_of(replace(FACT, evidences=(THERE,)), documents=(TWO,))
    dataset.remove_graph(dataset.graph(node("document/一")))
    assert set(to_graph(dataset)) == set(to_graph(alone))


def test_entities_are_described_where_something_is_said_of_them() -> None:
    idle = Entity("乙公司", "Company", "乙公司")
    dataset = to_dataset(KnowledgeGraph((ONE,), (CENTRE, FIRST, idle), (replace(FACT, evidences=(HERE,)),)))
    described = triples_in(dataset, "document/一")
    assert (node("entity/某某中心"), RDF.type, kgo("ComputingCentre")) in described
    assert (node("entity/某某中心"), RDFS.label, Literal("某某中心", lang="zh")) in described
    assert (node("entity/某某中心"), SKOS.altLabel, Literal("中心", lang="zh")) in described
    assert not [triple for triple in described if triple[0] == node("entity/乙公司")]
    assert (node("entity/乙公司"), RDFS.label, Literal("乙公司", lang="zh")) in to_graph(dataset)


def test_the_terms_in_use_are_labelled() -> None:
    terms = dataset_of(FACT).graph(URIRef(ONTOLOGY_GRAPH))
    assert terms.value(kgo("operatedBy"), RDFS.label) in {
        Literal("运营方", lang="zh"),
        Literal("operated by", lang="en"),
    }
    assert (kgo("ComputingCentre"), RDFS.subClassOf, kgo("Facility")) in terms
    assert (kgo("Facility"), RDFS.label, Literal("设施", lang="zh")) in terms
    assert (kgo("Asserted"), RDFS.label, Literal("已陈述", lang="zh")) in terms
    assert (kgo("acquires"), None, None) not in terms


@pytest.mark.parametrize(
    ("name", "value", "literal"),
    [
        (
            "launchDate",
            Period(date(2022, 5, 1), date(2022, 5, 31), Precision.MONTH),
            Literal("2022-05", datatype=XSD.gYearMonth),
        ),
        (
            "heldOn",
            Period(date(2022, 5, 15), date(2022, 5, 15), Precision.DAY),
            Literal("2022-05-15", datatype=XSD.date),
        ),
        (
            "establishedOn",
            Period(date(999, 1, 1), date(999, 12, 31), Precision.YEAR),
            Literal("0999", datatype=XSD.gYear),
        ),
        ("rank", 3, Literal(3)),
        ("hasTitle", "董事长", Literal("董事长")),
        ("publishedOn", "2022-05-16T09:06:32+08:00", Literal("2022-05-16T09:06:32+08:00", datatype=XSD.dateTime)),
        ("publishedOn", "2022-13-45T99:99:99", Literal("2022-13-45T99:99:99")),
        ("publishedOn", "近日", Literal("近日")),
        ("sourceUrl", "http://news.example/1", Literal("http://news.example/1", datatype=XSD.anyURI)),
    ],
)
def test_values_are_typed(name: str, value: Period | str | int, literal: Literal) -> None:
    assert (node("entity/某某中心"), kgo(name), literal) in to_graph(
        dataset_of(Fact(CENTRE, name, value, Status.ASSERTED))
    )


def test_a_quantity_is_a_node_with_its_words() -> None:
    amount = Quantity(Decimal("3.9E8"), "CNY", Bound.ABOUT, "约3.9亿元")
    union = to_graph(dataset_of(Fact(CENTRE, "investmentAmount", amount, Status.ASSERTED)))
    quantity = union.value(node("entity/某某中心"), kgo("investmentAmount"))
    assert union.value(quantity, KGO.value) == Literal("390000000", datatype=XSD.decimal)
    assert [str(union.value(quantity, part)) for part in (KGO.unit, KGO.bound, KGO.surface)] == [
        "CNY",
        "about",
        "约3.9亿元",
    ]


def test_equal_amounts_in_other_words_are_one_statement() -> None:
    facts = [
        Fact(CENTRE, "investmentAmount", Quantity(value, "CNY", surface=words), Status.ASSERTED, evidences=(place,))
        for value, words, place in ((Decimal("3.9E8"), "3.9亿元", HERE), (Decimal("390000000.0"), "39000万元", THERE))
    ]
    union = to_graph(dataset_of(*facts))
    (statement,) = set(union.subjects(RDF.type, KGO.Statement))
    assert len(list(union.objects(statement, KGO.evidence))) == 2
    assert len(list(union.objects(statement, RDF.object))) == 1


def test_qualifiers_tell_statements_apart() -> None:
    facts = [replace(FACT, qualifiers=(("of", phase),)) for phase in ("首期", "二期")]
    assert len(set(to_graph(dataset_of(*facts)).subjects(RDF.type, KGO.Statement))) == 2


def test_speaker_time_and_quotation_are_kept() -> None:
    may = Period(date(2022, 5, 1), date(2022, 5, 31), Precision.MONTH, "本月")
    said = Quotation(PERSON, "将负责运营。", "一", 4, 10)
    union = to_graph(to_dataset(KnowledgeGraph((ONE,), (), (replace(FACT, speaker=PERSON, time=may),), (said,))))
    statement = next(union.subjects(RDF.type, KGO.Statement))
    assert union.value(statement, KGO.speaker) == node("entity/张三")
    assert union.value(statement, KGO.validTime) == Literal("2022-05", datatype=XSD.gYearMonth)
    quotation = next(union.subjects(RDF.type, KGO.Quotation))
    assert str(union.value(quotation, KGO.text)) == "将负责运营。"
    assert union.value(quotation, PROV.wasDerivedFrom) == node("document/一")


@pytest.mark.parametrize(
    "graph",
    [
        KnowledgeGraph(entities=(Entity("甲", "Comapny", "甲"),)),
        KnowledgeGraph(entities=(Entity("甲", "Statement", "甲"),)),
        KnowledgeGraph(facts=(replace(FACT, property="runBy"),)),
        KnowledgeGraph(facts=(replace(FACT, property="status"),)),
        KnowledgeGraph(facts=(replace(FACT, property="operates"),)),
        KnowledgeGraph(facts=(replace(FACT, object=Entity("乙", "Firm> a <urn:x>", "乙")),)),
    ],
)
def test_the_vocabulary_is_closed(graph: KnowledgeGraph) -> None:
    with pytest.raises(KnowledgeError, match="本体中没有"):
        to_dataset(graph)


def test_what_is_not_a_number_is_refused() -> None:
    with pytest.raises(KgError, match="不是有限的数"):
        dataset_of(Fact(CENTRE, "share", Quantity(Decimal("NaN"), "percent"), Status.ASSERTED))


def test_terms_are_strict_and_all_in_the_ontology() -> None:
    with pytest.raises(AttributeError):
        KGO.stautus  # noqa: B018
    with pytest.raises(KnowledgeError):
        class_iri("Nothing", ONTOLOGY)
    assert property_iri("operatedBy", ONTOLOGY) == kgo("operatedBy")


@settings(max_examples=50, derandomize=True, deadline=None)
@given(graphs())
def test_there_are_no_blank_nodes_and_every_iri_can_be_written(graph: KnowledgeGraph) -> None:
    for triple in to_graph(to_dataset(graph, ontology=ONTOLOGY)):
        for term in triple:
            assert not isinstance(term, BNode)
            assert not isinstance(term, URIRef) or term.n3()


def test_the_order_of_a_file_does_not_hang_on_the_hash_seed() -> None:
    script = (
        "from tests.graph.test_dataset import *\n"
        "d = dataset_of(FACT, replace(FACT, speaker=PERSON, qualifiers=(('of', '首期'), ('a', 1))))\n"
        "print(to_graph(d).serialize(format='turtle'))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ".", "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_everything_exported_exists() -> None:
    assert all(hasattr(kg.graph, name) for name in kg.graph.__all__)
