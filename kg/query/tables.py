"""Answers as text: a table for the screen, CSV, JSON, Markdown, Turtle."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import unicodedata
from dataclasses import dataclass

from kg.errors import QueryError

__all__ = ["ResultTable", "as_csv", "as_json", "as_markdown", "as_table", "as_turtle"]

# A spreadsheet takes a cell that begins so for a formula, the full-width signs of Chinese keyboards too.
_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
_MARKUP = re.compile(r"[\\`*_\[\]|~]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class ResultTable:
    """The answer to a query.

    Attributes:
        columns: the names of the variables, in the order of the query.
        rows: a text for each column; "" where the query found nothing for it.
        turtle: the graph, when the query makes one (CONSTRUCT, DESCRIBE); its triples are the rows then.
        cut: whether a server says that it left out a part of the answer.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    turtle: str = ""
    cut: bool = False


def as_table(table: ResultTable) -> str:
    """Write aligned columns for a terminal, where a Chinese character is two places wide."""
    lines = [[_printable(cell) for cell in row] for row in (table.columns, *table.rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    rule = ["─" * width for width in widths]
    padded = ("  ".join(map(_pad, line, widths)).rstrip() for line in [lines[0], rule, *lines[1:]])
    return "".join(f"{line}\n" for line in padded)


def as_csv(table: ResultTable) -> str:
    """Write CSV; a text that a spreadsheet would run as a formula gets an apostrophe before it."""
    output = io.StringIO(newline="")
    # The terminator of RFC 4180 makes the writer quote both kinds of line break; alone it takes "\r" for harmless.
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerows([_harmless(cell) for cell in row] for row in (table.columns, *table.rows))
    return output.getvalue()


def as_json(table: ResultTable) -> str:
    """Write a list of objects, one for each row."""
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_markdown(table: ResultTable) -> str:
    """Write a table of GitHub's Markdown; no cell of it is markup, HTML or a link."""
    lines = [table.columns, tuple("---" for _ in table.columns), *table.rows]
    written = [lines[0], lines[1], *(tuple(map(_plain, row)) for row in lines[2:])]
    return "".join(f"| {' | '.join(row)} |\n" for row in written)


def as_turtle(table: ResultTable) -> str:
    """Write the graph that the query made.

    Raises:
        QueryError: the query made a table.
    """
    if not table.turtle:
        raise QueryError("这个查询的答案是表，不是图", remedy="用 CONSTRUCT 查询，或选 csv、json")
    return table.turtle


def _plain(cell: str) -> str:
    escaped = html.escape(_printable(cell), quote=False)
    return _MARKUP.sub(lambda found: f"\\{found[0]}", escaped)


def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _printable(cell: str) -> str:
    # Line breaks would tear the table, control characters could drive the terminal.
    return "".join(" " if unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"} else char for char in cell)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
