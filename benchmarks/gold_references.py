"""Pronouns and elided subjects in the annotated posts: how often the thing that is meant is found.

    python benchmarks/gold_references.py             the figures of all nine posts
    python benchmarks/gold_references.py --errors    and what is wrong

Counted is every annotated fact whose subject has none of its names inside the evidence, though one elsewhere in the
post; the article itself as a subject, and things that the post never names, are left out.

- Pointed at: a pointing word of ours (该公司, 其, 项目; not those for places, regions and phases) stands inside the
  evidence and may be of the subject's class. Right when one of these words refers to the subject.
- Elided: there is none. Right when the subject carried to the first predicate of the evidence, as rules carry it,
  refers to the subject. The classes asked for are those of the rules that state the property, or, where no rule does,
  those that the ontology gives its subjects.

Facts with the same evidence and the same subject are one case: the text points or leaves out once.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer
from figures import OPENED_LAST, SHARED, Figure, missing, proportion_figure

from kg.evaluation import Gold, GoldEntity, GoldFact, Proportion, load_gold
from kg.evaluation.gold import ARTICLE
from kg.evaluation.matching import normalise, same_entity
from kg.model import Document, Mention, Pointing
from kg.pipeline import Extractor, load_extractor, recognize
from kg.reading import read_posts
from kg.resolution import References, refer
from kg.rules.passage import Passage, passage_of
from kg.rules.subjects import find_subjects, sentences_before
from kg.rules.syntax import Blank, Capture, Choice, Node, parse_pattern
from kg.rules.syntax import Sequence as Parts

GOLD = SHARED / "gold"
BAR = 0.60
_PREDICATES = ("v", "p")
_SETTINGS = {Pointing.VENUE, Pointing.PHASE, Pointing.RELATIVE_REGION}


@dataclass(frozen=True, slots=True)
class Case:
    """One place where the text points at a subject or leaves it out.

    Attributes:
        fact: the first of those that are stated there.
        how: `pointed` or `elided`.
        found: what we take for the subject, in the order of the text.
        right: whether the subject is among them.
    """

    fact: GoldFact
    how: str
    found: tuple[str, ...]
    right: bool


@dataclass(frozen=True, slots=True)
class Read:
    """A post with all that is needed to ask who is meant."""

    gold: Gold
    document: Document
    passages: tuple[Passage, ...]
    mentions: tuple[Mention, ...]
    references: References


def read_post(name: str, extractor: Extractor) -> Read:
    """Read an annotated post up to its references, in the text that the offsets of the annotation count."""
    gold = load_gold(GOLD / f"{name}.json")
    document = _annotated(next(one for one in read_posts([GOLD / f"{name}.md"]) if isinstance(one, Document)), gold)
    sentences, mentions = recognize(document, extractor)
    reading = extractor.rulebook.apply(document, sentences, mentions)
    ordered = tuple(sorted(reading.mentions, key=lambda m: (m.start, -m.end, m.type, m.name, m.found_by)))
    passages = tuple(passage_of(document, one, ordered, extractor.knowledge.is_a) for one in sentences)
    return Read(gold, document, passages, ordered, refer(document, reading, extractor.knowledge))


def _annotated(document: Document, gold: Gold) -> Document:
    """The post with its data as we read them and the text that was annotated (blank lines and the last link kept)."""
    lines = [found.span() for found in re.finditer(r"[^\n]+", gold.text)]
    return replace(document, title=gold.text[slice(*lines[0])], text=gold.text, paragraphs=tuple(lines[1:]))


def find_cases(read: Read, extractor: Extractor) -> Iterator[Case]:
    """All places of a post where a subject is pointed at or left out."""
    seen: set[tuple[str, int, int]] = set()
    for fact in read.gold.facts:
        place = (fact.subject.id, fact.start, fact.end)
        if place not in seen and _is_unnamed(fact, read):
            seen.add(place)
            yield _case(fact, read, extractor)


def _is_unnamed(fact: GoldFact, read: Read) -> bool:
    if fact.subject.id == ARTICLE or fact.subject.type == "NewsArticle":
        return False
    evidence = normalise(read.document.text[fact.start : fact.end])
    whole = normalise(read.document.text)
    names = {normalise(name) for name in fact.subject.names} - {""}
    return any(name in whole for name in names) and not any(name in evidence for name in names)


def _case(fact: GoldFact, read: Read, extractor: Extractor) -> Case:
    pointing = [m for m in _inside(fact, read.mentions) if _may_point_at(m, fact.subject, extractor)]
    found = pointing or _carried(fact, read, extractor)
    entities = [e for m in found for e in read.references.meant(m)]
    wanted = (fact.subject, *fact.alternatives)
    right = any(same_entity(entity, one) for entity in entities for one in wanted)
    return Case(fact, "pointed" if pointing else "elided", tuple(e.name for e in entities), right)


def _inside(fact: GoldFact, mentions: Sequence[Mention]) -> Iterator[Mention]:
    first = bisect.bisect_left(mentions, fact.start, key=lambda m: m.start)
    for mention in mentions[first:]:
        if mention.start >= fact.end:
            return
        if mention.end <= fact.end:
            yield mention


def _may_point_at(mention: Mention, subject: GoldEntity, extractor: Extractor) -> bool:
    if mention.found_by not in set(Pointing) - _SETTINGS:
        return False
    knows = extractor.knowledge
    return knows.is_a(subject.type, mention.type) or knows.is_a(mention.type, subject.type)


def _sentence_of(fact: GoldFact, read: Read) -> int:
    return bisect.bisect_right(read.passages, fact.start, key=lambda p: p.start) - 1


def _carried(fact: GoldFact, read: Read, extractor: Extractor) -> tuple[Mention, ...]:
    number = _sentence_of(fact, read)
    here = read.passages[number]
    governing = frozenset(extractor.knowledge.rules.guards.governing)
    place = _first_predicate(here, fact, governing)
    before = sentences_before(read.document, read.passages, number)
    types = _subject_types(fact.property, extractor)
    guards, shapes = extractor.knowledge.rules.guards, extractor.knowledge.shapes
    attributing = frozenset({*guards.speech_verbs, *shapes.attributions})
    return find_subjects(here, before, place, types, many=True, governing=governing, attributing=attributing)


def _subject_types(property_: str, extractor: Extractor) -> tuple[str, ...]:
    """The classes that rules ask of the subject that is carried to where the property is stated."""
    asked = {
        kind
        for rule in extractor.rulebook.rules
        for emission in rule.emissions
        if emission.property == property_
        for text in rule.spec.match
        for blank in _blanks(parse_pattern(text, extractor.knowledge.rules.macros_of(rule.spec)))
        if blank.carried and blank.name == emission.subject
        for kind in blank.types
    }
    return tuple(sorted(asked or extractor.knowledge.ontology.properties[property_].domain))


def _blanks(node: Node) -> Iterator[Blank]:
    match node:
        case Blank():
            yield node
        case Choice(options=inner) | Parts(items=inner):
            for one in inner:
                yield from _blanks(one)
        case Capture(body=body):
            yield from _blanks(body)


def _first_predicate(passage: Passage, fact: GoldFact, governing: frozenset[str]) -> int:
    """Where the first verb or preposition of the evidence stands outside names; its start, where none is."""
    places = range(fact.start, min(fact.end, passage.end))
    free = (p for p in places if p in passage.words and p not in passage.inner and p not in passage.units)
    for place in free:
        word = passage.words[place]
        if word.pos.startswith(_PREDICATES) or passage.text[word.start : word.end] in governing:
            return place
    return fact.start


def _figures(cases: Iterable[Case], name: str, bar: float | None = None) -> Figure:
    judged = [case.right for case in cases]
    return proportion_figure(name, Proportion(sum(judged), len(judged)), bar)


def measure(extractor: Extractor) -> list[Figure]:
    """The figures of the scorecard: all posts, by how the subject is referred to, by when the posts were opened."""
    if missing(GOLD):
        return []
    by_post = {name: list(find_cases(read_post(name, extractor), extractor)) for name in _names()}
    cases = [case for found in by_post.values() for case in found]
    first = [case for name, found in by_post.items() if name not in OPENED_LAST for case in found]
    last = [case for name, found in by_post.items() if name in OPENED_LAST for case in found]
    return [
        _figures(cases, "gold, pronouns and elided subjects", BAR),
        _figures((c for c in cases if c.how == "pointed"), "gold, subjects pointed at"),
        _figures((c for c in cases if c.how == "elided"), "gold, elided subjects"),
        _figures(first, "gold, pronouns and elided subjects, posts opened first"),
        _figures(last, "gold, pronouns and elided subjects, posts opened last"),
    ]


def _names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in Path(GOLD).glob("*.json")))


def main(
    errors: Annotated[bool, typer.Option("--errors", help="Show what is wrong.")] = False,
    right: Annotated[bool, typer.Option("--right", help="Show what is right.")] = False,
) -> None:
    """Print the figures, and on demand the cases."""
    if missing(GOLD):
        return
    extractor = load_extractor()
    for figure in measure(extractor):
        low, high = figure.interval or (0.0, 1.0)
        typer.echo(f"{figure.value:.3f} [{low:.3f}, {high:.3f}] {figure.counted:>8}  {figure.measure}")
    for name in _names() if errors or right else ():
        read = read_post(name, extractor)
        for case in find_cases(read, extractor):
            if case.right if right else not case.right:
                typer.echo(_shown(name, case, read))


def _shown(name: str, case: Case, read: Read) -> str:
    quote = read.document.text[case.fact.start : case.fact.end]
    meant, property_ = case.fact.subject, case.fact.property
    return (
        f"{name} {case.how:8} {meant.names[0]}（{meant.type}） {property_} ← {'、'.join(case.found) or '-'} | {quote}"
    )


if __name__ == "__main__":
    typer.run(main)
