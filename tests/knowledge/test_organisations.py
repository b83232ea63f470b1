"""The shapes of organisations are well formed, and what is not is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.knowledge.loader import load_knowledge
from kg.knowledge.organisations import load_organisations


def test_the_shapes_that_ship_fit_together() -> None:
    shapes = load_organisations()
    assert shapes.telling_trades <= shapes.trades | {"控股", "股份", "集团"}
    assert shapes.offices.bare_ranks <= shapes.offices.ranks
    assert shapes.locally_named <= shapes.bodies
    assert re.compile(shapes.team).fullmatch("国家男子篮球队")


def test_hints_belong_to_ambiguous_names() -> None:
    knowledge = load_knowledge()
    ambiguous = {entry.name for entry in knowledge.names if entry.type.startswith("Ambiguous")}
    assert set(load_organisations().hints) - ambiguous == set()


@pytest.mark.parametrize("content", [b"\xff", b"a: [", b"", b"- a", b"bodies: 1\n"])
def test_what_is_no_shape_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "organisations.yaml"
    path.write_bytes(content)
    with pytest.raises(KnowledgeError):
        load_organisations(path)
