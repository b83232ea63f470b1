"""Marks as rules see them: one way of writing, every offset kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.rules.punctuation import uniform


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("甲公司(600000)公告,拟收购乙公司;另设丙公司.", "甲公司（600000）公告，拟收购乙公司；另设丙公司."),
        ("共3,050个，10:30开始", "共3,050个，10:30开始"),
        ("甲 Co., Ltd. 成立", "甲 Co., Ltd. 成立"),
        ("上涨10%,创新高", "上涨10%，创新高"),
        ('他说:"会上线。"', "他说：“会上线。”"),
        ('他说"会上线', '他说"会上线'),
        ('甲"乙\n丙"丁', '甲"乙\n丙"丁'),
        ("某社5月1日丨甲公司公告｜快讯", "某社5月1日：甲公司公告：快讯"),
        ("plain (ASCII), only", "plain (ASCII), only"),
    ],
)
def test_marks(text: str, seen: str) -> None:
    assert uniform(text) == seen


@given(st.text(alphabet='甲乙,;:?!()"1a\n，。“”', max_size=60))
def test_offsets_stay(text: str) -> None:
    assert len(uniform(text)) == len(text)
