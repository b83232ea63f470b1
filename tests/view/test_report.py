import base64
import hashlib
import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from kg.model import (
    Document,
    Entity,
    Evidence,
    Fact,
    KnowledgeGraph,
    Period,
    Precision,
    Quantity,
    Quotation,
    Status,
)
from kg.validation import Finding, Severity
from kg.view import render_report
from kg.view.charts import bar_chart, shorten, time_strip

HOSTILE = "<img src=x onerror=alert(1)></script><script>alert(2)</script>{{ 7*7 }}{% raw %}\u202e</style>&lt;'\""
TEXT = (
    f"{HOSTILE}\n甲公司拟投资3亿元建设乙项目。乙项目7月投产。丙公司投资1亿元。"
    "传甲公司收购丙公司。丁某说：“会按期建成。”"
)
FIRST = Entity("c/甲公司", "Company", "甲公司", (HOSTILE, "甲司"))
THIRD = Entity("c/丙公司", "Company", "丙公司")
PROJECT = Entity("j/乙项目", "Project", "乙项目")
PERSON = Entity("p/丁某", "Person", "丁某")
ODD = Entity("x/odd", HOSTILE, HOSTILE)
JULY = Period(date(2026, 7, 1), date(2026, 7, 31), Precision.MONTH, "7月")
LABELS = {"investmentAmount": ("投资额", "investment amount"), "acquires": ("收购", "acquires")}


def evidence(quote: str) -> tuple[Evidence, ...]:
    start = TEXT.index(quote)
    return (Evidence("d1", start, start + len(quote), quote, "某规则"),)


def sample() -> KnowledgeGraph:
    said = TEXT.index("会按期")
    three, one = (Quantity(Decimal(n * 10**8), "CNY", surface=f"{n}亿元") for n in (3, 1))
    return KnowledgeGraph(
        (Document("d1", HOSTILE, TEXT, datetime(2026, 1, 2, 3, 4), HOSTILE, url="javascript:alert(1)"),),
        (FIRST, THIRD, PROJECT, PERSON, ODD),
        (
            Fact(FIRST, "investsIn", PROJECT, Status.PLANNED, (("amount", three),), evidences=evidence("甲公司拟投资")),
            Fact(FIRST, "acquires", THIRD, Status.CLAIMED, (), PERSON, evidences=evidence("收购丙公司")),
            Fact(PROJECT, "investmentAmount", three, Status.PLANNED, evidences=evidence("3亿元")),
            Fact(THIRD, "investmentAmount", one, Status.ASSERTED, evidences=evidence("1亿元")),
            Fact(PROJECT, "launchDate", JULY, Status.EXPECTED, evidences=evidence("7月投产")),
            Fact(PERSON, "hasTitle", "总经理", Status.ASSERTED, evidences=evidence("丁某")),
            Fact(ODD, HOSTILE, HOSTILE, Status.NEGATED, ((HOSTILE, ODD),), ODD, evidences=evidence(HOSTILE)),
        ),
        (Quotation(PERSON, "会按期建成。", "d1", said, said + 6),),
    )


def page(graph: KnowledgeGraph | None = None, **options) -> str:
    return render_report(sample() if graph is None else graph, property_labels=LABELS, **options)


class Markup(HTMLParser):
    """All elements of a page with their attributes, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words))


def test_nothing_from_a_post_becomes_markup():
    found = Markup(page(title=HOSTILE))
    assert {tag for tag, _ in found.elements}.isdisjoint({"script", "img", "iframe", "object", "embed", "link", "base"})
    for tag, attributes in found.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"], tag
        assert not attributes.get("href", "#").startswith("javascript"), tag
    assert "{{ 7*7 }}" in found.text
    assert "49" not in re.sub(r"<style>.*?</style>", "", page(), flags=re.DOTALL)


def test_the_policy_allows_the_pages_own_style_and_nothing_else():
    text = page(title=HOSTILE)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1].replace("&#39;", "'")
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"@import|url\(", style)


def test_every_fact_is_told_once_with_its_sentence_status_and_source():
    text = page()
    rows = re.findall(r'<tr id="f(\d+)">(.*?)</tr>', text, re.DOTALL)
    assert sorted(int(place) for place, _ in rows) == list(range(7))
    for place, row in rows:
        fact = sample().facts[int(place)]
        marked = re.search(r"<mark>(.*?)</mark>", row, re.DOTALL)[1]
        assert Markup(marked).text == fact.evidences[0].quote.replace("\n", " ") or HOSTILE in fact.property
        assert f'class="status {fact.status.value}"' in row
        assert 'href="#d0">[1]' in row
    assert "甲公司拟投资</mark>3亿元建设乙项目。" in text


def test_the_busiest_entity_comes_first_and_links_to_what_others_tell():
    text = page()
    names = re.findall(r"<h3><bdi>(.*?)</bdi>", text)
    assert names[:3] == ["乙项目", "丙公司", "甲公司"]
    assert 'See also</span> <a href="#f0"' in text


def test_what_one_sentence_states_of_several_is_read_once():
    told = evidence("甲公司拟投资")
    facts = tuple(Fact(FIRST, "targetsIndustry", name, Status.PLANNED, evidences=told) for name in ("甲业", "乙业"))
    other = Fact(FIRST, "targetsIndustry", "丙业", Status.ASSERTED, evidences=told)
    section = page(replace(sample(), facts=(*facts, other), quotations=())).split('id="entities"')[1]
    rows = [Markup(row).text for row in re.findall(r"<tr id=.*?</tr>", section, re.DOTALL)]
    assert len(rows) == 2
    assert "甲业、乙业 计划" in rows[0] and "丙业 陈述" in rows[1]
    assert re.findall(r'id="(f\d)"', section) == ["f0", "f1", "f2"]


def test_what_is_due_becomes_overdue():
    assert 'class="state due"' in page()
    assert 'class="state overdue"' not in page()
    late = page(as_of=date(2026, 8, 1))
    assert 'class="state overdue"' in late
    assert 'class="state due"' not in late


def test_quantities_that_can_be_compared_are_drawn_longest_first():
    text = page()
    assert re.findall(r'<rect class="(\w+)" x="0" y="\d+" width="([\d.]+)%"', text)[-2:] == [
        ("Planned", "55.0"),
        ("Asserted", "18.33"),
    ]
    assert "<title>乙项目: 3亿元</title>" in text


def test_quotations_have_their_speaker_and_what_he_is():
    text = Markup(page()).text
    assert "会按期建成。 丁某 · 总经理 [1]" in text


def test_conflicts_are_shown_only_where_there_are_any():
    assert 'id="conflicts"' not in page()
    finding = Finding("values", Severity.WARNING, "不能并存", "cannot both hold")
    assert "不能并存" in page(conflicts=[finding])


def test_a_limit_cuts_each_part_and_says_so():
    text = page(limit=1)
    assert len(re.findall(r"<article>", text)) == 1
    assert "共 5 项，列出 1 项。" in text
    assert len(re.findall(r"<article>", page(limit=0))) == 5


def test_english_alone():
    text = page(language="en")
    body = re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
    assert '<html lang="en">' in text
    assert "acquires" in body
    assert "收购<" not in body
    assert "来源" not in body
    with pytest.raises(ValueError, match="fr"):
        page(language="fr")


def test_the_same_graph_gives_the_same_bytes():
    assert page() == page()


def test_web_addresses_become_links():
    graph = sample()
    document = replace(graph.documents[0], url='https://a.example/?a=1&b="2"')
    assert '<a href="https://a.example/?a=1&amp;b=&#34;2&#34;"' in page(replace(graph, documents=(document,)))
    assert "javascript:" not in page()


def test_an_empty_graph_and_one_without_posts_give_a_page():
    assert "图谱是空的" in page(KnowledgeGraph())
    bare = page(replace(sample(), documents=()))
    assert "<mark>甲公司拟投资</mark>" in bare
    assert 'id="times"' not in bare


def test_what_no_page_can_hold_is_replaced():
    graph = KnowledgeGraph(entities=(FIRST,), facts=(Fact(FIRST, "alias", "甲\x00\ud800乙", Status.ASSERTED),))
    text = page(graph)
    text.encode("utf-8")
    assert "甲\ufffd\ufffd乙" in text
    assert "\x00" not in text


def test_long_names_are_cut_in_charts_alone():
    assert shorten("甲" * 30) == "甲" * 18 + "…"
    assert shorten("abc公司") == "abc公司"
    assert page(KnowledgeGraph(entities=(FIRST,), facts=(Fact(FIRST, "alias", "甲" * 10_000, Status.ASSERTED),)))


def test_bars_start_at_zero():
    bars = bar_chart([("甲", "4", Decimal(4), ""), ("乙", "1", Decimal(1), ""), ("丙", "-1", Decimal(-1), "")])
    assert [bar.width for bar in bars] == [55.0, 13.75, 0.0]
    assert bar_chart([("甲", "0", Decimal(0), "")])[0].width == 0


def test_a_strip_holds_its_times_and_the_day_in_order():
    strip = time_strip([("甲", "五月", date(2026, 5, 1), date(2026, 5, 31), "done")], date(2026, 7, 1))
    assert 0 < strip.spans[0].x < strip.now < 100
    assert [words for _, words in strip.ticks] == ["2026-05", "2026-06", "2026-07"]
    long = time_strip([("甲", "", date(2001, 5, 1), date(2001, 5, 1), "done")], date(2026, 7, 1))
    assert len(long.ticks) <= 8
