"""Times that state their year, and the parts of years that may leave it out: 2022年5月15日, 去年底, 三季度, 前5个月."""

from __future__ import annotations

import re

from kg.language.times.anchors import Anchors, Reading
from kg.language.times.date_words import DAY, DAY_WORDS, FOUR, MARK, MONTH, number
from kg.language.times.eras import ERAS, era_year
from kg.language.times.holidays import holiday_in, lunar_in
from kg.language.times.periods import year
from kg.language.times.within_year import read_within, read_within_stated

__all__ = ["read_year"]

YEARS_AWAY = {"大前年": -3, "前年": -2, "去年": -1, "上年": -1, "上一年": -1, "本年": 0, "今年": 0} | {
    "明年": 1,
    "后年": 2,
    "大后年": 3,
}
YEARS_FROM_LAST = {"同年": 0, "当年": 0, "次年": 1, "翌年": 1}
CENTURY = 100
FORESIGHT = 20  # years; a year of two digits lies no farther ahead

_CHINESE = "〇○零一二三四五六七八九"
_ERA = "|".join(ERAS)
# 1200年 alone is as often a stretch of time as a year.
_EARLY = rf"(?:(?<=[于在元至到（(—-])1[0-5][0-9]{{2}}(?! ?年[前来多余])|1[0-5][0-9]{{2}}(?= ?年 ?{MONTH}月))"
_NINE = "一二三四五六七八九"
YEAR = re.compile(
    rf"(?<![0-9.近超逾])(?P<digits>{_EARLY}|1[6-8][0-9]{{2}}(?! ?年[前来多余])|{FOUR}|21[0-9]{{2}})(?: ?年|财年|全年)"
    "(?!代|历史|的历史|树龄|以上)"
    rf"|(?<![0-9])(?P<open>{FOUR})(?=(?:{MARK}|[、和与]){FOUR} ?年(?!代)| ?[QH][1-4](?![0-9A-Za-z]))"
    rf"|(?<=[（(])(?P<bare>{FOUR})(?={MARK}{FOUR}[）)])"
    rf"|(?<=[（(][0-9]{{4}}[-—–~～至到])(?P<bare_end>{FOUR})(?=[）)])"
    rf"|(?<![0-9.第近约超逾达满历过])(?P<short>[0-9]{{2}})年(?={MONTH}月|[上下]半年|第?[一二三四1-4]季度|全年)"
    r"|(?<![0-9.])(?P<zero>0[0-9]) ?年"
    rf"|(?<![{_CHINESE}])(?P<chinese>(?:一[{_CHINESE}]|二[零〇○一])[{_CHINESE}]{{2}})年(?!代)"
    rf"|两千零(?P<after>[{_NINE}])年|(?P<thousand>两千)年(?={MONTH}月)|(?P<chinese_zero>[零〇][{_CHINESE}])年"
    rf"|(?P<era>{_ERA})(?P<era_year>元|[1-9][0-9]?|[{_NINE}]?十[{_NINE}]?|[{_NINE}])年"
    r"|(?P<relative>大前年|大后年|今年|去年|明年|上一?年(?=[度末底])|本年(?=[度末底内])"
    rf"|(?<![以0-9年天月个两{_NINE}十几数])前年|(?<![今明前之])后年(?![均产增销营]))(?!以来)"
    rf"|(?P<following>同年|次年|翌年|(?<!想)当年)"
)
YEAR_TAIL = re.compile(
    r"度(?!假)|全年|年?[底末初](?![期蕴子衷])|年?终(?![于止端究身点])|年中(?![国央心学])|(?<=年)中期"
    r"|内(?=[，,将要有完实建开投上全])"
)
LUNAR_MONTH = re.compile(
    rf"闰?(?:{MONTH}|正|冬|腊)月(?:初[一二三四五六七八九十]|{DAY_WORDS}日?|{DAY}日)?|大年(?:三十|初[一二三四五六七八九十])"
)
LATIN = re.compile(" ?[QH]")
GAP = re.compile(" ?的? ?")


def read_year(text: str, position: int, anchors: Anchors) -> Reading | None:
    """A time that begins with its year, with all that is said of it."""
    stated = YEAR.match(text, position)
    if stated is None:
        return None
    of_year = _number(stated, anchors, position)
    if of_year is None:
        return None
    if (stated["open"] and not LATIN.match(text, stated.end())) or stated["bare"] or stated["bare_end"]:
        return Reading(position, stated.end(), year(of_year), dated=False)
    gap = GAP.match(text, stated.end())
    within = gap.end() if gap else stated.end()
    tail = YEAR_TAIL.match(text, stated.end())
    if _is_lunar(stated):  # the month is not one of ours; the year is what can be said of it
        month = LUNAR_MONTH.match(text, stated.end())
        return Reading(position, month.end() if month else stated.end(), year(of_year), dated=False)
    return (
        lunar_in(text, position, within, of_year)
        or read_within(text, position, within, of_year, anchors)
        or holiday_in(text, position, within, of_year)
        or read_within_stated(text, position, within, of_year)
        or Reading(position, tail.end() if tail else stated.end(), year(of_year), dated=False)
    )


def _number(stated: re.Match[str], anchors: Anchors, position: int) -> int | None:
    """The year as a number; None where it leans on a time before it and there is none."""
    kind = next(name for name, words in stated.groupdict().items() if words)
    words = stated[kind]
    match kind:
        case "digits" | "open" | "bare" | "bare_end" | "chinese":
            return number(words)
        case "short" | "zero" | "chinese_zero":
            return _of_two_digits(number(words), anchors.reference.year)
        case "after":
            return 2000 + number(words)
        case "thousand":
            return 2000
        case "era":
            return era_year(words, 1 if stated["era_year"] == "元" else number(stated["era_year"]))
        case "relative":
            return anchors.reference.year + YEARS_AWAY[words]
        case _:
            return _from_last(words, anchors, position)


def _of_two_digits(short: int, now: int) -> int:
    """22年 → 2022, 98年 → 1998."""
    of_century = now - now % CENTURY + short
    return of_century if of_century <= now + FORESIGHT else of_century - CENTURY


def _from_last(words: str, anchors: Anchors, position: int) -> int | None:
    """同年, 次年 after the last time; 当年 only in its sentence, since it means long ago as well."""
    if anchors.last is None or (words == "当年" and not anchors.same_sentence(position)):
        return None
    return anchors.last.start.year + YEARS_FROM_LAST[words]


def _is_lunar(stated: re.Match[str]) -> bool:
    """Whether the months of the year are not ours: under the emperors."""
    return bool(stated["era"]) and stated["era"] != "民国"
