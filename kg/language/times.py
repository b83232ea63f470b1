"""Times: 5月15日上午, 6月份, 三季度, 今年底, 2021年至2025年, “十四五”期间, each resolved to the calendar.

What the text leaves out is taken from the times before it, and from the day on which the post was published. Vague
times (近日, 近年来, 目前, 今年以来) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from kg.language.anchors import Anchors
from kg.language.numerals import readable
from kg.language.periods import day, half, interval, month, plan, quarter, three_quarters, year
from kg.model import Mention, Period

__all__ = ["find_times"]

FOUND_BY = "time"
PLAUSIBLE_YEARS = range(1000, 9000)
NUMBERS = {character: value for value, character in enumerate("零一二三四五六七八九十")} | {
    "〇": 0,
    "十一": 11,
    "十二": 12,
}
YEARS_AWAY = {"今年": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2}
YEARS_FROM_LAST = {"同年": 0, "当年": 0, "次年": 1}
MONTHS_AWAY = {"上": -1, "本": 0, "下": 1}
DAYS_AWAY = {"今天": 0, "今日": 0, "今晚": 0, "昨天": -1, "昨日": -1, "昨晚": -1, "明天": 1, "明日": 1, "前天": -2}
DAYS_FROM_LAST = {"当天": 0, "当日": 0, "同日": 0, "次日": 1, "翌日": 1}

_MARK = "[-—–~～至到]{1,2}"
_MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9])"
_DAYTIME = "(?:上午|下午|晚间|晚上|晚|凌晨|清晨|早间|早上|中午|傍晚)?"
_PART = "(?:底|末|初|中旬|上旬|下旬)?"
_FOUR = "(?:19|20)[0-9]{2}"
MARK = re.compile(_MARK)
LONGEST_TITLE = 80  # characters
TITLE_END = re.compile(rf"[^《》]{{0,{LONGEST_TITLE}}}》")
YEAR = re.compile(
    rf"(?<![0-9])(?P<digits>{_FOUR})(?:财年|年)(?!代)|(?P<chinese>[一二][〇零九][〇零一二三四五六七八九]{{2}})年(?!代)"
    r"|(?P<relative>今年|去年|明年|(?<![以0-9年天月个一两二三四五六七八九十几数])前年|(?<![今明前之])后年(?!均))(?!以来)"
    rf"|(?P<following>同年|次年|当年(?={_MONTH}月))"
)
YEAR_TAIL = re.compile(r"度(?!假)|年?(?:底|末|初)(?!期)")
IN_YEAR = re.compile(
    rf"(?<![0-9.第一二三四五六七八九十])(?P<month>{_MONTH})月(?:(?P<day>{_DAY})(?:[日号]{_DAYTIME}|(?={_MARK}{_DAY}[日号]))"
    rf"|份?{_PART}(?![龄均薪租供饼光球票刊嫂卡费]))"
    rf"|(?<![0-9.:：第-])(?P<open_month>1[0-2]|[1-9])(?={_MARK}{_MONTH}月(?!{_DAY}[日号]))"
    r"|第?(?P<quarter>[一二三四1-4])季度|(?<![A-Za-z])Q(?P<latin>[1-4])(?![0-9A-Za-z])"
    r"|(?P<three>前三)季度|(?P<half>[上下])半年"
)
ALONE = re.compile(
    rf"(?<![0-9])(?P<iso>{_FOUR}([-/.])(?:1[0-2]|0?[1-9])\2{_DAY})(?![0-9-])"
    rf"|(?<![0-9])(?P<open_year>{_FOUR})(?={_MARK}{_FOUR}年)"
    r"|[“\"]?十(?P<plan>[一二三四五])五[”\"]?(?:期间|时期|中后期|以来|初期|初|(?P<plan_end>末期|末)|(?=[，,]))"
    r"|(?<![0-9一二三四五六七八九十几数多])(?P<year_end>年[底末初])(?!花)"
    rf"|(?P<near_month>上|本|下)个?月(?:(?P<near_day>{_DAY})日{_DAYTIME}|{_PART})"
    rf"|(?P<near>今天|今日(?!头条)|今晚|昨天|昨日|昨晚|明天|明日(?!方舟)|前天|当天|当日|同日|次日|翌日){_DAYTIME}"
    rf"|(?<![0-9.第近每历续时月个过共])(?P<lone_day>{_DAY})(?:日(?![内后游间均元本线]){_DAYTIME}|(?={_MARK}{_DAY}日))"
)
TRIGGERS = frozenset('0123456789〇零一二三四五六七八九十今去前明后同当次上下本昨翌年第Q“"')


@dataclass(frozen=True, slots=True)
class _Reading:
    """A time as far as it is read; `period` is None where the calendar has none (2月30日)."""

    start: int
    end: int
    period: Period | None


def find_times(text: str, start: int, end: int, reference: date) -> tuple[Mention, ...]:
    """Find all times in `text[start:end]`, from left to right, none overlapping another.

    A time without its year or month takes them from the times before it in the same stretch, so give whole documents.

    Args:
        text: of the document; offsets of the mentions index it.
        start: where to begin.
        end: where to stop.
        reference: the day on which the post was published, in its own zone; with a date at the ends of the calendar,
            which only a forged post has, no time is found.

    Returns:
        mentions of type `Time`, whose name is the words and whose value is a `Period`.
    """
    if reference.year not in PLAUSIBLE_YEARS:
        return ()
    readings = _joined(readable(text[start:end]), reference)
    return tuple(_mention(reading, text, start) for reading in readings)


def _mention(reading: _Reading, text: str, offset: int) -> Mention:
    first, last = reading.start + offset, reading.end + offset
    words = text[first:last]
    value = replace(reading.period, surface=words) if reading.period else None
    return Mention("Time", first, last, words, value, FOUND_BY)


def _joined(piece: str, reference: date) -> list[_Reading]:
    """Make one interval of two times with 至 or a dash between them."""
    joined: list[_Reading] = []
    for reading in _Reader(piece, reference).readings():
        before = joined[-1] if joined else None
        if before and before.period and reading.period and MARK.fullmatch(piece, before.end, reading.start):
            between = interval(before.period, reading.period)
            if between:
                joined[-1] = _Reading(before.start, reading.end, between)
                continue
        joined.append(reading)
    return [reading for reading in joined if reading.period]


class _Reader:
    """Reads the single times of one stretch of text in their order, since each may lean on the one before."""

    def __init__(self, text: str, reference: date) -> None:
        self.text = text
        self.anchors = Anchors(text, reference)

    def readings(self) -> Iterator[_Reading]:
        position = 0
        while position < len(self.text):
            reading = self._at(position) if self.text[position] in TRIGGERS else None
            if reading is None:
                position += 1
                continue
            yield reading
            position = reading.end

    def _at(self, position: int) -> _Reading | None:
        """The time that begins at `position`."""
        stated = YEAR.match(self.text, position)
        if stated is None:
            return self._in_year(position, position, None) or self._alone(position)
        number = self._year(stated)
        if number is None:
            return None
        within = stated.end() + (self.text[stated.end() : stated.end() + 1] == " ")
        tail = YEAR_TAIL.match(self.text, stated.end())
        whole = _Reading(position, tail.end() if tail else stated.end(), year(number))
        return self._in_year(position, within, number) or self._kept(whole, dated=False)

    def _year(self, stated: re.Match[str]) -> int | None:
        """The year as a number; None where it leans on a time before it and there is none."""
        if stated["digits"]:
            return int(stated["digits"])
        if stated["chinese"]:
            return int("".join(str(NUMBERS[character]) for character in stated["chinese"]))
        if stated["relative"]:
            return self.anchors.reference.year + YEARS_AWAY[stated["relative"]]
        last = self.anchors.last
        return last.start.year + YEARS_FROM_LAST[stated["following"]] if last else None

    def _in_year(self, start: int, position: int, number: int | None) -> _Reading | None:
        """A month, day, quarter or half, of the year given or of the one that fits."""
        found = IN_YEAR.match(self.text, position)
        if found is None:
            return None
        first_month = _first_month(found)
        of_year = self.anchors.year_of(first_month, start) if number is None else number
        return self._kept(_Reading(start, found.end(), _period_in(of_year, found)), dated=True)

    def _alone(self, position: int) -> _Reading | None:
        """A time that takes no year before it: 2022-05-16, “十四五”期间, 年底, 上月, 昨日, 15日."""
        found = ALONE.match(self.text, position)
        if found is None or (found["plan"] and self._in_title(position)):
            return None
        period = self._period_alone(found, position)
        return self._kept(_Reading(position, found.end(), period), dated=found["open_year"] is None) if period else None

    def _period_alone(self, found: re.Match[str], position: int) -> Period | None:
        reference = self.anchors.reference
        if found["iso"]:
            return day(*(int(part) for part in re.split("[-/.]", found["iso"])))
        if found["open_year"]:
            return year(int(found["open_year"]))
        if found["plan"]:
            whole = plan(10 + NUMBERS[found["plan"]])
            return year(whole.end.year) if found["plan_end"] else whole
        if found["year_end"]:
            return year(reference.year)
        if found["near_month"]:
            near = self.anchors.month_away(MONTHS_AWAY[found["near_month"]])
            return day(near.start.year, near.start.month, int(found["near_day"])) if found["near_day"] else near
        if found["near"] in DAYS_FROM_LAST:
            return self.anchors.day_from_last(DAYS_FROM_LAST[found["near"]])
        if found["near"]:
            return self.anchors.day_away(DAYS_AWAY[found["near"]])
        return self.anchors.day_of_month(int(found["lone_day"]), position)

    def _kept(self, reading: _Reading, *, dated: bool) -> _Reading:
        """Let the times that follow lean on this one."""
        if reading.period:
            self.anchors.keep(reading.period, reading.end, dated=dated)
        return reading

    def _in_title(self, position: int) -> bool:
        """Whether 《 stands before and 》 behind, with neither between."""
        before = self.text[max(position - LONGEST_TITLE, 0) : position]
        return before.rfind("《") > before.rfind("》") and bool(TITLE_END.match(self.text, position))


def _first_month(found: re.Match[str]) -> int:
    """The month, 1 to 12, in which the time of an `IN_YEAR` match begins."""
    if number := found["month"] or found["open_month"]:
        return _number(number)
    if number := found["quarter"] or found["latin"]:
        return 3 * _number(number) - 2
    return 7 if found["half"] == "下" else 1


def _period_in(of_year: int, found: re.Match[str]) -> Period | None:
    """The period that an `IN_YEAR` match states."""
    if found["day"]:
        return day(of_year, _number(found["month"]), int(found["day"]))
    if found["month"] or found["open_month"]:
        return month(of_year, _first_month(found))
    if found["three"]:
        return three_quarters(of_year)
    if found["half"]:
        return half(of_year, 2 if found["half"] == "下" else 1)
    return quarter(of_year, _number(found["quarter"] or found["latin"]))


def _number(words: str) -> int:
    return NUMBERS[words] if words in NUMBERS else int(words)
