"""Every format by name, and one way to write it to a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from rdflib import Dataset

from kg.errors import OutputError
from kg.export.atomic import write_atomically
from kg.export.network import write_gexf, write_graphml, write_json
from kg.export.rdf import RDF_FORMATS, write_rdf
from kg.export.rdf12 import write_rdf12
from kg.export.tables import write_csv
from kg.model import KnowledgeGraph

__all__ = ["FORMATS", "Format", "export"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that a graph can be written in.

    Attributes:
        extensions: what its files are called; two for a format of two files.
        zh: what it is for, in Chinese.
        en: the same in English.
    """

    extensions: tuple[str, ...]
    zh: str
    en: str


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "ttl": Format((".ttl",), "Turtle：便于阅读的 RDF", "Turtle: RDF to read"),
        "nt": Format((".nt",), "N-Triples：每行一条，已排序", "N-Triples: one triple a line, sorted"),
        "nq": Format((".nq",), "N-Quads：每行一条，带文档图", "N-Quads: one quad a line, with its document's graph"),
        "trig": Format((".trig",), "TriG：每篇文档一个命名图", "TriG: one named graph for each document"),
        "jsonld": Format((".jsonld",), "JSON-LD：网页与程序用的 RDF", "JSON-LD: RDF for the web and for programs"),
        "rdfxml": Format((".rdf",), "RDF/XML：旧工具用的 RDF", "RDF/XML: RDF for older tools"),
        "graphml": Format((".graphml",), "GraphML：yEd、Cytoscape、networkx", "GraphML: yEd, Cytoscape, networkx"),
        "gexf": Format((".gexf",), "GEXF：Gephi", "GEXF: Gephi"),
        "csv": Format(
            (".nodes.csv", ".edges.csv"), "节点表和边表：Gephi、Neo4j", "tables of nodes and edges: Gephi, Neo4j"
        ),
        "csv-excel": Format(
            (".nodes.csv", ".edges.csv"),
            "同上，供电子表格打开：公式已失效",
            "the same for a spreadsheet: formulas made harmless",
        ),
        "json": Format((".json",), "节点与边的 JSON", "nodes and edges as JSON"),
    }
)

_SINGLE: Mapping[str, Callable[[KnowledgeGraph], bytes]] = MappingProxyType(
    {"graphml": write_graphml, "gexf": write_gexf, "json": write_json}
)


def export(
    graph: KnowledgeGraph,
    dataset: Dataset,
    format: str,  # noqa: A002 - the field's own word, as in rdflib
    target: Path,
    *,
    rdf12: bool = False,
) -> tuple[Path, ...]:
    """Write a graph in a format, whole or not at all.

    Args:
        graph: entities and facts, for the formats of graph programs.
        dataset: the same as RDF, for the formats of RDF.
        format: a name in `FORMATS`.
        target: the file; for `csv` the files stand beside it: `out.csv`, `out.nodes.csv` and `out` all
            give `out.nodes.csv` and `out.edges.csv`.
        rdf12: whether statements are triple terms, in the forms that have them.

    Returns:
        The files written.

    Raises:
        OutputError: the format is unknown or has no triple terms, or a file cannot be written; then all files are
            as before.
    """
    if format not in FORMATS:
        raise OutputError(f"未知的格式：{format}", place=str(target), remedy="可用：" + "、".join(FORMATS))
    files = _contents(graph, dataset, format, target) if not rdf12 else {target: write_rdf12(dataset, format)}
    write_atomically(files)
    return tuple(files)


def _contents(graph: KnowledgeGraph, dataset: Dataset, name: str, target: Path) -> dict[Path, str | bytes]:
    if name in RDF_FORMATS:
        return {target: write_rdf(dataset, name)}
    if name in _SINGLE:
        return {target: _SINGLE[name](graph)}
    tables = write_csv(graph, spreadsheet=name == "csv-excel")
    extensions = FORMATS[name].extensions
    stem = target.name.removesuffix(extensions[0]).removesuffix(".csv")
    paths = [target.with_name(stem + extension) for extension in extensions]
    return dict(zip(paths, tables, strict=True))
