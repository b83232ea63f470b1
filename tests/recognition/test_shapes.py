"""Names by shape: where they end by their endings, and where they begin."""

from __future__ import annotations

import pytest

OUTERMOST = [
    # text, all outermost mentions: type and name
    # companies with their legal forms
    ("云帆科技有限公司。", {("Company", "云帆科技有限公司")}),
    ("泉城云海科技发展有限公司在远山成立。", {("Company", "泉城云海科技发展有限公司")}),
    ("云海科技发展有限责任公司成立。", {("Company", "云海科技发展有限责任公司")}),
    ("泉城云海集团股份有限公司成立。", {("Company", "泉城云海集团股份有限公司")}),
    ("云海科技（济南）有限公司负责运营。", {("Company", "云海科技（济南）有限公司")}),
    ("云海科技(济南)有限公司负责运营。", {("Company", "云海科技(济南)有限公司")}),
    ("星河投资集团、云海银行签约。", {("Company", "星河投资集团"), ("Company", "云海银行")}),
    ("华为济南分公司成立。", {("Company", "华为济南分公司")}),
    ("一汽解放济南公司增产。", {("Company", "一汽解放济南公司")}),
    ("由泉城高新产业发展有限公司负责。", {("Company", "泉城高新产业发展有限公司")}),
    # universities and institutes
    ("泉城师范学院揭牌。", {("University", "泉城师范学院")}),
    ("与泉城大学合作。", {("University", "泉城大学")}),
    ("泉城新材料研究院揭牌。", {("ResearchInstitute", "泉城新材料研究院")}),
    ("自然资源部海洋第一研究所揭牌。", {("ResearchInstitute", "自然资源部海洋第一研究所")}),
    ("交通运输部云海第七研究所揭牌。", {("ResearchInstitute", "交通运输部云海第七研究所")}),
    ("国家发改委海洋大数据国家地方联合中心揭牌。", {("ResearchInstitute", "国家发改委海洋大数据国家地方联合中心")}),
    # 与 inside a name, and 与 between two
    ("泉城海洋科学与技术国家实验室揭牌。", {("ResearchInstitute", "泉城海洋科学与技术国家实验室")}),
    ("日前，泉城信息与通信研究院揭牌。", {("ResearchInstitute", "泉城信息与通信研究院")}),
    ("泉城大学与云海研究院合作。", {("University", "泉城大学"), ("ResearchInstitute", "云海研究院")}),
    # governments need their region
    ("济南市人民政府同意。", {("GovernmentBody", "济南市人民政府")}),
    ("历下区政府同意。", {("GovernmentBody", "历下区政府")}),
    ("山东省济南市历下区政府同意。", {("GovernmentBody", "山东省济南市历下区政府")}),
    ("青岛市济南市政府同意。", {("AdministrativeRegion", "青岛市"), ("GovernmentBody", "济南市政府")}),
    ("政府同意。", {("Group", "政府")}),
    ("市政府同意。", {("GovernmentBody", "市政府")}),
    ("泉城政府同意。", {("GovernmentBody", "泉城政府")}),  # a place that no list knows, but the segmenter
    ("云帆政府同意。", {("Group", "政府")}),
    ("济南市大数据局同意。", {("GovernmentBody", "济南市大数据局")}),
    ("济南高新区管委会同意。", {("GovernmentBody", "济南高新区管委会")}),
    ("泉城第一人民法院开庭。", {("GovernmentBody", "泉城第一人民法院")}),
    # sites: a district before them says where they are, a park contains them
    ("济南人工智能计算中心揭牌。", {("ComputingCentre", "济南人工智能计算中心")}),
    (
        "山东济南人工智能计算中心揭牌。",
        {("AdministrativeRegion", "山东"), ("ComputingCentre", "济南人工智能计算中心")},
    ),
    (
        "历下区云海算力中心揭牌。",
        {("AdministrativeRegion", "历下区"), ("ComputingCentre", "云海算力中心")},
    ),
    (
        "在历下区泉城国际创新园人工智能展示中心启动。",
        {
            ("AdministrativeRegion", "历下区"),
            ("IndustrialPark", "泉城国际创新园"),
            ("Facility", "人工智能展示中心"),
        },
    ),
    ("泉城产业园云海展示中心启动。", {("IndustrialPark", "泉城产业园"), ("Facility", "云海展示中心")}),
    ("济南人工智能产业园已经建成。", {("IndustrialPark", "济南人工智能产业园")}),
    ("济南云海机场启用。", {("Facility", "济南云海机场")}),
    ("云海智能制造生产基地投产。", {("Facility", "云海智能制造生产基地")}),
    # bare names, and heads that are none
    ("计算中心揭牌。", {("ComputingCentre", "计算中心")}),
    ("开工仪式举行。", {("Event", "开工仪式")}),
    ("仪式举行。", set()),
    ("公司和研究院签约。", set()),
    ("三家公司签约。", set()),
    ("某公司。", set()),
    ("成立全资子公司。", set()),
    ("重点项目开工。", set()),
    # quoted and spelled parts
    ("泉城“星火”算力平台上线。", {("Platform", "泉城“星火”算力平台")}),
    ("“智造泉城”论坛举行。", {("Event", "“智造泉城”论坛")}),
    ("“泉城1-2-3”模式形成。", {("Initiative", "“泉城1-2-3”模式")}),
    ("“5G+AI”检测系统上线。", {("Product", "“5G+AI”检测系统")}),
    ("打造“四新”经济集聚区。", set()),
    # verbs that govern a name, and those that begin one
    ("打造泉城应用创新孵化平台。", {("Platform", "泉城应用创新孵化平台")}),
    ("打造应用创新孵化平台。", {("Platform", "应用创新孵化平台")}),
    ("建设海洋气象数据集。", {("Dataset", "海洋气象数据集")}),
    ("正在建设的云海项目。", {("Project", "云海项目")}),
    ("发布云海大模型。", {("Technology", "云海大模型")}),
    ("云海数字孪生系统上线。", {("Product", "云海数字孪生系统")}),
    # ordinals
    ("济南市第十二次党代会召开。", {("Event", "济南市第十二次党代会")}),
    ("第二届世界人工智能大会举行。", {("Event", "第二届世界人工智能大会")}),
    # an industry does not take its region along
    ("推动济南人工智能产业发展。", {("AdministrativeRegion", "济南"), ("Industry", "人工智能产业")}),
]


@pytest.mark.parametrize(("text", "expected"), OUTERMOST)
def test_the_names_in_a_text(outermost, text: str, expected: set[tuple[str, str]]) -> None:
    assert outermost(text) == expected


NESTED = [
    ("济南人工智能计算中心揭牌。", {("AdministrativeRegion", "济南"), ("Industry", "人工智能")}),
    ("华为济南分公司成立。", {("Company", "华为"), ("AdministrativeRegion", "济南")}),
    ("云海科技（济南）有限公司负责。", {("AdministrativeRegion", "济南")}),
    ("国家发改委海洋大数据国家地方联合中心揭牌。", {("GovernmentBody", "国家发改委")}),
    ("历下区政府同意。", {("AdministrativeRegion", "历下区")}),
]


@pytest.mark.parametrize(("text", "inside"), NESTED)
def test_names_inside_names_stay(named, text: str, inside: set[tuple[str, str]]) -> None:
    assert inside <= named(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("海尔与山东大学签约。", {"海尔", "山东大学"}),
        ("目前，济南与北京大学合作。", {"济南", "北京大学"}),
    ],
)
def test_two_known_names_joined_by_and_are_two(outermost, text: str, names: set[str]) -> None:
    assert {name for _, name in outermost(text)} == names


@pytest.mark.parametrize("name", ["泉城海洋科学与技术国家实验室", "科研创新与人才培养平台"])
def test_and_inside_a_name_after_a_verb(outermost, name: str) -> None:
    assert {found for _, found in outermost(f"推动{name}。")} == {name}


def test_an_ordinal_before_a_region_belongs_to_the_event(outermost) -> None:
    assert outermost("第十二届济南国际机器人大会开幕。") == {("Event", "第十二届济南国际机器人大会")}


def test_a_site_named_by_its_district_alone(outermost) -> None:
    assert "ComputingCentre" in {kind for kind, _ in outermost("济南历下区数据中心建成。")}


def test_a_post_does_not_swallow_the_end_of_a_name(named) -> None:
    assert ("ResearchInstitute", "泉城国家实验室") in named("泉城国家实验室主任李明华出席。")


def test_a_preposition_that_sticks_to_the_next_word_ends_the_name(outermost) -> None:
    found = outermost("云海计算中心由云帆科技有限公司运营。")
    assert found == {("ComputingCentre", "云海计算中心"), ("Company", "云帆科技有限公司")}


def test_a_verb_that_looks_like_a_noun_begins_no_name(outermost) -> None:
    assert {name for _, name in outermost("突破核心技术。")} <= {"核心技术"}


def test_a_kind_of_company_is_none(outermost) -> None:
    assert not any(kind == "Company" for kind, _ in outermost("多家智能科技公司与芯片设计公司开会。"))
