"""What the user fills in, put into a query as data: `VALUES ?name { term }` in each group that uses the variable.

The text of a term comes from the writer of an RDF library and is read back by another before it is used, so that no
name can end its quotation early. Each group, and not only the outermost one, because a variable means the same in all
of a query to who fills it in, while to SPARQL it is another one within a sub-query or a filter of a branch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Identifier, Variable

from kg.errors import QueryError
from kg.store.terms import write_term
from kg.store.tokens import groups, tokens

__all__ = ["bind", "with_prefixes"]


def bind(text: str, values: Mapping[str, Identifier]) -> str:
    """Put values into a query.

    Args:
        text: a well-formed query.
        values: terms by the names of variables that the query has.

    Raises:
        QueryError: a term cannot be written.
    """
    clauses = {name: _clause(name, term) for name, term in sorted(values.items())}
    for group in sorted(groups(text), key=lambda found: -found.start):
        used = group.all if group.outer else group.own
        said = " ".join(clause for name, clause in clauses.items() if name in used)
        if said and not group.select:
            text = f"{text[: group.start]} {said} {text[group.start :]}"
    return text


def with_prefixes(text: str, prefixes: Mapping[str, str]) -> str:
    """Declare in a query what it uses of these prefixes and does not declare itself."""
    declared, used = set[str](), set[str]()
    last = ""
    for token in tokens(text):
        if token.kind == "name":
            prefix = token.words.partition(":")[0]
            (declared if last == "PREFIX" else used).add(prefix)
        last = token.words.upper() if token.kind == "word" else ""
    needed = sorted((used - declared) & prefixes.keys())
    return "".join(f"PREFIX {prefix}: <{prefixes[prefix]}>\n" for prefix in needed) + text


def _clause(name: str, term: Identifier) -> str:
    clause = f"VALUES ?{name} {{ {write_term(term)} }}"
    try:
        rows = list(_rows(f"SELECT * WHERE {{ {clause} }}"))
    # The parser keeps to no kind of error.
    except Exception:  # noqa: BLE001
        rows = []
    if rows != [{Variable(name): term}]:
        raise QueryError(f"填不进查询的值：{str(term)[:80]!r}", remedy="检查参数中的符号")
    return clause


def _rows(text: str) -> Iterator[object]:
    waiting: list[object] = [translateQuery(parseQuery(text)).algebra]
    while waiting:
        part = waiting.pop()
        if isinstance(part, CompValue):
            if part.name == "values":
                yield from part.res
            waiting.extend(part.values())
