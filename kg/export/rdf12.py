"""The same graph in RDF 1.2: a statement node reifies a triple term, instead of naming its three parts.

    kgs:1f0… a kgo:Statement ; rdf:reifies <<( kge:某平台 kgo:operatedBy kge:甲公司 )>> ; kgo:status kgo:Planned .

rdflib knows no triple terms, Oxigraph does: in Turtle, TriG, N-Triples and N-Quads, while JSON-LD and RDF/XML have no
form for them yet. Bytes depend on the triples alone here too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import cast

import pyoxigraph as ox
from rdflib import RDF, Dataset, URIRef
from rdflib.term import Identifier

from kg.errors import OutputError, StoreError
from kg.export.rdf import ordered_graphs, prefixes_of
from kg.store.terms import quad_to_oxigraph

__all__ = ["RDF12_FORMATS", "write_rdf12"]

_REIFIES = ox.NamedNode(str(RDF) + "reifies")
_PARTS = (RDF.subject, RDF.predicate, RDF.object)
_SYNTAXES: Mapping[str, ox.RdfFormat] = MappingProxyType(
    {
        "ttl": ox.RdfFormat.TURTLE,
        "nt": ox.RdfFormat.N_TRIPLES,
        "nq": ox.RdfFormat.N_QUADS,
        "trig": ox.RdfFormat.TRIG,
    }
)
RDF12_FORMATS: tuple[str, ...] = tuple(_SYNTAXES)

_Triple = tuple[Identifier, Identifier, Identifier]


def write_rdf12(dataset: Dataset, format: str) -> bytes:  # noqa: A002 - the field's own word, as in rdflib
    """Serialise a dataset without blank nodes as RDF 1.2, in UTF-8.

    Args:
        dataset: one named graph for each document.
        format: `ttl` or `nt` for all graphs in one; `nq` or `trig` for the graphs by name.

    Raises:
        OutputError: the format has no triple terms, or a term cannot be written.
    """
    if format not in _SYNTAXES:
        raise OutputError(f"{format} 写不了 RDF 1.2 has no triple terms", remedy="可用：" + "、".join(_SYNTAXES))
    try:
        return _written(dataset, format)
    except StoreError as error:
        raise OutputError(error.message, remedy="请检查来源文件的编码") from error


def _written(dataset: Dataset, name: str) -> bytes:
    syntax = _SYNTAXES[name]
    quads = [quad for name, graph in ordered_graphs(dataset) for quad in _quads(cast("Iterable[_Triple]", graph), name)]
    if not syntax.supports_datasets:
        quads = [ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads]
    if name in ("nt", "nq"):
        return b"".join(sorted({_serialised([quad], syntax) for quad in quads}))
    return _with_prefixes(sorted(set(quads), key=_order), syntax, prefixes_of(dataset))


def _quads(triples: Iterable[_Triple], name: str) -> Iterator[ox.Quad]:
    place = URIRef(name) if name else None
    parts: dict[Identifier, dict[Identifier, Identifier]] = defaultdict(dict)
    for subject, predicate, value in triples:
        if predicate in _PARTS:
            parts[subject][predicate] = value
        else:
            yield quad_to_oxigraph((subject, predicate, value, place))
    for node, said in parts.items():
        yield from _reified(node, said, place)


def _reified(node: Identifier, said: Mapping[Identifier, Identifier], place: URIRef | None) -> Iterator[ox.Quad]:
    if len(said) < len(_PARTS):
        # Half a statement is no triple: it stays as it is.
        yield from (quad_to_oxigraph((node, part, value, place)) for part, value in said.items())
        return
    quad = quad_to_oxigraph((said[RDF.subject], said[RDF.predicate], said[RDF.object], place))
    reifier = quad_to_oxigraph((node, RDF.type, RDF.Statement, place))
    yield ox.Quad(reifier.subject, _REIFIES, quad.triple, reifier.graph_name)


def _order(quad: ox.Quad) -> tuple[str, str]:
    return "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name), str(quad)


def _serialised(quads: Iterable[ox.Quad], syntax: ox.RdfFormat, prefixes: Mapping[str, str] | None = None) -> bytes:
    content = ox.serialize(quads, format=syntax, prefixes=dict(prefixes or {}))
    return content or b""


def _with_prefixes(quads: list[ox.Quad], syntax: ox.RdfFormat, prefixes: Mapping[str, str]) -> bytes:
    """Oxigraph writes quads in the order in which they come, but prefixes in none, used or not."""
    text = "\n".join(map(str, quads))
    used = {prefix: name for prefix, name in prefixes.items() if f"<{name}" in text}
    lines = _serialised(quads, syntax, used).split(b"\n")
    return b"\n".join(sorted(lines[: len(used)]) + lines[len(used) :])
