"""What is known of the words that names of a shape are made of."""

from __future__ import annotations

from kg.knowledge.names import NameEntry
from kg.knowledge.shapes import Shapes
from kg.recognition.shape_words import ShapeWords


def test_countries_are_told_by_their_short_names(shapes: Shapes) -> None:
    names = [
        NameEntry("甲", "AdministrativeRegion", "甲国"),
        NameEntry("乙", "AdministrativeRegion", "乙国"),
        NameEntry("丙", "AdministrativeRegion", "丙省", "甲国"),
    ]
    words = ShapeWords(shapes, names)
    assert words.are_countries("甲乙论坛", 0, 2)
    assert not words.are_countries("甲丙论坛", 0, 2)  # a province
    assert not ShapeWords(shapes, []).are_countries("甲乙", 0, 2)


def test_a_region_lies_in_what_holds_it(shapes: Shapes) -> None:
    names = [
        NameEntry("明市", "AdministrativeRegion", "明市", "丙省"),
        NameEntry("远县", "AdministrativeRegion", "远县", "明市"),
    ]
    words = ShapeWords(shapes, names)
    assert words.lies_in("远县", "丙省")
    assert not words.lies_in("明市", "远县")
