"""Pairs of arguments in sentences, as patterns will see them: with what the data say of each, and what is read now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.evaluation import GoldEntity
from kg.evaluation.matching import same_value
from kg.model import Claim, Document, Mention, Sentence
from kg.pipeline import Extractor, recognize
from kg.rules.passage import Passage, passage_of
from kg.workbench.mining.labelled import LabelledFact, LabelledText, Labels, Wanted

__all__ = ["Material", "Pair", "Relation", "gather"]

Relation = tuple[str, bool]
"""A property, and whether the second argument is its subject."""

_MOST_UNITS = 24
_GIVEN = "data"
_UNKNOWN = "Thing"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two arguments of a sentence.

    Attributes:
        passage: the number of the sentence in the material.
        first: the argument that stands first.
        second: the other.
        relations: what the data say of them.
        read: what the present rules read of them.
    """

    passage: int
    first: Mention
    second: Mention
    relations: frozenset[Relation]
    read: frozenset[Relation]


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that is learned from.

    Attributes:
        passages: the sentences.
        places: where each stands in the data.
        complete: of each, whether pairs that are not listed have no label.
        pairs: of all sentences.
        texts: how many were read.
        apart: facts of the data whose arguments do not stand in one sentence.
    """

    passages: tuple[Passage, ...]
    places: tuple[str, ...]
    complete: tuple[bool, ...]
    pairs: tuple[Pair, ...]
    texts: int
    apart: int


@dataclass(frozen=True, slots=True)
class _Placed:
    """A fact of the data at its place: spans of subject and object, which may stand either way round."""

    subject: Span
    object: Span
    meaning: Relation | None


@dataclass(frozen=True, slots=True)
class _Scene:
    """A text with the arguments of its facts found."""

    text: LabelledText
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    placed: tuple[_Placed, ...]


def gather(
    texts: Iterable[LabelledText],
    labels: Labels,
    extractor: Extractor,
    on_document: Callable[[Document], None] | None = None,
) -> Material:
    """Recognise the names of all texts, find the arguments of their facts, and pair them by sentence.

    Args:
        texts: labelled.
        labels: what the labels mean.
        extractor: to find names, and to see what its rules read already.
        on_document: called after each text.
    """
    scenes: list[_Scene] = []
    apart = 0
    for text in texts:
        scene = _scene(text, labels, extractor)
        apart += sum(labels.read(one.label) is not None for one in text.facts) - sum(
            one.meaning is not None for one in scene.placed
        )
        scenes.append(scene)
        if on_document:
            on_document(text.document)
    usual = _usual_type(scenes, extractor)
    passages: list[Passage] = []
    places: list[str] = []
    complete: list[bool] = []
    pairs: list[Pair] = []
    for scene in scenes:
        mentions = _with_arguments(scene, usual)
        read = _claims(scene, mentions, extractor)
        for sentence in scene.sentences:
            passage = passage_of(scene.text.document, sentence, mentions, extractor.knowledge.is_a)
            pairs.extend(_pairs(len(passages), passage, scene, read, extractor.knowledge.ontology.symmetric))
            passages.append(passage)
            places.append(scene.text.place)
            complete.append(scene.text.complete)
    return Material(tuple(passages), tuple(places), tuple(complete), tuple(pairs), len(scenes), apart)


def _scene(text: LabelledText, labels: Labels, extractor: Extractor) -> _Scene:
    sentences, mentions = recognize(text.document, extractor)
    begin = text.document.paragraphs[0][0] if text.document.paragraphs else 0
    body = tuple(sentence for sentence in sentences if sentence.start >= begin)
    placed = []
    for fact in text.facts:
        spans = _nearest(fact, text.document, body, mentions)
        if spans:
            placed.append(_Placed(*spans, labels.read(fact.label)))
    return _Scene(text, body, mentions, tuple(placed))


def _nearest(
    fact: LabelledFact, document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> tuple[Span, Span] | None:
    """Of all places where the two stand in one sentence the closest together, in the evidence if there is one."""
    subjects = list(_places(fact.subject, document, mentions))
    objects = list(_places(fact.object, document, mentions))
    start, end = fact.near or (0, len(document.text))
    best: tuple[bool, int, Span, Span] | None = None
    for sentence in sentences:
        for one in _within(subjects, sentence):
            for other in _within(objects, sentence):
                if one[0] < other[1] and other[0] < one[1]:
                    continue
                outside = min(one[0], other[0]) < start or max(one[1], other[1]) > end
                found = outside, max(one[0], other[0]) - min(one[1], other[1]), one, other
                best = found if best is None else min(best, found)
    return best[2:] if best else None


def _within(spans: Iterable[Span], sentence: Sentence) -> list[Span]:
    return [span for span in spans if sentence.start <= span[0] and span[1] <= sentence.end][:_MOST_UNITS]


def _places(wanted: Wanted, document: Document, mentions: Iterable[Mention]) -> Iterator[Span]:
    if wanted.span:
        yield wanted.span
        return
    value = wanted.value
    if value is not None and not isinstance(value, GoldEntity):
        yield from ((m.start, m.end) for m in mentions if m.value and same_value(m.value, value))
        return
    taken: list[Span] = []
    for name in sorted(set(wanted.names), key=lambda one: (-len(one), one)):
        place = document.text.find(name)
        while place >= 0:
            span = place, place + len(name)
            if not any(start <= place and span[1] <= end for start, end in taken):
                taken.append(span)
                yield span
            place = document.text.find(name, place + 1)


def _usual_type(scenes: Iterable[_Scene], extractor: Extractor) -> str:
    """The class that most arguments have, for those that are not recognised."""
    kinds: Counter[str] = Counter()
    for scene in scenes:
        wanted = {span for one in scene.placed for span in (one.subject, one.object)}
        kinds.update(m.type for m in scene.mentions if (m.start, m.end) in wanted)
    classes = extractor.knowledge.ontology.classes
    return min((kind for kind in kinds if kind in classes), key=lambda kind: (-kinds[kind], kind), default=_UNKNOWN)


def _with_arguments(scene: _Scene, usual: str) -> tuple[Mention, ...]:
    """The names of a text, the arguments that the data give before all others."""
    given = sorted({span for one in scene.placed for span in (one.subject, one.object)})
    known = {(m.start, m.end) for m in scene.mentions}
    added: list[Mention] = []
    hidden: set[Span] = set()
    for start, end in given:
        touching = [m for m in scene.mentions if m.start < end and start < m.end]
        hidden.update((m.start, m.end) for m in touching if not _may_stand((m.start, m.end), (start, end)))
        if (start, end) not in known:
            around = next((m.type for m in touching if not m.value and m.start <= start and end <= m.end), usual)
            added.append(Mention(around, start, end, scene.text.document.text[start:end], found_by=_GIVEN))
    kept = [m for m in scene.mentions if (m.start, m.end) not in hidden or (m.start, m.end) in given]
    return tuple(sorted([*kept, *added], key=lambda m: (m.start, -m.end, m.type)))


def _may_stand(found: Span, given: Span) -> bool:
    """A recognised name inside a given one, or the very same, does not hide it."""
    return given[0] <= found[0] and found[1] <= given[1]


def _claims(scene: _Scene, mentions: tuple[Mention, ...], extractor: Extractor) -> tuple[Claim, ...]:
    return extractor.rulebook.apply(scene.text.document, scene.sentences, mentions).claims


def _pairs(
    number: int, passage: Passage, scene: _Scene, claims: Sequence[Claim], symmetric: frozenset[str]
) -> Iterator[Pair]:
    """The pairs of one sentence: those that the data give, and where the data are complete all others too."""
    by_span = {(m.start, m.end): m for m in reversed(passage.order)}
    given: defaultdict[tuple[Span, Span], set[Relation]] = defaultdict(set)
    for one in scene.placed:
        turned = one.object < one.subject
        key = (one.object, one.subject) if turned else (one.subject, one.object)
        if key[0] in by_span and key[1] in by_span:
            given[key].update({_relation(one.meaning, turned, symmetric)} if one.meaning else ())
    if scene.text.complete:
        for key in combinations(sorted(by_span)[:_MOST_UNITS], 2):
            given.setdefault(key, set())
    related = {_words(key, by_span) for key, relations in given.items() if relations}
    for key, relations in sorted(given.items()):
        # Another pair of the same names is not judged: the data name the fact once.
        if relations or _words(key, by_span) not in related:
            first, second = by_span[key[0]], by_span[key[1]]
            read = {_relation(one, turned=False, symmetric=symmetric) for one in _read(first, second, claims, passage)}
            yield Pair(number, first, second, frozenset(relations), frozenset(read))


def _relation(meaning: Relation, turned: bool, symmetric: frozenset[str]) -> Relation:
    name, other_way = meaning
    return name, other_way != turned and name not in symmetric


def _words(key: tuple[Span, Span], by_span: dict[Span, Mention]) -> frozenset[str]:
    return frozenset(by_span[span].name for span in key)


def _read(first: Mention, second: Mention, claims: Iterable[Claim], passage: Passage) -> frozenset[Relation]:
    found: set[Relation] = set()
    for claim in claims:
        if isinstance(claim.object, Mention) and passage.start <= claim.start < passage.end:
            if _same(claim.subject, first) and _same(claim.object, second):
                found.add((claim.property, False))
            elif _same(claim.subject, second) and _same(claim.object, first):
                found.add((claim.property, True))
    return frozenset(found)


def _same(one: Mention, other: Mention) -> bool:
    return (one.start, one.end) == (other.start, other.end) or one.name == other.name
