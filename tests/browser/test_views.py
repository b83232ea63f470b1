"""The views beside the drawing, worked with real clicks and keys: timeline, figures, table, and the evidence panel."""

import csv
import io
import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kg import pipeline
from kg.model import Document, Entity, Evidence, Fact, KnowledgeGraph, Period, Precision, Quantity, Status
from tests.browser.graphs import HOSTILE

ROOT = Path(__file__).resolve().parents[2]
TEXT = f"{HOSTILE}\n甲中心投资3亿元，5月开工，6月建成，9月投产。乙中心投资约10亿元，传5月开工。"
FIRST = Entity("f/甲中心", "ComputingCentre", "甲中心")
SECOND = Entity("f/乙中心", "ComputingCentre", HOSTILE)
PERSON = Entity("p/丙某", "Person", "=丙某")


def month(number: int) -> Period:
    return Period(date(2022, number, 1), date(2022, number, 28), Precision.INTERVAL)


def evidence(quote: str) -> tuple[Evidence, ...]:
    start = TEXT.index(quote)
    return (Evidence("d1", start, start + len(quote), quote, "某规则"),)


def dated_graph() -> KnowledgeGraph:
    def yuan(hundreds: int, words: str) -> Quantity:
        return Quantity(Decimal(hundreds * 10**8), "CNY", surface=words)

    return KnowledgeGraph(
        (Document("d1", HOSTILE, TEXT, datetime(2022, 5, 16, 9), "某日报", url="https://a.example/1"),),
        (FIRST, SECOND, PERSON),
        (
            Fact(FIRST, "investmentAmount", yuan(3, "3亿元"), Status.ASSERTED, evidences=evidence("投资3亿元")),
            Fact(SECOND, "investmentAmount", yuan(10, "约10亿元"), Status.PLANNED, evidences=evidence("约10亿元")),
            Fact(FIRST, "constructionStart", month(5), Status.ASSERTED, evidences=evidence("5月开工")),
            Fact(FIRST, "completionDate", month(6), Status.EXPECTED, evidences=evidence("6月建成")),
            Fact(FIRST, "launchDate", month(9), Status.PLANNED, evidences=evidence("9月投产")),
            Fact(SECOND, "constructionStart", month(4), Status.CLAIMED, evidences=evidence("传5月开工")),
            Fact(PERSON, "worksFor", FIRST, Status.PLANNED, (("title", '总"经,理'),), evidences=evidence("甲中心")),
            Fact(SECOND, "supports", FIRST, Status.ASSERTED, (), PERSON, evidences=evidence("乙中心")),
        ),
    )


def texts(page, selector):
    return [text.strip() for text in page.locator(selector).all_text_contents()]


def test_the_timeline_tells_what_is_due_as_of_a_day_that_can_be_moved(open_page):
    page = open_page(dated_graph())
    page.click("#tab-timeline")
    view = "#view-timeline"
    assert page.input_value("#as-of") == "2022-05-16"
    assert texts(page, f"{view} tbody .state") == ["未经证实", "已完成", "未到期", "未到期"]
    assert texts(page, f"{view} tbody .days")[0] == "2022-04-01 – 2022-04-28"
    assert page.text_content(f"{view} .note") == "2 项计划或预期没有日期"
    page.fill("#as-of", "2022-07-01")
    assert texts(page, f"{view} tbody .state") == ["未经证实", "已完成", "已过期，未见完成", "未到期"]
    late = page.locator(f"{view} tbody tr").nth(2)
    bar = late.locator("rect")
    ends = float(bar.get_attribute("x")) + float(bar.get_attribute("width"))
    assert ends < float(late.locator(".now").get_attribute("x1"))
    page.click(f'{view} .toggle[data-state="overdue"]')
    assert texts(page, f"{view} tbody .state") == ["未经证实", "已完成", "未到期"]
    assert page.evaluate("document.activeElement.dataset.state") == "overdue"
    page.keyboard.press("Enter")
    assert page.locator(f"{view} tbody tr").count() == 4
    page.click(f"{view} tbody tr:nth-child(3) .relation")
    assert page.locator("#panel .sought mark").text_content() == "6月建成"
    page.uncheck('#statuses input[value="Claimed"]')
    assert page.locator(f"{view} tbody tr").count() == 3
    page.click("#language")
    assert texts(page, f"{view} .toggle") == ["Done1", "Due1", "Overdue1"]


def test_figures_that_can_be_compared_are_drawn_and_open_their_evidence(open_page):
    page = open_page(dated_graph())
    page.click("#tab-quantities")
    chart = page.locator("#view-quantities figure")
    assert chart.locator("figcaption").text_content() == "investmentAmount CNY 2"
    assert chart.locator(".amount").all_text_contents() == ["约10亿元", "3亿元"]
    widths = [float(bar.get_attribute("width").rstrip("%")) for bar in chart.locator("rect").all()]
    assert widths[1] / widths[0] == pytest.approx(0.3)
    chart.locator(".figure").nth(1).click()
    assert page.locator("#panel .sought mark").text_content() == "投资3亿元"
    chart.locator(".figure").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").text_content() == HOSTILE
    page.uncheck('#statuses input[value="Planned"]')
    assert page.locator("#view-quantities figure").count() == 0
    assert page.locator("#view-quantities .single li").count() == 1
    page.uncheck('#statuses input[value="Asserted"]')
    assert "没有数字" in page.text_content("#view-quantities")


def test_the_table_sorts_narrows_and_copies_as_csv(open_page):
    page = open_page(dated_graph())
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("#tab-table")
    view = "#view-table"
    assert page.text_content(f"{view} .note") == "8 条事实"
    page.click(f'{view} [data-sort="object"]')
    assert texts(page, f"{view} tbody td:nth-child(3) .value")[:2] == ["3亿元", "约10亿元"]
    page.keyboard.press("Enter")
    assert page.get_attribute(f'{view} th:has([data-sort="object"])', "aria-sort") == "descending"
    values = texts(page, f"{view} tbody td:nth-child(3) .value")
    assert values.index("约10亿元") < values.index("3亿元")
    page.click(f'{view} [data-sort="when"]')
    assert texts(page, f"{view} tbody .days")[0].startswith("2022-04")
    page.fill(f"{view} .narrow", "甲中心 计划")
    assert page.locator(f"{view} tbody tr").count() == 2
    assert page.evaluate("document.activeElement.className") == "narrow"
    page.click(f"{view} .action[data-word=copy]")
    page.get_by_text("行已复制").wait_for()
    rows = list(csv.DictReader(io.StringIO(page.evaluate("navigator.clipboard.readText()"), newline="")))
    assert [row["关系"] for row in rows] == ["launchDate", "worksFor"]
    assert rows[1]["主体"] == "'=丙某"
    assert rows[1]["限定"] == '职务: 总"经,理'
    assert rows[0]["规则"] == "某规则"
    assert rows[0]["来源文章"] == HOSTILE
    assert rows[0]["日期"] == "2022-05-16 09:00"
    assert rows[0]["链接"] == "https://a.example/1"


def test_the_panel_shows_all_that_names_an_entity(open_page):
    page = open_page(dated_graph(), "#p%2F%E4%B8%99%E6%9F%90")
    panel = page.locator("#panel")
    assert texts(page, "#panel h3") == ["worksFor →", "提到它的事实"]
    panel.locator(".fact").nth(1).locator("summary").click()
    said = panel.locator(".fact").nth(1)
    assert "=丙某 说" in said.text_content()
    assert said.locator("mark").text_content() == "乙中心"
    assert "规则 某规则" in said.locator(".source").text_content()
    assert panel.locator(".chip").first.text_content().startswith("职务：")


MARKED = """() => {
    const found = [];
    const drawAll = () => { for (let more; (more = document.querySelector("#panel .more"));) more.click(); };
    const read = (block, named) => found.push({
        fact: Number(block.closest(".fact")?.dataset.fact ?? -1), named,
        before: block.querySelector("mark").previousSibling?.textContent ?? "",
        words: block.querySelector("mark").textContent,
        after: block.querySelector("mark").nextSibling?.textContent ?? "",
    });
    DATA.entities.forEach(({ name }, place) => {
        select(place, null);
        drawAll();
        document.querySelectorAll("#panel blockquote").forEach((block) => read(block, name));
    });
    DATA.edges.forEach(({ id }) => {
        select(null, id);
        drawAll();
        document.querySelectorAll("#panel blockquote").forEach((block) => read(block, null));
    });
    return found;
}"""


def assert_marked(graph, marked):
    """In each panel that has a fact, its marks are its evidences character by character, in their sentence."""
    texts = {document.id: document.text for document in graph.documents}
    for place, fact in enumerate(graph.facts):
        ends = {fact.subject.name, getattr(fact.object, "name", fact.subject.name)}
        panels = ends if fact.subject == fact.object or not isinstance(fact.object, Entity) else {*ends, None}
        for panel in panels:
            shown = [item for item in marked if item["fact"] == place and item["named"] == panel]
            exact = [texts[item.document][item.start : item.end] for item in fact.evidences]
            assert [item["words"] for item in shown] == exact
            for item, found in zip(fact.evidences, shown, strict=True):
                text, before, after = texts[item.document], found["before"], found["after"]
                if not before.startswith("…"):
                    assert text[: item.start].endswith(before)
                if not after.endswith("…"):
                    assert text[item.end :].startswith(after)


def test_marks_are_counted_in_characters_not_in_halves(open_page):
    """JavaScript counts 𠮷 and 😀 as two; a sentence may end in a line break without any mark."""
    text = (
        "😀😀甲𠮷公司👩\u200d💻投资乙公司\n𠮷𠮷野家：甲𠮷公司与乙公司\r\n签约😀。"
        + "𠮷" * 400
        + "甲𠮷公司收购乙公司"
        + "😀" * 400
    )
    one, other = Entity("c/甲", "Company", "甲𠮷公司"), Entity("c/乙", "Company", "乙公司")

    def stated(words):
        return (Evidence("d", text.index(words), text.index(words) + len(words), words, "某规则"),)

    graph = KnowledgeGraph(
        (Document("d", "文", text),),
        (one, other),
        (
            Fact(one, "investsIn", other, Status.ASSERTED, evidences=stated("甲𠮷公司👩\u200d💻投资乙公司")),
            Fact(one, "signsWith", other, Status.ASSERTED, evidences=stated("甲𠮷公司与乙公司\r\n签约😀")),
            Fact(one, "acquires", other, Status.ASSERTED, evidences=stated("𠮷甲𠮷公司收购乙公司😀")),
        ),
    )
    marked = open_page(graph).evaluate(MARKED)
    assert len(marked) == 9
    assert_marked(graph, marked)


# Of these facts the evidence of the gold is another sentence than ours: an article is about what its title or first
# sentence names, a facility lies where its name says (each time that it is named).
ELSEWHERE = {("about", "青岛人工智能计算中心"), ("locatedIn", "青岛人工智能计算中心")}


def test_the_words_of_the_panel_are_those_of_the_gold(open_page, extractor, seed):
    """What is marked stands at its offsets; quotations are the gold's but for the closing mark; facts overlap it."""
    gold = json.loads((ROOT / "tests" / "gold" / "s01.json").read_text(encoding="utf-8"))
    names = {entity["id"]: (entity["name"], *entity["aliases"]) for entity in gold["entities"]}
    graph = pipeline.build([seed], extractor).graph
    text = graph.documents[0].text
    marked = open_page(graph).evaluate(MARKED)
    assert_marked(graph, marked)
    for quote in gold["quotes"]:
        said = [
            item["words"].rstrip("。")
            for item in marked
            if item["fact"] < 0 and item["named"] in names[quote["speaker"]]
        ]
        assert text[slice(*quote["evidence"])].rstrip("。") in said
    compared, apart = 0, set()
    for wanted in gold["facts"]:
        start, end = wanted["evidence"]
        same = [
            fact
            for fact in graph.facts
            if fact.property == wanted["p"]
            and fact.subject.name in names[wanted["s"]]
            and getattr(fact.object, "name", None) in names.get(str(wanted["o"]), ())
        ]
        compared += bool(same)
        if same and not any(item.start < end and start < item.end for fact in same for item in fact.evidences):
            apart.add((wanted["p"], same[0].object.name if wanted["p"] == "about" else same[0].subject.name))
    assert compared >= 150
    assert apart <= ELSEWHERE
