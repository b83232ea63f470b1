"""The command that asks the graph."""

# As in kg.cli, the stages are imported inside the command, so that `kg --help` answers at once.

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.query import ResultTable

__all__ = ["GraphOption", "ResultFormat", "query"]


class ResultFormat(StrEnum):
    """How `kg query` shows its answer."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TTL = "ttl"


GraphOption = Annotated[
    Path | None,
    typer.Option(
        "--graph",
        "-g",
        help="kg build 写出的 graph.trig，默认 output/graph.trig。The graph that kg build wrote.",
        show_default=False,
    ),
]


def query(
    question: Annotated[
        str | None,
        typer.Argument(
            help="查询名、.rq 文件或 SPARQL 文本；不写则列出全部。A name, a file or SPARQL text; none lists the names.",
            show_default=False,
        ),
    ] = None,
    parameters: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", help="参数，名=值。A parameter, name=value.")
    ] = None,
    format: Annotated[  # noqa: A002 - the option's usual name
        ResultFormat, typer.Option("--format", "-f", help="结果的格式。The form of the answer.")
    ] = ResultFormat.TABLE,
    graph: GraphOption = None,
    queries: Annotated[
        Path | None,
        typer.Option(
            "--queries", help="放 *.rq 的文件夹，默认 queries。The folder of named queries.", show_default=False
        ),
    ] = None,
) -> None:
    """问图。Ask the graph."""
    from kg.graph import read_trig
    from kg.query import run_query
    from kg.settings import load_settings

    settings = load_settings(Path())
    folder = queries or settings.queries
    if question is None:
        _list_queries(folder)
        return
    text = _query_text(question, folder)
    _show(run_query(read_trig(graph or settings.graph), text, dict(map(_parameter, parameters or []))), format)


def _list_queries(folder: Path) -> None:
    from kg.query import list_queries

    for named in list_queries(folder):
        parameters = " ".join(f"-p {one.name}=…" for one in named.parameters)
        typer.echo(f"{named.name} {parameters}\n    {named.question_zh}\n    {named.question_en}")


def _query_text(question: str, folder: Path) -> str:
    from kg.query import list_queries

    if any(mark in question for mark in "{ \n"):
        return question
    path = Path(question)
    if path.suffix == ".rq":
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"读不了查询文件 unreadable: {error}", place=question) from error
    named = {query.name: query.text for query in list_queries(folder)}
    if question not in named:
        raise QueryError(f"没有名为 {question} 的查询 no such query", remedy=f"可用 known: {'、'.join(sorted(named))}")
    return named[question]


def _show(answer: ResultTable, form: ResultFormat) -> None:
    from kg.query import as_csv, as_json, as_table, as_turtle

    writers = {
        ResultFormat.TABLE: as_table,
        ResultFormat.CSV: as_csv,
        ResultFormat.JSON: as_json,
        ResultFormat.TTL: as_turtle,
    }
    typer.echo(writers[form](answer), nl=False)


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise typer.BadParameter(f"参数要写成 名=值 write name=value: {text}")
    return name, value
