"""Tables of a page as sentences that rules can read."""

from __future__ import annotations

import time

import pytest

from kg.reading.markup import read_fragment


def paragraphs(html: str) -> list[str]:
    return [block.text for block in read_fragment(html, "post").blocks]


def table(*rows: str, cell: str = "td") -> str:
    """A table of rows whose cells are parted by |; `cell` is the element of the first row."""
    marked = [
        "".join(f"<{name}>{words}</{name}>" for words in row.split("|"))
        for row, name in zip(rows, [cell, *["td"] * len(rows)], strict=False)
    ]
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in marked)}</table>"


def test_a_row_is_a_sentence_of_headers_and_cells() -> None:
    html = table("公司|营业收入|同比增长", "东方明远|12.3亿元|15.2%", "北辰智数|-|3%", cell="th")
    assert paragraphs(f"<p>前文。</p>{html}<p>后文。</p>") == [
        "前文。",
        "公司：东方明远；营业收入：12.3亿元；同比增长：15.2%。",
        "公司：北辰智数；同比增长：3%。",
        "后文。",
    ]


def test_the_unit_of_a_header_stands_behind_a_bare_number() -> None:
    html = table("公司|营业收入（亿元）|同比(%)|负责人（姓名）", "东方明远|1,203.5|-4|王建国")
    assert paragraphs(html) == ["公司：东方明远；营业收入：1,203.5亿元；同比：-4%；负责人（姓名）：王建国。"]


def test_keys_with_values_are_one_sentence() -> None:
    html = table("公司名称|东方明远科技有限公司", "注册资本|5000万元", "成立日期|<p>2015年3月</p>")
    assert paragraphs(html) == ["公司名称：东方明远科技有限公司；注册资本：5000万元；成立日期：2015年3月。"]


def test_many_keys_are_several_sentences() -> None:
    found = paragraphs(table(*(f"第{n}项|{'值' * 60}" for n in range(20))))
    assert len(found) > 3
    assert all(sentence.endswith("。") and len(sentence) < 400 for sentence in found)


def test_cells_over_several_rows_and_columns_stand_in_each() -> None:
    html = (
        "<table><thead><tr><th>公司<th>指标<th>2021年<th>2022年</tr></thead>"
        "<tr><td rowspan=2>东方明远<td>营收<td colspan=2>12亿元</tr><tr><td>利润<td>1亿元<td>2亿元</tr></table>"
    )
    assert paragraphs(html) == [
        "公司：东方明远；指标：营收；2021年：12亿元；2022年：12亿元。",
        "公司：东方明远；指标：利润；2021年：1亿元；2022年：2亿元。",
    ]


def test_the_caption_stands_before_and_lines_in_a_cell_are_parted() -> None:
    html = "<table><caption>表1</caption><tr><th>公司<th>产品</tr><tr><td>甲<td>乙<br>丙</tr></table>"
    assert paragraphs(html) == ["表1", "公司：甲；产品：乙 丙。"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(table("甲|乙|丙", "丁|戊|己"), ["甲 乙 丙", "丁 戊 己"], id="no header to be seen"),
        pytest.param(table("甲|乙"), ["甲 乙"], id="one row"),
        pytest.param(table("甲", "乙"), ["甲", "乙"], id="one column"),
        pytest.param(table("第一|" + "长" * 200, "第二|短"), ["第一 " + "长" * 200, "第二 短"], id="long text"),
        pytest.param(table("栏|<ul><li>甲<li>乙</ul>", "目|丙"), ["栏", "甲", "乙", "目 丙"], id="a list in a cell"),
        pytest.param(table("栏|" + table("甲|乙", "丙|丁"), "目|戊"), ["栏", "甲：乙；丙：丁。", "目 戊"], id="nested"),
        pytest.param("<table><tr hidden><td>甲<td>乙</tr><tr><td>丙<td>丁</tr></table>", ["丙 丁"], id="hidden row"),
        pytest.param("<table></table><table><tr></tr></table>", [], id="empty"),
    ],
)
def test_other_tables_stay_as_they_are(html: str, expected: list[str]) -> None:
    assert paragraphs(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<table><tr><td colspan=999999999 rowspan=99999999>甲</tr>" * 3000, id="huge spans"),
        pytest.param("<table><tr><td colspan=²>甲<td rowspan=-1>乙</tr><tr><td>丙</tr></table>", id="odd spans"),
        pytest.param("<table><tr><td>" * 2000, id="depth"),
        pytest.param("<table>" + "<tr><td>甲<td>乙" * 10_000, id="length"),
        pytest.param("<table><tr>" + "<td>甲" * 20_000, id="width"),
        pytest.param("<table><tr><td>" + "<b>" * 20_000, id="depth in a cell"),
        pytest.param("<table><tr><td>" + "<b>甲</b>" * 10_000, id="width in a cell"),
    ],
)
def test_hostile_tables_are_read_soon(html: str) -> None:
    begin = time.process_time()
    assert all("\x1e" not in found for found in paragraphs(html))
    assert time.process_time() - begin < 5


def test_no_words_are_lost() -> None:
    html = table("公司|营业收入（亿元）|同比(%)", "甲公司|12|3", "乙公司|15|4", "|16|5")
    said = "".join(paragraphs(html))
    assert all(words in said for words in ("甲公司", "乙公司", "12亿元", "15亿元", "16亿元", "3%", "4%", "5%"))
