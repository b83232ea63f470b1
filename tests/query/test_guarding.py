"""What may be run, where a store looks for graphs in itself and takes updates."""

from __future__ import annotations

import pytest
from rdflib import URIRef

from kg.errors import QueryError
from kg.query import check_update, prepare

SCOPED = "BASE <http://e.example/> SELECT * FROM <g> FROM NAMED <h> { ?s ?p ?o }"


def test_graphs_are_chosen_where_that_is_allowed() -> None:
    safe = prepare(SCOPED, {}, scoped=True)
    assert safe.default_graphs == (URIRef("http://e.example/g"),)
    assert safe.named_graphs == (URIRef("http://e.example/h"),)
    with pytest.raises(QueryError, match="FROM"):
        prepare(SCOPED, {})


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <http://e.example/>",
        "CLEAR ALL; LOAD SILENT <http://e.example/> INTO GRAPH <http://e.example/g>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <http://e.example/> { ?s ?p ?o } }",
        "INSERT DATA { no:a no:b no:c }",
        "ASK {}",
    ],
)
def test_updates_that_fetch_or_are_none_are_refused(text: str) -> None:
    with pytest.raises(QueryError):
        check_update(text)


def test_other_updates_are_let_through() -> None:
    check_update("INSERT DATA { <http://e.example/a> <http://e.example/b> 1 } ; DROP SILENT GRAPH <http://e.example/g>")
