"""The record of merges beside a graph."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ReadingError
from kg.resolution import Merge, merges_text, read_merges


def test_nothing_is_an_empty_list(tmp_path: Path) -> None:
    assert merges_text([]) == "[]\n"


def test_one_a_line(tmp_path: Path) -> None:
    merges = [Merge(str(n), "甲\t\n", "甲有限公司", "Company", "short-form", "a", 1, 2, "“甲”") for n in range(3)]
    text = merges_text(merges)
    assert len(text.splitlines()) == 5
    assert [one["id"] for one in json.loads(text)] == ["0", "1", "2"]
    assert "甲有限公司" in text


@given(st.text(max_size=8), st.text(max_size=8))
@settings(max_examples=100, derandomize=True, deadline=None)
def test_they_come_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, name: str, quote: str) -> None:
    path = tmp_path_factory.getbasetemp() / "merges.json"
    merges = (Merge("0", name, "乙\ud800", "Company", "ledger", quote=quote),)
    path.write_text(merges_text(merges), encoding="utf-8")
    assert read_merges(path) == merges


@pytest.mark.parametrize("text", ["", "{}x", "[1]", '[{"a": 1}]', "[" * 100000, '{"a": 1}'])
def test_what_no_build_wrote(text: str, tmp_path: Path) -> None:
    path = tmp_path / "merges.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadingError, match=r"merges\.json"):
        read_merges(path)
