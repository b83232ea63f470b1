"""The terms that every graph uses, listed: a misspelt one raises at once instead of making a new term.

Classes and properties of facts are not listed here but checked against the ontology, see `class_iri`, `property_iri`.
"""

# ruff: noqa: N815 - these are the names of the vocabulary, which no style of ours may bend

from __future__ import annotations

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace

from kg.errors import KnowledgeError
from kg.knowledge.ontology import ONTOLOGY_NAMESPACE, Ontology

__all__ = ["KGO", "OA", "class_iri", "property_iri"]


class KGO(DefinedNamespace):
    """How statements, their evidence and their values are kept: part 4 of the ontology, and what articles carry."""

    _fail = True
    _NS = Namespace(ONTOLOGY_NAMESPACE)

    Evidence: URIRef
    FactProperty: URIRef
    Interval: URIRef
    NewsArticle: URIRef
    Qualifier: URIRef
    Quantity: URIRef
    Quotation: URIRef
    Statement: URIRef
    Status: URIRef

    Asserted: URIRef
    Planned: URIRef
    Expected: URIRef
    Claimed: URIRef
    Negated: URIRef

    authorName: URIRef
    bound: URIRef
    confidence: URIRef
    end: URIRef
    evidence: URIRef
    paragraphs: URIRef
    publishedOn: URIRef
    publisherName: URIRef
    qualifier: URIRef
    qualifierName: URIRef
    rule: URIRef
    sourceUrl: URIRef
    speaker: URIRef
    start: URIRef
    status: URIRef
    surface: URIRef
    tag: URIRef
    tagOrder: URIRef
    text: URIRef
    title: URIRef
    unit: URIRef
    validTime: URIRef
    validTimeSurface: URIRef
    value: URIRef


class OA(DefinedNamespace):
    """The selectors of the Web Annotation vocabulary."""

    _fail = True
    _NS = Namespace("http://www.w3.org/ns/oa#")

    TextPositionSelector: URIRef
    TextQuoteSelector: URIRef
    end: URIRef
    exact: URIRef
    hasSource: URIRef
    start: URIRef


def class_iri(name: str, ontology: Ontology) -> URIRef:
    """Give the IRI of a class of entities.

    Raises:
        KnowledgeError: the ontology has no such class.
    """
    if name not in ontology.classes:
        raise KnowledgeError(f"本体中没有类 {name!r}", remedy="在 ontology.ttl 中声明，或改用已有的类")
    return URIRef(ONTOLOGY_NAMESPACE + name)


def property_iri(name: str, ontology: Ontology) -> URIRef:
    """Give the IRI of a property of facts.

    Raises:
        KnowledgeError: the ontology has no such property.
    """
    if name not in ontology.properties:
        raise KnowledgeError(f"本体中没有事实属性 {name!r}", remedy="在 ontology.ttl 中声明，或改用已有的属性")
    return URIRef(ONTOLOGY_NAMESPACE + name)
