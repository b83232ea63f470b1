"""Chemicals and materials by the parts of their names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Named = Callable[[str], set[tuple[str, str]]]

FOUND = [
    ("该厂主要生产磷酸一铵。", "磷酸一铵"),
    ("该厂主要生产镍钴锰酸锂。", "镍钴锰酸锂"),
    ("该厂主要生产四氯化钛。", "四氯化钛"),
    ("该厂主要生产电子级氢氟酸。", "电子级氢氟酸"),
    ("该厂主要生产聚丙烯腈纤维。", "聚丙烯腈纤维"),
    ("该厂年耗氮化铝粉体3万吨。", "氮化铝粉体"),
]
OTHERS = ["减少二氧化碳排放。", "患者酸中毒。", "磷酸铁锂电池降价。"]


@pytest.mark.parametrize(("text", "name"), FOUND)
def test_a_material_is_found_whole(named: Named, text: str, name: str) -> None:
    assert ("Product", name) in named(text)


@pytest.mark.parametrize("text", OTHERS)
def test_other_words_are_no_materials(recognize: Callable[[str], tuple[object, ...]], text: str) -> None:
    assert not any(getattr(m, "found_by", "") == "material" for m in recognize(text))


def test_an_amount_before_it_is_no_part_of_its_name(outermost: Named) -> None:
    assert ("Product", "硫酸钡") in outermost("该厂采购5万吨硫酸钡。")
