"""Short forms made of the full names that a text spells out."""

from __future__ import annotations

import pytest

from kg.recognition.short_names.short_forms import is_abbreviation

MADE = [
    # full name, short form in the text
    ("济南云岭产业发展有限公司", "济南云岭"),
    ("济南云岭产业发展有限公司", "云岭产业"),
    ("云岭科顿融资担保有限公司", "云岭担保"),
    ("云岭（中国）汽车有限公司", "云岭中国"),
    ("云岭国际集团有限公司", "云岭集团"),
    ("西安交通大学", "交大"),
    ("云岭作家协会", "作协"),
    ("福特汽车（中国）有限公司", "福特中国"),
    ("济南舞蹈学院", "济舞"),
    ("云州医科大学", "云医大"),
    ("莱斯特大学", "莱大"),
    ("香港旅游发展局", "旅发局"),
    ("国网电力科学研究院", "国网电科院"),
]
NOT_MADE = [
    ("济南云岭产业发展有限公司", "产业"),  # a common word
    ("济南人力资源有限公司", "人力资源"),
    ("济南云岭产业发展有限公司", "济南"),  # the region itself
    ("南京农业大学", "农学"),
    ("济南云岭产业发展有限公司", "云"),
    ("云岭国际集团有限公司", "云岭股份"),  # a company that the group holds
]


def shortened(recognize, full: str, short: str) -> set[str]:
    text = f"昨日，{full}揭牌。会上，{short}负责人介绍情况。"
    return {m.name for m in recognize(text) if m.found_by == "short" and text[m.start : m.end] == short}


@pytest.mark.parametrize(("full", "short"), MADE)
def test_made_of_the_full_name(recognize, full: str, short: str) -> None:
    assert shortened(recognize, full, short) == {full}


@pytest.mark.parametrize(("full", "short"), NOT_MADE)
def test_not_made_of_the_full_name(recognize, full: str, short: str) -> None:
    assert not shortened(recognize, full, short)


def test_the_last_part_of_a_foreign_name(recognize) -> None:
    text = "首席执行官埃隆·卡洛斯基表示满意。随后，卡洛斯基离开会场。"
    found = {m.name for m in recognize(text) if m.type == "Person" and m.start > 15}
    assert found == {"埃隆·卡洛斯基"}


def test_what_fits_two_full_names_is_left_alone(recognize) -> None:
    text = "济南云岭产业发展有限公司与济南云岭旅游有限公司签约，济南云岭表示满意。"
    assert not [m for m in recognize(text) if m.found_by == "short"]


def test_both_names_are_one_entity(extractor) -> None:
    from kg.model import Document
    from kg.pipeline import extract

    text = "昨日，济南云岭产业发展有限公司揭牌。济南云岭位于济南市。"
    read = extract(Document("a", "例", text, paragraphs=((0, len(text)),)), extractor)
    (company,) = [e for e in read.entities if e.type == "Company"]
    assert (company.name, company.aliases) == ("济南云岭产业发展有限公司", ("济南云岭",))


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("旅发局", "某某旅游发展局", True),
        ("局发旅", "某某旅游发展局", False),
        ("发展局", "某某旅游发展局", False),  # its end is no short form
        ("JR总研", "铁道总合技术研究所", True),
        ("JR", "铁道总合技术研究所", False),
        ("", "某某局", False),
        ("某某局", "某某局", False),
    ],
)
def test_abbreviations(short: str, full: str, expected: bool) -> None:
    assert is_abbreviation(short, full) is expected
