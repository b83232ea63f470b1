"""Whether two values can both be true, given how exactly each is said.

约3.9亿元 and 3.92亿元 can, 3亿元 and 5亿元 cannot.
"""

from __future__ import annotations

from decimal import Decimal

from kg.model import Bound, Fact, Period, Quantity

__all__ = ["can_both_hold"]

_ABOUT = Decimal("0.1")
_ROUNDED = Decimal("0.05")
_HALF = Decimal("0.5")


def can_both_hold(one: Fact, other: Fact) -> bool:
    """Tell whether two facts of one property can both be true; values that cannot be compared can.

    Times agree when they overlap. A number stands for all that would be rounded to it, at most five parts in a
    hundred, 约 for ten in a hundred; a bound is open at its side.
    """
    if isinstance(one.object, Period) and isinstance(other.object, Period):
        return one.object.start <= other.object.end and other.object.start <= one.object.end
    if not isinstance(one.object, Quantity) or not isinstance(other.object, Quantity):
        return True
    if one.object.unit != other.object.unit:
        return True
    (low, high), (least, most) = _span(one.object), _span(other.object)
    return (least is None or high is None or least <= high) and (low is None or most is None or low <= most)


def _span(quantity: Quantity) -> tuple[Decimal | None, Decimal | None]:
    value, bound = quantity.value, quantity.bound
    slack = abs(value) * _ABOUT if bound is Bound.ABOUT else min(abs(value) * _ROUNDED, _half_unit(value))
    low, high = value - slack, value + slack
    if bound in (Bound.AT_LEAST, Bound.MORE_THAN):
        return low, None
    if bound in (Bound.AT_MOST, Bound.LESS_THAN):
        return None, high
    return low, high


def _half_unit(value: Decimal) -> Decimal:
    """Half of one in the last place that is not zero: 390000000 may be 385000000 to 395000000."""
    exponent = value.normalize().as_tuple().exponent
    return _HALF.scaleb(exponent) if isinstance(exponent, int) else Decimal(0)
