"""The page of a node of the graph, made from its description."""

from __future__ import annotations

from rdflib import Dataset, URIRef

from kg.errors import KgError
from kg.graph import Iris, from_dataset, read_ontology
from kg.knowledge.ontology import ONTOLOGY_GRAPH, Ontology
from kg.model import Entity
from kg.serve.replies import RefusedError, Reply
from kg.view import render_resource

__all__ = ["PAGE_LIMIT", "make_page"]

PAGE_LIMIT = 500
"""Statements that a page has room for: it is for people, who ask further with SPARQL."""


def make_page(described: Reply, base: str, path: str, ontology: Ontology) -> Reply:
    """Turn a description into a page.

    Args:
        described: N-Triples of the node, with the names of what is beside it.
        base: what the graph's IRIs begin with.
        path: of the request, without the slash before it.
        ontology: for the words of classes and properties that the graph does not declare itself.

    Raises:
        RefusedError: the graph holds what cannot be told in our terms.
    """
    iris = Iris(base)
    dataset = Dataset()
    dataset.parse(data=described.body, format="nt11")
    terms = dataset.graph(URIRef(ONTOLOGY_GRAPH))
    for triple in dataset.triples((None, None, None)):
        terms.add(triple)
    try:
        graph = from_dataset(dataset)
    except KgError as error:
        raise RefusedError(406, f"写不成网页，请取 RDF no page of it, ask for RDF: {error}") from error
    known = read_ontology(dataset, ontology)

    def address(thing: Entity | str) -> str:
        return iris.path(iris.entity(thing) if isinstance(thing, Entity) else iris.document(thing))

    iri = iris.resolve(path)
    page = render_resource(
        graph,
        iri=str(iri),
        own=next((entity for entity in graph.entities if iris.entity(entity) == iri), None),
        cut=any(name == "X-SPARQL-MaxRows" for name, _ in described.headers),
        address=address,
        class_labels={name: (found.label_zh, found.label_en) for name, found in known.classes.items()},
        property_labels={name: (found.label_zh, found.label_en) for name, found in known.properties.items()},
    )
    return Reply(200, "text/html; charset=utf-8", page.encode("utf-8", errors="replace"), (("Vary", "Accept"),))
