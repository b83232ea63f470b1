"""Times: 5月15日上午, 6月份, 三季度, 今年底, 2021年至2025年, “十四五”期间, each resolved to the calendar.

What the text leaves out is taken from the times before it, and from the day on which the post was published. Vague
times (近日, 近年来, 目前, 今年以来) are none, and so is what comes again and again (每年3月, 每周五).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kg.language.times.anchors import Anchors, Reading
from kg.language.times.date_words import MARK, folded
from kg.language.times.days import read_day
from kg.language.times.holidays import read_holiday, read_lunar
from kg.language.times.periods import interval
from kg.language.times.stretches import read_stretch
from kg.language.times.weeks import read_week
from kg.language.times.within_year import read_within
from kg.language.times.years import read_year
from kg.model import Mention, Period

__all__ = ["find_times"]

FOUND_BY = "time"
PLAUSIBLE_YEARS = range(1200, 9000)
BETWEEN = re.compile(rf"起?{MARK}(?:从|自)?")
AND, BETWEEN_END = re.compile(r" ?[和与及] ?"), re.compile(r"(?:之间|期间|间(?![接断隔谍歇距]))")
LONGEST_TITLE = 80  # characters
TITLE_END = re.compile(rf"[^《》]{{0,{LONGEST_TITLE}}}》")
FROM = frozenset("从自由")
TRIGGER = re.compile(
    r"[0-9〇零一二三四五六七八九十两今去前明后同当次翌上下本这昨年首第最过未近Q“\"大周星礼月七农阴夏正冬腊公民洪建永宣景天成弘德嘉隆万泰崇顺康雍乾道咸光元情妇女植消愚世劳中青护国儿医教记双平圣母全父感除春端重清]"
)


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
    readings = _joined(folded(text[start:end]), reference)
    return tuple(_mention(reading, reading.period, text, start) for reading in readings if reading.period)


def _mention(reading: Reading, period: Period, text: str, offset: int) -> Mention:
    first, last = reading.start + offset, reading.end + offset
    words = text[first:last]
    return Mention("Time", first, last, words, replace(period, surface=words), FOUND_BY)


def _joined(piece: str, reference: date) -> list[Reading]:
    """Make one interval of two times with 至 or a dash between them, or 和 and 之间."""
    joined: list[Reading] = []
    for reading in _readings(piece, reference):
        between = _between(piece, joined[-1], reading) if joined else None
        if between:
            joined[-1] = between
        else:
            joined.append(reading)
    return joined


def _between(piece: str, before: Reading, reading: Reading) -> Reading | None:
    if before.period is None or reading.period is None:
        return None
    if BETWEEN.fullmatch(piece, before.end, reading.start):
        start = before.start - (piece[before.start - 1 : before.start] in FROM)
        end = reading.end
    elif AND.fullmatch(piece, before.end, reading.start) and (closing := BETWEEN_END.match(piece, reading.end)):
        start, end = before.start, closing.end()
    else:
        return None
    whole = interval(before.period, reading.period)
    return Reading(start, end, whole) if whole else None


def _readings(piece: str, reference: date) -> Iterator[Reading]:
    """The single times in their order, since each may lean on the one before."""
    anchors = Anchors(piece, reference)
    position = 0
    while found := TRIGGER.search(piece, position):
        reading = _at(piece, found.start(), anchors)
        if reading is None:
            position = found.start() + 1
            continue
        anchors.keep(reading)
        yield reading
        position = reading.end


def _at(piece: str, position: int, anchors: Anchors) -> Reading | None:
    """The time that begins at `position`; in the title of a work or a document only one with its year."""
    stated = read_lunar(piece, position, anchors) or read_year(piece, position, anchors)
    if stated:
        return stated
    leaning = (
        read_stretch(piece, position, anchors)
        or read_within(piece, position, position, None, anchors)
        or read_day(piece, position, anchors)
        or read_week(piece, position, anchors)
        or read_holiday(piece, position, anchors)
    )
    return None if leaning and _in_title(piece, position) else leaning


def _in_title(piece: str, position: int) -> bool:
    """Whether 《 stands before and 》 behind, with neither between."""
    before = piece[max(position - LONGEST_TITLE, 0) : position]
    return before.rfind("《") > before.rfind("》") and bool(TITLE_END.match(piece, position))
