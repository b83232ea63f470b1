"""Proposals as rule drafts, each with sentences of the data in which the program itself reads what it should."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.errors import LimitError
from kg.knowledge.rule_files import Example, RuleFiles, RuleSpec
from kg.model import Fact, Mention
from kg.pipeline import Extractor, extract
from kg.rules import Rulebook
from kg.workbench.examples import example_document, fact_as_line
from kg.workbench.mining.candidates import Case
from kg.workbench.mining.miner import Mined, Proposal

__all__ = ["Draft", "Sample", "draft_proposals"]

PROPERTY = "PROPERTY"
"""What stands in a draft for a label that is no property of the ontology."""

_TRIED = 12
_EXAMPLES = 2
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence of the data; `facts` are what the draft reads in it, as lines of a rule file."""

    place: str
    text: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal, ready to be put into a rule file.

    Attributes:
        name: of the rule.
        proposal: with its counts.
        stated: the property, or `PROPERTY` where the label is none.
        examples: sentences in which the draft reads the labelled fact.
        near: sentences with its words, without the label, in which it rightly reads nothing.
        doubtful: sentences in which it reads what the data do not have.
    """

    name: str
    proposal: Proposal
    stated: str
    examples: tuple[Sample, ...]
    near: tuple[Sample, ...]
    doubtful: tuple[Sample, ...]


def draft_proposals(mined: Mined, extractor: Extractor) -> tuple[Draft, ...]:
    """Draft a rule for each proposal, and look for its examples by running it."""
    taken = {spec.rule for spec in extractor.knowledge.rules.rules}
    named: list[tuple[str, Proposal]] = []
    for one in mined.properties:
        for number, proposal in enumerate(one.proposals, 1):
            named.append((_free_name(one.name, number, taken), proposal))
    properties = extractor.knowledge.ontology.properties
    runnable = [(name, one) for name, one in named if one.stated in properties]
    trial = _with_drafts(extractor, runnable)
    return tuple(_draft(name, one, mined, trial if one.stated in properties else None) for name, one in named)


def _free_name(label: str, number: int, taken: set[str]) -> str:
    words = re.sub(r"(?<!^)(?=[A-Z])", "-", label).lower() if label.isascii() and label.isalnum() else "label"
    name = f"mined-{words}-{number}"
    while name in taken:
        name += "a"
    taken.add(name)
    return name


def _with_drafts(extractor: Extractor, named: Iterable[tuple[str, Proposal]]) -> Extractor:
    known = extractor.knowledge.rules
    example = Example(text="-", facts=("-",))
    specs = [
        RuleSpec(
            rule=name,
            says="-",
            match=(one.pattern,),
            emit=(f"s {one.stated} o",),
            examples=(example,),
            counterexamples=("-",),
            place=f"{name}:1",
        )
        for name, one in named
    ]
    rules = RuleFiles((*known.rules, *specs), known.macros, known.guards, known.properties)
    knowledge = replace(extractor.knowledge, rules=rules)
    return replace(extractor, knowledge=knowledge, rulebook=Rulebook(knowledge))


def _draft(name: str, proposal: Proposal, mined: Mined, trial: Extractor | None) -> Draft:
    known = trial is not None
    return Draft(
        name=name,
        proposal=proposal,
        stated=proposal.stated if known else PROPERTY,
        examples=tuple(_examples(name, proposal, mined, trial)),
        near=tuple(_near(name, proposal, mined, trial)),
        doubtful=tuple(_sentences(proposal.wrong, mined)),
    )


def _examples(name: str, proposal: Proposal, mined: Mined, trial: Extractor | None) -> Iterator[Sample]:
    found = 0
    for (number, turned), sample in zip(*_shortest(proposal.right, mined), strict=True):
        pair = mined.material.pairs[number]
        subject, target = (pair.second, pair.first) if turned else (pair.first, pair.second)
        if trial is None:
            facts = [f"{subject.name} {PROPERTY} {target.name}"]
        else:
            facts = [
                fact_as_line(fact)
                for fact in _read(sample.text, name, trial)
                if _is(fact.subject, subject) and _is(fact.object, target)
            ]
        if facts:
            yield replace(sample, facts=tuple(dict.fromkeys(facts)))
            found += 1
        if found == _EXAMPLES:
            return


def _is(end: object, mention: Mention) -> bool:
    names = (getattr(end, "name", ""), *getattr(end, "aliases", ()), getattr(end, "surface", ""))
    return mention.name in names


def _near(name: str, proposal: Proposal, mined: Mined, trial: Extractor | None) -> Iterator[Sample]:
    """A sentence with the words of the draft, none of whose pairs has the property, that it does not read."""
    material = mined.material
    having = {p.passage for p in material.pairs for label, _ in p.relations if label == proposal.stated}
    judged = {p.passage for p in material.pairs} - having
    samples = []
    for number in sorted(judged):
        passage = material.passages[number]
        text = passage.text[passage.start : passage.end].strip()
        if any(word in text for word in proposal.words):
            samples.append((len(text), number, text))
    for _, number, text in sorted(samples)[:_TRIED]:
        if trial is not None and not _read(text, name, trial):
            yield Sample(material.places[number], text)
            return


def _read(text: str, rule: str, trial: Extractor) -> tuple[Fact, ...]:
    try:
        facts = extract(example_document(text), trial).facts
    except LimitError:
        return ()
    return tuple(fact for fact in facts if any(evidence.rule == rule for evidence in fact.evidences))


def _shortest(cases: Iterable[Case], mined: Mined) -> tuple[list[Case], list[Sample]]:
    material = mined.material
    listed = []
    for case in cases:
        number = material.pairs[case[0]].passage
        passage = material.passages[number]
        text = passage.text[passage.start : passage.end].strip()
        listed.append((len(text), case, Sample(material.places[number], text)))
    kept = sorted(listed, key=lambda one: one[:2])[:_TRIED]
    return [case for _, case, _ in kept], [sample for _, _, sample in kept]


def _sentences(cases: Iterable[Case], mined: Mined) -> list[Sample]:
    """The shortest sentences of these cases, each once."""
    return list(dict.fromkeys(_shortest(cases, mined)[1]))[:_SHOWN]
