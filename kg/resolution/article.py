"""What can be said of the article itself: who published it, who wrote it, when, and what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from kg.knowledge.loader import Knowledge
from kg.model import Document, Entity, Evidence, Fact, Mention, Status
from kg.resolution.references import References

__all__ = ["article_entity", "article_facts"]

_RULE = "article"
_SUBJECTS = ("Organization", "Facility", "Platform", "Product", "Project", "Industry", "Initiative", "Policy", "Event")
_MOST_SUBJECTS = 2
_FEWEST_MENTIONS = 3
_MOST_MENTIONED = 4


def article_entity(document: Document) -> Entity:
    """The article as an entity; its id is that of the document."""
    return Entity(f"document:{document.id}", "NewsArticle", document.title)


def article_facts(document: Document, references: References, knowledge: Knowledge) -> tuple[Fact, ...]:
    """The facts that the post's own data state, and its main subjects."""
    return tuple(_facts(document, references, knowledge))


def _facts(document: Document, references: References, knowledge: Knowledge) -> Iterator[Fact]:
    article = article_entity(document)
    title = (0, len(document.title))
    if document.publisher:
        medium = _entity_named(document.publisher, "MediaOutlet", references, knowledge)
        yield _fact(article, "publishedBy", medium, document, _last_place(document, document.publisher) or title)
    if document.author:
        person = _entity_named(document.author, "Person", references, knowledge)
        yield _fact(article, "author", person, document, _last_place(document, document.author) or title)
    if document.published:
        yield _fact(article, "publishedOn", document.published.isoformat(), document, title)
    for subject in _main_subjects(document, references, knowledge):
        yield _fact(article, "about", subject, document, title)


def _fact(subject: Entity, name: str, value: Entity | str, document: Document, place: tuple[int, int]) -> Fact:
    evidence = Evidence(document.id, place[0], place[1], document.text[place[0] : place[1]], _RULE)
    return Fact(subject, name, value, Status.ASSERTED, confidence=1.0, evidences=(evidence,))


def _entity_named(name: str, kind: str, references: References, knowledge: Knowledge) -> Entity:
    known = (e for e in references.entities if e.type == kind and name in (e.name, *e.aliases))
    canonical = knowledge.canonical_names.get((name, kind), name)
    aliases = (name,) if name != canonical else ()
    return next(known, Entity(canonical, kind, canonical, aliases))


def _last_place(document: Document, words: str) -> tuple[int, int] | None:
    start = document.text.rfind(words)
    return (start, start + len(words)) if start >= 0 else None


def _outermost(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Mentions that are not part of a longer name."""
    reach = 0
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, m.type, m.name, m.found_by)):
        if mention.end > reach:
            yield mention
            reach = mention.end


def _main_subjects(document: Document, references: References, knowledge: Knowledge) -> list[Entity]:
    """What the title names and the text keeps speaking of: among the most mentioned things, most mentioned first."""
    counts = Counter(references.of[m] for m in _outermost(references.of))
    fitting = [e for e in references.entities if any(knowledge.is_a(e.type, kind) for kind in _SUBJECTS)]
    ranked = sorted(fitting, key=lambda e: (-counts[e], e.id))[:_MOST_MENTIONED]
    titled = [e for e in ranked if any(name in document.title for name in (e.name, *e.aliases))]
    return [e for e in titled if counts[e] >= _FEWEST_MENTIONS][:_MOST_SUBJECTS]
