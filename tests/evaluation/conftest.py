"""The gold files."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.evaluation import Gold, load_gold

GOLD = Path(__file__).parent.parent / "gold"


@pytest.fixture(scope="session")
def tiny() -> Gold:
    return load_gold(GOLD / "tiny.json")


@pytest.fixture(scope="session")
def seed() -> Gold:
    return load_gold(GOLD / "s01.json")
