"""What the command line shows of its work: progress, the summary of a build, one line for each fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from kg.errors import KgError, KnowledgeError
from kg.model import Document, Status

if TYPE_CHECKING:
    from kg.pipeline import Build

__all__ = ["complain", "drawing_note", "one_line", "progress", "summarise", "warn"]

_STATUS_NAMES: Mapping[Status, str] = MappingProxyType(
    {
        Status.ASSERTED: "已陈述 asserted",
        Status.PLANNED: "计划中 planned",
        Status.EXPECTED: "预期 expected",
        Status.CLAIMED: "转述 claimed",
        Status.NEGATED: "否定 negated",
    }
)
_FILE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "build.json": "清单 manifest",
        "graph.html": "页面 page ",
        "merges.json": "合并 merges",
        "report.html": "报告 report",
    }
)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[Document], None]]:
    """Count the posts on the terminal while they are read; elsewhere, and when `quiet`, say nothing."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda _: None
        return
    columns = SpinnerColumn(), TextColumn("{task.completed} 篇 posts"), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda _: bar.advance(task)


def summarise(built: Build, written: Sequence[Path], *, large: bool) -> None:
    """Say what a build gave, and last where it is; `large` is whether the page draws it with WebGL."""
    graph = built.graph
    statuses = Counter(fact.status for fact in graph.facts)
    table = Table(show_header=False, box=None)
    table.add_row("文章 documents", str(len(graph.documents)))
    if built.kept:
        table.add_row("  未变、未重读 unchanged, not read again", str(built.kept))
    table.add_row("实体 entities", str(len(graph.entities)))
    table.add_row("事实 facts", str(len(graph.facts)))
    for status, name in _STATUS_NAMES.items():
        table.add_row(f"  {name}", str(statuses[status]))
    table.add_row("引语 quotations", str(len(graph.quotations)))
    table.add_row("合并 merges", str(len(built.merges)))
    table.add_row("读不了 unreadable", str(len(built.problems)))
    Console(highlight=False, markup=False).print(table)
    for path in written:
        note = drawing_note(large=large) if path.name == "graph.html" else ""
        typer.echo(f"{_FILE_NAMES.get(path.name, '图 graph  ')} {path}{note}")


def drawing_note(*, large: bool) -> str:
    """What to say behind the place of a page of a large graph."""
    return "（图大，用 WebGL 画 large, drawn with WebGL）" if large else ""


def complain(error: KgError) -> None:
    """Say on standard error what is wrong: one line, but one for each fault of rules and lists."""
    for line in str(error).splitlines() if isinstance(error, KnowledgeError) else [str(error)]:
        warn(line)


def warn(text: str) -> None:
    """Say one line on standard error."""
    typer.echo(f"kg: {one_line(text)}", err=True)


def one_line(text: str) -> str:
    """Make a text fit for one line of a terminal."""
    # File names and titles come from outside: a line break or an escape code in them must not reach the terminal.
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
