"""The forms in which one thing is named."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Mention
from kg.resolution.naming import Key, NamingRules, clean_name


class Joined:
    """Remembers what was joined."""

    def __init__(self) -> None:
        self.pairs: list[tuple[Key, Key]] = []

    def join(self, key: Key, into: Key) -> None:
        self.pairs.append((key, into))


def region(name: str, start: int = 0) -> Mention:
    return Mention("AdministrativeRegion", start, start + len(name), name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("云帆科技", "云帆科技"),
        (" 云帆科技 ", "云帆科技"),
        ("一个样板", "样板"),
        ("一批人才", "人才"),
        ("更多企业", "企业"),
        ("一个", "一个"),  # nothing would be left
        ("一个人", "一个人"),  # nor would one character be a name
        ("一系列活动", "活动"),
        ("“样板”", "样板"),
        ("一个“样板”", "样板"),
        ("《某市规划》", "某市规划"),
        ("「样板」", "样板"),
        ("“四新”经济", "“四新”经济"),  # quotation marks inside a name belong to it
        ("“甲”与“乙”", "“甲”与“乙”"),
        ("“”", "“”"),
        ("", ""),
    ],
)
def test_names_without_articles_and_quotation_marks(name: str, expected: str) -> None:
    assert clean_name(name) == expected


@given(st.text(alphabet="一个批更多甲乙“”《》「」 ", max_size=10))
@settings(max_examples=150, derandomize=True)
def test_cleaning_takes_away_and_never_adds(name: str) -> None:
    assert clean_name(name) in name
    assert clean_name(name) or not name.strip()


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("Company", "云帆科技有限公司", ("Organization", "云帆科技有限公司")),
        ("Company", "华为公司", ("Organization", "华为")),
        ("Company", "商汤", ("Organization", "商汤科技")),
        ("University", "某某大学", ("Organization", "某某大学")),
        ("GovernmentBody", "发改委", ("Organization", "发改委")),
        ("AdministrativeRegion", "青岛", ("Region", "青岛市")),
        ("AdministrativeRegion", "青岛市", ("Region", "青岛市")),
        ("AdministrativeRegion", "某某市", ("Region", "某某市")),
        ("ComputingCentre", "云海计算中心", ("Site", "云海计算中心")),
        ("Project", "云海项目", ("Site", "云海项目")),
        ("IndustrialPark", "云海产业园", ("Site", "云海产业园")),
        ("Place", "云海之滨", ("Site", "云海之滨")),
        ("Person", "王海山", ("Person", "王海山")),
        ("Group", "高校", ("Group", "高校")),
        ("Platform", "云海平台", ("Platform", "云海平台")),
        ("Industry", "AI", ("Industry", "人工智能")),
        ("Event", "开工仪式", ("Event", "开工仪式")),
        ("Concept", "一个“样板”", ("Concept", "样板")),
        ("Concept", "3方面能力", ("Concept", "三方面能力")),  # one concept, however it is counted
        ("Concept", "2个集群", ("Concept", "两个集群")),
        ("Concept", "12个集群", ("Concept", "12个集群")),
        ("Project", "3方面项目", ("Site", "3方面项目")),
    ],
)
def test_the_key_of_a_mention(naming: NamingRules, kind: str, name: str, expected: Key) -> None:
    assert naming.key(Mention(kind, 0, len(name), name)) == expected


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("云帆科技", "Company", "云帆科技"),
        ("某某大学", "University", "某某大学"),
        ("王海山", "Person", "王海山"),
        ("青岛市", "AdministrativeRegion", "青岛市"),
        ("云海计算中心", "ComputingCentre", "云海计算中心"),
        ("云海平台", "Platform", "云海平台"),
        ("人工智能", "Industry", "人工智能（产业）"),
        ("人工智能", "Technology", "人工智能（技术）"),
    ],
)
def test_ids_are_a_function_of_name_and_class(naming: NamingRules, name: str, kind: str, expected: str) -> None:
    assert naming.identifier(name, kind) == expected


def test_keys_with_one_proper_name_are_joined(naming: NamingRules) -> None:
    joined = Joined()
    keys = [
        ("Industry", "远山"),
        ("Organization", "远山"),
        ("Region", "远山"),
        ("Region", "云海"),
        ("Technology", "远山"),
    ]
    naming.join_proper_names(keys, joined)
    assert {pair for pair in joined.pairs if pair[0] != pair[1]} == {(("Region", "远山"), ("Organization", "远山"))}


@pytest.mark.parametrize(
    ("pointing", "expected"),
    [("该中心", "中心"), ("项目", "项目"), ("该产业园", "产业园"), ("上述企业", "企业"), ("现场", "现场")],
)
def test_the_head_of_a_pointing_word(naming: NamingRules, pointing: str, expected: str) -> None:
    assert naming.head(pointing) == expected


@pytest.mark.parametrize(
    ("kind", "pointed", "expected"),
    [
        ("ComputingCentre", "Facility", True),
        ("Company", "Facility", False),
        ("ComputingCentre", "Project", True),  # a centre that is being built is a project too
        ("Platform", "Project", True),
        ("Company", "Project", False),
        ("IndustrialPark", "IndustrialPark", True),
        ("Facility", "IndustrialPark", True),
        ("Platform", "IndustrialPark", False),
        ("Company", "Organization", True),
        ("Organization", "Company", False),
        ("Product", "Product", True),
        ("Person", "Product", False),
    ],
)
def test_what_may_be_called_so(naming: NamingRules, kind: str, pointed: str, expected: bool) -> None:
    assert naming.may_be_called(kind, pointed) is expected


def test_the_first_phase_has_one_key_under_two_names(naming: NamingRules) -> None:
    whole = ("Site", "云海计算中心")
    keys = [naming.phase_key(whole, Mention("Phase", 0, 2, word)) for word in ("首期", "一期", "二期")]
    assert keys == [("Site", "云海计算中心首期"), ("Site", "云海计算中心首期"), ("Site", "云海计算中心二期")]


@pytest.mark.parametrize(
    ("word", "regions", "expected"),
    [
        ("全国", [], "中国"),
        ("国内", ["济南"], "中国"),
        ("全省", ["济南"], "山东省"),
        ("省内", ["历下区"], "山东省"),
        ("全市", ["历下区"], "济南市"),
        ("全市", ["济南市"], "济南市"),
        ("全市", ["山东省"], None),  # a province has no city of its own
        ("全省", [], None),
        ("全省", ["东京"], None),  # abroad
        ("全省", ["某某市"], None),  # not known
        ("全省", ["东京", "济南"], "山东省"),
        ("全市", ["山东省", "济南市", "青岛市"], "济南市"),  # the first that has one
    ],
)
def test_regions_that_depend_on_the_place(
    naming: NamingRules, word: str, regions: list[str], expected: str | None
) -> None:
    found = naming.relative_region(word, [region(name, 10 * place) for place, name in enumerate(regions)])
    assert found == (("Region", expected) if expected else None)


def test_a_district_name_of_several_cities_says_no_province(naming: NamingRules) -> None:
    assert naming.relative_region("全省", [region("鼓楼区")]) is None


@pytest.mark.parametrize(
    ("names", "leader", "expected"),
    [
        (["云海中心", "云海计算中心"], "云海中心", "云海计算中心"),  # the longest
        (["云海计算中心", "云海计算中心项目"], "云海计算中心", "云海计算中心"),  # but not for a 项目
        (["云海项目"], "云海项目", "云海项目"),
        (["青岛市"], "青岛市", "青岛市"),
        (["青岛市", "海滨城市青岛"], "青岛市", "青岛市"),  # what a list knows goes first
        ([], "云帆科技", "云帆科技"),
        (["甲乙", "丙丁"], "甲乙", "甲乙"),  # equally long: always the same one
        (["丙丁", "甲乙"], "丙丁", "甲乙"),
    ],
)
def test_the_name_an_entity_goes_by(naming: NamingRules, names: list[str], leader: str, expected: str) -> None:
    assert naming.canonical(names, leader) == expected


JOINS = [
    # names of one family, the names joined: from, into
    ("Organization", ["云帆", "云帆公司"], [("云帆", "云帆公司")]),
    ("Organization", ["云帆", "云帆科技"], [("云帆", "云帆科技")]),
    ("Organization", ["云帆科技", "云帆科技有限公司"], [("云帆科技", "云帆科技有限公司")]),
    ("Organization", ["云帆", "云帆集团"], [("云帆", "云帆集团")]),
    ("Organization", ["云帆", "云帆大学"], []),
    ("Organization", ["帆", "云帆"], []),
    ("Organization", ["云帆", "云帆智造科技"], []),  # more than a tail apart
    ("Person", ["王海", "王海公司"], []),
    ("Site", ["计算中心", "云海计算中心"], [("计算中心", "云海计算中心")]),
    (
        "Site",
        ["计算中心", "智能计算中心", "云海智能计算中心"],
        [("智能计算中心", "云海智能计算中心"), ("计算中心", "云海智能计算中心")],
    ),
    ("Site", ["计算中心", "云海计算中心", "远山计算中心"], []),  # two that end so: neither is meant
    ("Site", ["中心", "云海计算中心"], []),  # too short to tell
    ("Event", ["开工仪式", "云海计算中心开工仪式"], [("开工仪式", "云海计算中心开工仪式")]),
    ("Industry", ["智能制造", "云海智能制造"], []),  # not for what is no single thing
    ("Organization", ["计算中心", "云海计算中心"], []),
    ("Site", ["云海计算中心", "云海计算中心项目"], [("云海计算中心项目", "云海计算中心")]),
    ("Site", ["云海项目", "远山"], []),
]


@pytest.mark.parametrize(("family", "names", "expected"), JOINS)
def test_which_names_are_joined(
    naming: NamingRules, family: str, names: list[str], expected: list[tuple[str, str]]
) -> None:
    joined = Joined()
    naming.join_short_forms([(family, name) for name in sorted(names)], joined)
    assert sorted(joined.pairs) == sorted(((family, a), (family, b)) for a, b in expected)


def test_a_project_is_the_platform_that_it_builds(naming: NamingRules) -> None:
    joined = Joined()
    naming.join_short_forms([("Platform", "云海平台"), ("Site", "云海平台项目")], joined)
    assert joined.pairs == [(("Site", "云海平台项目"), ("Platform", "云海平台"))]


def test_names_of_two_families_are_not_joined(naming: NamingRules) -> None:
    joined = Joined()
    naming.join_short_forms([("Event", "云海计算中心"), ("Site", "计算中心")], joined)
    assert joined.pairs == []


def test_a_short_form_of_two_companies_is_neither(naming: NamingRules) -> None:
    joined = Joined()
    naming.join_short_forms([("Organization", name) for name in ("云帆", "云帆科技", "云帆集团")], joined)
    assert ("Organization", "云帆") not in [key for key, _ in joined.pairs]


FULL_NAMES = [
    (["远山食品", "北京远山食品股份有限公司"], [("远山食品", "北京远山食品股份有限公司")]),
    (["远山食品", "远山食品公司"], [("远山食品", "远山食品公司")]),
    (["远山", "北京远山食品股份有限公司"], []),  # 远山 may be another company
    (["远山食品", "北京远山食品"], []),  # without a legal form it may be a branch
    (["远山食品", "北京远山食品有限公司", "上海远山食品有限公司"], []),  # one of two
]


@pytest.mark.parametrize(("names", "expected"), FULL_NAMES)
def test_a_full_name_is_that_of_its_middle(
    naming: NamingRules, names: list[str], expected: list[tuple[str, str]]
) -> None:
    joined = Joined()
    naming.join_full_names([(("Organization", name), name) for name in names], joined)
    assert joined.pairs == [(("Organization", a), ("Organization", b)) for a, b in expected]
