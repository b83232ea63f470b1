"""What a graph says in the terms of other vocabularies: the triples that follow from those it has.

    kge:甲公司 a kgo:Company          →  kge:甲公司 a schema:Corporation, schema:Organization
    kge:平台 kgo:ownedBy kge:甲公司   →  kge:甲公司 schema:owns kge:平台

Only what is asserted has a plain triple, so only that is said again; a statement node stays in our terms.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from kg.graph.iris import kind_of
from kg.graph.namespaces import KGO
from kg.graph.values import Triple
from kg.knowledge.alignments import Alignment

__all__ = ["QUDT_UNIT", "entailed_triples"]

QUDT_UNIT = URIRef("http://qudt.org/schema/qudt/hasUnit")


def entailed_triples(graph: Graph, alignment: Alignment) -> Iterator[Triple]:
    """Give what follows from the triples of one graph, as that graph has to hold it too; some may come twice."""
    for subject, predicate, value in graph:
        if isinstance(subject, URIRef) and isinstance(predicate, URIRef):
            yield from _following(subject, predicate, value, alignment)


def _following(subject: URIRef, predicate: URIRef, value: Node, alignment: Alignment) -> Iterator[Triple]:
    if predicate == RDF.type:
        yield from ((subject, RDF.type, URIRef(name)) for name in alignment.types.get(str(value), ()))
    for name in alignment.forward.get(str(predicate), ()):
        yield subject, URIRef(name), value
    if isinstance(value, URIRef):
        yield from ((value, URIRef(name), subject) for name in alignment.backward.get(str(predicate), ()))
    if predicate == KGO.unit and str(value) in alignment.units:
        yield subject, QUDT_UNIT, URIRef(alignment.units[str(value)])
    yield from _names(subject, predicate, value, alignment)


def _names(subject: URIRef, predicate: URIRef, value: Node, alignment: Alignment) -> Iterator[Triple]:
    if kind_of(subject) not in ("entity", "document") or not isinstance(value, Literal):
        return
    for name, other in alignment.labels:
        if predicate == RDFS.label:
            yield subject, URIRef(name), value
        elif predicate == SKOS.altLabel and other != str(SKOS.altLabel):
            yield subject, URIRef(other), value
