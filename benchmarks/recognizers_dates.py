"""Dates against the specs of microsoft/Recognizers-Text (Chinese): how many are read exactly as they ask.

    python benchmarks/recognizers_dates.py                the figures of the scorecard
    python benchmarks/recognizers_dates.py --errors 40    specs that are read otherwise

A *date spec with a reference time* is one of DateParser, DatePeriodParser and HolidayParser that states the day it is
read on, and one of DateTimeModel (with its experimental mode) whose results are all dates or ranges of dates, those
without any result included. Clock times, durations and recurring times are left out: a graph of news holds days.

A spec is right when each of its results is found with exactly its words, nothing else is found, and the value agrees:
it is one of those that the spec lists (as a rule the one before the reference and the one after it, of which news need
one, see below). Ends of ranges are exclusive in most specs and inclusive here, so the end of the spec may be our last
day or the day after it. Where the model says that a result is limited (2018年以前, 自2018年起), the limit as read by
`kg.language.find_limits` must be the same. Facts hold no open times yet, so the share without these specs is there too.

Where news need another reading than the specs, on purpose (these count as wrong):

- 最近 is no day, as 近日 and 日前 are none: an editor writes them not to name one. The specs read the day of reference.
- 2016年至2018年, 3月至5月: the last year or month is part of the range; the specs end where it begins.
- 截止到2018年 is up to its end, not before it.
- 5年前: the year; the specs reckon a day that nobody has stated.
- 今年: the whole year, even beside a duration.
- 农历, 正月, 春节, 除夕, 元宵, 端午, 中秋, 重阳: the day of our calendar (2017-01-28); the specs give lunar month and
  day as if they were ours.
- 新年: no day but a season; 元旦 is the day.
- 康熙三年五月: the year alone (1664), since its months are lunar; 雍正十六年: none, there were thirteen. Names of eras
  before Ming are common words as well (建元, 太平): no dates, nor are years before 1000.
- 12/1, 3-7-2017, 05/05/89, 12-11-10, 10/1/2018, 2010 01 29, a bare 2018: no dates. In Chinese news they are scores,
  sizes, ratios and models, or it is not known which number is the month.
- 12号: no day, it is a building, a line or a player as often. 12日 is one, 5月12号 too.
- 一月二十三 without 日 and without a year: it may be lunar (八月十五).
- 2月30日, 2019年2月29日: nothing; the specs find the words and give no value.
- 今年夏天: the year; a season has no first day.
- 前1周, 上2个月, 后1年, 上个半年: not written in news; 前5个月 is January to May.
- 10月12号，星期一 is a day with its weekday only where that is its weekday.
- 从2015年起: 从 belongs to the limit, as in 从2016年3月1日开始, where the specs have it too.

Where the specs list two values, news take the latest such time (周五, 15日, 12月), or the next if a plan speaks (将,
预计); of holidays the nearest.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

import typer
from figures import SHARED, Figure, missing, proportion_figure

from kg.evaluation.figures import Proportion
from kg.language import Limit, find_limits, find_times
from kg.model import Mention, Period, Precision

DATA = SHARED / "data" / "recognizers" / "DateTime" / "Chinese"
PARSERS = ("DateParser", "DatePeriodParser", "HolidayParser")
MODELS = ("DateTimeModel", "DateTimeModelExperimentalMode")
BAR = 0.70
_DATES = frozenset({"datetimeV2.date", "datetimeV2.daterange"})
_LIMITS = {"before": Limit.BEFORE, "until": Limit.UNTIL, "since": Limit.SINCE, "after": Limit.AFTER}
_DAY = timedelta(days=1)
_NO_REFERENCE = "2019-01-01"

Value = tuple[str | None, str | None]  # first and last day as the spec writes them, None where it is open


@dataclass(frozen=True, slots=True)
class Result:
    """What a spec asks for: the words, the values that it lists, and the limit."""

    words: str
    values: tuple[Value, ...]
    is_day: bool
    limit: Limit | None


@dataclass(frozen=True, slots=True)
class Spec:
    """A sentence, the day it is read on, and what there is to find in it, from left to right."""

    file: str
    text: str
    reference: date
    results: tuple[Result, ...]

    @property
    def limited(self) -> bool:
        """Whether a result is limited on one side."""
        return any(result.limit for result in self.results)


@dataclass(frozen=True, slots=True)
class Found:
    """A time of ours with the words that limit it."""

    words: str
    period: Period
    limit: Limit | None


def read_specs(files: tuple[str, ...] = PARSERS + MODELS) -> Iterator[Spec]:
    """The date specs with a reference time, file by file."""
    for file in files:
        with (DATA / f"{file}.json").open(encoding="utf-8-sig") as lines:
            rows = json.load(lines)
        for row in rows:
            reference = row.get("Context", {}).get("ReferenceDateTime")
            if file in PARSERS and reference:
                yield _spec(file, row, reference, _parsed)
            elif file in MODELS and all(result["TypeName"] in _DATES for result in row["Results"]):
                yield _spec(file, row, reference or _NO_REFERENCE, _modelled)


def _spec(file: str, row: dict[str, Any], reference: str, read: Callable[[dict[str, Any], str], Result]) -> Spec:
    results = tuple(read(result, row["Input"]) for result in row["Results"])
    return Spec(file, row["Input"], date.fromisoformat(reference[:10]), results)


def _parsed(result: dict[str, Any], text: str) -> Result:
    value = result["Value"]
    resolutions = (value.get("FutureResolution") or {}, value.get("PastResolution") or {})
    values = tuple(_bounds(resolution) for resolution in resolutions)
    return Result(_words(result, text), values, result["Type"] == "date", None)


def _modelled(result: dict[str, Any], text: str) -> Result:
    resolved = result["Resolution"]["values"]
    limit = next((_LIMITS[value["Mod"]] for value in resolved if "Mod" in value), None)
    values = tuple(_bounds(value) for value in resolved)
    return Result(_words(result, text), values, result["TypeName"].endswith(".date"), limit)


def _words(result: dict[str, Any], text: str) -> str:
    """The words as they stand in the sentence; the specs write some full-width marks as half-width ones."""
    words, start = result["Text"], result["Start"]
    return words if words in text else text[start : start + len(words)]


def _bounds(resolution: dict[str, str]) -> Value:
    if exact := resolution.get("date") or resolution.get("value"):
        return exact, exact
    return resolution.get("startDate") or resolution.get("start"), resolution.get("endDate") or resolution.get("end")


def find(spec: Spec) -> list[Found]:
    """What the program reads in the sentence of a spec; limits only where the specs know of them, in the model."""
    times = find_times(spec.text, 0, len(spec.text), spec.reference)
    if spec.file in PARSERS:
        return [Found(time.name, _period(time), None) for time in times]
    limits = {(limit.time_start, limit.time_end): limit for limit in find_limits(spec.text, times)}
    found = []
    for time in times:
        limit = limits.get((time.start, time.end))
        words = spec.text[limit.start : limit.end] if limit else time.name
        found.append(Found(words, _period(time), limit.limit if limit else None))
    return found


def _period(time: Mention) -> Period:
    if not isinstance(time.value, Period):
        raise TypeError(f"a time without a period: {time.name}")
    return time.value


def is_right(spec: Spec, found: list[Found]) -> bool:
    """Whether all that the spec asks for is found, and nothing else."""
    return len(found) == len(spec.results) and all(map(_agrees, found, spec.results))


def _agrees(ours: Found, result: Result) -> bool:
    if ours.words != result.words or ours.limit is not result.limit:
        return False
    if result.is_day and ours.period.precision is not Precision.DAY:
        return False
    return any(_same(ours.period, result.limit, value) for value in result.values)


def _same(period: Period, limit: Limit | None, value: Value) -> bool:
    """Whether a period is the one of a spec, whose end may be inclusive or exclusive."""
    first, last = value
    starts, ends = _written(period.start), _written(period.end) | _written(period.end + _DAY)
    match limit:
        case None:
            return first in starts and last in ends
        case Limit.BEFORE:
            return last in starts
        case Limit.UNTIL:
            return last in ends
        case Limit.SINCE:
            return first in starts
        case Limit.AFTER:
            return first in ends


def _written(day: date) -> frozenset[str]:
    return frozenset({day.isoformat()})


def measure() -> list[Figure]:
    """The figures of the scorecard: all date specs, then by kind of file, and those without a limit."""
    if missing(DATA):
        return []
    read = [(spec, is_right(spec, find(spec))) for spec in read_specs()]
    parts = {
        "all": [right for _, right in read],
        "date files alone": [right for spec, right in read if spec.file in PARSERS],
        "dates of the model": [right for spec, right in read if spec.file in MODELS],
        "without limits (以前, 以来)": [right for spec, right in read if not spec.limited],
    }
    return [
        proportion_figure(
            f"Recognizers, date specs, {name}", Proportion(sum(part), len(part)), BAR if name == "all" else None
        )
        for name, part in parts.items()
    ]


def main(
    errors: Annotated[int, typer.Option(help="How many specs that are read otherwise to show.")] = 0,
    file: Annotated[str | None, typer.Option(help="Only those of this file.")] = None,
) -> None:
    """Print the figures, and specs that are read otherwise."""
    if missing(DATA):
        return
    for figure in measure():
        low, high = figure.interval or (0.0, 1.0)
        typer.echo(f"{figure.value:.3f} [{low:.3f}, {high:.3f}]  {figure.counted:9} {figure.measure}")
    for spec in read_specs():
        found = find(spec)
        if errors and file in (None, spec.file) and not is_right(spec, found):
            errors -= 1
            asked = "; ".join(f"{r.words} {r.limit or ''} {r.values}" for r in spec.results) or "nothing"
            ours = "; ".join(f"{f.words} {f.limit or ''} {f.period.lexical}" for f in found) or "nothing"
            typer.echo(f"{spec.file} {spec.reference} {spec.text}\n    asked {asked}\n    ours  {ours}")


if __name__ == "__main__":
    typer.run(main)
