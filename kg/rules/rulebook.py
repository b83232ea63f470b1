"""All rules, compiled, and their work on a document: stage by stage, each seeing what the one before introduced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import ahocorasick

from kg.errors import KnowledgeError, RuleError
from kg.knowledge.loader import Knowledge
from kg.knowledge.rule_files import RuleSpec
from kg.model import Claim, Document, Mention, Reading, Sentence, Speech, Status
from kg.rules.emission import Emission, parse_emission
from kg.rules.guards import Guards
from kg.rules.matching import Match, Pattern, SubjectFinder
from kg.rules.passage import Passage, passage_of, passage_within
from kg.rules.speech import find_speech
from kg.rules.subjects import find_subjects
from kg.rules.syntax import Blank, Capture, Choice, Gap, Literal, Look, Node, Sequence, parse_pattern

__all__ = ["Rulebook"]

_LIST_TAIL = "列举尾"
_STAGES = (1, 2, 3)
_WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class _Rule:
    spec: RuleSpec
    pattern: Pattern
    emissions: tuple[Emission, ...]
    within: tuple[str, ...]
    through: tuple[str, ...]


class Rulebook:
    """The rules of `knowledge`, compiled.

    Raises:
        RuleError: with every fault of every rule, each with its file and line.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._guards = Guards(knowledge.rules.guards)
        self._governing = frozenset(knowledge.rules.guards.governing)
        macros = knowledge.rules.macros
        faults: list[str] = []
        tail = parse_pattern(macros[_LIST_TAIL], macros) if _LIST_TAIL in macros else None
        self._rules: list[_Rule] = []
        self._triggers = ahocorasick.Automaton()
        self._always: set[int] = set()
        for spec in knowledge.rules.rules:
            try:
                nodes = tuple(parse_pattern(text, macros) for text in spec.match)
                self._check(spec, nodes)
                rule = _Rule(
                    spec,
                    Pattern(Choice(nodes), tail),
                    tuple(parse_emission(line) for line in spec.emit),
                    tuple(filter(None, spec.within.split("|"))),
                    tuple(filter(None, spec.through.split("|"))),
                )
            except KnowledgeError as error:
                faults.append(f"{spec.place}: {spec.rule}: {error}")
                continue
            self._add(rule, nodes)
        if faults:
            raise RuleError(faults)
        self._triggers.make_automaton()

    def apply(self, document: Document, sentences: Iterable[Sentence], mentions: Iterable[Mention]) -> Reading:
        """Read a document: the claims of all rules, in the order of the text."""
        sentences = tuple(sentences)
        known = tuple(mentions)
        claims: list[Claim] = []
        speech: tuple[Speech, ...] = ()
        for stage in _STAGES:
            passages = tuple(passage_of(document, s, known, self._knowledge.is_a) for s in sentences)
            speech = find_speech(document, passages, self._knowledge.rules.guards)
            introduced: list[Mention] = []
            for rule, match, passage, extra in self._matches(document, stage, passages, known):
                bindings = dict(match.bindings) | extra
                new = tuple(_introduced(rule.spec, bindings))
                introduced.extend(mention for _, mention in new)
                bindings |= {name: (mention,) for name, mention in new}
                claims.extend(self._claims(rule, match, passage, bindings, speech))
            known = tuple(sorted({*known, *introduced}, key=lambda m: (m.start, -m.end, m.type, m.name)))
        ordered = sorted(set(claims), key=lambda c: (c.start, c.end, c.rule, c.property, repr(c.subject), repr(c.object)))
        return Reading(known, tuple(ordered), speech)

    def _matches(
        self, document: Document, stage: int, passages: tuple[Passage, ...], mentions: tuple[Mention, ...]
    ) -> Iterator[tuple[_Rule, Match, Passage, Mapping[str, tuple[Mention, ...]]]]:
        for number, passage in enumerate(passages):
            before = _paragraph_before(document, passages, number)
            for rule in self._candidates(passage, stage):
                seen = self._see_through(rule, document, passage, mentions)
                finder = _subject_finder(seen, before, self._governing)
                for match in rule.pattern.search(seen, finder, overlapping=rule.spec.overlap == "all"):
                    yield rule, match, seen, {}
        inner_rules = [rule for rule in self._rules if rule.within and rule.spec.stage == stage]
        for whole in mentions:
            for rule in inner_rules:
                if not any(self._knowledge.is_a(whole.type, wanted) for wanted in rule.within):
                    continue
                inside = passage_within(document, whole, mentions, self._knowledge.is_a)
                for match in rule.pattern.search(inside, lambda *_: ()):
                    yield rule, match, inside, {_WHOLE: (whole,)}

    def _see_through(
        self, rule: _Rule, document: Document, passage: Passage, mentions: tuple[Mention, ...]
    ) -> Passage:
        """The sentence as the rule sees it: some classes of names are not units for it."""
        if not rule.through:
            return passage
        is_a = self._knowledge.is_a
        visible = [m for m in mentions if not any(is_a(m.type, wanted) for wanted in rule.through)]
        sentence = Sentence(passage.start, passage.end, tuple(passage.words.values()))
        return passage_of(document, sentence, visible, is_a)

    def _claims(
        self,
        rule: _Rule,
        match: Match,
        passage: Passage,
        bindings: Mapping[str, tuple[Mention, ...]],
        speech: tuple[Speech, ...],
    ) -> Iterator[Claim]:
        status = rule.spec.status
        if status is None:
            status = Status.ASSERTED if rule.within else self._guards.status(passage, match.head, match.anchor)
        if status is None:
            return
        speaker = next((s.speaker for s in speech if s.start <= match.anchor < s.end), None)
        start = min([match.start, *(m.start for found in bindings.values() for m in found if m.start >= passage.start)])
        span = (passage.start, passage.end) if rule.within else (start, match.end)
        for emission in rule.emissions:
            yield from emission.claims(
                bindings, status=status, span=span, rule=rule.spec.rule, speaker=speaker
            )

    def _candidates(self, passage: Passage, stage: int) -> list[_Rule]:
        text = passage.text[passage.start : passage.end]
        hit = set(self._always)
        if len(self._triggers):
            for _, numbers in self._triggers.iter(text):
                hit.update(numbers)
        return [
            rule for n in sorted(hit) if (rule := self._rules[n]).spec.stage == stage and not rule.within
        ]

    def _add(self, rule: _Rule, nodes: tuple[Node, ...]) -> None:
        number = len(self._rules)
        self._rules.append(rule)
        for node in nodes:
            triggers = _triggers(node)
            if not triggers:
                self._always.add(number)
            for trigger in triggers:
                self._triggers.add_word(trigger, {*self._triggers.get(trigger, ()), number})

    def _check(self, spec: RuleSpec, nodes: tuple[Node, ...]) -> None:
        names: set[str] = {_WHOLE} if spec.within else set()
        for node in nodes:
            names |= _names(node)
            for wanted in _types(node):
                if not self._knowledge.knows_type(wanted):
                    raise KnowledgeError(f"没有类型 {wanted}（unknown type）")
        names |= set(spec.introduces)
        for line in spec.emit:
            emission = parse_emission(line)
            if emission.property not in self._knowledge.ontology.properties:
                raise KnowledgeError(f"没有属性 {emission.property}（unknown property）")
            for name in sorted(emission.names - names):
                raise KnowledgeError(f"emit 用到的空 {name} 在 match 中没有（unknown blank）")
        if not spec.emit and not spec.introduces:
            raise KnowledgeError("既无 emit 也无 introduces（the rule says nothing）")


def _paragraph_before(document: Document, passages: tuple[Passage, ...], number: int) -> tuple[Passage, ...]:
    here = passages[number]
    paragraph = next((p for p in document.paragraphs if p[0] <= here.start < p[1]), None)
    return tuple(p for p in passages[:number] if paragraph and p.start >= paragraph[0])


def _subject_finder(passage: Passage, before: tuple[Passage, ...], governing: frozenset[str]) -> SubjectFinder:
    def find(place: int, types: tuple[str, ...], many: bool) -> tuple[Mention, ...]:
        return find_subjects(passage, before, place, types, many=many, governing=governing)

    return find


def _introduced(spec: RuleSpec, bindings: Mapping[str, tuple[Mention, ...]]) -> Iterator[tuple[str, Mention]]:
    for name, template in spec.introduces.items():
        kind, _, naming = template.partition(" ")
        places = bindings.get(name, ())
        if not places:
            continue
        values = {key: "、".join(m.name for m in found) for key, found in bindings.items()}
        yield name, replace(
            places[0], type=kind, name=naming.format_map(values) if naming else places[0].name, found_by=spec.rule
        )


def _names(node: Node) -> set[str]:
    match node:
        case Blank(name=name):
            return {name}
        case Capture(name=name, body=body):
            return {name} | _names(body)
        case Choice(options=nodes) | Sequence(items=nodes):
            return {name for inner in nodes for name in _names(inner)}
        case _:
            return set()


def _types(node: Node) -> set[str]:
    match node:
        case Blank(types=types):
            return set(types)
        case Capture(body=body) | Look(body=body):
            return _types(body)
        case Choice(options=nodes) | Sequence(items=nodes):
            return {name for inner in nodes for name in _types(inner)}
        case _:
            return set()


def _triggers(node: Node) -> frozenset[str]:
    """Words of which one must stand in any sentence that matches; empty if there is no such set."""
    match node:
        case Literal(text):
            return frozenset({text})
        case Capture(body=body):
            return _triggers(body)
        case Choice(options):
            each = [_triggers(option) for option in options]
            return frozenset().union(*each) if all(each) else frozenset()
        case Sequence(items):
            sets = [found for item in items if not isinstance(item, Gap | Look) and (found := _triggers(item))]
            return max(sets, key=lambda words: min(len(word) for word in words), default=frozenset())
        case _:
            return frozenset()
