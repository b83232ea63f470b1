"""What stands in 《》, by the ending of its name."""

from __future__ import annotations

import pytest

from kg.knowledge.shapes import Shapes
from kg.recognition.things.titles import find_titles
from tests.recognition.cutting import cut

TITLES = [
    ("《某市数据条例》", [("Policy", "某市数据条例")]),
    ("《某区“十四五”产业发展规划》", [("Policy", "某区“十四五”产业发展规划")]),
    ("《关于加快算力发展的通知》", [("Policy", "关于加快算力发展的通知")]),
    ("《某省若干措施》", [("Policy", "某省若干措施")]),
    ("《数据安全法》", [("Policy", "数据安全法")]),
    (
        "《某市发展规划（2021—2025年）》",
        [("Policy", "某市发展规划（2021—2025年）")],
    ),  # the bracket does not hide the ending
    ("《某市发展规划(试行)》", [("Policy", "某市发展规划(试行)")]),
    ("《战略合作框架协议》", [("Document", "战略合作框架协议")]),
    ("《算力白皮书》", [("Document", "算力白皮书")]),
    ("《红楼梦》", [("Document", "红楼梦")]),  # of no known kind
    ("《甲规划》和《乙协议》", [("Policy", "甲规划"), ("Document", "乙协议")]),
    ("《甲》", []),  # too short to be a title
    ("《甲规划", []),
    ("甲规划》", []),
    ("《》", []),
    ("《甲《乙规划》", [("Policy", "乙规划")]),
    ("《" + "长" * 81 + "》", []),
]


@pytest.mark.parametrize(("text", "expected"), TITLES)
def test_titles_and_their_kinds(shapes: Shapes, text: str, expected: list[tuple[str, str]]) -> None:
    whole, sentence = cut(f"{text}/x")
    found = list(find_titles(whole, sentence, shapes))
    assert [(m.type, m.name) for m in found] == expected
    assert all(whole[m.start : m.end] == m.name and whole[m.start - 1] == "《" for m in found)


def test_a_title_in_the_next_sentence_is_not_found(shapes: Shapes) -> None:
    text, sentence = cut("印发/v 通知/n")
    assert not list(find_titles(text + "《甲规划》", sentence, shapes))


def test_titles_among_all_mentions(outermost) -> None:
    found = outermost("依据《云港市数据条例》，双方签署《战略合作框架协议》。")
    assert {("Policy", "云港市数据条例"), ("Document", "战略合作框架协议")} <= found


def test_a_title_says_who_found_it(recognize) -> None:
    (found,) = [m for m in recognize("印发《某市数据条例》。") if m.type == "Policy"]
    assert found.found_by == "title"
