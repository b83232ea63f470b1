"""Publisher and author: where Chinese news names them, and the look-alikes that must stay empty."""

from __future__ import annotations

import pytest

from kg.reading.byline import author_in, publisher_from_tags, publisher_in

BODY = ["近日，甲公司投资建设产业园。", "项目总投资3亿元。", "预计明年建成。", "园区占地100亩。", "乙公司参与。"]


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("（文章来源：青岛日报）", "青岛日报"),
        ("(来源: 新华社)", "新华社"),
        ("来源：每日经济新闻", "每日经济新闻"),
        ("来源 | 《经济日报》", "经济日报"),
        ("来源：央视网　作者：张三", "央视网"),
        ("项目将于明年完工。（来源：科技日报）", "科技日报"),
        ("来源：网络", ""),
        ("封面来源 | 企业提供", ""),
        ("图片来源：视觉中国", ""),
        ("资金来源：自筹", ""),
        ("公司介绍了资金来源：一是自筹，二是贷款。", ""),
    ],
)
def test_the_source_line(line: str, publisher: str) -> None:
    assert publisher_in([*BODY, line]) == publisher
    assert publisher_in([line, *BODY]) == publisher


def test_the_source_line_is_not_looked_for_in_the_middle() -> None:
    assert publisher_in([*BODY, "（文章来源：青岛日报）", *BODY]) == ""


@pytest.mark.parametrize(
    ("first", "publisher"),
    [
        ("央视网消息（新闻联播）：近日，甲公司投产。", "央视网"),
        ("36氪获悉，甲公司完成融资。", "36氪"),
        ("新华社北京5月1日电（记者张三）甲公司投产。", "新华社"),
        ("人民网北京5月1日电 甲公司投产。", "人民网"),
        ("中新网5月16日电 甲公司投产。", "中新网"),
        ("证券时报网讯，甲公司投产。", "证券时报网"),
        ("IT之家 5月16日消息，甲公司发布新品。", "IT之家"),
        ("【快讯】财联社5月16日电，甲公司投产。", "财联社"),
        ("本报讯 甲公司投产。", ""),
        ("据新华社消息，甲公司投产。", ""),
        ("记者从某某网获悉，甲公司投产。", ""),
        ("5月16日消息，甲公司投产。", ""),
        ("甲公司财报消息公布后，股价上涨。", ""),
        ("甲公司开放平台消息称，服务恢复。", ""),
        ("近日，从新华社消息得知，甲公司投产。", ""),
    ],
)
def test_the_lead(first: str, publisher: str) -> None:
    assert publisher_in([first, *BODY]) == publisher


def test_the_lead_comes_after_the_credits_and_nowhere_else() -> None:
    credit_lines = ["文 | 张三", "编辑 | 李四", "封面来源 | 企业提供"]

    assert publisher_in([*credit_lines, "36氪获悉，甲公司完成融资。", *BODY]) == "36氪"
    assert publisher_in([*BODY, "36氪获悉，甲公司完成融资。"]) == ""


def test_the_source_line_goes_before_the_lead() -> None:
    assert publisher_in(["36氪获悉，甲公司完成融资。", *BODY, "（来源：青岛日报）"]) == "青岛日报"


@pytest.mark.parametrize(
    ("tags", "publisher"),
    [
        (("36氪新闻",), "36氪"),
        (("产业", "青岛日报新闻"), "青岛日报"),
        (("财务新闻", "国内新闻", "科技新闻"), ""),
        ((), ""),
    ],
)
def test_a_tag(tags: tuple[str, ...], publisher: str) -> None:
    assert publisher_from_tags(tags) == publisher


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("项目将于明年完工。(张三)(完)", "张三"),
        ("项目将于明年完工。（欧阳小明）（完）", "欧阳小明"),
        ("项目将于明年完工。（记者 张三）", "张三"),
        ("项目将于明年完工。（本报记者张三 通讯员 李四）", "张三"),
        ("项目将于明年完工。（记者张三、李四）", "张三"),
        ("本报记者 张三", "张三"),
        ("作者：张三", "张三"),
        ("文 | 张三丰", "张三丰"),
        ("文/张三", "张三"),
        ("来源：央视网　作者：张三", "张三"),
        ("项目将于明年完工。（甲公司）", ""),
        ("项目将于明年完工。（完）", ""),
        ("（记者 报道）", ""),
        ("记者 编辑", ""),
        ("记者来到甲公司。", ""),
        ("编辑 | 李四", ""),
        ("（记者从甲公司了解到）", ""),
    ],
)
def test_the_author(line: str, author: str) -> None:
    assert author_in([*BODY, line]) == author


def test_the_author_in_the_dateline() -> None:
    assert author_in(["新华社北京5月1日电（记者张三、李四）甲公司投产。", *BODY]) == "张三"
    assert author_in(["本报讯（记者 张三）甲公司投产。", *BODY]) == "张三"


def test_the_author_is_not_looked_for_in_the_middle() -> None:
    assert author_in([*BODY, "（记者 张三）", *BODY]) == ""


def test_no_paragraphs() -> None:
    assert publisher_in([]) == author_in([]) == ""
