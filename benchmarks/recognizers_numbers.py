"""Numbers, percentages, ordinals, money, dimensions, ages and temperatures in specifications made by others.

    python benchmarks/recognizers_numbers.py --errors 40 --model PercentModel

The specifications of microsoft/Recognizers-Text for Chinese, all of them open. One specification is one input; it is
right when everything it lists is found at its place and with its value and unit, and nothing else is. Their values
are doubles: numbers count as equal when they differ by less than a billionth. Those that their own Python library
does not support are counted too; the figure without them stands beside.

The general reader (`find_numbers`) serves numbers and ordinals, the reader of amounts (`find_amounts`) all others,
without the words that bound them: their spans have no 约 and no 以上. Their units have names of their own, so a unit
is right when the amount is the same in the base unit of `units.tsv` (三千比特 is 3 Kilobit to them, 3000 bit to us).

Where they differ from the conventions of news on purpose:
- a number that no one value says (二三十个百分点) is none of theirs: such amounts are left out;
- the lower end of a range (5-20%) has no unit in theirs: only the end that has one is compared;
- 一美元 and 一折 have no number in theirs (though 十五美元 has), 二％ none either: a percentage is not counted
  among numbers here; the others stay errors;
- the bare name of a unit (人民币, 摄氏度) is a currency or temperature of theirs, without value: it is no quantity.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import isclose
from typing import Annotated, Any

import typer
from figures import SHARED, Figure, missing, proportion_figure

from kg.evaluation.figures import Proportion
from kg.knowledge.units import UnitTable, load_units
from kg.language.numbers.amounts import Amount, find_amounts
from kg.language.numbers.numbers import find_numbers
from kg.language.writing import readable
from kg.model import Bound

DATA = SHARED / "data" / "recognizers"
BARS = {"NumberModel": 0.93, "PercentModel": 0.93, "CurrencyModel": 0.88, "DimensionModel": 0.80}
FILES = {
    "NumberModel": "Number",
    "PercentModel": "Number",
    "OrdinalModel": "Number",
    "CurrencyModel": "NumberWithUnit",
    "DimensionModel": "NumberWithUnit",
    "AgeModel": "NumberWithUnit",
    "TemperatureModel": "NumberWithUnit",
}
DIMENSIONS = frozenset(
    {"Length", "Area", "Volume", "Mass", "Speed", "DataSize", "DataRate", "Power", "Energy", "Frequency", "Pressure"}
)
UNIT_NAMES = {  # their name: the surface in units.tsv of the same unit
    "Dollar": "$",
    "Bitcoin": "比特币",
    "Mu": "亩",
    "Kilogram": "千克",
    "Gram": "克",
    "Microgram": "微克",
    "Ton": "吨",
    "Jin": "斤",
    "Liang": "两",
    "Centimeter": "厘米",
    "Meter": "米",
    "Kilometer": "千米",
    "Bit": "比特",
    "Kilobit": "千比特",
    "Kilobyte": "千字节",
    "Megabyte": "兆字节",
    "Hertz": "赫兹",
    "Megahertz": "兆赫兹",
    "Kilowatt": "千瓦",
    "Kilocalorie": "千卡",
    "C": "摄氏度",
    "F": "华氏度",
    "Degree": "度",
    "Year": "岁",
    "Month": "个月",
    "Week": "周",
    "Day": "天",
}


@dataclass(frozen=True, slots=True)
class Found:
    """What a specification lists, or the program found: words, place (None where none is given), value and unit."""

    words: str
    start: int | None
    end: int | None
    value: float | None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Spec:
    """One specification.

    Attributes:
        text: the input.
        wanted: all results, in order.
        supported: whether their own Python library claims to serve it.
    """

    text: str
    wanted: tuple[Found, ...]
    supported: bool


def read_specs(model: str) -> Iterator[Spec]:
    """The specifications of one model, in the order of the file."""
    path = DATA / FILES[model] / "Chinese" / f"{model}.json"
    for row in json.loads(path.read_text(encoding="utf-8-sig")):
        supported = "python" not in row.get("NotSupported", "").lower()
        yield Spec(row["Input"], tuple(map(_wanted, row["Results"])), supported)


def _wanted(result: dict[str, Any]) -> Found:
    resolution = result["Resolution"] if isinstance(result.get("Resolution"), dict) else {}
    start, end = result.get("Start"), result.get("End")
    value = resolution.get("value")
    return Found(
        _plain(str(result["Text"])),
        start if isinstance(start, int) else None,
        end + 1 if isinstance(end, int) else None,
        None if value is None else float(str(value).rstrip("%")),
        str(resolution.get("isoCurrency") or resolution.get("unit") or ""),
    )


def _plain(words: str) -> str:
    return readable(words).replace("，", ",").casefold()


def find(model: str, text: str, units: UnitTable) -> tuple[Found, ...]:
    """What the program finds in `text`, as the specifications of `model` would list it."""
    finders: dict[str, Callable[[str, UnitTable], Iterator[Found]]] = {
        "NumberModel": _numbers,
        "OrdinalModel": _ordinals,
        "PercentModel": _percentages,
    }
    return tuple(finders.get(model, _measured(model))(text, units))


def _numbers(text: str, units: UnitTable) -> Iterator[Found]:
    for number in find_numbers(text, units):
        if not readable(text[number.end : number.end + 2]).lstrip().startswith("%"):
            yield _found(text, number.start, number.end, number.value)


def _ordinals(text: str, units: UnitTable) -> Iterator[Found]:
    for number in find_numbers(text, units):
        if text[: number.start].endswith("第"):
            yield _found(text, number.start - 1, number.end, number.value)


def _percentages(text: str, units: UnitTable) -> Iterator[Found]:
    for amount in _amounts(text, units):
        if amount.unit.dimension in {"Percent", "PercentagePoint"}:
            yield _found(text, amount.core_start, amount.core_end, amount.value)


def _measured(model: str) -> Callable[[str, UnitTable], Iterator[Found]]:
    kinds = {
        "CurrencyModel": frozenset({"Money"}),
        "AgeModel": frozenset({"Age"}),
        "TemperatureModel": frozenset({"Temperature"}),
    }.get(model, DIMENSIONS)

    def finder(text: str, units: UnitTable) -> Iterator[Found]:
        for amount in _amounts(text, units):
            if amount.unit.dimension in kinds:
                yield _found(text, amount.core_start, amount.core_end, amount.value, amount.unit.surface)

    return finder


def _amounts(text: str, units: UnitTable) -> Iterator[Amount]:
    for amount in find_amounts(text, units):
        if amount.stated and amount.said is not Bound.ABOUT:
            yield amount


def _found(text: str, start: int, end: int, value: Decimal, unit: str = "") -> Found:
    return Found(_plain(text[start:end]), start, end, float(value), unit)


def is_right(spec: Spec, found: tuple[Found, ...], units: UnitTable) -> bool:
    """Whether all that is wanted was found, and nothing else."""
    return len(found) == len(spec.wanted) and all(
        _same(want, have, units) for want, have in zip(spec.wanted, found, strict=True)
    )


def _same(want: Found, have: Found, units: UnitTable) -> bool:
    placed = want.start in (None, have.start) and want.end in (None, have.end)
    if not placed or want.words != have.words or want.value is None or have.value is None:
        return False
    factor = _factor(want.unit, have.unit, units) if want.unit else 1.0
    return factor is not None and isclose(want.value * factor, have.value, rel_tol=1e-9)


def _factor(theirs: str, ours: str, units: UnitTable) -> float | None:
    """How many of our base units one of their units is; None where the two units are of different kinds."""
    unit, other = units.get(UNIT_NAMES.get(theirs, theirs)), units.get(ours)
    if unit is None or other is None or (unit.unit, unit.dimension) != (other.unit, other.dimension):
        return None
    return float(unit.factor)


def measure() -> list[Figure]:
    """The figures of the scorecard: each model, and each without what their Python library does not support."""
    if missing(DATA):
        return []
    units = load_units()
    figures: list[Figure] = []
    for model in FILES:
        judged = [(spec, is_right(spec, find(model, spec.text, units), units)) for spec in read_specs(model)]
        claimed = [right for spec, right in judged if spec.supported]
        whole = Proportion(sum(right for _, right in judged), len(judged))
        figures.append(proportion_figure(f"Recognizers, {model}", whole, BARS.get(model)))
        part = Proportion(sum(claimed), len(claimed))
        figures.append(proportion_figure(f"Recognizers, {model}, supported in Python", part))
    return figures


def main(
    errors: Annotated[int, typer.Option(help="How many specifications with errors to show.")] = 0,
    model: Annotated[str | None, typer.Option(help="Only errors of this model.")] = None,
) -> None:
    """Print the shares of specifications that are exactly right, and those that are not."""
    units = load_units()
    for figure in measure():
        low, high = figure.interval or (0.0, 0.0)
        bar = f"  bar {figure.bar}" if figure.bar else ""
        typer.echo(f"{figure.measure:60} {figure.value:.3f} [{low:.3f}, {high:.3f}] {figure.counted}{bar}")
    for name in FILES if errors and not missing(DATA) else ():
        for spec in read_specs(name) if model in (None, name) else ():
            found = find(name, spec.text, units)
            if errors and not is_right(spec, found, units):
                errors -= 1
                typer.echo(f"{name}: {spec.text}\n    wanted {_shown(spec.wanted)}\n    found  {_shown(found)}")


def _shown(found: tuple[Found, ...]) -> str:
    return " | ".join(f"{one.words}@{one.start}-{one.end} = {one.value} {one.unit}".rstrip() for one in found)


if __name__ == "__main__":
    typer.run(main)
