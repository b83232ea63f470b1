"""What the posts together say about names: who goes by which, in which posts, with what codes and aliases."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.knowledge.loader import Knowledge
from kg.model import Entity, Evidence, Extraction, Fact
from kg.resolution.identity.codes import listing_code
from kg.resolution.identity.company_names import written

__all__ = ["Census", "Named", "take_census"]

_PERSON, _ARTICLE = "Person", "NewsArticle"
_ALIAS, _CODE = "alias", "stockCode"


@dataclass(slots=True)
class Named:
    """An entity of one or several posts that all give it the same id.

    Attributes:
        id: that they give it.
        name: that they give it.
        type: the class most posts agree on.
        documents: the ids of the posts, sorted.
    """

    id: str
    name: str
    type: str
    documents: tuple[str, ...]


@dataclass(slots=True)
class Census:
    """What the posts together say about names.

    Attributes:
        named: the entities that are neither articles nor persons, by id.
        people: the ids of those that most posts take for a person.
        declared: the ids that posts give an alias to (以下简称“…”), with the words; by the alias as `written`.
        used: the ids that posts use a short form for, with the first post that does; by the form as `written`.
        codes: the ids that have a code on an exchange, with the words; by the code.
        related: pairs of ids between which a post states a fact.
        extractions: by the id of the document.
    """

    named: dict[str, Named] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    declared: dict[str, dict[str, Evidence]] = field(default_factory=dict)
    used: dict[str, dict[str, str]] = field(default_factory=dict)
    codes: dict[str, dict[str, Evidence]] = field(default_factory=dict)
    related: set[tuple[str, str]] = field(default_factory=set)
    extractions: dict[str, Extraction] = field(default_factory=dict)


def take_census(extractions: Sequence[Extraction], knowledge: Knowledge) -> Census:
    """Read what the posts say about names; `extractions` are sorted by document."""
    versions: defaultdict[str, list[tuple[str, Entity]]] = defaultdict(list)
    for extraction in extractions:
        for entity in extraction.entities:
            if entity.type != _ARTICLE:
                versions[entity.id].append((extraction.document.id, entity))
    kinds = {identifier: _kind(entity for _, entity in found) for identifier, found in versions.items()}
    census = Census(people=frozenset(identifier for identifier, kind in kinds.items() if kind == _PERSON))
    for identifier, found in versions.items():
        if kinds[identifier] != _PERSON:
            documents = tuple(sorted({document for document, _ in found}))
            name = min(entity.name for _, entity in found)
            census.named[identifier] = Named(identifier, name, kinds[identifier], documents)
            if knowledge.is_a(kinds[identifier], "Organization"):
                _note_aliases(identifier, found, census)
    for extraction in extractions:
        census.extractions[extraction.document.id] = extraction
        for fact in extraction.facts:
            _note_fact(fact, census)
    return census


def _kind(versions: Iterable[Entity]) -> str:
    """The class that most of the versions have."""
    kinds = Counter(entity.type for entity in versions)
    return min(kinds, key=lambda kind: (-kinds[kind], kind))


def _note_aliases(identifier: str, found: Iterable[tuple[str, Entity]], census: Census) -> None:
    for document, entity in found:
        for alias in entity.aliases:
            census.used.setdefault(written(alias), {}).setdefault(identifier, document)


def _note_fact(fact: Fact, census: Census) -> None:
    subject = fact.subject.id
    if subject not in census.named:
        return
    if isinstance(fact.object, Entity):
        census.related.add((subject, fact.object.id))
        census.related.add((fact.object.id, subject))
    elif fact.property == _ALIAS:
        census.declared.setdefault(written(str(fact.object)), {}).setdefault(subject, fact.evidences[0])
    elif fact.property == _CODE and (code := listing_code(str(fact.object))):
        census.codes.setdefault(code, {}).setdefault(subject, fact.evidences[0])
