"""Claims about mentions become facts about entities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

from kg.knowledge.loader import Knowledge
from kg.model import (
    PARTIES,
    Argument,
    Claim,
    Document,
    Entity,
    Evidence,
    Extraction,
    Fact,
    Mention,
    Pointing,
    Quotation,
    Reading,
    Speech,
    Value,
)
from kg.resolution.article import article_entity, article_facts
from kg.resolution.dating import share_dates, share_details
from kg.resolution.measures import measured
from kg.resolution.prospects import temper
from kg.resolution.references import References, resolve_references
from kg.statements import join_statements, value_key

__all__ = ["refer", "resolve"]

_ALIAS = "alias"
_EMPLOYED = "worksFor"
_LYING = "locatedIn"
_REGION = "AdministrativeRegion"


def resolve(document: Document, reading: Reading, knowledge: Knowledge) -> Extraction:
    """Find the entities behind the mentions of a document and state the claims about them as facts."""
    references = refer(document, reading, knowledge)
    confidences = {spec.rule: spec.confidence for spec in knowledge.rules.rules}
    stated = [f for c in reading.claims for f in _facts(c, document, references, knowledge, confidences)]
    tempered = share_details(share_dates(temper(stated, frozenset(knowledge.rules.guards.prospective))))
    facts = join_statements([*article_facts(document, references, knowledge), *tempered], knowledge.ontology.symmetric)
    quotations = tuple(q for s in reading.speech if (q := _quotation(s, document, references)))
    named = {*references.entities, article_entity(document), *_entities_of(facts)}
    return Extraction(document, reading.mentions, tuple(sorted(named, key=lambda e: e.id)), facts, quotations)


def refer(document: Document, reading: Reading, knowledge: Knowledge) -> References:
    """Find the entity behind every mention of a document, the aliases that its rules read among them."""
    declared = [(c.subject, _words(c.object)) for c in reading.claims if c.property == _ALIAS]
    mentions = [*reading.mentions, *_arguments(reading.claims)]
    employers = {
        c.subject: c.object
        for c in reversed(reading.claims)
        if c.property == _EMPLOYED and isinstance(c.object, Mention)
    }
    return resolve_references(
        document, mentions, declared, knowledge, speech=reading.speech, employers=employers, others=_others(reading)
    )


def _others(reading: Reading) -> dict[Mention, frozenset[Mention]]:
    """Of each word that points back and to which something is done: by whom, which it cannot mean."""
    found: defaultdict[Mention, set[Mention]] = defaultdict(set)
    for claim in reading.claims:
        if isinstance(claim.object, Mention) and claim.object.found_by == Pointing.ANAPHOR:
            found[claim.object].add(claim.subject)
    return {mention: frozenset(subjects) for mention, subjects in found.items()}


def _facts(
    claim: Claim, document: Document, references: References, knowledge: Knowledge, confidences: dict[str, float]
) -> Iterator[Fact]:
    """One fact for each thing that the subject and the object mean (双方 are two); none where one is unknown."""
    wanted = knowledge.ontology.properties[claim.property]
    literal = wanted.kind == "literal"
    qualifiers = _qualifiers(claim, references)
    evidence = _evidence(claim, document)
    speaker = references.of.get(claim.speaker) if claim.speaker else None
    targets = [measured(wanted, target) for target in _targets(claim, references, literal=literal)]
    for subject, target in product(references.meant(claim.subject), targets):
        if target is None or target == subject or not _is_possible(subject, claim.property, target, knowledge):
            continue
        kept = tuple(pair for pair in qualifiers if pair[0] not in PARTIES or pair[1] != subject)
        if {name for name, _ in qualifiers} != {name for name, _ in kept}:
            continue  # nobody buys from themselves
        yield Fact(
            subject=subject,
            property=claim.property,
            object=target,
            status=claim.status,
            qualifiers=kept,
            speaker=speaker,
            time=claim.time,
            confidence=confidences.get(claim.rule, 1.0),
            evidences=(evidence,),
        )


def _evidence(claim: Claim, document: Document) -> Evidence:
    """The words of a claim, without the blank that may stand before its first (布局人工智能 山东青岛…)."""
    words = document.text[claim.start : claim.end]
    quote = words.strip()
    start = claim.start + words.index(quote)
    return Evidence(document.id, start, start + len(quote), quote, claim.rule)


def _qualifiers(claim: Claim, references: References) -> tuple[tuple[str, Value], ...]:
    """What else the claim says: each party once, though the text names it twice; nothing where one is unknown."""
    found: dict[tuple[str, ...], tuple[str, Value]] = {}
    for name, argument in claim.qualifiers:
        value = _value(argument, references, literal=name not in PARTIES)
        if value is not None:
            found.setdefault((name, *value_key(value)), (name, value))
    return tuple(found[key] for key in sorted(found))


def _is_possible(subject: Entity, name: str, target: Value, knowledge: Knowledge) -> bool:
    """Whether the map allows it: of two regions side by side, one need not lie in the other (中美)."""
    if name != _LYING or not isinstance(target, Entity) or subject.type != _REGION or target.type != _REGION:
        return True
    return knowledge.regions.may_lie_in(subject.name, target.name)


def _targets(claim: Claim, references: References, *, literal: bool) -> tuple[Value, ...]:
    """What the object stands for."""
    if claim.property == _ALIAS:
        return (_words(claim.object),)
    if not literal and isinstance(claim.object, Mention) and claim.object in references.several:
        return references.several[claim.object]
    value = _value(claim.object, references, literal=literal)
    return () if value is None else (value,)


def _value(argument: Argument, references: References, *, literal: bool) -> Value | None:
    """What an argument stands for; None for a name in the place of a value, or words in the place of an entity."""
    if not isinstance(argument, Mention):
        return argument
    if argument.value is not None:
        return argument.value
    if literal or argument.type in {"Text", "Post"}:
        return argument.name if literal else None
    return references.of.get(argument)


def _words(argument: Argument) -> str:
    return argument.name if isinstance(argument, Mention) else str(argument)


def _arguments(claims: Iterable[Claim]) -> Iterator[Mention]:
    """The mentions that rules themselves made (free words taken as a concept)."""
    for claim in claims:
        for argument in (claim.subject, claim.object, *(value for _, value in claim.qualifiers)):
            if isinstance(argument, Mention):
                yield argument


def _quotation(speech: Speech, document: Document, references: References) -> Quotation | None:
    speaker = references.of.get(speech.speaker)
    if speaker is None:
        return None
    return Quotation(speaker, document.text[speech.start : speech.end], document.id, speech.start, speech.end)


def _entities_of(facts: Iterable[Fact]) -> Iterator[Entity]:
    for fact in facts:
        yield fact.subject
        yield from (value for value in (fact.object, *(v for _, v in fact.qualifiers)) if isinstance(value, Entity))
        if fact.speaker:
            yield fact.speaker
