"""The page of kg serve to ask the graph with SPARQL, in a real browser before a real server: by clicks and keys."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kg.query import list_queries
from tests.browser.hostile import NAMES
from tests.browser.waiting import until
from tests.serve.conftest import running

FOLDER = Path(__file__).parents[2] / "queries"
ALLOWED = [name.encode("utf-8", "ignore").decode().replace("\x00", "") for name in NAMES]
LABELS = "\n".join(
    f"kge:n{n} rdfs:label {json.dumps(name)}@zh ; kgo:knows kge:n{n + 1} ." for n, name in enumerate(ALLOWED)
)
TRIG = f"""\
@prefix kgo: <https://kg.example/ontology#> .
@prefix kge: <https://kg.example/entity/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

<https://kg.example/document/1> {{
  kge:甲 a kgo:Company ; rdfs:label "甲公司"@zh ; kgo:cooperatesWith kge:乙 ; kgo:investsIn kge:丙 .
  kge:乙 a kgo:Company ; rdfs:label "乙公司"@zh .
  kge:丙 a kgo:Project ; rdfs:label "丙项目"@zh .
}}
<https://kg.example/document/2> {{ {LABELS} }}
"""
PAIRS = "SELECT ?a ?b { ?a kgo:cooperatesWith|kgo:investsIn ?b } ORDER BY ?b"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("asked")
    (folder / "graph.trig").write_text(TRIG, encoding="utf-8")
    with running(folder, ["--limit", "50", "--timeout", "2"]) as found:
        yield found


@pytest.fixture
def open_editor(browser, server):
    """Open the page; at the end nothing may have gone wrong or been asked of anybody but this server."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    requests, troubles = [], []

    def visit(address="", *, forgiving=False):
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: forgiving or troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(f"{server.root}editor{address}")
        page.wait_for_selector("html[data-ready]")
        return page

    yield visit
    harmed = [page.evaluate("window.harmed") for page in context.pages]
    context.close()
    assert troubles == []
    assert {urlsplit(url).netloc for url in requests if not url.startswith("blob:")} == {urlsplit(server.root).netloc}
    assert set(harmed) <= {None}


def write(page, text):
    page.click(".cm-content")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def ask(page, text):
    write(page, text)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#stop[disabled]")
    return page.inner_text("#said")


def take_first_completion(page):
    page.wait_for_selector(".cm-tooltip-autocomplete")
    # CodeMirror takes no key for a completion that has only just appeared.
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")


def test_a_query_is_run_by_keys_and_by_the_button(open_editor):
    page = open_editor()
    assert ask(page, PAIRS).startswith("2 行")
    until(page, "document.querySelector('#result-table tbody').innerText.includes('甲公司')")
    assert page.inner_text("#result-table tbody").split() == ["甲公司", "丙项目", "甲公司", "乙公司"]
    assert "PREFIX kgo:" in page.evaluate("EDITOR.text()"), "what is used is declared"
    write(page, "ASK { ?a kgo:cooperatesWith ?b }")
    page.click("#run")
    page.wait_for_selector("#stop[disabled]")
    assert "true" in page.inner_text("#result-table")


def test_the_vocabulary_completes_by_name_and_by_chinese_and_english_labels(open_editor):
    page = open_editor()
    for typed in ("invests", "投资", "cooperat"):
        write(page, "SELECT * { ?a ")
        page.keyboard.type(typed)
        page.wait_for_selector(".cm-tooltip-autocomplete")
        options = page.locator(".cm-tooltip-autocomplete li").all_inner_texts()
        wanted = "kgo:cooperatesWith" if typed == "cooperat" else "kgo:investsIn"
        assert any(option.startswith(wanted) for option in options), (typed, options)
        page.keyboard.press("Escape")
    write(page, "SELECT * { ?a a kgo:Comp")
    page.keyboard.press("Control+Space")
    take_first_completion(page)
    until(page, "EDITOR.text().includes('PREFIX kgo:') && /kgo:Comp\\w+$/.test(EDITOR.text())")


def test_every_named_query_is_offered_and_completed(open_editor):
    page = open_editor()
    names = page.locator("#names code").all_inner_texts()
    assert names == [query.name for query in list_queries(FOLDER)]
    page.fill("#narrow", "合作")
    assert 0 < page.locator("#names li").count() < len(names)
    write(page, "")
    page.keyboard.type("partners")
    take_first_completion(page)
    until(page, "EDITOR.text().includes('param:')")


def test_a_named_query_is_asked_with_its_parameter(open_editor):
    page = open_editor()
    page.click('#names [data-name="partners"]')
    field = page.locator("#parameters input").first
    assert page.evaluate("document.activeElement.name") == field.get_attribute("name")
    field.fill("甲公司")
    page.keyboard.press("Enter")
    page.wait_for_selector("#stop[disabled]")
    assert page.locator("#trouble").is_hidden()
    assert page.locator("#result-table").is_visible()


def test_an_unknown_name_is_said_with_those_near_it(open_editor):
    page = open_editor(forgiving=True)
    page.click('#names [data-name="partners"]')
    page.fill("#parameters input >> nth=0", "甲公")
    page.keyboard.press("Enter")
    page.wait_for_selector("#trouble:not([hidden])")
    assert "甲公司" in page.inner_text("#trouble")


def test_what_is_wrong_is_said_kindly(open_editor):
    page = open_editor(forgiving=True)
    ask(page, "SELECT * {\n  ?a ?b\n  ?? }")
    assert page.inner_text("#trouble")
    assert page.locator(".cm-wrong").count() == 1
    ask(page, "INSERT DATA { <urn:a> <urn:b> <urn:c> }")
    assert page.locator("#trouble").is_visible()
    ask(page, "ASK { ?a ?b ?c }")
    assert page.locator("#trouble").is_hidden()


def test_an_answer_is_sorted_and_saved(open_editor):
    page = open_editor()
    ask(page, PAIRS)
    until(page, "document.querySelector('#result-table tbody').innerText.includes('乙公司')")
    first = page.inner_text("#result-table tbody")
    page.click("#result-table th button >> nth=1")
    page.click("#result-table th button >> nth=1")
    assert page.inner_text("#result-table tbody") != first or page.locator('th[aria-sort="descending"]').count() == 1
    assert page.locator('th[aria-sort="descending"]').count() == 1
    with page.expect_download() as saved:
        page.click("#save-csv")
    lines = saved.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "a,b" and len(lines) == 3
    assert all("https://kg.example/entity/" in line for line in lines[1:])
    with page.expect_download() as saved:
        page.click("#save-raw")
    assert len(json.loads(saved.value.path().read_text(encoding="utf-8"))["results"]["bindings"]) == 2


def test_an_answer_is_drawn_and_leads_to_the_pages_of_its_nodes(open_editor):
    page = open_editor()
    ask(page, PAIRS)
    page.click("#tab-graph")
    page.wait_for_selector("#drawing[data-still]")
    until(page, "NETWORK.body.data.nodes.map((node) => node.label).sort().join() === '丙项目,乙公司,甲公司'")
    point = page.evaluate(
        "() => { const { x, y } = NETWORK.canvasToDOM(NETWORK.getPositions()[NETWORK.body.data.nodes.getIds()[0]]);"
        " const box = byId('drawing').getBoundingClientRect(); return [box.left + x, box.top + y]; }"
    )
    page.mouse.click(*point)
    until(page, "document.querySelector('#chosen a') !== null")
    link = page.locator("#chosen a").get_attribute("href")
    assert link.startswith("/entity/")
    page.click("#chosen a")
    page.wait_for_url("**/entity/**")
    assert "公司" in page.inner_text("h1")


def test_a_long_answer_is_cut_and_that_is_said(open_editor):
    page = open_editor()
    assert "另有更多" in ask(page, "SELECT * { ?a ?b ?c . ?d ?e ?f }")


def test_hostile_names_stay_text(open_editor):
    page = open_editor()
    ask(page, "SELECT ?a ?name { ?a rdfs:label ?name ; kgo:knows ?b }")
    page.wait_for_selector("#result-table table")
    assert page.locator("#result-table img, #result-table script").count() == 0
    width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1]
    page.click("#tab-graph")
    page.wait_for_selector("#drawing[data-still]")


def test_a_link_opens_the_query_and_does_not_run_it(open_editor):
    page = open_editor()
    ask(page, PAIRS)
    page.click("#tab-graph")
    page.click("#language")
    again = open_editor(f"#{page.url.partition('#')[2]}")
    assert again.evaluate("EDITOR.text()") == page.evaluate("EDITOR.text()")
    assert again.inner_text("#run").startswith("Run")
    assert again.locator("#answer").is_hidden()
    again.click("#run")
    again.wait_for_selector("#stop[disabled]")
    assert again.locator("#result-graph").is_visible()


def test_tab_leaves_the_editor_after_escape(open_editor):
    page = open_editor()
    page.click(".cm-content")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    until(page, "document.activeElement !== null && document.activeElement.id !== 'editor'")


def test_it_can_be_read_on_a_phone_and_in_the_dark(open_editor):
    page = open_editor()
    page.set_viewport_size({"width": 390, "height": 844})
    ask(page, PAIRS)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.click("#queries-toggle")
    page.click('#names [data-name="partners"]')
    assert "param:" in page.evaluate("EDITOR.text()")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
