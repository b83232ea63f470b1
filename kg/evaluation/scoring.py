"""Extractions against gold: what was found, what was missed, what is too many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress
from types import MappingProxyType

from kg.evaluation.figures import Proportion, Score, bootstrap_f1, pool
from kg.evaluation.gold import Gold, GoldEntity, GoldFact
from kg.evaluation.matching import (
    bound_agrees,
    fact_matches,
    normalise,
    quotation_matches,
    same_entity,
    same_value,
)
from kg.model import Entity, Evidence, Extraction, Fact, Quantity

__all__ = ["TIERS", "Judged", "Report", "Sought", "Summary", "evaluate", "summarise"]

TIERS: Mapping[str, frozenset[int]] = MappingProxyType(
    {"all": frozenset({1, 2}), "tier1": frozenset({1}), "tier2": frozenset({2})}
)
_FEWEST_DOCUMENTS = 3
_FEWEST_FACTS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact of ours with the gold facts that it matches: none for an extra."""

    fact: Fact
    gold: tuple[GoldFact, ...]

    @property
    def property(self) -> str:
        """The property under which it counts: the gold fact's, so that `alt_p` does not split a row."""
        return self.gold[0].property if self.gold else self.fact.property


@dataclass(frozen=True, slots=True)
class Sought:
    """A gold fact with the facts of ours that match it: none for a miss.

    Attributes:
        gold: the fact.
        ours: that match it.
        quote: its evidence.
        subject_found: whether one of our entities is its subject.
        object_found: whether one of our entities, or a value or the words of the text, is its object.
        instead: of a miss, what we say of the same two.
    """

    gold: GoldFact
    ours: tuple[Fact, ...]
    quote: str
    subject_found: bool = True
    object_found: bool = True
    instead: tuple[Fact, ...] = ()

    @property
    def status_agrees(self) -> bool:
        """Whether one of ours has a status that will do."""
        return any(fact.status in self.gold.statuses for fact in self.ours)

    @property
    def bound_agrees(self) -> bool:
        """Whether one of ours has the bound of the quantity."""
        return any(bound_agrees(fact.object, self.gold.object) for fact in self.ours)


@dataclass(frozen=True, slots=True)
class Report:
    """One document against its gold.

    Attributes:
        id: of the gold.
        judged: every fact of ours, in the extraction's order.
        sought: every gold fact, in the annotation's order.
        quotations: gold quotations found.
        evidence: evidences whose quote is the text at their place.
        faults: each evidence or quotation that is not the text at its place, as a line to read.
        text_agrees: whether our plain text is the one that was annotated; if not, gold offsets mean nothing.
        text: our plain text.
    """

    id: str
    judged: tuple[Judged, ...]
    sought: tuple[Sought, ...]
    quotations: Proportion
    evidence: Proportion
    faults: tuple[str, ...]
    text_agrees: bool
    text: str = ""

    @property
    def misses(self) -> tuple[Sought, ...]:
        """Gold facts that nothing of ours matches."""
        return tuple(one for one in self.sought if not one.ours)

    @property
    def extras(self) -> tuple[Judged, ...]:
        """Facts of ours that match no gold fact of any tier."""
        return tuple(one for one in self.judged if not one.gold)

    def only(self, properties: frozenset[str]) -> Report:
        """The same document as if there were only these properties."""
        return replace(
            self,
            judged=tuple(one for one in self.judged if one.property in properties),
            sought=tuple(one for one in self.sought if one.gold.property in properties),
        )

    def score(self, tiers: frozenset[int], wanted: str | None = None) -> Score:
        """Precision and recall of some tiers, of one property or of all.

        An extra is an extra whatever the tier: precision of a tier is our facts that match a gold fact of that
        tier, out of those and all extras.
        """
        ours = [one for one in self.judged if wanted in (None, one.property)]
        hits = sum(any(fact.tier in tiers for fact in one.gold) for one in ours)
        extras = sum(not one.gold for one in ours)
        gold = [one for one in self.sought if one.gold.tier in tiers and wanted in (None, one.gold.property)]
        return Score(Proportion(hits, hits + extras), Proportion(sum(bool(one.ours) for one in gold), len(gold)))


@dataclass(frozen=True, slots=True)
class Summary:
    """All documents together.

    Attributes:
        reports: one for each document, sorted by id.
        tiers: score of `all`, `tier1`, `tier2`.
        f1_intervals: 95 % interval of each of these F1, None for fewer than two documents.
        properties: by property, each with the score of `all`, `tier1`, `tier2`.
        property_intervals: likewise the 95 % interval of F1, None for too few facts or documents.
        documents: by document id, likewise.
        status: of the gold facts found, those with a status that will do.
        bounds: of the gold quantities found, those with the gold bound.
        quotations: of the gold quotations, those found.
        evidence: of our evidences, those that quote the text at their place.
    """

    reports: tuple[Report, ...]
    tiers: Mapping[str, Score]
    f1_intervals: Mapping[str, tuple[float, float] | None]
    properties: Mapping[str, Mapping[str, Score]]
    documents: Mapping[str, Mapping[str, Score]]
    status: Proportion
    bounds: Proportion
    quotations: Proportion
    evidence: Proportion
    property_intervals: Mapping[str, Mapping[str, tuple[float, float] | None]] = field(default_factory=dict)


def evaluate(extraction: Extraction, gold: Gold, ontology_symmetric: frozenset[str]) -> Report:
    """Compare what was read in one document with what an analyst wants.

    Args:
        extraction: of the annotated post.
        gold: its annotation.
        ontology_symmetric: the properties without direction.
    """
    matches = [[fact_matches(fact, wanted, ontology_symmetric) for wanted in gold.facts] for fact in extraction.facts]
    text = gold.text or extraction.document.text
    quoted = [_quotes_text(evidence, extraction) for evidence in _evidences(extraction)]
    return Report(
        id=gold.id,
        judged=tuple(
            Judged(fact, tuple(compress(gold.facts, row))) for fact, row in zip(extraction.facts, matches, strict=True)
        ),
        sought=tuple(
            _sought(wanted, tuple(compress(extraction.facts, [row[i] for row in matches])), text, extraction)
            for i, wanted in enumerate(gold.facts)
        ),
        quotations=_quotations(extraction, gold),
        evidence=Proportion(sum(quoted), len(quoted)),
        faults=_faults(extraction),
        text_agrees=not gold.text or gold.text.rstrip() == extraction.document.text.rstrip(),
        text=extraction.document.text,
    )


def _sought(wanted: GoldFact, ours: tuple[Fact, ...], text: str, extraction: Extraction) -> Sought:
    quote = text[wanted.start : wanted.end]
    if ours:
        return Sought(wanted, ours, quote)
    subjects, objects = _ends_found(wanted, extraction)
    instead = tuple(fact for fact in extraction.facts if _same_pair(fact, wanted))
    return Sought(wanted, (), quote, subjects, objects, instead)


def _ends_found(wanted: GoldFact, extraction: Extraction) -> tuple[bool, bool]:
    """Whether we know the subject and the object of a gold fact, as entities or as values."""
    subject = any(same_entity(entity, wanted.subject) for entity in extraction.entities)
    match wanted.object:
        case GoldEntity() as entity:
            return subject, any(same_entity(one, entity) for one in extraction.entities)
        case str() as words:
            return subject, normalise(words) in normalise(extraction.document.text)
        case value:
            return subject, any(m.value is not None and same_value(m.value, value) for m in extraction.mentions)


def _same_pair(fact: Fact, wanted: GoldFact) -> bool:
    if same_entity(fact.subject, wanted.subject):
        return same_value(fact.object, wanted.object)
    return (
        isinstance(fact.object, Entity)
        and isinstance(wanted.object, GoldEntity)
        and same_entity(fact.object, wanted.subject)
        and same_entity(fact.subject, wanted.object)
    )


def _quotes_text(evidence: Evidence, extraction: Extraction) -> bool:
    """Whether an evidence is of this document and quotes the characters at its place."""
    document = extraction.document
    return (
        evidence.document == document.id
        and 0 <= evidence.start < evidence.end
        and evidence.quote == document.text[evidence.start : evidence.end]
    )


def _evidences(extraction: Extraction) -> list[Evidence]:
    return [evidence for fact in extraction.facts for evidence in fact.evidences]


def _faults(extraction: Extraction) -> tuple[str, ...]:
    bare = [f"{fact.subject.name} {fact.property}: no evidence" for fact in extraction.facts if not fact.evidences]
    wrong = [
        f"{one.document}[{one.start}:{one.end}] {one.rule}: {one.quote}"
        for one in _evidences(extraction)
        if not _quotes_text(one, extraction)
    ]
    text = extraction.document.text
    misquoted = [
        f"{one.document}[{one.start}:{one.end}] {one.speaker.name}: {one.text}"
        for one in extraction.quotations
        if one.text != text[one.start : one.end]
    ]
    return (*bare, *wrong, *misquoted)


def _quotations(extraction: Extraction, gold: Gold) -> Proportion:
    found = [any(quotation_matches(ours, wanted) for ours in extraction.quotations) for wanted in gold.quotations]
    return Proportion(sum(found), len(found))


def summarise(reports: Iterable[Report]) -> Summary:
    """Put the reports of several documents together (micro averages: every fact counts the same)."""
    ordered = tuple(sorted(reports, key=lambda report: report.id))
    found = [one for report in ordered for one in report.sought if one.ours]
    quantities = [one for one in found if isinstance(one.gold.object, Quantity)]
    return Summary(
        reports=ordered,
        tiers=_by_tier(lambda tiers: pool(report.score(tiers) for report in ordered)),
        f1_intervals={name: bootstrap_f1([report.score(tiers) for report in ordered]) for name, tiers in TIERS.items()},
        properties={name: _of_property(name, ordered) for name in _properties(ordered)},
        documents={report.id: _by_tier(report.score) for report in ordered},
        status=Proportion(sum(one.status_agrees for one in found), len(found)),
        bounds=Proportion(sum(one.bound_agrees for one in quantities), len(quantities)),
        quotations=sum((report.quotations for report in ordered), Proportion()),
        evidence=sum((report.evidence for report in ordered), Proportion()),
        property_intervals={
            name: {tier: _interval([report.score(tiers, name) for report in ordered]) for tier, tiers in TIERS.items()}
            for name in _properties(ordered)
        },
    )


def _interval(scores: Sequence[Score]) -> tuple[float, float] | None:
    """Of the F1 of one property, where enough is counted for it to mean something."""
    counted = [score for score in scores if score.precision.total or score.recall.total]
    enough = len(counted) >= _FEWEST_DOCUMENTS and pool(counted).recall.total >= _FEWEST_FACTS
    return bootstrap_f1(counted) if enough else None


def _by_tier(score: Callable[[frozenset[int]], Score]) -> dict[str, Score]:
    return {name: score(tiers) for name, tiers in TIERS.items()}


def _of_property(name: str, reports: Sequence[Report]) -> dict[str, Score]:
    return _by_tier(lambda tiers: pool(report.score(tiers, name) for report in reports))


def _properties(reports: Sequence[Report]) -> list[str]:
    ours = {one.property for report in reports for one in report.judged}
    return sorted(ours | {one.gold.property for report in reports for one in report.sought})
