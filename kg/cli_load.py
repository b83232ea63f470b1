"""The command that puts a build on a server."""

# As in kg.cli, the stages are imported inside the command, so that `kg --help` answers at once.

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli_endpoint import TimeoutOption, client_for
from kg.errors import StoreError

if TYPE_CHECKING:
    from rdflib import URIRef

    from kg.store import DiskStore, RemoteStore

__all__ = ["load"]


def load(
    endpoint: Annotated[
        str,
        typer.Option("--endpoint", "-e", help="服务器的 Graph Store 地址。Its address of the Graph Store protocol."),
    ],
    build: Annotated[
        Path | None,
        typer.Argument(help="构建的文件夹，或其中的 graph.trig，默认 output。What kg build wrote.", show_default=False),
    ] = None,
    prune: Annotated[
        str | None,
        typer.Option(
            "--prune",
            help="查询的地址：删去构建里没有的文章。Its query address: remove posts that the build does not have.",
            show_default=False,
        ),
    ] = None,
    timeout: TimeoutOption = 60.0,
) -> None:
    """把建好的图放到服务器上，一篇文章一个命名图；再放一次就换新。

    Put a build on a server of SPARQL 1.1, a named graph for each post; what is there of the same names is replaced.
    """
    from kg.graph import Iris
    from kg.settings import load_settings
    from kg.store import Endpoint, RemoteStore

    settings = load_settings(Path())
    given = build or settings.output
    client = client_for(endpoint, timeout)
    # Looked at first, so that a wrong address is told before anything is sent.
    asked = RemoteStore(Endpoint(prune, client=client_for(prune, timeout))) if prune else None
    before = asked.graphs() if asked else ()
    target = RemoteStore(Endpoint(prune or endpoint, graphs=endpoint, client=client))
    sent = _send(given / "graph.trig" if given.is_dir() else given, target)
    posts = Iris(settings.base).folder("document")
    withdrawn = [name for name in before if name.startswith(posts) and name not in sent]
    for name in withdrawn:
        target.replace(name, ())
    typer.echo(f"已放上 sent: {len(sent)} 个图 graphs；已删去 removed: {len(withdrawn)}")


def _send(path: Path, target: RemoteStore) -> frozenset[URIRef]:
    from rdflib import URIRef

    from kg.knowledge.ontology import UNNAMED_GRAPH

    with _open(path) as source:
        names = source.graphs()
        for name in names:
            target.replace(name, source.match(graph=name))
        target.replace(None, source.match(graph=URIRef(UNNAMED_GRAPH)))
    return frozenset(names)


def _open(path: Path) -> DiskStore:
    from kg.store import LARGE, DiskStore, open_copy

    if not path.is_file():
        raise StoreError("没有这个图文件 no such graph", place=str(path), remedy="先运行 kg build")
    if path.stat().st_size >= LARGE:
        return open_copy(path)
    store = DiskStore()
    store.load_file(path)
    return store
