"""Writing: characters are made alike, spaces inside numbers go, and every place can be found again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.writing import readable, written


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("３．５％－Ｋ", "3.5%-K"),
        ("兩萬億個", "两万亿个"),
        ("伍佰圓", "伍百圆"),
        ("４，５６５", "4,565"),
        ("1，234万元", "1,234万元"),
        ("1，234.5万元", "1,234.5万元"),
        ("2022，300家", "2022，300家"),
        ("10，200，300家", "10，200，300家"),
        ("甲，乙", "甲，乙"),
    ],
)
def test_makes_characters_alike(text: str, plain: str) -> None:
    assert readable(text) == plain


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("约 3.9 亿元", "约3.9亿元"),
        ("一百 五 十 二", "一百五十二"),
        ("二 分 之 一", "二分之一"),
        ("100\u00a0家", "100家"),
        ("1 2 3", "1 2 3"),
        ("3 三家", "3 三家"),
        ("甲公司 乙公司", "甲公司 乙公司"),
        ("三 五", "三 五"),
        ("3      家", "3      家"),
        ("10\n家", "10\n家"),
    ],
)
def test_takes_out_spaces_inside_numbers(text: str, joined: str) -> None:
    assert written(text).text == joined


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.text(alphabet="12一二百万 \u3000点分之个家约，甲", max_size=40))
def test_every_character_is_found_again(text: str) -> None:
    writing = written(text)
    plain = readable(text)
    for place, character in enumerate(writing.text):
        start, end = writing.span(place, place + 1)
        assert plain[start:end] == character
