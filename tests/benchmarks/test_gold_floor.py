"""Floors that are missed, lowered or gone are found out, and raising never lowers one."""

from __future__ import annotations

import json

import gold_floor
import pytest

FLOORS = {"f1": 0.9, "recall": 0.8}


def test_a_figure_below_its_floor_is_told() -> None:
    assert list(gold_floor.below({"f1": 0.9, "recall": 0.85}, FLOORS)) == []
    assert list(gold_floor.below({"f1": 0.8999, "recall": 0.85}, FLOORS)) == ["f1 0.8999 < 0.9"]
    (line,) = gold_floor.below({"status": 1.0}, FLOORS)
    assert "status" in line


@pytest.mark.parametrize("floors", [{"f1": 0.89, "recall": 0.8}, {"recall": 0.8}])
def test_a_floor_that_sank_or_went_is_told(floors: dict[str, float]) -> None:
    then = {"sha256": "x", "floors": FLOORS}
    assert list(gold_floor.sunk({"sha256": "x", "floors": FLOORS}, then)) == []
    (line,) = gold_floor.sunk({"sha256": "x", "floors": floors}, then)
    assert line.startswith("f1")
    # Other gold, other figures.
    assert list(gold_floor.sunk({"sha256": "y", "floors": floors}, then)) == []


def test_raising_rounds_down_and_never_lowers() -> None:
    assert gold_floor.raised({"f1": 0.9876, "recall": 0.7, "new": 0.29}, FLOORS) == {
        "f1": 0.98,
        "recall": 0.8,
        "new": 0.29,
    }


def test_every_floor_is_of_a_figure_that_is_measured() -> None:
    floors = json.loads(gold_floor.FLOOR.read_text(encoding="utf-8"))["floors"]
    nothing = gold_floor.figures(gold_floor.summarise([]))
    assert set(floors) == set(nothing)
    assert len(list(gold_floor.below(nothing, floors))) == len(floors)
