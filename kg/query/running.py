"""A query is run over all documents together; what the user fills in is bound to variables, never pasted into text."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from itertools import product
from typing import TYPE_CHECKING

from rdflib import Dataset, Graph
from rdflib.query import Result
from rdflib.term import Identifier, Variable

from kg.errors import QueryError
from kg.query.catalogue import Parameter, read_parameters
from kg.query.guarding import SafeQuery, prepare
from kg.query.naming import find_terms
from kg.query.tables import ResultTable

if TYPE_CHECKING:
    from rdflib.graph import _TripleType

__all__ = ["run_query"]


class _Union(Dataset):
    """All graphs of a dataset as one, over the same store."""

    # rdflib 7.6 warns of these two, and itself uses them to evaluate every pattern of a query.
    @property  # type: ignore[misc]
    def default_context(self) -> Graph:
        return self._default_context

    def contexts(self, triple: _TripleType | None = None) -> Generator[Graph, None, None]:
        return self.graphs(triple)


def run_query(dataset: Dataset, text: str, parameters: Mapping[str, str] | None = None) -> ResultTable:
    """Ask a query.

    Args:
        dataset: what `kg.graph.to_dataset` makes.
        text: SPARQL 1.1 that asks (SELECT, ASK, CONSTRUCT, DESCRIBE). `# param:` lines declare what can be filled in;
            a variable that is not declared takes the name of an entity.
        parameters: names of things by the name of the variable. A name that several things share is asked for each,
            and the answers follow one another.

    Returns:
        The rows in the query's order; sorted when it gives none.

    Raises:
        QueryError: the query is malformed, would change or fetch something, a parameter is missing, is not one of the
            query's, or names nothing in the graph.
    """
    union = _Union(store=dataset.store, default_union=True)
    safe = prepare(text, {prefix: str(namespace) for prefix, namespace in dataset.namespaces()})
    bindings = _bindings(union, safe, read_parameters(text), parameters or {})
    tables = [_ask(union, safe, binding) for binding in bindings]
    rows = dict.fromkeys(row for table in tables for row in table.rows)
    if safe.form == "ASK":
        rows = {max(rows): None}
    turtle = "\n".join(dict.fromkeys(table.turtle for table in tables if table.turtle))
    return ResultTable(tables[0].columns, tuple(rows), turtle)


def _bindings(
    graph: Graph, safe: SafeQuery, declared: tuple[Parameter, ...], given: Mapping[str, str]
) -> list[dict[str, Identifier]]:
    known = {parameter.name: parameter for parameter in declared}
    if missing := sorted(name for name, found in known.items() if found.required and name not in given):
        raise QueryError(f"缺少参数：{'、'.join(missing)}", remedy=f"补上 {missing[0]}=名称")
    for name in given:
        if name not in safe.variables:
            usable = "、".join(known) or "、".join(sorted(safe.variables))
            raise QueryError(f"查询没有参数 {name!r}", remedy=f"可用的参数：{usable}" if usable else "这个查询没有参数")
    candidates = [
        find_terms(graph, value, known[name].kind if name in known else "entity") for name, value in given.items()
    ]
    return [dict(zip(given, terms, strict=True)) for terms in product(*candidates)]


def _ask(graph: Dataset, safe: SafeQuery, bindings: Mapping[str, Identifier]) -> ResultTable:
    try:
        result = graph.query(safe.query, initBindings=bindings)
        return _table(result, safe, graph)
    # Evaluation is lazy and raises what its parts raise, bare Exception among them.
    except Exception as error:
        raise QueryError(f"查询无法完成：{error or type(error).__name__}") from error


def _table(result: Result, safe: SafeQuery, dataset: Dataset) -> ResultTable:
    if safe.form == "ASK":
        return ResultTable(("answer",), ((str(bool(result.askAnswer)).lower(),),))
    if result.graph is not None:
        return _graph_table(result.graph, dataset)
    names = [str(variable) for variable in result.vars or ()]
    columns = names if safe.named_columns else sorted(names)
    rows = list(_rows(result, columns))
    return ResultTable(tuple(columns), tuple(rows if safe.ordered else sorted(rows)))


def _rows(result: Result, columns: list[str]) -> Iterator[tuple[str, ...]]:
    for binding in result.bindings:
        yield tuple(_cell(binding.get(Variable(name))) for name in columns)


def _graph_table(graph: Graph, dataset: Dataset) -> ResultTable:
    for prefix, namespace in dataset.namespaces():
        graph.bind(prefix, namespace, replace=True)
    rows = sorted((str(subject), str(predicate), str(value)) for subject, predicate, value in graph)
    return ResultTable(("subject", "predicate", "object"), tuple(rows), graph.serialize(format="turtle"))


def _cell(value: Identifier | None) -> str:
    return "" if value is None else str(value)
