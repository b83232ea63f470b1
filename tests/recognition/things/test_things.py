"""Names of things: by their heads, as models, in quotation marks, in Latin letters, by their verbs, and securities."""

from __future__ import annotations

from time import perf_counter

import pytest

FOUND = [
    # by the head, with what makes a name of it
    ("云帆推出量子计算机。", "Product", "量子计算机"),
    ("该厂生产星载激光通信终端。", "Product", "星载激光通信终端"),
    ("工人们安装水下焊接机器人。", "Product", "水下焊接机器人"),
    ("全国科研人员研究小麦抗病算法。", "Technology", "小麦抗病算法"),
    ("他们形成了竹编加工产业集群。", "IndustryCluster", "竹编加工产业集群"),
    ("医院提供上门护理服务。", "Service", "上门护理服务"),
    ("学校建立了方言语音数据集。", "Dataset", "方言语音数据集"),
    ("云港市印发竹产业管理办法。", "Policy", "云港市印发竹产业管理办法"[5:]),
    # models
    ("新机型Falcon 7今天下线。", "Product", "Falcon 7"),
    ("搭载XJ-101的飞机起飞。", "Product", "XJ-101"),
    ("神舟二十九号发射成功。", "Product", "神舟二十九号"),
    ("纯电版Falcon 7亮相。", "Product", "纯电版Falcon 7"),
    ("完成Falcon 7全尺寸样机的测试。", "Product", "Falcon 7全尺寸样机"),
    # names in quotation marks are called by what stands between the marks
    ("团队发布“远山”大模型。", "Product", "远山"),
    ("团队发布大模型“远山”。", "Product", "远山"),
    ("当地探索“以桥换路”的招商模式。", "Initiative", "以桥换路"),
    ("实施“千帆过海”工程。", "Project", "千帆过海"),
    ("“远山”号起航。", "Product", "远山号"),
    ("机器人公司「云帆」发布新品。", "Company", "云帆"),
    ("「云帆」近日完成数千万元天使轮融资。", "Company", "云帆"),
    # Latin letters
    ("公司推出数据开发平台Skyflow。", "Platform", "Skyflow"),
    ("用户喜欢Skyflow的界面。", "Product", "Skyflow"),
    ("Skyflow创始人王海山出席。", "Company", "Skyflow"),
    # securities
    ("云帆科技（600999.SH）发布公告。", "Code", "600999.SH"),
    ("云帆科技（股票代码：300999）发布公告。", "Code", "300999"),
    ("完成Pre-A+轮融资。", "Round", "Pre-A+轮"),
    ("完成战略融资。", "Round", "战略融资"),
    ("在港股和A股上市。", "Security", "A股"),
    ("发行绿色公司债券。", "Security", "绿色公司债券"),
    # verbs that say what their objects are
    ("云帆推出了毛绒挂件。", "Product", "毛绒挂件"),
    ("远山专注于竹木雕刻。", "Industry", "竹木雕刻"),
    ("这是一款巴掌大小的毛绒挂件。", "Product", "毛绒挂件"),
    # lists behind a verb, and behind a word for what they hold
    ("平台支持手势绘图、曲谱识别和乐句续写。", "Concept", "乐句续写"),
    ("云帆向商家供应椰果、芋圆和糯米粉。", "Product", "芋圆"),
    ("主要产品包括竹节机器人、藤编玩具和草编坐垫。", "Product", "草编坐垫"),
    # in quotation marks, and unexplained
    ("各村推行“三先三后”。", "Concept", "三先三后"),
    # what the segmenter cut off, and what is no part of the name
    ("平台采用半托管架构。", "Technology", "半托管架构"),
    ("公司竹编业务增长。", "Service", "竹编业务"),
]
NOT_FOUND = [
    ("平台支持手势绘图、曲谱识别和乐句续写的厂家。", {"Concept"}),
    ("他说：“吃饭没有？”", {"Concept"}),
    ("她问“你来不来”。", {"Concept"}),
    ("大家“一马当先”。", {"Concept"}),
    ("推广新技术。", {"Technology"}),
    ("购买相关设备。", {"Product"}),
    ("各类产品畅销。", {"Product"}),
    ("公司计划投资三亿元。", {"Initiative"}),
    ("系统工程师离开。", {"Product"}),
    ("他住在A座。", {"Product"}),
    ("飞机停在T3航站楼。", {"Product"}),
    ("达到L4级。", {"Product"}),
    ("5G和4K很快。", {"Product"}),
    ("他来自“最美的地方”。", {"Product", "Initiative", "Project"}),
    ("A股东权益增加。", {"Security"}),
    ("工程师写App，也写Code。", {"Company"}),
]
WHOLE = [
    # determiners and governing verbs are no part of a name
    ("培育壮大量子通信产业。", "Industry", {"量子通信产业"}),
    ("布局竹木加工产业。", "Industry", {"竹木加工产业"}),
    ("相关激光焊接设备到货。", "Product", {"激光焊接设备"}),
    ("机器人产业领域提速。", "Industry", {"机器人产业"}),
]
LISTED = [
    ("覆盖零件装夹、整机集成及自动化检测等生产环节。", "Concept", {"零件装夹", "整机集成", "自动化检测"}),
    ("推出“早申报”“船边提”等措施。", "Concept", {"“早申报”", "“船边提”"}),
    ("支持私有化部署和年度订阅两种模式。", "Initiative", {"私有化部署", "年度订阅"}),
    ("围绕弱光接收、相干通信等方向开展研发。", "Technology", {"弱光接收", "相干通信"}),
    ("应用于山地巡检、夜间救援等场景。", "Industry", {"山地巡检", "夜间救援"}),
    ("产品包括云眼、云手、云足等。", "Product", {"云眼", "云手", "云足"}),
]


@pytest.mark.parametrize(("text", "kind", "name"), FOUND)
def test_things(named, text: str, kind: str, name: str) -> None:
    assert (kind, name) in named(text)


@pytest.mark.parametrize(("text", "kinds"), NOT_FOUND)
def test_what_names_no_thing(named, text: str, kinds: set[str]) -> None:
    assert not {(kind, name) for kind, name in named(text) if kind in kinds}


@pytest.mark.parametrize(("text", "kind", "names"), WHOLE)
def test_where_names_begin_and_end(outermost, text: str, kind: str, names: set[str]) -> None:
    assert {name for found, name in outermost(text) if found == kind} == names


@pytest.mark.parametrize(("text", "kind", "names"), LISTED)
def test_items_by_the_head_of_their_list(named, text: str, kind: str, names: set[str]) -> None:
    assert names <= {name for found, name in named(text) if found == kind}


@pytest.mark.parametrize(
    ("text", "kind", "surface", "name"),
    [
        # the name may do without its head
        ("学者研究星间折纸天线技术。", "Technology", "星间折纸天线", "星间折纸天线技术"),
        # what stands before a name, and is called by the name alone
        ("远山建成30万千瓦竹海风电项目。", "Project", "30万千瓦竹海风电项目", "竹海风电项目"),
        ("第七届竹编博览会开幕。", "Event", "第七届竹编博览会", "第七届竹编博览会"),
    ],
)
def test_one_thing_by_two_names(recognize, text: str, kind: str, surface: str, name: str) -> None:
    found = {(m.type, text[m.start : m.end], m.name) for m in recognize(text)}
    assert (kind, surface, name) in found


def test_a_code_is_no_entity(extractor) -> None:
    from kg.pipeline import extract
    from kg.workbench.examples import example_document

    extraction = extract(example_document("云帆科技有限公司（600999.SH）完成A轮融资。"), extractor)
    assert {"Code", "Round"} <= {mention.type for mention in extraction.mentions}
    assert not {entity for entity in extraction.entities if entity.name in {"600999.SH", "A轮"}}


@pytest.mark.parametrize(
    "text",
    [
        "“远山”" * 4000,
        "“三先三后”" * 4000,
        "产品包括甲、" * 3000,
        "供应椰果、" * 3000,
        "A1" * 8000,
        "激光焊接" * 5000 + "设备。",
        "云眼、" * 1500 + "等产品。",
        "推出" * 8000,
        "Aa " * 6000,
    ],
    ids=["quotes", "unexplained", "cues", "lists", "latin", "long name", "long list", "verbs", "words"],
)
def test_long_sentences_are_read_in_linear_time(recognize, text: str) -> None:
    begin = perf_counter()
    recognize(text)
    assert perf_counter() - begin < 12


def test_a_listed_company_is_no_product_by_its_head(recognize) -> None:
    assert {m.type for m in recognize("昨日，福特汽车发布公告。") if m.name == "福特汽车"} == {"Company"}


def test_the_building_of_a_project_is_not_its_name(named) -> None:
    assert ("Project", "T5") not in named("扩建工程T5航站楼封顶。")


def test_what_a_list_knows_whole_takes_no_words_before_it(named) -> None:
    assert {name for kind, name in named("使节体验京沪高铁。") if kind == "Facility"} == {"京沪高铁"}
