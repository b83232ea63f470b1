"""The examples that stand in the rule files, run through the whole program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from kg.knowledge.rule_files import Example, RuleSpec
from kg.model import Document, Entity, Fact, Period, Quantity, Status, Value
from kg.pipeline import Extractor, extract

__all__ = ["check_examples", "example_document", "fact_as_line"]

_FACT = re.compile(
    r"(?P<subject>.+?)\s+(?P<property>[a-z][A-Za-z0-9]+)\s+(?P<object>.+?)"
    r"(?:\s+[（(](?P<qualifiers>\w+\s*=[^()（）]*)[)）])?(?:\s*=\s*(?P<status>[A-Z][a-z]+))?"
)
_PUBLISHED = datetime(2022, 5, 16, tzinfo=UTC)
_TITLE = "例"
_TIME = "time"


def check_examples(extractor: Extractor) -> tuple[str, ...]:
    """Run every example and counterexample.

    Returns:
        one line for each that does not hold: place, rule, what was expected, what was found.
    """
    return tuple(fault for spec in extractor.knowledge.rules.rules for fault in _faults(spec, extractor))


def example_document(text: str) -> Document:
    """A post with this text alone, published on the 16th of May 2022."""
    whole = f"{_TITLE}\n{text}"
    return Document("example", _TITLE, whole, published=_PUBLISHED, paragraphs=((len(_TITLE) + 1, len(whole)),))


def fact_as_line(fact: Fact) -> str:
    """A fact as the examples of a rule file have it, without qualifiers: `甲公司 acquires 乙公司 = Planned`."""
    status = "" if fact.status is Status.ASSERTED else f" = {fact.status}"
    return f"{fact.subject.name} {fact.property} {_names(fact.object)[0]}{status}"


def _faults(spec: RuleSpec, extractor: Extractor) -> Iterator[str]:
    for example in spec.examples:
        facts = extract(example_document(example.text), extractor).facts
        yield from _missing(spec, example, facts)
    for text in spec.counterexamples:
        for fact in extract(example_document(text), extractor).facts:
            if any(evidence.rule == spec.rule for evidence in fact.evidences):
                yield f"{spec.place}: {spec.rule}: 反例却读出 {_shown(fact)}：{text}"


def _missing(spec: RuleSpec, example: Example, facts: tuple[Fact, ...]) -> Iterator[str]:
    own = [
        f for f in facts if not (spec.emit or spec.adds) or any(evidence.rule == spec.rule for evidence in f.evidences)
    ]
    for line in example.facts:
        wanted = _FACT.fullmatch(line)
        if wanted is None:
            yield f"{spec.place}: {spec.rule}: 例中的事实应写作“主语 属性 宾语 (限定=字) = 状态”：{line}"
        elif not any(_agrees(fact, wanted) for fact in own):
            found = "；".join(_shown(fact) for fact in own) or "无"
            yield f"{spec.place}: {spec.rule}: 应读出 {line}，读出的是 {found}：{example.text}"


def _agrees(fact: Fact, wanted: re.Match[str]) -> bool:
    return (
        fact.property == wanted["property"]
        and wanted["subject"] in _names(fact.subject)
        and wanted["object"] in _names(fact.object)
        and fact.status == (wanted["status"] or Status.ASSERTED)
        and all(_has(fact, *part.split("=", 1)) for part in re.split("[,，]", wanted["qualifiers"] or "") if part)
    )


def _has(fact: Fact, name: str, words: str) -> bool:
    """Whether a fact has a qualifier of this name with these words, or happens at that time."""
    known = [*fact.qualifiers, *([(_TIME, fact.time)] if fact.time else [])]
    return any(known_name == name.strip() and words.strip() in _names(value) for known_name, value in known)


def _names(value: Value) -> tuple[str, ...]:
    if isinstance(value, Entity):
        return value.name, *value.aliases
    if isinstance(value, Quantity | Period):
        return (value.surface,)
    return (str(value),)


def _shown(fact: Fact) -> str:
    known = [*fact.qualifiers, *([(_TIME, fact.time)] if fact.time else [])]
    told = "，".join(f"{name}={_names(value)[0]}" for name, value in known)
    told = f" ({told})" if told else ""
    return f"{fact.subject.name} {fact.property} {_names(fact.object)[0]}{told} = {fact.status}"
