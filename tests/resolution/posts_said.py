"""Small invented extractions: who is named in a post, and what it says of them, without any rule having to read it."""

from __future__ import annotations

from kg.model import Document, Entity, Evidence, Extraction, Fact, Status, Value

__all__ = ["company", "person", "said", "thing"]

Told = tuple[Entity, str, Value]


def company(name: str, *aliases: str) -> Entity:
    return Entity(name, "Company", name, aliases)


def person(name: str, *aliases: str) -> Entity:
    return Entity(name, "Person", name, aliases)


def thing(name: str, kind: str, *aliases: str) -> Entity:
    return Entity(name, kind, name, aliases)


def said(post: str, *told: Told | Entity) -> Extraction:
    """A post that names entities and states facts; its text is made of all their names."""
    facts = [one for one in told if not isinstance(one, Entity)]
    named = {one for one in told if isinstance(one, Entity)}
    named |= {part for fact in facts for part in fact if isinstance(part, Entity)}
    ordered = sorted(named, key=lambda entity: entity.id)
    text = "例\n" + "。".join("又称".join((entity.name, *entity.aliases)) for entity in ordered) + "。"
    document = Document(post, "例", text, paragraphs=((2, len(text)),))
    return Extraction(document, (), tuple(ordered), tuple(_fact(*fact, document) for fact in facts))


def _fact(subject: Entity, name: str, value: Value, document: Document) -> Fact:
    start = document.text.index(subject.name)
    evidence = Evidence(document.id, start, start + len(subject.name), subject.name, "example")
    return Fact(subject, name, value, Status.ASSERTED, evidences=(evidence,))
