import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, BNode, Dataset, Graph, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from kg.errors import OutputError
from kg.export import write_rdf
from kg.export.lexical import clean
from kg.graph import Iris
from kg.model import Entity

from .samples import KGD, KGE, KGO, sample_dataset

# rdflib warns of its own deprecated names when it reads into a Dataset.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

PARSERS = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdfxml": "xml"}
QUADS = {"nq": "nquads", "trig": "trig"}


def union(dataset: Dataset) -> set[tuple]:
    return {(s, p, o) for s, p, o, _ in dataset.quads((None, None, None, None))}


def quads(dataset: Dataset) -> set[tuple]:
    names = (None, DATASET_DEFAULT_GRAPH_ID)
    return {(s, p, o, None if g in names else g) for s, p, o, g in dataset.quads((None, None, None, None))}


@pytest.mark.parametrize("name", PARSERS)
@pytest.mark.parametrize("hostile", [False, True])
def test_triples_read_back_equal(name: str, hostile: bool):
    dataset = sample_dataset(hostile=hostile)
    back = set(Graph().parse(data=write_rdf(dataset, name), format=PARSERS[name]))
    wanted = union(dataset)
    if name == "rdfxml":
        back = {(s, p, Literal(clean(o)) if p == KGO.text else o) for s, p, o in back}
        wanted = {(s, p, Literal(clean(o)) if p == KGO.text else o) for s, p, o in wanted}
    assert back == wanted


@pytest.mark.parametrize("name", QUADS)
@pytest.mark.parametrize("hostile", [False, True])
def test_quads_read_back_equal(name: str, hostile: bool):
    dataset = sample_dataset(hostile=hostile)
    back = Dataset()
    back.parse(data=write_rdf(dataset, name), format=QUADS[name])
    assert quads(back) == quads(dataset)


@pytest.mark.parametrize("name", [*PARSERS, *QUADS])
def test_bytes_do_not_depend_on_the_order_of_adding(name: str):
    forwards = write_rdf(sample_dataset(hostile=True), name)
    assert write_rdf(sample_dataset(hostile=True, backwards=True), name) == forwards
    assert forwards.endswith(b"\n")


def test_writing_leaves_the_dataset_as_it_was():
    dataset = sample_dataset()
    before = quads(dataset), sorted(dataset.namespaces())
    for name in [*PARSERS, *QUADS]:
        write_rdf(dataset, name)
    assert (quads(dataset), sorted(dataset.namespaces())) == before


def test_turtle_is_readable():
    text = write_rdf(sample_dataset(), "ttl").decode()
    assert "kge:某某市人工智能计算中心 a kgo:ComputingCentre" in text
    assert "@prefix oa: <http://www.w3.org/ns/oa#> ." in text
    assert '"390000000"^^xsd:decimal' in text  # not 390000000.0, which is another literal
    assert "kgo:confidence 0.90 ;" in text


def test_a_paragraph_for_each_subject_and_its_kind_first():
    quads = [
        (KGE.b, RDFS.label, Literal("乙\n乙", lang="zh")),
        (KGE.b, RDF.type, KGO.Company),
        (KGE.b, RDF.subject, KGE.c),
        (KGE.a, KGO.supports, KGE.c),
        (KGE.a, KGO.supports, KGE.b),
        (KGE.a, KGO.rank, Literal(3)),
    ]
    dataset = Dataset()
    for prefix, namespace in (("kgo", KGO), ("kge", KGE), ("kgd", KGD)):
        dataset.bind(prefix, namespace)
    for quad in quads:
        dataset.graph(KGD["甲篇"]).add(quad)
    used = {"kge": KGE, "kgo": KGO, "rdf": RDF, "rdfs": RDFS}
    head = [f"@prefix {prefix}: <{name}> ." for prefix, name in used.items()]
    body = [
        "kge:a kgo:rank 3 ;",
        "\tkgo:supports kge:b , kge:c .",
        "",
        "kge:b a kgo:Company ;",
        "\trdf:subject kge:c ;",
        '\trdfs:label "乙\\n乙"@zh .',
    ]
    assert write_rdf(dataset, "ttl").decode().split("\n") == [*head, "", *body, ""]
    assert write_rdf(dataset, "trig").decode().split("\n") == [*head, "", f"<{KGD['甲篇']}> {{", *body, "}", ""]


def test_lines_are_sorted():
    for name in ("nt", "nq"):
        lines = write_rdf(sample_dataset(), name).splitlines()
        assert lines == sorted(set(lines))


def test_trig_has_the_graphs_in_order():
    text = write_rdf(sample_dataset(), "trig").decode()
    assert 0 < text.index(f"<{KGD['乙篇']}> {{") < text.index(f"<{KGD['甲篇']}> {{")


def test_jsonld_is_compact_and_keeps_an_empty_text():
    content = json.loads(write_rdf(sample_dataset(), "jsonld"))
    nodes = {node["@id"]: node for node in content["@graph"]}
    centre = nodes["kge:某某市人工智能计算中心"]
    assert centre["@type"] == ["kgo:ComputingCentre", "kgo:Facility"]
    assert centre["skos:altLabel"] == [
        {"@language": "zh", "@value": ""},
        {"@language": "zh", "@value": "计算中心"},
    ]
    assert content["@context"]["kgo"] == str(KGO)


def test_a_prefix_of_the_dataset_wins():
    dataset = sample_dataset()
    dataset.bind("oa", "https://mine.example/oa#", override=True, replace=True)
    dataset.default_graph.add((KGE.q, URIRef("https://mine.example/oa#p"), Literal("x")))
    text = write_rdf(dataset, "ttl").decode()
    assert "@prefix oa: <https://mine.example/oa#> ." in text
    assert set(Graph().parse(data=text, format="turtle")) == union(dataset)


def test_an_empty_dataset():
    for name, parser in (PARSERS | QUADS).items():
        back = Dataset()
        back.parse(data=write_rdf(Dataset(), name), format=parser)
        assert len(back) == 0


def test_unknown_format():
    with pytest.raises(OutputError, match="owl"):
        write_rdf(sample_dataset(), "owl")


@pytest.mark.parametrize("name", ["ttl", "trig", "nt", "nq", "jsonld"])
def test_a_lone_surrogate_is_reported(name: str):
    dataset = Dataset()
    dataset.default_graph.add((KGE.a, KGO.text, Literal("\ud800")))
    with pytest.raises(OutputError, match="surrogates"):
        write_rdf(dataset, name)


@pytest.mark.filterwarnings("ignore:.*does not look like a valid URI")
@pytest.mark.parametrize("name", ["ttl", "trig", "nt", "nq"])
@pytest.mark.parametrize("place", ["subject", "graph"])
def test_an_address_that_is_none_is_reported(name: str, place: str):
    bad = URIRef("https://kg.example/> <x y")
    dataset = Dataset()
    if place == "subject":
        dataset.default_graph.add((bad, KGO.text, Literal("x")))
    else:
        dataset.graph(bad).add((KGE.a, KGO.text, Literal("x")))
        if name in ("ttl", "nt"):
            return
    with pytest.raises(OutputError, match=f"不能写成 {name}.*kg.example"):
        write_rdf(dataset, name)


def test_a_name_that_ends_in_a_dot_is_written_out():
    dataset = Dataset()
    dataset.bind("kge", KGE)
    said = Literal("甲 kge:b\\. kge:c\\\\. 乙")
    dataset.default_graph.add((KGE["a(1),Inc."], RDFS.label, said))
    text = write_rdf(dataset, "ttl").decode()
    assert "<https://kg.example/entity/a(1),Inc.> rdfs:label" in text
    assert set(Graph().parse(data=text, format="turtle")) == union(dataset)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.text(min_size=1, max_size=6) | st.text("-._~:()'!*,;=@%2F0aé甲", min_size=1, max_size=6), max_size=6)
)
def test_every_name_that_we_give_is_read_back_by_others(names: list[str]):
    dataset = Dataset()
    dataset.bind("kge", KGE)
    for name in names:
        node = Iris().entity(Entity(name, "Concept", name))
        dataset.graph(KGD["甲篇"]).add((node, RDFS.seeAlso, node))
    wanted = quads(dataset)
    for form in QUADS:
        back = Dataset()
        back.parse(data=write_rdf(dataset, form), format=QUADS[form])
        assert quads(back) == wanted


def test_a_predicate_without_a_name_is_reported_or_written_in_full():
    dataset = Dataset()
    dataset.default_graph.add((KGE.a, URIRef("https://other.example/123"), KGE.b))
    with pytest.raises(OutputError, match="rdfxml"):
        write_rdf(dataset, "rdfxml")
    for name in ("ttl", "nt", "jsonld"):
        assert set(Graph().parse(data=write_rdf(dataset, name), format=PARSERS[name])) == union(dataset)


def test_no_blank_node_is_made():
    back = Dataset()
    back.parse(data=write_rdf(sample_dataset(), "trig"), format="trig")
    assert not [term for quad in quads(back) for term in quad if isinstance(term, BNode)]
