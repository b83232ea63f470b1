"""Graph files: RDF in six forms, GraphML, GEXF, tables and JSON, each with bytes that depend on the graph alone."""

from __future__ import annotations

from kg.export.atomic import clear_leftovers, write_atomically
from kg.export.formats import FORMATS, Format, export
from kg.export.network import to_networkx, write_gexf, write_graphml, write_json
from kg.export.patch import write_patch
from kg.export.rdf import write_rdf
from kg.export.rdf12 import write_rdf12
from kg.export.tables import write_csv

__all__ = [
    "FORMATS",
    "Format",
    "clear_leftovers",
    "export",
    "to_networkx",
    "write_atomically",
    "write_csv",
    "write_gexf",
    "write_graphml",
    "write_json",
    "write_patch",
    "write_rdf",
    "write_rdf12",
]
