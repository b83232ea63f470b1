"""Rules to look at: as they stand in their files, and as they work now."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import takewhile
from pathlib import Path

from kg.errors import KnowledgeError
from kg.knowledge.loader import Knowledge
from kg.knowledge.rule_files import RuleSpec
from kg.model import Fact
from kg.pipeline import Extractor, extract
from kg.rules.emission import parse_detail, parse_emission
from kg.rules.syntax import parse_pattern, unparse
from kg.workbench.examples import example_document

__all__ = ["ListedRule", "RuleLook", "list_rules", "look_at_rule"]

Readings = tuple[tuple[str, tuple[Fact, ...]], ...]


@dataclass(frozen=True, slots=True)
class ListedRule:
    """A rule in a list.

    Attributes:
        rule: its name.
        says: what it reads.
        topic: the file that it stands in, without its ending.
        place: its file and line.
        stage: 1 to 3.
        properties: that it states or adds details to, sorted.
        introduces: the blanks of which it makes names.
        examples: how many it has.
        counterexamples: how many it has.
    """

    rule: str
    says: str
    topic: str
    place: str
    stage: int
    properties: tuple[str, ...]
    introduces: tuple[str, ...]
    examples: int
    counterexamples: int


@dataclass(frozen=True, slots=True)
class RuleLook:
    """One rule, looked at closely.

    Attributes:
        place: its file and line.
        source: as it stands there.
        patterns: with macros written out.
        triggers: words of which one must stand in a text that it matches, sorted; none if any text may do.
        examples: each with the facts that the rule states in it now (those of a rule that only introduces: all).
        counterexamples: each with the facts that it states in it now; there should be none.
    """

    place: str
    source: str
    patterns: tuple[str, ...]
    triggers: tuple[str, ...]
    examples: Readings
    counterexamples: Readings


def list_rules(knowledge: Knowledge, *, topic: str = "", property: str = "") -> tuple[ListedRule, ...]:  # noqa: A002
    """The rules in the order of their files; of one topic, and of those that state one property, when given.

    Raises:
        KnowledgeError: there is no such topic, or no such property.
    """
    listed = [_listed(spec) for spec in knowledge.rules.rules]
    topics = sorted({one.topic for one in listed})
    if topic and topic not in topics:
        raise KnowledgeError(f"没有规则文件 {topic} no such topic", remedy=f"可用 known: {'、'.join(topics)}")
    if property and property not in knowledge.ontology.properties:
        near = get_close_matches(property, knowledge.ontology.properties, n=3)
        raise KnowledgeError(f"没有属性 {property} no such property", remedy=f"可试 {'、'.join(near) or 'operatedBy'}")
    return tuple(one for one in listed if topic in ("", one.topic) and (not property or property in one.properties))


def look_at_rule(name: str, extractor: Extractor) -> RuleLook:
    """Look at one rule: its source, its patterns without macros, what it reads in its examples.

    Raises:
        KnowledgeError: there is no such rule, or its file is gone.
    """
    compiled = {rule.spec.rule: rule for rule in extractor.rulebook.rules}
    if name not in compiled:
        near = "、".join(get_close_matches(name, compiled, n=3)) or "kg rules list"
        raise KnowledgeError(f"没有规则 {name} no such rule", remedy=f"可试 {near}")
    spec = compiled[name].spec
    macros = extractor.knowledge.rules.macros_of(spec)
    return RuleLook(
        place=spec.place,
        source=_source(spec.place),
        patterns=tuple(unparse(parse_pattern(text, macros)) for text in spec.match),
        triggers=tuple(sorted(compiled[name].triggers)),
        examples=_read(
            (example.text for example in spec.examples), spec, extractor, all_facts=not (spec.emit or spec.adds)
        ),
        counterexamples=_read(spec.counterexamples, spec, extractor),
    )


def _listed(spec: RuleSpec) -> ListedRule:
    return ListedRule(
        rule=spec.rule,
        says=spec.says,
        topic=Path(_file_and_line(spec.place)[0]).stem,
        place=spec.place,
        stage=spec.stage,
        properties=tuple(sorted(_properties(spec))),
        introduces=tuple(sorted(spec.introduces)),
        examples=len(spec.examples),
        counterexamples=len(spec.counterexamples),
    )


def _properties(spec: RuleSpec) -> frozenset[str]:
    """Those that it states, or adds details to."""
    added = parse_detail(spec.adds).properties if spec.adds else frozenset()
    return added | {parse_emission(line).property for line in spec.emit}


def _read(texts: Iterable[str], spec: RuleSpec, extractor: Extractor, *, all_facts: bool = False) -> Readings:
    return tuple((text, _facts(text, spec, extractor, all_facts=all_facts)) for text in texts)


def _facts(text: str, spec: RuleSpec, extractor: Extractor, *, all_facts: bool) -> tuple[Fact, ...]:
    facts = extract(example_document(text), extractor).facts
    return tuple(
        fact
        for fact in facts
        if fact.subject.type != "NewsArticle" and (all_facts or any(e.rule == spec.rule for e in fact.evidences))
    )


def _file_and_line(place: str) -> tuple[str, int]:
    file, _, line = place.rpartition(":")
    return file, int(line)


def _source(place: str) -> str:
    """The lines of a rule: from its first to the one before the next that stands no deeper."""
    file, line = _file_and_line(place)
    try:
        lines = Path(file).read_text(encoding="utf-8-sig").splitlines()[line - 1 :]
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"读不了规则文件 unreadable: {error}", place=place, remedy="检查文件") from error
    first, *rest = lines or [""]
    depth = len(first) - len(first.lstrip())
    own = takewhile(lambda text: not text.strip() or len(text) - len(text.lstrip()) > depth, rest)
    return textwrap.dedent("\n".join([first, *own])).rstrip()
