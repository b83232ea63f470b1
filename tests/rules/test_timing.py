"""The time at the head of a clause or a sentence governs the events behind it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kg.model import Document, Status
from kg.pipeline import Extractor, recognize
from kg.rules import Rulebook

from .scenes import rule, with_rules

BUYS = rule(match="{who←:Organization} ……12 (收购|投资) 了? {what:Organization}", emit="who acquires what")
SITS = rule("sits", match="{who:Organization} 位于 {where:AdministrativeRegion}", emit="who locatedIn where")
STARTS = rule("starts", match="{what:Facility} …4 {t:Time} 投产", emit="what launchDate t")


GIVES = rule(
    "gives", match="股东 {who:Organization} …12 (把|将) 股份 给 了? {to:Organization}", emit="who transfers to"
)


def claimed(text: str, extractor: Extractor) -> list[tuple[str, Status]]:
    """The time and the status of each claim in an article of 16 May 2022."""
    document = Document("d", "例", text, datetime(2022, 5, 16, tzinfo=UTC), paragraphs=((0, len(text)),))
    book = Rulebook(with_rules(extractor.knowledge, BUYS, SITS, STARTS, GIVES))
    reading = book.apply(document, *recognize(document, extractor))
    return [(claim.time.lexical if claim.time else "", claim.status) for claim in reading.claims]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2021年11月20日，东方明远科技有限公司收购北辰智数投资有限公司。", "2021-11-20"),
        ("东方明远科技有限公司2021年收购北辰智数投资有限公司。", "2021"),
        ("东方明远科技有限公司于2021年3月收购了北辰智数投资有限公司。", "2021-03"),
        ("4月12日，东方明远科技有限公司公告称，已收购北辰智数投资有限公司。", "2022-04-12"),
        ("东方明远科技有限公司4月12日晚间公告，已收购北辰智数投资有限公司。", "2022-04-12"),
        ("2020年，东方明远科技有限公司扩大规模，2021年，收购北辰智数投资有限公司。", "2021"),
        ("4月12日，股东东方明远科技有限公司于2021年3月把股份给了海信。", "2021-03"),
        ("4月12日，东方明远科技有限公司（简称“明远”）于2021年3月通过协议方式，收购北辰智数投资有限公司。", "2021-03"),
        (
            "4月12日，东方明远科技有限公司自2021年3月至4月通过协议方式，收购北辰智数投资有限公司。",
            "2021-03-01/2021-04-30",
        ),
        # No time of the event
        ("东方明远科技有限公司收购北辰智数投资有限公司。", ""),
        ("2015年成立的东方明远科技有限公司，收购北辰智数投资有限公司。", ""),
        ("东方明远科技有限公司2015年在济南成立，收购北辰智数投资有限公司。", ""),
        ("2020年扩大规模；东方明远科技有限公司收购北辰智数投资有限公司。", ""),
        ("2021年的东方明远科技有限公司收购北辰智数投资有限公司。", ""),
        # No event
        ("2021年，东方明远科技有限公司位于济南市。", ""),
    ],
)
def test_time_of_events(text: str, time: str, extractor: Extractor) -> None:
    assert [found for found, _ in claimed(text, extractor)] == [time]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("济南人工智能计算中心2021年投产。", Status.ASSERTED),
        ("济南人工智能计算中心2023年投产。", Status.EXPECTED),
        ("济南人工智能计算中心将于2023年投产。", Status.PLANNED),
        ("到2025年，东方明远科技有限公司收购北辰智数投资有限公司。", Status.EXPECTED),
    ],
)
def test_what_is_to_come_is_not_asserted(text: str, status: Status, extractor: Extractor) -> None:
    assert {found for _, found in claimed(text, extractor)} == {status}
