"""Values as text, for formats that know only text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType

from kg.model import Bound, Entity, Fact, Period, Quantity, Status, Value

__all__ = ["clean", "literal_text", "one_or_list", "qualifiers_text", "value_text"]

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BOUNDS = MappingProxyType(
    {
        Bound.EXACT: "",
        Bound.ABOUT: "≈",
        Bound.AT_LEAST: "≥",
        Bound.AT_MOST: "≤",
        Bound.MORE_THAN: ">",
        Bound.LESS_THAN: "<",
    }
)


def clean(text: str) -> str:
    """Drop what XML 1.0 forbids (control characters, lone surrogates), and end every line with a line feed alone."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def value_text(value: Value) -> str:
    """A value on one line: an entity by name, `≈390000000 CNY`, `2022-06`.

    >>> from decimal import Decimal
    >>> value_text(Quantity(Decimal("3.9E8"), "CNY", Bound.ABOUT))
    '≈390000000 CNY'
    """
    match value:
        case Entity():
            return clean(value.name)
        case Quantity():
            return clean(f"{_BOUNDS[value.bound]}{value.value:f} {value.unit}".rstrip())
        case Period():
            return value.lexical
        case _:
            return clean(str(value))


def literal_text(fact: Fact) -> str:
    """The value of a literal fact; a status other than Asserted is told, as in `2022-06 (Expected)`."""
    text = value_text(fact.object)
    return text if fact.status is Status.ASSERTED else f"{text} ({fact.status.value})"


def qualifiers_text(fact: Fact) -> str:
    """The qualifiers as a JSON object, or "" for none: `{"round": "A轮"}`; several parties are a list."""
    named: dict[str, str | list[str]] = {}
    for name, group in groupby(fact.qualifiers, key=itemgetter(0)):
        texts = [value_text(value) for _, value in group]
        named[clean(name)] = texts[0] if len(texts) == 1 else texts
    return json.dumps(named, ensure_ascii=False, sort_keys=True) if named else ""


def one_or_list(texts: Iterable[str]) -> str:
    """The text itself where there is one, a JSON list of the different ones, sorted, where there are several."""
    different = sorted(set(texts))
    if len(different) == 1:
        return different[0]
    return json.dumps(different, ensure_ascii=False) if different else ""
