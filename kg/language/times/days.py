"""Days, months and years that need no year before them: 2022-05-16, 15日, 昨日, 上月底, 年底, “十四五”期间."""

from __future__ import annotations

import re

from kg.language.times.anchors import Anchors, Reading
from kg.language.times.date_words import DAY, DAY_WORDS, DAYTIME, FOUR, MARK, number
from kg.language.times.periods import day, part_of_month, plan, year
from kg.language.times.within_year import with_weekday
from kg.model import Period

__all__ = ["read_day"]

MONTHS_AWAY = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1, "下下": 2}
MONTHS_FROM_LAST = {"当": 0, "同": 0, "次": 1, "翌": 1}
DAYS_AWAY = {"大前天": -3, "前天": -2, "前日": -2, "昨": -1, "昨天": -1, "昨日": -1, "昨晚": -1, "昨夜": -1} | {
    "今天": 0,
    "今日": 0,
    "今晚": 0,
    "今晨": 0,
    "今早": 0,
    "明天": 1,
    "明日": 1,
    "明晚": 1,
    "明早": 1,
    "后天": 2,
    "大后天": 3,
}
DAYS_FROM_LAST = {"前一天": -1, "前一日": -1, "当天": 0, "当日": 0, "当晚": 0, "同日": 0, "同一天": 0} | {
    "次日": 1,
    "翌日": 1,
    "第二天": 1,
}
_NUMERALS = "0-9一二两三四五六七八九十百千万几数多"
_NO_DATE = "(?![内后游间均元本线])"  # 15日内, 10日游, 5日均线
_MONTH_DIGITS, _DAY_DIGITS = "(?:0[1-9]|1[0-2])", "(?:0[1-9]|[12][0-9]|3[01])"
DASHED = re.compile(
    rf"(?<![0-9A-Za-z.])(?:(?<!-)|(?<=/[0-9]-)|(?<=/[0-9]{{2}}-))(?P<year>1[0-9]{{3}}|{FOUR}|21[0-9]{{2}})(?P<mark>[-/])"
    rf"(?P<month>1[0-2]|0?[1-9])(?P=mark)(?P<day>{DAY})(?![0-9]|-[0-9]{{1,3}}(?![0-9]))"
)
DOTTED = re.compile(
    rf"(?<![0-9A-Za-z.-])(?<![A-Za-z] )(?P<year>{FOUR})\.(?P<month>1[0-2]|0?[1-9])\.(?P<day>{DAY})"
    r"(?![0-9A-Za-z]|\.[0-9])"
)
SOLID = re.compile(
    rf"(?:(?<=[（(【\[：:\s])|(?<![^\n]))(?<![号码编D][：:])(?P<year>{FOUR})(?P<month>{_MONTH_DIGITS})(?P<day>{_DAY_DIGITS})"
    r"(?=[）)】\]\s，,。]|$)"
)
WRITTEN = (DASHED, DOTTED, SOLID)
PLAN = re.compile(
    r"[“\"]?(?P<plan>十[一二三四五六七]|[三六七八九])五[”\"]?(?:(?P<last>末期|末|收官之年)|(?P<first>开局之年|开局年)"
    r"|(?:期间|时期|中后期|以来|初期|初|(?:(?<=十[一二三四五六七]五)|(?<=十[一二三四五六七]五[”\"]))(?=[，,])))"
)
END_OF_YEAR = re.compile(
    rf"(?<![{_NUMERALS}近往历每常半学财年今明去前后当同次上本])(?:年[底末初](?!期)|年中(?![国央心学])|年内)(?!花)"
)
END_OF_MONTH = re.compile(
    rf"(?<![{_NUMERALS}个本上下当同次翌每各逐满单])月[底末初](?!期)|(?P<half>[上下]半月)(?![刊谈])"
)
NEAR_MONTH = re.compile(
    rf"(?P<month>上上|下下|[上本这下当同次翌])(?:一?个)?月(?:(?P<day>{DAY}|{DAY_WORDS})[日号]{DAYTIME}"
    r"|(?P<part>底|末|初|[上中下]旬|[上下]半月)?(?![亮球台饼光色票供薪嫂季娥]))"
)
NEAR_DAY = re.compile(
    r"(?:(?P<from_last>前一[天日]|当天|当日|当晚|同日|同一天|次日|翌日|第二天)"
    r"|(?P<near>大前天|大后天|(?<!之)前天|(?<![之以])后天|今天|今日(?!头条|资本)|今晚|今晨|今早|昨天|昨日|昨晚|昨夜"
    rf"|明天|明日(?!方舟)|明晚|明早|(?<![目日])前日(?!本))){DAYTIME}"
)
_LONE = ".第近每历续时月个过共期满前后"
LONE = re.compile(
    rf"(?<![0-9{_LONE}])(?P<day>{DAY})(?:日{_NO_DATE}{DAYTIME}|(?=(?:{MARK}|[、和]){DAY}日{_NO_DATE}))"
    rf"|(?<![{_NUMERALS}{_LONE}整])(?P<words>(?:二?十|三十)[一二三四五六七八九]|[二三]十)日{_NO_DATE}{DAYTIME}"
    rf"|(?<=[至到—~-])(?P<second>{DAY_WORDS})日{_NO_DATE}{DAYTIME}"
)


def read_day(text: str, position: int, anchors: Anchors) -> Reading | None:
    """A time that takes no year before it."""
    return (
        _written(text, position)
        or _plan(text, position)
        or _near(text, position, anchors)
        or _lone(text, position, anchors)
    )


def _written(text: str, position: int) -> Reading | None:
    for pattern in WRITTEN:
        if found := pattern.match(text, position):
            return Reading(position, found.end(), day(int(found["year"]), int(found["month"]), int(found["day"])))
    return None


def _plan(text: str, position: int) -> Reading | None:
    """A five-year plan as a time, or its first or last year."""
    found = PLAN.match(text, position)
    if found is None:
        return None
    whole = plan(number(found["plan"]))
    if found["last"] or found["first"]:
        whole = year(whole.end.year if found["last"] else whole.start.year)
    return Reading(position, found.end(), whole)


def _near(text: str, position: int, anchors: Anchors) -> Reading | None:
    """A year, a month or a day by its place beside that of publication, or beside the last time."""
    if found := END_OF_YEAR.match(text, position):
        return Reading(position, found.end(), year(anchors.reference.year))
    if found := END_OF_MONTH.match(text, position):
        return Reading(position, found.end(), part_of_month(anchors.month_away(0), found["half"] or ""))
    if found := NEAR_MONTH.match(text, position):
        return _dated(text, position, found, _in_near_month(found, anchors))
    if found := NEAR_DAY.match(text, position):
        return _dated(text, position, found, _near_day(found, anchors))
    return None


def _dated(text: str, position: int, found: re.Match[str], period: Period | None) -> Reading | None:
    return Reading(position, with_weekday(text, found.end(), period), period) if period else None


def _near_day(found: re.Match[str], anchors: Anchors) -> Period | None:
    if found["near"]:
        return anchors.day_away(DAYS_AWAY[found["near"]])
    return anchors.day_from_last(DAYS_FROM_LAST[found["from_last"]])


def _in_near_month(found: re.Match[str], anchors: Anchors) -> Period | None:
    of_month = _near_month(found["month"], anchors)
    if of_month is None:
        return None
    if found["day"]:
        return day(of_month.start.year, of_month.start.month, number(found["day"]))
    return part_of_month(of_month, found["part"] or "")


def _near_month(words: str, anchors: Anchors) -> Period | None:
    if words in MONTHS_AWAY:
        return anchors.month_away(MONTHS_AWAY[words])
    return anchors.month_from_last(MONTHS_FROM_LAST[words])


def _lone(text: str, position: int, anchors: Anchors) -> Reading | None:
    """A day without its month: 15日."""
    found = LONE.match(text, position)
    if found is None:
        return None
    period = anchors.day_of_month(number(found["day"] or found["words"] or found["second"]), position)
    return _dated(text, position, found, period)
