"""Questions to the graph: named ones from a folder of `*.rq`, and those of the user, answered as tables."""

from __future__ import annotations

from kg.query.catalogue import NamedQuery, Parameter, list_queries, read_parameters
from kg.query.running import run_query
from kg.query.tables import ResultTable, as_csv, as_json, as_table, as_turtle

__all__ = [
    "NamedQuery",
    "Parameter",
    "ResultTable",
    "as_csv",
    "as_json",
    "as_table",
    "as_turtle",
    "list_queries",
    "read_parameters",
    "run_query",
]
