"""What is saved of the drawing, and the place of the eye in the address, in both drawings."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from kg.model import Entity, Fact, KnowledgeGraph, Status
from tests.browser.graphs import HOSTILE, large_graph, small_graph
from tests.browser.waiting import until

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ("甲\0乙", "a<b>&amp;\"'", "]]><script>", "\ud800", "\ufffe", HOSTILE, "字" * 10_000)


@pytest.fixture
def page(open_drawn):
    return open_drawn(large_graph())


def saved_vector(page):
    """The SVG that the page saves, read by a strict reader of XML."""
    with page.expect_download() as saved:
        page.click("#vector")
    assert saved.value.suggested_filename == "graph.svg"
    return ElementTree.parse(saved.value.path()).getroot()  # noqa: S314  our own


def in_group(root, name):
    return root.find(f"{SVG}g[@class='{name}']")


def test_the_vector_picture_has_all_that_is_shown(page):
    root = saved_vector(page)
    assert len(in_group(root, "nodes")) == page.evaluate("SHOWN.nodes.reduce((sum, one) => sum + one, 0)")
    assert len(in_group(root, "edges")) == page.evaluate("SHOWN.edges.reduce((sum, one) => sum + one, 0)")
    names = ["".join(text.itertext()) for text in in_group(root, "names")]
    assert names == page.evaluate("DATA.entities.map(({ name }) => name).filter((_, place) => nodeShown(place))")
    page.click('#classes button[data-class="Person"]')
    assert len(in_group(saved_vector(page), "nodes")) < len(names)


def test_the_vector_picture_keeps_statuses_apart(open_page):
    page = open_page(small_graph())
    page.check('#statuses input[value="Negated"]')
    root = saved_vector(page)
    edges = list(in_group(root, "edges"))
    dashes = {edge.find(f"{SVG}path").get("stroke-dasharray") for edge in edges}
    assert len(dashes) > 2 and None in dashes
    shapes = [element.tag.removeprefix(SVG) for element in in_group(root, "nodes")]
    assert {"circle", "polygon"} == set(shapes)
    left, top, width, height = map(float, root.get("viewBox").split())
    for circle in in_group(root, "nodes").findall(f"{SVG}circle"):
        assert left < float(circle.get("cx")) < left + width and top < float(circle.get("cy")) < top + height


def test_denied_edges_are_struck_through(open_page):
    one, two = Entity("e/1", "Company", "甲"), Entity("e/2", "Company", "乙")
    page = open_page(KnowledgeGraph((), (one, two), (Fact(one, "cooperatesWith", two, Status.NEGATED),)), "#s=")
    (edge,) = in_group(saved_vector(page), "edges")
    assert len(edge.findall(f"{SVG}path")) == 2


def test_no_name_breaks_the_vector_picture(open_drawn):
    entities = tuple(Entity(f"e/{n}", "Company", name) for n, name in enumerate(NAMES))
    facts = tuple(Fact(one, "supports", other, Status.ASSERTED) for one, other in pairwise(entities))
    root = saved_vector(open_drawn(KnowledgeGraph((), entities, facts)))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "rect", "g", "path", "polygon", "circle", "text", "tspan"
    }  # fmt: skip
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name]


def test_what_xml_cannot_hold_is_left_out(open_drawn):
    """The page's data have none of it; the picture is sound even if they had."""
    page = open_drawn(small_graph())
    page.evaluate(r"DATA.nodes[0].label = '甲\u0000\u0001\u001f\ufffe\uffff\ud800乙'")
    page.evaluate(r"PROPERTIES.get('operatedBy').labels[0] = '\u0000营'")
    root = saved_vector(page)
    assert "甲乙" in {"".join(text.itertext()) for text in in_group(root, "names")}
    assert "营" in {text.text for text in in_group(root, "relations")}


def test_relations_are_not_written_across_names(open_page):
    root = saved_vector(open_page(small_graph()))
    assert 0 < len(in_group(root, "relations")) <= len(in_group(root, "edges"))


def test_the_picture_is_a_picture(page):
    with page.expect_download() as saved:
        page.click("#picture")
    assert saved.value.path().read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_a_link_keeps_the_place_of_the_eye(page, open_drawn):
    assert "z=" not in page.url
    page.mouse.move(640, 400)
    page.mouse.wheel(0, -400)
    until(page, "location.hash.includes('z=')")
    eye = page.evaluate("DRAWING.eye()")
    again = open_drawn(large_graph(), f"#{page.url.partition('#')[2]}")
    assert again.evaluate("DRAWING.eye()") == pytest.approx(eye, rel=0.01, abs=3)
    again.click("#fit")
    until(again, "!location.hash.includes('z=')")


def test_keys_move_the_eye_and_the_link_knows(page):
    before = page.evaluate("DRAWING.eye()")
    page.locator("#drawing").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    until(page, "location.hash.includes('z=')")
    after = page.evaluate("DRAWING.eye()")
    assert after[0] > before[0] and after[2] > before[2]


@pytest.mark.parametrize("place", ["1,2", "a,b,c", "1e99,0,1", "0,0,0", "0,0,-1", "0,0,1e9", "NaN,0,1"])
def test_a_place_that_is_none_is_passed_over(open_page, place):
    page = open_page(small_graph(), f"#z={place}")
    assert page.evaluate("STATE.eye") is None


def test_ctrl_shift_z_leads_forward_again(page):
    page.click('#classes button[data-class="Person"]')
    page.locator("#drawing").focus()
    page.keyboard.press("Control+z")
    until(page, "STATE.hiddenClasses.size === 0")
    page.keyboard.press("Control+Shift+Z")
    until(page, "STATE.hiddenClasses.size === 1")


def test_pointing_at_an_edge_names_it(page):
    edge = page.evaluate("""() => {
      const clear = DATA.edges.find(({ id, from, to }) => {
        const [a, b] = [DRAWING.pointOf(from), DRAWING.pointOf(to)];
        return edgeShown(id) && Math.hypot(a.x - b.x, a.y - b.y) > 60;
      });
      DRAWING.goTo(clear.from, { x: 0, y: 0 });
      return clear.id;
    }""")
    page.wait_for_timeout(500)
    box = page.locator("#drawing").bounding_box()
    for share in (0.5, 0.4, 0.6, 0.3, 0.7):
        point = page.evaluate(
            "([edge, share]) => { const [a, b] = [DATA.edges[edge].from, DATA.edges[edge].to].map(DRAWING.pointOf);"
            " return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share }; }",
            [edge, share],
        )
        page.mouse.move(box["x"] + point["x"] + 1, box["y"] + point["y"])
        page.wait_for_timeout(150)
        if page.evaluate("STATE.hoverEdge") is not None:
            break
    assert page.evaluate("STATE.hoverEdge") is not None
    assert page.locator("#drawing").evaluate("element => element.style.cursor") == "pointer"
