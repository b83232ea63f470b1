"""Why a rule does not read a sentence: how far it came, what it needed there, and what stood there."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from kg.errors import KnowledgeError
from kg.language import find_values, split_sentences
from kg.model import Document, Fact
from kg.pipeline import Extractor
from kg.resolution import resolve
from kg.rules import Application
from kg.rules.compiling import CompiledRule
from kg.rules.matching import Miss
from kg.rules.passage import Passage

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
            `no-trigger` (none of its words stand there), `nothing` (it never began), or `stopped`.
        facts: what it stated.
        triggers: of `no-trigger`: the words of which one is needed.
        before: of `stopped`: what the rule had read up to there.
        needed: of `stopped`: what had to stand there, any of these.
        standing: of `stopped`: what stands there.
        remaining: of `stopped`: how many parts of the pattern were still to come.
        place: of `stopped`: the offset in the sentence.
    """

    rule: str
    outcome: str
    facts: tuple[str, ...] = ()
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
    sentences = split_sentences(document, extractor.segmenter)
    values = find_values(document, sentences, extractor.knowledge.units)
    mentions = extractor.recognizer.recognize(document, sentences, values)
    reading, applications = extractor.rulebook.trace(document, sentences, mentions)
    own = [a for a in applications if a.rule.spec.rule == rule]
    if own:
        stated = resolve(document, reading, extractor.knowledge).facts
        return _matched(rule, own, [f for f in stated if any(e.rule == rule for e in f.evidences)])
    if compiled.triggers and not any(word in document.text for word in compiled.triggers):
        return Diagnosis(rule, "no-trigger", triggers=tuple(sorted(compiled.triggers)))
    found = extractor.rulebook.furthest_miss(compiled, document, sentences, reading.mentions)
    return _stopped(rule, document, *found) if found else Diagnosis(rule, "nothing")


def _rule_named(name: str, extractor: Extractor) -> CompiledRule:
    rules = {rule.spec.rule: rule for rule in extractor.rulebook.rules}
    if name not in rules:
        near = "、".join(get_close_matches(name, rules, n=3)) or "kg rules list"
        raise KnowledgeError(f"没有规则 {name} no such rule", remedy=f"可试 {near}")
    return rules[name]


def _matched(rule: str, applications: list[Application], facts: list[Fact]) -> Diagnosis:
    if facts:
        shown = tuple(
            f"{f.subject.name} {f.property} {getattr(f.object, 'name', f.object)} = {f.status}" for f in facts
        )
        return Diagnosis(rule, "read", facts=shown)
    asked = all(a.judgement is None for a in applications)
    return Diagnosis(rule, "question" if asked else "dropped")


def _stopped(rule: str, document: Document, passage: Passage, miss: Miss) -> Diagnosis:
    start = passage.start
    return Diagnosis(
        rule,
        "stopped",
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
