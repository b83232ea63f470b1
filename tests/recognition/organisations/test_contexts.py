"""Names that are common words or places too, and teams."""

from __future__ import annotations

import pytest

from kg.knowledge.names import NameEntry
from kg.knowledge.organisations import OrganisationShapes, load_organisations
from kg.model import Mention
from kg.recognition.organisations.contexts import ContextRecognizer
from tests.recognition.cutting import cut

NAMES = (
    NameEntry("星河", "AmbiguousCompany", "星河数科"),
    NameEntry("云港", "AmbiguousOrganization", "云港足球俱乐部"),
)


@pytest.fixture(scope="module")
def organisations() -> OrganisationShapes:
    return load_organisations()


@pytest.fixture(scope="module")
def contexts(organisations: OrganisationShapes) -> ContextRecognizer:
    return ContextRecognizer(NAMES, organisations)


SETTLED = [
    ("星河/n 宣布/v 裁员/v", [("Company", "星河")]),
    ("收购/v 星河/n 全部/m 股权/n", [("Company", "星河")]),
    ("仰望/v 星河/n 灿烂/a", []),
    ("星河/n 灿烂/a ，/x 股价/n 上涨/v", [("Company", "星河")]),
    ("星/n 河股/n 上涨/v", []),  # letters of two words
    ("云港/ns 客场/n 取胜/v", [("Organization", "云港")]),
    ("云港/ns 市民/n 踊跃/a 报名/v", []),
]


@pytest.mark.parametrize(("words", "expected"), SETTLED)
def test_what_the_context_settles(contexts: ContextRecognizer, words: str, expected: list[tuple[str, str]]) -> None:
    text, sentence = cut(words)
    assert [(m.type, m.name) for m in contexts.settle(text, sentence, ())] == expected


def test_a_name_beside_another_of_its_class_is_settled(contexts: ContextRecognizer) -> None:
    text, sentence = cut("云帆/nz 、/x 星河/n 等/u 到场/v")
    known = Mention("Company", 0, 2, "云帆", found_by="gazetteer")
    assert ("Company", "星河") in {(m.type, m.name) for m in contexts.settle(text, sentence, (known,))}


def test_a_club_outvotes_the_city_of_its_name(contexts: ContextRecognizer) -> None:
    text, sentence = cut("云港/ns 主场/n 不敌/v 对手/n")
    city = Mention("AdministrativeRegion", 0, 2, "云港市", found_by="gazetteer")
    assert [m.type for m in contexts.settle(text, sentence, (city,))] == ["Organization"]


def test_a_region_and_its_team(contexts: ContextRecognizer) -> None:
    text, sentence = cut("云港/ns 男篮/n 夺冠/v")
    region = Mention("AdministrativeRegion", 0, 2, "云港", found_by="gazetteer")
    found = contexts.settle(text, sentence, (region,))
    assert [(m.type, m.name) for m in found] == [("AdministrativeRegion", "云港"), ("Organization", "云港男篮")]


@pytest.mark.parametrize(
    ("words", "count"), [("工/n 、/x 农/n 、/x 建/v 三/m 行/n", 3), ("工/n 、/x 农/n 业/n", 0), ("农/n 建/v", 0)]
)
def test_banks_of_one_character_stand_in_rows(contexts: ContextRecognizer, words: str, count: int) -> None:
    text, sentence = cut(words)
    assert len(contexts.settle(text, sentence, ())) == count


SHIPPED = [
    ("湖人战胜火箭，双方球员握手。", ("Organization", "火箭"), True),
    ("长征火箭发射成功。", ("Organization", "火箭"), False),
    ("罗马主场迎战对手，本赛季首次落后。", ("Organization", "罗马"), True),
    ("他在罗马度假。", ("AdministrativeRegion", "罗马"), True),
    ("苹果发布新手机。", ("Company", "苹果"), True),
    ("苹果产量增长。", ("Company", "苹果"), False),
    ("德国队夺冠。", ("Organization", "德国队"), True),
    ("中国队伍壮大。", ("Organization", "中国队"), False),
]


@pytest.mark.parametrize(("text", "mention", "stands"), SHIPPED)
def test_the_names_that_ship(named, text: str, mention: tuple[str, str], stands: bool) -> None:
    assert (mention in named(text)) is stands
