"""The page in a real browser, opened as a file: nothing but the page itself is read."""

from kg.model import Fact, KnowledgeGraph, Status
from kg.view.page import SCRIPTS
from tests.browser.graphs import CENTRE, FIRST, HOSTILE, PERSON, SECOND, large_graph, small_graph
from tests.browser.pointing import edge_point, node_point, point, shown, shown_nodes


def test_the_page_opens_with_all_nodes_and_edges(open_page):
    page = open_page(small_graph())
    assert shown_nodes(page) == 5
    assert len(shown(page, "edges")) == 4
    assert page.text_content("h1") == HOSTILE
    assert "5/5 实体" in page.text_content("#shown")


def test_a_click_on_a_node_shows_its_facts_with_marked_evidence(open_page):
    page = open_page(small_graph())
    page.mouse.click(*node_point(page, 2))
    panel = page.locator("#panel")
    assert panel.locator("h2").text_content() == CENTRE.name
    assert panel.locator("mark").all_text_contents() == ["由乙公司运营", "该中心", "甲公司拟投资"]
    assert panel.locator("blockquote").first.text_content().startswith("该中心由乙公司运营。")
    assert panel.locator(".badge").all_text_contents() == ["陈述", "陈述", "计划"]
    assert "某日报 · 2026-01-02 03:04" in panel.locator(".source").first.text_content()
    assert panel.locator(".source a").first.get_attribute("href") == "https://a.example/1"


def test_a_click_on_a_label_counts_as_one_on_its_node(open_page):
    page = open_page(small_graph())
    page.evaluate("DRAWING.redraw()")
    page.wait_for_timeout(100)
    find = "DRAWING.names().find((item) => item.place === 3)"
    box = f"(() => {{ const box = {find}; return {{ x: (box.left + box.right) / 2, y: box.bottom - 2 }}; }})()"
    page.mouse.click(*point(page, box))
    assert page.locator("#panel h2").text_content() == PERSON.name
    assert page.locator("#panel mark").all_text_contents() == ["会按期建成。", "该中心"]


def test_a_click_on_an_edge_shows_all_facts_between_the_two(open_page):
    page = open_page(small_graph())
    assert page.evaluate("edgeLook(2).label") == "收购"
    page.mouse.click(*edge_point(page, 2))
    panel = page.locator("#panel")
    assert panel.locator("h2").text_content() == "甲公司 — 乙公司"
    assert panel.locator(".fact").first.locator("mark").text_content() == "将收购乙公司"
    assert panel.locator(".badge").all_text_contents() == ["据称", "否定"]
    page.check('#statuses input[value="Negated"]')
    assert page.evaluate("edgeLook(2).label") == "收购、cooperatesWith ×2"


def test_a_name_in_the_panel_leads_to_its_entity(open_page):
    page = open_page(small_graph())
    page.mouse.click(*node_point(page, 0))
    page.locator("#panel .link", has_text=SECOND.name).first.click()
    assert page.locator("#panel h2").text_content() == SECOND.name


def test_hostile_names_are_text(open_page):
    page = open_page(small_graph())
    page.mouse.click(*node_point(page, 4))
    assert page.locator("#panel h2").text_content() == HOSTILE
    page.fill("#search", "<img")
    assert page.locator("#hits li .name").text_content() == HOSTILE
    page.keyboard.press("Enter")
    page.click("#tab-table")
    page.click("#legend details:has(#properties) summary")
    page.click("#legend details:has(#from) summary")
    assert page.locator("img").count() == 0
    assert page.evaluate("document.scripts.length") == len(SCRIPTS) + 2


def test_the_legend_counts_and_filters(open_page):
    page = open_page(small_graph())
    company = page.locator('#classes button[data-class="Company"]')
    assert company.text_content() == "公司2"
    company.click()
    assert shown_nodes(page) == 3
    assert company.get_attribute("aria-pressed") == "false"
    company.click()
    assert shown_nodes(page) == 5


def test_the_legend_says_how_many_are_only_denied(open_drawn):
    page = open_drawn(
        KnowledgeGraph((), (FIRST, SECOND), (Fact(FIRST, "cooperatesWith", SECOND, Status.NEGATED),)),
    )
    assert shown_nodes(page) == 0
    assert page.text_content("#only-denied") == "2 个实体只有否定的事实，勾选“否定”才显示"
    page.click("#language")
    assert page.text_content("#only-denied").startswith("2 entities have negated facts only")
    page.check('#statuses input[value="Negated"]')
    assert shown_nodes(page) == 2
    assert open_drawn(small_graph()).locator("#only-denied").count() == 0


def test_a_dragged_node_stays_where_it_was_put(open_page):
    page = open_page(small_graph())
    x, y = node_point(page, 3)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 90, y - 60, steps=4)
    page.mouse.up()
    page.click('#classes button[data-class="Person"]')
    page.click('#classes button[data-class="Person"]')
    page.mouse.click(x + 90, y - 60)
    assert page.locator("#panel h2").text_content() == PERSON.name


def test_statuses_and_relations_filter(open_page):
    page = open_page(small_graph())
    assert shown(page, "facts") == [0, 1, 2, 4, 5]
    page.check('#statuses input[value="Negated"]')
    assert shown(page, "facts") == [0, 1, 2, 3, 4, 5]
    page.uncheck('#statuses input[value="Claimed"]')
    assert page.evaluate("[edgeLook(2).struck, edgeLook(0).struck]") == [True, False]
    page.click("#legend details:has(#properties) summary")
    page.uncheck('#properties input[value="investsIn"]')
    assert shown(page, "facts") == [1, 3, 4, 5]
    page.keyboard.press("Escape")
    assert len(shown(page, "edges")) == 4


def test_search_finds_by_alias_and_moves_there(open_page):
    page = open_page(small_graph())
    page.keyboard.press("/")
    page.keyboard.type("甲司")
    assert page.locator("#hits li").count() == 1
    assert "甲公司" in page.locator("#hits li").text_content()
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").text_content() == FIRST.name
    assert page.locator("#hits").is_hidden()
    for spelling in ("jiagongsi", "jgs", "jgongs", "jia gong", "gongsi"):
        page.fill("#search", spelling)
        assert FIRST.name in page.locator("#hits .name").all_text_contents()
    page.fill("#search", "rgznjszx")
    assert page.locator("#hits .name").all_text_contents() == [CENTRE.name]
    assert page.locator("#hits .name mark").text_content() == "人工智能计算中心"
    page.fill("#search", "没有这个")
    assert page.locator("#hits").text_content() == "没有找到"
    assert page.locator("#said").text_content() == "0 条结果"


def test_search_reveals_what_a_filter_hides(open_page):
    page = open_page(small_graph())
    page.click('#classes button[data-class="Person"]')
    page.fill("#search", "丙")
    page.keyboard.press("Enter")
    assert shown_nodes(page) == 5
    assert page.locator("#panel h2").text_content() == PERSON.name


def test_the_language_switches_words_and_labels(open_page):
    page = open_page(small_graph())
    page.mouse.click(*node_point(page, 2))
    page.click("#language")
    assert page.get_attribute("html", "lang") == "en"
    assert page.text_content("#fit") == "Fit"
    assert "Computing centre" in page.text_content("#panel")
    assert "operated by →" in page.text_content("#panel")
    page.click("#language")
    assert page.text_content("#fit") == "全景"


def test_double_click_leaves_the_neighbourhood_and_escape_brings_all_back(open_page):
    page = open_page(small_graph())
    page.mouse.dblclick(*node_point(page, 0))
    assert shown(page) == [0, 1, 2]
    assert page.locator("#all").is_visible()
    page.keyboard.press("Escape")
    assert shown_nodes(page) == 5
    assert page.locator("#all").is_hidden()
    assert page.locator("#panel").is_hidden()


def test_the_table_lists_all_facts_and_obeys_filters(open_page):
    page = open_page(small_graph())
    page.click("#tab-table")
    assert page.locator("#view-table tbody tr").count() == 5
    page.uncheck('#statuses input[value="Asserted"]')
    assert page.locator("#view-table tbody tr").count() == 3
    page.locator("#view-table .link", has_text=FIRST.name).first.click()
    assert page.locator("#panel h2").text_content() == FIRST.name
    page.click("#tab-graph")
    assert page.locator("#drawing canvas").is_visible()


def test_an_address_with_an_entity_opens_it_and_a_broken_one_does_no_harm(open_page):
    page = open_page(small_graph(), "#p%2F%E4%B8%99%E6%9F%90")
    assert page.locator("#panel h2").text_content() == PERSON.name
    assert open_page(small_graph(), "#%E4%B8").locator("#panel").is_hidden()


def test_an_empty_graph_says_so(open_page):
    page = open_page(KnowledgeGraph())
    assert "图谱是空的" in page.text_content("#empty")
    page.click("#fit")
    page.click("#tab-table")
    page.keyboard.press("Escape")


def test_hiding_everything_says_how_to_come_back(open_page):
    page = open_page(small_graph())
    for button in page.locator("#classes button").all():
        button.click()
    assert "Esc" in page.text_content("#empty")


def test_a_larger_graph_shows_labels_that_do_not_lie_on_each_other(open_page):
    page = open_page(large_graph())
    page.wait_for_timeout(200)
    page.check('#statuses input[value="Negated"]')
    assert shown_nodes(page) == 150
    assert page.evaluate("DRAWING.names().length") >= 40
    clashes = "DRAWING.names().filter((a, i, all) => all.some((b, j) => j < i && overlaps(a, b))).length"
    assert page.evaluate(clashes) == 0


def test_the_panel_does_not_cover_what_was_clicked(open_page):
    page = open_page(large_graph())
    places = page.evaluate("DATA.nodes.map((node) => DRAWING.pointOf(node.id).x)")
    rightmost = places.index(max(places))
    page.mouse.click(*node_point(page, rightmost))
    assert page.locator("#panel h2").text_content() == f"某某第{rightmost}号实体"
    assert node_point(page, rightmost)[0] < page.locator("#panel").bounding_box()["x"]


def test_a_narrow_screen_keeps_the_selection_in_sight(open_page):
    page = open_page(small_graph())
    page.set_viewport_size({"width": 420, "height": 800})
    page.fill("#search", "丙")
    page.keyboard.press("Enter")
    x, y = node_point(page, 3)
    assert 0 < x < 420
    assert y < page.locator("#panel").bounding_box()["y"]


def test_dark_mode_changes_the_ground(open_page):
    page = open_page(small_graph())
    light = page.evaluate("readInk().ground")
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(50)
    assert page.evaluate("readInk().ground") != light
