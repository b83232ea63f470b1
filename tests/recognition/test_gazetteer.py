"""Names from lists: which stand in a sentence, and which only seem to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.knowledge.names import NameEntry
from kg.recognition.gazetteer import Gazetteer
from tests.recognition.cutting import cut

NAMES = (
    NameEntry("云港", "AdministrativeRegion", "云港市", "某省"),
    NameEntry("云港市", "AdministrativeRegion", "云港市", "某省"),
    NameEntry("云帆", "Company", "云帆科技"),
    NameEntry("云帆科技", "Company", "云帆科技"),
    NameEntry("云帆科技", "Security", "云帆科技"),
    NameEntry("星河", "AmbiguousCompany", "星河数科"),
    NameEntry("欧阳", "Surname", "欧阳"),
    NameEntry("YF", "Company", "云帆科技"),
    NameEntry("YFAI", "Technology", "YFAI"),
    NameEntry("云", "AdministrativeRegion", "云南省", "中国"),
    NameEntry("副总裁", "Post", "副总裁"),
    NameEntry("高级副总裁", "Post", "高级副总裁"),
)

FOUND = [
    # words with their parts of speech, the mentions found
    ("全云/n 帆科技/n", [("Security", "云帆科技")]),  # no company in a common word
    ("我云/r 帆科技/n", []),  # no name begins inside a pronoun
    ("云港/ns 发展/v", [("AdministrativeRegion", "云港")]),
    ("云港市/ns 发展/v", [("AdministrativeRegion", "云港市")]),
    ("云港/ns 市/n 发展/v", [("AdministrativeRegion", "云港"), ("AdministrativeRegion", "云港市")]),
    ("云/n 港口/n", []),  # two characters that belong to two words
    ("白云/n 港/n", []),
    ("云/n 港/n", [("AdministrativeRegion", "云港")]),
    ("云帆/nr 科技/n", [("Company", "云帆"), ("Company", "云帆科技"), ("Security", "云帆科技")]),
    ("星河/n 上市/v", []),  # ambiguous names are for the lists to settle
    ("欧阳/nr 明/n", []),  # so are surnames
    ("云/n 发展/v", []),  # one character is never a name here
    ("YF/eng 公司/n", [("Company", "YF")]),
    ("YFX/eng 公司/n", []),  # letters only as a word of their own
    ("YFAI/eng 芯片/n", [("Technology", "YFAI")]),
    ("MYFAI/eng 芯片/n", []),
    ("高级/b 副总裁/n", [("Post", "高级副总裁"), ("Post", "副总裁")]),
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(NAMES)


@pytest.mark.parametrize(("words", "expected"), FOUND)
def test_which_names_stand_in_a_sentence(gazetteer: Gazetteer, words: str, expected: list[tuple[str, str]]) -> None:
    text, sentence = cut(words)
    found = list(gazetteer.find(text, sentence))
    assert sorted((m.type, m.name) for m in found) == sorted(expected)
    assert {m.found_by for m in found} <= {"gazetteer"}


def test_only_the_sentence_is_searched(gazetteer: Gazetteer) -> None:
    text, sentence = cut("云港市/ns 发展/v")
    assert list(gazetteer.find("云港市。" + text, sentence))
    assert not list(gazetteer.find("发展" + text[:2], sentence))


@given(st.lists(st.sampled_from(["云港", "市", "云帆", "科技", "YF", "AI", "白", "副总裁", "高级", "，"]), max_size=12))
@settings(max_examples=100, derandomize=True)
def test_every_name_is_the_text_it_covers(gazetteer: Gazetteer, words: list[str]) -> None:
    text, sentence = cut(" ".join(f"{word}/n" for word in words))
    for mention in gazetteer.find(text, sentence):
        assert text[mention.start : mention.end] == mention.name
        assert any(entry.name == mention.name and entry.type == mention.type for entry in NAMES)


SHIPPED = [
    ("济南与青岛签约。", ("AdministrativeRegion", "济南"), True),
    ("华为的产品。", ("Company", "华为"), True),
    ("苹果公司发布新品。", ("Company", "苹果公司"), True),
    ("他吃苹果。", ("Company", "苹果"), False),
    ("小米产量增长。", ("Company", "小米"), False),
    ("美的人生。", ("Company", "美的"), False),
    ("包头条新闻。", ("AdministrativeRegion", "包头"), False),
    ("海信号灯亮。", ("Company", "海信"), False),
    ("面向高校。", ("Group", "高校"), True),
]


@pytest.mark.parametrize(("text", "mention", "stands"), SHIPPED)
def test_the_lists_that_ship(named, text: str, mention: tuple[str, str], stands: bool) -> None:
    assert (mention in named(text)) is stands


@pytest.mark.parametrize("text", ["济南市民来到会场。", "上海市场升温。", "南京市场回暖。"])
def test_a_city_is_not_cut_out_of_another_word(named, text: str) -> None:
    assert ("AdministrativeRegion", text[:3]) not in named(text)
