"""Questions to the graph: named ones from a folder of `*.rq`, and those of the user, answered as tables."""

from __future__ import annotations

from kg.query.catalogue import NamedQuery, Parameter, known_queries, list_queries, read_parameters
from kg.query.guarding import SafeQuery, check_update, prepare
from kg.query.running import answer_prepared, find_bindings, run_query
from kg.query.tables import ResultTable, as_csv, as_json, as_markdown, as_table, as_turtle

__all__ = [
    "NamedQuery",
    "Parameter",
    "ResultTable",
    "SafeQuery",
    "answer_prepared",
    "as_csv",
    "as_json",
    "as_markdown",
    "as_table",
    "as_turtle",
    "check_update",
    "find_bindings",
    "known_queries",
    "list_queries",
    "prepare",
    "read_parameters",
    "run_query",
]
