"""The cases of the W3C SPARQL 1.1 protocol tests for queries, written from the specification, and those beyond them."""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode

import pytest

from tests.serve.conftest import LIMIT, Server

ASK = "ASK {}"
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
G, H = "http://e.example/g", "http://e.example/h"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s <https://kg.example/ontology#cooperatesWith> ?o }"
NAMED = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"


def form(*fields: tuple[str, str]) -> bytes:
    return urlencode(fields).encode()


def path(*fields: tuple[str, str]) -> str:
    return f"sparql?{urlencode(fields)}"


QUERIES = {
    "query_get": ("GET", path(("query", ASK)), None, {}),
    "query_post_form": ("POST", "sparql", form(("query", ASK)), {"Content_Type": FORM}),
    "query_post_form_charset": ("POST", "sparql", form(("query", ASK)), {"Content_Type": f"{FORM}; charset=UTF-8"}),
    "query_post_direct": ("POST", "sparql", ASK.encode(), {"Content_Type": DIRECT}),
    "query_post_direct_dataset": ("POST", path(("default-graph-uri", G)), ASK.encode(), {"Content_Type": DIRECT}),
}


@pytest.mark.parametrize("case", QUERIES)
def test_query(server: Server, case: str) -> None:
    method, where, body, headers = QUERIES[case]
    reply = server.send(method, where, body, **headers)
    assert (reply.status, reply.media_type) == (200, "application/sparql-results+json"), reply.said
    assert json.loads(reply.body)["boolean"] is True


BAD = {
    "bad_query_method": ("PUT", path(("query", ASK)), None, {}, 405),
    "bad_query_method_delete": ("DELETE", path(("query", ASK)), None, {}, 405),
    "bad_multiple_queries": ("GET", path(("query", ASK), ("query", "SELECT * {}")), None, {}, 400),
    "bad_multiple_queries_post": ("POST", path(("query", ASK)), form(("query", ASK)), {"Content_Type": FORM}, 400),
    "bad_query_wrong_media_type": ("POST", "sparql", ASK.encode(), {"Content_Type": "text/plain"}, 415),
    "bad_query_missing_form_type": ("POST", "sparql", form(("query", ASK)), {"Content_Type": ""}, 415),
    "bad_query_missing_direct_type": ("POST", "sparql", ASK.encode(), {"Content_Type": ""}, 415),
    "bad_query_non_utf8": ("POST", "sparql", ASK.encode("utf-16"), {"Content_Type": DIRECT}, 400),
    "bad_query_non_utf8_get": ("GET", "sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%22%FF%22%7D", None, {}, 400),
    "bad_query_charset": ("POST", "sparql", ASK.encode(), {"Content_Type": f"{DIRECT}; charset=utf-16"}, 415),
    "bad_query_syntax": ("GET", path(("query", "ASK {")), None, {}, 400),
    "bad_query_empty": ("GET", path(("query", "")), None, {}, 400),
    "bad_query_prefix": ("GET", path(("query", "ASK { no:a no:b no:c }")), None, {}, 400),
    "bad_query_is_update": ("GET", path(("query", "DROP ALL")), None, {}, 400),
    "bad_query_service": ("GET", path(("query", "ASK { SERVICE <http://127.0.0.1:1/> {} }")), None, {}, 400),
    "bad_graph": ("GET", path(("query", ASK), ("default-graph-uri", "no iri")), None, {}, 400),
    "bad_query_too_large": ("POST", "sparql", b"#" * (1 << 20) + b"\n" + ASK.encode(), {"Content_Type": DIRECT}, 413),
    "bad_update_get": ("GET", path(("update", "CLEAR ALL")), None, {}, 403),
    "bad_update_form": ("POST", "sparql", form(("update", "CLEAR ALL")), {"Content_Type": FORM}, 403),
    "bad_update_direct": ("POST", "sparql", b"CLEAR ALL", {"Content_Type": "application/sparql-update"}, 403),
}


@pytest.mark.parametrize("case", BAD)
def test_what_breaks_the_protocol_is_refused_with_a_text(server: Server, case: str) -> None:
    method, where, body, headers, status = BAD[case]
    reply = server.send(method, where, body, **headers)
    assert (reply.status, reply.media_type) == (status, "text/plain"), reply.said
    assert reply.said
    assert server.send("GET", path(("query", ASK))).status == 200


DATASETS = {
    "all": ((), "1", [G, H, "http://e.example/many"]),
    "query_dataset_default_graph": ([("default-graph-uri", G)], "1", []),
    "query_dataset_default_graphs": ([("default-graph-uri", G), ("default-graph-uri", H)], "1", []),
    "query_dataset_named_graphs": ([("named-graph-uri", G), ("named-graph-uri", H)], "0", [G, H]),
    "query_dataset_full": ([("default-graph-uri", G), ("named-graph-uri", H)], "1", [H]),
    "unknown": ([("default-graph-uri", "http://e.example/none")], "0", []),
}


@pytest.mark.parametrize("case", DATASETS)
@pytest.mark.parametrize("way", ["get", "post"])
def test_dataset(server: Server, case: str, way: str) -> None:
    fields, count, names = DATASETS[case]

    def ask(query: str) -> list[str]:
        given = [("query", query), *fields]
        if way == "get":
            reply = server.send("GET", path(*given))
        else:
            reply = server.send("POST", "sparql", form(*given), Content_Type=FORM)
        return [one["value"] for row in json.loads(reply.body)["results"]["bindings"] for one in row.values()]

    assert ask(COUNT) == [count]
    assert ask(NAMED) == names


def test_the_dataset_of_the_query_and_that_of_the_request_which_wins(server: Server) -> None:
    """query_multiple_dataset"""
    query = "SELECT ?o FROM <http://e.example/g> { ?s <http://e.example/q> ?o }"
    assert json.loads(server.send("GET", path(("query", query))).body)["results"]["bindings"] == []
    asked = server.send("GET", path(("query", query), ("default-graph-uri", H)))
    assert [row["o"]["value"] for row in json.loads(asked.body)["results"]["bindings"]] == ["1"]


CONTENT = {
    "select-json": ("SELECT * {}", "application/sparql-results+json", b'"bindings"'),
    "select-xml": ("SELECT * {}", "application/sparql-results+xml", b"<sparql"),
    "select-csv": ("SELECT ?s { ?s <http://e.example/q> 1 }", "text/csv", b"s\r\nhttp://e.example/a\r\n"),
    "select-tsv": (
        "SELECT ?o { ?s <http://e.example/p> ?o FILTER isLiteral(?o) }",
        "text/tab-separated-values",
        '?o\n"一\\t\\"二\\"\\n三"@zh\n'.encode(),
    ),
    "ask-json": (ASK, "application/sparql-results+json", b'"boolean"'),
    "ask-xml": (ASK, "application/sparql-results+xml", b"<boolean>true</boolean>"),
    "ask-csv": (ASK, "text/csv", b"true"),
    "ask-tsv": (ASK, "text/tab-separated-values", b"true"),
    "construct-turtle": ("CONSTRUCT WHERE { ?s <http://e.example/q> ?o }", "text/turtle", b"q> 1"),
    "construct-nt": (
        "CONSTRUCT WHERE { ?s <http://e.example/q> ?o }",
        "application/n-triples",
        b"<http://e.example/a>",
    ),
    "construct-xml": ("CONSTRUCT WHERE { ?s <http://e.example/q> ?o }", "application/rdf+xml", b"<rdf:RDF"),
    "construct-jsonld": ("CONSTRUCT WHERE { ?s <http://e.example/q> ?o }", "application/ld+json", b"@id"),
    "describe-turtle": ("DESCRIBE <http://e.example/a>", "text/turtle", b"e.example"),
}


@pytest.mark.parametrize("case", CONTENT)
def test_content_type(server: Server, case: str) -> None:
    query, media_type, part = CONTENT[case]
    reply = server.send("GET", path(("query", query)), Accept=f"{media_type};q=0.9, text/html, */*;q=0.1")
    assert (reply.status, reply.media_type) == (200, media_type), reply.said
    assert part in reply.body.replace(b"ex:q", b"q>")


def test_not_acceptable(server: Server) -> None:
    assert server.send("GET", path(("query", ASK)), Accept="image/png").status == 406
    assert server.send("GET", path(("query", ASK)), Accept="application/json;q=0, image/png").status == 406


def test_answers_are_cut_at_the_limit_and_say_so(server: Server) -> None:
    query = "SELECT ?o { ?s <http://e.example/n> ?o }"
    reply = server.send("GET", path(("query", query)), Accept="text/csv")
    assert len(reply.body.split()) == LIMIT + 1
    made = server.send("GET", path(("query", "CONSTRUCT WHERE { ?s ?p ?o }")), Accept="application/n-triples")
    assert len(made.body.splitlines()) == LIMIT


def test_the_service_describes_itself(server: Server) -> None:
    from rdflib import Graph, Namespace, URIRef
    from rdflib.namespace import VOID

    reply = server.send("GET", "sparql", Accept="text/turtle")
    graph = Graph().parse(data=reply.body, format="turtle")
    sd = Namespace("http://www.w3.org/ns/sparql-service-description#")
    (service,) = graph.subjects(sd.endpoint)
    assert service == URIRef(server.endpoint)
    assert {str(name) for name in graph.objects(predicate=sd.name)} == {G, H, "http://e.example/many"}
    assert 304 in {int(count) for count in graph.objects(predicate=VOID.triples)}


def test_long_and_chinese_queries(server: Server) -> None:
    query = "ASK { <https://kg.example/entity/甲> ?p <https://kg.example/entity/乙> }"
    assert json.loads(server.send("GET", f"sparql?query={quote(query)}").body)["boolean"] is True
