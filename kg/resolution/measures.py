"""Values as their property wants them: growth in percent (增长1.5倍 is 150 %), a rank as a number (第二 is 2)."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from kg.knowledge.ontology import Property
from kg.model import Quantity, Value

__all__ = ["measured"]

_CHANGE = "growth"
_INTEGER = frozenset({"integer"})
_TIMES, _PERCENT = "倍", "percent"
_DOUBLING = "翻"
_HUNDRED = Decimal(100)
_DIGITS = "零一二三四五六七八九"
_BELOW_HUNDRED = re.compile(r"(?P<tens>[一二三四五六七八九]?十)?(?P<ones>[一二三四五六七八九])?")


def measured(wanted: Property, value: Value) -> Value | None:
    """The value as the property states it; None where it is no value of that property.

    Args:
        wanted: the property.
        value: what the words say.
    """
    if wanted.range == _INTEGER:
        return _whole(value)
    if wanted.name == _CHANGE and isinstance(value, Quantity) and value.unit == _TIMES:
        return _in_percent(value)
    return value


def _in_percent(times: Quantity) -> Quantity:
    """增长1.5倍 adds 150 %; 翻一番 makes twice as much, which adds 100 %."""
    added = times.value - 1 if times.surface.startswith(_DOUBLING) else times.value
    return replace(times, value=added * _HUNDRED, unit=_PERCENT)


def _whole(value: Value) -> int | None:
    """A number in digits, or in words below a hundred, which is as far as places are told in words."""
    if isinstance(value, int):
        return value
    if not isinstance(value, str) or not value:
        return None
    if value.isascii() and value.isdecimal():
        return int(value)
    found = _BELOW_HUNDRED.fullmatch(value)
    if found is None:
        return None
    tens = found["tens"] or ""
    return 10 * (_DIGITS.index(tens[0]) if len(tens) > 1 else len(tens)) + _DIGITS.index(found["ones"] or "零")
