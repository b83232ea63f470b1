"""KnowledgeGraph → plain values for the page: only lists, dictionaries, strings and numbers, in a fixed order."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from itertools import chain
from typing import Any

from kg.model import Bound, Document, Entity, Evidence, Fact, KnowledgeGraph, Period, Quantity, Value
from kg.view.pinyin import character_readings
from kg.view.printable import printable
from kg.view.style import QUALIFIER_LABELS, STATUS_LABELS, STATUS_STYLES, class_style
from kg.view.timeline import carried_out, newest_day, period_of

__all__ = ["Labels", "all_entities", "page_data", "passage", "sentence_around", "value_text", "web_address"]

Labels = Mapping[str, tuple[str, str]]

_ENDS = "。！？!?；\n"
_CLOSERS = "”’」』）)"
_CONTEXT = 160
_PETA = 10**15
_DIGITS = 30
_BOUNDS = {
    Bound.EXACT: "",
    Bound.ABOUT: "≈ ",
    Bound.AT_LEAST: "≥ ",
    Bound.AT_MOST: "≤ ",
    Bound.MORE_THAN: "> ",
    Bound.LESS_THAN: "< ",
}


def all_entities(graph: KnowledgeGraph) -> tuple[Entity, ...]:
    """The graph's entities, then those that only its facts and quotations name, each id once."""
    named = chain.from_iterable(_entities_in(fact) for fact in graph.facts)
    speakers = (quotation.speaker for quotation in graph.quotations)
    known = {entity.id: entity for entity in reversed(graph.entities)}
    missing = {entity.id: entity for entity in chain(named, speakers) if entity.id not in known}
    return tuple(dict.fromkeys(known[entity.id] for entity in graph.entities)) + tuple(
        missing[identifier] for identifier in sorted(missing)
    )


def page_data(
    graph: KnowledgeGraph,
    *,
    title: str,
    class_labels: Labels,
    property_labels: Labels,
    class_parents: Mapping[str, str],
) -> dict[str, Any]:
    """All that the page shows beside the drawing itself; entities and documents are named by their index.

    Args:
        graph: what to show.
        title: heading of the page.
        class_labels: Chinese and English label of each class; a class without one shows its name.
        property_labels: the same for properties.
        class_parents: each class's superclass.
    """
    entities = all_entities(graph)
    index = {entity.id: place for place, entity in enumerate(entities)}
    documents = {document.id: document for document in graph.documents}
    places = {identifier: place for place, identifier in enumerate(documents)}
    carried, newest = carried_out(graph.facts), newest_day(graph)
    return {
        "title": title,
        "newest": newest.isoformat() if newest else "",
        "classes": _classes(entities, class_labels, class_parents),
        "properties": _properties(graph.facts, property_labels),
        "statuses": _statuses(graph.facts),
        "qualifiers": _qualifiers(graph.facts),
        "documents": [_document(document) for document in documents.values()],
        "entities": [_entity(entity) for entity in entities],
        "readings": character_readings(
            map(printable, chain.from_iterable((entity.name, *entity.aliases) for entity in entities))
        ),
        "facts": [_fact(place, fact, carried, index, documents, places) for place, fact in enumerate(graph.facts)],
        "quotations": [
            {
                "speaker": index[quotation.speaker.id],
                **passage(quotation.document, quotation.start, quotation.end, quotation.text, documents, places),
            }
            for quotation in graph.quotations
        ],
    }


def sentence_around(text: str, start: int, end: int) -> tuple[str, str]:
    """The rest of the sentence before and after a stretch of text, each cut to a readable length."""
    begin = 1 + max(text.rfind(mark, 0, start) for mark in _ENDS)
    while begin < start and text[begin] in _CLOSERS:
        begin += 1
    stop = end
    while stop < len(text) and text[stop - 1] not in _ENDS:
        stop += 1
    while stop < len(text) and text[stop] in _CLOSERS:
        stop += 1
    before, after = text[begin:start], text[end:stop].rstrip("\n")
    if len(before) > _CONTEXT:
        before = "…" + before[-_CONTEXT:]
    if len(after) > _CONTEXT:
        after = after[:_CONTEXT] + "…"
    return before, after


def value_text(value: Value) -> tuple[str, str]:
    """A value as a reader wants it, and its exact form where that says more (约3.9亿元 · ≈ 390,000,000 CNY)."""
    match value:
        case Entity(name=name):
            return name, ""
        case Quantity():
            exact = _BOUNDS[value.bound] + _amount(value)
            if not value.surface:
                return exact, ""
            return value.surface, "" if exact.replace(",", "").replace(" ", "") == value.surface else exact
        case Period():
            shown = value.surface if value.surface and value.surface != value.lexical else ""
            return value.lexical, shown
        case _:
            return str(value), ""


def web_address(address: str) -> str:
    """An address that may become a link; "" for any that could do more than open a page."""
    return address if address.startswith(("http://", "https://")) else ""


def _amount(quantity: Quantity) -> str:
    if quantity.unit == "FLOPS" and quantity.value >= _PETA:
        return f"{(quantity.value / _PETA).normalize():,f} PFLOPS"
    # Written out, 1E+999999 is a million digits.
    long = quantity.value.is_finite() and abs(quantity.value.adjusted()) > _DIGITS
    return f"{quantity.value:.6E} {quantity.unit}" if long else f"{quantity.value:,f} {quantity.unit}"


def _entities_in(fact: Fact) -> list[Entity]:
    values = [fact.subject, fact.object, fact.speaker, *(value for _, value in fact.qualifiers)]
    return [value for value in values if isinstance(value, Entity)]


def _classes(entities: tuple[Entity, ...], labels: Labels, parents: Mapping[str, str]) -> list[dict[str, Any]]:
    counts = Counter(entity.type for entity in entities)
    looks = {name: class_style(name, parents) for name in counts}
    return [
        {
            "id": name,
            "labels": _labels(name, labels),
            "count": counts[name],
            "color": looks[name].color,
            "shape": looks[name].shape,
        }
        for name in sorted(counts, key=lambda name: (looks[name].rank, name))
    ]


def _properties(facts: tuple[Fact, ...], labels: Labels) -> list[dict[str, Any]]:
    counts = Counter(fact.property for fact in facts)
    return [
        {"id": name, "labels": _labels(name, labels), "count": counts[name]}
        for name in sorted(counts, key=lambda name: (-counts[name], name))
    ]


def _qualifiers(facts: tuple[Fact, ...]) -> dict[str, list[str]]:
    names = {name for fact in facts for name, _ in fact.qualifiers}
    return {name: _labels(name, QUALIFIER_LABELS) for name in sorted(names | set(QUALIFIER_LABELS))}


def _labels(name: str, labels: Labels) -> list[str]:
    return list(map(printable, labels.get(name, (name, name))))


def _statuses(facts: tuple[Fact, ...]) -> list[dict[str, Any]]:
    counts = Counter(fact.status for fact in facts)
    return [
        {
            "id": status.value,
            "labels": list(STATUS_LABELS[status]),
            "count": counts[status],
            "color": style.color,
            "darkColor": style.dark_color,
            "dashes": list(style.dashes),
            "width": style.width,
        }
        for status, style in STATUS_STYLES.items()
    ]


def _document(document: Document) -> dict[str, Any]:
    return {
        "title": _name(document.title),
        "published": f"{document.published.date()} {document.published:%H:%M}" if document.published else "",
        "publisher": printable(document.publisher),
        "author": printable(document.author),
        "url": web_address(document.url),
    }


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "name": _name(entity.name),
        "type": entity.type,
        "aliases": list(map(printable, entity.aliases)),
    }


def _name(text: str) -> str:
    """What is left to be seen of a name; never nothing, for it is what one clicks on."""
    return printable(text) or "\ufffd"


def _value(value: Value, index: Mapping[str, int]) -> dict[str, Any]:
    if isinstance(value, Entity):
        return {"entity": index[value.id]}
    text, detail = map(printable, value_text(value))
    shown: dict[str, Any] = {"text": text, "detail": detail}
    if isinstance(value, Quantity) and math.isfinite(number := float(value.value)):
        shown |= {"number": number, "unit": printable(value.unit)}
    return shown


def _fact(
    place: int,
    fact: Fact,
    carried: frozenset[int],
    index: Mapping[str, int],
    documents: Mapping[str, Document],
    places: Mapping[str, int],
) -> dict[str, Any]:
    return {
        "subject": index[fact.subject.id],
        "property": fact.property,
        "object": _value(fact.object, index),
        "status": fact.status.value,
        "speaker": index[fact.speaker.id] if fact.speaker else None,
        "time": fact.time.lexical if fact.time else "",
        "period": _period(fact),
        "carriedOut": place in carried,
        "confidence": fact.confidence,
        "qualifiers": [[name, _value(value, index)] for name, value in fact.qualifiers],
        "evidences": [_evidence(evidence, documents, places) for evidence in fact.evidences],
    }


def _period(fact: Fact) -> list[str] | None:
    """The first and the last day of a fact: of its object where that is a time, else of when it holds."""
    period = period_of(fact)
    return [period.start.isoformat(), period.end.isoformat()] if period else None


def _evidence(evidence: Evidence, documents: Mapping[str, Document], places: Mapping[str, int]) -> dict[str, Any]:
    found = passage(evidence.document, evidence.start, evidence.end, evidence.quote, documents, places)
    return {**found, "rule": printable(evidence.rule)}


def passage(
    identifier: str, start: int, end: int, quote: str, documents: Mapping[str, Document], places: Mapping[str, int]
) -> dict[str, Any]:
    """A stretch of a post with the rest of its sentence: place of the post, words before it, the quote, words after."""
    document = documents.get(identifier)
    # A graph may be shown without its posts, or with newer ones; a wrong context would be worse than none.
    if document is None or document.text[start:end] != quote:
        before, after = "", ""
    else:
        before, after = sentence_around(document.text, start, end)
    return {"document": places.get(identifier), "before": before, "quote": quote, "after": after}
