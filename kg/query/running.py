"""A query is run over all documents together; what the user fills in is bound to variables as data, never pasted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import product
from pathlib import Path

from rdflib import Dataset, Graph
from rdflib.term import Identifier

from kg.errors import QueryError
from kg.query.catalogue import NamedQuery, Parameter, known_queries, read_parameters
from kg.query.guarding import SafeQuery, prepare
from kg.query.naming import find_terms
from kg.query.tables import ResultTable
from kg.store import Answer, MemoryStore, Store, Triple, with_prefixes

__all__ = ["answer_prepared", "find_bindings", "run_query"]


def run_query(source: Store | Dataset, text: str, parameters: Mapping[str, str] | None = None) -> ResultTable:
    """Ask a query.

    Args:
        source: a store of any kind, or what `kg.graph.to_dataset` makes.
        text: SPARQL 1.1 that asks (SELECT, ASK, CONSTRUCT, DESCRIBE). `# param:` lines declare what can be filled in;
            a variable that is not declared takes the name of an entity.
        parameters: names of things by the name of the variable. A name that several things share is asked for each,
            and the answers follow one another.

    Returns:
        The rows in the query's order; sorted when it gives none.

    Raises:
        QueryError: the query is malformed, would change or fetch something, a parameter is missing, is not one of the
            query's, or names nothing in the graph.
        StoreError: the store fails.
    """
    store = MemoryStore(source) if isinstance(source, Dataset) else source
    safe = prepare(text, store.prefixes)
    bindings = find_bindings(store, safe, read_parameters(text), parameters or {})
    complete = with_prefixes(text, store.prefixes)
    tables = [_ask(store, safe, complete, binding) for binding in bindings]
    rows = dict.fromkeys(row for table in tables for row in table.rows)
    if safe.form == "ASK":
        rows = {max(rows): None}
    turtle = "\n".join(dict.fromkeys(table.turtle for table in tables if table.turtle))
    return ResultTable(tables[0].columns, tuple(rows), turtle, cut=any(table.cut for table in tables))


def answer_prepared(store: Store, folder: Path) -> None:
    """Ask the known queries that are to be answered beforehand, for a store that keeps their answers.

    What is wrong with a query, or with the folder, is told to who asks for it, and passed over here.

    Raises:
        StoreError: the store fails.
    """
    queries: Sequence[NamedQuery] = ()
    with suppress(QueryError):
        queries = known_queries(folder)
    for query in queries:
        if query.prepared:
            with suppress(QueryError):
                run_query(store, query.text)


def find_bindings(
    store: Store, safe: SafeQuery, declared: tuple[Parameter, ...], given: Mapping[str, str]
) -> list[dict[str, Identifier]]:
    """Find the terms that names stand for: one binding of the variables for each way to read the names.

    Args:
        store: with the labels.
        safe: the query.
        declared: its parameters.
        given: names by the name of the variable.

    Raises:
        QueryError: a parameter is missing, is not one of the query's, or names nothing in the graph.
    """
    known = {parameter.name: parameter for parameter in declared}
    if missing := sorted(name for name, found in known.items() if found.required and name not in given):
        raise QueryError(f"缺少参数：{'、'.join(missing)}", remedy=f"补上 {missing[0]}=名称")
    for name in given:
        if name not in safe.variables:
            usable = "、".join(known) or "、".join(sorted(safe.variables))
            raise QueryError(f"查询没有参数 {name!r}", remedy=f"可用的参数：{usable}" if usable else "这个查询没有参数")
    candidates = [
        find_terms(store, value, known[name].kind if name in known else "entity") for name, value in given.items()
    ]
    return [dict(zip(given, terms, strict=True)) for terms in product(*candidates)]


def _ask(store: Store, safe: SafeQuery, text: str, bindings: Mapping[str, Identifier]) -> ResultTable:
    answer = store.query(text, bindings)
    if answer.truth is not None:
        return ResultTable(("answer",), ((str(answer.truth).lower(),),))
    if answer.triples is not None:
        return replace(_graph_table(answer.triples, store.prefixes), cut=answer.cut)
    return replace(_table(answer, safe), cut=answer.cut)


def _table(answer: Answer, safe: SafeQuery) -> ResultTable:
    columns = list(answer.variables if safe.named_columns else sorted(answer.variables))
    places = [answer.variables.index(name) for name in columns]
    rows = [tuple(_cell(row[place]) for place in places) for row in answer.rows]
    return ResultTable(tuple(columns), tuple(rows if safe.ordered else sorted(rows)))


def _graph_table(triples: tuple[Triple, ...], prefixes: Mapping[str, str]) -> ResultTable:
    graph = Graph()
    for prefix, namespace in prefixes.items():
        graph.bind(prefix, namespace, replace=True)
    for triple in triples:
        graph.add(triple)
    rows = sorted((str(subject), str(predicate), str(value)) for subject, predicate, value in graph)
    return ResultTable(("subject", "predicate", "object"), tuple(rows), graph.serialize(format="turtle"))


def _cell(value: Identifier | None) -> str:
    return "" if value is None else str(value)
