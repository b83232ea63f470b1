"""Projects and plants that are called by what they will make."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Named = Callable[[str], set[tuple[str, str]]]

FOUND = [
    ("云帆将新建年产8万吨硫酸钡项目。", "Project", "年产8万吨硫酸钡项目"),
    ("云帆将新建日处理3万立方米污水工程。", "Project", "日处理3万立方米污水工程"),
    ("云帆将新建年产5万台水泵生产基地。", "Facility", "年产5万台水泵生产基地"),
    ("云帆将新建硫酸钡项目及配套2万吨硫酸项目。", "Project", "2万吨硫酸项目"),
]


@pytest.mark.parametrize(("text", "kind", "name"), FOUND)
def test_the_quantity_is_part_of_the_name(outermost: Named, text: str, kind: str, name: str) -> None:
    assert (kind, name) in outermost(text)


def test_a_relative_clause_is_no_name(named: Named) -> None:
    assert not any(name.startswith("年产") for _, name in named("年产8万吨的硫酸钡项目投产。"))
