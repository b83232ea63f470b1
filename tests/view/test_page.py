import base64
import hashlib
import json
import re
import zlib
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Document, Entity, Evidence, Fact, KnowledgeGraph, Quotation, Status
from kg.view import page as page_module
from kg.view import render_page
from kg.view.inlining import script_json
from kg.view.page import SCRIPTS

HOSTILE = "<img src=x onerror=alert(1)></script><script>alert(2)</script>\u2028 href <!-- {{data}} {{policy}} ]]> &lt;"
TEXT = f"{HOSTILE}\n甲公司拟投资乙项目。丙某说：“会按期建成。”"
INVESTS = "甲公司拟投资乙项目"


def sample() -> KnowledgeGraph:
    company = Entity("c/甲公司", "Company", "甲公司", (HOSTILE,))
    project = Entity("j/乙项目", "Project", HOSTILE)
    person = Entity("p/丙某", "Person", "丙某")
    start = TEXT.index(INVESTS)
    evidence = Evidence("d1", start, start + len(INVESTS), INVESTS, "invests-plan")
    said = TEXT.index("会按期")
    return KnowledgeGraph(
        (Document("d1", HOSTILE, TEXT, datetime(2026, 1, 2, 3, 4), "某日报", url="http://a.example/<b>"),),
        (company, project, person),
        (
            Fact(company, "investsIn", project, Status.PLANNED, (("amount", HOSTILE),), person, evidences=(evidence,)),
            Fact(company, "alias", HOSTILE, Status.ASSERTED, evidences=(evidence,)),
        ),
        (Quotation(person, "会按期建成。", "d1", said, said + 6),),
    )


def data_in(page: str):
    return json.loads(re.search(r'<script type="application/json" id="graph-data">(.*?)</script>', page, re.DOTALL)[1])


def page_of(graph: KnowledgeGraph, title: str = HOSTILE) -> str:
    return render_page(graph, title=title, class_labels={"Company": ("公司", "Company"), HOSTILE: (HOSTILE, HOSTILE)})


def without_data(page: str) -> str:
    return re.sub(r'(id="graph-data">).*?(</script>)', r"\1\2", page, flags=re.DOTALL)


def test_nothing_from_the_data_becomes_markup():
    page = page_of(sample())
    assert "<img" not in page
    assert "alert(2)</script>" not in page
    assert page.count("</script") == len(re.findall(r"^<script|>\n<script", page, re.MULTILINE)) == len(SCRIPTS) + 2
    assert "<!--" not in page
    assert "\u2028" not in data_block(page)
    assert page.count("&lt;img src=x onerror=alert(1)&gt;") == 2


def data_block(page: str) -> str:
    return page[page.index('id="graph-data">') : page.index("</script>", page.index('id="graph-data">'))]


def test_much_data_is_packed_and_comes_back_whole(monkeypatch):
    plain = data_in(page_of(sample()))
    monkeypatch.setattr(page_module, "_MUCH", 0)
    page = page_of(sample())
    (packed,) = re.findall(r'<script type="application/octet-stream" id="graph-data">([A-Za-z0-9+/=]+)</script>', page)
    assert json.loads(zlib.decompress(base64.b64decode(packed), wbits=-zlib.MAX_WBITS)) == plain
    assert page == page_of(sample())


def test_the_data_comes_back_whole():
    graph = sample()
    data = data_in(page_of(graph))
    assert data["title"] == HOSTILE
    assert [entity["name"] for entity in data["entities"]] == ["甲公司", HOSTILE, "丙某"]
    assert data["entities"][0]["aliases"] == [HOSTILE]
    assert len(data["facts"]) == len(graph.facts)
    for shown, fact in zip(data["facts"], graph.facts, strict=True):
        assert [item["quote"] for item in shown["evidences"]] == [item.quote for item in fact.evidences]
        assert [item["rule"] for item in shown["evidences"]] == [item.rule for item in fact.evidences]
        assert shown["status"] == fact.status.value
    assert data["facts"][0]["speaker"] == 2
    assert data["facts"][0]["evidences"][0]["after"] == "。"
    assert data["quotations"][0]["before"] == "丙某说：“"
    assert data["documents"][0]["published"] == "2026-01-02 03:04"
    assert [edge["id"] for edge in data["edges"]] == [0]


def test_the_policy_allows_the_pages_own_scripts_and_style_by_hash_and_nothing_else():
    page = page_of(sample())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1]
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)

    def hashes(texts):
        return [f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts]

    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"].split() == hashes(scripts)
    assert directives["style-src"].split() == hashes(styles)
    assert set(directives) == {"default-src", "script-src", "style-src", "base-uri", "form-action"}
    assert "unsafe" not in policy


def test_the_page_asks_for_no_other_file():
    page = without_data(page_of(sample(), title="图"))
    assert not re.search(r"<(link|img|iframe|object|embed|base|source|video|audio)\b", page)
    assert not re.search(r"<script[^>]*\ssrc=|@import|url\(|sourceMappingURL", page)
    ours = page[: page.index("<script>")] + page[page.index("/** The interface's own words") :]
    assert set(re.findall(r"https?://[^\s\"'`)]*", ours)) <= {"http://www.w3.org/2000/svg"}
    for sink in ("innerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "fetch("):
        assert sink not in ours


def test_no_inline_handlers_or_styles_that_the_policy_would_stop():
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", page_of(sample(), title="图"), flags=re.DOTALL)
    assert not re.search(r"\son\w+=|\sstyle=", markup)


def test_the_same_graph_gives_the_same_page():
    assert page_of(sample()) == page_of(sample())


def test_an_empty_graph_gives_a_page():
    data = data_in(render_page(KnowledgeGraph()))
    assert data["entities"] == data["facts"] == data["nodes"] == data["edges"] == []
    assert data["title"] == "知识图谱"


def test_labels_are_those_given_and_names_where_there_are_none():
    data = data_in(page_of(sample()))
    labels = {item["id"]: item["labels"] for item in data["classes"]}
    assert labels == {"Company": ["公司", "Company"], "Person": ["Person"] * 2, "Project": ["Project"] * 2}


def test_control_characters_and_lone_surrogates_do_not_break_the_page():
    title = "甲\x00\ud800乙"
    page = render_page(KnowledgeGraph(entities=(Entity("a", "Company", title),)), title=title)
    page.encode("utf-8")
    assert "\x00" not in page
    assert data_in(page)["entities"][0]["name"] == "甲\ufffd\ufffd乙"


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8))
@settings(derandomize=True, max_examples=150)
def test_json_comes_back_and_cannot_end_its_element(value):
    text = script_json(value)
    assert json.loads(text) == value
    assert not set("<>&\u2028\u2029") & set(text)
    text.encode("utf-8")
