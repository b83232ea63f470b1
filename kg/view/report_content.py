"""KnowledgeGraph → what a report tells, as plain values: sections by entity, figures, times, quotations, sources."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from kg.model import Document, Entity, Evidence, Fact, KnowledgeGraph, Period, Quantity, Quotation, Status
from kg.view.charts import Strip
from kg.view.data import Labels, all_entities, passage, value_text
from kg.view.report_figures import Chart, figure_order, near_strip, nearest, quantity_charts
from kg.view.style import is_quiet_class, is_quiet_edge
from kg.view.timeline import Dated, State, dated_facts

__all__ = ["Content", "ResourceContent", "Row", "Saying", "Section", "report_content", "resource_content"]

_Item = TypeVar("_Item")

_SENTENCES = 3
_JOBS = ("hasTitle", "worksFor")


@dataclass(frozen=True, slots=True)
class Row:
    """A fact with what its reader wants beside it.

    Attributes:
        place: of the fact in the graph, which names it in the page.
        fact: itself.
        value: its object in words, and exactly where that says more.
        qualifiers: name and words of each.
        passages: the first sentences that state it, as `kg.view.data.passage` gives them.
        more: how many sentences are left out.
    """

    place: int
    fact: Fact
    value: tuple[str, str]
    qualifiers: tuple[tuple[str, str], ...]
    passages: tuple[Mapping[str, Any], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Section:
    """An entity and its facts.

    Attributes:
        entity: itself.
        count: of all facts that it is subject or object of.
        rows: those told here; what one sentence states of several things (面向工业互联网、智慧金融) together.
        elsewhere: those told in another entity's section.
        more: how many are left out.
    """

    entity: Entity
    count: int
    rows: tuple[tuple[Row, ...], ...]
    elsewhere: tuple[Row, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Saying:
    """A quotation with its place, and what is known of its speaker (职务、单位)."""

    quotation: Quotation
    roles: tuple[str, ...]
    passage: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Content:
    """All that a report tells; a pair of a tuple and a number is what is told and how much there is in all.

    Attributes:
        as_of: the day that plans are measured against, None where no post has a date and none was given.
        span: the days of the first and the newest post.
        counts: of posts, entities, facts and quotations.
        statuses: how many facts have each status, in the order of `Status`, none left out.
        states: how many dated facts are in each state.
        undated: how many plans and expectations have no time.
        sections: by entity, busiest first.
        charts: of quantities that can be compared.
        quantities: all figures.
        times: dated facts, earliest first.
        strip: the same as a picture, near `as_of`.
        sayings: quotations, newest first.
        sources: place and post of all that is cited.
    """

    as_of: date | None
    span: tuple[date, date] | None
    counts: Mapping[str, int]
    statuses: Mapping[Status, int]
    states: Mapping[State, int]
    undated: int
    sections: tuple[tuple[Section, ...], int]
    charts: tuple[Chart, ...]
    quantities: tuple[tuple[Row, ...], int]
    times: tuple[tuple[tuple[Dated, Row], ...], int]
    strip: Strip | None
    sayings: tuple[tuple[Saying, ...], int]
    sources: tuple[tuple[int, Document], ...]


def report_content(graph: KnowledgeGraph, *, as_of: date | None, limit: int, labels: Labels, words: int) -> Content:
    """Choose and order what a report tells.

    Args:
        graph: what to tell of.
        as_of: the day that plans are measured against.
        limit: how much at most of each: entities, facts of an entity, figures, times, quotations; 0 for all.
        labels: of the properties, for the charts.
        words: which of the two labels: 0 Chinese, 1 English.
    """
    maker = _Rows(graph)
    sections = _sections(graph, maker, limit)
    figures = [place for place, fact in enumerate(graph.facts) if isinstance(fact.object, Quantity)]
    figures.sort(key=lambda place: figure_order(graph.facts[place]))
    dated = dated_facts(graph, as_of) if as_of else ()
    times = tuple((item, maker.row(item.place)) for item in nearest(dated, as_of, limit))
    sayings = _sayings(graph, maker, limit)
    quantities = tuple(map(maker.row, _first(figures, limit)))
    days = [document.published.date() for document in graph.documents if document.published]
    return Content(
        as_of=as_of,
        span=(min(days), max(days)) if days else None,
        counts={
            "documents": len(graph.documents),
            "entities": len(all_entities(graph)),
            "facts": len(graph.facts),
            "quotations": len(graph.quotations),
        },
        statuses={status: sum(fact.status is status for fact in graph.facts) for status in Status},
        states=Counter(item.state for item in dated),
        undated=sum(fact.status in (Status.PLANNED, Status.EXPECTED) for fact in graph.facts)
        - sum(item.fact.status in (Status.PLANNED, Status.EXPECTED) for item in dated),
        sections=sections,
        charts=quantity_charts([graph.facts[place] for place in figures]),
        quantities=(quantities, len(figures)),
        times=(times, len(dated)),
        strip=near_strip([item for item, _ in times], as_of, labels, words),
        sayings=(sayings, len(graph.quotations)),
        sources=tuple((place, graph.documents[place]) for place in sorted(maker.cited)),
    )


@dataclass(frozen=True, slots=True)
class ResourceContent:
    """What a graph says of one thing: facts, quotations newest first, and the posts cited."""

    rows: tuple[Row, ...]
    sayings: tuple[Saying, ...]
    sources: tuple[tuple[int, Document], ...]


def resource_content(graph: KnowledgeGraph, own: Entity | None) -> ResourceContent:
    """Order what a graph says of one thing.

    Args:
        graph: what is said of it, and no more.
        own: the entity that it is, if it is one; what frames it comes last.
    """
    maker = _Rows(graph)
    common = Counter(fact.property for fact in graph.facts)
    places = list(range(len(graph.facts)))
    if own is not None:
        places.sort(key=lambda place: _row_order(graph.facts[place], own, common))
    rows = tuple(map(maker.row, places))
    sayings = _sayings(graph, maker, 0)
    return ResourceContent(rows, sayings, tuple((place, graph.documents[place]) for place in sorted(maker.cited)))


class _Rows:
    """Makes rows, and keeps in mind which posts they cite."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._facts = graph.facts
        self._documents = {document.id: document for document in graph.documents}
        self._places = {document.id: place for place, document in enumerate(graph.documents)}
        self.cited: set[int] = set()

    def row(self, place: int) -> Row:
        fact = self._facts[place]
        first = fact.evidences[:_SENTENCES]
        return Row(
            place,
            fact,
            value_text(fact.object),
            tuple((name, value_text(value)[0]) for name, value in fact.qualifiers),
            tuple(map(self._evidence, first)),
            len(fact.evidences) - len(first),
        )

    def saying(self, quotation: Quotation) -> Mapping[str, Any]:
        return self._passage(quotation.document, quotation.start, quotation.end, quotation.text)

    def _evidence(self, evidence: Evidence) -> Mapping[str, Any]:
        found = self._passage(evidence.document, evidence.start, evidence.end, evidence.quote)
        return {**found, "rule": evidence.rule}

    def _passage(self, document: str, start: int, end: int, quote: str) -> Mapping[str, Any]:
        found = passage(document, start, end, quote, self._documents, self._places)
        if found["document"] is not None:
            self.cited.add(found["document"])
        return found


def _first(items: Sequence[_Item], limit: int) -> Sequence[_Item]:
    return items[:limit] if limit else items


def _ends(fact: Fact) -> list[str]:
    ends = [fact.subject.id]
    if isinstance(fact.object, Entity) and fact.object.id != fact.subject.id:
        ends.append(fact.object.id)
    return ends


def _is_quiet(fact: Fact) -> bool:
    kind = fact.object.type if isinstance(fact.object, Entity) else ""
    return is_quiet_edge(fact.subject.type, fact.property, kind)


def _sections(graph: KnowledgeGraph, maker: _Rows, limit: int) -> tuple[tuple[Section, ...], int]:
    """The busiest entities; a fact is told once, under its subject, or under its object where only that is told of."""
    touching: dict[str, list[int]] = defaultdict(list)
    for place, fact in enumerate(graph.facts):
        for end in _ends(fact):
            touching[end].append(place)
    told = [entity for entity in all_entities(graph) if touching[entity.id] and not is_quiet_class(entity.type)]
    loud = {entity.id: sum(not _is_quiet(graph.facts[place]) for place in touching[entity.id]) for entity in told}
    told.sort(key=lambda entity: (-loud[entity.id], -len(touching[entity.id]), entity.id))
    shown = _first(told, limit)
    known = {entity.id for entity in shown}
    return tuple(_section(entity, touching[entity.id], graph.facts, known, maker, limit) for entity in shown), len(told)


def _section(
    entity: Entity, places: Sequence[int], facts: Sequence[Fact], known: set[str], maker: _Rows, limit: int
) -> Section:
    here = [place for place in places if facts[place].subject.id == entity.id or facts[place].subject.id not in known]
    elsewhere = [place for place in places if place not in set(here)]
    common = Counter(facts[place].property for place in here)
    here.sort(key=lambda place: _row_order(facts[place], entity, common))
    rows = tuple(map(maker.row, _first(here, limit)))
    others = tuple(map(maker.row, _first(elsewhere, limit)))
    return Section(entity, len(places), _together(rows, entity), others, len(places) - len(rows) - len(others))


def _together(rows: Sequence[Row], entity: Entity) -> tuple[tuple[Row, ...], ...]:
    """Rows of facts that one sentence states of several things, as one: the sentence is read once."""
    groups: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        fact = row.fact
        spans = tuple((evidence.document, evidence.start, evidence.end) for evidence in fact.evidences)
        own = fact.subject.id == entity.id
        # A figure or a time is a fact by itself, and so is what nothing shows to be of one sentence.
        alone = row.place if not spans or isinstance(fact.object, Quantity | Period) else None
        groups[fact.property, own, fact.status, fact.speaker, fact.time, row.qualifiers, spans, alone].append(row)
    return tuple(map(tuple, groups.values()))


def _row_order(fact: Fact, entity: Entity, common: Mapping[str, int]) -> tuple[bool, bool, bool, int, str]:
    """Figures and times, then relations by their number, those of others to it, and last what only frames it."""
    figure = isinstance(fact.object, Quantity | Period)
    return (
        _is_quiet(fact),
        fact.subject.id != entity.id,
        not figure,
        0 if figure else -common[fact.property],
        fact.property,
    )


def _sayings(graph: KnowledgeGraph, maker: _Rows, limit: int) -> tuple[Saying, ...]:
    days = {document.id: document.published for document in graph.documents}
    said = sorted(
        graph.quotations, key=lambda item: (_newest_first(days.get(item.document)), item.document, item.start)
    )
    roles: dict[str, list[str]] = defaultdict(list)
    for fact in graph.facts:
        if fact.property in _JOBS and fact.status is Status.ASSERTED:
            roles[fact.subject.id].append(value_text(fact.object)[0])
    return tuple(
        Saying(item, tuple(dict.fromkeys(roles[item.speaker.id])), maker.saying(item)) for item in _first(said, limit)
    )


def _newest_first(moment: datetime | None) -> int:
    return -moment.toordinal() if moment else 0
