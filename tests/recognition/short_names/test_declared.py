"""Short names that the text itself declares, in brackets and outside them."""

from __future__ import annotations

import pytest

FULL = "云海数字科技有限公司"

SAID = [
    # what stands behind the name, the short name
    ("（以下简称“甲数科”）", "甲数科"),
    ("（以下简称甲数科）", "甲数科"),
    ("（下称“甲数科”）", "甲数科"),
    ("（简称：甲数科）", "甲数科"),
    ("（简称为「甲数科」）", "甲数科"),
    ('(以下简称"甲数科")', "甲数科"),
    ("（以下简称“甲数科”，代码600000）", "甲数科"),
    ("（英语：Cloud Sea Digital，缩写：CSD）", "CSD"),
    ("（“甲数科”）", "甲数科"),
    ("，简称“甲数科”，", "甲数科"),
    ("，以下简称甲数科，", "甲数科"),
    ("又称“甲数科”", "甲数科"),
    ("（CSD）", "CSD"),
    ("（CSD，Cloud Sea Digital）", "CSD"),
    ("（Cloud Sea Digital，CSD）", "CSD"),
    ("（Cloud & Sea Digital Co., Ltd，CSD）", "CSD"),
    ("（英文名：Cloud Sea Digital 简称：CSD）", "CSD"),
    ("（云海数科）", "云海数科"),  # made of characters of the name
    ("[1]（简称甲数科）", "甲数科"),  # a footnote between
    ("（甲数科）", None),  # a bracket declares nothing by itself
    ("（CEO）", None),
    ("（600000）", None),
    ("（以下简称“甲”）", None),  # one character is no name
    ("（以下简称“" + "很" * 17 + "”）", None),
    ("（以下简称）", None),
    ("是（以下简称“甲数科”）", None),  # not behind the name
    ("", None),
]


@pytest.mark.parametrize(("behind", "expected"), SAID)
def test_short_names(behind: str, expected: str | None, recognize) -> None:
    text = f"由{FULL}{behind}负责"
    found = [m for m in recognize(text) if m.found_by == "declared" and m.type == "Company" and m.start > len(FULL)]
    assert [text[m.start : m.end] for m in found] == ([expected] if expected else [])
    assert all(m.name == FULL for m in found)


def test_what_rules_read_as_the_words_of_the_short_name(recognize) -> None:
    text = f"由{FULL}（简称“甲数科”）负责"
    assert [text[m.start : m.end] for m in recognize(text) if m.type == "ShortName"] == ["甲数科"]


def test_the_short_name_may_stand_first(recognize) -> None:
    text = "经CSD（云海数字协会）批准"
    assert {(text[m.start : m.end], m.name) for m in recognize(text) if m.type == "Organization"} == {
        ("CSD", "云海数字协会"),
        ("云海数字协会", "云海数字协会"),
    }


def test_what_a_short_name_stands_behind_is_a_name(recognize) -> None:
    text = "昨日，云海媒体阵线（简称“云媒阵”）成立。"
    assert ("Organization", "云海媒体阵线") in {(m.type, text[m.start : m.end]) for m in recognize(text)}


def test_the_short_name_tells_where_the_full_name_begins(recognize) -> None:
    text = "制造商维新云帆科技（西安）有限公司（下称“维新云帆”）成立。"
    assert ("Company", "维新云帆科技（西安）有限公司") in {(m.type, text[m.start : m.end]) for m in recognize(text)}


def test_a_quantity_and_a_person_have_no_short_name(recognize) -> None:
    assert not [m for m in recognize("投资3亿元（以下简称“甲数科”）。") if m.type == "ShortName"]
    assert not [m for m in recognize("总经理王建国（“老王头”）表示。") if m.type == "ShortName"]


def test_a_short_name_is_found_wherever_it_stands(recognize) -> None:
    text = f"{FULL}（以下简称“云海数科”）揭牌。云海数科扩产，云海数科上市。"
    places = [m for m in recognize(text) if m.type == "Company" and text[m.start : m.end] == "云海数科"]
    assert len(places) == 3
    assert {m.name for m in places} == {FULL}


def test_a_declared_name_of_a_centre_is_a_centre(recognize) -> None:
    text = "泉城云海计算中心（下称“泉城智心”）揭牌。"
    assert ("ComputingCentre", "泉城智心") in {(m.type, text[m.start : m.end]) for m in recognize(text)}


def test_many_brackets_are_read_in_linear_time(recognize) -> None:
    assert recognize("甲（" * 20_000 + "简称" * 20_000) is not None


def test_a_company_has_a_latin_name_and_a_chinese_one(recognize) -> None:
    assert ("Company", "甲目科技") in {
        (m.type, m.name) for m in recognize("Lumen（甲目科技）发布新品。") if m.start == 0
    }
    behind = {(m.type, m.name) for m in recognize(f"{FULL}（Lumen Tech）发布新品。") if m.start > len(FULL)}
    assert ("Company", FULL) in behind
    assert not any(m.type == "Company" for m in recognize("该药（Lumen）发布。"))
