"""The IRIs of a graph resolve: each form that may be asked for, hostile names, and what is not there."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest
from rdflib import RDF, Graph, URIRef

from kg.export import write_rdf
from kg.graph import DEFAULT_BASE, KGO, Iris, to_dataset
from kg.model import Document, Entity, Evidence, Fact, KnowledgeGraph, Quotation, Status
from tests.serve.conftest import LIMIT, Server, running

HOSTILE = "<img src=x onerror=alert(1)></script> a/b ?#%41 href"
TEXT = "甲公司拟投资乙中心。乙中心由丙公司运营。丁某说：“会按期建成。”"
FIRST, CENTRE = Entity("甲公司", "Company", "甲公司", ("甲司",)), Entity("乙中心", "ComputingCentre", "乙中心")
ODD, PERSON = Entity(HOSTILE, "Company", HOSTILE), Entity("丁某", "Person", "丁某")
IRIS = Iris()


def evidence(quote: str) -> tuple[Evidence, ...]:
    start = TEXT.index(quote)
    return (Evidence("d1", start, start + len(quote), quote, "某规则"),)


@pytest.fixture(scope="module")
def resources(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    said = TEXT.index("会按期")
    many = [Fact(PERSON, "about", Entity(f"项目{n}", "Project", f"项目{n}"), Status.ASSERTED) for n in range(LIMIT)]
    facts = (
        Fact(FIRST, "investsIn", CENTRE, Status.PLANNED, (("amount", HOSTILE),), evidences=evidence("甲公司拟投资")),
        Fact(CENTRE, "operatedBy", ODD, Status.ASSERTED, evidences=evidence("由丙公司运营")),
        *many,
    )
    graph = KnowledgeGraph(
        (Document("d1", HOSTILE, TEXT, publisher="某日报", url="javascript:alert(1)"),),
        (FIRST, CENTRE, ODD, PERSON, *(fact.object for fact in many if isinstance(fact.object, Entity))),
        facts,
        (Quotation(PERSON, "会按期建成。", "d1", said, said + 6),),
    )
    folder = tmp_path_factory.mktemp("resources")
    (folder / "graph.trig").write_bytes(write_rdf(to_dataset(graph), "trig"))
    with running(folder, ["--limit", str(LIMIT)]) as found:
        yield found


def path(iri: URIRef) -> str:
    """As a browser sends it."""
    return quote(IRIS.path(iri).removeprefix("/"), safe="/%~!$&'()*+,;=:@")


def ask(server: Server, iri: URIRef, accept: str) -> tuple[int, str, str]:
    reply = server.send("GET", path(iri), Accept=accept)
    return reply.status, reply.media_type, reply.body.decode()


FORMS = {"text/turtle": "turtle", "application/ld+json": "json-ld", "application/n-triples": "nt"}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own reader of JSON-LD
@pytest.mark.parametrize("media_type", FORMS)
@pytest.mark.parametrize("entity", [FIRST, CENTRE, ODD])
def test_an_entity_comes_as_rdf_with_the_statements_about_it(
    resources: Server, entity: Entity, media_type: str
) -> None:
    node = IRIS.entity(entity)
    status, given, body = ask(resources, node, media_type)
    assert (status, given.partition(";")[0]) == (200, media_type), body
    graph = Graph().parse(data=body, format=FORMS[media_type])
    about = set(graph.subjects(RDF.subject, node)) | set(graph.subjects(RDF.object, node))
    assert about
    for statement in about:
        assert set(graph.objects(statement, KGO.status))
    quotes = {str(value) for value in graph.objects(None, URIRef("http://www.w3.org/ns/oa#exact"))}
    assert quotes <= {"甲公司拟投资", "由丙公司运营"}
    assert quotes


def test_a_browser_gets_a_page_with_the_sentence_and_links(resources: Server) -> None:
    status, media_type, page = ask(resources, IRIS.entity(CENTRE), "text/html,application/xhtml+xml,*/*;q=0.8")
    assert (status, media_type) == (200, "text/html")
    assert "<mark>甲公司拟投资</mark>乙中心。" in page
    assert f'href="{IRIS.path(IRIS.entity(FIRST))}"' in page
    assert "计划" in page
    assert "某规则" in page
    assert "default-src &#39;none&#39;; style-src &#39;sha256-" in page


def test_hostile_names_stay_text(resources: Server) -> None:
    for iri in (IRIS.entity(ODD), IRIS.document("d1"), IRIS.entity(FIRST)):
        status, _, page = ask(resources, iri, "text/html")
        assert status == 200
        assert "<img" not in page
        assert "</script>" not in page
        assert "javascript:" not in page.replace("javascript:alert(1)</", "")
        assert 'href="javascript' not in page


def test_a_speaker_and_a_post_have_pages(resources: Server) -> None:
    assert "会按期建成。" in ask(resources, IRIS.entity(PERSON), "text/html")[2]
    assert "甲公司拟投资" in ask(resources, IRIS.document("d1"), "text/html")[2]


def test_a_statement_has_a_page(resources: Server) -> None:
    body = ask(resources, IRIS.entity(FIRST), "application/n-triples")[2]
    graph = Graph().parse(data=body, format="nt")
    (statement,) = graph.subjects(RDF.subject, IRIS.entity(FIRST))
    assert isinstance(statement, URIRef)
    status, _, page = ask(resources, statement, "text/html")
    assert status == 200
    assert "<mark>甲公司拟投资</mark>" in page


def test_what_is_beyond_the_limit_is_cut_and_said(resources: Server) -> None:
    # One statement for each project, and a quotation.
    with urlopen(Request(resources.root + path(IRIS.entity(PERSON)), headers={"Accept": "text/turtle"})) as reply:  # noqa: S310 - our own server
        assert reply.headers["X-SPARQL-MaxRows"] == str(LIMIT)
    assert "用 SPARQL 查" in ask(resources, IRIS.entity(PERSON), "text/html")[2]
    assert "用 SPARQL 查" not in ask(resources, IRIS.entity(FIRST), "text/html")[2]


@pytest.mark.parametrize(
    "where", ["entity/无此名", "entity/", "nothing/甲公司", "entity", "entity/%FF", "../etc/passwd"]
)
@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_what_is_not_there_is_not_found(resources: Server, where: str, accept: str) -> None:
    assert resources.send("GET", quote(where, safe="/%."), Accept=accept).status == 404


def test_a_form_that_nobody_writes_is_not_acceptable(resources: Server) -> None:
    assert ask(resources, IRIS.entity(FIRST), "image/png")[0] == 406


def test_resolve_is_the_inverse_of_naming() -> None:
    for name in ("甲", HOSTILE, "..", "a%2Fb", "\udc80", "a b"):
        iri = IRIS.entity(Entity(name, "Company", "甲"))
        assert IRIS.resolve(str(iri).removeprefix(DEFAULT_BASE)) == iri
        assert IRIS.resolve(quote(str(iri).removeprefix(DEFAULT_BASE), safe="/%~!$&'()*+,;=:@")) == iri
