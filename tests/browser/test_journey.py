"""Finding one's way in the page: filters, focus, paths, hiding, back and forward, the address, keys, narrow screens."""

from dataclasses import replace
from datetime import date, datetime

from kg.model import Document, Entity, Evidence, Fact, KnowledgeGraph, Period, Precision, Status
from tests.browser.graphs import CENTRE, FIRST, PERSON, SECOND, large_graph, small_graph
from tests.browser.pointing import node_point, shown

TEXT = "甲乙丙丁"


def evidence(document: str) -> tuple[Evidence, ...]:
    return (Evidence(document, 0, 1, "甲", "某规则"),)


def month(year: int, number: int) -> Period:
    return Period(date(year, number, 1), date(year, number, 28), Precision.INTERVAL)


def chain(length: int = 6) -> KnowledgeGraph:
    """第0号 → 第1号 → …, with a year, a post and a certainty of its own for each step."""
    entities = tuple(Entity(f"e/{n}", "Company", f"第{n}号公司") for n in range(length))
    documents = tuple(
        Document(f"d{n}", f"文{n}", TEXT, datetime(2020 + n, 5, 1), ("某日报", "某晚报")[n % 2]) for n in range(length)
    )
    facts = tuple(
        Fact(
            entities[n],
            "supports",
            entities[n + 1],
            Status.ASSERTED,
            time=month(2010 + n, 3) if n else None,
            confidence=0.5 + n / 10,
            evidences=evidence(f"d{n}"),
        )
        for n in range(length - 1)
    )
    return KnowledgeGraph(documents, entities, facts)


def star(leaves: int = 45) -> KnowledgeGraph:
    """A company beside a centre that many others belong to."""
    hub, beside = Entity("e/hub", "Company", "枢纽"), Entity("e/beside", "Company", "旁边")
    others = tuple(Entity(f"e/{n:02}", "Product", f"第{n:02}号产品") for n in range(leaves))
    facts = tuple(Fact(hub, "supports", other, Status.ASSERTED) for other in (beside, *others))
    return KnowledgeGraph((), (hub, beside, *others), facts)


def open_section(page, name: str) -> None:
    page.locator("#legend summary", has_text=name).first.click()


def select(page, name: str) -> None:
    page.fill("#search", name)
    page.keyboard.press("Enter")


def test_facts_are_filtered_by_time_publisher_and_confidence(open_page):
    page = open_page(chain())
    open_section(page, "时间")
    page.fill("#from", "2012-01-01")
    page.dispatch_event("#from", "change")
    assert shown(page, "facts") == [0, 2, 3, 4]
    page.uncheck("#undated")
    assert shown(page, "facts") == [2, 3, 4]
    page.fill("#to", "2013-12-31")
    page.dispatch_event("#to", "change")
    assert shown(page, "facts") == [2, 3]
    assert shown(page) == [2, 3, 4]
    page.select_option("#time-kind", "post")
    assert shown(page, "facts") == []
    page.click("#clear")
    assert shown(page, "facts") == [0, 1, 2, 3, 4]
    open_section(page, "媒体")
    page.uncheck('#publishers input[value="某晚报"]')
    assert shown(page, "facts") == [0, 2, 4]
    assert page.locator("#publishers .count").all_text_contents() == ["3", "0/2"]
    open_section(page, "置信度")
    page.fill("#confidence", "0.7")
    assert shown(page, "facts") == [2, 4]
    page.keyboard.press("Control+z")
    page.wait_for_function("STATE.confidence === 0")
    assert shown(page, "facts") == [0, 2, 4]


def test_focus_widens_by_hops_and_the_trail_leads_back_and_forward(open_page):
    page = open_page(chain())
    select(page, "第2号")
    page.keyboard.press("Control+e")
    assert shown(page) == [1, 2, 3]
    page.click('[data-hops="2"]')
    assert shown(page) == [0, 1, 2, 3, 4]
    page.click('[data-hops="3"]')
    assert shown(page) == [0, 1, 2, 3, 4, 5]
    page.click("#back")
    page.wait_for_function("STATE.focus && STATE.focus.hops === 2")
    page.go_back()
    page.wait_for_function("STATE.focus && STATE.focus.hops === 1")
    assert shown(page) == [1, 2, 3]
    page.click("#forward")
    page.wait_for_function("STATE.focus.hops === 2")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    page.wait_for_function("STATE.focus === null")
    assert page.locator("#back").is_disabled()
    assert page.locator("#scope").is_hidden()


def test_the_shortest_path_by_shown_facts_is_drawn_and_listed(open_page):
    page = open_page(chain())
    select(page, "第1号")
    page.get_by_role("button", name="以此为起点找路径").click()
    assert "再单击或搜索另一个实体" in page.text_content("#scope")
    page.mouse.click(*node_point(page, 4))
    assert shown(page) == [1, 2, 3, 4]
    assert "路径（3）" in page.text_content("#scope")
    assert page.locator("#scope .link:not(.relation)").all_text_contents() == [f"第{n}号公司" for n in range(1, 5)]
    page.locator("#scope .relation").first.click()
    assert page.locator("#panel .fact").count() == 1
    open_section(page, "关系")
    page.uncheck('#properties input[value="supports"]')
    assert page.text_content("#scope") == "按当前筛选，两者之间没有路径"


def test_neighbours_are_expanded_some_at_a_time(open_page):
    page = open_page(star())
    select(page, "旁边")
    page.keyboard.press("Control+e")
    assert shown(page) == [0, 1]
    page.mouse.dblclick(*node_point(page, 0))
    assert len(shown(page)) == 21
    page.click("#more")
    assert len(shown(page)) == 41
    page.click("#more")
    assert len(shown(page)) == 47
    assert page.locator("#more").count() == 0


def test_what_is_hidden_goes_and_comes_back_and_what_is_pinned_stays(open_page):
    page = open_page(chain())
    page.keyboard.down("Control")
    page.mouse.click(*node_point(page, 5))
    page.keyboard.up("Control")
    assert shown(page) == [0, 1, 2, 3, 4]
    select(page, "第4号")
    page.keyboard.press("Control+h")
    assert shown(page) == [0, 1, 2, 3]
    page.keyboard.press("Control+z")
    page.wait_for_function("STATE.hidden.size === 1")
    page.get_by_role("button", name="恢复").click()
    assert shown(page) == [0, 1, 2, 3, 4, 5]
    select(page, "第5号")
    page.get_by_role("button", name="固定", exact=True).click()
    select(page, "第0号")
    page.keyboard.press("Control+e")
    assert shown(page) == [0, 1, 5]
    assert page.evaluate("nodeLook(5).pinned")


def test_a_link_opens_the_same_view(open_page):
    page = open_page(small_graph())
    page.check('#statuses input[value="Negated"]')
    page.click('#classes button[data-class="Person"]')
    x, y = node_point(page, 1)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 70, y + 50, steps=4)
    page.mouse.up()
    select(page, CENTRE.name)
    page.keyboard.press("Control+e")
    page.click("#language")
    page.click("#theme")
    place = page.evaluate("DRAWING.places()[1]")
    again = open_page(small_graph(), page.evaluate("location.hash"))
    assert shown(again, "facts") == shown(page, "facts")
    assert shown(again) == shown(page) == [0, 1, 2]
    assert again.locator("#panel h2").text_content() == CENTRE.name
    assert again.evaluate("DRAWING.places()[1]") == place
    assert again.get_attribute("html", "lang") == "en"
    assert again.get_attribute("html", "data-theme") == "dark"
    assert again.evaluate("viewText() + restText()") == page.evaluate("viewText() + restText()")


def test_a_broken_address_does_no_harm(open_page):
    garbage = "f=%E4%B8,9&p=a,b,c&x=..,zz.1&o=a.NaN.9&h=__proto__&c=<img>&s=&d=1,2&m=x&v=nowhere&n=%&e=&&==,&l=xx&t=<b>"
    page = open_page(small_graph(), f"#{garbage}")
    assert len(shown(page)) == 5
    assert page.evaluate("STATE.hiddenStatuses.size") == 0
    page.evaluate("location.hash = '#n=p%2F%E4%B8%99%E6%9F%90'")
    page.wait_for_selector("#panel h2")
    assert page.locator("#panel h2").text_content() == PERSON.name


def test_search_reveals_what_focus_and_filters_hide(open_page):
    page = open_page(small_graph())
    page.uncheck('#statuses input[value="Asserted"]')
    page.keyboard.press("/")
    page.keyboard.type("binmou")
    page.keyboard.press("Escape")
    assert page.input_value("#search") == ""
    page.keyboard.press("/")
    page.keyboard.type("bingmou")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").text_content() == PERSON.name
    assert 3 in shown(page)


def test_the_drawing_is_used_with_keys(open_page):
    page = open_page(small_graph())
    page.focus("#drawing")
    before = node_point(page, 0)
    page.keyboard.press("ArrowRight")
    assert round(before[0] - node_point(page, 0)[0]) == 60
    page.keyboard.press("Control+f")
    page.keyboard.press("PageDown")
    assert page.locator("#panel h2").text_content() in {FIRST.name, SECOND.name, CENTRE.name}
    assert page.text_content("#said").endswith(("公司", "计算中心"))
    page.focus("#tab-graph")
    page.keyboard.press("ArrowRight")
    assert page.locator("[role=tab][aria-selected=true]").get_attribute("id") != "tab-graph"
    unnamed = """[...document.querySelectorAll("button, input, select, [role]")]
        .filter((element) => element.checkVisibility() && !element.closest("label") && !element.textContent.trim())
        .filter((element) => !element.ariaLabel && !element.getAttribute("aria-labelledby"))
        .map((element) => element.outerHTML)"""
    assert page.evaluate(unnamed) == []


def test_a_phone_has_the_legend_behind_a_button_and_the_panel_below(open_page):
    page = open_page(small_graph())
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.locator("#legend").is_hidden()
    page.click("#legend-toggle")
    page.click('#classes button[data-class="Person"]')
    page.click("#legend-toggle")
    assert page.locator("#legend").is_hidden()
    select(page, FIRST.name)
    panel = page.locator("#panel").bounding_box()
    assert (panel["x"], panel["width"]) == (0, 390)
    assert panel["y"] > 300 and panel["y"] + panel["height"] <= 844
    assert node_point(page, 0)[1] < panel["y"]
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_phone_shows_the_whole_picture_and_no_name_across_its_border(open_drawn):
    page = open_drawn(large_graph())
    page.set_viewport_size({"width": 390, "height": 844})
    page.click("#fit")
    page.wait_for_timeout(500)
    xs = page.evaluate("DATA.nodes.filter(({ id }) => nodeShown(id)).map(({ id }) => DRAWING.pointOf(id).x)")
    assert 10 < min(xs) < 36 and 354 < max(xs) < 380
    names = page.evaluate("DRAWING.names()")
    assert len(names) > 5
    assert min(name["left"] for name in names) >= 4 and max(name["right"] for name in names) <= 386
    tools = page.locator(".tools")
    assert tools.evaluate("element => element.scrollWidth - element.clientWidth") == 0
    page.click("#language")
    assert tools.evaluate("element => element.scrollWidth - element.clientWidth") == 0


def test_names_that_are_very_long_or_run_backwards_break_nothing(open_page):
    long = Entity("x/long", "Company", "长" * 10_000, ("\u202e\u2066反向", "a" * 10_000))
    fact = Fact(long, "supports", replace(FIRST, name="\u202e<b>甲\ud800"), Status.NEGATED, confidence=0.3)
    page = open_page(KnowledgeGraph((), (long,), (fact,)))
    page.check('#statuses input[value="Negated"]')
    page.fill("#search", "zhangzhang")
    assert page.locator("#hits li").count() == 1
    assert page.locator("#hits li").bounding_box()["height"] < 60
    page.keyboard.press("Enter")
    page.keyboard.press("Control+e")
    assert shown(page) == [0, 1]
    assert page.locator("#scope").bounding_box()["height"] < 300
    assert page.evaluate("document.documentElement.scrollWidth") == 1280
