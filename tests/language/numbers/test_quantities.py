"""Quantities: tables of what news write, and what must hold for any text."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.knowledge.units import UnitTable
from kg.language import find_quantities
from kg.model import Mention, Quantity

ONE = [
    # text, words, type, value, unit, bound
    ("项目投资约3.9亿元，", "约3.9亿元", "Money", "390000000", "CNY", "about"),
    ("市值1.2万亿美元", "1.2万亿美元", "Money", "1200000000000", "USD", "exact"),
    ("获数千万美元领投", "数千万美元", "Money", "10000000", "USD", "moreThan"),
    ("金额近亿元。", "近亿元", "Money", "100000000", "CNY", "about"),
    ("产值过亿元", "过亿元", "Money", "100000000", "CNY", "moreThan"),
    ("营收突破千万元。", "突破千万元", "Money", "10000000", "CNY", "moreThan"),
    ("额度高达30亿元", "30亿元", "Money", "3000000000", "CNY", "exact"),
    ("总投资10亿元。", "10亿元", "Money", "1000000000", "CNY", "exact"),
    ("注册资本为4亿元人民币，", "4亿元人民币", "Money", "400000000", "CNY", "exact"),
    ("注册资金500万，", "500万", "Money", "5000000", "CNY", "exact"),  # 元 is understood
    ("总投资达3.5亿。", "3.5亿", "Money", "350000000", "CNY", "exact"),
    ("融资US$3.5亿。", "US$3.5亿", "Money", "350000000", "USD", "exact"),
    ("售价¥1,200元起", "¥1,200元", "Money", "1200", "CNY", "exact"),
    ("节约3亿元", "3亿元", "Money", "300000000", "CNY", "exact"),
    ("产值迈上千亿元台阶", "千亿元", "Money", "100000000000", "CNY", "exact"),
    ("万亿级赛道", "万亿级", "Money", "1000000000000", "CNY", "about"),
    ("近千家企业", "近千家", "Count", "1000", "家", "about"),
    ("共30余家", "30余家", "Count", "30", "家", "moreThan"),
    ("一百多家配套", "一百多家", "Count", "100", "家", "moreThan"),
    ("与数十家经销商", "数十家", "Count", "10", "家", "moreThan"),
    ("约10来家", "约10来家", "Count", "10", "家", "about"),
    ("上百个成果", "上百个", "Count", "100", "个", "atLeast"),
    ("提升至千套以上", "千套以上", "Count", "1000", "套", "atLeast"),
    ("研制百余套终端", "百余套", "Count", "100", "套", "moreThan"),
    ("产能600套", "600套", "Count", "600", "套", "exact"),
    ("相当于5万台电脑", "5万台", "Count", "50000", "台", "exact"),
    ("５万台", "５万台", "Count", "50000", "台", "exact"),
    ("场景达3050个，", "3050个", "Count", "3050", "个", "exact"),
    ("至少3家", "至少3家", "Count", "3", "家", "atLeast"),
    ("突破5项技术", "5项", "Count", "5", "项", "exact"),
    ("八大枢纽", "八大", "Count", "8", "个", "exact"),
    ("十大新兴产业", "十大", "Count", "10", "个", "exact"),
    ("扩展3方面的能力", "3方面", "Count", "3", "个", "exact"),
    ("占了5席", "5席", "Count", "5", "席", "exact"),
    ("人数十万人", "十万人", "Count", "100000", "人", "exact"),
    ("2.5万多户", "2.5万多户", "Count", "25000", "户", "moreThan"),
    ("1万2千人", "1万2千人", "Count", "12000", "人", "exact"),
    ("同比增长12.5%", "12.5%", "Percent", "12.5", "percent", "exact"),
    ("超50%", "超50%", "Percent", "50", "percent", "moreThan"),
    ("超过５０％", "超过５０％", "Percent", "50", "percent", "moreThan"),
    ("下降-3.2%", "-3.2%", "Percent", "-3.2", "percent", "exact"),
    ("不足五成", "不足五成", "Percent", "50", "percent", "lessThan"),
    ("开行列车2619列，", "2619列", "Count", "2619", "列", "exact"),
    ("手持订单超2113万载重吨", "超2113万载重吨", "Count", "21130000", "载重吨", "moreThan"),
    ("占全国的四分之一", "四分之一", "Percent", "25", "percent", "exact"),
    ("占全球近五分之二，", "近五分之二", "Percent", "40", "percent", "about"),
    ("占比超过一半", "超过一半", "Percent", "50", "percent", "moreThan"),
    ("占了半数以上", "半数以上", "Percent", "50", "percent", "atLeast"),
    ("设计时速350公里", "350公里", "Speed", "350", "km/h", "exact"),
    ("时速可达120公里", "120公里", "Speed", "120", "km/h", "exact"),
    ("百分之八十", "百分之八十", "Percent", "80", "percent", "exact"),
    ("20%以上", "20%以上", "Percent", "20", "percent", "atLeast"),
    ("提高0.4个百分点", "0.4个百分点", "PercentagePoint", "0.4", "percentagePoint", "exact"),
    ("增长超1400倍", "超1400倍", "Multiple", "1400", "倍", "moreThan"),
    ("占地约2735.4亩的园区", "约2735.4亩", "Area", "1823600", "m2", "about"),
    ("灌溉16.4万亩", "16.4万亩", "Area", "109333333.333333", "m2", "exact"),
    ("七八平米的", "七八平米", "Area", "7.5", "m2", "about"),
    ("3万平方公里", "3万平方公里", "Area", "30000000000", "m2", "exact"),
    ("上万平方米的", "上万平方米", "Area", "10000", "m2", "atLeast"),
    ("三十多万公顷", "三十多万公顷", "Area", "3000000000", "m2", "moreThan"),
    ("层高5米左右", "5米左右", "Length", "5", "m", "about"),
    ("航程300km、", "300km", "Length", "300000", "m", "exact"),
    ("不低于300万吨", "不低于300万吨", "Mass", "3000000", "吨", "atLeast"),
    ("20万吨/年", "20万吨", "Mass", "200000", "吨", "exact"),
    ("重达3180kg", "3180kg", "Mass", "3.18", "吨", "exact"),
    ("装机100万千瓦", "100万千瓦", "Power", "1000000000", "W", "exact"),
    ("发电3千瓦时", "3千瓦时", "Energy", "3", "kWh", "exact"),
    ("具备100P算力，", "100P", "Compute", "100000000000000000", "FLOPS", "exact"),
    ("完成首期100P FlopsAI算力建设", "100P Flops", "Compute", "100000000000000000", "FLOPS", "exact"),
    ("100PFLOPS", "100PFLOPS", "Compute", "100000000000000000", "FLOPS", "exact"),
    ("5E算力", "5E", "Compute", "5000000000000000000", "FLOPS", "exact"),
    ("算力规模达到300P，", "300P", "Compute", "300000000000000000", "FLOPS", "exact"),
    ("每秒2亿亿次", "每秒2亿亿次", "Compute", "20000000000000000", "FLOPS", "exact"),
    ("不超过5年", "不超过5年", "Duration", "5", "year", "atMost"),
    ("近50年的", "50年", "Duration", "50", "year", "exact"),
    ("3年多", "3年多", "Duration", "3", "year", "moreThan"),
    ("一年半", "一年半", "Duration", "1.5", "year", "exact"),
    ("一个多月来", "一个多月", "Duration", "1", "month", "moreThan"),
    ("15秒内", "15秒", "Duration", "15", "s", "exact"),
    ("速度 250km/h，", "250km/h", "Speed", "250", "km/h", "exact"),
    ("零下12℃", "零下12℃", "Temperature", "-12", "°C", "exact"),
    ("合同额人民币3亿元", "人民币3亿元", "Money", "300000000", "CNY", "exact"),
    ("募资RMB 500万", "RMB 500万", "Money", "5000000", "CNY", "exact"),
    ("估值US$3亿", "US$3亿", "Money", "300000000", "USD", "exact"),
    ("融资3亿港币", "3亿港币", "Money", "300000000", "HKD", "exact"),
    ("拨款5000万欧元", "5000万欧元", "Money", "50000000", "EUR", "exact"),
    ("捐出100万新台币", "100万新台币", "Money", "1000000", "TWD", "exact"),
    ("约合20亿卢布", "约合20亿卢布", "Money", "2000000000", "RUB", "about"),
    ("投入3万亿韩元", "3万亿韩元", "Money", "3000000000000", "KRW", "exact"),
    ("票价五元三角", "五元三角", "Money", "5.3", "CNY", "exact"),
    ("油价每升7块8毛", "7块8毛", "Money", "7.8", "CNY", "exact"),
    ("只花了三块。", "三块", "Money", "3", "CNY", "exact"),
    ("收到20个比特币", "20个比特币", "Money", "20", "Bitcoin", "exact"),
    ("罚款壹佰贰拾万元", "壹佰贰拾万元", "Money", "1200000", "CNY", "exact"),
    ("營收逾兩億元", "逾兩億元", "Money", "200000000", "CNY", "moreThan"),
    ("预算四兆五千亿日元", "四兆五千亿日元", "Money", "4500000000000", "JPY", "exact"),
    ("总投资约 3.9 亿元", "约 3.9 亿元", "Money", "390000000", "CNY", "about"),
    ("注册资本1，234万元", "1，234万元", "Money", "12340000", "CNY", "exact"),
    ("超过 100 家企业", "超过 100 家", "Count", "100", "家", "moreThan"),
    ("服务10 多家医院", "10 多家", "Count", "10", "家", "moreThan"),
    ("两千四百五十人参会", "两千四百五十人", "Count", "2450", "人", "exact"),
    ("一两个项目", "一两个", "Count", "1.5", "个", "about"),
    ("不下于30艘", "不下于30艘", "Count", "30", "艘", "atLeast"),
    ("不超50人", "不超50人", "Count", "50", "人", "atMost"),
    ("吞吐量1.2万TEU", "1.2万TEU", "Count", "12000", "标箱", "exact"),
    ("3家电池企业", "3家", "Count", "3", "家", "exact"),
    ("下降5‰", "5‰", "Percent", "0.5", "percent", "exact"),
    ("打八折销售", "八折", "Percent", "80", "percent", "exact"),
    ("75折优惠", "75折", "Percent", "75", "percent", "exact"),
    ("三八折出清", "三八折", "Percent", "38", "percent", "exact"),
    ("全场打对折", "对折", "Percent", "50", "percent", "exact"),
    ("约占三成", "三成", "Percent", "30", "percent", "exact"),
    ("近9成用户", "近9成", "Percent", "90", "percent", "about"),
    ("占七成六。", "七成六", "Percent", "76", "percent", "exact"),
    ("占两成半左右", "两成半左右", "Percent", "25", "percent", "about"),
    ("三成二手房", "三成", "Percent", "30", "percent", "exact"),
    ("百分之三点五", "百分之三点五", "Percent", "3.5", "percent", "exact"),
    ("百万分之六", "百万分之六", "Percent", "0.0006", "percent", "exact"),
    ("负3.9%", "负3.9%", "Percent", "-3.9", "percent", "exact"),
    ("上调零点五个百分点", "零点五个百分点", "PercentagePoint", "0.5", "percentagePoint", "exact"),
    ("下调25个基点", "25个基点", "PercentagePoint", "0.25", "percentagePoint", "exact"),
    ("产量翻一番", "翻一番", "Multiple", "2", "倍", "exact"),
    ("收入翻了两番", "翻了两番", "Multiple", "4", "倍", "exact"),
    ("订单翻倍", "翻倍", "Multiple", "2", "倍", "exact"),
    ("装机12吉瓦", "12吉瓦", "Power", "12000000000", "W", "exact"),
    ("储能12.5 GWh", "12.5 GWh", "Energy", "12500000", "kWh", "exact"),
    ("用水300万立方米", "300万立方米", "Volume", "3000000", "m3", "exact"),
    ("钻石重5克拉", "5克拉", "Mass", "0.000001", "吨", "exact"),
    ("买了三斤半", "三斤半", "Mass", "0.00175", "吨", "exact"),
    ("重二两。", "二两", "Mass", "0.0001", "吨", "exact"),
    ("领海12海里", "12海里", "Length", "22224", "m", "exact"),
    ("高温38度", "38度", "Temperature", "38", "°C", "exact"),
    ("华氏98度", "华氏98度", "Temperature", "98", "°F", "exact"),
    ("历时3小时20分", "3小时20分", "Duration", "12000", "s", "exact"),
    ("用了两个半小时", "两个半小时", "Duration", "9000", "s", "exact"),
    ("工期三个半月", "三个半月", "Duration", "3.5", "month", "exact"),
    ("等了10分钟", "10分钟", "Duration", "600", "s", "exact"),
    ("35岁以下青年", "35岁以下", "Age", "35", "岁", "atMost"),
]

RANGES = [
    # text, words of the lower end, of the upper end, unit, values
    ("利润57亿至67亿元", "57亿至67亿元", "67亿元", "CNY", "5700000000", "6700000000"),
    ("奖励500至1000万元", "500至1000万元", "1000万元", "CNY", "5000000", "10000000"),
    ("造价约3亿元-5亿元", "约3亿元-5亿元", "5亿元", "CNY", "300000000", "500000000"),
    ("6-8座飞机", "6-8座", "8座", "座", "6", "8"),
    ("1.5-2万架", "1.5-2万架", "2万架", "架", "15000", "20000"),
    ("稳定在5-10年", "5-10年", "10年", "year", "5", "10"),
    ("三到五年", "三到五年", "五年", "year", "3", "5"),
    ("5Gbps至100Gbps", "5Gbps至100Gbps", "100Gbps", "bit/s", "5000000000", "100000000000"),
    ("增长10%-15%，", "10%-15%", "15%", "percent", "10", "15"),
    ("增长10%～15%", "10%～15%", "15%", "percent", "10", "15"),
    ("３０－５０％", "３０－５０％", "５０％", "percent", "30", "50"),
    ("约 10 至 12 家", "约 10 至 12 家", "12 家", "家", "10", "12"),
]

NONE = [
    "第十三次党代会", "2022年", "2021-2025年", "二〇二二年", "20世纪80年代", "Vector 5架", "C919", "5G网络",
    "1-4-3-2模式", "“十四五”期间", "十四五年均", "一期", "首期", "一带一路", "一体化", "一个高地", "一批",
    "一家企业", "一种", "四上企业", "百企百景", "千行百业", "一中心四平台三扩展", "党的二十大精神",
    "三位一体", "千万级收入", "千百倍", "仅为国际竞品的1/3", "1:4缩比机", "12345678901234567890家", "100P文件", "5E级",
    "数家企业", "几个", "https://a.cn/5家", "百家争鸣", "三成立", "30万左右", "明后年", "5月15日", "三季度",
    "6月份", "三亚市", "五矿集团", "百货公司", "一波三折", "两会代表", "三分之一", "一汽集团", "WC3L联赛", "半成品",
    "另一半", "一半是山", "半数人",
    "零售额", "第 3 届", "百折不挠", "十折", "12345678901234567890美元",
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "kind", "value", "unit", "bound"), ONE, ids=[row[0] for row in ONE])
def test_finds_the_one_quantity(
    text: str, words: str, kind: str, value: str, unit: str, bound: str, units: UnitTable
) -> None:
    (mention,) = find_quantities(text, 0, len(text), units)
    assert (mention.name, mention.type) == (words, kind)
    assert isinstance(mention.value, Quantity)
    assert (mention.value.value, mention.value.unit, mention.value.bound) == (Decimal(value), unit, bound)
    assert "E" not in str(mention.value.value)
    assert mention.value.surface == words


@pytest.mark.parametrize(("text", "whole", "upper", "unit", "least", "most"), RANGES, ids=[row[0] for row in RANGES])
def test_a_range_is_two_quantities(
    text: str, whole: str, upper: str, unit: str, least: str, most: str, units: UnitTable
) -> None:
    first, second = find_quantities(text, 0, len(text), units)
    assert (first.name, second.name) == (whole, upper)
    assert first.start <= second.start < second.end <= first.end
    assert isinstance(first.value, Quantity)
    assert isinstance(second.value, Quantity)
    assert (first.value.value, first.value.unit, first.value.bound) == (Decimal(least), unit, "atLeast")
    assert (second.value.value, second.value.unit, second.value.bound) == (Decimal(most), unit, "atMost")


@pytest.mark.parametrize("text", NONE)
def test_finds_nothing(text: str, units: UnitTable) -> None:
    assert find_quantities(text, 0, len(text), units) == ()


def test_finds_several_in_order(units: UnitTable) -> None:
    text = "7座3吨级飞机，6组115V/28V接口，100MW/200MWh储能"
    found = find_quantities(text, 0, len(text), units)
    assert [mention.name for mention in found] == ["7座", "3吨级", "6组", "115V", "28V", "100MW", "200MWh"]


def test_keeps_to_its_stretch(units: UnitTable) -> None:
    text = "约3家，约5亿元以上。"
    (mention,) = find_quantities(text, 5, 8, units)
    assert (mention.name, mention.start, mention.end) == ("5亿元", 5, 8)


@settings(derandomize=True, max_examples=400, deadline=None)
@given(
    text=st.text(
        alphabet="0123456789.,零一两三七八十百千万亿数几多余约近超第年月日个家元%P算力$US-至级成半每秒次 ", max_size=40
    )
)
def test_mentions_slice_back_and_do_not_overlap(text: str, units: UnitTable) -> None:
    assert_sound(text, find_quantities(text, 0, len(text), units))


def test_is_quick_on_hostile_text(units: UnitTable) -> None:
    begun = time.perf_counter()
    for piece in (
        "亿",
        "1,",
        "一",
        "约",
        "5至",
        "$",
        "1-",
        "数万",
        "1 ",
        "半成",
        "翻一",
        "一百",
        "元三角",
        "百分之",
        "1%至",
    ):
        text = piece * 5_000
        assert_sound(text, find_quantities(text, 0, len(text), units))
    assert time.perf_counter() - begun < 30


def assert_sound(text: str, mentions: tuple[Mention, ...]) -> None:
    reached = 0
    for mention in mentions:
        assert mention.start < mention.end <= len(text)
        assert reached <= mention.start or (_is_upper(mention) and mention.end <= reached)
        assert text[mention.start : mention.end] == mention.name
        assert mention.value is not None
        reached = max(reached, mention.end)


def _is_upper(mention: Mention) -> bool:
    return isinstance(mention.value, Quantity) and mention.value.bound == "atMost"
