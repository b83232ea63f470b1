"""All rules at work on a document: stage by stage, each seeing what the one before introduced."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from kg.errors import LimitError
from kg.knowledge.loader import Knowledge
from kg.knowledge.rule_files import RuleSpec
from kg.model import Claim, Document, Mention, Period, Reading, Sentence, Speech, Status
from kg.rules.application import Application, Bindings, furthest_reaching
from kg.rules.compiling import WHOLE, CompiledRule, compile_rules
from kg.rules.details import attach
from kg.rules.guards import SENTENCES_AHEAD, Guards, Judgement
from kg.rules.matching import Match, Miss
from kg.rules.passage import Lineage, Passage, passage_of, passage_within
from kg.rules.punctuation import as_rules_see
from kg.rules.speech import find_speech
from kg.rules.states import SubjectFinder
from kg.rules.subjects import find_subjects, sentences_before
from kg.rules.timing import Timing, is_ahead

__all__ = ["Application", "Rulebook"]

_STAGES = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class _Setting:
    """A document while rules of one stage read it."""

    document: Document
    passages: tuple[Passage, ...] = ()
    mentions: tuple[Mention, ...] = ()
    speech: tuple[Speech, ...] = ()

    @property
    def today(self) -> date | None:
        """The day it was published."""
        return self.document.published.date() if self.document.published else None


class Rulebook:
    """The rules of `knowledge`, compiled.

    Raises:
        RuleError: with every fault of every rule, each with its file and line.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._is_a = Lineage(knowledge.is_a)
        self._index = compile_rules(knowledge)
        self._words = knowledge.rules.guards
        self._guards = Guards(self._words)
        self._timing = Timing(self._words)
        self._governing = frozenset(self._words.governing)
        self._attributing = frozenset({*self._words.speech_verbs, *knowledge.shapes.attributions})

    @property
    def rules(self) -> tuple[CompiledRule, ...]:
        """All rules, in the order of the files."""
        return self._index.rules

    def apply(self, document: Document, sentences: Iterable[Sentence], mentions: Iterable[Mention]) -> Reading:
        """Read a document: the claims of all rules, in the order of the text.

        Raises:
            LimitError: a rule takes too many steps; its place names the rule.
        """
        return self.trace(document, sentences, mentions)[0]

    def trace(
        self, document: Document, sentences: Iterable[Sentence], mentions: Iterable[Mention]
    ) -> tuple[Reading, tuple[Application, ...]]:
        """Read a document, and give every match of every rule with it.

        Raises:
            LimitError: a rule takes too many steps; its place names the rule.
        """
        document = as_rules_see(document)
        sentences = tuple(sentences)
        known = tuple(sorted(mentions, key=_order))
        applications: list[Application] = []
        setting = _Setting(document)
        woken = tuple(self._index.for_sentence(document.text[s.start : s.end]) for s in sentences)
        grown = True
        for stage in _STAGES:
            if grown:
                passages = tuple(passage_of(document, sentence, known, self._is_a) for sentence in sentences)
                setting = _Setting(document, passages, known, find_speech(document, passages, self._words))
            found = tuple(self._applications(setting, stage, woken))
            applications.extend(found)
            introduced = {m for a in found for name in a.rule.spec.introduces for m in a.bindings.get(name, ())}
            grown = not introduced <= set(known)
            known = tuple(sorted({*known, *introduced}, key=_order)) if grown else known
        told = attach(tuple(applications))
        return Reading(known, furthest_reaching(told), setting.speech), told

    def furthest_miss(
        self, rule: CompiledRule, document: Document, sentences: Iterable[Sentence], mentions: Iterable[Mention]
    ) -> tuple[Passage, Miss] | None:
        """Where a rule that does not match came furthest; None if it never began."""
        document = as_rules_see(document)
        known = tuple(sorted(mentions, key=_order))
        passages = tuple(passage_of(document, sentence, known, self._is_a) for sentence in sentences)
        misses: list[tuple[int, int, Passage, Miss]] = []
        for seen, finder in self._views(rule, _Setting(document, passages, known)):
            miss = rule.pattern.furthest_miss(seen, finder)
            if miss:
                misses.append((miss.remaining, miss.place, seen, miss))
        return min(misses, key=lambda found: found[:2])[2:] if misses else None

    def _applications(
        self, setting: _Setting, stage: int, woken: tuple[tuple[CompiledRule, ...], ...]
    ) -> Iterator[Application]:
        for number, passage in enumerate(setting.passages):
            before = sentences_before(setting.document, setting.passages, number)
            for rule in woken[number]:
                if rule.spec.stage != stage or not (rule.through or rule.pattern.may_match(passage)):
                    continue
                seen = self._see_through(rule, passage, setting)
                finder = self._subject_finder(seen, before)
                for match in _matches(rule, seen, finder):
                    yield self._application(rule, match, seen, setting, number)
        for rule in self._index.for_names(stage):
            for whole in self._names_for(rule, setting.mentions):
                inside = passage_within(setting.document, whole, setting.mentions, self._is_a)
                for match in _matches(rule, inside, _no_subject):
                    named = replace(match, bindings={**match.bindings, WHOLE: (whole,)})
                    yield self._application(rule, named, inside, setting)

    def _views(self, rule: CompiledRule, setting: _Setting) -> Iterator[tuple[Passage, SubjectFinder]]:
        """Everything that the rule looks at in a document."""
        if rule.within:
            for whole in self._names_for(rule, setting.mentions):
                yield passage_within(setting.document, whole, setting.mentions, self._is_a), _no_subject
            return
        for number, passage in enumerate(setting.passages):
            seen = self._see_through(rule, passage, setting)
            yield seen, self._subject_finder(seen, sentences_before(setting.document, setting.passages, number))

    def _subject_finder(self, passage: Passage, before: tuple[Passage, ...]) -> SubjectFinder:
        def find(place: int, types: tuple[str, ...], many: bool) -> tuple[Mention, ...]:
            return find_subjects(
                passage, before, place, types, many=many, governing=self._governing, attributing=self._attributing
            )

        return find

    def _names_for(self, rule: CompiledRule, mentions: tuple[Mention, ...]) -> Iterator[Mention]:
        return (m for m in mentions if self._is_a.fits(m.type, rule.within))

    def _see_through(self, rule: CompiledRule, passage: Passage, setting: _Setting) -> Passage:
        """The sentence as the rule sees it: some classes of names are not units for it."""
        if not rule.through:
            return passage
        first = bisect.bisect_left(setting.mentions, passage.start, key=lambda m: m.start)
        last = bisect.bisect_right(setting.mentions, passage.end, lo=first, key=lambda m: m.start)
        visible = [m for m in setting.mentions[first:last] if not self._is_a.fits(m.type, rule.through)]
        sentence = Sentence(passage.start, passage.end, tuple(passage.words.values()))
        return passage_of(setting.document, sentence, visible, self._is_a)

    def _application(
        self, rule: CompiledRule, match: Match, passage: Passage, setting: _Setting, number: int | None = None
    ) -> Application:
        """One match, judged; `number` is that of its sentence, None inside a name."""
        held = {**match.bindings, **{name: (m,) for name, m in _introduced(rule.spec, match.bindings)}}
        fixed = bool(rule.spec.status) or number is None
        time = None if number is None else self._timing.of(passage, match)
        judgement: Judgement | None = Judgement(rule.spec.status or Status.ASSERTED, "")
        if not fixed and number is not None:
            after = setting.passages[number + 1 : number + 1 + SENTENCES_AHEAD]
            judgement = self._guards.judge(passage, match.head, match.anchor, after)
        if judgement and not fixed:
            judgement = _in_time(judgement, time, match, setting)
        claims = tuple(self._claims(rule, match, passage, held, judgement, setting, time)) if judgement else ()
        return Application(rule, match, passage, held, judgement, claims)

    def _claims(
        self,
        rule: CompiledRule,
        match: Match,
        passage: Passage,
        bindings: Bindings,
        judgement: Judgement,
        setting: _Setting,
        time: Period | None,
    ) -> Iterator[Claim]:
        speaking = (s.speaker for s in setting.speech if s.start <= match.anchor < s.end)
        speaker = None if rule.spec.status else next(speaking, None)
        span = (passage.start, passage.end) if rule.within else _span(match, passage)
        for emission in rule.emissions:
            when = time if self._timing.dates(emission.property) else None
            for claim in emission.claims(
                bindings, status=judgement.status, span=span, rule=rule.spec.rule, speaker=speaker
            ):
                yield replace(claim, time=when) if when else claim


def _order(mention: Mention) -> tuple[int, int, str, str, str]:
    return mention.start, -mention.end, mention.type, mention.name, mention.found_by


def _matches(rule: CompiledRule, passage: Passage, finder: SubjectFinder) -> Iterator[Match]:
    overlap = rule.spec.overlap
    try:
        found = tuple(rule.pattern.search(passage, finder, overlapping=overlap != "first"))
    except LimitError as error:
        raise LimitError(error.message, place=f"{rule.spec.place} {rule.spec.rule}", remedy=error.remedy) from error
    yield from _longest(found) if overlap == "longest" else found


def _longest(matches: tuple[Match, ...]) -> list[Match]:
    """Of matches that overlap the longest, the first of several; in the order of the text."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda m: (m.start - m.end, m.start)):
        at = bisect.bisect_left(kept, match.start, key=lambda m: m.start)
        free_before = at == 0 or kept[at - 1].end <= match.start
        free_behind = at == len(kept) or match.end <= kept[at].start
        if free_before and free_behind:
            kept.insert(at, match)
    return kept


def _in_time(judgement: Judgement, time: Period | None, match: Match, setting: _Setting) -> Judgement:
    """What is asserted of a day to come is expected (到2027年，建成…)."""
    if judgement.status is not Status.ASSERTED or judgement.word:
        return judgement
    bound = [m.value for found in match.bindings.values() for m in found if isinstance(m.value, Period)]
    ahead = is_ahead([*bound, *filter(None, [time])], setting.today)
    return Judgement(Status.EXPECTED, ahead.surface) if ahead else judgement


def _span(match: Match, passage: Passage) -> tuple[int, int]:
    """The words that state the claim: the match, and its subject where that stands earlier in the sentence."""
    starts = [m.start for found in match.bindings.values() for m in found if m.start >= passage.start]
    return min([match.start, *starts]), match.end


def _no_subject(_place: int, _types: tuple[str, ...], _many: bool) -> tuple[Mention, ...]:
    return ()


def _introduced(spec: RuleSpec, bindings: Bindings) -> Iterator[tuple[str, Mention]]:
    for name, template in spec.introduces.items():
        kind, _, naming = template.partition(" ")
        places = bindings.get(name, ())
        if not places:
            continue
        values = defaultdict(str, {key: "、".join(m.name for m in found) for key, found in bindings.items()})
        title = naming.format_map(values) if naming else places[0].name
        yield name, replace(places[0], type=kind, name=title, found_by=spec.rule)
