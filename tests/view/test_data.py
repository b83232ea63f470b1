from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Bound, Document, Entity, Evidence, Fact, KnowledgeGraph, Period, Precision, Quantity, Status
from kg.view.data import all_entities, page_data, sentence_around, value_text

COMPANY = Entity("c/甲公司", "Company", "甲公司")
TEXT = "标题\n甲公司拟投资乙项目。他说：“好！”甲公司否认了。"


def data_of(graph: KnowledgeGraph):
    return page_data(graph, title="图", class_labels={}, property_labels={}, class_parents={})


def test_the_context_is_the_sentence():
    start = TEXT.index("投资")
    assert sentence_around(TEXT, start, start + 2) == ("甲公司拟", "乙项目。")


def test_the_context_keeps_a_closing_quotation_mark_and_drops_the_one_before():
    start = TEXT.index("好")
    assert sentence_around(TEXT, start, start + 1) == ("他说：“", "！”")
    start = TEXT.index("否认")
    assert sentence_around(TEXT, start, start + 2) == ("甲公司", "了。")


def test_a_long_context_is_cut():
    before, after = sentence_around("前" * 500 + "中" + "后" * 500, 500, 501)
    assert before.startswith("…") and after.endswith("…")
    assert len(before) == len(after) == 161


@given(st.text(alphabet="甲乙。！”\n；a", min_size=1, max_size=40), st.data())
@settings(derandomize=True, max_examples=150)
def test_the_context_and_the_quote_are_a_stretch_of_the_text(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    before, after = sentence_around(text, start, end)
    assert before + text[start:end] + after in text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Quantity(Decimal(390000000), "CNY", Bound.ABOUT, "约3.9亿元"), ("约3.9亿元", "≈ 390,000,000 CNY")),
        (Quantity(Decimal(10) ** 17, "FLOPS"), ("100 PFLOPS", "")),
        (Quantity(Decimal("12.5"), "percent", Bound.MORE_THAN), ("> 12.5 percent", "")),
        (Period(date(2022, 6, 1), date(2022, 6, 30), Precision.MONTH, "6月份"), ("2022-06", "6月份")),
        (Period(date(2022, 6, 1), date(2022, 6, 1), Precision.DAY, "2022-06-01"), ("2022-06-01", "")),
        ("董事长", ("董事长", "")),
        (3, ("3", "")),
        (COMPANY, ("甲公司", "")),
    ],
)
def test_values_are_shown_as_read_and_exactly(value, shown):
    assert value_text(value) == shown


def test_entities_that_only_facts_name_are_shown_too():
    speaker = Entity("p/某人", "Person", "某人")
    other = Entity("c/乙公司", "Company", "乙公司")
    fact = Fact(COMPANY, "investsIn", other, Status.ASSERTED, (("to", speaker),), speaker)
    assert all_entities(KnowledgeGraph(entities=(COMPANY,), facts=(fact,))) == (COMPANY, other, speaker)


def test_evidence_without_its_post_or_with_another_text_stands_alone():
    evidence = Evidence("没有", 0, 3, "甲公司", "某规则")
    fact = Fact(COMPANY, "stockCode", "0", Status.ASSERTED, evidences=(evidence, replace(evidence, document="有")))
    data = data_of(KnowledgeGraph((Document("有", "别的", "别的文章"),), (COMPANY,), (fact,)))
    absent, changed = data["facts"][0]["evidences"]
    assert absent == {"document": None, "before": "", "quote": "甲公司", "after": "", "rule": "某规则"}
    assert (changed["document"], changed["before"], changed["after"]) == (0, "", "")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", " http://a.example", "//a.example"])
def test_only_web_addresses_become_links(url):
    documents = (Document("a", "甲", "甲", url=url), Document("b", "乙", "乙", url="https://b.example/x"))
    assert [post["url"] for post in data_of(KnowledgeGraph(documents))["documents"]] == ["", "https://b.example/x"]


def test_all_statuses_are_in_the_legend_even_without_facts():
    assert [item["id"] for item in data_of(KnowledgeGraph())["statuses"]] == [status.value for status in Status]
