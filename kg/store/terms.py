"""The terms of rdflib, which the program speaks, as those of Oxigraph, and back."""

from __future__ import annotations

import pyoxigraph as ox
from rdflib import XSD, BNode, Literal, URIRef
from rdflib.term import Identifier

from kg.errors import StoreError
from kg.store.interface import Quad, Triple

__all__ = ["from_oxigraph", "quad_to_oxigraph", "to_oxigraph", "triple_from_oxigraph", "write_term"]

_Term = ox.NamedNode | ox.BlankNode | ox.Literal


def to_oxigraph(term: Identifier) -> _Term:
    """Give a term as Oxigraph takes it.

    Raises:
        StoreError: it is no term of RDF 1.1, or holds what no file could.
    """
    try:
        if isinstance(term, URIRef):
            return ox.NamedNode(str(term))
        if isinstance(term, Literal):
            return _literal(term)
        if isinstance(term, BNode):
            return ox.BlankNode(str(term))
    except ValueError as error:
        raise StoreError(f"存不了的值 {str(term)[:80]!r}：{_reason(term, error)}", remedy="检查它的来源") from error
    raise StoreError(f"不是 RDF 的值：{term!r}")


def write_term(term: Identifier) -> str:
    """Write a term as N-Triples and SPARQL have it, with Oxigraph's writer.

    Raises:
        StoreError: as `to_oxigraph`.
    """
    return str(to_oxigraph(term))


def from_oxigraph(term: object) -> Identifier:
    """Give back a term; Oxigraph keeps the value of a number or a moment, not how it was written (1.50 becomes 1.5).

    Raises:
        StoreError: it is a triple, which RDF 1.1 does not have as a term.
    """
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        datatype = URIRef(term.datatype.value)
        return Literal(term.value, datatype=None if datatype == XSD.string else datatype, normalize=False)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    raise StoreError("图中有 RDF 1.2 的三元组项，这里读不了", remedy="用不含 --rdf12 的图")


def triple_from_oxigraph(found: ox.Triple | ox.Quad) -> Triple:
    """Give back a triple, or a quad without its graph."""
    return from_oxigraph(found.subject), from_oxigraph(found.predicate), from_oxigraph(found.object)


def quad_to_oxigraph(quad: Quad) -> ox.Quad:
    """Give a quad as Oxigraph takes it.

    Raises:
        StoreError: one of its terms cannot stand where it does.
    """
    subject, predicate, value, graph = quad
    place = ox.DefaultGraph() if graph is None else ox.NamedNode(str(graph))
    first, second = to_oxigraph(subject), to_oxigraph(predicate)
    if isinstance(first, ox.Literal) or not isinstance(second, ox.NamedNode):
        raise StoreError(f"不是三元组：{quad[:3]}", remedy="检查它的来源")
    return ox.Quad(first, second, to_oxigraph(value), place)


def _reason(term: str, error: ValueError) -> ValueError:
    """Why Oxigraph does not take a term: of a lone half of a character pair it only says that it is no text."""
    try:
        term.encode("utf-8")
    except UnicodeEncodeError as unencodable:
        return unencodable
    return error


def _literal(term: Literal) -> ox.Literal:
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)) if term.datatype else None)
