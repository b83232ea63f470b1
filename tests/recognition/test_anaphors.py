"""Words that point back: which do, and which are only words."""

from __future__ import annotations

import pytest

from kg.knowledge.shapes import Shapes
from kg.recognition.anaphors import AnaphorRecognizer
from tests.recognition.cutting import cut

POINTING = [
    # words with their parts of speech, the mentions found: type, words, recogniser
    ("该/r 中心/n 由/p 甲公司/n 运营/v", [("Facility", "该中心", "anaphor")]),
    ("该/r 系统/n 上线/n", [("Product", "该系统", "anaphor")]),
    ("此次/r 项目/n 上线/n", [("Project", "此次项目", "anaphor")]),
    ("上述/b 平台/n 上线/n", [("Platform", "上述平台", "several")]),  # one or more, as many as were named
    ("这家/r 企业/n 已/d 上线/n", [("Company", "这家企业", "anaphor")]),
    ("该/r 智能/n 产线/n 投产/v", [("Facility", "该智能产线", "anaphor")]),
    ("此次/r 投产/vn 的/uj 智能/n 产线/n 占地/v", [("Facility", "此次投产的智能产线", "anaphor")]),
    ("此次/r 投产/vn 产线/n 占地/v", [("Facility", "此次投产产线", "anaphor")]),
    ("该/r 公司/n 的/uj 平台/n 上线/n", [("Company", "该公司", "anaphor")]),  # the shortest that is whole
    ("这/r 是/v 甲/n 的/uj 公司/n", []),  # a sentence, no description
    ("该行/r 去年/t 盈利/v", [("Company", "该行", "anaphor")]),
    ("该/r 行业/n 复苏/v", [("Industry", "该行业", "anaphor")]),
    ("该/r 市场/n 复苏/v", []),  # no 该市
    ("本/r 国/n 经济/n", []),
    ("这一/r 园区/n 扩建/v", [("IndustrialPark", "这一园区", "anaphor")]),
    ("该/r 产业园/n 扩建/v", [("IndustrialPark", "该产业园", "anaphor")]),  # the longer of 产业园 and 产业
    ("推动/v 该/r 公司/n 发展/v", [("Company", "该公司", "anaphor")]),  # with a pointer, anywhere
    ("应该/v 中心/n 先/d 行/v", []),  # 该 inside another word
    ("基本/n 公司/n 制度/n", []),
    ("项目/n 将/d 完成/v", [("Project", "项目", "anaphor")]),
    ("平台/n 由/p 甲公司/n 运营/v", [("Platform", "平台", "anaphor")]),
    ("上月/t ，/x 项目/n 已/d 完成/v", [("Project", "项目", "anaphor")]),
    ("“/x 项目/n 将/d 完成/v", [("Project", "项目", "anaphor")]),
    ("推动/v 项目/n 建设/v", []),  # bare, and not at the start of a clause
    ("在建/v 项目/n 包括/v", []),
    ("项目/n 进展/n 顺利/a", []),  # a noun after it: the word is no subject
    ("项目/n ，/x 将/d 完成/v", []),
    ("首期/t 具备/v", [("Phase", "首期", "phase")]),
    ("从/p 一期/d 的/u 训练/v", [("Phase", "一期", "phase")]),
    ("三期/m 开工/v", [("Phase", "三期", "phase")]),
    ("第/m 一期/m 开工/v", [("Phase", "一期", "phase")]),
    ("第一期/m 开工/v", []),
    ("现场/n ，/x 他/r 说/v", [("Event", "现场", "venue"), ("Person", "他", "anaphor")]),
    ("公司/n 计划/n 扩产/v", [("Company", "公司", "anaphor")]),
    ("项目/n 总/b 投资/vn 大/a", [("Project", "项目", "anaphor")]),
    ("目前/t 公司/n 已/d 扩产/v", [("Company", "公司", "anaphor")]),
    ("但/c 公司/n 已/d 扩产/v", [("Company", "公司", "anaphor")]),
    ("一期/t 工程/n 已/d 完成/v", [("Phase", "一期", "phase")]),  # the head of 一期
    ("“/x 云海/n ”/x 工程/n 已/d 完成/v", []),  # the head of a name
    ("企业/n 要/v 创新/v", []),  # enterprises at large
    ("有关/v 公司/n 已/d 回应/v", []),
    ("其/r 已/d 上线/n", [("Agent", "其", "anaphor")]),
    ("其/r 产品/n 已/d 上线/n", []),  # a possessor
    ("其中/r 已/d 上线/n", []),
    ("她/r 表示/v", [("Person", "她", "anaphor")]),
    ("他们/r 表示/v", [("Person", "他们", "several")]),
    ("双方/n 将/d 合作/vn", [("Organization", "双方", "several")]),
    ("供需/n 双方/n 将/d 合作/vn", []),
    ("两家/m 公司/n 将/d 合作/vn", [("Company", "两家公司", "several")]),
    ("投资/v 两家/m 公司/n", []),  # two new ones
    ("投资/v 上述/b 三家/m 公司/n", [("Company", "上述三家公司", "several")]),
    ("这/r 两/m 家/q 公司/n 将/d 合作/vn", [("Company", "这两家公司", "several")]),
    ("前者/n 已/d 上线/n", [("Agent", "前者", "anaphor")]),
    ("本/r 公司/n 已/d 上线/n", [("Company", "本公司", "own")]),
    ("我行/r 已/d 上线/n", [("Company", "我行", "own")]),
    ("我们/r 将/d 扩产/v", [("Organization", "我们", "own")]),
    ("本/r 项目/n 将/d 扩产/v", [("Project", "本项目", "anaphor")]),
    ("有关/v 部门/n 表示/v", []),
    ("业内人士/n 表示/v", []),
    ("此举/r 将/d 合作/vn", []),
    ("开工/v 仪式/n 现场/n ，/x", [("Event", "开工仪式现场", "venue")]),
    ("上午/t ，/x 会上/t ，/x", [("Event", "会上", "venue")]),
    ("来到/v 现场/n", []),
    ("在/p 会上/t 说/v", []),
    ("省内/s 首个/m", [("AdministrativeRegion", "省内", "relative-region")]),
    ("在/p 全市/n 推广/v", [("AdministrativeRegion", "全市", "relative-region")]),
    ("辐射/v 全国/n", [("AdministrativeRegion", "全国", "relative-region")]),
    ("国内/s 市场/n", [("AdministrativeRegion", "国内", "relative-region")]),
    ("减持/v 持有/v 的/uj 公司/n 股份/n", [("Company", "公司", "anaphor")]),
    ("优秀/a 的/uj 公司/n 股份/n", []),
    ("减持/v 公司/n 2.1%/m 的/uj 股份/n", [("Company", "公司", "anaphor")]),
    ("投资/v 公司/n 2.1%/m 的/uj 利润/n", []),
    ("安全/a 国/n", []),  # 全国 across two words
]


@pytest.fixture(scope="module")
def recognizer(shapes: Shapes) -> AnaphorRecognizer:
    return AnaphorRecognizer(shapes)


@pytest.mark.parametrize(("words", "expected"), POINTING)
def test_what_points_back(recognizer: AnaphorRecognizer, words: str, expected: list[tuple[str, str, str]]) -> None:
    text, sentence = cut(words)
    found = list(recognizer.find(text, sentence))
    assert sorted((m.type, m.name, m.found_by) for m in found) == sorted(expected)
    assert all(text[m.start : m.end] == m.name for m in found)


def test_a_word_is_not_hidden_by_one_that_it_crosses(recognizer: AnaphorRecognizer) -> None:
    text, sentence = cut("健全/v 国内/s 市场/n")
    assert [m.name for m in recognizer.find(text, sentence)] == ["国内"]


AMONG_ALL = [
    ("该中心由甲公司运营。", ("Facility", "该中心"), True),
    ("项目将于6月完成。", ("Project", "项目"), True),
    ("“项目将于6月完成。”", ("Project", "项目"), True),
    ("推动项目建设。", ("Project", "项目"), False),
    ("首期具备100P算力。", ("Phase", "首期"), True),
    ("现场，王海山表示满意。", ("Event", "现场"), True),
    ("他来到现场。", ("Event", "现场"), False),
    ("这是省内首个计算中心。", ("AdministrativeRegion", "省内"), True),
]


@pytest.mark.parametrize(("text", "mention", "stands"), AMONG_ALL)
def test_what_points_back_among_all_mentions(named, text: str, mention: tuple[str, str], stands: bool) -> None:
    assert (mention in named(text)) is stands
