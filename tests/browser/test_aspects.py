"""Layouts, hues and sizes, in both drawings: chosen by keys and clicks, kept in the address, undone."""

import pytest

from kg.model import Entity, Fact, KnowledgeGraph, Status
from tests.browser.graphs import large_graph, small_graph
from tests.browser.waiting import until

OPENED = "document.getElementById('aspects').open = true"
PLACES = "DRAWING.places()"


def owning(count: int) -> KnowledgeGraph:
    """Groups of a company that owns two others, and people who own nothing."""
    names = tuple(Entity(f"e/{n:04}", "Person" if n % 4 == 3 else "Company", f"某某第{n}号") for n in range(count))
    facts = []
    for n in range(0, count - 3, 4):
        facts.append(Fact(names[n], "holdsStakeIn", names[n + 1], Status.ASSERTED))
        facts.append(Fact(names[n + 2], "subsidiaryOf", names[n], Status.PLANNED))
        facts.append(Fact(names[n + 3], "worksFor", names[n], Status.ASSERTED))
    return KnowledgeGraph((), names, tuple(facts))


@pytest.fixture
def page(open_drawn):
    found = open_drawn(owning(40))
    found.evaluate(OPENED)
    return found


def choose(page, aspect: str, value: str) -> None:
    page.locator(f"#{aspect}").focus()
    page.locator(f"#{aspect}").select_option(value)
    page.wait_for_timeout(50)


def test_owners_stand_above_what_they_own_and_undo_leads_back(page):
    before = page.evaluate(PLACES)
    choose(page, "layout", "ownership")
    places = page.evaluate(PLACES)
    assert places[0]["y"] < places[1]["y"] == places[2]["y"] < places[3]["y"]
    assert "y=ownership" in page.url
    page.locator("#drawing").focus()
    page.keyboard.press("Control+z")
    until(page, "STATE.layout === 'force'")
    assert page.evaluate(PLACES) == before
    assert page.locator("#layout").input_value() == "force"
    page.keyboard.press("Control+Shift+z")
    until(page, "STATE.layout === 'ownership'")
    assert page.evaluate(PLACES) == places


def test_each_class_is_a_block_of_its_own(page):
    choose(page, "layout", "kind")
    places = page.evaluate(PLACES)
    people = [point for place, point in enumerate(places) if place % 4 == 3]
    others = [point for place, point in enumerate(places) if place % 4 != 3]
    apart = max(p["x"] for p in others) < min(p["x"] for p in people) or max(p["y"] for p in others) < min(
        p["y"] for p in people
    )
    assert apart
    drawn = page.evaluate("DRAWING.pointOf(0)")
    width, height = page.evaluate("[byId('drawing').clientWidth, byId('drawing').clientHeight]")
    assert 0 < drawn["x"] < width and 0 < drawn["y"] < height, "the new picture is brought into sight"


def test_a_link_opens_the_same_layout_hue_and_size(page, open_drawn):
    choose(page, "layout", "kind")
    choose(page, "hue", "community")
    choose(page, "sized", "bridge")
    places = page.evaluate(PLACES)
    looks = page.evaluate("[0, 1, 2, 3].map(nodeLook)")
    again = open_drawn(owning(len(places)), f"#{page.url.partition('#')[2]}")
    assert again.evaluate(PLACES) == places
    assert again.evaluate("[0, 1, 2, 3].map(nodeLook)") == looks
    assert [again.locator(f"#{aspect}").input_value() for aspect in ("layout", "hue", "sized")] == [
        "kind", "community", "bridge"
    ]  # fmt: skip


def test_hue_tells_communities_and_a_click_shows_one(page):
    choose(page, "hue", "community")
    assert page.evaluate("hueOf(0) === hueOf(1) && hueOf(0) !== hueOf(4)")
    assert page.evaluate("HUES.includes(hueOf(0))")
    buttons = page.locator("#communities button")
    assert buttons.count() == 8
    assert "某某第0号" in buttons.first.inner_text() and buttons.first.locator(".count").inner_text() == "4"
    buttons.nth(1).click()
    page.wait_for_timeout(400)
    width, height = page.evaluate("[byId('drawing').clientWidth, byId('drawing').clientHeight]")
    for place in page.evaluate("COMMUNITIES[1]"):
        point = page.evaluate("place => DRAWING.pointOf(place)", place)
        assert 0 < point["x"] < width and 0 < point["y"] < height
    choose(page, "hue", "class")
    assert page.locator("#communities").is_hidden()


def test_size_tells_who_joins_others(page):
    before = page.evaluate("sizeOf(1)")
    choose(page, "sized", "bridge")
    assert page.evaluate("sizeOf(0) > sizeOf(1)")
    assert page.evaluate("sizeOf(0)") == 28
    assert page.locator("#bridge-hint").is_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("STATE.sized") == "bridge", "Esc leaves how the drawing is looked at"
    choose(page, "sized", "facts")
    assert page.evaluate("sizeOf(1)") == before


def test_who_was_dragged_goes_to_its_place_in_the_new_layout(page):
    page.evaluate("DRAWING.move(new Map([[0, { x: 5000, y: 5000 }]])), moved([0])")
    choose(page, "layout", "kind")
    assert page.evaluate("DRAWING.places()[0].x") < 5000
    page.keyboard.press("Control+z")
    until(page, "STATE.layout === 'force'")
    assert page.evaluate("DRAWING.places()[0]") == {"x": 5000, "y": 5000}


def test_both_languages_name_the_choices(page):
    assert page.locator("#layout option").all_inner_texts() == ["力导向", "按类别", "所有权层级"]
    page.locator("#language").click()
    assert page.locator("#layout option").all_inner_texts() == ["By force", "By class", "By ownership"]
    assert page.locator("label:has(#hue)").inner_text().startswith("Hue")


def test_without_owners_there_is_no_such_layout(open_page):
    page = open_page(large_graph())
    assert page.evaluate("[...ASPECTS.layout.keys()]") == ["force", "kind"]


def test_an_address_with_nonsense_opens_the_usual_picture(open_page):
    page = open_page(small_graph(), "#y=__proto__&g=constructor&w=%00")
    assert page.evaluate("[STATE.layout, STATE.hue, STATE.sized]") == ["force", "class", "facts"]
