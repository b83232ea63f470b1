"""A query is parsed before it runs, and whatever would change the graph or reach out of it is refused."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from rdflib.plugins.sparql.algebra import translateQuery, translateUpdate
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import URIRef, Variable

from kg.errors import QueryError
from kg.store import tokens

__all__ = ["SafeQuery", "check_update", "prepare"]


@dataclass(frozen=True, slots=True)
class SafeQuery:
    """A parsed query that only asks, and only this graph.

    Attributes:
        query: as the RDF library takes it.
        form: `SELECT`, `ASK`, `CONSTRUCT` or `DESCRIBE`.
        variables: all names of variables in it.
        ordered: whether it says in which order the answers come.
        named_columns: whether it names its columns; `SELECT *` does not.
        default_graphs: what it names with `FROM`.
        named_graphs: what it names with `FROM NAMED`.
    """

    query: Query
    form: str
    variables: frozenset[str]
    ordered: bool
    named_columns: bool
    default_graphs: tuple[URIRef, ...] = ()
    named_graphs: tuple[URIRef, ...] = ()


def prepare(text: str, prefixes: Mapping[str, str], *, scoped: bool = False) -> SafeQuery:
    """Parse a query.

    Args:
        text: SPARQL 1.1.
        prefixes: those that the text need not declare.
        scoped: whether it may choose graphs with `FROM`: where a store looks for them in itself, and fetches none.

    Raises:
        QueryError: it is not well formed, is an update, or names a service or a data set to fetch.
    """
    try:
        parsed = parseQuery(text)
        query = translateQuery(parsed, initNs=dict(prefixes))
    # The parser raises whatever its parts raise: bare Exception for an unknown prefix, RecursionError for deep nesting.
    except Exception as error:
        raise _explain(text, error) from error
    # Twice, because one reader may take for a word what another takes for part of a text: `"\\u005C" SERVICE …`.
    if any(token.kind == "word" and token.words.upper() == "SERVICE" for token in tokens(text)):
        raise QueryError("查询中不能用 SERVICE：本程序不访问网络", remedy="去掉 SERVICE")
    parts = list(_walk(query.algebra))
    names = {part.name for part in parts if isinstance(part, CompValue)}
    _refuse_services(names)
    chosen = query.algebra["datasetClause"] if _has(query.algebra, "datasetClause") else ()
    if chosen and not scoped:
        raise QueryError("查询中不能用 FROM：只查询已建好的图", remedy="去掉 FROM，用 GRAPH 选择文档")
    return SafeQuery(
        query=query,
        form=str(query.algebra.name).removesuffix("Query").upper(),
        variables=frozenset(str(part) for part in parts if isinstance(part, Variable)),
        ordered="OrderBy" in names,
        named_columns=_has(parsed[1], "projection"),
        default_graphs=tuple(clause["default"] for clause in chosen if "default" in clause),
        named_graphs=tuple(clause["named"] for clause in chosen if "named" in clause),
    )


def check_update(text: str) -> None:
    """See that an update is well formed and fetches nothing.

    Args:
        text: SPARQL 1.1 Update.

    Raises:
        QueryError: it is malformed, or names a service or a document to load.
    """
    try:
        parsed = parseUpdate(text)
        translateUpdate(parsed)
    # As in `prepare`.
    except Exception as error:
        raise _fault(text, error, "更新") from error
    names = {part.name for part in _walk(parsed) if isinstance(part, CompValue)}
    _refuse_services(names)
    if "Load" in names:
        raise QueryError("更新中不能用 LOAD：本程序不访问网络", remedy="用 INSERT DATA 写入")


def _refuse_services(names: Collection[str]) -> None:
    if "ServiceGraphPattern" in names:
        raise QueryError("查询中不能用 SERVICE：本程序不访问网络", remedy="去掉 SERVICE")


def _walk(part: object) -> Iterator[object]:
    waiting = [part]
    while waiting:
        found = waiting.pop()
        yield found
        if isinstance(found, Mapping):
            waiting.extend(found.values())
        elif isinstance(found, list | tuple | set | frozenset):
            waiting.extend(found)


def _has(part: Mapping[str, object], name: str) -> bool:
    # Not `get`: rdflib's answers with the name itself when there is none.
    return name in part and bool(part[name])


def _explain(text: str, error: Exception) -> QueryError:
    if _is_update(text):
        return QueryError("只能查询，不能修改图", remedy="用 SELECT、ASK、CONSTRUCT 或 DESCRIBE")
    return _fault(text, error, "查询")


def _fault(text: str, error: Exception, what: str) -> QueryError:
    line = getattr(error, "lineno", None)
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    if reason.startswith("Unknown namespace prefix"):
        prefix = reason.rpartition(":")[2].strip()
        line = next((n for n, words in enumerate(text.splitlines(), 1) if f"{prefix}:" in words), None)
        return QueryError(f"没有声明的前缀 {prefix}:", place=_place(line, what), remedy=f"加上 PREFIX {prefix}: <…>")
    return QueryError(f"不是合法的 SPARQL：{reason}", place=_place(line, what))


def _place(line: int | None, what: str) -> str:
    return f"{what}第 {line} 行" if line else what


def _is_update(text: str) -> bool:
    try:
        return _has(parseUpdate(text), "request")
    # As above: the parser keeps to no kind of error.
    except Exception:  # noqa: BLE001
        return False
