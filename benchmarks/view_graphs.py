"""Graphs of a wanted size for what is measured of the page, out of a corpus of news.

A graph is that of as many posts, from the first on, as have no more entities than wanted. Where all posts have too
few, the first of them come once more under other names: regions keep theirs, so that the copies hang together.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from pathlib import Path

from rules_doubling import read_corpus

from kg.model import Entity, Extraction, Fact, KnowledgeGraph, Value
from kg.pipeline import Extractor, extract
from kg.resolution import identify, merge
from kg.view.data import all_entities

__all__ = ["Corpus", "count_entities", "join_copy"]

_REGION = "AdministrativeRegion"
_FIRST = 100


class Corpus:
    """Posts that are read once, and no more of them than are needed.

    Args:
        path: JSON lines, packed with gzip or not.
        extractor: what reads them.
        posts: how many there are to be read at most.
    """

    def __init__(self, path: Path, extractor: Extractor, posts: int) -> None:
        self._extractor = extractor
        self._documents = list(read_corpus(path, posts))
        self._extractions: list[Extraction] = []

    def graph(self, size: int) -> KnowledgeGraph:
        """The graph with at most so many entities, as near to that as whole posts allow."""
        whole = self._within(size, KnowledgeGraph(), copy=0)
        copy = 0
        while count_entities(whole) < size and len(whole.documents) >= (copy + 1) * len(self._documents):
            copy += 1
            whole = self._within(size, whole, copy)
        return whole

    def _within(self, size: int, before: KnowledgeGraph, copy: int) -> KnowledgeGraph:
        """`before` with the n-th copy of as many posts as there is room for."""

        def joined(posts: int) -> KnowledgeGraph:
            return join_copy(before, self._first(posts), copy)

        most = _FIRST
        while most < len(self._documents) and count_entities(joined(most)) <= size:
            most *= 2
        posts = bisect_right(
            range(1, min(most, len(self._documents)) + 1), size, key=lambda count: count_entities(joined(count))
        )
        return joined(posts)

    def _first(self, posts: int) -> KnowledgeGraph:
        for document in self._documents[len(self._extractions) : posts]:
            self._extractions.append(extract(document, self._extractor))
        knowledge = self._extractor.knowledge
        read = self._extractions[:posts]
        return merge(read, knowledge.ontology.symmetric, identify(read, knowledge, None))


def count_entities(graph: KnowledgeGraph) -> int:
    """How many nodes a drawing of the graph has."""
    return len(all_entities(graph))


def join_copy(before: KnowledgeGraph, graph: KnowledgeGraph, copy: int) -> KnowledgeGraph:
    """Both graphs as one, the second under the names of its n-th copy; the copy 0 keeps its names."""
    renamed = _renamed(graph, f"·{copy}") if copy else graph
    entities = {entity.id: entity for entity in (*renamed.entities, *before.entities)}
    return KnowledgeGraph(
        before.documents + renamed.documents,
        tuple(entities[name] for name in sorted(entities)),
        before.facts + renamed.facts,
        before.quotations + renamed.quotations,
    )


def _renamed(graph: KnowledgeGraph, mark: str) -> KnowledgeGraph:
    return KnowledgeGraph(
        tuple(replace(document, id=document.id + mark) for document in graph.documents),
        tuple(_entity(entity, mark) for entity in graph.entities),
        tuple(_fact(fact, mark) for fact in graph.facts),
        tuple(
            replace(quotation, speaker=_entity(quotation.speaker, mark), document=quotation.document + mark)
            for quotation in graph.quotations
        ),
    )


def _entity(entity: Entity, mark: str) -> Entity:
    return entity if entity.type == _REGION else replace(entity, id=entity.id + mark, name=entity.name + mark)


def _value(value: Value, mark: str) -> Value:
    return _entity(value, mark) if isinstance(value, Entity) else value


def _fact(fact: Fact, mark: str) -> Fact:
    return replace(
        fact,
        subject=_entity(fact.subject, mark),
        object=_value(fact.object, mark),
        qualifiers=tuple((name, _value(value, mark)) for name, value in fact.qualifiers),
        speaker=_entity(fact.speaker, mark) if fact.speaker else None,
        evidences=tuple(replace(evidence, document=evidence.document + mark) for evidence in fact.evidences),
    )
