"""Lists whose head says what their items are."""

from __future__ import annotations

import pytest

from kg.knowledge.shapes import Shapes
from kg.model import Mention
from kg.recognition.lists.coordination import find_listed_items
from tests.recognition.cutting import cut, span

LISTS = [
    # words with their parts of speech, what is known already, the items found: type and name
    ("云帆/n 、/x 星河/n 等/u 企业/n", [], [("Company", "云帆"), ("Company", "星河")]),
    ("云帆/n 、/x 星河/n 和/c 远山/n 等/u 公司/n", [], [("Company", "云帆"), ("Company", "星河"), ("Company", "远山")]),
    ("云帆/n 与/c 星河/n 等/u 公司/n", [], [("Company", "云帆"), ("Company", "星河")]),
    ("云帆/n 以及/c 星河/n 等/u 公司/n", [], [("Company", "云帆"), ("Company", "星河")]),
    ("云帆/n 等/u 一批/m 智能/n 头部/n 企业/n", [], [("Company", "云帆")]),
    ("云/n 帆智/nr 造/v 、/x 星/n 河数/n 科/n 等/u 企业/n", [], [("Company", "云帆智造"), ("Company", "星河数科")]),
    ("集聚/v 了/ul 云帆/n 、/x 星河/n 等/u 企业/n", [], [("Company", "云帆"), ("Company", "星河")]),
    ("甲市/n 的/uj 云帆/n 、/x 星河/n 等/u 企业/n", [], [("Company", "云帆"), ("Company", "星河")]),
    ("与/p 远山/n 、/x 云帆/n 等/u 高校/n 合作/v", [], [("University", "远山"), ("University", "云帆")]),
    ("绘画/n 、/x 雕刻/n 等/u 产业/n", [], [("Industry", "绘画"), ("Industry", "雕刻")]),
    ("绘画/n 、/x 雕刻/n 等/u 云港/n 特色/n 产业/n", [], [("Industry", "绘画"), ("Industry", "雕刻")]),
    ("云港/n 、/x 远山/n 等/u 城市/n", [], [("AdministrativeRegion", "云港"), ("AdministrativeRegion", "远山")]),
    ("云眼/n 、/x 云手/n 等等/u 产品/n", [], [("Product", "云眼"), ("Product", "云手")]),
    # the head completes the names of its items
    (
        "工业/n 智能/n 、/x 云上/n 海洋/n 两个/m 国家级/b 产业/n 集群/n",
        [],
        [("IndustryCluster", "工业智能产业集群"), ("IndustryCluster", "云上海洋产业集群")],
    ),
    # a number in the place of 等, only after a 、
    ("包括/v 云帆/n 、/x 星河/n 2/m 个/q 项目/n", [], [("Project", "云帆"), ("Project", "星河")]),
    ("云帆/n 2/m 个/q 项目/n", [], []),
    ("云帆/n 、/x 星河/n ，/x 远山/n 2/m 个/q 项目/n", [], []),
    ("打造/v 了云/nr 帆/n 、/x 星河/n 等/u 企业/n", [], [("Company", "云帆"), ("Company", "星河")]),
    # what is known keeps its type
    ("云港市/ns 织造/n 、/x 雕刻/n 等/u 产业/n", [("织造", "Industry")], [("Industry", "雕刻")]),
    ("云帆/n 、/x 星河/n 等/u 企业/n", [("云帆", "Facility")], [("Company", "星河")]),
    ("云帆/n 科技/n 、/x 星河/n 等/u 企业/n", [("云帆科技", "Company")], [("Company", "星河")]),
    ("云帆/n 、/x 星河/n 等/u 企业/n", [("云帆", "Company"), ("星河", "Company")], []),
    # not lists
    ("云帆/n 、/x 星河/n 等待/v 企业/n", [], []),
    ("云帆/n 、/x 星河/n 等于/v 企业/n", [], []),
    ("云帆/n 、/x 星河/n 等/u 同事/n", [], []),  # no head that says anything
    ("云帆/n 、/x 星河/n 等/u ，/x 企业/n", [], []),  # the head must stand before the mark
    ("云帆/n 、/x 星河/n", [], []),
    ("甲/n 、/x 乙/n 等/u 企业/n", [], []),  # one character is no name
]


@pytest.mark.parametrize(("words", "known", "expected"), LISTS)
def test_items_of_lists(
    shapes: Shapes, words: str, known: list[tuple[str, str]], expected: list[tuple[str, str]]
) -> None:
    text, sentence = cut(words)
    found = list(find_listed_items(text, sentence, shapes, [span(text, name, kind) for name, kind in known]))
    assert sorted((m.type, m.name) for m in found) == sorted(expected)
    assert {m.found_by for m in found} <= {"list"}
    assert all(m.name.startswith(text[m.start : m.end]) for m in found)


def test_all_of_a_joint_parts_the_items(shapes: Shapes) -> None:
    text, sentence = cut("云帆/n 、/x 星河/n 以及/c 远山/n 等/u 公司/n")
    found = {m.name for m in find_listed_items(text, sentence, shapes, ())}
    assert found == {"云帆", "星河", "远山"}


def test_an_item_longer_than_a_name_ends_the_list(shapes: Shapes) -> None:
    text, sentence = cut("远山/n 、/x " + "很长/n " * 10 + "、/x 星河/n 等/u 企业/n")
    found: list[Mention] = list(find_listed_items(text, sentence, shapes, ()))
    assert [m.name for m in found] == ["星河"]


AMONG_ALL = [
    ("济南集聚了云帆智造、星河数科、商汤等一批人工智能头部企业。", {("Company", "云帆智造"), ("Company", "星河数科")}),
    ("济南的云帆数科、中科曙光等企业、平台合作。", {("Company", "云帆数科"), ("Company", "中科曙光")}),
    ("与山东大学、济南大学和泉城大学等高校合作。", {("University", n) for n in ("山东大学", "济南大学", "泉城大学")}),
    ("面向智慧金融、智能制造、智能家居等领域。", {("Industry", n) for n in ("智慧金融", "智能制造", "智能家居")}),
    (
        "汇聚工业智能、智慧农业两个国家级产业集群。",
        {("IndustryCluster", "工业智能产业集群"), ("IndustryCluster", "智慧农业产业集群")},
    ),
    ("导入云帆生态体系、人才培养体系等软能力。", {("Product", "云帆生态体系"), ("Product", "人才培养体系")}),
]


@pytest.mark.parametrize(("text", "expected"), AMONG_ALL)
def test_items_among_all_mentions(named, text: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= named(text)


def test_a_list_of_companies_makes_no_person(named) -> None:
    assert not {n for kind, n in named("打造了云帆智造、星河数科等企业。") if kind == "Person"}


def test_a_company_that_is_called_like_a_product(named) -> None:
    assert ("Company", "云帆机器人") in named("济南有海尔、海信、云帆机器人等企业。")
