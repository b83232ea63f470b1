"""From the ending of a name leftwards to where it begins."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from kg.knowledge.names import NameEntry
from kg.knowledge.shapes import Shapes
from kg.recognition.shape_walk import ShapeWalk
from kg.recognition.shape_words import ShapeWords
from tests.recognition.cutting import cut, span

NAMES = [NameEntry("甲", "AdministrativeRegion", "甲国"), NameEntry("乙", "AdministrativeRegion", "乙国")]


@pytest.fixture(scope="module")
def words(shapes: Shapes) -> ShapeWords:
    return ShapeWords(shapes, NAMES)


def beginning(words: ShapeWords, marked: str, ending: str, kind: str, known: Iterable[tuple[str, str]] = ()) -> str:
    text, sentence = cut(marked)
    place = text.rindex(ending)
    walk = ShapeWalk(words, text, sentence, [span(text, name, type_name) for name, type_name in known])
    return text[walk.beginning(place, kind) : place + len(ending)]


def test_countries_by_one_character_each_belong_to_the_name(words: ShapeWords) -> None:
    assert beginning(words, "出席/v 第五届/m 甲/f 乙/j 能源/n 论坛/n", "论坛", "Event") == "第五届甲乙能源论坛"
    assert beginning(words, "出席/v 甲/f 能源/n 论坛/n", "论坛", "Event") == "能源论坛"


def test_two_places_that_a_dash_joins_belong_to_the_name(words: ShapeWords) -> None:
    places = [("明江", "Place"), ("远河", "Place")]
    assert beginning(words, "2026/m 明江/ns —/x 远河/ns 媒体/n 峰会/n", "峰会", "Event", places) == (
        "2026明江—远河媒体峰会"
    )
    assert beginning(words, "出席/v 明江/ns —/x —/x 远河/ns 媒体/n 峰会/n", "峰会", "Event", places) == "远河媒体峰会"


def test_a_verb_before_a_name_of_its_own_is_no_part_of_it(words: ShapeWords) -> None:
    assert beginning(words, "王建国/nr 观摩/v 第三届/m 海洋/n 论坛/n", "论坛", "Event") == "第三届海洋论坛"
    assert beginning(words, "王建国/nr 会见/n 海洋/n 论坛/n", "论坛", "Event") == "海洋论坛"


def test_a_preposition_stuck_to_what_stands_before_ends_the_name(words: ShapeWords) -> None:
    assert beginning(words, "股东/n 王/nr 云帆向/nx 明远/nz 有限公司/n", "有限公司", "Company") == "明远有限公司"
