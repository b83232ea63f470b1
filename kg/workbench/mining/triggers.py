"""Words that tell a relation, by the log-likelihood ratio of Dunning (1993)."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from kg.workbench.mining.pairs import Material
from kg.workbench.mining.shapes import context

__all__ = ["Trigger", "find_triggers", "words_by_pairs"]

_PLACES = 3
_SIGNIFICANT = 10.83  # chi square with one degree of freedom, p = 0.001


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that stands by a pair more often when the pair has the property.

    Attributes:
        word: or two words that follow each other.
        right: pairs with the property that it stands by.
        total: all pairs of the same classes that it stands by.
        coverage: of the pairs with the property, those that it stands by.
        lift: how many times more frequent the property is where it stands.
        ratio: the log-likelihood ratio of word and property.
        places: the first sentences of `right` in the data.
    """

    word: str
    right: int
    total: int
    coverage: float
    lift: float
    ratio: float
    places: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Of the pairs that it stands by, those with the property."""
        return self.right / self.total


def find_triggers(
    material: Material,
    words: list[frozenset[str]],
    property: str,  # noqa: A002
    support: int,
    most: int,
) -> tuple[Trigger, ...]:
    """The words that tell a property, the surest first.

    Args:
        material: the pairs.
        words: of each pair the words by it.
        property: in whichever direction.
        support: how many pairs with the property a word must stand by.
        most: how many to give.
    """
    table = _table(material, words, property)
    having = sum(has for _, has, _ in table)
    share = having / len(table) if table else 0.0
    right = Counter(word for own, has, _ in table if has for word in own)
    total = Counter(word for own, _, _ in table for word in own if right[word] >= support)
    found = sorted(
        (-ratio, word)
        for word, count in total.items()
        if right[word] > share * count and (ratio := _ratio(right[word], count, having, len(table))) >= _SIGNIFICANT
    )
    return tuple(
        Trigger(
            word=word,
            right=right[word],
            total=total[word],
            coverage=right[word] / having,
            lift=right[word] / total[word] / share,
            ratio=-ratio,
            places=tuple(dict.fromkeys(place for own, has, place in table if has and word in own))[:_PLACES],
        )
        for ratio, word in found[:most]
    )


def _table(
    material: Material,
    words: list[frozenset[str]],
    property: str,  # noqa: A002
) -> list[tuple[frozenset[str], bool, str]]:
    """Of each pair whose classes may have the property: its words, whether it has it, where it stands."""
    having = [any(name == property for name, _ in pair.relations) for pair in material.pairs]
    kinds = {
        frozenset((pair.first.type, pair.second.type)) for pair, has in zip(material.pairs, having, strict=True) if has
    }
    return [
        (own, has, material.places[pair.passage])
        for own, has, pair in zip(words, having, material.pairs, strict=True)
        if frozenset((pair.first.type, pair.second.type)) in kinds
    ]


def words_by_pairs(material: Material) -> list[frozenset[str]]:
    """Of each pair the words by it."""
    return [context(material.passages[pair.passage], pair) for pair in material.pairs]


def _ratio(both: int, word: int, having: int, pairs: int) -> float:
    """Dunning's G² of the table word × property."""
    cells = (both, word - both, having - both, pairs - word - having + both)
    margins = (
        (word, having),
        (word, pairs - having),
        (pairs - word, having),
        (pairs - word, pairs - having),
    )
    return 2 * sum(
        seen * math.log(seen * pairs / (row * column))
        for seen, (row, column) in zip(cells, margins, strict=True)
        if seen > 0
    )
