"""Posts as the text composes them."""

from __future__ import annotations

import pytest

from kg.knowledge.people import load_people
from kg.recognition.people.positions import PositionRecognizer
from tests.recognition.cutting import cut, span

CASES = [
    # words with their parts of speech, the posts that the lists found, the posts that stand
    ("营销/vn 总监/n 说/v", ["总监"], ["营销总监"]),
    ("产品/n 与/c 品牌/n 负责人/n", ["负责人"], ["产品与品牌负责人"]),
    ("产业/n 与/c 品牌/n 负责人/n", ["负责人"], ["品牌负责人"]),
    ("研究部/n 主任/n", ["主任"], ["研究部主任"]),
    ("常务/b 副/b 会长/n", ["会长"], ["常务副会长"]),
    ("市场部/n 副/b 经理/n", ["经理"], ["市场部副经理"]),
    ("甲/n 公司/n 总监/n", ["总监"], ["总监"]),  # the organisation is no part of the post
    ("高级/b 副总裁/n", ["高级副总裁", "副总裁"], ["高级副总裁"]),  # none inside another
    ("董事长/n 、/x 总裁/n", ["董事长", "总裁"], ["董事长", "总裁"]),
    ("科学家/n 论坛/n", ["科学家"], []),
    ("教师/n 资格/n", ["教师"], []),
    ("律师/n 事务所/n", ["律师"], []),
    ("代表/n 甲/n 发言/v", ["代表"], []),  # a verb
    ("代表/n 王海/nr 发言/v", ["代表"], ["代表"]),
    ("销售/vn 代表/n 说/v", ["代表"], ["销售代表"]),
    ("一/m 名/q 编辑/n ，/x", ["编辑"], ["编辑"]),
    ("我们/r 编辑/v 文章/n", ["编辑"], []),
]


@pytest.mark.parametrize(("words", "listed", "expected"), CASES)
def test_posts(words: str, listed: list[str], expected: list[str]) -> None:
    text, sentence = cut(words)
    found = list(PositionRecognizer(load_people()).find(text, sentence, [span(text, post, "Post") for post in listed]))
    assert [m.name for m in found] == expected
    assert all(text[m.start : m.end] == m.name for m in found)


def test_other_mentions_are_left_alone() -> None:
    text, sentence = cut("甲公司/nt 总监/n")
    recognizer = PositionRecognizer(load_people())
    assert not list(recognizer.find(text, sentence, [span(text, "甲公司", "Company")]))


def test_a_role_stays_a_role() -> None:
    text, sentence = cut("优秀/a 大学生/n")
    found = PositionRecognizer(load_people()).find(text, sentence, [span(text, "大学生", "Role")])
    assert [(m.type, m.name, m.found_by) for m in found] == [("Role", "大学生", "gazetteer")]


def test_posts_among_all_mentions(outermost) -> None:
    assert {("Post", "首席分析师"), ("Post", "营销总监"), ("Post", "记者")} <= outermost(
        "首席分析师王海山、营销总监李明华接受记者采访。"
    )
