"""The command that serves the graph to other programs."""

# As in kg.cli, the stages are imported inside the command, so that `kg --help` answers at once.

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli_query import GraphOption

__all__ = ["serve"]


def serve(
    graph: GraphOption = None,
    host: Annotated[
        str, typer.Option("--host", help="监听的地址，默认只有本机。The address to listen at.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="端口，0 为任一空闲的。The port.")] = 3030,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.1, max=86400, help="一次查询至多几秒。Seconds for a query.")
    ] = 30.0,
    limit: Annotated[
        int, typer.Option("--limit", min=1, help="一次查询至多几行或几条三元组。Rows or triples of an answer.")
    ] = 10_000,
    cors: Annotated[
        list[str] | None,
        typer.Option(
            "--cors", help="允许哪个网站的页面读，可重复。An origin whose pages may read.", show_default=False
        ),
    ] = None,
) -> None:
    """用 SPARQL 1.1 协议给别的程序查询，只读。Serve the graph over the SPARQL 1.1 protocol, read-only."""
    from kg.serve import ServerOptions
    from kg.serve import serve as listen
    from kg.settings import load_settings

    settings = load_settings(Path())
    source = graph or settings.graph
    options = ServerOptions(
        graph=source,
        page=source.with_name("graph.html"),
        base=settings.base,
        host=host,
        port=port,
        timeout=timeout,
        limit=limit,
        cors=tuple(cors or ()),
        queries=settings.queries,
    )
    listen(options, _ready)


def _ready(address: str) -> None:
    typer.echo(f"图 graph {address}\nSPARQL   {address}sparql\nCtrl-C 停止 stops")
