"""All knowledge together: which types there are, and what may stand for what."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KnowledgeError, RuleError
from kg.knowledge.loader import Knowledge, load_knowledge


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def test_everything_is_there(knowledge: Knowledge) -> None:
    assert knowledge.ontology.classes
    assert knowledge.names
    assert knowledge.units.units
    assert knowledge.shapes.endings
    assert knowledge.rules.rules


@pytest.mark.parametrize(
    "name", ["Company", "Agent", "Money", "Area", "Count", "Quantity", "Time", "Post", "Phase", "Text", "Thing"]
)
def test_types_that_a_pattern_may_ask_for(name: str, knowledge: Knowledge) -> None:
    assert knowledge.knows_type(name)


@pytest.mark.parametrize("name", ["Nobody", "", "company", "operatedBy", "CNY"])
def test_names_that_are_no_types(name: str, knowledge: Knowledge) -> None:
    assert not knowledge.knows_type(name)


@pytest.mark.parametrize(
    ("name", "ancestor", "fits"),
    [
        ("Company", "Company", True),
        ("Company", "Organization", True),
        ("Company", "Agent", True),
        ("Company", "Thing", True),
        ("ComputingCentre", "Place", True),
        ("Organization", "Company", False),
        ("Company", "Place", False),
        ("Money", "Quantity", True),
        ("Money", "Money", True),
        ("Money", "Area", False),
        ("Money", "Thing", False),
        ("Company", "Quantity", False),
        ("Time", "Time", True),
        ("Time", "Quantity", False),
        ("Time", "Thing", False),
        ("Post", "Person", False),
        ("Nobody", "Nobody", True),
        ("Nobody", "Thing", False),
    ],
)
def test_what_may_stand_for_what(name: str, ancestor: str, fits: bool, knowledge: Knowledge) -> None:
    assert knowledge.is_a(name, ancestor) is fits
    assert knowledge.is_a(name, ancestor) is fits


def test_every_listed_name_has_a_type(knowledge: Knowledge) -> None:
    listed = {entry.type for entry in knowledge.names}
    assert {kind for kind in listed if not knowledge.knows_type(kind)} <= {"Surname", "AmbiguousCompany"}


def test_every_prospective_property_is_one(knowledge: Knowledge) -> None:
    assert set(knowledge.rules.guards.prospective) <= knowledge.ontology.properties.keys()


def test_other_rules_may_be_used(tmp_path: Path, knowledge: Knowledge) -> None:
    for name in ("guards.yaml", "macros.yaml"):
        shipped = Path(str(load_knowledge.__code__.co_filename)).parent / "rules" / name
        (tmp_path / name).write_text(shipped.read_text(encoding="utf-8"), encoding="utf-8")
    other = load_knowledge(tmp_path)
    assert other.rules.rules == ()
    assert other.rules.guards == knowledge.rules.guards
    assert other.names == knowledge.names


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as caught:
        load_knowledge(tmp_path)
    assert isinstance(caught.value, KnowledgeError)
    assert len(caught.value.faults) == 2
