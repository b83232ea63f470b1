"""What rules do on a corpus: matches, facts, precision on gold, overlaps, conflicts, idle rules, time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from time import perf_counter_ns

from kg.errors import LimitError
from kg.evaluation import Gold, evaluate
from kg.knowledge.loader import Knowledge
from kg.model import Document, Extraction
from kg.pipeline import Extractor, recognize
from kg.resolution import resolve
from kg.rules import Application, Rulebook
from kg.rules.compiling import RuleIndex
from kg.rules.matching import Match, Pattern
from kg.rules.passage import Passage
from kg.rules.states import SubjectFinder
from kg.statements import value_key

__all__ = ["Conflict", "Overlap", "RuleCount", "Statistics", "measure_rules"]

Watch = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class RuleCount:
    """What one rule did.

    Attributes:
        rule: its name.
        place: its file and line.
        documents: in how many it matched.
        matches: how often its pattern matched.
        claims: what these matches stated.
        facts: that stand in the graph with its name among their evidence.
        judged: of its facts, those in documents with gold.
        right: of these, those that gold has.
        milliseconds: that its pattern took.
        share: of the time of all patterns, 0.0 to 1.0.
    """

    rule: str
    place: str
    documents: int
    matches: int
    claims: int
    facts: int
    judged: int
    right: int
    milliseconds: float
    share: float

    @property
    def precision(self) -> float | None:
        """Of its facts in documents with gold, those that gold has; None where there is none."""
        return self.right / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two rules that stated the same property at overlapping places, and how often."""

    rules: tuple[str, str]
    property: str
    times: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing said of one pair with different statuses in one document.

    Attributes:
        document: its id.
        subject: its name.
        property: of the ontology.
        object: its name, or the words of the value.
        readings: each status with the rules that gave it.
    """

    document: str
    subject: str
    property: str
    object: str
    readings: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """All rules on a corpus.

    Attributes:
        documents: how many were read.
        gold_documents: how many of them have gold.
        seconds: that all stages took.
        rules: in the order of the files.
        overlaps: the most frequent first.
        conflicts: in the order of the documents.
        stopped: documents that a rule took too long on, as lines to read.
    """

    documents: int
    gold_documents: int
    seconds: float
    rules: tuple[RuleCount, ...]
    overlaps: tuple[Overlap, ...]
    conflicts: tuple[Conflict, ...]
    stopped: tuple[str, ...]

    @property
    def idle(self) -> tuple[RuleCount, ...]:
        """The rules that never matched."""
        return tuple(rule for rule in self.rules if not rule.matches)


@dataclass(slots=True)
class _Tally:
    """Counts that grow while documents are read; made anew for each measurement."""

    documents: int = 0
    gold_documents: int = 0
    in_documents: Counter[str] = field(default_factory=Counter)
    matches: Counter[str] = field(default_factory=Counter)
    claims: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    judged: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    nanoseconds: Counter[str] = field(default_factory=Counter)
    overlaps: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    conflicts: list[Conflict] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)

    def watch(self, rule: str, nanoseconds: int) -> None:
        self.nanoseconds[rule] += nanoseconds


class _TimedPattern(Pattern):
    """A pattern whose searches are timed."""

    def __init__(self, pattern: Pattern, rule: str, watch: Watch) -> None:
        self._pattern = pattern
        self._rule = rule
        self._watch = watch

    def may_match(self, passage: Passage) -> bool:
        return self._pattern.may_match(passage)

    def search(self, passage: Passage, subjects: SubjectFinder, *, overlapping: bool = False) -> Iterator[Match]:
        begin = perf_counter_ns()
        try:
            found = tuple(self._pattern.search(passage, subjects, overlapping=overlapping))
        finally:
            self._watch(self._rule, perf_counter_ns() - begin)
        yield from found


class _TimedRulebook(Rulebook):
    """The same rules, timed."""

    def __init__(self, knowledge: Knowledge, watch: Watch) -> None:
        super().__init__(knowledge)
        self._index = RuleIndex(
            replace(rule, pattern=_TimedPattern(rule.pattern, rule.spec.rule, watch)) for rule in self._index.rules
        )


def measure_rules(
    documents: Iterable[Document],
    extractor: Extractor,
    gold: Iterable[Gold] = (),
    on_document: Callable[[Document], None] | None = None,
) -> Statistics:
    """Read documents and count what each rule does.

    Args:
        documents: the corpus.
        extractor: with the rules.
        gold: annotations; each counts for the document of its id, or of its text.
        on_document: called after each document.
    """
    tally = _Tally()
    rulebook = _TimedRulebook(extractor.knowledge, tally.watch)
    annotated = {key: one for one in gold for key in (one.id, one.text) if key}
    begin = perf_counter_ns()
    for document in documents:
        try:
            extraction, applications = _read(document, extractor, rulebook)
        except LimitError as error:
            tally.stopped.append(f"{document.id}: {error}")
            continue
        _count(tally, extraction, applications)
        wanted = annotated.get(document.id) or annotated.get(document.text)
        if wanted:
            _judge(tally, extraction, wanted, extractor.knowledge.ontology.symmetric)
        if on_document:
            on_document(document)
    return _statistics(tally, extractor, (perf_counter_ns() - begin) / 1e9)


def _read(document: Document, extractor: Extractor, rulebook: Rulebook) -> tuple[Extraction, tuple[Application, ...]]:
    sentences, mentions = recognize(document, extractor)
    reading, applications = rulebook.trace(document, sentences, mentions)
    return resolve(document, reading, extractor.knowledge), applications


def _count(tally: _Tally, extraction: Extraction, applications: Iterable[Application]) -> None:
    tally.documents += 1
    applications = tuple(applications)
    matches = Counter(a.rule.spec.rule for a in applications)
    tally.matches.update(matches)
    tally.in_documents.update(matches.keys())
    for application in applications:
        tally.claims[application.rule.spec.rule] += len(application.claims)
    for fact in extraction.facts:
        tally.facts.update({evidence.rule for evidence in fact.evidences})
    tally.overlaps.update(_overlaps(applications))
    tally.conflicts.extend(_conflicts(extraction))


def _overlaps(applications: Iterable[Application]) -> Iterator[tuple[str, str, str]]:
    """Pairs of rules of which a match overlaps one of the other and states the same property."""
    stated = sorted(
        {
            (a.match.start, a.match.end, a.rule.spec.rule, claim.property)
            for a in applications
            if not a.rule.within
            for claim in a.claims
        }
    )
    by_property: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for start, end, rule, name in stated:
        by_property[name].append((start, end, rule))
    for name, spans in by_property.items():
        for position, (_, end, rule) in enumerate(spans):
            for other_start, _, other in spans[position + 1 :]:
                if other_start >= end:
                    break
                if other != rule:
                    yield min(rule, other), max(rule, other), name


def _conflicts(extraction: Extraction) -> Iterator[Conflict]:
    statuses: defaultdict[tuple[str, str, tuple[str, ...]], dict[str, set[str]]] = defaultdict(dict)
    shown: dict[tuple[str, str, tuple[str, ...]], tuple[str, str, str]] = {}
    for fact in extraction.facts:
        key = fact.subject.id, fact.property, value_key(fact.object)
        rules = statuses[key].setdefault(fact.status.value, set())
        rules.update(evidence.rule for evidence in fact.evidences)
        words = str(getattr(fact.object, "name", "") or getattr(fact.object, "surface", "") or fact.object)
        shown.setdefault(key, (fact.subject.name, fact.property, words))
    for key, readings in statuses.items():
        if len(readings) > 1:
            sorted_readings = tuple((status, tuple(sorted(rules))) for status, rules in sorted(readings.items()))
            yield Conflict(extraction.document.id, *shown[key], sorted_readings)


def _judge(tally: _Tally, extraction: Extraction, gold: Gold, symmetric: frozenset[str]) -> None:
    tally.gold_documents += 1
    for judged in evaluate(extraction, gold, symmetric).judged:
        for rule in {evidence.rule for evidence in judged.fact.evidences}:
            tally.judged[rule] += 1
            tally.right[rule] += bool(judged.gold)


def _statistics(tally: _Tally, extractor: Extractor, seconds: float) -> Statistics:
    total = sum(tally.nanoseconds.values()) or 1
    places: Mapping[str, str] = {spec.rule: spec.place for spec in extractor.knowledge.rules.rules}
    return Statistics(
        documents=tally.documents,
        gold_documents=tally.gold_documents,
        seconds=seconds,
        rules=tuple(
            RuleCount(
                rule=rule,
                place=place,
                documents=tally.in_documents[rule],
                matches=tally.matches[rule],
                claims=tally.claims[rule],
                facts=tally.facts[rule],
                judged=tally.judged[rule],
                right=tally.right[rule],
                milliseconds=tally.nanoseconds[rule] / 1e6,
                share=tally.nanoseconds[rule] / total,
            )
            for rule, place in places.items()
        ),
        overlaps=tuple(
            Overlap((one, other), name, times)
            for (one, other, name), times in sorted(tally.overlaps.items(), key=lambda pair: (-pair[1], pair[0]))
        ),
        conflicts=tuple(tally.conflicts),
        stopped=tuple(tally.stopped),
    )
