"""Numbers, units and what bounds them."""

from kg.language.numbers.amounts import Amount, find_amounts
from kg.language.numbers.numbers import Number, find_numbers
from kg.language.numbers.quantities import find_quantities

__all__ = ["Amount", "Number", "find_amounts", "find_numbers", "find_quantities"]
