"""The report on a phone and on paper, in a real browser."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from kg.model import Document, Entity, Evidence, Fact, KnowledgeGraph, Period, Precision, Quantity, Status
from kg.view import render_report

TEXT = "甲中心投资3亿元，5月开工，6月建成。乙中心投资约10亿元。"


def graph() -> KnowledgeGraph:
    first, second = (Entity(f"f/{name}", "ComputingCentre", name) for name in ("甲中心", "乙人工智能计算中心"))
    stated = (Evidence("d", 0, 8, TEXT[:8], "某规则"),)

    def month(number: int) -> Period:
        return Period(date(2022, number, 1), date(2022, number, 28), Precision.INTERVAL)

    return KnowledgeGraph(
        (Document("d", "文", TEXT, datetime(2022, 5, 16)),),
        (first, second),
        (
            Fact(
                first,
                "investmentAmount",
                Quantity(Decimal(3), "CNY", surface="3亿元"),
                Status.ASSERTED,
                evidences=stated,
            ),
            Fact(
                second,
                "investmentAmount",
                Quantity(Decimal(10), "CNY", surface="约10亿元"),
                Status.PLANNED,
                evidences=stated,
            ),
            *(Fact(first, f"date{n}", month(n), Status.PLANNED, evidences=stated) for n in range(1, 11)),
        ),
    )


@pytest.fixture
def open_report(browser, tmp_path):
    path = tmp_path / "report.html"
    path.write_text(render_report(graph()), encoding="utf-8")
    pages = []

    def visit(width, media="screen"):
        page = browser.new_page(viewport={"width": width, "height": 844})
        page.emulate_media(media=media)
        page.goto(path.as_uri())
        pages.append(page)
        return page

    yield visit
    for page in pages:
        page.close()


WORDS = """() => [...document.querySelectorAll(".chart text, .chart .label")].filter((word) => word.checkVisibility())
    .map((word) => word.getBoundingClientRect()).filter(({ height }) => height).map(({ left, right, top, bottom }) => [left, right, top, bottom])"""  # noqa: E501


@pytest.mark.parametrize("width", [360, 390, 760, 1280])
def test_words_of_charts_are_readable_inside_and_apart(open_report, width):
    words = open_report(width).evaluate(WORDS)
    assert len(words) > 14
    for place, (left, right, top, bottom) in enumerate(words):
        assert bottom - top >= 13
        assert 0 <= left < right <= width
        for other in words[place + 1 :]:
            assert left >= other[1] or other[0] >= right or top + 3 >= other[3] or other[2] + 3 >= bottom


def test_bars_are_as_long_as_their_values(open_report):
    widths = open_report(390).evaluate(
        '[...document.querySelectorAll("#figures .chart rect")].map((bar) => bar.getBoundingClientRect().width)'
    )
    assert widths[1] / widths[0] == pytest.approx(0.3, abs=0.01)


def test_paper_has_tables_with_heads_though_it_is_narrow(open_report):
    """An A4 page is 182 mm or 688 pixels wide: less than what makes a screen a phone."""
    paper = open_report(688, media="print")
    looks = """[...document.querySelectorAll("table, thead, tr, td")].map((part) => getComputedStyle(part).display)"""
    assert set(paper.evaluate(looks)) == {"table", "table-header-group", "table-row", "table-cell"}
    assert paper.evaluate('getComputedStyle(document.querySelector("nav")).display') == "none"
    assert paper.pdf()[:5] == b"%PDF-"
