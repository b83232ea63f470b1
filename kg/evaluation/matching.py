"""When a fact of ours is a fact of the gold: the rules of agreement, one function each."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from kg.evaluation.gold import ARTICLE, GoldDate, GoldEntity, GoldFact, GoldQuotation, GoldValue
from kg.model import Entity, Fact, Period, Quantity, Quotation, Value

__all__ = ["bound_agrees", "fact_matches", "normalise", "quotation_matches", "same_entity", "same_value"]

_ARTICLE_CLASS = "NewsArticle"
_IGNORED = re.compile(r"[\s“”‘’「」『』\"'＂＇]+")
_TOLERANCE = Decimal("1e-6")
_OVERLAP = 0.8


def normalise(text: str) -> str:
    """The form in which names and texts are compared: half-width, without quotation marks and white space.

    >>> normalise("“１-４”模式 ") == normalise("「1-4」模式")
    True
    """
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text))


def same_entity(ours: Entity, gold: GoldEntity) -> bool:
    """Whether the two share a name; the article itself is known by its class, whatever its name."""
    if gold.id == ARTICLE and ours.type == _ARTICLE_CLASS:
        return True
    names = {normalise(name) for name in (ours.name, *ours.aliases)} - {""}
    return any(normalise(name) in names for name in gold.names)


def same_value(ours: Value, gold: GoldValue) -> bool:
    """Whether an object agrees: an entity by name, a quantity by value and unit, a date by prefix, a text as such."""
    match gold:
        case GoldEntity():
            return isinstance(ours, Entity) and same_entity(ours, gold)
        case Quantity():
            return _same_quantity(ours, gold)
        case GoldDate():
            return _same_date(ours, gold.lexical)
        case str():
            return isinstance(ours, str | int) and normalise(str(ours)) == normalise(gold)


def _same_quantity(ours: Value, gold: Quantity) -> bool:
    if isinstance(ours, int):  # a rank has no unit
        return ours == gold.value
    if not isinstance(ours, Quantity) or normalise(ours.unit) != normalise(gold.unit) or not ours.value.is_finite():
        return False
    return abs(ours.value - gold.value) <= _TOLERANCE * abs(gold.value)


def _same_date(ours: Value, gold: str) -> bool:
    """Ours may be more exact than gold (2022-06-30 for 2022-06), never less, and a part is taken whole."""
    lexical = ours.lexical if isinstance(ours, Period) else ours
    if not isinstance(lexical, str) or not lexical.startswith(gold):
        return False
    return lexical[len(gold) :][:1] in ("", "-", "/", "T", " ")


def bound_agrees(ours: Value, gold: GoldValue) -> bool:
    """Whether 约, 超, 不足 … was read as the gold has it; only asked of matching quantities."""
    return isinstance(ours, Quantity) and isinstance(gold, Quantity) and ours.bound == gold.bound


def fact_matches(ours: Fact, gold: GoldFact, symmetric: frozenset[str]) -> bool:
    """Whether subject, property and object agree; status, qualifiers and evidence are not asked.

    Args:
        ours: a fact of an extraction.
        gold: a fact of the annotation; its alternatives may stand in subject or in object place.
        symmetric: the properties without direction (`cooperatesWith`).
    """
    if ours.property not in gold.properties:
        return False
    if _ends_agree(ours.subject, ours.object, gold):
        return True
    turned = ours.property in symmetric and isinstance(ours.object, Entity)
    return turned and isinstance(ours.object, Entity) and _ends_agree(ours.object, ours.subject, gold)


def _ends_agree(subject: Entity, value: Value, gold: GoldFact) -> bool:
    subjects = [gold.subject, *gold.alternatives]
    values: list[GoldValue] = [gold.object]
    if isinstance(gold.object, GoldEntity):
        values += gold.alternatives
    left = [one for one in subjects if same_entity(subject, one)]
    right = [one for one in values if same_value(value, one)]
    # One alternative cannot be both ends of the same fact.
    return any(one != other for one in left for other in right)


def quotation_matches(ours: Quotation, gold: GoldQuotation) -> bool:
    """Whether the speaker agrees and our span covers at least 80 % of the gold span."""
    covered = min(ours.end, gold.end) - max(ours.start, gold.start)
    return covered >= _OVERLAP * (gold.end - gold.start) and same_entity(ours.speaker, gold.speaker)
