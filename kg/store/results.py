"""Answers as servers give them: SPARQL 1.1 Query Results JSON, and the RDF files of CONSTRUCT and DESCRIBE."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import pyoxigraph as ox
from rdflib import XSD, BNode, Literal, URIRef
from rdflib.term import Identifier

from kg.errors import StoreError
from kg.store.interface import Answer
from kg.store.terms import triple_from_oxigraph

__all__ = ["TABLE", "accepted", "makes_graph", "read_answer", "write_table"]

TABLE = "application/sparql-results+json"
_GRAPH = "application/n-triples, text/turtle;q=0.9"
_PROLOGUE = re.compile(r"(\s+|#[^\n\r]*|BASE\s*<[^<>]*>|PREFIX\s*[^\s:]*:\s*<[^<>]*>)*", re.IGNORECASE)

_VIRTUOSO_ASK = "__ASK_RETVAL"
_GRAPHS = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}


def accepted(text: str) -> str:
    """Give the media types in which to ask for the answer to a query; it need not be well formed."""
    # Asked for either, Virtuoso gives the triples of a CONSTRUCT as a table.
    return _GRAPH if makes_graph(text) else TABLE


def makes_graph(text: str) -> bool:
    """Whether the answer to a query is a graph (CONSTRUCT, DESCRIBE); it need not be well formed."""
    match = _PROLOGUE.match(text)
    rest = text[match.end() :] if match else text
    return rest[:9].upper().startswith(("CONSTRUCT", "DESCRIBE"))


def read_answer(media_type: str, body: bytes) -> Answer:
    """Read what a server answers.

    Raises:
        StoreError: it is of another kind, or malformed.
    """
    try:
        if media_type in {TABLE, "application/json"}:
            return _read_json(body)
        if media_type in _GRAPHS:
            return Answer(triples=tuple(map(triple_from_oxigraph, ox.parse(body, format=_GRAPHS[media_type]))))
    # Whatever a server sends, it is no more than malformed: a key is missing, a value is no object …
    except (ValueError, KeyError, TypeError, AttributeError, SyntaxError, RecursionError) as error:
        raise StoreError(f"服务器的答复读不懂 malformed answer: {type(error).__name__} {error}"[:300]) from error
    raise StoreError(f"不是 SPARQL 的答案 not an answer of SPARQL: {media_type}")


def write_table(answer: Answer) -> str:
    """Write the answer to a SELECT or an ASK as `read_answer` reads it under the media type `TABLE`."""
    if answer.truth is not None:
        return json.dumps({"head": {}, "boolean": answer.truth})
    rows = [
        {name: _said(term) for name, term in zip(answer.variables, row, strict=True) if term is not None}
        for row in answer.rows
    ]
    said = {"head": {"vars": answer.variables}, "results": {"bindings": rows}}
    return json.dumps(said, ensure_ascii=False)


def _said(term: Identifier) -> Mapping[str, str]:
    if not isinstance(term, Literal):
        return {"type": "uri" if isinstance(term, URIRef) else "bnode", "value": str(term)}
    if term.language:
        return {"type": "literal", "value": str(term), "xml:lang": term.language}
    return {"type": "literal", "value": str(term), "datatype": str(term.datatype or XSD.string)}


def _read_json(body: bytes) -> Answer:
    said = json.loads(body)
    if "boolean" in said:
        return Answer(truth=bool(said["boolean"]))
    names = tuple(str(name) for name in said["head"].get("vars", ()))
    if names == (_VIRTUOSO_ASK,):
        return Answer(truth=any(row[_VIRTUOSO_ASK]["value"] != "0" for row in said["results"]["bindings"]))
    rows = (tuple(_term(row[name]) if name in row else None for name in names) for row in said["results"]["bindings"])
    return Answer(names, tuple(rows))


def _term(said: Mapping[str, str]) -> Identifier:
    kind, value = said["type"], said["value"]
    if not isinstance(value, str):
        raise TypeError(value)
    match kind:
        case "uri":
            return URIRef(value)
        case "bnode":
            return BNode(value)
        # The second name is from before the recommendation; Virtuoso still says it.
        case "literal" | "typed-literal":
            return _literal(value, said.get("xml:lang", ""), said.get("datatype", ""))
    raise ValueError(kind)


def _literal(value: str, language: str, datatype: str) -> Literal:
    if language:
        return Literal(value, lang=language)
    plain = not datatype or datatype == str(XSD.string)
    return Literal(value, datatype=None if plain else URIRef(datatype), normalize=False)
