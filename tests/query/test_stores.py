"""The named queries give the same rows whatever the graph is kept in."""

from __future__ import annotations

import pytest
from rdflib import Dataset
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from kg.graph import to_dataset
from kg.query import run_query
from kg.store import DiskStore, MemoryStore, Quad, RemoteStore, Store
from tests.query.analysts import ANALYSTS
from tests.query.analysts import ANSWERS as ANALYSTS_ANSWERS
from tests.query.test_queries import ANSWERS, QUERIES

KINDS = ("memory", "disk", "oxigraph", "virtuoso")


def quads(dataset: Dataset) -> list[Quad]:
    return [
        (subject, predicate, value, None if name in (None, DATASET_DEFAULT_GRAPH_ID) else name)
        for subject, predicate, value, name in dataset.quads((None, None, None, None))
    ]


def kept(kind: str, dataset: Dataset, request: pytest.FixtureRequest) -> Store:
    made: Store = MemoryStore(dataset)
    if kind == "memory":
        return made
    prefixes = made.prefixes
    made = DiskStore(prefixes=prefixes)
    if kind != "disk":
        made = RemoteStore(request.getfixturevalue(kind), prefixes=prefixes)
    for graph in made.graphs():
        if graph.startswith("https://kg.example/"):
            made.replace(graph, [])
    made.replace(None, [])
    made.load(quads(dataset))
    return made


@pytest.fixture(scope="module", params=KINDS)
def store(request: pytest.FixtureRequest, dataset: Dataset) -> Store:
    return kept(request.param, dataset, request)


@pytest.fixture(scope="module", params=KINDS)
def analysts(request: pytest.FixtureRequest) -> Store:
    return kept(request.param, to_dataset(ANALYSTS), request)


def labels(answers: dict[tuple[str, str], set[tuple[str, ...]]]) -> list[str]:
    return [f"{name} {given}".strip() for name, given in answers]


@pytest.mark.parametrize(("name", "given"), ANSWERS, ids=labels(ANSWERS))
def test_every_store_gives_the_same_rows(store: Store, name: str, given: str) -> None:
    parameters = dict(pair.split("=", 1) for pair in given.split())
    rows = run_query(store, QUERIES[name].text, parameters).rows
    assert set(rows) == ANSWERS[name, given]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize(("name", "given"), ANALYSTS_ANSWERS, ids=labels(ANALYSTS_ANSWERS))
def test_what_analysts_ask(analysts: Store, name: str, given: str) -> None:
    parameters = dict(pair.split("=", 1) for pair in given.split())
    rows = run_query(analysts, QUERIES[name].text, parameters).rows
    assert set(rows) == ANALYSTS_ANSWERS[name, given]
    assert len(rows) == len(set(rows))


def test_every_query_is_asked() -> None:
    assert {name for name, _ in (*ANSWERS, *ANALYSTS_ANSWERS)} == QUERIES.keys()
    assert len(QUERIES) >= 25


def test_the_order_is_the_same_in_memory_and_on_disk(dataset: Dataset) -> None:
    with DiskStore() as disk:
        disk.load(quads(dataset))
        for query in QUERIES.values():
            if not any(parameter.required for parameter in query.parameters):
                assert run_query(disk, query.text).rows == run_query(dataset, query.text).rows, query.name


def test_names_are_looked_up_and_prefixes_known_on_every_store(store: Store) -> None:
    text = "SELECT ?name WHERE { ?organisation rdfs:label ?name ; a kgo:Company }"
    assert run_query(store, text, {"organisation": "乙"}).rows == (("乙公司",),)
