"""The server in bad company: runaway queries, foreign pages, other programs' clients."""

from __future__ import annotations

import http.client
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from rdflib import URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, TURTLE, XML, SPARQLWrapper

from kg import cli
from kg.serve.negotiation import choose
from tests.serve.conftest import GRAPH, TIMEOUT, Server, running

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER (?a != ?l) }"
HUNGRY = "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?l ?a ?d ?g"


def address(query: str) -> str:
    return f"sparql?{urlencode({'query': query})}"


def headers(server: Server, path: str, **given: str) -> tuple[int, dict[str, str]]:
    connection = http.client.HTTPConnection(urlsplit(server.root).netloc, timeout=20)
    connection.request("GET", f"/{path}", headers=given)
    reply = connection.getresponse()
    reply.read()
    connection.close()
    return reply.status, {name.lower(): value for name, value in reply.getheaders()}


@pytest.mark.parametrize("query", [CROSS, HUNGRY])
def test_a_runaway_query_is_ended_and_the_server_lives_on(server: Server, query: str) -> None:
    begun = time.monotonic()
    reply = server.send("GET", address(query))
    assert reply.status == 503, reply.said
    assert time.monotonic() - begun < TIMEOUT + 3
    assert server.send("GET", address("ASK {}")).status == 200


def test_only_this_machine_is_a_host(server: Server) -> None:
    port = urlsplit(server.root).port
    for host in ("localhost", f"localhost:{port}", "127.0.0.1", f"[::1]:{port}"):
        assert headers(server, address("ASK {}"), Host=host)[0] == 200
    for host in ("evil.example", f"evil.example:{port}", "localhost.evil.example", "localhost@evil.example", "", "["):
        assert headers(server, address("ASK {}"), Host=host)[0] in {400, 403}


def test_other_origins_read_only_where_they_may(server: Server) -> None:
    _, allowed = headers(server, address("ASK {}"), Origin="https://a.example")
    assert allowed["access-control-allow-origin"] == "https://a.example"
    _, foreign = headers(server, address("ASK {}"), Origin="https://b.example")
    assert "access-control-allow-origin" not in foreign
    assert foreign["x-content-type-options"] == "nosniff"


def test_a_cut_answer_has_a_header(server: Server) -> None:
    assert headers(server, address("SELECT * { ?s ?p ?o }"))[1]["x-sparql-maxrows"] == "200"
    assert "x-sparql-maxrows" not in headers(server, address("SELECT * {}"))[1]


def test_the_page(server: Server) -> None:
    reply = server.send("GET", "")
    assert (reply.status, reply.media_type) == (200, "text/html")
    assert server.send("GET", "graph.trig").status == 404


@pytest.mark.parametrize("form", [JSON, XML, CSV, TURTLE])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper(server: Server, form: str, method: str) -> None:
    client = SPARQLWrapper(server.endpoint)
    client.setMethod(method)
    client.setReturnFormat(form)
    client.setQuery("CONSTRUCT WHERE { ?s ?p 1 }" if form == TURTLE else "SELECT ?s { ?s <http://e.example/q> 1 }")
    answer = client.queryAndConvert()
    if form == JSON:
        assert [row["s"]["value"] for row in answer["results"]["bindings"]] == ["http://e.example/a"]
    else:
        assert b"e.example" in (answer if isinstance(answer, bytes) else answer.toxml().encode())


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_the_store_of_rdflib(server: Server, method: str) -> None:
    store = SPARQLStore(server.endpoint, method=method)
    subject = URIRef("http://e.example/a")
    assert sorted(str(predicate) for (_, predicate, _), _ in store.triples((subject, None, None))) == [
        "http://e.example/p", "http://e.example/p", "http://e.example/q",
    ]  # fmt: skip
    assert bool(store.query("ASK { ?s <http://e.example/q> 1 }"))


def test_faults_before_the_start(run, tmp_path: Path) -> None:
    code, out, err = run("serve", "-g", tmp_path / "none.trig", "--port", "0")
    assert (code, out) == (cli.EXIT_NOTHING, "")
    assert "none.trig" in err
    (tmp_path / "bad.trig").write_text("<a:a> <a:b> ", encoding="utf-8")
    assert run("serve", "-g", tmp_path / "bad.trig", "--port", "0")[0] == cli.EXIT_NOTHING


def test_a_port_in_use(server: Server, run, tmp_path: Path) -> None:
    code, _, err = run("serve", "-g", tmp_path / "graph.trig", "--port", urlsplit(server.root).port)
    assert code == cli.EXIT_NOTHING
    assert "--port" in err


def test_it_stops_when_told(tmp_path: Path) -> None:
    (tmp_path / "graph.trig").write_text(GRAPH, encoding="utf-8")
    with running(tmp_path) as other:
        assert other.send("GET", "").status == 404
        other.process.terminate()
        assert other.process.wait(10) is not None


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "a/b"),
        ("", "a/b"),
        ("*/*", "a/b"),
        ("a/c, a/b", "a/b"),
        ("a/c, a/b;q=0.9", "a/c"),
        ("a/*;q=0.5, d/e", "d/e"),
        ("a/*, a/b;q=0", "a/c"),
        ("*/*;q=0.1, a/c;level=1;q=0.2", "a/c"),
        ("A/C;Q=1", "a/c"),
        ("x/y", None),
        ("*/*;q=0", None),
        ("a/c;q=nonsense", None),
        ("a/c;q=nan", None),
    ],
)
def test_the_form_that_is_liked_best(accept: str | None, chosen: str | None) -> None:
    assert choose(accept, ("a/b", "a/c", "d/e")) == chosen
