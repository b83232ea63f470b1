"""Companies as parties of dealings in shares."""

from __future__ import annotations

import time

import pytest

from kg.knowledge.names import NameEntry
from kg.knowledge.shapes import Shapes
from kg.model import Sentence, Token
from kg.recognition.organisations.parties import PartyRecognizer
from tests.recognition.cutting import cut, span

REGIONS = [
    NameEntry("济南", "AdministrativeRegion", "济南市", "山东省"),
    NameEntry("某国", "AdministrativeRegion", "某国"),
]


@pytest.fixture(scope="module")
def parties(shapes: Shapes) -> PartyRecognizer:
    return PartyRecognizer(shapes, [*REGIONS, NameEntry("王", "Surname", "王")])


def names(parties: PartyRecognizer, words: str, *known: tuple[str, str]) -> list[str]:
    text, sentence = cut(words)
    mentions = [span(text, name, kind) for name, kind in known]
    return [m.name for m in parties.find(text, sentence, mentions)]


JINAN, COUNTRY = ("济南", "AdministrativeRegion"), ("某国", "AdministrativeRegion")
FOUND = [
    ("收购/v 了/ul 星空/n 时间/n 60%/m 股权/n", (), ["星空时间"]),  # whatever words stand between verb and stake
    ("收购/v 标的/n 公司/n 60%/m 股权/n", (), []),
    ("收购/v 其/r 子公司/n 60%/m 股权/n", (), []),
    ("研究/v 星空/n 时间/n 60%/m 股权/n", (), []),  # no verb of dealing
    ("购买/v 甲帆/n 跑/v 和/c 乙舟/n 各/r 100%/m 股权/n", (), ["乙舟", "甲帆跑"]),
    ("收购/v 品牌/n Lumen/eng 51%/m 股权/n", (), ["Lumen"]),  # what it is said to be is no part of the name
    ("收购/v 某国/ns 云帆/nr 保险/n 51%/m 股权/n", (COUNTRY,), ["云帆保险"]),
    ("收购/v 济南/ns 云帆/nr 保险/n 51%/m 股权/n", (JINAN,), ["济南云帆保险"]),
    ("，/x 云帆/nr 昕/g 将/d 其/r 股份/n 质押/v", (), ["云帆昕"]),
    ("，/x 云帆/nr 昕/g 将/d 开/v 新店/n", (), []),  # nothing in the clause is about shares
    ("，/x 王/nr 帆/g 将/d 其/r 股份/n 质押/v", (), []),  # who bears a surname may be a person
    ("，/x 公司/n 将/d 其/r 股份/n 质押/v", (), []),
    ("，/x 云帆/nr 控股/v 将/d 其/r 股份/n 质押/v", (), ["云帆控股"]),  # at the end of a name it is a trade
    ("，/x 旗下/n 控股/v 将/d 其/r 股份/n 质押/v", (), []),  # and nowhere else
    ("，/x 控股/v 云帆/nr 将/d 其/r 股份/n 质押/v", (), []),
    ("，/x 济南/ns 时空/n 拟/v 减持/v 股份/n", (JINAN,), ["济南时空"]),
    ("，/x 济南/ns 时空/n 在/p 股份/n 中/f", (JINAN,), []),  # a plain word behind a region needs more
    ("，/x 济南/ns 云帆豆/nr 和/c 收购/v", (JINAN, ("云帆豆", "Product")), []),  # what is bought there
    ("拟/v 向/p 云帆/nr 能源/n 转让/v 股权/n", (), ["云帆能源"]),
    ("拟/v 向云帆/nr 能源/n 转让/v 股权/n", (), ["云帆能源"]),  # the preposition stuck to the name
    ("判决/v 云帆/nr 赔偿/v 损失/n", (), ["云帆"]),
    ("收购/v 东方明远公司/nt 60%/m 股权/n", (("东方明远公司", "Company"),), []),  # known already
]


@pytest.mark.parametrize(("words", "known", "found"), FOUND)
def test_who_deals_in_shares(
    parties: PartyRecognizer, words: str, known: tuple[tuple[str, str], ...], found: list[str]
) -> None:
    assert sorted(names(parties, words, *known)) == sorted(found)


def test_a_long_sentence_takes_linear_time(parties: PartyRecognizer) -> None:
    def seconds(count: int) -> float:
        text = "收购云帆股权" * count
        tokens = tuple(Token(i * 2, i * 2 + 2, ("v", "nx", "n")[i % 3]) for i in range(count * 3))
        start = time.process_time()
        assert list(parties.find(text, Sentence(0, len(text), tokens), ()))
        return time.process_time() - start

    seconds(100)
    assert seconds(10_000) < 40 * max(seconds(1_000), 0.001)
