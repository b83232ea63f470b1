"""What strangers may write never runs, breaks or widens the page, in any view, by either drawing."""

import csv
import io
from xml.etree import ElementTree

import pytest

from kg.view import render_report, render_resource
from tests.browser.hostile import LONG, NAMES, TURNED, WIDE, hostile_graph

GRAPH = hostile_graph()
SIZES = ({"width": 1280, "height": 800}, {"width": 390, "height": 844})
MARKS = "\u202e\u2066\u2069\u200b\ufeff"
VIEWS = ("graph", "timeline", "quantities", "table")


MISSHAPEN = """() => {
    const wide = (element) => element.checkVisibility() && element.scrollWidth > element.clientWidth + 1;
    const found = [document.documentElement, document.body, byId("panel"), byId("legend"), byId("scope"), ...document.querySelectorAll(".view")].filter(wide);
    const panel = byId("panel");
    if (!panel.hidden && panel.offsetWidth !== (innerWidth > 760 ? 392 : innerWidth)) found.push(panel);
    if (document.documentElement.scrollHeight > innerHeight) found.push(document.documentElement);
    return found.map((element) => `${element.tagName}#${element.id} ${element.scrollWidth} > ${element.clientWidth}`);
}"""  # noqa: E501
FOREIGN = 'document.querySelectorAll("img, iframe, object, embed, link, form, base, [onerror], [onmouseover]").length'
LINKS = '[...document.querySelectorAll("a[href], area[href]")].map((link) => link.href)'


def check(page, scripts):
    assert page.evaluate(MISSHAPEN) == []
    assert page.evaluate(FOREIGN) == 0
    assert page.evaluate("document.scripts.length") == scripts
    assert [link for link in page.evaluate(LINKS) if not link.startswith("https://a.example/x")] == []


@pytest.mark.parametrize("size", SIZES, ids=["desk", "phone"])
def test_nothing_runs_and_no_view_is_out_of_shape(open_drawn, size):
    page = open_drawn(GRAPH)
    page.set_viewport_size(size)
    scripts = page.evaluate("document.scripts.length")
    page.check('#statuses input[value="Negated"]', force=True) if size["width"] > 760 else None
    page.evaluate('for (const part of document.querySelectorAll("#legend details")) part.open = true')
    page.evaluate("showLegend(true)")
    check(page, scripts)
    page.evaluate("showLegend(false)")
    for place in range(len(GRAPH.entities)):
        page.evaluate(f"select({place}, null)")
        check(page, scripts)
    for edge in range(page.evaluate("DATA.edges.length")):
        page.evaluate(f"select(null, {edge})")
        check(page, scripts)
    for view in VIEWS:
        page.evaluate(f"showView('{view}')")
        check(page, scripts)
        page.evaluate("select(null, null)")
        check(page, scripts)
    page.evaluate("focusOn(6)")
    check(page, scripts)
    page.evaluate("showPath(6, 8)")
    assert page.locator("#scope .link").count() >= 3
    check(page, scripts)
    page.evaluate("switchLanguage()")
    check(page, scripts)


def test_every_name_is_found_and_its_address_leads_back(open_drawn):
    page = open_drawn(GRAPH)
    for place, name in enumerate(NAMES[:-1]):
        page.fill("#search", name[:40].strip(MARKS).replace("\x00", "\ufffd")[:3])
        assert page.locator("#hits li").first.bounding_box()["height"] < 60
        page.keyboard.press("Escape")
        page.evaluate(f"select({place}, null)")
        address = page.evaluate("location.hash")
        page.evaluate("select(null, null)")
        page.evaluate("(address) => { location.hash = address; }", address)
        page.wait_for_selector("#panel:not([hidden])")
        assert page.evaluate("STATE.node") == place


def test_the_picture_of_hostile_names_can_be_saved(open_drawn):
    page = open_drawn(GRAPH)
    with page.expect_download() as saved:
        page.click("#picture")
    assert saved.value.suggested_filename.startswith("graph.")


def test_the_vector_picture_of_hostile_names_is_plain_xml(open_drawn):
    page = open_drawn(GRAPH)
    page.check('#statuses input[value="Negated"]')
    with page.expect_download() as saved:
        page.click("#vector")
    root = ElementTree.parse(saved.value.path()).getroot()  # noqa: S314  our own
    assert {element.tag.rpartition("}")[2] for element in root.iter()} == {
        "svg", "title", "rect", "g", "path", "polygon", "circle", "text", "tspan"
    }  # fmt: skip
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name]
    words = "".join(root.itertext())
    assert all(part in words for part in ("<img", "</script>", "javascript:"))
    assert not {character for character in words if ord(character) < 32} - {"\n"}
    assert not set(words) & set(MARKS)
    assert LONG[:100] not in words


@pytest.mark.parametrize("view", VIEWS)
def test_long_names_are_cut_in_every_view(open_page, view):
    page = open_page(GRAPH)
    page.evaluate(f"showView('{view}'); select(6, null)")
    longest = """[...document.querySelectorAll("h2, h3, .link, .name, .chip, .value, .detail, .text, td, text, cite")]
        .filter((element) => element.checkVisibility()).map((element) => [...element.textContent].length)"""
    assert max(page.evaluate(longest)) < 1_500
    heading = page.locator("#panel h2")
    assert heading.text_content().startswith("长" * 100)
    assert heading.get_attribute("title") == LONG
    heading.get_by_role("button", name="全文").click()
    assert heading.text_content() == LONG


def test_evidence_stays_whole_and_scrolls_in_its_place(open_page):
    page = open_page(GRAPH)
    page.evaluate("select(6, null)")
    said = page.locator("#panel .said", has=page.locator("mark")).first
    assert said.locator("mark").text_content() == LONG
    assert said.bounding_box()["height"] < 500


def test_marks_of_direction_turn_nothing_round(open_page):
    page = open_page(GRAPH)
    for view in VIEWS:
        page.evaluate(f"showView('{view}'); select(3, null)")
        seen = page.evaluate(
            """() => { const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
            while (walk.nextNode()) if (!walk.currentNode.parentElement.closest(".said, .quote, script")) found.push(walk.currentNode.data);
            return found.join(""); }"""  # noqa: E501
        )
        assert not set(seen) & set(MARKS)
    assert page.locator("#panel .said mark").first.text_content() == TURNED


def test_a_name_from_right_to_left_leaves_its_neighbours_in_order(open_page):
    page = open_page(GRAPH)
    page.evaluate("select(12, null)")
    order = """() => [...document.querySelectorAll("#panel .source")].slice(0, 1).map((line) => {
        const box = (node) => { const range = document.createRange(); range.selectNodeContents(node); return range.getClientRects()[0]; };
        return [...line.childNodes].map((node) => { const { x, y } = box(node); return [Math.round(y / 12), x]; });
    })[0]"""  # noqa: E501
    places = page.evaluate(order)
    assert len(places) >= 5
    assert places == sorted(places)


def test_copied_cells_are_no_formulas(open_page):
    page = open_page(GRAPH)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("#tab-table")
    page.click("#view-table .action[data-word=copy]")
    page.get_by_text("行已复制").wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len(rows) > 50
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [cell for row in rows for cell in row if cell[:1] in tuple("=+-@＝＋－＠\t\r")] == []
    assert "'" + NAMES[8] in {row[0] for row in rows}
    assert {LONG, WIDE} <= {row[0] for row in rows}


PAGES = {
    "report": lambda: render_report(GRAPH, title=LONG),
    "english": lambda: render_report(GRAPH, title=NAMES[0], language="en"),
    "resource": lambda: render_resource(
        GRAPH, iri="https://a.example/" + LONG, own=GRAPH.entities[6], address=lambda _: "/entity/x"
    ),
}


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("size", SIZES, ids=["desk", "phone"])
def test_pages_without_scripts_hold_their_shape_too(browser, tmp_path, kind, size):
    path = tmp_path / "page.html"
    path.write_text(PAGES[kind](), encoding="utf-8")
    page = browser.new_page(viewport=size)
    requests, troubles = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: troubles.append(message.text))
    page.goto(path.as_uri())
    found = page.evaluate(
        "[document.documentElement.scrollWidth, document.scripts.length, window.harmed ?? null, document.images.length]"
    )
    links = page.evaluate('[...document.querySelectorAll("a[href]")].map((link) => link.protocol)')
    words = page.evaluate("document.body.innerText")
    page.close()
    assert found == [size["width"], 0, None, 0]
    assert set(links) <= {"file:", "https:"}
    assert not set(words) & set(MARKS)
    assert LONG[:2_000] not in words
    assert (requests, troubles) == ([path.as_uri()], [])
