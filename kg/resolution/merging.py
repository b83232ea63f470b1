"""Entities of several documents become one where their names agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kg.model import Entity, Extraction, Fact, KnowledgeGraph, Quotation, Value
from kg.statements import join_statements

__all__ = ["merge"]


def merge(extractions: Iterable[Extraction], symmetric: frozenset[str] = frozenset()) -> KnowledgeGraph:
    """Make one graph of many documents; their order does not matter.

    Entities with the same id are one: an id is a function of class and canonical name.

    Args:
        extractions: one for each document.
        symmetric: properties whose subject and object may be exchanged.
    """
    ordered = sorted(extractions, key=lambda e: e.document.id)
    versions: defaultdict[str, list[Entity]] = defaultdict(list)
    for extraction in ordered:
        for entity in extraction.entities:
            versions[entity.id].append(entity)
    merged = {identifier: _union(found) for identifier, found in versions.items()}
    facts = [_renamed(fact, merged) for e in ordered for fact in e.facts]
    quotations = [replace(q, speaker=merged[q.speaker.id]) for e in ordered for q in e.quotations]
    kept = join_statements(facts, symmetric)
    used = _used(kept, quotations)
    return KnowledgeGraph(
        documents=tuple(e.document for e in ordered),
        entities=tuple(merged[identifier] for identifier in sorted(used)),
        facts=kept,
        quotations=tuple(sorted(quotations, key=lambda q: (q.document, q.start, q.end))),
    )


def _union(found: list[Entity]) -> Entity:
    """One entity of several versions: the class most documents agree on, all names."""
    ordered = sorted(found, key=lambda e: (e.type, e.name, e.aliases))
    types = [e.type for e in ordered]
    kind = min(set(types), key=lambda t: (-types.count(t), t))
    name = ordered[0].name
    names = {n for e in ordered for n in (e.name, *e.aliases)}
    return Entity(ordered[0].id, kind, name, tuple(sorted(names - {name})))


def _renamed(fact: Fact, merged: dict[str, Entity]) -> Fact:
    return replace(
        fact,
        subject=merged[fact.subject.id],
        object=_version(fact.object, merged),
        speaker=merged[fact.speaker.id] if fact.speaker else None,
        qualifiers=tuple((name, _version(value, merged)) for name, value in fact.qualifiers),
    )


def _version(value: Value, merged: dict[str, Entity]) -> Value:
    return merged[value.id] if isinstance(value, Entity) else value


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
