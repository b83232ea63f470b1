"""All rules at work on a document: stage by stage, each seeing what the one before introduced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.knowledge.loader import Knowledge
from kg.knowledge.rule_files import RuleSpec
from kg.model import Claim, Document, Mention, Quantity, Reading, Sentence, Speech, Status
from kg.rules.compiling import WHOLE, CompiledRule, compile_rules
from kg.rules.guards import Guards
from kg.rules.matching import Match, SubjectFinder
from kg.rules.passage import Passage, passage_of, passage_within
from kg.rules.speech import find_speech
from kg.rules.subjects import find_subjects

__all__ = ["Rulebook"]

_STAGES = (1, 2, 3)

Bindings = Mapping[str, tuple[Mention, ...]]


@dataclass(frozen=True, slots=True)
class _Application:
    """One match of one rule, with what its blanks hold."""

    rule: CompiledRule
    match: Match
    passage: Passage
    bindings: Bindings


class Rulebook:
    """The rules of `knowledge`, compiled.

    Raises:
        RuleError: with every fault of every rule, each with its file and line.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._is_a = knowledge.is_a
        self._index = compile_rules(knowledge)
        self._words = knowledge.rules.guards
        self._guards = Guards(self._words)
        self._governing = frozenset(self._words.governing)

    def apply(self, document: Document, sentences: Iterable[Sentence], mentions: Iterable[Mention]) -> Reading:
        """Read a document: the claims of all rules, in the order of the text."""
        sentences = tuple(sentences)
        known = tuple(sorted(mentions, key=lambda m: (m.start, -m.end, m.type, m.name, m.found_by)))
        stated: list[tuple[int, Claim]] = []
        speech: tuple[Speech, ...] = ()
        for stage in _STAGES:
            passages = tuple(passage_of(document, sentence, known, self._is_a) for sentence in sentences)
            speech = find_speech(document, passages, self._words)
            introduced: list[Mention] = []
            for application in self._applications(document, stage, passages, known):
                new = dict(_introduced(application.rule.spec, application.bindings))
                introduced.extend(new.values())
                bindings = {**application.bindings, **{name: (mention,) for name, mention in new.items()}}
                reach = application.match.end - application.match.start
                stated.extend((reach, claim) for claim in self._claims(application, bindings, speech))
            known = tuple(sorted({*known, *introduced}, key=lambda m: (m.start, -m.end, m.type, m.name, m.found_by)))
        return Reading(known, _furthest_reaching(stated), speech)

    def _applications(
        self, document: Document, stage: int, passages: tuple[Passage, ...], mentions: tuple[Mention, ...]
    ) -> Iterator[_Application]:
        for number, passage in enumerate(passages):
            before = _paragraph_before(document, passages, number)
            for rule in self._index.for_sentence(passage.text[passage.start : passage.end], stage):
                seen = self._see_through(rule, document, passage, mentions)
                finder = _subject_finder(seen, before, self._governing)
                for match in rule.pattern.search(seen, finder, overlapping=rule.spec.overlap == "all"):
                    yield _Application(rule, match, seen, match.bindings)
        for whole in mentions:
            for rule in self._index.for_names(stage):
                if any(self._is_a(whole.type, wanted) for wanted in rule.within):
                    yield from self._inside(rule, document, whole, mentions)

    def _inside(
        self, rule: CompiledRule, document: Document, whole: Mention, mentions: tuple[Mention, ...]
    ) -> Iterator[_Application]:
        inside = passage_within(document, whole, mentions, self._is_a)
        for match in rule.pattern.search(inside, _no_subject):
            yield _Application(rule, match, inside, {**match.bindings, WHOLE: (whole,)})

    def _see_through(
        self, rule: CompiledRule, document: Document, passage: Passage, mentions: tuple[Mention, ...]
    ) -> Passage:
        """The sentence as the rule sees it: some classes of names are not units for it."""
        if not rule.through:
            return passage
        visible = [m for m in mentions if not any(self._is_a(m.type, wanted) for wanted in rule.through)]
        sentence = Sentence(passage.start, passage.end, tuple(passage.words.values()))
        return passage_of(document, sentence, visible, self._is_a)

    def _claims(self, application: _Application, bindings: Bindings, speech: tuple[Speech, ...]) -> Iterator[Claim]:
        rule, match, passage = application.rule, application.match, application.passage
        status = rule.spec.status or self._status(rule, match, passage)
        if status is None:
            return
        speaker = (
            None if rule.spec.status else next((s.speaker for s in speech if s.start <= match.anchor < s.end), None)
        )
        span = (passage.start, passage.end) if rule.within else _span(match, passage)
        for emission in rule.emissions:
            yield from emission.claims(bindings, status=status, span=span, rule=rule.spec.rule, speaker=speaker)

    def _status(self, rule: CompiledRule, match: Match, passage: Passage) -> Status | None:
        return Status.ASSERTED if rule.within else self._guards.status(passage, match.head, match.anchor)


def _furthest_reaching(stated: Iterable[tuple[int, Claim]]) -> tuple[Claim, ...]:
    """Of several claims of one property about the same quantity, those of the longest match; all others."""
    stated = tuple(stated)
    reach: dict[tuple[str, int, int], int] = {}
    for length, claim in stated:
        key = _value_place(claim)
        if key:
            reach[key] = max(reach.get(key, 0), length)
    kept = {claim for length, claim in stated if reach.get(_value_place(claim) or ("", -1, -1), length) == length}
    return tuple(sorted(kept, key=lambda c: (c.start, c.end, c.rule, c.property, repr(c.subject), repr(c.object))))


def _value_place(claim: Claim) -> tuple[str, int, int] | None:
    value = claim.object
    if isinstance(value, Mention) and isinstance(value.value, Quantity):
        return claim.property, value.start, value.end
    return None


def _span(match: Match, passage: Passage) -> tuple[int, int]:
    """The words that state the claim: the match, and its subject where that stands earlier in the sentence."""
    starts = [m.start for found in match.bindings.values() for m in found if m.start >= passage.start]
    return min([match.start, *starts]), match.end


def _paragraph_before(document: Document, passages: tuple[Passage, ...], number: int) -> tuple[Passage, ...]:
    here = passages[number]
    paragraph = next((p for p in document.paragraphs if p[0] <= here.start < p[1]), None)
    return tuple(p for p in passages[:number] if paragraph and p.start >= paragraph[0])


def _subject_finder(passage: Passage, before: tuple[Passage, ...], governing: frozenset[str]) -> SubjectFinder:
    def find(place: int, types: tuple[str, ...], many: bool) -> tuple[Mention, ...]:
        return find_subjects(passage, before, place, types, many=many, governing=governing)

    return find


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
