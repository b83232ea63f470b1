"""What is said of each document, entity, fact and quotation, as triples; which graph takes them is not decided here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal

from rdflib import RDF, RDFS, SKOS, XSD, Literal, URIRef
from rdflib.namespace import PROV

from kg.graph.iris import Iris
from kg.graph.namespaces import KGO, OA, class_iri, property_iri
from kg.graph.values import Triple, surface_of, value_node, value_triples
from kg.knowledge.ontology import Ontology
from kg.model import Document, Entity, Evidence, Fact, Quotation, Status, Value
from kg.statements import decimal_text, statement_key, value_key

__all__ = [
    "document_triples",
    "entity_triples",
    "evidence_triples",
    "fact_triples",
    "quotation_triples",
]


def document_triples(document: Document, iris: Iris) -> Iterator[Triple]:
    """Describe a document, its text included, so that evidence can be shown from the graph alone."""
    node = iris.document(document.id)
    yield node, RDF.type, KGO.NewsArticle
    yield node, KGO.title, Literal(document.title)
    yield node, KGO.text, Literal(document.text)
    if document.published:
        yield node, KGO.publishedOn, value_node(document.published.isoformat(), "publishedOn", iris)
    if document.url:
        yield node, KGO.sourceUrl, value_node(document.url, "sourceUrl", iris)
    spans = " ".join(f"{start}-{end}" for start, end in document.paragraphs)
    order = json.dumps(document.tags, ensure_ascii=False) if document.tags else ""
    named = {KGO.publisherName: document.publisher, KGO.authorName: document.author}
    for predicate, text in {**named, KGO.paragraphs: spans, KGO.tagOrder: order}.items():
        if text:
            yield node, predicate, Literal(text)
    for tag in document.tags:
        yield node, KGO.tag, Literal(tag)


def entity_triples(entity: Entity, iris: Iris, ontology: Ontology) -> Iterator[Triple]:
    """Describe an entity: its most specific class, its name and its other names.

    Raises:
        KnowledgeError: the ontology does not have the class.
    """
    node = iris.entity(entity)
    yield node, RDF.type, class_iri(entity.type, ontology)
    yield node, RDFS.label, Literal(entity.name, lang="zh")
    for alias in entity.aliases:
        yield node, SKOS.altLabel, Literal(alias, lang="zh")


def fact_triples(fact: Fact, iris: Iris, ontology: Ontology) -> Iterator[Triple]:
    """State a fact, without its evidence: a statement node, and a plain triple only where the text asserts it.

    Raises:
        KnowledgeError: the ontology does not have the property.
    """
    node, predicate = iris.digest("statement", statement_key(fact)), property_iri(fact.property, ontology)
    subject, value = iris.entity(fact.subject), value_node(fact.object, fact.property, iris)
    if fact.status is Status.ASSERTED:
        yield subject, predicate, value
    yield node, RDF.type, KGO.Statement
    yield node, RDF.subject, subject
    yield node, RDF.predicate, predicate
    yield node, RDF.object, value
    yield node, KGO.status, KGO[fact.status.value]
    yield node, KGO.confidence, _decimal(fact.confidence)
    yield from value_triples(fact.object, value)
    if words := surface_of(fact.object):
        yield node, KGO.surface, Literal(words)
    if fact.speaker:
        yield node, KGO.speaker, iris.entity(fact.speaker)
    yield from _time_triples(fact, node, iris)
    for name, qualifier in fact.qualifiers:
        yield from _qualifier_triples(node, name, qualifier, iris)


def evidence_triples(fact: Fact, evidence: Evidence, iris: Iris) -> Iterator[Triple]:
    """Show where a document states a fact; facts that the same words state share the node."""
    statement, document = iris.digest("statement", statement_key(fact)), iris.document(evidence.document)
    parts = (evidence.document, evidence.start, evidence.end, evidence.quote, evidence.rule)
    node = iris.digest("evidence", parts)
    yield statement, PROV.wasDerivedFrom, document
    yield statement, KGO.rule, Literal(evidence.rule)
    yield statement, KGO.evidence, node
    for kind in (KGO.Evidence, OA.TextQuoteSelector, OA.TextPositionSelector):
        yield node, RDF.type, kind
    yield node, OA.hasSource, document
    yield node, OA.exact, Literal(evidence.quote)
    yield node, OA.start, _integer(evidence.start)
    yield node, OA.end, _integer(evidence.end)
    yield node, KGO.rule, Literal(evidence.rule)


def quotation_triples(quotation: Quotation, iris: Iris) -> Iterator[Triple]:
    """State who says what, and where it stands."""
    parts = (quotation.document, quotation.start, quotation.end, quotation.speaker.id, quotation.text)
    node = iris.digest("quotation", parts)
    yield node, RDF.type, KGO.Quotation
    yield node, KGO.speaker, iris.entity(quotation.speaker)
    yield node, KGO.text, Literal(quotation.text)
    yield node, PROV.wasDerivedFrom, iris.document(quotation.document)
    yield node, OA.start, _integer(quotation.start)
    yield node, OA.end, _integer(quotation.end)


def _time_triples(fact: Fact, node: URIRef, iris: Iris) -> Iterator[Triple]:
    if fact.time is None:
        return
    time = value_node(fact.time, "validTime", iris)
    yield node, KGO.validTime, time
    yield from value_triples(fact.time, time)
    if words := surface_of(fact.time):
        yield node, KGO.validTimeSurface, Literal(words)


def _qualifier_triples(statement: URIRef, name: str, value: Value, iris: Iris) -> Iterator[Triple]:
    target = value_node(value, name, iris)
    # The words tell two nodes of one date apart (本月, 5月): a date is a literal and has no room for them itself.
    node = iris.digest("qualifier", (name, value_key(value), getattr(value, "surface", "")))
    yield statement, KGO.qualifier, node
    yield node, RDF.type, KGO.Qualifier
    yield node, KGO.qualifierName, Literal(name)
    yield node, RDF.value, target
    yield from value_triples(value, target)
    if words := surface_of(value):
        yield node, KGO.surface, Literal(words)


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer, normalize=False)


def _decimal(number: float) -> Literal:
    return Literal(decimal_text(Decimal(repr(number))), datatype=XSD.decimal, normalize=False)
