"""The command that writes the pages to look at and to ask."""

# As in kg.cli, the stages are imported inside the command, so that `kg --help` answers at once.

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli_query import GraphOption
from kg.console import drawing_note

__all__ = ["Drawing", "view"]


class Drawing(StrEnum):
    """What draws the page."""

    AUTO = "auto"
    SMALL = "small"
    LARGE = "large"


def view(
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="页面写到哪里，默认 output/graph.html。Where to write the page.", show_default=False
        ),
    ] = None,
    graph: GraphOption = None,
    drawing: Annotated[
        Drawing,
        typer.Option(
            "--drawing",
            help="由哪个绘图库画：小图 vis-network，大图 sigma，auto 按实体数。What draws it; auto goes by size.",
        ),
    ] = Drawing.AUTO,
    sparql: Annotated[
        bool,
        typer.Option("--sparql", help="改写可用 SPARQL 查询的页面，默认 output/sparql.html。A page to ask instead."),
    ] = False,
) -> None:
    """只写可交互页面。Write the interactive page alone."""
    from kg import pipeline
    from kg.export import write_atomically
    from kg.graph import from_dataset, read_ontology, read_trig
    from kg.settings import load_settings
    from kg.view import drawn_large

    settings = load_settings(Path())
    source = graph or settings.graph
    dataset = read_trig(source)
    if sparql:
        target = output or settings.output / "sparql.html"
        asked = pipeline.sparql_page(source.read_bytes(), settings.base, settings.queries, read_ontology(dataset))
        write_atomically({target: asked})
        typer.echo(f"SPARQL 页面 page: {target}")
        return
    target = output or settings.output / "graph.html"
    shown = from_dataset(dataset)
    large = drawn_large(shown) if drawing is Drawing.AUTO else drawing is Drawing.LARGE
    write_atomically({target: pipeline.page(shown, read_ontology(dataset), large=large)})
    typer.echo(f"页面 page: {target}{drawing_note(large=large)}")
