"""Whether every record of a graph is whole: what each build checks of itself, in one pass over the facts."""

from __future__ import annotations

from collections.abc import Iterator

from kg.knowledge.ontology import Ontology
from kg.model import Document, Entity, Fact, KnowledgeGraph, Period, Quantity, Value
from kg.validation.findings import Finding, Severity, Sources

__all__ = ["check_records"]

_VALUE_KINDS = {
    "string": str,
    "anyURI": str,
    "dateTime": str,
    "integer": int,
    "date": Period,
    "gYearMonth": Period,
    "gYear": Period,
    "Interval": Period,
    "Quantity": Quantity,
}


def check_records(graph: KnowledgeGraph, ontology: Ontology) -> tuple[Finding, ...]:
    """Look at each fact and quotation by itself, in the order of the graph."""
    sources = {document.id: document for document in graph.documents}
    findings = [finding for fact in graph.facts for finding in _of_fact(fact, sources, ontology)]
    for said in graph.quotations:
        document = sources.get(said.document)
        if document is None or document.text[said.start : said.end] != said.text:
            findings.append(_fault("引语与原文不符", "a quotation is not what its article says", said.text[:40]))
    return tuple(findings)


def _of_fact(fact: Fact, sources: Sources, ontology: Ontology) -> Iterator[Finding]:
    place = f"{fact.subject.name} {fact.property}"
    known = ontology.properties.get(fact.property)
    if known is None:
        yield _fault(f"本体中没有属性 {fact.property}", f"the ontology has no property {fact.property}", place)
    elif not _fits(fact.object, known.range, ontology):
        yield _fault("值的种类与属性不合", "the value is not of the kind that the property has", place)
    for entity in (fact.subject, fact.object, fact.speaker):
        if isinstance(entity, Entity) and entity.type not in ontology.classes:
            yield _fault(f"本体中没有类 {entity.type}", f"the ontology has no class {entity.type}", place)
    if not 0 <= fact.confidence <= 1:
        yield _fault("置信度不在 0 到 1 之间", "the confidence is not from 0 to 1", place)
    yield from _of_evidence(fact, sources, place)
    for value in (fact.object, fact.time, *(value for _, value in fact.qualifiers)):
        yield from _of_value(value, place)


def _of_evidence(fact: Fact, sources: Sources, place: str) -> Iterator[Finding]:
    if not fact.evidences:
        yield _fault("事实没有出处", "a fact has no evidence", place)
    for found in fact.evidences:
        document = sources.get(found.document)
        if document is None:
            yield _fault(f"没有出处所指的报道 {found.document}", f"no such article: {found.document}", place)
        elif not _quoted(found.quote, document, found.start, found.end):
            yield _fault("出处与原文不符", "evidence is not what its article says", place)


def _fits(value: Value, allowed: frozenset[str], ontology: Ontology) -> bool:
    if isinstance(value, Entity):
        return any(name in ontology.classes for name in allowed)
    return any(isinstance(value, _VALUE_KINDS[name]) for name in allowed if name in _VALUE_KINDS)


def _quoted(quote: str, document: Document, start: int, end: int) -> bool:
    return 0 <= start < end and document.text[start:end] == quote


def _of_value(value: Value | None, place: str) -> Iterator[Finding]:
    if isinstance(value, Period) and value.start > value.end:
        yield _fault("时段的首日晚于末日", "an interval ends before it starts", place)
    if isinstance(value, Quantity) and not (value.value.is_finite() and value.unit):
        yield _fault("数量没有单位或不是有限的数", "a quantity has no unit, or is not finite", place)


def _fault(zh: str, en: str, place: str) -> Finding:
    return Finding("record", Severity.VIOLATION, zh, en, place)
