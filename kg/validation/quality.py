"""What the facts of a graph contradict, without any annotation to compare with: signatures, dates, values, directions.

Every finding shows its facts side by side, each with its status, its day and its sentence; which of them is wrong, or
whether a plan merely changed, is for the reader to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from kg.knowledge.ontology import Ontology
from kg.knowledge.quality import Expectations
from kg.model import Entity, Fact, KnowledgeGraph, Period, Quantity, Status
from kg.statements import qualifiers_key, value_key
from kg.validation.findings import Finding, Severity, Sources, exhibit
from kg.validation.ranges import can_both_hold

__all__ = ["check_quality"]


def check_quality(graph: KnowledgeGraph, ontology: Ontology, expected: Expectations) -> tuple[Finding, ...]:
    """Find what is odd, by kind, then in the order of the graph."""
    sources = {document.id: document for document in graph.documents}
    stated = [fact for fact in graph.facts if fact.status is not Status.NEGATED]
    return (
        *_signatures(graph.facts, sources, ontology),
        *_below_zero(stated, sources, ontology, expected),
        *_dates(stated, sources, ontology, expected),
        *_values(stated, sources, ontology, expected),
        *_both_ways(stated, sources, ontology, expected),
        *_denied(graph.facts, sources, ontology),
    )


def _odd(kind: str, said: tuple[str, str], facts: Iterable[Fact], sources: Sources, ontology: Ontology) -> Finding:
    shown = tuple(exhibit(fact, sources, ontology) for fact in facts)
    return Finding(kind, Severity.WARNING, *said, place=shown[0].subject, exhibits=shown)


def _signatures(facts: Iterable[Fact], sources: Sources, ontology: Ontology) -> Iterator[Finding]:
    """One finding for each property and class that do not go together, with all facts of the sort."""
    sorts: dict[tuple[str, bool, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        known = ontology.properties.get(fact.property)
        if known is None:
            continue
        if not _is_one_of(fact.subject, known.domain, ontology):
            sorts[fact.property, False, fact.subject.type].append(fact)
        if isinstance(fact.object, Entity) and not _is_one_of(fact.object, known.range, ontology):
            sorts[fact.property, True, fact.object.type].append(fact)
    for (name, is_object, kind), found in sorted(sorts.items()):
        end = ("宾语", "object") if is_object else ("主语", "subject")
        (zh, en), (class_zh, class_en) = _name(name, ontology), _label(kind, ontology)
        said = (f"“{zh}”的{end[0]}不会是{class_zh}", f"the {end[1]} of “{en}” is not of class {class_en}")
        yield _odd("signature", said, found, sources, ontology)


def _is_one_of(entity: Entity, allowed: Iterable[str], ontology: Ontology) -> bool:
    return any(ontology.is_a(entity.type, name) for name in allowed)


def _label(kind: str, ontology: Ontology) -> tuple[str, str]:
    found = ontology.classes.get(kind)
    return (found.label_zh, found.label_en) if found else (kind, kind)


def _below_zero(
    facts: Iterable[Fact], sources: Sources, ontology: Ontology, expected: Expectations
) -> Iterator[Finding]:
    for fact in facts:
        if fact.property in expected.never_negative and isinstance(fact.object, Quantity) and fact.object.value < 0:
            yield _odd("range", ("小于零的数", "a figure below zero"), [fact], sources, ontology)


def _dates(facts: Iterable[Fact], sources: Sources, ontology: Ontology, expected: Expectations) -> Iterator[Finding]:
    dated: dict[str, dict[str, list[tuple[Fact, Period]]]] = defaultdict(lambda: defaultdict(list))
    wanted = {name for pair in expected.order for name in pair}
    for fact in facts:
        if fact.property in wanted and isinstance(fact.object, Period):
            dated[fact.subject.id][fact.property].append((fact, fact.object))
    for _, by_property in sorted(dated.items()):
        for first, second in expected.order:
            for earlier, start in by_property.get(first, ()):
                for later, end in by_property.get(second, ()):
                    if end.end < start.start:
                        zh = f"“{_name(second, ontology)[0]}”早于“{_name(first, ontology)[0]}”"
                        en = f"{_name(second, ontology)[1]} before {_name(first, ontology)[1]}"
                        yield _odd("dates", (zh, en), [earlier, later], sources, ontology)


def _name(name: str, ontology: Ontology) -> tuple[str, str]:
    found = ontology.properties.get(name)
    return (found.label_zh, found.label_en) if found else (name, name)


def _values(facts: Iterable[Fact], sources: Sources, ontology: Ontology, expected: Expectations) -> Iterator[Finding]:
    alike: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.property in expected.single:
            alike[fact.subject.id, fact.property, qualifiers_key(fact)].append(fact)
    for key in sorted(alike, key=repr):
        group = alike[key]
        if any(not can_both_hold(one, other) for one, other in combinations(group, 2)):
            zh, en = _name(group[0].property, ontology)
            said = (f"“{zh}”有不能并存的值", f"values of {en} that cannot both hold")
            yield _odd("values", said, sorted(group, key=lambda fact: _when(fact, sources)), sources, ontology)


def _when(fact: Fact, sources: Sources) -> tuple[str, str]:
    first = fact.evidences[0].document if fact.evidences else ""
    document = sources.get(first)
    return (document.published.isoformat() if document and document.published else "", first)


def _both_ways(
    facts: Iterable[Fact], sources: Sources, ontology: Ontology, expected: Expectations
) -> Iterator[Finding]:
    seen: dict[tuple[str, str, str], Fact] = {}
    for fact in facts:
        if fact.property not in expected.one_way or not isinstance(fact.object, Entity):
            continue
        zh, en = _name(fact.property, ontology)
        if fact.subject.id == fact.object.id:
            yield _odd("itself", (f"“{zh}”自己", f"{en} itself"), [fact], sources, ontology)
            continue
        mirror = seen.get((fact.object.id, fact.property, fact.subject.id))
        if mirror is not None:
            said = (f"“{zh}”两个方向都有", f"{en} in both directions")
            yield _odd("both-ways", said, [mirror, fact], sources, ontology)
        seen.setdefault((fact.subject.id, fact.property, fact.object.id), fact)


def _denied(facts: Iterable[Fact], sources: Sources, ontology: Ontology) -> Iterator[Finding]:
    said: dict[tuple[object, ...], dict[Status, Fact]] = defaultdict(dict)
    for fact in facts:
        key = fact.subject.id, fact.property, value_key(fact.object), qualifiers_key(fact)
        said[key].setdefault(fact.status, fact)
    for _, found in sorted(said.items(), key=lambda item: repr(item[0])):
        if Status.ASSERTED in found and Status.NEGATED in found:
            words = ("既已陈述，又被否定", "asserted, and denied")
            yield _odd("status", words, [found[Status.ASSERTED], found[Status.NEGATED]], sources, ontology)
