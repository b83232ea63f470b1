"""Regions of one character: where they are read, and which region they are."""

from __future__ import annotations

import pytest

from kg.knowledge.names import NameEntry
from kg.knowledge.shapes import Shapes
from kg.recognition.places.abbreviations import AbbreviationRecognizer
from tests.recognition.cutting import cut, span

REGION = "AdministrativeRegion"
NAMES = [
    NameEntry("青", REGION, "青海省", "中国"),
    NameEntry("青", REGION, "青岛市", "山东省"),
    NameEntry("青岛", REGION, "青岛市", "山东省"),
    NameEntry("青海", REGION, "青海省", "中国"),
    NameEntry("鲁", REGION, "山东省", "中国"),
    NameEntry("沪", REGION, "上海市", "中国"),
    NameEntry("新", REGION, "新疆维吾尔自治区", "中国"),
    NameEntry("新", REGION, "新加坡"),
    NameEntry("新疆", REGION, "新疆维吾尔自治区", "中国"),
    NameEntry("中", REGION, "中国"),
]

CASES = [
    # words with their parts of speech, the regions found
    ("来/v 鲁/nr 投资/vn", ["山东省"]),
    ("来鲁/v 投资/vn", ["山东省"]),
    ("在鲁投资/n", ["山东省"]),  # one word of the segmenter
    ("在/p 鲁迅/nr 故居/n", []),
    ("鲁/nr 投资/vn", []),  # nothing before it says that it is a place
    ("在/p 青/ns 企业/n", ["青海省"]),
    ("青岛/ns 日报/n ，/x 在/p 青/ns 企业/n", ["青岛市"]),
    ("青海/ns 和/c 青岛/ns ，/x 在/p 青/ns 企业/n", ["青海省"]),  # both are named: the province
    ("在/p 新/a 时代/n", []),
    ("新疆/ns 在/p 新/a 时代/n", []),  # an adjective, though the region is named
    ("新疆/ns 好/a ，/x 来/v 新/a 投资/v", ["新疆维吾尔自治区"]),
    ("来/v 新/a 投资/v", []),
    ("鲁/nr 沪/j 两地/n", ["山东省", "上海市"]),
    ("鲁/nr 、/x 沪/j 、/x 青/a 三地/n", ["山东省", "上海市", "青海省"]),
    ("中/f 新/a 两国/n", ["中国", "新加坡"]),  # countries, not provinces
    ("沪/j 深/a 两市/n", []),
    ("在鲁的/r", []),
]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_where_one_character_is_a_region(shapes: Shapes, marked: str, expected: list[str]):
    text, sentence = cut(marked)
    chosen = [span(text, name, REGION) for name in ("青岛", "青海", "新疆") if name in text]
    found = list(AbbreviationRecognizer(NAMES, shapes).find(text, [sentence], chosen))
    assert [m.name for m in found] == expected
    assert all(m.end - m.start == 1 and m.type == REGION and m.found_by == "abbreviation" for m in found)


def test_a_city_of_the_document_is_meant_in_a_post(recognize):
    found = [m.name for m in recognize("青岛举行签约仪式，甲公司在青投资3亿元。") if m.found_by == "abbreviation"]
    assert found == ["青岛市"]
