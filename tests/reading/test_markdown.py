"""Markdown's marks, and the asterisks of Chinese news that are none."""

from __future__ import annotations

import pytest

from kg.reading.markdown import markdown_to_html
from kg.reading.markup import read_fragment, read_page


def _texts(markdown: str) -> list[str]:
    return [block.text for block in read_fragment(markdown_to_html(markdown)[0], "a.md").blocks]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**甲公司**投资", "甲公司投资"),
        ("*甲公司*投资", "甲公司投资"),
        ("__甲公司__ 投资", "甲公司 投资"),
        ("`甲`、~~乙~~", "甲、乙"),
        ("[甲公司](https://a.example/b_c_d)投资", "甲公司投资"),
        ('[甲](https://a.example "标题")', "甲"),
        ("见<https://a.example/b>。", "见https://a.example/b。"),
        ("甲公司![图](a.png)投资", "甲公司投资"),
        ("*ST甲和*ST乙、S*ST丙", "*ST甲和*ST乙、S*ST丙"),
        ("**ST甲**", "**ST甲**"),
        ("长3*宽4*高5", "长3*宽4*高5"),
        ("a_b_c", "a_b_c"),
        ("1\\*2", "1*2"),
        ("A股&amp;B股，5 < 6", "A股&B股，5 < 6"),
    ],
)
def test_inline(markdown: str, text: str) -> None:
    assert _texts(markdown) == [text]


@pytest.mark.parametrize(
    ("markdown", "texts"),
    [
        ("一\n二\n\n三", ["一二", "三"]),
        ("Big\nData", ["Big Data"]),
        ("一。  \n二。", ["一。", "二。"]),
        ("## 小标题 ##\n正文", ["小标题", "正文"]),
        ("#话题#讨论", ["#话题#讨论"]),
        ("- 一\n- 二\n+ 三", ["一", "二", "三"]),
        ("1. 一\n2. 二", ["1. 一", "2. 二"]),
        ("> 一\n> 二", ["一二"]),
        ("一\n\n---\n\n二", ["一", "二"]),
        ("```text\n一\n```", ["一"]),
        ("<div>\n\n<p>一</p>\n\n二\n\n</div>", ["一", "二"]),
        ("<p>**一**</p>", ["**一**"]),
        ("[返回首页](/)｜[返回某某日报新闻](/a)", []),
        ("<p><a href='/'>返回首页</a></p><p>神舟<a href='/x'>返回舱</a>着陆</p>", ["神舟返回舱着陆"]),
        ("点此<a href='/x'>首页</a>查看", ["点此首页查看"]),
    ],
)
def test_blocks(markdown: str, texts: list[str]) -> None:
    assert _texts(markdown) == texts


@pytest.mark.parametrize(
    ("markdown", "link"),
    [
        ("一\n\n<https://a.example/1>\n\n<https://a.example/2>", "https://a.example/2"),
        ("一\n\nhttps://a.example/1", "https://a.example/1"),
        ("<p>一</p>\n<https://a.example/1>", "https://a.example/1"),
        ("一\n\n<abc:20230613:8>", ""),
        ("一<https://a.example/1>二", ""),
    ],
)
def test_the_source_link(markdown: str, link: str) -> None:
    html, found = markdown_to_html(markdown)

    assert found == link
    assert "8>" not in html


def test_the_original(
    marks: tuple[str, ...] = ("查看原文", "阅读原文", "原文链接", "点击查看原文 >>"),
) -> None:
    for mark in marks:
        page = read_fragment(
            f"<p>一</p><a href='javascript:x'>原文</a><a href='https://a.example/1'>{mark}</a>", "a.md"
        )
        assert page.original == "https://a.example/1"
        assert [block.text for block in page.blocks] == ["一"]


def test_headings_have_their_level() -> None:
    assert [(block.text, block.level) for block in read_fragment("<h2>甲</h2>乙<h3><b>丙</b></h3>", "a").blocks] == [
        ("甲", 2),
        ("乙", 0),
        ("丙", 3),
    ]


def test_a_page_without_an_article() -> None:
    page = read_page("<title>题目</title><body><header>某某网</header><p>正文。</p><form>订阅</form></body>", "a.html")

    assert [block.text for block in page.blocks] == ["某某网", "正文。"]
    assert page.fields["title"] == "题目"
