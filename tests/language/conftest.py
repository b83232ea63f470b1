"""What the tests of this room share: one segmenter and the units that ship."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from kg.knowledge.units import UnitTable, load_units
from kg.language import Segmenter


@pytest.fixture(scope="session")
def segmenter() -> Segmenter:
    names = [
        ("某某市人工智能计算中心", "ComputingCentre"),
        ("甲乙丙", "Company"),
        ("TCL科技", "Company"),
        ("甲", "Person"),
    ]
    return Segmenter(SimpleNamespace(name=name, type=type_name) for name, type_name in names)


@pytest.fixture(scope="session")
def units() -> UnitTable:
    return load_units()
