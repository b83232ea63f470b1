"""What can be said of the article itself: who published it, who wrote it, when, and what it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from kg.knowledge.loader import Knowledge
from kg.model import Document, Entity, Evidence, Fact, Mention, Pointing, Status
from kg.resolution.references import References

__all__ = ["article_entity", "article_facts"]

_RULE = "article"
_REGION = "AdministrativeRegion"
_PERSON = "Person"
_SUBJECTS = (
    *("Organization", "Facility", "Platform", "Product", "Project", "Industry", "Initiative", "Policy", "Event"),
    _PERSON,
)
_OCCASIONS = frozenset({"Event", "Facility", "Policy", "Project"})
_BACKGROUND = frozenset({"AdministrativeRegion", "Industry", "Initiative"})
_LABEL = re.compile(r"\s*【[^】]{1,40}】")
_WHERE = ("在", "于", "赴", "到", "对", "访", "来")
_MOST_SUBJECTS = 2
_FEWEST_MENTIONS = 3
_MOST_MENTIONED = 4
_LONG_NAME = 6
_POINTING = frozenset(Pointing)


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
    """What the title names and the text keeps speaking of: things first, then regions and fields, in its order."""
    counts = Counter(references.of[m] for m in _outermost(references.of))
    often = sorted((e for e in counts if _may_be_main(e, knowledge)), key=lambda e: (-counts[e], e.id))
    main = {e for e in often[:_MOST_MENTIONED] if counts[e] >= _FEWEST_MENTIONS}
    found: list[Entity] = []
    for number, entity in enumerate(_named_by_title(document, references, knowledge)):
        people_alone = all(other.type == _PERSON for other in found)
        occasion = people_alone and entity.type in _OCCASIONS and len(entity.name) >= _LONG_NAME
        if (entity in main or occasion) and not (number and entity.type == _PERSON):
            found.append(entity)
    doing = _regions_that_do(document, references)
    return sorted(found, key=lambda e: e.type in _BACKGROUND and e not in doing)[:_MOST_SUBJECTS]


def _regions_that_do(document: Document, references: References) -> frozenset[Entity]:
    """Regions that are subjects in the title: at the beginning of a clause, with words and no name behind them."""
    title = document.title
    starts = {m.start for m in references.of if m.end <= len(title)}
    return frozenset(
        references.of[m]
        for m in _outermost(m for m in references.of if m.end <= len(title))
        if m.type == _REGION and not title[: m.start][-1:].isalnum() and title[m.end : m.end + 1].isalnum()
        if m.end not in starts
    )


def _named_by_title(document: Document, references: References, knowledge: Knowledge) -> list[Entity]:
    """What may be its subject in the title, in order; behind a thing the organisation whose name it begins with."""
    title = document.title
    label = _LABEL.match(title)
    begin = label.end() if label else 0
    inside = [m for m in references.of if begin <= m.start and m.end <= len(title) and m.found_by not in _POINTING]
    places: list[tuple[int, Entity]] = []
    for mention in _outermost(inside):
        if not _only_says_where(title, mention):
            places.append((mention.start, references.of[mention]))
        owners = (m for m in inside if m.start == mention.start and m.end < mention.end)
        places.extend((m.start, references.of[m]) for m in owners if knowledge.is_a(m.type, "Organization"))
    named = {references.of[m] for m in inside}
    for entity in references.entities:  # by names that are known from the text alone (its nickname)
        if entity not in named:
            places.extend((title.find(name), entity) for name in entity.aliases if name in title[begin:])
    ordered = (entity for _, entity in sorted(places, key=lambda found: found[0]))
    return [entity for entity in dict.fromkeys(ordered) if _may_be_main(entity, knowledge)]


def _may_be_main(entity: Entity, knowledge: Knowledge) -> bool:
    if entity.type == _REGION:
        return bool(knowledge.region_parents.get(entity.name))  # a country is no news by itself
    return any(knowledge.is_a(entity.type, kind) for kind in _SUBJECTS)


def _only_says_where(title: str, mention: Mention) -> bool:
    """Whether a region only says where (在某地举行, 某地的企业)."""
    if mention.type != _REGION:
        return False
    return title[: mention.start].endswith(_WHERE) or title[mention.end :].startswith("的")
