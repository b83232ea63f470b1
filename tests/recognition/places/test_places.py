"""Places by shape: where their names begin and end, and which words only look like places."""

from __future__ import annotations

import time

import pytest

from kg.knowledge.names import NameEntry
from kg.knowledge.shapes import Shapes
from kg.model import Sentence, Token
from kg.recognition.places.places import PlaceRecognizer
from tests.recognition.cutting import cut, span

REGION = "AdministrativeRegion"
LISTED = {"某市": REGION, "某山县": REGION, "某国": REGION, "某新镇": REGION}

PLACES = [
    # words with their parts of speech, the places found
    ("位于/v 云岭/nz 镇/n", [(REGION, "云岭镇")]),
    ("位于/v 某山县/ns 云/n 岭/n 镇/n 。/x", [(REGION, "云岭镇")]),  # behind a region all that stands between
    ("某山县/ns 的/uj 古/a 镇/n", []),
    ("全省/n 服务区/n 繁忙/a", []),  # those of a region, none of a name
    ("云岭/nz 灾区/n", []),
    ("云岭/nz 寺/n 村/n", []),  # no temple
    ("走进/v 山/n 村/n", []),  # a plain noun before a short ending
    ("张家店村/ns 通车/v", [(REGION, "张家店村")]),
    ("新/a 思路/n", []),  # the tail of a common word
    ("海岚/nr 路/n 8/m 号/m", [("Place", "海岚路8号")]),
    ("学院/n 路/n 30/m 号/m", [("Place", "学院路30号")]),  # a number makes any word a road's name
    ("学院/n 路/n 上/f", []),
    ("海岚/nr 路/n 5/m 号线/n", [("Place", "海岚路")]),
    ("海岚/nr 路/n 8/m 号/m 云帆/nz 大厦/n 3/m 层/q", [("Place", "海岚路8号云帆大厦3层"), ("Facility", "云帆大厦3层")]),
    ("云帆/nz 大厦/n B/eng 座/q 21/m 层/q", [("Facility", "云帆大厦B座21层")]),
    ("大型/b 广场/n", []),
    ("某国/ns 大使馆/n", [("Facility", "某国大使馆")]),
    ("于云岚/nr 商务区/n", [("Place", "云岚商务区")]),  # the segmenter took 于 into the name
    ("海岚/nr 路/n 和/c 云帆/nz 路/n", [("Place", "海岚路"), ("Place", "云帆路")]),
    ("某市/ns", []),  # what lists have is left to them
    ("部分/n 城市/ns", []),
]


@pytest.fixture(scope="module")
def places(shapes: Shapes) -> PlaceRecognizer:
    return PlaceRecognizer(shapes, [NameEntry(name, kind, name) for name, kind in LISTED.items()])


@pytest.mark.parametrize(("marked", "expected"), PLACES)
def test_places_by_their_endings(places: PlaceRecognizer, marked: str, expected: list[tuple[str, str]]):
    text, sentence = cut(marked)
    listed = [span(text, name, kind) for name, kind in LISTED.items() if name in text]
    found = list(places.find(text, sentence, listed))
    assert [(m.type, m.name) for m in found] == expected
    assert all(text[m.start : m.end] == m.name and m.found_by == "place" for m in found)


def test_regions_that_were_cut_as_one_word_are_two(places: PlaceRecognizer):
    text, sentence = cut("某国某市/ns 某市地区/ns 某市企业/nt 某国某市/v")
    found = [(m.name, m.start) for m in places.find_joined(text, sentence)]
    assert found == [("某国", 0), ("某市", 2), ("某市", 4)]


def test_a_region_before_a_place_is_no_part_of_its_name(recognize):
    found = {
        m.name for m in recognize("甲公司位于山东省青岛市市南区香港中路8号。") if m.found_by in {"gazetteer", "place"}
    }
    assert {"山东省", "青岛市", "市南区", "香港中路8号"} <= found


def test_provinces_and_cities_in_one_word_of_the_segmenter(named):
    assert {(REGION, "辽宁"), (REGION, "沈阳")} <= named("辽宁沈阳的企业发展很快。")


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("他在雷克雅未克开会。", REGION, "雷克雅未克"),
        ("代表团前往俄克拉荷马州。", REGION, "俄克拉荷马州"),
        ("记者来到海淀采访。", REGION, "海淀"),
        ("船队驶过直布罗陀海峡。", "Place", "直布罗陀海峡"),
        ("他在首都机场登机。", "Facility", "首都机场"),
    ],
)
def test_well_known_places_of_china_and_the_world(named, text: str, kind: str, name: str):
    assert (kind, name) in named(text)


def test_work_grows_with_the_length_of_a_sentence(places: PlaceRecognizer):
    def seconds(size: int) -> float:
        text = "云路" * size
        tokens = tuple(Token(i, i + 1, "nz" if i % 2 == 0 else "n") for i in range(2 * size))
        start = time.perf_counter()
        found = list(places.find(text, Sentence(0, len(text), tokens), ()))
        assert len(found) == size
        return time.perf_counter() - start

    small = min(seconds(2_000) for _ in range(3))
    assert seconds(20_000) < 40 * small + 0.5
