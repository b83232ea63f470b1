"""What every store must do alike; each test runs over each of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import XSD, Literal, URIRef

from kg.errors import KgError, QueryError
from kg.knowledge.ontology import UNNAMED_GRAPH
from kg.store import DiskStore, MemoryStore, Quad, RemoteStore, Store

S, T, P, Q = (URIRef(f"https://kg.example/entity/{name}") for name in ("甲公司", "乙（青岛）", "合作", "金额"))
ONE, TWO = (URIRef(f"https://kg.example/document/{name}") for name in ("一", "二"))
AMOUNT = Literal("390000000.5", datatype=XSD.decimal, normalize=False)
HOSTILE = Literal("\"} } ; DROP ALL #\\\n\u2028''' 甲", lang="zh")
QUADS: tuple[Quad, ...] = (
    (S, P, T, ONE),
    (S, P, T, TWO),
    (S, Q, AMOUNT, TWO),
    (T, Q, HOSTILE, TWO),
    (T, P, S, None),
)


EMBEDDED = ("memory", "disk", "oxigraph in memory")
SERVED = ("oxigraph", "virtuoso")


def make(kind: str, request: pytest.FixtureRequest, folder: Path) -> Store:
    match kind:
        case "memory":
            return MemoryStore()
        case "disk":
            return DiskStore(folder / "store")
        case "oxigraph in memory":
            return DiskStore()
    store = RemoteStore(request.getfixturevalue(kind))
    for graph in (*ours(store), None):
        store.replace(graph, [])
    return store


@pytest.fixture(params=EMBEDDED + SERVED)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made = make(request.param, request, tmp_path)
    yield made
    made.close()


@pytest.fixture(params=EMBEDDED)
def embedded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made = make(request.param, request, tmp_path)
    yield made
    made.close()


def ours(store: Store) -> tuple[URIRef, ...]:
    """The graphs that this test put there; a server may have some for itself."""
    return tuple(name for name in store.graphs() if name.startswith("https://kg.example/"))


def rows(store: Store, text: str) -> set[tuple[object, ...]]:
    return set(store.query(text).rows)


def test_what_was_loaded_is_there(store: Store) -> None:
    before = store.size()
    store.load(QUADS)
    store.load(QUADS[:1])
    assert store.size() - before == len(QUADS)
    assert ours(store) == (ONE, TWO)
    assert {*store.match(S), *store.match(T)} == {quad[:3] for quad in QUADS}
    assert len(list(store.match(S, P))) == 1
    assert list(store.match(T, graph=TWO)) == [(T, Q, HOSTILE)]
    assert list(store.match(None, Q, AMOUNT)) == [(S, Q, AMOUNT)]
    assert list(store.match(ONE)) == []


def test_a_query_sees_all_graphs_as_one_and_each_by_its_name(store: Store) -> None:
    store.load(QUADS)
    answer = store.query("SELECT ?s ?o WHERE { ?s <https://kg.example/entity/合作> ?o } ORDER BY ?s")
    assert answer.variables == ("s", "o")
    assert set(answer.rows) == {(S, T), (T, S)}
    names = rows(store, "SELECT ?g WHERE { GRAPH ?g { ?s <https://kg.example/entity/合作> ?o } }")
    # Where the graph without a name cannot be kept without one, it shows.
    assert names - {(URIRef(UNNAMED_GRAPH),)} == {(ONE,), (TWO,)}


def test_every_form_is_answered(store: Store) -> None:
    store.load(QUADS)
    assert store.query("ASK { ?s ?p 'nothing' }").truth is False
    assert (
        store.query(f"PREFIX d: <{ONE.rpartition('/')[0]}/> # which\nASK {{ GRAPH d:一 {{ ?s ?p ?o }} }}").truth is True
    )
    made = store.query(f"CONSTRUCT {{ ?o {P.n3()} ?s }} WHERE {{ ?s {Q.n3()} ?o FILTER (ISIRI(?s)) }} LIMIT 0")
    assert made.triples == ()
    made = store.query(f"CONSTRUCT {{ ?s {P.n3()} ?o }} WHERE {{ ?s {Q.n3()} ?o }}")
    assert set(made.triples or ()) == {(S, P, AMOUNT), (T, P, HOSTILE)}
    unbound = store.query(f"SELECT ?s ?none WHERE {{ ?s {Q.n3()} ?o OPTIONAL {{ ?s {ONE.n3()} ?none }} }}")
    assert set(unbound.rows) == {(S, None), (T, None)}


def test_a_graph_is_replaced_whole(store: Store) -> None:
    before = store.size()
    store.load(QUADS)
    store.replace(TWO, [(S, Q, HOSTILE)])
    assert list(store.match(graph=TWO)) == [(S, Q, HOSTILE)]
    assert list(store.match(graph=ONE)) == [(S, P, T)]
    assert store.size() - before == 3
    store.replace(TWO, [])
    store.replace(TWO, [])
    assert ours(store) == (ONE,)
    store.replace(None, [(T, Q, AMOUNT)])
    assert set(store.match(T)) == {(T, Q, AMOUNT)}
    store.replace(None, [])
    assert store.size() - before == 1


def test_texts_come_back_as_they_were(store: Store) -> None:
    store.load([(S, Q, HOSTILE, ONE), (S, Q, AMOUNT, ONE), (S, P, Literal(""), ONE)])
    assert rows(store, f"SELECT ?o WHERE {{ ?s {Q.n3()} ?o }}") == {(HOSTILE,), (AMOUNT,)}
    store.replace(TWO, [(S, P, Literal("a\tb\r\n"))])
    assert list(store.match(graph=TWO)) == [(S, P, Literal("a\tb\r\n"))]


def test_an_update_changes(store: Store) -> None:
    store.load(QUADS)
    store.update(f"DELETE DATA {{ GRAPH {ONE.n3()} {{ {S.n3()} {P.n3()} {T.n3()} }} }}")
    assert ours(store) == (TWO,)
    assert set(store.match(S, P)) == {(S, P, T)}
    with pytest.raises(QueryError):
        store.update("CHANGE NOTHING")


def test_a_triple_of_several_graphs_is_told_and_counted_once(embedded: Store) -> None:
    embedded.load(QUADS)
    pattern = "{ ?s <https://kg.example/entity/合作> ?o }"
    assert len(embedded.query(f"SELECT * WHERE {pattern}").rows) == 2
    ((number,),) = embedded.query(f"SELECT (COUNT(*) AS ?n) WHERE {pattern}").rows
    assert str(number) == "2"
    assert sorted(embedded.match()) == sorted({quad[:3] for quad in QUADS})


def test_to_an_update_the_default_graph_is_the_one_without_a_name(embedded: Store) -> None:
    embedded.load(QUADS)
    embedded.update(f"INSERT DATA {{ {S.n3()} {P.n3()} {S.n3()} }} ; DELETE DATA {{ {T.n3()} {P.n3()} {S.n3()} }}")
    assert set(embedded.match(None, P)) == {(S, P, T), (S, P, S)}
    embedded.update(f"DROP GRAPH {TWO.n3()} ; DROP GRAPH {ONE.n3()} # both")
    assert list(embedded.match()) == [(S, P, S)]
    embedded.update(f"INSERT {{ GRAPH {ONE.n3()} {{ ?s ?p ?o }} }} WHERE {{ ?s ?p ?o }} ;")
    embedded.replace(None, [])
    assert list(embedded.match()) == [(S, P, S)]
    assert embedded.graphs() == (ONE,)
    assert embedded.size() == 1


def test_what_is_no_query_is_an_error(store: Store) -> None:
    with pytest.raises(QueryError):
        store.query("SELECT WHERE")
    with pytest.raises(KgError):  # Virtuoso takes it for a query that is not allowed
        store.query("DROP ALL")


def test_closing_twice_does_no_harm(store: Store) -> None:
    store.close()
    store.close()


@pytest.mark.parametrize("value", [Literal("\ud800"), URIRef("https://kg.example/a b"), URIRef("no scheme")])
def test_what_no_file_can_hold_is_refused_on_disk(tmp_path: Path, value: URIRef) -> None:
    with DiskStore(tmp_path / "store") as store:
        store.load(QUADS)
        with pytest.raises(KgError, match="存不了"):
            store.load([(S, P, T, ONE), (S, P, value, ONE)])
        with pytest.raises(KgError, match="存不了"):
            store.replace(TWO, [(S, P, value)])
        assert store.size() == len(QUADS)
