"""Facts of Chinese, none of the domain: words, sentences, clauses, quantities and times."""

from __future__ import annotations

from kg.language.amounts import Amount, find_amounts
from kg.language.limits import Limit, LimitedTime, find_limits
from kg.language.numbers import Number, find_numbers
from kg.language.quantities import find_quantities
from kg.language.segmentation import Named, Segmenter
from kg.language.sentences import clauses, split_sentences
from kg.language.times import find_times
from kg.language.values import find_values

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
