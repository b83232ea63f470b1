"""What of a name may be shown."""

from datetime import date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document, Entity, Fact, KnowledgeGraph, Period, Precision, Quantity, Status
from kg.view import render_page, render_report
from kg.view.printable import printable


def test_marks_of_direction_and_width_go_and_what_is_no_character_is_seen():
    assert printable("甲\u202e公\u2066\u2069\u200b司") == "甲公司"
    assert printable("甲\x00乙\ud800") == "甲\ufffd乙\ufffd"
    assert printable("👩\u200d💻 شرکت\u200cها 𠮷\n") == "👩\u200d💻 شرکت\u200cها 𠮷\n"


@given(st.text())
def test_what_is_printable_stays(text):
    assert printable(printable(text)) == printable(text)
    printable(text).encode("utf-8")


def test_the_ends_of_the_calendar_and_numbers_beyond_measure_are_shown():
    """0001-01-01 is what some programs write for no date at all."""
    for day in (date.min, date.max):
        one = Entity("c/甲", "Company", "甲")
        facts = (
            Fact(one, "launchDate", Period(day, day, Precision.DAY), Status.PLANNED),
            Fact(one, "closed", Period(date.min, date.max, Precision.INTERVAL), Status.EXPECTED),
            Fact(one, "cost", Quantity(Decimal("1E+999999"), "CNY"), Status.ASSERTED),
            Fact(one, "count", Quantity(Decimal("-1E-999999"), "个"), Status.ASSERTED),
        )
        graph = KnowledgeGraph((Document("d", "文", "甲", datetime.combine(day, datetime.min.time())),), (one,), facts)
        page, report = render_page(graph), render_report(graph)
        assert len(page) < 3_000_000
        assert "Infinity" not in page.split("application/json")[1].split("</script>")[0]
        assert day.isoformat() in report
        assert "1.000000E+999999 CNY" in page and "1.000000E+999999 CNY" in report
