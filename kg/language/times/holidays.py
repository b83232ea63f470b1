"""Days that come every year: 国庆节, 五一, 春节, 双十一, 农历八月十五, each the day of our calendar.

春节期间, 国庆假期, 中秋前后 are none: they have no first day that the words state.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from kg.language.times.anchors import Anchors, Reading
from kg.language.times.date_words import DAY, DAY_WORDS, FOUR, number
from kg.language.times.lunar import lunar_day, lunar_month, qingming
from kg.language.times.periods import one_day
from kg.model import Period, Precision

__all__ = ["holiday_in", "lunar_in", "read_holiday", "read_lunar"]

SOLAR = {
    "元旦": (1, 1),
    "情人节": (2, 14),
    "妇女节": (3, 8),
    "女生节": (3, 7),
    "植树节": (3, 12),
    "消费者权益日": (3, 15),
    "愚人节": (4, 1),
    "世界读书日": (4, 23),
    "世界地球日": (4, 22),
    "中国航天日": (4, 24),
    "劳动节": (5, 1),
    "五一": (5, 1),
    "青年节": (5, 4),
    "中国品牌日": (5, 10),
    "护士节": (5, 12),
    "国际博物馆日": (5, 18),
    "世界无烟日": (5, 31),
    "儿童节": (6, 1),
    "世界环境日": (6, 5),
    "618": (6, 18),
    "6·18": (6, 18),
    "建党节": (7, 1),
    "建军节": (8, 1),
    "医师节": (8, 19),
    "教师节": (9, 10),
    "十一": (10, 1),
    "国庆": (10, 1),
    "国庆节": (10, 1),
    "万圣节": (10, 31),
    "记者节": (11, 8),
    "光棍节": (11, 11),
    "双十一": (11, 11),
    "双11": (11, 11),
    "国家宪法日": (12, 4),
    "双十二": (12, 12),
    "双12": (12, 12),
    "国家公祭日": (12, 13),
    "平安夜": (12, 24),
    "圣诞": (12, 25),
    "圣诞节": (12, 25),
}
LUNAR = {
    "春节": (1, 1),
    "元宵": (1, 15),
    "端午": (5, 5),
    "七夕": (7, 7),
    "中元节": (7, 15),
    "中秋": (8, 15),
    "重阳": (9, 9),
}
# Month, day of the week (Monday is 0), the how manieth.
BY_WEEKDAY = {"母亲节": (5, 6, 2), "全国助残日": (5, 6, 3), "父亲节": (6, 6, 3), "感恩节": (11, 3, 4)}
QINGMING, EVE = "清明", "除夕"
NUMBERED_MONTHS = {"正": 1, "冬": 11, "腊": 12}

_CERTAIN = (name for name in (*SOLAR, *BY_WEEKDAY, EVE) if name[-1] in "节日夜旦夕" or name[0] == "双")
_FULL = "|".join(sorted(_CERTAIN, key=len, reverse=True))
_TERMS = "|".join((*(name for name in LUNAR if name[-1] != "节"), QINGMING))
_NOT_THE_DAY = (
    "(?!期间|假|长假|小长假|黄金周|档|联欢|晚会|前夕|前后|临|来临|将至|过后|时节|习俗|文化|氛围|消费|运动|出游|七天|七日"
    "|[0-9一二三四五六七八九]日游|快乐|上河|公司|广场|社区|新村|大学|小学|中学|女排|[礼特促套款献贺寄旅路街车村乡镇厂])"
)
_PREFIX = "(?:三八|五四|六一|八一|五一|十一|七一|“三八”|“五四”|“六一”|“八一”|“五一”|“十一”|“七一”)?(?:国际)?"
_BEFORE_SHORT = r"(?:(?<![\u4e00-\u9fffA-Za-z0-9])|(?<=[年天在到至于迎逢的自从和与及]))"
_AFTER_SHORT = r"(?=[”\"]?(?:$|[\s，,。、；：）)前后到至与和及当开起假上推正]))"
HOLIDAY = re.compile(
    rf"[“\"]?(?:{_PREFIX}(?P<full>{_FULL})节?+|(?P<lunar>春节|(?:{_TERMS})节)"
    r"|(?P<quoted>(?<=[“\"])(?:十一|618|6·18)(?=[”\"]))"
    rf"|{_BEFORE_SHORT}(?P<short>五一|国庆|圣诞|{_TERMS}){_AFTER_SHORT})[”\"]?+{_NOT_THE_DAY}"
)
_LUNAR_DAY = rf"(?:初(?P<early>十|[一二三四五六七八九])|(?P<late>{DAY_WORDS}|{DAY})(?:日|(?![0-9个多余几])))"
LUNAR_DATE = re.compile(
    rf"(?:(?P<marked>[农阴夏]历)(?:(?P<year>{FOUR})年)?)?(?:大年(?:三十(?P<eve>)|初(?P<new>十|[一二三四五六七八九]))"
    rf"|(?P<month>十[一二]?|正|冬|腊|[一二三四五六七八九]|1[0-2]|[1-9])月(?:{_LUNAR_DAY})?)"
)


def read_holiday(text: str, position: int, anchors: Anchors) -> Reading | None:
    """A holiday without its year: the nearest, or the next if a plan speaks."""
    found = HOLIDAY.match(text, position)
    if found is None or anchors.is_unclear(position):
        return None
    return Reading(position, found.end(), anchors.nearest(_maker(found), position), dated=False)


def holiday_in(text: str, start: int, position: int, of_year: int) -> Reading | None:
    """A holiday of the year that stands before it: 今年圣诞节."""
    found = HOLIDAY.match(text, position)
    exact = _maker(found)(of_year) if found else None
    return Reading(start, found.end(), one_day(exact), dated=False) if found and exact else None


def read_lunar(text: str, position: int, anchors: Anchors) -> Reading | None:
    """农历八月十五, 正月初六, 大年三十 without a year: the nearest; a day in 初 or a month in 正 is lunar by itself."""
    found = _lunar(text, position, stated=False)
    if found is None or anchors.is_unclear(position):
        return None
    if found["year"]:
        return _lunar_reading(position, found, int(found["year"]))
    day_of = _lunar_maker(found)
    if day_of is None:
        return None
    return Reading(position, found.end(), anchors.nearest(day_of, position), dated=False)


def lunar_in(text: str, start: int, position: int, of_year: int) -> Reading | None:
    """A lunar day or month of the year that stands before it: 2015年农历正月初一."""
    found = _lunar(text, position, stated=True)
    return _lunar_reading(start, found, of_year) if found else None


def _lunar(text: str, position: int, *, stated: bool) -> re.Match[str] | None:
    found = LUNAR_DATE.match(text, position)
    if found is None:
        return None
    certain = found["marked"] or found["early"] or found["month"] is None or found["month"] in NUMBERED_MONTHS
    whole = found["month"] and not (found["early"] or found["late"])
    return found if certain and (not whole or (found["marked"] and (stated or found["year"]))) else None


def _lunar_reading(start: int, found: re.Match[str], of_year: int) -> Reading | None:
    day_of = _lunar_maker(found)
    if day_of is None:
        bounds = lunar_month(of_year, _lunar_month_number(found["month"]))
        period = Period(*bounds, Precision.INTERVAL) if bounds else None
    else:
        exact = day_of(of_year)
        period = one_day(exact) if exact else None
    return Reading(start, found.end(), period, dated=False) if period else None


def _lunar_maker(found: re.Match[str]) -> Callable[[int], date | None] | None:
    """In which day of our calendar a lunar date of a year falls; None for a whole month."""
    if found["month"] is None:
        if found["new"]:
            return lambda of_year: lunar_day(of_year, 1, number(found["new"]))
        return _eve
    words = found["early"] or found["late"]
    if not words:
        return None
    return lambda of_year: lunar_day(of_year, _lunar_month_number(found["month"]), number(words))


def _lunar_month_number(words: str) -> int:
    return NUMBERED_MONTHS[words] if words in NUMBERED_MONTHS else number(words)


def _maker(found: re.Match[str]) -> Callable[[int], date | None]:
    """On which day of a year a holiday falls."""
    name = found["full"] or found["quoted"] or found["lunar"] or found["short"]
    if name not in SOLAR and name not in LUNAR and name not in BY_WEEKDAY:
        name = name.removesuffix("节")
    if name == QINGMING:
        return qingming
    if name == EVE:
        return _eve
    if name in LUNAR:
        return lambda of_year: lunar_day(of_year, *LUNAR[name])
    if name in BY_WEEKDAY:
        return lambda of_year: _by_weekday(of_year, *BY_WEEKDAY[name])
    return lambda of_year: date(of_year, *SOLAR[name])


def _eve(of_year: int) -> date | None:
    """The last day before the new year that begins in `of_year`: 2022年除夕 is in January."""
    new_year = lunar_day(of_year, 1, 1)
    return new_year - timedelta(days=1) if new_year else None


def _by_weekday(of_year: int, of_month: int, number_of_weekday: int, count: int) -> date:
    first = date(of_year, of_month, 1)
    return first + timedelta(days=(number_of_weekday - first.weekday()) % 7 + 7 * (count - 1))
