"""Entities of several documents become one graph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.model import Entity, Extraction, Fact, KnowledgeGraph, Quotation, Value
from kg.resolution.identity.identity import Identities
from kg.statements import join_statements

__all__ = ["merge"]


def merge(
    extractions: Iterable[Extraction], symmetric: frozenset[str] = frozenset(), identities: Identities | None = None
) -> KnowledgeGraph:
    """Make one graph of many documents; their order does not matter.

    What a post says of one name and another is left out where both turn out to be names of one thing.

    Args:
        extractions: one for each document.
        symmetric: properties whose subject and object may be exchanged.
        identities: which entities are one; by default those with the same id, a function of class and canonical name.
    """
    known = identities or Identities()
    ordered = sorted(extractions, key=lambda e: e.document.id)
    merged = _merged(ordered, known)
    facts: list[Fact] = []
    quotations: list[Quotation] = []
    for extraction in ordered:
        entity_of = _Entities(extraction.document.id, known, merged)
        renamed = ((_renamed(fact, entity_of), fact) for fact in extraction.facts)
        facts.extend(new for new, old in renamed if new.subject != new.object or old.subject == old.object)
        quotations.extend(replace(one, speaker=entity_of(one.speaker)) for one in extraction.quotations)
    kept = join_statements(facts, symmetric)
    return KnowledgeGraph(
        documents=tuple(e.document for e in ordered),
        entities=tuple(merged[identifier] for identifier in sorted(_used(kept, quotations))),
        facts=kept,
        quotations=tuple(sorted(quotations, key=lambda q: (q.document, q.start, q.end, q.speaker.id))),
    )


class _Entities:
    """The entities of the graph for those of one document."""

    def __init__(self, document: str, known: Identities, merged: Mapping[str, Entity]) -> None:
        self._document = document
        self._known = known
        self._merged = merged

    def __call__(self, entity: Entity) -> Entity:
        return self._merged[self._known.of(self._document, entity.id, entity.name)[0]]


def _merged(ordered: Iterable[Extraction], known: Identities) -> dict[str, Entity]:
    """The entities of the graph, by id."""
    versions: defaultdict[str, list[Entity]] = defaultdict(list)
    names: dict[str, str] = {}
    for extraction in ordered:
        for entity in extraction.entities:
            identifier, name = known.of(extraction.document.id, entity.id, entity.name)
            versions[identifier].append(entity)
            names[identifier] = min(name, names.get(identifier, name))
    return {identifier: _union(identifier, names[identifier], found) for identifier, found in versions.items()}


def _union(identifier: str, name: str, found: list[Entity]) -> Entity:
    """One entity of several versions: the class most documents agree on, all names."""
    types = Counter(entity.type for entity in found)
    kind = min(types, key=lambda t: (-types[t], t))
    names = {n for entity in found for n in (entity.name, *entity.aliases)}
    return Entity(identifier, kind, name, tuple(sorted(names - {name})))


def _renamed(fact: Fact, entity_of: _Entities) -> Fact:
    return replace(
        fact,
        subject=entity_of(fact.subject),
        object=_version(fact.object, entity_of),
        speaker=entity_of(fact.speaker) if fact.speaker else None,
        qualifiers=tuple((name, _version(value, entity_of)) for name, value in fact.qualifiers),
    )


def _version(value: Value, entity_of: _Entities) -> Value:
    return entity_of(value) if isinstance(value, Entity) else value


def _used(facts: Iterable[Fact], quotations: Iterable[Quotation]) -> set[str]:
    """The entities that something is said of; a bare mention is not yet knowledge."""
    used = {q.speaker.id for q in quotations}
    for fact in facts:
        used.add(fact.subject.id)
        if isinstance(fact.object, Entity):
            used.add(fact.object.id)
        if fact.speaker:
            used.add(fact.speaker.id)
    return used
