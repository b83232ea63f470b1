"""HTML tables → sentences: what a cell means stands in its header, and with it in its row it can be read.

    公司 | 营业收入（亿元）       →  公司：甲公司；营业收入：12.3亿元。
    甲公司 | 12.3
    注册资本 | 5000万元           →  注册资本：5000万元；成立日期：2015年3月。
    成立日期 | 2015年3月

A table that only arranges a page (with tables, lists or long texts in its cells) and one whose columns have no headers
is none of these, and its cells stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from bs4.element import Tag

__all__ = ["as_sentences"]

_PARTS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_MOST_ROWS, _MOST_COLUMNS, _MOST_CELLS = 300, 30, 3_000
_LONGEST_KEY, _LONGEST_CELL, _LONGEST_SENTENCE = 20, 120, 300
_FEWEST_ROWS, _PAIR = 2, 2
_UNIT = re.compile(r"\s?[（(](?:单位[：:])?([^（）()\d\s：:，、]{1,5})[）)]$")
_NUMBER = re.compile(r"[-+−]?\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,9})?")
_EMPTY = re.compile(r"[-—–/\\…\s]*")
_ENDS = "。；：:;，, "

Reader = Callable[[Tag], str | None]
Row = tuple[str, ...]


def as_sentences(table: Tag, read: Reader) -> tuple[str, ...]:
    """The rows of a table as sentences; () for a table that is none of data.

    Args:
        table: the element.
        read: gives the words of a cell on one line, or None for a cell that holds more than words.
    """
    grid = _grid(table, read)
    if len(grid) < _FEWEST_ROWS or len(grid[0]) < _PAIR:
        return ()
    if _has_header(table, grid):
        return tuple(filter(None, (_sentence(zip(grid[0], row, strict=True)) for row in grid[1:])))
    if len(grid[0]) == _PAIR and all(0 < len(key) <= _LONGEST_KEY and not _is_number(key) for key, _ in grid):
        return tuple(_joined(grid))
    return ()


def _grid(table: Tag, read: Reader) -> list[Row]:
    """The words of the cells, those that span rows or columns in all their places; [] if it is too large or odd."""
    rows: list[Row] = []
    hanging: dict[int, tuple[int, str]] = {}
    for element in _rows(table):
        if len(rows) == _MOST_ROWS:
            return []
        row = _row(element, read, hanging)
        if row is None or len(row) * (len(rows) + 1) > _MOST_CELLS:
            return []
        if row:
            rows.append(tuple(row))
    width = max(map(len, rows), default=0)
    return [(*row, *[""] * (width - len(row))) for row in rows]


def _row(element: Tag, read: Reader, hanging: dict[int, tuple[int, str]]) -> list[str] | None:
    """One row with what hangs down into it; None if a cell holds more than words."""
    row: list[str] = []
    for cell in (child for child in element.children if isinstance(child, Tag) and child.name in _CELLS):
        words = read(cell)
        if words is None or len(words) > _LONGEST_CELL:
            return None
        _hang(row, hanging)
        for _ in range(_span(cell, "colspan", _MOST_COLUMNS)):
            rows_on = _span(cell, "rowspan", _MOST_ROWS) - 1
            if rows_on:
                hanging[len(row)] = (rows_on, words)
            row.append(words)
        if len(row) > _MOST_COLUMNS:
            return None
    _hang(row, hanging)
    return row


def _hang(row: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    """Put what spans from a row above where the next cell would stand."""
    while len(row) in hanging:
        left, words = hanging.pop(len(row))
        if left > 1:
            hanging[len(row)] = (left - 1, words)
        row.append(words)


def _span(cell: Tag, name: str, most: int) -> int:
    value = str(cell.get(name, "1")).strip()
    return min(max(int(value), 1), most) if value.isascii() and value.isdigit() and len(value) <= len(str(most)) else 1


def _rows(table: Tag) -> Iterator[Tag]:
    for child in table.children:
        if isinstance(child, Tag) and child.name == "tr":
            yield child
        elif isinstance(child, Tag) and child.name in _PARTS:
            yield from (row for row in child.children if isinstance(row, Tag) and row.name == "tr")


def _has_header(table: Tag, grid: Sequence[Row]) -> bool:
    """Whether the first row names the columns: it is marked so, or all words above numbers."""
    first = grid[0]
    if any(not key or len(key) > _LONGEST_KEY or _is_number(key) for key in first) or len(set(first)) < len(first):
        return False
    top = next(_rows(table), None)
    cells = [child for child in top.children if isinstance(child, Tag)] if top else []
    marked = all(cell.name == "th" for cell in cells) or (top is not None and top.parent and top.parent.name == "thead")
    if marked or len(first) == _PAIR:
        return bool(marked) or bool(_UNIT.search(first[1]))
    return any(_is_number(cell) for row in grid[1:] for cell in row)


def _is_number(words: str) -> bool:
    return bool(_NUMBER.fullmatch(words.rstrip("%％")))


def _sentence(pairs: Iterator[tuple[str, str]]) -> str:
    said = [_said(key, value) for key, value in pairs if key and not _EMPTY.fullmatch(value)]
    return "；".join(said) + "。" if said else ""


def _joined(grid: Sequence[Row]) -> Iterator[str]:
    """Rows of two cells, several to a sentence: they tell of one thing."""
    said: list[str] = []
    for key, value in grid:
        if _EMPTY.fullmatch(value):
            continue
        if said and sum(map(len, said)) + len(key) + len(value) > _LONGEST_SENTENCE:
            yield "；".join(said) + "。"
            said = []
        said.append(_said(key, value))
    if said:
        yield "；".join(said) + "。"


def _said(key: str, value: str) -> str:
    """A cell behind its header, the unit of the header behind a bare number."""
    unit = _UNIT.search(key)
    if unit and _NUMBER.fullmatch(value):
        key, value = key[: unit.start()], value + unit[1]
    return f"{key.rstrip(_ENDS)}：{value.rstrip(_ENDS)}"
