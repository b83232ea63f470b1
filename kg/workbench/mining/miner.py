"""Patterns for each property, one after the other, each the one that adds most to F1 beside those before it.

Precision and support that are reported are those of the pattern itself, run over the sentences as a rule would be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kg.evaluation import Proportion
from kg.model import Document
from kg.pipeline import Extractor
from kg.workbench.mining.candidates import Candidate, Case, Fit, Fits, candidates_for, count_shapes, run_candidate
from kg.workbench.mining.labelled import LabelledText, Labels
from kg.workbench.mining.pairs import Material, gather
from kg.workbench.mining.triggers import Trigger, find_triggers, words_by_pairs

__all__ = ["Mined", "MinedProperty", "Proposal", "Settings", "mine"]

_LEAST_GAIN = 0.001
_MOST_TRIED = 400
_DIGITS = 3
_WIDTH = re.compile(r"…(\d+)")


@dataclass(frozen=True, slots=True)
class Settings:
    """What is asked of a proposal.

    Attributes:
        support: the fewest pairs with the property that it must read.
        precision: of the judged pairs that it reads, the least share that has the property.
        most: proposals for one property, at most.
        triggers: trigger words for one property, at most.
        new_only: whether what the present rules read counts as read already.
        properties: to look for; all that the data have when empty.
    """

    support: int = 5
    precision: float = 0.7
    most: int = 6
    triggers: int = 15
    new_only: bool = False
    properties: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pattern for a person to judge.

    Attributes:
        stated: the property that it is to state, or the label of the data.
        pattern: with the blanks `s` and `o`.
        words: that stand in its slot.
        right: cases with the property that it reads.
        wrong: cases without.
        unjudged: pairs that it reads and of which the data say nothing.
        known: of `right`, those that the present rules read too.
        f1: of this proposal and those before it together.
        gain: what it adds to F1.
    """

    stated: str
    pattern: str
    words: tuple[str, ...]
    right: tuple[Case, ...]
    wrong: tuple[Case, ...]
    unjudged: tuple[Fit, ...]
    known: int
    f1: float
    gain: float

    @property
    def precision(self) -> Proportion:
        """Of the judged pairs that it reads, those with the property."""
        return Proportion(len(self.right), len(self.right) + len(self.wrong))


@dataclass(frozen=True, slots=True)
class MinedProperty:
    """What was found for one property.

    Attributes:
        name: of the property, or a label of the data that stands for none.
        pairs: that have it.
        read: of these, those that the present rules read.
        triggers: words that tell it.
        proposals: in the order of what they add.
    """

    name: str
    pairs: int
    read: int
    triggers: tuple[Trigger, ...]
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class Mined:
    """What was learned from labelled sentences: `properties` in alphabetical order."""

    material: Material
    settings: Settings
    properties: tuple[MinedProperty, ...]


def mine(
    texts: Iterable[LabelledText],
    labels: Labels,
    extractor: Extractor,
    settings: Settings = Settings(),
    on_document: Callable[[Document], None] | None = None,
) -> Mined:
    """Learn from labelled sentences.

    Args:
        texts: labelled.
        labels: what the labels mean.
        extractor: to find names, and to see what its rules read already.
        settings: what is asked of a proposal.
        on_document: called after each text.
    """
    material = gather(texts, labels, extractor, on_document)
    found = {name for pair in material.pairs for name, _ in pair.relations}
    wanted = sorted(found & settings.properties if settings.properties else found)
    least = max(2, (settings.support + 1) // 2)
    shapes = count_shapes(material, wanted, least)
    words = words_by_pairs(material)
    places = {
        (p.passage, p.first.start, p.first.end, p.second.start, p.second.end): n for n, p in enumerate(material.pairs)
    }
    mined = []
    for name in wanted:
        candidates = tuple(candidates_for(material, shapes, name, least, settings.precision))
        search = _Search(material, name, settings, extractor, places)
        having = search.wanted
        mined.append(
            MinedProperty(
                name=name,
                pairs=len(having),
                read=sum((name, turned) in material.pairs[n].read for n, turned in having),
                triggers=find_triggers(material, words, name, least, settings.triggers),
                proposals=search.run(candidates),
            )
        )
    return Mined(material, settings, tuple(mined))


class _Search:
    """The greedy choice of patterns for one property."""

    def __init__(
        self,
        material: Material,
        property: str,  # noqa: A002
        settings: Settings,
        extractor: Extractor,
        places: Mapping[tuple[int, int, int, int, int], int],
    ) -> None:
        self._material = material
        self._property = property
        self._settings = settings
        self._knowledge = extractor.knowledge
        self._places = places
        self.wanted = frozenset(
            (n, turned) for n, p in enumerate(material.pairs) for name, turned in p.relations if name == property
        )
        self._known = frozenset(
            (n, turned) for n, p in enumerate(material.pairs) for name, turned in p.read if name == property
        )

    def run(self, candidates: tuple[Candidate, ...]) -> tuple[Proposal, ...]:
        """Take the best candidate, then the one that adds most to it, and so on."""
        read = self._known if self._settings.new_only else frozenset[Case]()
        left = [one for one in candidates if len(one.right) >= self._settings.support]
        chosen: list[Proposal] = []
        for _ in range(_MOST_TRIED):
            best = self._best(left, read)
            if best is None or len(chosen) == self._settings.most:
                break
            left.remove(best)
            fits = run_candidate(best, self._property, self._material, self._places, self._knowledge)
            gain = self._gain(fits.right, fits.wrong, read) if fits else 0.0
            if fits is None or gain < _LEAST_GAIN:
                continue
            after = read | fits.right | fits.wrong
            chosen.append(self._proposal(best, fits, self._f1(after), gain))
            read = after
        return tuple(chosen)

    def _best(self, candidates: list[Candidate], read: frozenset[Case]) -> Candidate | None:
        """The one that adds most; of those that add as much the one with the narrowest gaps."""
        ranked = [
            (round(gain, _DIGITS), -_looseness(one.frame), one.frame, one.turned, one)
            for one in candidates
            if (gain := self._gain(one.right, one.wrong, read)) >= _LEAST_GAIN
        ]
        return max(ranked, key=lambda found: found[:-1])[-1] if ranked else None

    def _gain(self, right: frozenset[Case], wrong: frozenset[Case], read: frozenset[Case]) -> float:
        """What a pattern adds to F1; nothing if too little of what it adds is right."""
        more, worse = len(right - read), len(wrong - read)
        if more < self._settings.support or more < self._settings.precision * (more + worse):
            return 0.0
        return self._f1(read | right | wrong) - self._f1(read)

    def _f1(self, read: frozenset[Case]) -> float:
        return 2 * len(read & self.wanted) / (len(read) + len(self.wanted)) if self.wanted else 0.0

    def _proposal(self, candidate: Candidate, fits: Fits, f1: float, gain: float) -> Proposal:
        return Proposal(
            stated=self._property,
            pattern=fits.pattern,
            words=candidate.words,
            right=tuple(sorted(fits.right)),
            wrong=tuple(sorted(fits.wrong)),
            unjudged=fits.unjudged,
            known=len(fits.right & self._known),
            f1=f1,
            gain=gain,
        )


def _looseness(frame: str) -> int:
    """How many characters its gaps may hold."""
    return sum(int(width) for width in _WIDTH.findall(frame))
