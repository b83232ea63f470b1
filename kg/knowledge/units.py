"""Units and measure words: which words after a number make it a quantity, and of what kind.

`units.tsv` is in UTF-8, its first line the header `surface unit factor dimension`, parted by tabs:

    surface  unit  factor  dimension
    亩       m2    2000/3  Area
    家       家    1       Count
    年代     -     -       -

`unit` is the base unit that quantities are stored in, `factor` how many of it make one `surface` (a decimal or a
fraction), `dimension` the type of the mention. A row of dashes says that the word is no unit although it begins like
one: 20年代 is not twenty years; a word that begins with a numeral (三亚, 一切) is no number then. A surface with `…`
in it stands only behind another amount: `元…角` is the 角 of 五元三角. Lines that begin with `#` are comments.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal, InvalidOperation
from pathlib import Path

from kg.errors import KnowledgeError

__all__ = ["Unit", "UnitTable", "load_units"]

HEADER = ("surface", "unit", "factor", "dimension")
NO_UNIT = "-"
SHIPPED = Path(__file__).parent / "units.tsv"


@dataclass(frozen=True, slots=True)
class Unit:
    """One way to write a unit: 亩 → 2000/3 m2, an Area.

    Attributes:
        surface: as it stands after a number, or before it for signs of currency (`US$`).
        unit: the base unit (`CNY`, `m2`, `percent`), or the measure word itself (家).
        factor: how many base units make one.
        dimension: the kind of quantity (`Money`, `Count`, `Area`).
    """

    surface: str
    unit: str
    factor: Decimal
    dimension: str


@dataclass(frozen=True, slots=True)
class UnitTable:
    """All units, matched longest first.

    Attributes:
        units: with different surfaces, in any order.
        not_units: words that begin like a unit and are none (年代, 人才, 位于).
    """

    units: tuple[Unit, ...]
    not_units: frozenset[str] = frozenset()
    _index: Mapping[str, Unit | None] = field(init=False, repr=False, compare=False)
    _longest: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index: dict[str, Unit | None] = dict.fromkeys(self.not_units)
        index.update((unit.surface, unit) for unit in self.units)
        object.__setattr__(self, "_index", index)
        object.__setattr__(self, "_longest", max(map(len, index), default=0))

    def get(self, surface: str) -> Unit | None:
        """The unit that is written exactly so, or None."""
        return self._index.get(surface)

    def match(self, text: str, start: int) -> Unit | None:
        """The unit whose surface begins at `start`, the longest; None where a longer word is no unit (年 in 年代).

        A Latin unit is not taken out of a longer Latin word: `5mm` has no `m`.
        """
        for size in range(min(self._longest, len(text) - start), 0, -1):
            surface = text[start : start + size]
            if surface in self._index and not _splits_word(text, start + size):
                return self._index[surface]
        return None

    def skip(self, text: str, start: int) -> int:
        """Where the longest word that begins at `start` and is no unit ends, `start` if none does: behind 三亚."""
        for size in range(min(self._longest, len(text) - start), 0, -1):
            if text[start : start + size] in self.not_units:
                return start + size
        return start

    def match_before(self, text: str, start: int, end: int) -> Unit | None:
        """The unit whose surface ends at `end` and begins no earlier than `start`, the longest: US$ in `US$3亿`."""
        for size in range(min(self._longest, end - start), 0, -1):
            unit = self._index.get(text[end - size : end])
            if unit is not None:
                return unit
        return None


def load_units(path: Path | None = None) -> UnitTable:
    """Read a table of units, by default the one that ships with the program.

    Raises:
        KnowledgeError: the file cannot be read, or rows are malformed or repeated; all faults in one message, one line
            for each, its file and line first.
    """
    chosen = SHIPPED if path is None else path
    try:
        text = chosen.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        fault = f"无法按 UTF-8 读取 (cannot be read as UTF-8): {error}"
        raise KnowledgeError(fault, place=f"{chosen}:1", remedy="检查文件路径和编码") from error
    lines = text.removeprefix("\ufeff").split("\n")
    if tuple(lines[0].split("\t")) != HEADER:
        raise KnowledgeError(f"表头应为 (header must be) {'<TAB>'.join(HEADER)}", place=f"{chosen}:1")
    return _read_rows(chosen, lines[1:])


def _read_rows(file: Path, lines: list[str]) -> UnitTable:
    """Make the table of the lines below the header, or raise with all their faults."""
    places: dict[str, int] = {}
    units: list[Unit] = []
    faults: list[str] = []
    for number, line in enumerate(lines, start=2):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        fault = _fault_of(cells) or _repeats(cells[0], places, number)
        if fault:
            faults.append(f"{file}:{number}: {fault}")
        elif cells[1] != NO_UNIT:
            surface, unit, factor, dimension = cells
            units.append(Unit(surface, unit, _factor_of(factor), dimension))
    if faults:
        raise KnowledgeError("\n".join(faults))
    return UnitTable(tuple(units), frozenset(places) - {unit.surface for unit in units})


def _fault_of(cells: list[str]) -> str:
    """Say what is wrong with a row, or "" if nothing is."""
    if len(cells) != len(HEADER):
        return f"应有 {len(HEADER)} 列，实有 {len(cells)} 列 ({len(HEADER)} columns wanted, {len(cells)} found)"
    if not all(cell and cell.isprintable() and cell == cell.strip() for cell in cells):
        return (
            "单元格为空、首尾有空白或含不可见字符 (empty cells, blanks around them, or characters that cannot be seen)"
        )
    dashes = [cell == NO_UNIT for cell in cells[1:]]
    if any(dashes):
        return "" if all(dashes) else "非单位词的后三列都应为 - (a word that is no unit has three dashes)"
    if not cells[3].isidentifier():
        return f"量纲应为标识符 (dimension must be an identifier): {cells[3]}"
    try:
        usable = _factor_of(cells[2]) > 0
    except (InvalidOperation, ValueError):
        usable = False
    return "" if usable else f"系数应为正的小数或分数 (factor must be a positive decimal or fraction): {cells[2]}"


def _repeats(surface: str, places: dict[str, int], number: int) -> str:
    """Note where `surface` stands; say so if it stood before."""
    first = places.setdefault(surface, number)
    return "" if first == number else f"与第 {first} 行重复 (repeats line {first}): {surface}"


def _factor_of(cell: str) -> Decimal:
    """Read `0.5`, `1E15` or `2000/3`, exact to 28 digits.

    Raises:
        InvalidOperation: it is no finite number.
        ValueError: it has several strokes.
    """
    context = Context(prec=28, traps=[InvalidOperation])
    above, below = cell.split("/") if "/" in cell else (cell, "1")
    factor = context.divide(Decimal(above), Decimal(below))
    if not factor.is_finite():
        raise InvalidOperation(cell)
    return factor


def _splits_word(text: str, position: int) -> bool:
    """Whether Latin letters or digits stand on both sides of `position`."""
    around = text[position - 1 : position + 1]
    return len(around) == 2 and around.isascii() and around.isalnum()
