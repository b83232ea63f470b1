import xml.etree.ElementTree as ElementTree
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export.lexical import clean, literal_text, one_or_list, qualifiers_text, value_text
from kg.model import Bound, Period, Precision, Quantity, Status

from .samples import COMPANY, SAMPLE, fact


@given(st.text(st.characters(exclude_categories=()), max_size=20))
@settings(derandomize=True, max_examples=200)
def test_clean_text_is_fit_for_xml_and_stays(text: str):
    cleaned = clean(text)
    assert (ElementTree.fromstring(f"<a>{escape(cleaned)}</a>").text or "") == cleaned  # noqa: S314 - our own XML
    assert clean(cleaned) == cleaned
    cleaned.encode("utf-8")


@pytest.mark.parametrize("text", ["算力灯塔𠮷😀", "a\tb\nc", "\u2028\u202e"])
def test_clean_keeps_what_is_allowed(text: str):
    assert clean(text) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (COMPANY, "甲公司"),
        (Quantity(Decimal("1E17"), "FLOPS"), "100000000000000000 FLOPS"),
        (Quantity(Decimal("12.50"), "percent", Bound.MORE_THAN), ">12.50 percent"),
        (Quantity(Decimal(5), "", Bound.AT_MOST), "≤5"),
        (Period(date(2022, 7, 1), date(2022, 9, 30), Precision.INTERVAL), "2022-07-01/2022-09-30"),
        ("文\x00字", "文字"),
        (3, "3"),
    ],
)
def test_value_text(value: object, text: str):
    assert value_text(value) == text  # type: ignore[arg-type]


def test_literals_tell_what_the_text_does_not_vouch_for():
    assert literal_text(fact(COMPANY, "alias", "甲")) == "甲"
    assert literal_text(fact(COMPANY, "alias", "甲", Status.NEGATED)) == "甲 (Negated)"


def test_qualifiers_are_json():
    assert qualifiers_text(SAMPLE.facts[3]) == '{"amount": "≈300000000 CNY", "round": "A轮"}'
    assert qualifiers_text(SAMPLE.facts[0]) == ""


def test_one_or_list():
    assert one_or_list([]) == ""
    assert one_or_list(["甲", "甲"]) == "甲"
    assert one_or_list(["乙", "甲", "乙"]) == '["乙", "甲"]'
