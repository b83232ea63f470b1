"""Short names that the text itself declares in brackets."""

from __future__ import annotations

import pytest

from kg.model import Mention, Quantity
from kg.recognition.declared import find_declared

DECLARATIONS = [
    # what stands behind the name, the short name
    ("（以下简称“甲数科”）", "甲数科"),
    ("（以下简称甲数科）", "甲数科"),
    ("（下称“甲数科”）", "甲数科"),
    ("（简称：甲数科）", "甲数科"),
    ("（简称为「甲数科」）", "甲数科"),
    ('(以下简称"甲数科")', "甲数科"),
    ("（甲数科）", None),  # a bracket declares nothing by itself
    ("（以下简称“甲数科”，代码600000）", None),
    ("（以下简称“甲”）", None),  # one character is no name
    ("（以下简称“" + "很" * 17 + "”）", None),
    ("（以下简称）", None),
    ("是（以下简称“甲数科”）", None),  # not behind the name
    ("", None),
]


@pytest.mark.parametrize(("behind", "expected"), DECLARATIONS)
def test_short_names_in_brackets(behind: str, expected: str | None) -> None:
    text = f"由云海数字科技有限公司{behind}负责"
    company = Mention("Company", 1, 11, text[1:11], found_by="shape")
    found = list(find_declared(text, [company]))
    assert [m.name for m in found] == ([expected] if expected else [])
    assert all(text[m.start : m.end] == m.name and m.type == "Company" and m.found_by == "declared" for m in found)


def test_a_quantity_has_no_short_name() -> None:
    text = "3亿元（以下简称“甲数科”）"
    assert not list(find_declared(text, [Mention("Money", 0, 3, "3亿元", value=Quantity(300000000, "CNY"))]))


def test_a_short_name_is_found_wherever_it_stands(recognize) -> None:
    text = "云海数字科技有限公司（以下简称“云海数科”）揭牌。云海数科扩产，云海数科上市。"
    places = [m.start for m in recognize(text) if (m.type, m.name) == ("Company", "云海数科")]
    assert len(places) == 3


def test_a_declared_name_of_a_centre_is_a_centre(named) -> None:
    assert ("ComputingCentre", "泉城智心") in named("泉城云海计算中心（下称“泉城智心”）揭牌。")
