"""Values as their property wants them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.knowledge.loader import Knowledge
from kg.model import Bound, Quantity, Value
from kg.resolution.measures import measured


@pytest.mark.parametrize(
    ("value", "unit", "surface", "percent"),
    [
        ("1.5", "倍", "1.5倍", "150"),
        ("2", "倍", "翻了一番", "100"),
        ("4", "倍", "翻两番", "300"),
        ("7", "percent", "7%", "7"),
    ],
)
def test_growth_is_in_percent(knowledge: Knowledge, value: str, unit: str, surface: str, percent: str) -> None:
    said = Quantity(Decimal(value), unit, Bound.MORE_THAN, surface)
    wanted = knowledge.ontology.properties["growth"]
    assert measured(wanted, said) == Quantity(Decimal(percent), "percent", Bound.MORE_THAN, surface)


def test_only_growth_is(knowledge: Knowledge) -> None:
    said = Quantity(Decimal(3), "倍", surface="3倍")
    assert measured(knowledge.ontology.properties["specification"], said) == said


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("二", 2),
        ("十二", 12),
        ("十", 10),
        ("三十六", 36),
        ("36", 36),
        ("", None),
        (4, 4),
        ("二位", None),
        ("前列", None),
        ("3.5", None),
        (Quantity(Decimal(2), "个"), None),
    ],
)
def test_a_rank_is_a_whole_number(knowledge: Knowledge, words: Value, number: int | None) -> None:
    assert measured(knowledge.ontology.properties["rank"], words) == number
