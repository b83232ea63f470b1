"""The command that writes a graph as a page to read and print."""

# As in kg.cli, the stages are imported inside the command, so that `kg --help` answers at once.

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli_query import GraphOption

__all__ = ["report"]


class Language(StrEnum):
    """In which language the report is written: Chinese with English beside it, or English alone."""

    ZH = "zh"
    EN = "en"


def report(
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="写到哪里，默认 output/report.html。Where to write the report.", show_default=False
        ),
    ] = None,
    graph: GraphOption = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(
            "--as-of",
            formats=["%Y-%m-%d"],
            help="计划到哪天算过期，默认最新一篇文章的日期。The day that plans are measured against.",
            show_default=False,
        ),
    ] = None,
    language: Annotated[Language, typer.Option("--language", help="报告的语言。Of the report.")] = Language.ZH,
    limit: Annotated[
        int, typer.Option("--limit", min=0, help="每部分最多几项，0 为全部。At most of each; 0 for all.")
    ] = 40,
) -> None:
    """写成一页报告，可打印。Write the graph as one page to read and print."""
    from kg import pipeline
    from kg.export import write_atomically
    from kg.graph import from_dataset, read_ontology, read_trig
    from kg.settings import load_settings

    settings = load_settings(Path())
    dataset = read_trig(graph or settings.graph)
    day: date | None = as_of.date() if as_of else None
    target = output or settings.output / pipeline.REPORT_FILE
    page = pipeline.report(
        from_dataset(dataset), read_ontology(dataset), language=language.value, as_of=day, limit=limit
    )
    write_atomically({target: page})
    typer.echo(f"报告 report: {target}")
