"""Two tables, nodes and edges, for Gephi, Neo4j and whatever reads CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from kg.export.network import to_networkx
from kg.model import KnowledgeGraph

__all__ = ["write_csv"]

_NODE_COLUMNS = ("id", "label", "type", "aliases")
_EDGE_COLUMNS = (
    "source",
    "target",
    "type",
    "label",
    "status",
    "confidence",
    "rule",
    "document",
    "evidence",
    "speaker",
    "time",
    "qualifiers",
)
_FORMULA = ("=", "+", "-", "@", "\t")


def write_csv(graph: KnowledgeGraph, *, spreadsheet: bool = False) -> tuple[str, str]:
    """The nodes table and the edges table.

    Gephi reads both as they are: it takes `id` and `label` of nodes, `source`, `target` and `label` of edges, and in
    `type` of an edge it looks for `Directed`, so the property stands in `label`. In Neo4j: `LOAD CSV WITH HEADERS`,
    then `row.id`, `row.label` and so on. Every literal property is a column of the nodes.

    A cell is the exact text: a name that begins with `=`, `+`, `-` or `@` is data to these programs, and a quotation
    mark before it would make it another name. Spreadsheets take such a cell for a formula and a post is written by
    strangers, so a table for a spreadsheet is another table: with `spreadsheet`, such cells get a `'` in front, and
    the file begins with the byte order mark by which Excel knows UTF-8.

    Args:
        graph: to write.
        spreadsheet: write for a spreadsheet instead of for a program.
    """
    network = to_networkx(graph)
    nodes = [{**data, "id": key} for key, data in network.nodes(data=True)]
    edges = [
        {**data, "source": source, "target": target, "type": "Directed"}
        for source, target, data in network.edges(data=True)
    ]
    literals = sorted({name for node in nodes for name in node if name.startswith("literal:")})
    return _table((*_NODE_COLUMNS, *literals), nodes, spreadsheet), _table(_EDGE_COLUMNS, edges, spreadsheet)


def _table(columns: Sequence[str], rows: Iterable[Mapping[str, object]], spreadsheet: bool) -> str:
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        cells = [str(row.get(column, "")) for column in columns]
        writer.writerow([_as_text(cell) for cell in cells] if spreadsheet else cells)
    return f"\ufeff{stream.getvalue()}" if spreadsheet else stream.getvalue()


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
