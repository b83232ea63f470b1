"""Which entity each mention of a document refers to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.knowledge.loader import Knowledge
from kg.model import Document, Entity, Mention, Quantity
from kg.resolution.references import References, resolve_references
from tests.resolution.samples import mention, post

Named = tuple[str, str] | tuple[str, str, int] | tuple[str, str, int, str]


def refer(knowledge: Knowledge, text: str, *named: Named, title: str = "例") -> tuple[References, list[Mention]]:
    """Resolve mentions given as words, type, which of several places (0), and recogniser (shape)."""
    document = post(text, title=title)
    mentions = [_mention(document, *each) for each in named]
    return resolve_references(document, mentions, (), knowledge), mentions


def _mention(document: Document, words: str, kind: str, nth: int = 0, found_by: str = "shape") -> Mention:
    return mention(document, words, kind, nth=nth, found_by=found_by)


def shown(references: References) -> set[tuple[str, str, tuple[str, ...]]]:
    return {(e.type, e.name, e.aliases) for e in references.entities}


SAME = [
    # text, mentions, the entities: type, name, aliases
    (
        "华为公司增产，华为扩产。",
        [("华为公司", "Company"), ("华为", "Company", 1)],
        {("Company", "华为", ("华为公司",))},
    ),
    (
        "云帆科技增产，云帆扩产。",
        [("云帆科技", "Company"), ("云帆", "Company", 1)],
        {("Company", "云帆科技", ("云帆",))},
    ),
    ("青岛市与青岛。", [("青岛市", "AdministrativeRegion"), ("青岛", "AdministrativeRegion", 1)],
     {("AdministrativeRegion", "青岛市", ("青岛",))}),
    ("在青岛。", [("青岛", "AdministrativeRegion")], {("AdministrativeRegion", "青岛市", ("青岛",))}),
    (
        "云海计算中心揭牌，计算中心扩容。",
        [("云海计算中心", "ComputingCentre"), ("计算中心", "ComputingCentre", 1)],
        {("ComputingCentre", "云海计算中心", ("计算中心",))},
    ),
    (
        "云海计算中心、远山计算中心，计算中心。",
        [("云海计算中心", "ComputingCentre"), ("远山计算中心", "ComputingCentre"), ("计算中心", "ComputingCentre", 2)],
        {("ComputingCentre", "云海计算中心", ()), ("ComputingCentre", "远山计算中心", ()),
         ("ComputingCentre", "计算中心", ())},
    ),
    (
        "云海计算中心项目开工，云海计算中心。",
        [("云海计算中心项目", "Project"), ("云海计算中心", "ComputingCentre", 1)],
        {("ComputingCentre", "云海计算中心", ("云海计算中心项目",))},
    ),
    ("打造一个“样板”，样板。", [("一个“样板”", "Concept"), ("样板", "Concept", 1)], {("Concept", "样板", ())}),
    ("王海山与王海。", [("王海山", "Person"), ("王海", "Person", 1)],
     {("Person", "王海山", ()), ("Person", "王海", ())}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "named", "expected"), SAME)
def test_names_of_one_thing(knowledge: Knowledge, text: str, named: list[Named], expected: set[object]) -> None:
    references, mentions = refer(knowledge, text, *named)
    assert shown(references) == expected
    assert set(references.of) == set(mentions)


CENTRE, PLATFORM = ("云海计算中心", "ComputingCentre"), ("云海平台", "Platform")
POINTING = [
    # text, names, the pointing mention, the name of what it points at
    ("云海计算中心揭牌，该中心扩容。", [CENTRE], ("该中心", "Facility", 0, "anaphor"), "云海计算中心"),
    ("云海计算中心和远山展示中心，该中心。", [CENTRE, ("远山展示中心", "Facility")],
     ("该中心", "Facility", 0, "anaphor"), "远山展示中心"),  # the last one before it
    ("云海计算中心与远山基地，该中心。", [CENTRE, ("远山基地", "Facility")],
     ("该中心", "Facility", 0, "anaphor"), "云海计算中心"),  # the last one with that head
    ("该中心与云海计算中心。", [CENTRE], ("该中心", "Facility", 0, "anaphor"), None),  # nothing ahead of it
    ("远山基地揭牌，该中心扩容。", [("远山基地", "Facility")], ("该中心", "Facility", 0, "anaphor"), None),
    ("检测系统上线，该系统。", [("检测系统", "Product")], ("该系统", "Product", 0, "anaphor"), "检测系统"),
    ("检测系统与云海机器人，该系统。", [("检测系统", "Product"), ("云海机器人", "Product")],
     ("该系统", "Product", 0, "anaphor"), "检测系统"),
    ("云海计算中心开工。项目投资大。", [CENTRE], ("项目", "Project", 0, "anaphor"), "云海计算中心"),
    ("云海平台上线。项目投资大。", [PLATFORM], ("项目", "Project", 0, "anaphor"), "云海平台"),
    ("云帆科技投资。项目很大。", [("云帆科技", "Company")], ("项目", "Project", 0, "anaphor"), None),
    ("云帆科技投资。公司扩产。", [("云帆科技", "Company")], ("公司", "Company", 0, "anaphor"), "云帆科技"),
    ("云帆科技与某大学。该公司扩产。", [("云帆科技", "Company"), ("某大学", "University")],
     ("该公司", "Company", 0, "anaphor"), "云帆科技"),
    ("远山创新园云海展示中心启动。该园区扩建。", [("远山创新园", "IndustrialPark"), ("云海展示中心", "Facility")],
     ("该园区", "IndustrialPark", 0, "anaphor"), "远山创新园"),  # neither ends in 园区, but one is a park
    ("云海展示中心启动。该园区扩建。", [("云海展示中心", "Facility")],
     ("该园区", "IndustrialPark", 0, "anaphor"), None),
    ("云海大会开幕，远山论坛举行。现场，", [("云海大会", "Event"), ("远山论坛", "Event")],
     ("现场", "Event", 0, "venue"), "云海大会"),  # the first event of the post
    ("云海大会开幕，开工仪式举行。开工仪式现场，", [("云海大会", "Event"), ("开工仪式", "Event")],
     ("开工仪式现场", "Event", 0, "venue"), "开工仪式"),  # the one with that name
    ("现场，", [], ("现场", "Event", 0, "venue"), None),
    ("位于济南，省内首个。", [("济南", "AdministrativeRegion")],
     ("省内", "AdministrativeRegion", 0, "relative-region"), "山东省"),
    ("省内首个，位于济南。", [("济南", "AdministrativeRegion")],
     ("省内", "AdministrativeRegion", 0, "relative-region"), "山东省"),  # wherever the region is named
    ("历下区揭牌，在全市推广。", [("历下区", "AdministrativeRegion")],
     ("全市", "AdministrativeRegion", 0, "relative-region"), "济南市"),
    ("在全国推广。", [], ("全国", "AdministrativeRegion", 0, "relative-region"), "中国"),
    ("在全省推广。", [], ("全省", "AdministrativeRegion", 0, "relative-region"), None),
    ("云海计算中心揭牌，首期。", [CENTRE], ("首期", "Phase", 0, "phase"), "云海计算中心首期"),
    ("云海计算中心揭牌，二期。", [CENTRE], ("二期", "Phase", 0, "phase"), "云海计算中心二期"),
    ("首期，云海计算中心揭牌。", [CENTRE], ("首期", "Phase", 0, "phase"), None),
    ("云帆科技揭牌，首期。", [("云帆科技", "Company")], ("首期", "Phase", 0, "phase"), None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "named", "pointing", "expected"), POINTING)
def test_words_that_point_back(
    knowledge: Knowledge, text: str, named: list[Named], pointing: Named, expected: str | None
) -> None:
    references, mentions = refer(knowledge, text, *named, pointing)
    target = references.of.get(mentions[-1])
    assert (target.name if target else None) == expected


def test_the_first_phase_and_phase_one_are_the_same(knowledge: Knowledge) -> None:
    references, mentions = refer(
        knowledge, "云海计算中心首期完成，一期上线，二期开工。", CENTRE, ("首期", "Phase", 0, "phase"),
        ("一期", "Phase", 0, "phase"), ("二期", "Phase", 0, "phase"),
    )  # fmt: skip
    whole, first, one, second = (references.of[m] for m in mentions)
    assert first == one == Entity("云海计算中心首期", "Project", "云海计算中心首期", ("一期", "首期"))
    assert len({whole, first, second}) == 3


def test_what_points_back_gives_no_alias(knowledge: Knowledge) -> None:
    references, _ = refer(knowledge, "云海计算中心揭牌，该中心扩容。", CENTRE, ("该中心", "Facility", 0, "anaphor"))
    assert shown(references) == {("ComputingCentre", "云海计算中心", ())}


def test_a_part_of_a_name_is_not_what_a_word_points_at(knowledge: Knowledge) -> None:
    references, mentions = refer(
        knowledge, "云海计算中心展示中心启动，该中心。", ("云海计算中心展示中心", "Facility"),
        CENTRE, ("该中心", "Facility", 0, "anaphor"),
    )  # fmt: skip
    assert references.of[mentions[-1]].name == "云海计算中心展示中心"


def test_an_event_in_the_title_is_not_the_venue(knowledge: Knowledge) -> None:
    references, mentions = refer(
        knowledge, "远山论坛举行。现场，", ("云海大会", "Event"), ("远山论坛", "Event"), ("现场", "Event", 0, "venue"),
        title="云海大会",
    )  # fmt: skip
    assert references.of[mentions[-1]].name == "远山论坛"


def test_a_declared_name_joins_its_mentions(knowledge: Knowledge) -> None:
    document = post("云海数字科技有限公司（以下简称“云海数科”）增产。云海数科扩产。")
    long = mention(document, "云海数字科技有限公司", "Company")
    short = mention(document, "云海数科", "Company", nth=1)
    references = resolve_references(document, [long, short], [(long, "云海数科")], knowledge)
    assert references.of[long] == references.of[short]
    assert shown(references) == {("Company", "云海数字科技有限公司", ("云海数科",))}


def test_a_declared_name_is_an_alias_even_if_nothing_bears_it(knowledge: Knowledge) -> None:
    document = post("远山智能中心，绰号“大脑”。")
    centre = mention(document, "远山智能中心", "Facility")
    references = resolve_references(document, [centre], [(centre, "大脑")], knowledge)
    assert shown(references) == {("Facility", "远山智能中心", ("大脑",))}


def test_a_proper_name_is_one_thing_whatever_each_mention_was_taken_for(knowledge: Knowledge) -> None:
    references, mentions = refer(
        knowledge, "远山扩产，远山。", ("远山", "Company"), ("远山", "AdministrativeRegion", 1)
    )
    assert references.of[mentions[0]] == references.of[mentions[1]]
    assert [e.id for e in references.entities] == ["远山"]


def test_a_common_name_of_two_classes_is_two_entities_with_ids_of_their_own(knowledge: Knowledge) -> None:
    references, mentions = refer(
        knowledge, "远山织造与远山织造。", ("远山织造", "Industry"), ("远山织造", "Technology", 1)
    )
    industry, technology = (references.of[m] for m in mentions)
    assert (industry.name, technology.name) == ("远山织造", "远山织造")
    assert industry.id != technology.id


@pytest.mark.parametrize("kind", ["Company", "Industry", "AdministrativeRegion", "Concept", "Person", "Technology"])
def test_an_id_does_not_hang_on_the_rest_of_the_document(knowledge: Knowledge, kind: str) -> None:
    alone, (first,) = refer(knowledge, "远山扩产。", ("远山", kind))
    others: list[Named] = [("远山", "Industry", 1), ("远山", "Technology", 2)]
    both, (second, *_) = refer(knowledge, "远山在远山，远山。", ("远山", kind), *others)
    assert alone.of[first].id == both.of[second].id


def test_a_region_that_is_only_pointed_at_is_a_region(knowledge: Knowledge) -> None:
    references, _ = refer(knowledge, "在全国推广。", ("全国", "AdministrativeRegion", 0, "relative-region"))
    assert shown(references) == {("AdministrativeRegion", "中国", ())}


def test_a_declared_name_survives_the_joining_of_proper_names(knowledge: Knowledge) -> None:
    document = post("云海平台，绰号“大脑”，云海平台。")
    platform = mention(document, "云海平台", "Platform")
    organization = mention(document, "云海平台", "Organization", nth=1)
    references = resolve_references(document, [platform, organization], [(platform, "大脑")], knowledge)
    assert [e.aliases for e in references.entities] == [("大脑",)]


def test_the_most_specific_class_is_kept(knowledge: Knowledge) -> None:
    references, _ = refer(
        knowledge, "云海中心与云海中心。", ("云海中心", "Facility"), ("云海中心", "ComputingCentre", 1)
    )
    assert shown(references) == {("ComputingCentre", "云海中心", ())}


def test_values_posts_and_words_refer_to_nothing(knowledge: Knowledge) -> None:
    document = post("董事长投资3亿元")
    money = Mention("Money", 7, 10, "3亿元", value=Quantity(300000000, "CNY"))
    others = [mention(document, "董事长", "Post"), mention(document, "投资", "Text"), Mention("Count", 7, 10, "3亿元")]
    assert resolve_references(document, [money, *others], (), knowledge).of == {}


@given(st.permutations(["云帆科技", "云帆", "华为公司", "华为", "云海计算中心", "计算中心", "青岛", "青岛市", "远山"]))
@settings(max_examples=60, derandomize=True, deadline=None)
def test_entities_do_not_hang_on_the_order_of_mentions(knowledge: Knowledge, order: list[str]) -> None:
    kinds = {"云海计算中心": "ComputingCentre", "计算中心": "ComputingCentre", "青岛": "AdministrativeRegion",
             "青岛市": "AdministrativeRegion"}  # fmt: skip
    text = "，".join(sorted(order))
    document = post(text)
    mentions = [mention(document, words, kinds.get(words, "Company")) for words in order]
    references = resolve_references(document, mentions, (), knowledge)
    assert {e.name for e in references.entities} == {"云帆科技", "华为", "云海计算中心", "青岛市", "远山"}
    assert references.entities == resolve_references(document, sorted(mentions, key=repr), (), knowledge).entities
    assert len({e.id for e in references.entities}) == len(references.entities)
