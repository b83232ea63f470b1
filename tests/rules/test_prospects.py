"""Where a pattern is tried: nowhere if the passage lacks what it needs, and else at every place where it may match."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from kg.errors import LimitError
from kg.model import Sentence
from kg.rules.matching import Pattern
from kg.rules.passage import Passage, passage_of
from kg.rules.prospects import prospect_of
from kg.rules.syntax import parse_pattern

from .scenes import is_a, scene
from .test_never_hangs import PATTERNS, SENTENCES


def passage(text: str) -> Passage:
    shown = scene(text)
    return passage_of(shown.document, Sentence(0, len(shown.document.text)), shown.mentions, is_a)


@pytest.mark.parametrize(
    ("pattern", "text", "places"),
    [
        ("由 运营", "甲由乙运营由", [1, 5]),
        ("由 运营", "甲由乙建设", []),
        ("(由|将) 运营", "甲由乙将丙运营", [1, 3]),
        ("由? 运营", "甲运营由", [1, 3]),
        ("{:Company} 运营", "由〔乙公司:Company〕运营", [1]),
        ("{:Company} 运营", "由“〔乙公司:Company〕”运营", [1, 2]),
        ("{:Company} 运营", "由〔丙中心:Facility〕运营", []),
        ("{:Company} …4 {:Facility} 运营", "〔乙公司:Company〕运营", []),
        ("{who←:Company} 运营", "甲运营", [1]),
        ("…2 运营", "甲乙丙丁运营", [2, 3, 4]),
        ("{c:Concept…2} 运营", "甲乙丙丁运营", [2, 3, 4]),
        ("^ (后无 乙) 运营", "甲，运营", [2]),
        ("{k=由|将} 运营", "将由运营", [0, 1]),
        ("<v:由|将> 运营", "将运营", [0]),
        ("<v> 运营", "甲运营", [0, 1, 2, 3]),
        ("甲? …4", "乙", [0, 1]),
    ],
)
def test_the_places_worth_trying(pattern: str, text: str, places: list[int]) -> None:
    assert sorted(set(prospect_of(parse_pattern(pattern, {})).places(passage(text)))) == places


@settings(derandomize=True, max_examples=400, deadline=None)
@given(pattern=PATTERNS, pieces=SENTENCES)
def test_no_match_begins_where_it_is_not_tried(pattern: str, pieces: list[str]) -> None:
    """A pattern behind an option that takes nothing may begin anywhere, so it is tried everywhere."""
    seen = passage("".join(pieces))
    node = parse_pattern(pattern, {})
    everywhere = parse_pattern(f"(……0 {pattern})" if "|" not in pattern else f"(……0 ({pattern}))", {})
    worth = set(prospect_of(node).places(seen))
    try:
        found = [m.start for m in Pattern(everywhere).search(seen, lambda *_: (), overlapping=True)]
    except LimitError:
        return
    assert worth.issuperset(found)
