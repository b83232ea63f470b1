"""The same graph in RDF 1.2: a statement node reifies a triple term, instead of naming its three parts.

    kgs:1f0… a kgo:Statement ; rdf:reifies <<( kge:某平台 kgo:operatedBy kge:甲公司 )>> ; kgo:status kgo:Planned .

rdflib knows no triple terms, Oxigraph does: in Turtle, TriG, N-Triples and N-Quads, while JSON-LD and RDF/XML have no
form for them yet. Bytes depend on the triples alone here too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

import pyoxigraph as ox
from rdflib import RDF, Dataset
from rdflib.term import Identifier

from kg.errors import OutputError, StoreError
from kg.export.rdf import named_triples, prefixes_of
from kg.export.turtle import TURTLE_FORMATS, write_turtle
from kg.store.terms import quad_to_oxigraph

__all__ = ["RDF12_FORMATS", "write_rdf12"]

_REIFIES = ox.NamedNode(str(RDF) + "reifies")
_PARTS = (RDF.subject, RDF.predicate, RDF.object)
RDF12_FORMATS: tuple[str, ...] = tuple(TURTLE_FORMATS)

_Triple = tuple[Identifier, Identifier, Identifier]


def write_rdf12(dataset: Dataset, format: str) -> bytes:  # noqa: A002 - the field's own word, as in rdflib
    """Serialise a dataset without blank nodes as RDF 1.2, in UTF-8.

    Args:
        dataset: one named graph for each document.
        format: `ttl` or `nt` for all graphs in one; `nq` or `trig` for the graphs by name.

    Raises:
        OutputError: the format has no triple terms, or a term cannot be written.
    """
    if format not in TURTLE_FORMATS:
        raise OutputError(f"{format} 写不了 RDF 1.2 has no triple terms", remedy="可用：" + "、".join(RDF12_FORMATS))
    try:
        graphs = [(name, list(_reified(cast("Iterable[_Triple]", parts)))) for name, parts in named_triples(dataset)]
        return write_turtle(graphs, format, prefixes_of(dataset))
    except StoreError as error:
        raise OutputError(error.message, remedy="请检查来源文件的编码") from error


def _reified(triples: Iterable[_Triple]) -> Iterator[ox.Triple]:
    parts: dict[Identifier, dict[Identifier, Identifier]] = defaultdict(dict)
    for subject, predicate, value in triples:
        if predicate in _PARTS:
            parts[subject][predicate] = value
        else:
            yield _triple(subject, predicate, value)
    for node, said in parts.items():
        yield from _statement(node, said)


def _statement(node: Identifier, said: Mapping[Identifier, Identifier]) -> Iterator[ox.Triple]:
    if len(said) < len(_PARTS):
        # Half a statement is no triple: it stays as it is.
        yield from (_triple(node, part, value) for part, value in said.items())
        return
    term = _triple(*(said[part] for part in _PARTS))
    yield ox.Triple(_triple(node, RDF.type, RDF.Statement).subject, _REIFIES, term)


def _triple(subject: Identifier, predicate: Identifier, value: Identifier) -> ox.Triple:
    return quad_to_oxigraph((subject, predicate, value, None)).triple
