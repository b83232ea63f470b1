"""Shapes counted over all pairs, those of one frame put together, and run as the patterns they would become."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import LimitError
from kg.evaluation import Proportion
from kg.knowledge.loader import Knowledge
from kg.model import Mention
from kg.rules.matching import Pattern
from kg.rules.syntax import parse_pattern
from kg.workbench.mining.pairs import Material, Relation
from kg.workbench.mining.shapes import FIRST, SECOND, WORD, Shape, shapes_of

__all__ = ["Candidate", "Case", "Fit", "Fits", "candidates_for", "count_shapes", "run_candidate"]

Case = tuple[int, bool]
"""A pair, and whether its second argument is taken for the subject."""

_MOST_WORDS = 8
_FEW = 0.1
_MOST_CLASSES = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A frame with words that will do in it.

    Attributes:
        frame: of the pattern.
        words: for its slot, the most frequent first; none if it has no slot.
        turned: whether the second argument is the subject.
        right: the cases with the property that it fits.
        wrong: the others.
    """

    frame: str
    words: tuple[str, ...]
    turned: bool
    right: frozenset[Case]
    wrong: frozenset[Case]


@dataclass(frozen=True, slots=True)
class Fit:
    """Where a pattern fits two arguments of a sentence of which the data say nothing."""

    passage: int
    subject: Mention
    object: Mention


@dataclass(frozen=True, slots=True)
class Fits:
    """What a pattern reads in the material.

    Attributes:
        pattern: as it would stand in a rule.
        right: the cases that have the property.
        wrong: those that have not.
        unjudged: pairs of which the data say nothing.
    """

    pattern: str
    right: frozenset[Case]
    wrong: frozenset[Case]
    unjudged: tuple[Fit, ...]


def count_shapes(material: Material, properties: Iterable[str], support: int) -> Mapping[Shape, tuple[int, ...]]:
    """For each shape that `support` pairs with one of the properties have: all pairs that have it."""
    wanted = frozenset(properties)
    counts: Counter[Shape] = Counter()
    for pair in material.pairs:
        if any(name in wanted for name, _ in pair.relations):
            counts.update(tuple(dict.fromkeys(shapes_of(material.passages[pair.passage], pair))))
    kept = {shape for shape, count in counts.items() if count >= support}
    fitting: defaultdict[Shape, list[int]] = defaultdict(list)
    for number, pair in enumerate(material.pairs):
        for shape in dict.fromkeys(shapes_of(material.passages[pair.passage], pair)):
            if shape in kept:
                fitting[shape].append(number)
    return {shape: tuple(numbers) for shape, numbers in sorted(fitting.items())}


def candidates_for(
    material: Material,
    shapes: Mapping[Shape, tuple[int, ...]],
    property: str,  # noqa: A002
    support: int,
    precision: float,
) -> Iterator[Candidate]:
    """The frames with the words that are precise enough in them, in one direction and in the other."""
    frames: defaultdict[str, list[tuple[str, tuple[int, ...]]]] = defaultdict(list)
    for shape, numbers in shapes.items():
        frames[shape.frame].append((shape.word, numbers))
    likely = {turned: _of_likely_classes(material, (property, turned)) for turned in (False, True)}
    for frame, listed in sorted(frames.items()):
        for turned, pairs in likely.items():
            counted = [(word, [n for n in numbers if n in pairs]) for word, numbers in listed]
            found = _with_words(material, (property, turned), frame, counted, support, precision)
            if found:
                yield found


def _of_likely_classes(material: Material, relation: Relation) -> frozenset[int]:
    """The pairs whose arguments are of classes that arguments of the property have: what its blanks will ask for."""
    having = [pair for pair in material.pairs if relation in pair.relations]
    first, second = {pair.first.type for pair in having}, {pair.second.type for pair in having}
    return frozenset(
        number for number, pair in enumerate(material.pairs) if pair.first.type in first and pair.second.type in second
    )


def _with_words(
    material: Material,
    relation: Relation,
    frame: str,
    listed: Iterable[tuple[str, Sequence[int]]],
    support: int,
    precision: float,
) -> Candidate | None:
    good: list[tuple[int, str, frozenset[Case], frozenset[Case]]] = []
    for word, numbers in listed:
        right = frozenset((n, relation[1]) for n in numbers if relation in material.pairs[n].relations)
        share = Proportion(len(right), len(numbers))
        if len(right) >= support and _sure(share, precision):
            wrong = frozenset((n, relation[1]) for n in numbers) - right
            good.append((-len(right), word, right, wrong))
    words: list[str] = []
    all_right: set[Case] = set()
    all_wrong: set[Case] = set()
    for _, word, right, wrong in sorted(good, key=lambda one: one[:2]):
        if len(right - all_right) >= support and len(words) < _MOST_WORDS:
            words.append(word)
            all_right |= right
            all_wrong |= wrong
    return Candidate(frame, tuple(words), relation[1], frozenset(all_right), frozenset(all_wrong)) if words else None


def _sure(share: Proportion, precision: float) -> bool:
    """Precise enough, and not by so few that it may be chance: 3 of 4 and 2 of 2 will do, 3 of 5 will not."""
    low, _ = share.interval or (0.0, 1.0)
    return (share.value or 0.0) >= precision and low >= precision / 3


def run_candidate(
    candidate: Candidate,
    property: str,  # noqa: A002
    material: Material,
    places: Mapping[tuple[int, int, int, int, int], int],
    knowledge: Knowledge,
) -> Fits | None:
    """Write the pattern, and run it over all sentences as a rule would; None if it takes too long.

    Args:
        candidate: to run.
        property: that it is to state.
        material: the sentences and pairs.
        places: the number of each pair, by sentence and the spans of its arguments.
        knowledge: for classes and macros.
    """
    text = _pattern(candidate, material, knowledge)
    pattern = Pattern(parse_pattern(text, knowledge.rules.macros), None, knowledge.rules.guards.joints)
    right: set[Case] = set()
    wrong: set[Case] = set()
    unjudged: list[Fit] = []
    try:
        for number, passage in enumerate(material.passages):
            sentence = passage.text[passage.start : passage.end]
            if not any(word in sentence for word in candidate.words):
                continue
            for match in pattern.search(passage, _no_subject, overlapping=True):
                subject, target = match.bindings["s"][0], match.bindings["o"][0]
                first, second = (target, subject) if candidate.turned else (subject, target)
                pair = places.get((number, first.start, first.end, second.start, second.end))
                if pair is None:
                    unjudged.append(Fit(number, subject, target))
                elif (property, candidate.turned) in material.pairs[pair].relations:
                    right.add((pair, candidate.turned))
                else:
                    wrong.add((pair, candidate.turned))
    except LimitError:
        return None
    return Fits(text, frozenset(right), frozenset(wrong), tuple(unjudged))


def _no_subject(_place: int, _types: tuple[str, ...], _many: bool) -> tuple[Mention, ...]:
    return ()


def _pattern(candidate: Candidate, material: Material, knowledge: Knowledge) -> str:
    pairs = [material.pairs[number] for number, _ in sorted(candidate.right)]
    names = ("o", "s") if candidate.turned else ("s", "o")
    blanks = (
        f"{{{names[0]}:{_classes((pair.first for pair in pairs), knowledge)}}}",
        f"{{{names[1]}:{_classes((pair.second for pair in pairs), knowledge)}}}",
    )
    words = f"({'|'.join(candidate.words)})" if len(candidate.words) > 1 else "".join(candidate.words)
    parts = {FIRST: blanks[0], SECOND: blanks[1], WORD: words}
    return " ".join(parts.get(part, part) for part in candidate.frame.split(" "))


def _classes(mentions: Iterable[Mention], knowledge: Knowledge) -> str:
    """The classes of a blank: those that more than a few of its mentions have, or one above them."""
    counts = Counter(mention.type for mention in mentions)
    total = sum(counts.values())
    kept = [kind for kind, count in sorted(counts.items()) if count >= _FEW * total]
    lowest = [kind for kind in kept if not any(other != kind and knowledge.is_a(kind, other) for other in kept)]
    if len(lowest) <= _MOST_CLASSES:
        return "|".join(sorted(lowest, key=lambda kind: (-counts[kind], kind)))
    common = [name for name in sorted(knowledge.ontology.classes) if all(knowledge.is_a(kind, name) for kind in lowest)]
    return min(common, key=lambda name: (-len(knowledge.ontology.ancestors(name)), name), default="Thing")
