"""Why a fact is in the graph: its rule, the words in the blanks, the word that set its status, who is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.language import find_values, split_sentences
from kg.model import Claim, Document, Entity, Fact, Mention
from kg.pipeline import Extractor
from kg.resolution import References, refer, resolve
from kg.rules import Application

__all__ = ["Explanation", "FilledBlank", "explain"]


@dataclass(frozen=True, slots=True)
class FilledBlank:
    """What stood in a blank of a rule.

    Attributes:
        blank: its name in the rule.
        words: the characters of the text.
        type: the class they were taken for.
        found_by: which recogniser, list or rule found them.
        entity: the name of the entity they refer to, or "" for values and plain words.
    """

    blank: str
    words: str
    type: str
    found_by: str
    entity: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One reading of one fact.

    Attributes:
        fact: as it stands in the graph.
        document: where it was read.
        rule: the rule's name.
        place: its file and line.
        says: what it reads, in the words of its author.
        pattern: its patterns.
        quote: the characters that it matched.
        blanks: what stood in them, in the order of the text.
        status_word: the guard word that gave the status, or "".
    """

    fact: Fact
    document: str
    rule: str
    place: str
    says: str
    pattern: tuple[str, ...]
    quote: str
    blanks: tuple[FilledBlank, ...]
    status_word: str


def explain(
    document: Document,
    extractor: Extractor,
    *,
    subject: str = "",
    property: str = "",  # noqa: A002 - the ontology's word
    object: str = "",  # noqa: A002 - the ontology's word
) -> tuple[Explanation, ...]:
    """Read a document again and say how each fact was read that fits; "" fits any.

    Args:
        document: where the facts stand.
        extractor: as it was when they were read.
        subject: a name of the subject.
        property: of the ontology.
        object: a name of the object, or the words or the value of a quantity or a time.
    """
    sentences = split_sentences(document, extractor.segmenter)
    values = find_values(document, sentences, extractor.knowledge.units)
    mentions = extractor.recognizer.recognize(document, sentences, values)
    reading, applications = extractor.rulebook.trace(document, sentences, mentions)
    references = refer(document, reading, extractor.knowledge)
    facts = [
        fact
        for fact in resolve(document, reading, extractor.knowledge).facts
        if (not property or fact.property == property)
        and (not subject or subject in _names(fact.subject))
        and (not object or object in _names(fact.object))
    ]
    return tuple(_explanations(document, facts, applications, references))


def _explanations(
    document: Document, facts: Iterable[Fact], applications: Iterable[Application], references: References
) -> Iterator[Explanation]:
    applications = tuple(applications)
    for fact in facts:
        for evidence in fact.evidences:
            for application in applications:
                stated = (
                    c
                    for c in application.claims
                    if (c.rule, c.start, c.end) == (evidence.rule, evidence.start, evidence.end)
                )
                if any(_states(claim, fact, references) for claim in stated):
                    yield _explanation(document, fact, application, references, evidence.quote)


def _states(claim: Claim, fact: Fact, references: References) -> bool:
    if claim.property != fact.property or references.of.get(claim.subject) not in (fact.subject, fact.object):
        return False
    if isinstance(fact.object, Entity) and isinstance(claim.object, Mention):
        return references.of.get(claim.object) in (fact.subject, fact.object)
    words = claim.object.name if isinstance(claim.object, Mention) else str(claim.object)
    return not isinstance(fact.object, Entity) and words in _names(fact.object)


def _explanation(
    document: Document, fact: Fact, application: Application, references: References, quote: str
) -> Explanation:
    spec = application.rule.spec
    filled = [(name, mention) for name, found in application.bindings.items() for mention in found]
    return Explanation(
        fact=fact,
        document=document.id,
        rule=spec.rule,
        place=spec.place,
        says=spec.says,
        pattern=spec.match,
        quote=quote,
        blanks=tuple(
            _filled(document, name, mention, references)
            for name, mention in sorted(filled, key=lambda pair: (pair[1].start, pair[1].end, pair[0]))
        ),
        status_word=application.judgement.word if application.judgement else "",
    )


def _filled(document: Document, blank: str, mention: Mention, references: References) -> FilledBlank:
    entity = references.of.get(mention)
    words = document.text[mention.start : mention.end]
    return FilledBlank(blank, words, mention.type, mention.found_by, entity.name if entity else "")


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, Entity):
        return value.name, *value.aliases
    surface = getattr(value, "surface", "")
    return (surface, getattr(value, "lexical", "")) if surface else (str(value),)
