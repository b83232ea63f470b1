"""Weeks and their days: 周五, 本周五, 上周, 下周三, 上周末, 下半周.

A day of the week alone is the latest such day; 周一至周五 and 每周三 come again and again and are no times.
"""

from __future__ import annotations

import re
from datetime import timedelta

from kg.language.times.anchors import Anchors, Reading
from kg.language.times.date_words import DAYTIME, MARK, WEEK, WEEKDAY, weekday
from kg.language.times.periods import one_day, weekend, weekly
from kg.model import Period

__all__ = ["read_week"]

AWAY = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1, "下下": 2}

_NUMERALS = "0-9一二两三四五六七八九十几数多半近每双单第整"
WEEKS = re.compile(
    rf"(?P<away>上上|下下|上|下|本|这)(?P<one>一?个)?{WEEK}"
    rf"(?:(?P<weekday>{WEEKDAY})(?![审一二三四五六七八九]){DAYTIME}|(?P<weekend>末)|(?P<end>内|之内)?(?![转刊年岁报期边围会二三四五六日天]|一(?!审)))"
    r"|(?P<half>[上下])半周(?![期年岁])"
)
WEEKDAYS = re.compile(
    rf"(?<![{_NUMERALS}、和至到—~-])(?<!黑色)(?P<words>{WEEK}{WEEKDAY})(?![审一二三四五六七八九福鑫围仙平])(?!(?:{MARK}|[、和]){WEEK}){DAYTIME}"
)


def read_week(text: str, position: int, anchors: Anchors) -> Reading | None:
    """A week, or a day of one, seen from the day of publication."""
    if found := WEEKS.match(text, position):
        return Reading(position, found.end(), _in_week(found, anchors), dated=bool(found["weekday"]))
    if found := WEEKDAYS.match(text, position):
        return Reading(position, found.end(), anchors.weekday(weekday(found["words"]), position))
    return None


def _in_week(found: re.Match[str], anchors: Anchors) -> Period:
    if found["half"]:
        return weekly(anchors.reference, 0, 2) if found["half"] == "上" else weekly(anchors.reference, 3, 6)
    inside = anchors.reference + timedelta(weeks=AWAY[found["away"]])
    if found["weekend"]:
        return weekend(inside)
    if found["weekday"]:
        return one_day(weekly(inside).start + timedelta(days=weekday(found["weekday"])))
    return weekly(inside)
