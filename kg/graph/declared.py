"""Properties that a rule file declares, kept in the graph itself, so that the file explains itself without the rules.

    kgo:ranksAmong a owl:ObjectProperty, kgo:FactProperty ;
        rdfs:label "位列"@zh, "ranks among"@en ;
        rdfs:domain kgo:Company ;
        rdfs:range kgo:Concept .

Of several classes each is a `schema:domainIncludes`: several `rdfs:domain` would mean all of them at once, and the
union that the ontology uses would need blank nodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rdflib import OWL, RDF, RDFS, SDO, Dataset, Graph, Literal, URIRef
from rdflib.term import Node

from kg.graph.namespaces import KGO
from kg.graph.values import Triple
from kg.knowledge.ontology import ONTOLOGY_GRAPH, ONTOLOGY_NAMESPACE, Ontology, Property, load_ontology

__all__ = ["declaration_triples", "read_ontology"]

_NAME = re.compile(r"[a-z][A-Za-z0-9]*")


def declaration_triples(stated: Property) -> Iterator[Triple]:
    """Say all that is known of a property, but its labels, which every term in use has."""
    node = URIRef(ONTOLOGY_NAMESPACE + stated.name)
    # A value may be a literal or a node of a quantity, so that neither of the two kinds of OWL is right for it.
    kinds = [KGO.FactProperty, OWL.ObjectProperty if stated.kind == "object" else RDF.Property]
    for kind in [*kinds, OWL.SymmetricProperty] if stated.symmetric else kinds:
        yield node, RDF.type, kind
    for language, comment in (("zh", stated.comment_zh), ("en", stated.comment_en)):
        if comment:
            yield node, RDFS.comment, Literal(comment, lang=language)
    yield from _class_triples(node, stated.domain, RDFS.domain, SDO.domainIncludes)
    yield from _class_triples(node, stated.range, RDFS.range, SDO.rangeIncludes)


def read_ontology(dataset: Dataset, ontology: Ontology | None = None) -> Ontology:
    """Give the vocabulary of a graph: an ontology, and the properties that the graph declares beside it.

    Args:
        dataset: what `to_dataset` made.
        ontology: what holds for every graph, by default the one that ships with the program; where a graph declares a
            property that it has, it wins.
    """
    known = ontology or load_ontology()
    terms = dataset.graph(URIRef(ONTOLOGY_GRAPH))
    declared = (_property(terms, node) for node in _own(terms.subjects(RDF.type, KGO.FactProperty)))
    return known.with_properties(
        found for found in declared if found.name not in known.properties and found.name not in known.reserved
    )


def _class_triples(node: URIRef, names: frozenset[str], one: URIRef, several: URIRef) -> Iterator[Triple]:
    for name in sorted(names):
        yield node, one if len(names) == 1 else several, URIRef(ONTOLOGY_NAMESPACE + name)


def _own(nodes: Iterable[Node]) -> list[Node]:
    return sorted({node for node in nodes if _NAME.fullmatch(_local(node))}, key=str)


def _property(graph: Graph, node: Node) -> Property:
    name, labels, comments = _local(node), _texts(graph, node, RDFS.label), _texts(graph, node, RDFS.comment)
    return Property(
        name=name,
        label_zh=labels.get("zh", name),
        label_en=labels.get("en", name),
        comment_zh=comments.get("zh", ""),
        comment_en=comments.get("en", ""),
        kind="object" if (node, RDF.type, OWL.ObjectProperty) in graph else "literal",
        domain=_classes(graph, node, RDFS.domain, SDO.domainIncludes),
        range=_classes(graph, node, RDFS.range, SDO.rangeIncludes),
        symmetric=(node, RDF.type, OWL.SymmetricProperty) in graph,
        own=True,
    )


def _texts(graph: Graph, node: Node, predicate: URIRef) -> dict[str, str]:
    return {str(getattr(text, "language", "")): str(text) for text in sorted(graph.objects(node, predicate), key=str)}


def _classes(graph: Graph, node: Node, *predicates: URIRef) -> frozenset[str]:
    return frozenset(_local(found) for predicate in predicates for found in graph.objects(node, predicate))


def _local(node: Node) -> str:
    return str(node).removeprefix(ONTOLOGY_NAMESPACE)
