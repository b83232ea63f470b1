"""Stretches that are counted from the day of publication, and decades: 近三年, 未来5年, 3年前, 20世纪90年代."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from kg.language.times.anchors import Anchors, Reading
from kg.language.times.date_words import CLAUSE, COUNT, number
from kg.language.times.periods import decade, month, one_day, weekly, year
from kg.model import Period, Precision

__all__ = ["read_stretch"]

EARLIEST = 1000  # the year from which on decades are read
LONGEST_AGO = 20  # years; beyond it 30年前 is a round number
DAY = timedelta(days=1)

_NUMERALS = "0-9.第一二两三四五六七八九十百千万几数多半"
_UNIT = "(?P<unit>年|个月|周|个?星期|天)"
STRETCH = re.compile(
    rf"(?:(?P<past>最近|过去|{CLAUSE}近|近(?={COUNT} ?年(?:[来间里]|以来)))|(?P<future>未来|今后))的? ?"
    rf"(?P<count>{COUNT}) ?{_UNIT}(?![半多余])"
)
AGO = re.compile(
    rf"(?<![{_NUMERALS}零近约超逾每前后大])(?P<count>{COUNT}) ?{_UNIT}[以之]?前"
    "(?![后半夕往置端沿列茅几者任期一二三四五六七八九十0-9])"
)
DECADE = re.compile(
    r"(?<![0-9一二三四五六七八九十纪])"
    r"(?:(?P<century>[12]?[0-9]|二十一?|十[一二三四五六七八九]?|上个?|本)世纪|(?P<hundreds>1[0-9]|20))?"
    r"(?P<decade>[1-9]0|[二三四五六七八九]?十)年代(?![感久表剧背])(?:初期?|中后期|中期|末期?|后期|以来)?"
)


def read_stretch(text: str, position: int, anchors: Anchors) -> Reading | None:
    """A counted stretch before or after the day of publication, the time at its far end, or a decade."""
    if found := STRETCH.match(text, position):
        return Reading(position, found.end(), _stretch(found, anchors.reference), dated=False)
    if found := AGO.match(text, position):
        period = _ago(number(found["count"]), found["unit"], anchors)
        return Reading(position, found.end(), period, dated=False) if period else None
    if found := DECADE.match(text, position):
        first = _first_year(found, anchors.reference.year)
        return Reading(position, found.end(), decade(first), dated=False) if first >= EARLIEST else None
    return None


def _stretch(found: re.Match[str], reference: date) -> Period:
    """The days before that of publication, or those after it: 近三年 on 2022-05-16 is 2019-05-16 to 2022-05-15."""
    count, unit = number(found["count"]), found["unit"]
    if found["past"]:
        return Period(_moved(reference, -count, unit), reference - DAY, Precision.INTERVAL)
    return Period(reference + DAY, _moved(reference, count, unit), Precision.INTERVAL)


def _ago(count: int, unit: str, anchors: Anchors) -> Period | None:
    """As exact as the words: 3天前 is a day, 两周前 a week, 3个月前 a month, 5年前 a year."""
    there = _moved(anchors.reference, -count, unit)
    if unit == "年":
        return year(there.year) if count <= LONGEST_AGO else None
    if unit == "个月":
        return month(there.year, there.month)
    return one_day(there) if unit == "天" else weekly(there)


def _moved(exact: date, count: int, unit: str) -> date:
    if unit == "天":
        return exact + timedelta(days=count)
    if unit not in ("年", "个月"):
        return exact + timedelta(weeks=count)
    months = exact.year * 12 + exact.month - 1 + count * (12 if unit == "年" else 1)
    of_year, of_month = months // 12, months % 12 + 1
    return date(of_year, of_month, min(exact.day, monthrange(of_year, of_month)[1]))


def _first_year(found: re.Match[str], now: int) -> int:
    """The first year of a decade; without its century the latest one that has begun."""
    tens = number(found["decade"])
    if found["hundreds"]:
        return int(found["hundreds"]) * 100 + tens
    century = found["century"]
    if century is None:
        return now - now % 100 + tens - (100 if now % 100 < tens else 0)
    if century[0] in "上本":
        return (now // 100 - (century[0] == "上")) * 100 + tens
    return (number(century) - 1) * 100 + tens
