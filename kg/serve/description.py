"""What the endpoint is (SPARQL 1.1 Service Description) and what its graph holds (VoID)."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import RDF, RDFS, XSD, BNode, Literal, Namespace, URIRef
from rdflib.namespace import VOID

from kg.store import DiskStore, Triple

__all__ = ["describe_service"]

# Not rdflib's closed list of the terms: it holds those of the vocabulary alone, and we want no other either.
_SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPH_FORMS = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")
_SIZES = """\
SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?p) AS ?properties)
       (COUNT(DISTINCT ?o) AS ?objects) { ?s ?p ?o }"""
_CLASSES = "SELECT ?class (COUNT(*) AS ?n) { ?s a ?class } GROUP BY ?class ORDER BY ?class"
_PROPERTIES = "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY ?p"


def describe_service(store: DiskStore, endpoint: str, timeout: float, limit: int) -> Iterator[Triple]:
    """Describe an endpoint.

    Args:
        store: what it answers from.
        endpoint: its address.
        timeout: seconds that a query may take.
        limit: rows that an answer may have.
    """
    service, dataset, graph = URIRef(endpoint), BNode("dataset"), BNode("graph")
    yield service, RDF.type, _SD.Service
    yield service, _SD.endpoint, service
    yield service, _SD.supportedLanguage, _SD.SPARQL11Query
    yield service, _SD.feature, _SD.UnionDefaultGraph
    for form in (*_FORMS, *_GRAPH_FORMS):
        yield service, _SD.resultFormat, URIRef(f"http://www.w3.org/ns/formats/{form}")
    said = f"一次查询至多 {timeout:g} 秒、{limit} 行。At most {timeout:g} seconds and {limit} rows for a query."
    yield service, RDFS.comment, Literal(said)
    yield service, _SD.defaultDataset, dataset
    yield dataset, RDF.type, _SD.Dataset
    yield dataset, _SD.defaultGraph, graph
    yield graph, RDF.type, _SD.Graph
    yield graph, RDF.type, VOID.Dataset
    yield graph, VOID.sparqlEndpoint, service
    for namespace in sorted(set(store.prefixes.values())):
        yield graph, VOID.vocabulary, URIRef(namespace)
    yield from _sizes(store, graph)
    for number, name in enumerate(store.graphs()):
        part = BNode(f"graph{number}")
        yield dataset, _SD.namedGraph, part
        yield part, RDF.type, _SD.NamedGraph
        yield part, _SD.name, name


def _sizes(store: DiskStore, graph: BNode) -> Iterator[Triple]:
    terms = (VOID.triples, VOID.distinctSubjects, VOID.properties, VOID.distinctObjects)
    for row in store.query(_SIZES).rows:
        yield from ((graph, term, count) for term, count in zip(terms, row, strict=True) if count is not None)
    classes = store.query(_CLASSES).rows
    yield graph, VOID.classes, Literal(len(classes), datatype=XSD.integer)
    for partition, named, counted, rows in (
        (VOID.classPartition, VOID["class"], VOID.entities, classes),
        (VOID.propertyPartition, VOID.property, VOID.triples, store.query(_PROPERTIES).rows),
    ):
        for number, (term, count) in enumerate(rows):
            if term is None or count is None:
                continue
            part = BNode(f"{partition.rpartition('#')[2]}{number}")
            yield graph, partition, part
            yield part, named, term
            yield part, counted, count
