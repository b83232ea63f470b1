"""Why a rule does not read a sentence: how far it came, what it needed there, and what stood there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from kg.errors import KnowledgeError
from kg.model import Claim, Document, Fact, Mention, Reading, Sentence
from kg.pipeline import Extractor, recognize
from kg.resolution import References, refer, resolve
from kg.rules import Application
from kg.rules.compiling import CompiledRule
from kg.rules.matching import Miss
from kg.rules.passage import Passage, passage_of
from kg.rules.punctuation import as_rules_see

__all__ = ["Diagnosis", "Standing", "why_not"]

_SHOWN = 16


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands at a place of the sentence.

    Attributes:
        words: the characters.
        kind: the classes of the name that they are, or the part of speech of the word.
        is_name: whether they are a name, a quantity or a time.
    """

    words: str
    kind: str
    is_name: bool


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What became of a rule on a sentence.

    Attributes:
        rule: its name.
        outcome: `read` (it stated facts), `dropped` (it matched, and what it stated is no fact), `question`,
            `condition`, `no-trigger` (none of its words stand there), `no-subject` (all fits but that the subject
            of the sentence is not found), `nothing` (it never began), or `stopped`.
        sentence: where it was at work; "" where it was not.
        facts: of `read`: what it stated.
        reasons: of `dropped`: why what it stated is no fact.
        triggers: of `no-trigger`: the words of which one is needed.
        before: of `stopped`: the sentence up to there.
        needed: of `stopped` and `no-subject`: what had to stand there, any of these.
        standing: of `stopped`: what stands there; nothing at the end of the sentence.
        remaining: of `stopped`: how many parts of the pattern were still to come.
        place: of `stopped`: the offset in the sentence.
    """

    rule: str
    outcome: str
    sentence: str = ""
    facts: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()
    before: str = ""
    needed: tuple[str, ...] = ()
    standing: tuple[Standing, ...] = ()
    remaining: int = 0
    place: int = 0


def why_not(document: Document, rule: str, extractor: Extractor) -> Diagnosis:
    """Follow a rule through a short document.

    Raises:
        KnowledgeError: there is no such rule.
    """
    compiled = _rule_named(rule, extractor)
    sentences, mentions = recognize(document, extractor)
    reading, applications = extractor.rulebook.trace(document, sentences, mentions)
    own = [a for a in applications if a.rule.spec.rule == rule]
    if own:
        return _matched(document, own, reading, extractor)
    body = _body(document, sentences)
    if compiled.triggers and not any(
        word in document.text[s.start : s.end] for s in body for word in compiled.triggers
    ):
        return Diagnosis(rule, "no-trigger", triggers=tuple(sorted(compiled.triggers)))
    lacking = _without_subject(document, compiled, body, reading, extractor)
    if lacking:
        return lacking
    found = extractor.rulebook.furthest_miss(compiled, document, body, reading.mentions)
    return _stopped(rule, document, *found) if found else Diagnosis(rule, "nothing")


def _rule_named(name: str, extractor: Extractor) -> CompiledRule:
    rules = {rule.spec.rule: rule for rule in extractor.rulebook.rules}
    if name not in rules:
        near = "、".join(get_close_matches(name, rules, n=3)) or "kg rules list"
        raise KnowledgeError(f"没有规则 {name} no such rule", remedy=f"可试 {near}")
    return rules[name]


def _body(document: Document, sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """The sentences of the paragraphs; of a document without paragraphs, all."""
    begin = document.paragraphs[0][0] if document.paragraphs else 0
    return tuple(sentence for sentence in sentences if sentence.start >= begin)


def _matched(document: Document, own: list[Application], reading: Reading, extractor: Extractor) -> Diagnosis:
    first = own[0]
    rule = first.rule.spec.rule
    sentence = document.text[first.passage.start : first.passage.end]
    stated = resolve(document, reading, extractor.knowledge).facts
    facts = tuple(_shown(fact) for fact in stated if any(e.rule == rule for e in fact.evidences))
    if facts:
        return Diagnosis(rule, "read", sentence, facts=facts)
    if all(a.judgement is None for a in own):
        asks = sentence.endswith(tuple(extractor.knowledge.rules.guards.questions))
        return Diagnosis(rule, "question" if asks else "condition", sentence)
    return Diagnosis(rule, "dropped", sentence, reasons=_reasons(document, own, reading, extractor))


def _shown(fact: Fact) -> str:
    return f"{fact.subject.name} {fact.property} {_words(fact.object)} = {fact.status}"


def _words(value: object) -> str:
    return str(getattr(value, "name", "") or getattr(value, "surface", "") or value)


def _reasons(document: Document, own: list[Application], reading: Reading, extractor: Extractor) -> tuple[str, ...]:
    if own[0].rule.detail:
        return ("同一句里没有这类事件，不止一件，或者已有这个限定。",)
    if not own[0].rule.emissions:
        return ("这条规则只引入名称（introduces），自己不陈述事实。",)
    references = refer(document, reading, extractor.knowledge)
    reasons: list[str] = []
    for application in own:
        empty = {n for e in application.rule.emissions for n in e.names()} - set(application.bindings)
        reasons += [f"空 {name} 没有填上，用到它的 emit 无从说起。" for name in sorted(empty)]
        for claim in application.claims:
            if claim not in reading.claims:
                reasons.append(f"同一数量，另一处匹配得更长，以那处为准：{_words(claim.object)}。")
            else:
                reasons.append(_unresolved(claim, references))
    return tuple(dict.fromkeys(reasons))


def _unresolved(claim: Claim, references: References) -> str:
    subject = references.of.get(claim.subject)
    if subject is None:
        return f"“{claim.subject.name}”在这里指谁不清楚，或是一个数量，不能作主语。"
    if isinstance(claim.object, Mention) and references.of.get(claim.object) == subject:
        return f"“{claim.subject.name}”与“{claim.object.name}”指的是同一个，自己与自己没有关系。"
    return f"“{_words(claim.object)}”不是属性 {claim.property} 能接的宾语（名称与数值不能互换）。"


def _without_subject(
    document: Document, rule: CompiledRule, body: Iterable[Sentence], reading: Reading, extractor: Extractor
) -> Diagnosis | None:
    """Whether the rule would read a sentence if only there were a subject for it."""
    is_a = extractor.knowledge.is_a
    seen = sorted(
        (m for m in reading.mentions if not any(is_a(m.type, hidden) for hidden in rule.through)),
        key=lambda m: (m.start, -m.end, m.type),
    )
    marked = as_rules_see(document)
    for passage in (passage_of(marked, sentence, seen, is_a) for sentence in body):
        match = next(rule.pattern.search(passage, _any_subject), None)
        if match:
            lacking = tuple(f"{{{n}←:{m.type}}}" for n, found in match.bindings.items() for m in found if not m.name)
            return Diagnosis(
                rule.spec.rule, "no-subject", document.text[passage.start : passage.end], needed=tuple(sorted(lacking))
            )
    return None


def _any_subject(place: int, types: tuple[str, ...], many: bool) -> tuple[Mention, ...]:  # noqa: ARG001
    return (Mention("|".join(types), place, place, ""),)


def _stopped(rule: str, document: Document, passage: Passage, miss: Miss) -> Diagnosis:
    start = passage.start
    return Diagnosis(
        rule,
        "stopped",
        document.text[start : passage.end],
        before=document.text[start : miss.place],
        needed=miss.needed,
        standing=_standing(document, passage, miss.place),
        remaining=miss.remaining,
        place=miss.place - start,
    )


def _standing(document: Document, passage: Passage, place: int) -> tuple[Standing, ...]:
    units = passage.units.get(place)
    if units:
        kinds = "|".join(sorted({unit.type for unit in units}))
        return (Standing(document.text[place : units[0].end], kinds, is_name=True),)
    word = passage.words.get(place)
    if word:
        return (Standing(document.text[word.start : word.end], word.pos, is_name=False),)
    rest = document.text[place : min(place + _SHOWN, passage.end)]
    return (Standing(rest, "", is_name=False),) if rest else ()
