"""Answers in the forms that W3C defines for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from rdflib import BNode, Graph
from rdflib.query import Result
from rdflib.term import Identifier, Variable

from kg.serve.replies import RefusedError
from kg.store import Answer, Triple

__all__ = ["GRAPH_FORMS", "TABLE_FORMS", "write_answer", "write_graph"]

TABLE_FORMS: Mapping[str, str] = MappingProxyType(
    {
        "application/sparql-results+json": "json",
        "application/sparql-results+xml": "xml",
        "text/csv": "csv",
        "text/tab-separated-values": "tsv",
        "application/json": "json",
        "application/xml": "xml",
    }
)
GRAPH_FORMS: Mapping[str, str] = MappingProxyType(
    {
        "text/turtle": "turtle",
        "application/n-triples": "nt",
        "application/rdf+xml": "pretty-xml",
        "application/ld+json": "json-ld",
    }
)

# What XML 1.0 cannot hold in any spelling.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_answer(answer: Answer, media_type: str) -> bytes:
    """Write the answer to a SELECT or an ASK.

    Args:
        answer: rows or a truth.
        media_type: a key of `TABLE_FORMS`.
    """
    form = TABLE_FORMS[media_type]
    if answer.truth is not None and form in {"csv", "tsv"}:
        # The standard has no such form; other stores write the bare word too.
        return f"{str(answer.truth).lower()}\n".encode()
    if form == "tsv":
        return _tsv(answer)
    written = _result(answer).serialize(format=form) or b""
    return _legal_xml(written) if form == "xml" else written


def write_graph(triples: Iterable[Triple], media_type: str, prefixes: Mapping[str, str]) -> bytes:
    """Write a graph.

    Args:
        triples: in any order.
        media_type: a key of `GRAPH_FORMS`.
        prefixes: to shorten names with.

    Raises:
        RefusedError: the form cannot hold this graph.
    """
    graph = Graph()
    for prefix, namespace in prefixes.items():
        graph.bind(prefix, namespace, replace=True)
    for triple in triples:
        graph.add(triple)
    try:
        written = graph.serialize(format=GRAPH_FORMS[media_type], encoding="utf-8")
    # A property whose IRI does not end in a name has no place in RDF/XML.
    except ValueError as error:
        raise RefusedError(406, f"这个图不能写作 cannot be written as {media_type}: {error}") from error
    return _legal_xml(written) if media_type.endswith("xml") else written


def _result(answer: Answer) -> Result:
    if answer.truth is not None:
        result = Result("ASK")
        result.askAnswer = answer.truth
        return result
    result = Result("SELECT")
    result.vars = [Variable(name) for name in answer.variables]
    result.bindings = [
        {name: term for name, term in zip(result.vars, row, strict=True) if term is not None} for row in answer.rows
    ]
    return result


def _tsv(answer: Answer) -> bytes:
    lines = ["\t".join(f"?{name}" for name in answer.variables)]
    lines += ["\t".join(map(_tsv_cell, row)) for row in answer.rows]
    return "".join(f"{line}\n" for line in lines).encode()


def _tsv_cell(term: Identifier | None) -> str:
    if term is None:
        return ""
    if isinstance(term, BNode):
        return f"_:{term}"
    # The long quotes of Turtle hold line breaks as they are, a line of the table does not.
    said = term.n3()
    if said.startswith('"""'):
        inner, _, rest = said[3:].rpartition('"""')
        bare = re.sub(r'(?<!\\)((?:\\\\)*)"', r'\1\\"', inner)
        said = f'"{bare}"{rest}'
    return said.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _legal_xml(written: bytes) -> bytes:
    said = written.decode("utf-8", errors="replace")
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", said).replace("\r", "&#13;").encode()
