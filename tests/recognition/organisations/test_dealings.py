"""Companies by what companies alone do."""

from __future__ import annotations

import time

import pytest

from kg.knowledge.names import NameEntry
from kg.knowledge.shapes import Shapes
from kg.model import Mention, Sentence, Token
from kg.recognition.organisations.dealings import DealingsRecognizer
from tests.recognition.cutting import cut, span


@pytest.fixture(scope="module")
def dealings(shapes: Shapes) -> DealingsRecognizer:
    return DealingsRecognizer(shapes, [NameEntry("云里克", "ForeignName", "云里克"), NameEntry("王", "Surname", "王")])


def names(dealings: DealingsRecognizer, words: str, *known: tuple[str, str]) -> list[str]:
    text, sentence = cut(words)
    mentions = [span(text, name, kind) for name, kind in known]
    return [m.name for m in dealings.find(text, sentence, mentions)]


FOUND = [
    ("昨日/t ，/x 云帆/nx 煤业/n 开工/v", ["云帆煤业"]),  # a brand and a trade need nothing else
    ("云帆/nx 投资/vn 兴建/v 道路/n", []),  # nor does a verb make a name
    ("云帆/nx 投资/vn 持有/v 股权/n", ["云帆投资"]),
    ("收购/v 云帆/nr 全部/m 资产/n", ["云帆"]),
    ("王帆/nr 持有/v 股票/n", []),  # people hold shares
    ("云里克/nz 持有/v 股票/n", []),
    ("云帆/nr 持有/v 股票/n", ["云帆"]),  # who has no surname is no person
    ("云帆地区/ns 增持/v 股票/n", []),
    ("王帆/nr 股票/n 停牌/v", ["王帆"]),  # only companies have shares
    ("平原/n 实业/n 尚/d 持有/v 股票/n", ["平原实业"]),  # an adverb may stand between
    ("*/x ST/eng 大海/n 今日/t 开盘/v", ["大海", "大海", "大海"]),  # with and without its mark
    ("对/p 云帆/nx 煤业/n 增资/v", ["云帆煤业"]),
    ("大型/b 企业/n 持有/v 股票/n", []),
    ("云帆/nx 股份/n 公告/n", ["云帆股份"]),  # the longest name alone
]


@pytest.mark.parametrize(("words", "expected"), FOUND)
def test_companies_by_their_place(dealings: DealingsRecognizer, words: str, expected: list[str]) -> None:
    assert names(dealings, words) == expected


def test_a_region_begins_the_name(dealings: DealingsRecognizer) -> None:
    region = ("济南", "AdministrativeRegion")
    assert names(dealings, "收购/v 济南/ns 云帆/nx 全部/m 股份/n", region) == ["济南云帆"]
    assert names(dealings, "济南/ns 云帆/nx 来/v 了/ul", region) == []


def test_what_is_joined_to_a_company_is_one(dealings: DealingsRecognizer) -> None:
    company = ("甲乙科技", "Company")
    assert names(dealings, "甲乙科技/nt 和/c 云帆/nx 到场/v", company) == ["云帆"]
    assert names(dealings, "云帆/nx 、/x 甲乙科技/nt 到场/v", company) == ["云帆"]
    assert names(dealings, "甲乙科技/nt 的/uj 云帆/nx 到场/v", company) == []


def test_a_full_name_goes_no_further(dealings: DealingsRecognizer) -> None:
    company = ("甲乙科技有限公司", "Company")
    assert names(dealings, "甲乙科技有限公司/nt 控股/v 子公司/n", company) == []


SHIPPED = [
    ("云港煤业拟增资扩股。", "云港煤业"),
    ("北京七元食品有限公司成立。", "北京七元食品有限公司"),
    ("甲乙:甲乙保险股份有限公司成立。", "甲乙保险股份有限公司"),
    ("“大跌”济南云帆科技有限公司停工。", "济南云帆科技有限公司"),
    ("中信证券分析师认为。", "中信证券"),
]


@pytest.mark.parametrize(("text", "name"), SHIPPED)
def test_names_of_companies_in_whole_texts(outermost, text: str, name: str) -> None:
    assert ("Company", name) in outermost(text)


def test_kinds_of_business_are_no_names(named) -> None:
    assert not {name for kind, name in named("公司提供融资担保。新能源汽车股票涨停。") if kind == "Company"} - {"公司"}


def test_a_long_sentence_takes_linear_time(dealings: DealingsRecognizer) -> None:
    def seconds(count: int) -> float:
        words = "收购云帆" * count
        tokens = tuple(Token(i * 2, i * 2 + 2, ("v", "nx")[i % 2]) for i in range(count * 2))
        start = time.process_time()
        found: list[Mention] = list(dealings.find(words, Sentence(0, len(words), tokens), ()))
        assert len(found) == count
        return time.process_time() - start

    seconds(100)
    assert seconds(20_000) < 40 * max(seconds(2_000), 0.001)


@pytest.mark.parametrize(
    ("words", "expected"), [("债务/n 担保/v", ["无锡云煌"]), ("赔偿/v 损失/n", ["无锡云煌"]), ("天气/n 满意/v", [])]
)
def test_a_region_and_no_word_in_a_sentence_on_stakes(
    dealings: DealingsRecognizer, words: str, expected: list[str]
) -> None:
    assert names(dealings, f"无锡/ns 云煌/nz 对/p {words}", ("无锡", "AdministrativeRegion")) == expected
