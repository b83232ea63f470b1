"""Why a fact is in the graph: its rule, the words in the blanks, the word that set its status, who is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.knowledge.ontology import Ontology
from kg.model import Claim, Document, Entity, Evidence, Fact, Mention, Pointing, Sentence
from kg.pipeline import Extractor, recognize
from kg.resolution import References, refer, resolve
from kg.rules import Application

__all__ = ["Explanation", "FilledBlank", "SoughtFact", "explain", "explain_facts", "names_of"]

_POINTING = frozenset(Pointing)
_ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class FilledBlank:
    """What stood in a blank of a rule.

    Attributes:
        blank: its name in the rule.
        words: the characters of the text.
        start: of the words in the text of the document.
        type: the class they were taken for.
        found_by: which recogniser, list or rule found them.
        entity: the name of the entity they refer to, or "" for values and plain words.
        why: how it was known to be that one: `same-name`, `other-name` (a short form or another name of it),
            `points-back` (该公司, 首期), or "" where there is none.
    """

    blank: str
    words: str
    start: int
    type: str
    found_by: str
    entity: str
    why: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One reading of one fact.

    Attributes:
        fact: as it stands in the graph.
        document: where it was read.
        kind: `rule`, `article` (the post's own data state it), or `lost` (no rule reads it any more).
        rule: the rule's name.
        place: its file and line.
        says: what it reads, in the words of its author.
        pattern: its patterns.
        quote: the characters that state the fact.
        start: of the quote in the text of the document.
        sentence: in which it stands.
        sentence_start: of the sentence in the text of the document.
        blanks: what stood in the blanks, in the order of the text.
        status_by: what set the status: `word` (a guard word), `rule` (its `status` or its `emit`), `unfinished` (the
            thing is not built yet), or "" where nothing speaks against it.
        status_word: the guard word, or "".
        speaker: the name of who says it, or "".
    """

    fact: Fact
    document: str
    kind: str
    quote: str
    start: int
    sentence: str
    sentence_start: int
    rule: str = ""
    place: str = ""
    says: str = ""
    pattern: tuple[str, ...] = ()
    blanks: tuple[FilledBlank, ...] = ()
    status_by: str = ""
    status_word: str = ""
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class SoughtFact:
    """What a user says of the facts to be explained; "" and no words fit any.

    Attributes:
        words: each a part of a name of the subject or of the object, the property or one of its labels.
        subject: a name of the subject.
        property: its name or one of its labels.
        object: a name of the object, or the words or the value of a quantity or a time.
    """

    words: tuple[str, ...] = ()
    subject: str = ""
    property: str = ""
    object: str = ""

    def fits(self, fact: Fact, ontology: Ontology) -> bool:
        """Whether all that is said holds of a fact."""
        known = ontology.properties.get(fact.property)
        labels = {fact.property, *((known.label_zh, known.label_en) if known else ())}
        names = (*names_of(fact.subject), *names_of(fact.object))
        return (
            all(word in labels or any(word in name for name in names) for word in self.words)
            and (not self.subject or self.subject in names_of(fact.subject))
            and (not self.property or self.property in labels)
            and (not self.object or self.object in names_of(fact.object))
        )


@dataclass(frozen=True, slots=True)
class _Trace:
    """A document read again, with every match of every rule."""

    document: Document
    sentences: tuple[Sentence, ...]
    applications: tuple[Application, ...]
    references: References
    facts: tuple[Fact, ...]


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
        property: its name or one of its labels.
        object: a name of the object, or the words or the value of a quantity or a time.
    """
    trace = _trace(document, extractor)
    sought = SoughtFact((), subject, property, object)
    facts = (fact for fact in trace.facts if sought.fits(fact, extractor.knowledge.ontology))
    return tuple(found for fact in facts for evidence in fact.evidences for found in _explained(fact, evidence, trace))


def explain_facts(
    facts: Iterable[Fact], documents: Mapping[str, Document], extractor: Extractor
) -> tuple[Explanation, ...]:
    """Say how facts of a graph were read; each document that supports one of them is read once more.

    Args:
        facts: of the graph.
        documents: of the graph, by id; evidences in others are left out.
        extractor: as it was when they were read.
    """
    traces: dict[str, _Trace] = {}
    found: list[Explanation] = []
    for fact in facts:
        for evidence in fact.evidences:
            if evidence.document in documents:
                if evidence.document not in traces:
                    traces[evidence.document] = _trace(documents[evidence.document], extractor)
                found.extend(_explained(fact, evidence, traces[evidence.document]))
    return tuple(found)


def names_of(value: object) -> tuple[str, ...]:
    """All that a subject or an object may be called: names, or the words and the value of a quantity or a time."""
    if isinstance(value, Entity):
        return value.name, *value.aliases
    surface = getattr(value, "surface", "")
    other = getattr(value, "lexical", "") or getattr(value, "value", "")
    return (surface, str(other)) if surface else (str(value),)


def _trace(document: Document, extractor: Extractor) -> _Trace:
    sentences, mentions = recognize(document, extractor)
    reading, applications = extractor.rulebook.trace(document, sentences, mentions)
    references = refer(document, reading, extractor.knowledge)
    facts = resolve(document, reading, extractor.knowledge).facts
    return _Trace(document, sentences, applications, references, facts)


def _explained(fact: Fact, evidence: Evidence, trace: _Trace) -> Iterator[Explanation]:
    """By each match that states the fact there; one explanation at least."""
    found = False
    if evidence.rule != _ARTICLE:
        for application in trace.applications:
            claim = next((c for c in application.claims if _is_of(c, evidence) and _states(c, fact, trace)), None)
            if claim:
                found = True
                yield _by_rule(fact, evidence, application, claim, trace)
    if not found:
        kind = _ARTICLE if evidence.rule == _ARTICLE else "lost"
        yield _bare(fact, evidence, kind, trace)


def _is_of(claim: Claim, evidence: Evidence) -> bool:
    return (claim.rule, claim.start, claim.end) == (evidence.rule, evidence.start, evidence.end)


def _states(claim: Claim, fact: Fact, trace: _Trace) -> bool:
    ends = [names_of(fact.subject), names_of(fact.object)]
    subjects = trace.references.meant(claim.subject)
    if claim.property != fact.property or not any(_among(one, ends) for one in subjects):
        return False
    if isinstance(fact.object, Entity) and isinstance(claim.object, Mention):
        return any(_among(one, ends) for one in trace.references.meant(claim.object))
    if isinstance(fact.object, Entity):
        return False
    told = (claim.object.name, claim.object.value) if isinstance(claim.object, Mention) else (claim.object,)
    return any({*names_of(value)} & {*ends[1]} for value in told if value is not None)


def _among(entity: Entity, ends: Iterable[tuple[str, ...]]) -> bool:
    """Whether an entity of the document is one of these of the graph: they share a name."""
    return any(set(names_of(entity)) & set(names) for names in ends)


def _by_rule(fact: Fact, evidence: Evidence, application: Application, claim: Claim, trace: _Trace) -> Explanation:
    spec = application.rule.spec
    filled = [(name, mention) for name, found in application.bindings.items() for mention in found]
    sentence = _sentence(evidence, trace)
    status_by, word = _status(fact, application, claim)
    return Explanation(
        fact=fact,
        document=trace.document.id,
        kind="rule",
        quote=evidence.quote,
        start=evidence.start,
        sentence=trace.document.text[slice(*sentence)],
        sentence_start=sentence[0],
        rule=spec.rule,
        place=spec.place,
        says=spec.says,
        pattern=spec.match,
        blanks=tuple(
            _filled(trace, name, mention)
            for name, mention in sorted(filled, key=lambda pair: (pair[1].start, pair[1].end, pair[0]))
        ),
        status_by=status_by,
        status_word=word,
        speaker=fact.speaker.name if fact.speaker else "",
    )


def _bare(fact: Fact, evidence: Evidence, kind: str, trace: _Trace) -> Explanation:
    sentence = _sentence(evidence, trace)
    return Explanation(
        fact=fact,
        document=trace.document.id,
        kind=kind,
        quote=evidence.quote,
        start=evidence.start,
        sentence=trace.document.text[slice(*sentence)],
        sentence_start=sentence[0],
        rule=evidence.rule,
        speaker=fact.speaker.name if fact.speaker else "",
    )


def _status(fact: Fact, application: Application, claim: Claim) -> tuple[str, str]:
    judgement = application.judgement
    if fact.status is not claim.status:
        return "unfinished", ""
    if application.rule.spec.status or (judgement and judgement.status is not claim.status):
        return "rule", ""
    word = judgement.word if judgement else ""
    return ("word", word) if word else ("", "")


def _sentence(evidence: Evidence, trace: _Trace) -> tuple[int, int]:
    """From the sentence in which the evidence begins to the one in which it ends."""
    touched = [s for s in trace.sentences if s.start < evidence.end and evidence.start < s.end]
    if not touched:
        return evidence.start, evidence.end
    return min(touched[0].start, evidence.start), max(touched[-1].end, evidence.end)


def _filled(trace: _Trace, blank: str, mention: Mention) -> FilledBlank:
    entities = trace.references.meant(mention)
    words = trace.document.text[mention.start : mention.end]
    why = _why(mention, words, entities[0]) if entities else ""
    names = "、".join(entity.name for entity in entities)
    return FilledBlank(blank, words, mention.start, mention.type, mention.found_by, names, why)


def _why(mention: Mention, words: str, entity: Entity) -> str:
    if mention.found_by in _POINTING:
        return "points-back"
    return "same-name" if words == entity.name else "other-name"
