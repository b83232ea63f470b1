"""The page to ask a graph within one file, in a real browser: Oxigraph's WebAssembly in a worker, and no network."""

import json
from base64 import b64decode
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rdflib import URIRef

from kg import pipeline
from kg.export import write_rdf
from kg.graph import to_dataset
from kg.query import list_queries, run_query
from kg.store.binding import bind
from kg.view.inlining import read_bytes
from tests.browser.hostile import NAMES

QUERIES = {query.name: query for query in list_queries(Path(__file__).parents[2] / "queries")}
BASE = "https://kg.example/"
# What no text of RDF may hold is left to the tests of the other pages.
ALLOWED = [name.encode("utf-8", "ignore").decode().replace("\x00", "") for name in NAMES]
LABELS = "\n".join(
    f"kge:n{n} rdfs:label {json.dumps(name)}@zh ; kgo:knows kge:n{n + 1} ." for n, name in enumerate(ALLOWED)
)
TRIG = f"""\
@prefix kgo: <https://kg.example/ontology#> .
@prefix kge: <https://kg.example/entity/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

kge:甲 rdfs:label "甲公司"@zh ; kgo:cooperatesWith kge:乙 .
kge:乙 rdfs:label "乙公司"@zh .
<https://kg.example/document/1> {{ kge:甲 kgo:cooperatesWith kge:乙 . }}
<https://kg.example/document/2> {{ kge:甲 kgo:cooperatesWith kge:乙 . {LABELS} }}
"""


class Elements(HTMLParser):
    """The text of each element that has a name."""

    def __init__(self):
        super().__init__()
        self.texts, self._open = {}, None

    def handle_starttag(self, tag, attrs):
        self._open = dict(attrs).get("id") if tag == "script" else None

    def handle_data(self, data):
        if self._open:
            self.texts[self._open] = self.texts.get(self._open, "") + data


@pytest.fixture(scope="module")
def seed_dataset(extractor, seed):
    return to_dataset(pipeline.build([seed], extractor).graph)


def render(trig, tmp_path):
    path = tmp_path / "sparql.html"
    path.write_text(pipeline.sparql_page(trig, BASE, Path("queries")), encoding="utf-8")
    return path


@pytest.fixture
def open_file(browser, tmp_path):
    """Open the file of a graph; at the end nothing may have gone wrong or been asked of the network."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    requests, troubles = [], []

    def visit(trig):
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(render(trig, tmp_path).as_uri())
        page.wait_for_selector("html[data-ready]")
        return page

    yield visit
    harmed = [page.evaluate("window.harmed") for page in context.pages]
    context.close()
    assert troubles == []
    assert {url.split(":")[0] for url in requests} <= {"file", "blob"}
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


def rows(page, text, names=()):
    """What the page itself would show, as texts."""
    script = """async ([text, names]) => {
        const reply = await send(text, names, ACCEPT);
        const said = await reply.text();
        if (!reply.ok) throw new Error(said);
        return readAnswer(JSON.parse(said)).rows.map((row) => row.map((term) => (term === null ? "" : term.value)));
    }"""
    return [tuple(row) for row in page.evaluate(script, [text, [list(pair) for pair in names]])]


def test_a_query_is_answered_from_the_file(open_file):
    page = open_file(TRIG.encode())
    said = ask(page, "SELECT ?a ?b { ?a kgo:cooperatesWith ?b }")
    # Once, though two posts say it.
    assert said.startswith("1 行")
    assert page.inner_text("#result-table tbody").split() == ["甲公司", "乙公司"]
    # There is no server to lead to.
    assert page.locator("#home").count() == 0


def test_an_answer_is_drawn(open_file):
    page = open_file(TRIG.encode())
    ask(page, "CONSTRUCT { ?a kgo:cooperatesWith ?b } { ?a kgo:cooperatesWith ?b }")
    page.click("#tab-graph")
    page.wait_for_selector("#drawing[data-still]")
    assert page.evaluate("NETWORK.body.data.nodes.map((node) => node.label)") == ["甲公司", "乙公司"]


def test_what_is_wrong_is_said_kindly(open_file):
    page = open_file(TRIG.encode())
    ask(page, "SELECT * {\n  ?a ?b\n  ?? }")
    assert "第 3 行" in page.inner_text("#trouble")
    assert page.locator(".cm-wrong").count() == 1
    ask(page, "INSERT DATA { <urn:a> <urn:b> <urn:c> }")
    assert "只能查询" in page.inner_text("#trouble")
    ask(page, "SELECT * { SERVICE <http://a.example/> { ?a ?b ?c } }")
    assert "not supported" in page.inner_text("#trouble")


def test_a_long_query_is_stopped_and_the_next_is_answered(open_file):
    page = open_file(TRIG.encode())
    write(page, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o FILTER (?a != ?o) }")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#stop:not([disabled])")
    # The page itself goes on meanwhile.
    page.click("#theme")
    page.click("#stop")
    page.wait_for_selector("#stop[disabled]")
    assert page.inner_text("#said") == "已停止等待"
    ask(page, "ASK { ?a kgo:cooperatesWith ?b }")
    assert "true" in page.inner_text("#result-table")


def test_hostile_names_stay_text(open_file):
    page = open_file(TRIG.encode())
    ask(page, "SELECT ?a ?name { ?a rdfs:label ?name }")
    page.wait_for_selector("#result-table table")
    assert page.locator("#result-table img, #result-table script").count() == 0
    width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1]
    page.click("#tab-graph")
    page.wait_for_selector("#drawing[data-still]")
    text = "SELECT ?a { ?a <http://www.w3.org/2000/01/rdf-schema#label> ?name }"
    for place, name in enumerate(ALLOWED):
        wanted = {f"{BASE}entity/n{n}" for n, other in enumerate(ALLOWED) if other == name}
        assert set(rows(page, f"# param: a entity\n{text}", [("a", name)])) == {(iri,) for iri in wanted}, place
        assert rows(page, f"# param: name text\n{text}", [("name", name)]) == [], place


def test_an_unknown_name_is_said_with_those_near_it(open_file):
    page = open_file(TRIG.encode())
    page.click('#names [data-name="partners"]')
    page.fill("#parameters input", "甲公")
    page.keyboard.press("Enter")
    page.wait_for_selector("#trouble:not([hidden])")
    assert "甲公司" in page.inner_text("#trouble")


TRICKY = (
    "SELECT ?x { { ?x ?p ?o } UNION { ?s ?p ?x } }",
    "SELECT ?x { { SELECT ?x { ?x ?p ?o } } }",
    "CONSTRUCT { ?x ?p ?o } WHERE { ?x ?p ?o }",
    "ASK { ?s ?p ?o FILTER (!BOUND($x) || ?s = $x) }",
    "ASK { VALUES (?s ?x) { (1 2) } ?s ?p ?o }",
    "ASK { ?s ?p '?x {', '''?x '{''' # ?x {\n ; <urn:?x{> ?x }",
    'ASK { ?s ?p "\\"?x {", """?x "{""" . 甲:a%20b ?中文 ?x OPTIONAL { ?x ?x1 ?o } }',
)


def test_names_are_put_into_a_query_as_the_program_does_it(open_file):
    page = open_file(TRIG.encode())
    texts = [*TRICKY, *(query.text for query in QUERIES.values())]
    names = {"x", "s", *(parameter.name for query in QUERIES.values() for parameter in query.parameters)}
    terms = {name: URIRef(f"urn:{name}") for name in sorted(names)}
    for text in texts:
        given = [[name, f"<{term}>"] for name, term in terms.items()]
        assert page.evaluate("([text, terms]) => bindTerms(text, terms)", [text, given]) == bind(text, terms)


def test_every_named_query_has_the_rows_that_the_program_finds(open_file, seed_dataset):
    page = open_file(write_rdf(seed_dataset, "trig"))
    asked = [(query, {}) for query in QUERIES.values() if not any(one.required for one in query.parameters)]
    asked += [(QUERIES["entity"], {"entity": "算力灯塔"}), (QUERIES["by-region"], {"region": "青岛市"})]
    asked += [(QUERIES["plans-due"], {"from": "2022", "until": "2023"})]
    found = 0
    for query, names in asked:
        table = run_query(seed_dataset, query.text, names)
        assert sorted(rows(page, query.text, names.items())) == sorted(table.rows), query.name
        found += len(table.rows)
    assert len(asked) > 15
    assert found > 100


def test_the_file_is_of_two_megabytes_and_holds_the_library_once(tmp_path):
    html = render(TRIG.encode(), tmp_path).read_text(encoding="utf-8")
    reader = Elements()
    reader.feed(html)
    assert b64decode(reader.texts["engine-wasm"]) == read_bytes("lib/oxigraph.wasm.gz")
    assert len(html) < 3_100_000
    assert "</script" not in reader.texts["engine"]
    # WebAssembly alone may be compiled; no text is ever run.
    policy = html[html.index("Content-Security-Policy") :][:2000]
    assert "'wasm-unsafe-eval'" in policy
    assert "'unsafe-eval'" not in policy
    assert "connect-src" not in policy
