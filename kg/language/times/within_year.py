"""Parts of a year: 5月15日, 6月底, 4月中旬, 三季度, 下半年, 前5个月, 第一周, 最后两个月."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from kg.language.times.anchors import Anchors, Reading
from kg.language.times.date_words import (
    CLAUSE,
    COUNT,
    DAY,
    DAY_WORDS,
    DAYTIME,
    MARK,
    MONTH,
    WEEK,
    WEEKDAY,
    number,
    weekday,
)
from kg.language.times.periods import (
    day,
    half,
    month,
    months,
    one_day,
    part_of_month,
    quarters,
    week_of_year,
    weekly,
    year,
)
from kg.model import Period, Precision

__all__ = ["read_within", "read_within_stated", "with_weekday"]

THURSDAY = 3
MONTHS_OF_UNIT = {"个月": 1, "月": 1, "季度": 3, "个季度": 3}

_NINE = "一二三四五六七八九"
_DAY = rf"(?:{DAY}|{DAY_WORDS})"
_PART = "(?P<part>底|末|初|[上中下]旬|[上下]半月)?"
# 月龄, 一月有余, 三月三, 一月二十三: no month, or a day of which it is not certain by which calendar.
_NO_MONTH = (
    rf"(?![龄均薪租供饼光球票刊嫂卡费天线]|有?余|多|[{_NINE}](?![十月日号])|[二三]?十[{_NINE}]?(?![{_NINE}月日号]))"
)
IN_YEAR = re.compile(
    rf"(?<![0-9.第每十{_NINE}])(?P<month>{MONTH}) ?月(?:"
    rf" ?(?P<day>{_DAY}) ?(?:[日号](?![线楼院机馆厅]){DAYTIME}|(?=(?:{MARK}|[、和]){_DAY}[日号]))"
    rf"|份?的?第(?P<week>[一二三四五1-5])个?周"
    rf"|份?的?最后(?:一个?)?(?P<last_weekday>{WEEK}{WEEKDAY})"
    rf"|份?{_PART}{_NO_MONTH})"
    rf"|(?<![0-9.:：第-])(?P<open_month>1[0-2]|[1-9])(?={MARK}{MONTH}月(?!{DAY}[日号]))"
    r"|第?(?P<quarter>[一二三四1-4])季度|(?<![A-Za-z])Q(?P<latin>[1-4])(?![0-9A-Za-z])"
    r"|(?P<opening>首)季(?:度|(?<=年首季))(?!赛)|前(?P<quarters>[二两三23])个?季度"
    r"|(?P<half>[上下]|(?<=年)[前后])半年|(?:(?<=[0-9])|(?<=[0-9] ))H(?P<latin_half>[12])(?![0-9A-Za-z])"
    rf"|(?:(?<=年)|(?<=年的)|{CLAUSE})前(?P<months>[2-9]|1[01]|两|[{_NINE}]|十一?)个?月(?![0-9日前后内])"
)
AFTER_YEAR = re.compile(
    rf"第(?P<nth>{COUNT}) ?(?P<nth_unit>个月|周)"
    rf"|(?P<edge>前|头|最后) ?(?P<count>{COUNT}) ?(?P<unit>个月|月|周|星期|天|个季度|季度)"
    r"|(?P<whole>全年)"
)
CHINESE_DAY = re.compile(
    rf"(?P<month>{MONTH})月(?P<day>(?:三十一?|二?十[{_NINE}]?))(?![\u4e00-\u9fff]?[个家人件名余多])"
)
WITH_WEEKDAY = re.compile(
    rf" ?[（(](?P<inside>{WEEK}{WEEKDAY})[）)]|[，, ]?(?P<after>{WEEK}{WEEKDAY})(?![{_NINE}至到])"
)


def read_within(text: str, start: int, position: int, of_year: int | None, anchors: Anchors) -> Reading | None:
    """A part of the year given, or of the one that fits.

    Args:
        text: the stretch that is read.
        start: where the words begin.
        position: where what follows the year begins; the same where there is no year.
        of_year: that the words state.
        anchors: what a part without a year leans on.
    """
    found = IN_YEAR.match(text, position)
    if found is None or (of_year is None and anchors.is_unclear(position)):
        return None
    if of_year is None and found["day"]:
        period = anchors.day_of_year(number(found["month"]), number(found["day"]), start)
    else:
        if of_year is None:
            of_year = _fitting_year(found, start, anchors)
        period = _period(of_year, found)
    return Reading(start, with_weekday(text, found.end(), period), period)


def read_within_stated(text: str, start: int, position: int, of_year: int) -> Reading | None:
    """What is read as a part of a year only after its year: 2021年的第一周, 今年最后3个月, 二〇〇四年八月十五."""
    if plain := CHINESE_DAY.match(text, position):
        return Reading(start, plain.end(), day(of_year, number(plain["month"]), number(plain["day"])))
    found = AFTER_YEAR.match(text, position)
    if found is None:
        return None
    period = _counted(of_year, found)
    return Reading(start, found.end(), period, dated=False) if period else None


def with_weekday(text: str, end: int, period: Period | None) -> int:
    """The end of a day with the day of the week behind it, if it is that day: 5月16日（周一）."""
    found = WITH_WEEKDAY.match(text, end) if period and period.precision is Precision.DAY else None
    if found and period and weekday(found["inside"] or found["after"]) == period.start.weekday():
        return found.end()
    return end


def _fitting_year(found: re.Match[str], start: int, anchors: Anchors) -> int:
    if found["months"]:  # 前11个月 in January are those of the year before
        return anchors.reference.year - (number(found["months"]) > anchors.reference.month)
    first = _first_month(found)
    return anchors.year_of(first, first + _further_months(found), start)


def _first_month(found: re.Match[str]) -> int:
    """The month, 1 to 12, in which the time begins."""
    if words := found["month"] or found["open_month"]:
        return number(words)
    if words := found["quarter"] or found["latin"]:
        return 3 * number(words) - 2
    return 7 if _is_second_half(found) else 1


def _further_months(found: re.Match[str]) -> int:
    """How many months after its first one the time ends."""
    if found["half"] or found["latin_half"]:
        return 5
    if found["quarters"]:
        return 3 * number(found["quarters"]) - 1
    return 2 if found["quarter"] or found["latin"] or found["opening"] else 0


def _is_second_half(found: re.Match[str]) -> bool:
    return found["half"] in ("下", "后") or found["latin_half"] == "2"


def _period(of_year: int, found: re.Match[str]) -> Period | None:
    if found["month"] or found["open_month"]:
        return _of_month(of_year, _first_month(found), found)
    if found["quarters"]:
        return quarters(of_year, 1, number(found["quarters"]))
    if found["half"] or found["latin_half"]:
        return half(of_year, 2 if _is_second_half(found) else 1)
    if found["months"]:
        return months(of_year, 1, number(found["months"]))
    of_quarter = 1 if found["opening"] else number(found["quarter"] or found["latin"])
    return quarters(of_year, of_quarter, of_quarter)


def _of_month(of_year: int, of_month: int, found: re.Match[str]) -> Period | None:
    if found["day"]:
        return day(of_year, of_month, number(found["day"]))
    if found["week"]:
        return _week_of_month(of_year, of_month, number(found["week"]))
    if found["last_weekday"]:
        last = date(of_year, of_month, monthrange(of_year, of_month)[1])
        return one_day(last - timedelta(days=(last.weekday() - weekday(found["last_weekday"])) % 7))
    return part_of_month(month(of_year, of_month), found["part"] or "")


def _week_of_month(of_year: int, of_month: int, count: int) -> Period:
    """A week belongs to the month in which its Thursday lies, as in ISO 8601."""
    first = date(of_year, of_month, 1)
    thursday = first + timedelta(days=(THURSDAY - first.weekday()) % 7 + 7 * (count - 1))
    return weekly(thursday)


def _counted(of_year: int, found: re.Match[str]) -> Period | None:
    """第九个月, 第35周, 前10天, 最后3周, 全年."""
    if found["whole"]:
        return year(of_year)
    if found["nth"]:
        count = number(found["nth"])
        if found["nth_unit"] == "周":
            return week_of_year(of_year, count, count)
        return month(of_year, count) if count <= 12 else None
    return _at_edge(of_year, number(found["count"]), found["unit"], is_last=found["edge"] == "最后")


def _at_edge(of_year: int, count: int, unit: str, *, is_last: bool) -> Period | None:
    if unit in ("周", "星期"):
        return week_of_year(of_year, -count, -1) if is_last else week_of_year(of_year, 1, count)
    if unit == "天":
        first, last = year(of_year).start, year(of_year).end
        length = timedelta(days=count - 1)
        return Period(last - length if is_last else first, last if is_last else first + length, Precision.INTERVAL)
    size = count * MONTHS_OF_UNIT[unit]
    if size > 12:
        return None
    return months(of_year, 13 - size, 12) if is_last else months(of_year, 1, size)
