"""What the IRI of a node leads to: its description, in RDF (Linked Data)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rdflib import RDF, RDFS, SKOS, URIRef

from kg.graph import KGO, Iris, kind_of
from kg.knowledge.ontology import ONTOLOGY_GRAPH
from kg.serve.replies import RefusedError, Reply
from kg.serve.writing import GRAPH_FORMS, write_graph
from kg.store import DiskStore, Triple

__all__ = ["RESOURCE_FORMS", "DescribeResource"]

RESOURCE_FORMS = (*GRAPH_FORMS, "text/html")
_VARY = ("Vary", "Accept")
# What has no meaning without the node that it belongs to, and is told along with it.
_PARTS = frozenset({"evidence", "qualifier", "quantity", "interval"})
_NAMES = (RDF.type, RDFS.label, SKOS.altLabel)


@dataclass(frozen=True, slots=True)
class DescribeResource:
    """Describe a node of ours.

    Attributes:
        base: what the graph's IRIs begin with.
        path: of the request, without the slash before it.
        media_type: a key of `GRAPH_FORMS`.
        limit: statements that the description may have; what is beyond is cut off, and a header says so.
        named: whether to tell also what a reader needs of the things beside it, and the graph's own vocabulary.
    """

    base: str
    path: str
    media_type: str
    limit: int
    named: bool = False

    def run(self, store: DiskStore) -> Reply:
        """Describe it."""
        node = Iris(self.base).resolve(self.path)
        roots = _statements(store, node) if node is not None else []
        triples = list(_told(store, [node, *roots[: self.limit]])) if node is not None else []
        if not triples:
            raise RefusedError(404, "图中没有这个名字 the graph has nothing of this name", (_VARY,))
        if self.named:
            triples += [*_named(store, triples), *store.match(graph=URIRef(ONTOLOGY_GRAPH))]
        body = write_graph(triples, self.media_type, store.prefixes)
        charset = "; charset=utf-8" if self.media_type.startswith("text/") else ""
        cut = (("X-SPARQL-MaxRows", str(self.limit)),) if len(roots) > self.limit else ()
        return Reply(200, self.media_type + charset, body, (_VARY, *cut))


def _statements(store: DiskStore, node: URIRef) -> list[URIRef]:
    """The statements about a node, and its quotations; of a document those that it supports."""
    ends = (RDF.subject, RDF.object, KGO.speaker)
    found = {subject for end in ends for subject, _, _ in store.match(None, end, node)}
    if kind_of(node) == "document":
        found |= {subject for subject, _, _ in store.match(None, RDF.type, KGO.Statement, graph=node)}
    kept = (subject for subject in found if isinstance(subject, URIRef))
    return sorted(subject for subject in kept if kind_of(subject) in {"statement", "quotation"})


def _told(store: DiskStore, roots: Iterable[URIRef]) -> Iterator[Triple]:
    """All triples of these nodes and of the parts that belong to them."""
    waiting = list(roots)
    known = set(waiting)
    while waiting:
        for triple in store.match(waiting.pop()):
            yield triple
            part = triple[2]
            if isinstance(part, URIRef) and part not in known and kind_of(part) in _PARTS:
                known.add(part)
                waiting.append(part)


def _named(store: DiskStore, triples: Iterable[Triple]) -> Iterator[Triple]:
    """What a reader needs of the things that triples name: their names, and the text of the posts."""
    for node in sorted({term for triple in triples for term in triple if isinstance(term, URIRef)}):
        kind = kind_of(node)
        if kind == "document":
            yield from store.match(node)
        elif kind == "entity":
            for predicate in _NAMES:
                yield from store.match(node, predicate)
