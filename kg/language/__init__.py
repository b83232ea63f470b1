"""Facts of Chinese, none of the domain: words, sentences, clauses, quantities and times."""

from __future__ import annotations

from kg.language.numbers import Amount, Number, find_amounts, find_numbers, find_quantities
from kg.language.times import Limit, LimitedTime, find_limits, find_times
from kg.language.values import find_values
from kg.language.words import Named, Segmenter, clauses, split_sentences

__all__ = [
    "Amount",
    "Limit",
    "LimitedTime",
    "Named",
    "Number",
    "Segmenter",
    "clauses",
    "find_amounts",
    "find_limits",
    "find_numbers",
    "find_quantities",
    "find_times",
    "find_values",
    "split_sentences",
]
