"""The drawing of large graphs in a real browser, on graphs small enough for a machine without a graphics card."""

from functools import partial

import pytest

from kg.view import page as page_module
from tests.browser.graphs import large_graph, small_graph


@pytest.fixture
def open_large(open_page):
    """Open a graph's page with the drawing for large graphs, however small the graph is."""
    return partial(open_page, large=True)


def click_node(page, place):
    point = page.evaluate(f"DRAWING.pointOf({place})")
    page.locator("#drawing").click(position=point)


def test_a_click_on_a_node_opens_its_evidence(open_large):
    page = open_large(small_graph())
    click_node(page, 0)
    page.wait_for_selector("#panel:not([hidden])")
    assert page.locator("#panel h2").inner_text() == "甲公司"
    assert "甲公司拟投资" in page.locator("#panel mark").all_text_contents()


def test_the_middle_of_an_edge_opens_its_facts(open_large):
    page = open_large(small_graph())
    edge = page.evaluate("DATA.edges.find(({ id, from, to }) => from !== to && edgeShown(id)).id")
    page.locator("#drawing").click(position=page.evaluate(f"DRAWING.edgePoint({edge})"))
    page.wait_for_selector("#panel .fact")
    assert page.evaluate("STATE.edge") == edge


def test_the_ground_puts_the_panel_away(open_large):
    page = open_large(small_graph())
    click_node(page, 0)
    page.wait_for_selector("#panel:not([hidden])")
    page.wait_for_timeout(400)  # two clicks at once would be a double click
    page.locator("#drawing").click(position={"x": 3, "y": 3})
    page.wait_for_selector("#panel", state="hidden")


def test_names_stand_apart_and_are_drawn(open_large):
    page = open_large(large_graph(400))
    page.wait_for_timeout(200)
    names = page.evaluate("DRAWING.names()")
    assert len(names) >= 10
    for place, one in enumerate(names):
        for two in names[place + 1 :]:
            across = one["left"] < two["right"] and two["left"] < one["right"]
            assert not (across and one["top"] < two["bottom"] and two["top"] < one["bottom"])


def test_no_name_is_written_under_the_panel(open_large):
    page = open_large(large_graph(400))
    page.evaluate("openEntity(0)")
    page.wait_for_selector("#panel:not([hidden])")
    page.wait_for_timeout(300)
    edge = page.evaluate('byId("panel").getBoundingClientRect().x - byId("drawing").getBoundingClientRect().x')
    others = [name for name in page.evaluate("DRAWING.names()") if name["place"] != 0]
    assert others
    assert max(name["right"] for name in others) <= edge


def test_packed_data_are_read(open_large, monkeypatch):
    monkeypatch.setattr(page_module, "_MUCH", 0)
    page = open_large(small_graph())
    assert page.evaluate('byId("graph-data").textContent') == ""
    click_node(page, 0)
    page.wait_for_selector("#panel:not([hidden])")
    assert "甲公司拟投资" in page.locator("#panel mark").all_text_contents()


def test_the_picture_is_not_blank(open_large):
    page = open_large(large_graph(60))
    colours = page.evaluate(
        """(() => { const picture = DRAWING.picture();
        const { data } = picture.getContext("2d").getImageData(0, 0, picture.width, picture.height);
        const seen = new Set(); for (let at = 0; at < data.length; at += 4) seen.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
        return seen.size; })()"""  # noqa: E501
    )
    assert colours > 20


def test_a_hidden_class_leaves_the_drawing(open_large):
    page = open_large(large_graph(60))
    page.locator("#classes button").first.click()
    page.wait_for_timeout(200)
    hidden = page.evaluate("DATA.nodes.map(({ id }) => id).filter((place) => !nodeShown(place))")
    assert hidden
    assert not set(hidden) & {name["place"] for name in page.evaluate("DRAWING.names()")}


def test_the_size_decides_who_draws():
    assert not page_module.drawn_large(large_graph(2_000))
    assert page_module.drawn_large(large_graph(2_001))
