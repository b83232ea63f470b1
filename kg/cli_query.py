"""The command that asks the graph."""

# As in kg.cli, the stages are imported inside the command, so that `kg --help` answers at once.

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli_endpoint import TimeoutOption, open_endpoint
from kg.console import warn
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.query import ResultTable
    from kg.store import Store

__all__ = ["GraphOption", "ResultFormat", "query"]


class ResultFormat(StrEnum):
    """How `kg query` shows its answer."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MD = "md"
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
    context: typer.Context,
    question: Annotated[
        str | None,
        typer.Argument(
            help="查询名、.rq 文件或 SPARQL 文本；不写则列出全部。A name, a file or SPARQL text; none lists the names.",
            show_default=False,
        ),
    ] = None,
    of: Annotated[
        str | None, typer.Option("--of", help="第一个参数的值。The first parameter.", show_default=False)
    ] = None,
    parameters: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", help="参数，名=值。A parameter, name=value.")
    ] = None,
    format: Annotated[  # noqa: A002 - the option's usual name
        ResultFormat, typer.Option("--format", "-f", help="结果的格式。The form of the answer.")
    ] = ResultFormat.TABLE,
    graph: GraphOption = None,
    endpoint: Annotated[
        str | None,
        typer.Option(
            "--endpoint",
            "-e",
            help="改问这个地址的 SPARQL 端点。A SPARQL endpoint to ask instead of the file.",
            show_default=False,
        ),
    ] = None,
    timeout: TimeoutOption = 60.0,
    queries: Annotated[
        Path | None,
        typer.Option(
            "--queries", help="自己的 *.rq 的文件夹，默认 queries。A folder of queries of yours.", show_default=False
        ),
    ] = None,
) -> None:
    """问图。查询的参数可写作选项：kg query partners --of 华为（--of 填第一个参数）。

    Ask the graph. Parameters of a query may be written as options, after its name; --of fills the first.
    """
    from kg.query import run_query
    from kg.settings import load_settings

    if endpoint is not None and graph is not None:
        raise typer.BadParameter("--graph 与 --endpoint 只能用一个 only one of --graph and --endpoint")
    settings = load_settings(Path())
    folder = queries or settings.queries
    if question is None:
        _list_queries(folder, format)
        return
    text = _query_text(question, folder)
    given = dict(map(_parameter, parameters or [])) | _from_options(
        [*(["--of", of] if of is not None else []), *context.args], text
    )
    store = (
        _open(graph or settings.graph, folder) if endpoint is None else open_endpoint(endpoint, timeout, settings.base)
    )
    try:
        answer = run_query(store, text, given)
    finally:
        store.close()
    _show(answer, format)
    if answer.cut:
        warn("答案不全，服务器只给了一部分 the server left out a part of the answer")


def _open(path: Path, queries: Path) -> Store:
    from kg.graph import read_trig
    from kg.query import answer_prepared
    from kg.store import LARGE, MemoryStore, open_copy

    if path.is_file() and path.stat().st_size >= LARGE:
        return open_copy(path, lambda made: answer_prepared(made, queries))
    return MemoryStore(read_trig(path))


def _from_options(arguments: list[str], text: str) -> dict[str, str]:
    """Read `--name value` and `--name=value`; `--of` fills the first parameter that the query declares."""
    from kg.query import read_parameters

    declared = [parameter.name for parameter in read_parameters(text)]
    given: dict[str, str] = {}
    waiting = list(arguments)
    while waiting:
        option, equals, value = waiting.pop(0).partition("=")
        if not option.startswith("--") or not (equals or waiting):
            raise typer.BadParameter(f"看不懂 not understood: {option}；参数写作 --名 值 write --name value")
        name = option.removeprefix("--")
        first = declared[0] if name == "of" and declared and "of" not in declared else name
        given[first] = value if equals else waiting.pop(0)
    return given


def _list_queries(folder: Path, form: ResultFormat) -> None:
    from kg.query import known_queries

    for named in known_queries(folder):
        if form is ResultFormat.MD:
            typer.echo(f"## {named.name}\n\n{named.question_zh}\n{named.question_en}\n")
            for one in named.parameters:
                needed = "，必填 required" if one.required else ""
                typer.echo(f"- `--{one.name}`（{one.kind}{needed}）：{one.description}")
            typer.echo("" if named.parameters else "没有参数。No parameters.\n")
            continue
        parameters = " ".join(f"-p {one.name}=…" for one in named.parameters)
        typer.echo(f"{named.name} {parameters}\n    {named.question_zh}\n    {named.question_en}")


def _query_text(question: str, folder: Path) -> str:
    from kg.query import known_queries

    if any(mark in question for mark in "{ \n"):
        return question
    path = Path(question)
    if path.suffix == ".rq":
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"读不了查询文件 unreadable: {error}", place=question) from error
    named = {query.name: query.text for query in known_queries(folder)}
    if question not in named:
        raise QueryError(f"没有名为 {question} 的查询 no such query", remedy=f"可用 known: {'、'.join(sorted(named))}")
    return named[question]


def _show(answer: ResultTable, form: ResultFormat) -> None:
    from kg.query import as_csv, as_json, as_markdown, as_table, as_turtle

    writers = {
        ResultFormat.TABLE: as_table,
        ResultFormat.CSV: as_csv,
        ResultFormat.JSON: as_json,
        ResultFormat.MD: as_markdown,
        ResultFormat.TTL: as_turtle,
    }
    typer.echo(writers[form](answer), nl=False)


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise typer.BadParameter(f"参数要写成 名=值 write name=value: {text}")
    return name, value
