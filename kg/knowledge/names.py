"""General knowledge as word lists: which words name a region, a company, an industry, a post.

Each list is a TSV file in UTF-8 whose first line is the header `name type canonical parent`, parted by tabs:

    name    type                    canonical       parent
    某某    AdministrativeRegion    某某市          某某省
    某某市  AdministrativeRegion                    某某省

`canonical` is the name that the thing goes by in the graph, empty where it is `name` itself; `parent` is the canonical
name of the region or organisation it lies in, or empty. Lines that begin with `#` are comments. A type is a class of
the ontology, or a lexical one (`Post`, `Surname`, `AmbiguousCompany`); whether it exists is not checked here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KnowledgeError

__all__ = ["NameEntry", "entries_of", "load_names"]

HEADER = ("name", "type", "canonical", "parent")
Row = tuple[str, str, str, str]
SHIPPED = Path(__file__).parent / "names"


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One meaning of one name: 某某 → the region 某某市 in 某某省.

    Attributes:
        name: as it stands in texts; several entries may share it (鼓楼区 in four cities).
        type: a class of the ontology, or a lexical type (`Post`, `Surname`, `AmbiguousCompany`).
        canonical: the name of the thing in the graph, never empty.
        parent: the canonical name of the containing region or organisation, or "".
    """

    name: str
    type: str
    canonical: str
    parent: str = ""


def load_names(
    folder: Path | None = None,
    *,
    added: Sequence[Path] = (),
    alone: bool = False,
    types: Collection[str] | None = None,
) -> tuple[NameEntry, ...]:
    """Read every `*.tsv` in `folder`, by default the lists that ship with the program, and those that users add.

    Args:
        folder: of lists.
        added: lists of users, or folders of them; they may repeat rows of `folder`, but not their own.
        alone: whether `added` serves in place of `folder`.
        types: those that users' rows may have; None for any.

    Returns:
        the entries of all files, sorted by name, type, canonical and parent.

    Raises:
        KnowledgeError: there is no list, or rows are malformed or repeated; all faults of all files in one message,
            one line for each, its file and line first.
    """
    chosen = SHIPPED if folder is None else folder
    places: dict[Row, str] = {}
    faults: list[str] = []
    for file in () if alone else _lists_in(chosen):
        _read_file(file, places, faults)
    theirs: dict[Row, str] = {}
    for file in dict.fromkeys(file for path in added for file in _added_lists(path, faults)):
        _read_file(file, theirs, faults)
    faults.extend(_unknown_types(theirs, types))
    if faults:
        raise KnowledgeError("\n".join(faults))
    return tuple(NameEntry(*row) for row in sorted({*places, *theirs}))


def entries_of(names: Iterable[NameEntry], type_name: str) -> tuple[NameEntry, ...]:
    """Select the entries of one type, in the order given."""
    return tuple(entry for entry in names if entry.type == type_name)


def _lists_in(folder: Path) -> list[Path]:
    files = sorted(folder.glob("*.tsv"))
    if not files:
        raise KnowledgeError("没有名称表 (no name list)", place=str(folder), remedy="放入至少一个 .tsv 文件")
    return files


def _added_lists(path: Path, faults: list[str]) -> list[Path]:
    if not path.is_dir():
        return [path]
    try:
        return _lists_in(path)
    except KnowledgeError as error:
        faults.append(str(error))
        return []


def _unknown_types(places: Mapping[Row, str], types: Collection[str] | None) -> Iterator[str]:
    for (_, type_name, _, _), place in places.items():
        if types is not None and type_name not in types:
            yield f"{place}: 没有类型 {type_name} (unknown type), 可用 known: {'、'.join(sorted(types))}"


def _read_file(file: Path, places: dict[Row, str], faults: list[str]) -> None:
    """Add the rows of `file` to `places`, each with where it stands, and what is wrong to `faults`."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        faults.append(f"{file}:1: 无法按 UTF-8 读取 (cannot be read as UTF-8): {error}")
        return
    # Not splitlines(): it would also break lines at U+2028 and its like inside a cell and shift all line numbers.
    lines = text.removeprefix("\ufeff").split("\n")
    if tuple(lines[0].split("\t")) != HEADER:
        faults.append(f"{file}:1: 表头应为 (header must be) {'<TAB>'.join(HEADER)}")
        return
    for number, line in enumerate(lines[1:], start=2):
        if not line or line.startswith("#"):
            continue
        place = f"{file}:{number}"
        cells = line.split("\t")
        fault = _fault_of(line, cells)
        if fault:
            faults.append(f"{place}: {fault}")
            continue
        name, type_name, canonical, parent = cells
        first = places.setdefault((name, type_name, canonical or name, parent), place)
        if first is not place:
            faults.append(f"{place}: 与 {first} 重复 (repeats an earlier row): {name} {type_name}")


def _fault_of(line: str, cells: list[str]) -> str:
    """Say what is wrong with a row, or "" if nothing is."""
    if len(cells) != len(HEADER):
        return f"应有 {len(HEADER)} 列，实有 {len(cells)} 列 ({len(HEADER)} columns wanted, {len(cells)} found)"
    if not cells[0] or not cells[1]:
        return "name 与 type 不能为空 (name and type must not be empty)"
    # Asked of the line, not of each cell, for speed: no blank but the plain space is printable.
    if not line.replace("\t", "").isprintable() or (" " in line and any(cell != cell.strip() for cell in cells)):
        return "单元格首尾有空白或含不可见字符 (blanks around a cell, or characters that cannot be seen)"
    return ""
