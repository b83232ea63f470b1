"""Quantities: the amounts of a text as mentions (约3.9亿元, 千套以上, 近千家, 57亿至67亿元)."""

from __future__ import annotations

from kg.knowledge.units import UnitTable
from kg.language.numbers.amounts import find_amounts
from kg.model import Mention, Quantity

__all__ = ["find_quantities"]

FOUND_BY = "quantity"


def find_quantities(text: str, start: int, end: int, units: UnitTable) -> tuple[Mention, ...]:
    """Find all quantities in `text[start:end]`, sorted by place.

    None overlaps another but for ranges: 57亿至67亿元 is at least the lower amount, and the 67亿元 in it at most the
    upper.

    Args:
        text: of the document; offsets of the mentions index it.
        start: where to begin.
        end: where to stop.
        units: the words that make a number a quantity.

    Returns:
        mentions whose type is the unit's dimension, whose name is the words and whose value is a `Quantity`.
    """
    mentions: list[Mention] = []
    for amount in find_amounts(text[start:end], units):
        first, last = amount.start + start, amount.end + start
        words = text[first:last]
        quantity = Quantity(amount.value, amount.unit.unit, amount.bound, words)
        mentions.append(Mention(amount.unit.dimension, first, last, words, quantity, FOUND_BY))
    return tuple(mentions)
