"""What a check finds: one thing wrong or odd, with the facts and sentences that show it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.model import Document, Entity, Evidence, Fact, Period, Quantity, Value

if TYPE_CHECKING:
    from kg.knowledge.ontology import Ontology

__all__ = ["Exhibit", "Finding", "Severity", "Sources", "exhibit"]

_BORDER = re.compile(r"[。！？!?\n]")
_BOUND_SIGNS = {"exact": "", "about": "≈", "atLeast": "≥", "atMost": "≤", "moreThan": ">", "lessThan": "<"}

Sources = Mapping[str, Document]


class Severity(StrEnum):
    """How bad it is."""

    VIOLATION = "violation"
    """The graph is not what it must be: a fault of the program, or of whoever changed the file."""
    WARNING = "warning"
    """What the text or the reading got wrong, most likely: worth a look."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One fact as a report shows it.

    Attributes:
        subject: its name.
        property: of the ontology.
        label: of the property, in Chinese and English.
        value: on one line: a name, `≈390000000 CNY`, `2022-06`.
        bound: of a quantity, "" for anything else.
        status: of the fact.
        document: the id of the first document that states it, "" when none does.
        published: the day of that document, "" when it has none.
        sentence: the sentence there.
        rule: the rule that read it.
    """

    subject: str
    property: str
    label: tuple[str, str]
    value: str
    bound: str
    status: str
    document: str
    published: str
    sentence: str
    rule: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or odd.

    Attributes:
        kind: what sort (`signature`, `dates`, `values`, `both-ways`, `status`, `record`, `shape` …).
        severity: how bad.
        zh: what it is, in Chinese.
        en: the same in English.
        place: the node, fact or name that it is about.
        exhibits: the facts that show it, side by side.
    """

    kind: str
    severity: Severity
    zh: str
    en: str
    place: str = ""
    exhibits: tuple[Exhibit, ...] = ()


def exhibit(fact: Fact, sources: Sources, ontology: Ontology) -> Exhibit:
    """Show a fact with the sentence of its first evidence."""
    first = fact.evidences[0] if fact.evidences else None
    document = sources.get(first.document) if first else None
    known = ontology.properties.get(fact.property)
    return Exhibit(
        subject=fact.subject.name,
        property=fact.property,
        label=(known.label_zh, known.label_en) if known else (fact.property, fact.property),
        value=_value_text(fact.object),
        bound=fact.object.bound.value if isinstance(fact.object, Quantity) else "",
        status=fact.status.value,
        document=first.document if first else "",
        published=document.published.date().isoformat() if document and document.published else "",
        sentence=_sentence(first, document) if first else "",
        rule=first.rule if first else "",
    )


def _value_text(value: Value) -> str:
    match value:
        case Entity():
            return value.name
        case Quantity():
            return f"{_BOUND_SIGNS[value.bound.value]}{value.value:f} {value.unit}"
        case Period():
            return value.lexical
        case _:
            return str(value)


def _sentence(evidence: Evidence, document: Document | None) -> str:
    if document is None:
        return evidence.quote
    text = document.text
    start = max((found.end() for found in _BORDER.finditer(text, 0, evidence.start)), default=0)
    after = _BORDER.search(text, max(evidence.start, evidence.end - 1))
    return " ".join(text[start : after.end() if after else len(text)].split())
