"""The named queries give the same rows whatever the graph is kept in."""

from __future__ import annotations

import pytest
from rdflib import Dataset
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from kg.query import run_query
from kg.store import DiskStore, MemoryStore, Quad, RemoteStore, Store
from tests.query.test_queries import ANSWERS, QUERIES


def quads(dataset: Dataset) -> list[Quad]:
    return [
        (subject, predicate, value, None if name in (None, DATASET_DEFAULT_GRAPH_ID) else name)
        for subject, predicate, value, name in dataset.quads((None, None, None, None))
    ]


@pytest.fixture(scope="module", params=["memory", "disk", "oxigraph", "virtuoso"])
def store(request: pytest.FixtureRequest, dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Store:
    made: Store = MemoryStore(dataset)
    if request.param == "memory":
        return made
    prefixes = made.prefixes
    if request.param == "disk":
        made = DiskStore(tmp_path_factory.mktemp("disk"), prefixes=prefixes)
    else:
        made = RemoteStore(request.getfixturevalue(request.param), prefixes=prefixes)
    for graph in made.graphs():
        if graph.startswith("https://kg.example/"):
            made.replace(graph, [])
    made.replace(None, [])
    made.load(quads(dataset))
    return made


@pytest.mark.parametrize(("name", "given"), ANSWERS, ids=[f"{name} {given}".strip() for name, given in ANSWERS])
def test_every_store_gives_the_same_rows(store: Store, name: str, given: str) -> None:
    parameters = dict(pair.split("=", 1) for pair in given.split())
    rows = run_query(store, QUERIES[name].text, parameters).rows
    assert set(rows) == ANSWERS[name, given]
    assert len(rows) == len(set(rows))


def test_the_order_is_the_same_in_memory_and_on_disk(dataset: Dataset) -> None:
    with DiskStore() as disk:
        disk.load(quads(dataset))
        for query in QUERIES.values():
            if not any(parameter.required for parameter in query.parameters):
                assert run_query(disk, query.text).rows == run_query(dataset, query.text).rows, query.name


def test_names_are_looked_up_and_prefixes_known_on_every_store(store: Store) -> None:
    text = "SELECT ?name WHERE { ?organisation rdfs:label ?name ; a kgo:Company }"
    assert run_query(store, text, {"organisation": "乙"}).rows == (("乙公司",),)
