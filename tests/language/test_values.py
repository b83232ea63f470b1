"""Quantities and times of a document together."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kg.knowledge.units import UnitTable
from kg.language import find_values
from kg.model import Document, Sentence

TEXT = "2021年，1980年代，20世纪末，民国25年，“十四五”期间，去年，5月15日，上世纪70年代，周五"


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (None, ["2021年", "1980年代", "民国25年", "“十四五”期间"]),
        (
            datetime(2022, 5, 16, tzinfo=UTC),
            ["2021年", "1980年代", "民国25年", "“十四五”期间", "去年", "5月15日", "上世纪70年代", "周五"],
        ),
    ],
)
def test_a_post_without_a_date_gives_only_times_that_state_their_year(
    published: datetime | None, expected: list[str], units: UnitTable
) -> None:
    document = Document("a", "甲", TEXT, published)
    values = find_values(document, [Sentence(0, len(TEXT))], units)
    assert [mention.name for mention in values if mention.type == "Time"] == expected


def test_what_is_a_time_is_no_quantity(units: UnitTable) -> None:
    text = "近3年投入5亿元"
    document = Document("a", "甲", text, datetime(2022, 5, 16, tzinfo=UTC))
    values = find_values(document, [Sentence(0, len(text))], units)
    assert [(mention.type, mention.name) for mention in values] == [("Time", "近3年"), ("Money", "5亿元")]
