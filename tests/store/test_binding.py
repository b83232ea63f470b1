"""What a user fills in stands in the query as data, wherever the variable is used."""

from __future__ import annotations

import pytest
from rdflib import BNode, Literal, URIRef

from kg.errors import KgError
from kg.store import DiskStore, with_prefixes
from kg.store.binding import bind
from kg.store.tokens import groups, tokens

A = URIRef("https://kg.example/entity/甲")
VALUES = f"VALUES ?x {{ {A.n3()} }}"


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("SELECT * WHERE { ?x ?p ?o }", "SELECT * WHERE {| ?x ?p ?o }"),
        ("SELECT * { ?s ?p ?o }", "SELECT * { ?s ?p ?o }"),
        ("SELECT ?x { { ?x ?p ?o } UNION { ?s ?p ?x } }", "SELECT ?x {| {| ?x ?p ?o } UNION {| ?s ?p ?x } }"),
        ("SELECT ?x { { SELECT ?x { ?x ?p ?o } } }", "SELECT ?x {| { SELECT ?x {| ?x ?p ?o } } }"),
        ("CONSTRUCT { ?x ?p ?o } WHERE { ?x ?p ?o }", "CONSTRUCT { ?x ?p ?o } WHERE {| ?x ?p ?o }"),
        ("ASK { ?s ?p ?o FILTER (!BOUND($x) || ?s = $x) }", "ASK {| ?s ?p ?o FILTER (!BOUND($x) || ?s = $x) }"),
        ("ASK { VALUES (?s ?x) { (1 2) } ?s ?p ?o }", "ASK {| VALUES (?s ?x) { (1 2) } ?s ?p ?o }"),
        ("ASK { ?s ?p '?x {', '''?x '{''' # ?x {\n }", "ASK { ?s ?p '?x {', '''?x '{''' # ?x {\n }"),
        ("ASK { ?xy ?p <urn:?x> OPTIONAL { ?s ?p ?o } }", "ASK { ?xy ?p <urn:?x> OPTIONAL { ?s ?p ?o } }"),
    ],
)
def test_values_stand_in_each_group_that_uses_them(text: str, bound: str) -> None:
    assert bind(text, {"x": A}) == bound.replace("{| ", f"{{ {VALUES}  ")


def test_a_variable_is_bound_in_branches_filters_and_subqueries() -> None:
    graph, b, p = URIRef("urn:g"), URIRef("urn:b"), URIRef("urn:p")
    with DiskStore() as store:
        store.load([(A, p, b, graph), (b, p, A, graph), (b, p, b, graph)])
        union = "SELECT ?s ?o { { ?s <urn:p> ?o FILTER (!BOUND(?x) || ?s = ?x) } UNION { ?x <urn:p> ?o } }"
        assert set(store.query(union, {"x": A}).rows) == {(A, b), (None, b)}
        hidden = "SELECT ?n { { SELECT (COUNT(*) AS ?n) { ?s <urn:p> ?x } } }"
        assert [str(n) for (n,) in store.query(hidden, {"x": A}).rows] == ["1"]
        assert [str(n) for (n,) in store.query(hidden).rows] == ["3"]


HOSTILE = (
    '甲" } } ; DROP ALL #',
    "甲\\",
    "'''",
    '"""',
    "甲\n} INSERT DATA { <urn:a> <urn:b> 1 }",
    "",
    "?x",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_a_text(text: str) -> None:
    with DiskStore() as store:
        ((found,),) = store.query("SELECT ?x WHERE { BIND (STRLEN(?x) AS ?n) }", {"x": Literal(text)}).rows
        assert found == Literal(text)


@pytest.mark.parametrize(
    "term", [URIRef("urn:a> } #"), URIRef("urn:a b"), BNode("b"), Literal("\ud800"), URIRef("a"), Literal("\\u0022 }")]
)
def test_what_is_no_term_is_refused(term: URIRef) -> None:
    with pytest.raises(KgError):
        bind("ASK { ?x ?p ?o }", {"x": term})


def test_prefixes_are_declared_where_they_are_used() -> None:
    known = {"a": "urn:a#", "b": "urn:b#", "": "urn:none#"}
    text = "PREFIX b: <urn:other#> SELECT * { a:x b:y 'c:z' . :d a <e:f> }"
    assert with_prefixes(text, known) == f"PREFIX : <urn:none#>\nPREFIX a: <urn:a#>\n{text}"
    assert with_prefixes("ASK { ?a ?b 1 }", known) == "ASK { ?a ?b 1 }"


def test_tokens_and_groups_are_told_apart() -> None:
    text = "PREFIX k: <urn:k> SELECT ?甲 { k:a.b 'c' ?d } # no\n"
    words = ["PREFIX", "k:", "<urn:k>", "SELECT", "甲", "{", "k:a.b", "'c'", "d", "}"]
    assert [token.words for token in tokens(text)] == words
    outer, inner = groups("SELECT * { ?a ?b ?c MINUS { ?d ?e ?f } }")
    assert (outer.outer, inner.outer) == (True, False)
    assert (outer.own, inner.own) == ({"a", "b", "c"}, {"d", "e", "f"})
