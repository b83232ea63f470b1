"""Large graphs on disk, or in memory where speed is asked for, with Oxigraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Self

import pyoxigraph as ox
from rdflib import URIRef
from rdflib.term import Identifier

from kg.errors import QueryError, StoreError
from kg.knowledge.ontology import UNNAMED_GRAPH
from kg.store.binding import bind
from kg.store.interface import Answer, Quad, Scope, Triple
from kg.store.kept import KeptAnswers
from kg.store.terms import from_oxigraph, quad_to_oxigraph, to_oxigraph, triple_from_oxigraph

__all__ = ["DiskStore"]

_UNNAMED = ox.NamedNode(UNNAMED_GRAPH)
# What only this graph holds leaves the merged graph with it.
_FORGET = """\
DELETE { ?s ?p ?o } WHERE {
  GRAPH $name { ?s ?p ?o }
  FILTER NOT EXISTS { GRAPH ?other { ?s ?p ?o } FILTER (?other != $name) }
} ;
DROP SILENT GRAPH $name
"""
# Around an update of the user, so that to it the default graph is the one without a name.
_PART = f"MOVE SILENT {_UNNAMED} TO DEFAULT"
_JOIN = f"MOVE DEFAULT TO {_UNNAMED} ; INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}"
_NO_PREFIXES: Mapping[str, str] = MappingProxyType({})


class DiskStore:
    """A store of Oxigraph, whose default graph is the merge of all.

    Oxigraph can see all graphs as one by itself, but up to 0.5 it then tells a triple as often as graphs hold it, and
    every count is wrong. So each triple stands in its graph and, once, in the default graph; what has no graph stands
    in one with a name of its own, which only `GRAPH ?g` shows.

    One process may write; those that read beside it see what was there when they opened it.

    Args:
        folder: where its files are; made where there is none. None keeps all in memory.
        read_only: open what is there, and refuse to change it.
        prefixes: those that the graph was written with; Oxigraph keeps none.
        kept: answers about this very graph, which are not looked for again; for a store that is only read.

    Raises:
        StoreError: the folder cannot be opened, or another process writes to it.
    """

    def __init__(
        self,
        folder: Path | None = None,
        *,
        read_only: bool = False,
        prefixes: Mapping[str, str] = _NO_PREFIXES,
        kept: KeptAnswers | None = None,
    ) -> None:
        self._place = "内存" if folder is None else str(folder)
        self._prefixes = MappingProxyType(dict(prefixes))
        self._read_only = read_only
        self._kept = kept if read_only else None
        with self._reported():
            if folder is None:
                self._opened: ox.Store | None = ox.Store()
            else:
                self._opened = ox.Store.read_only(str(folder)) if read_only else ox.Store(str(folder))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes given when it was opened."""
        return self._prefixes

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads, all or none."""
        self._check_writable()
        with self._reported():
            self._store.extend(list(_kept_twice(map(quad_to_oxigraph, quads))))

    def load_file(self, path: Path) -> None:
        """Add a TriG, Turtle, N-Triples or N-Quads file, in the way that is fastest for a large one.

        A run that breaks off leaves a part of the file in the store: load into a new folder, and move it into place.

        Raises:
            StoreError: the file is missing or malformed, with the line.
        """
        self._check_writable()
        with self._reported():
            try:
                # In one pass: twice through a large store takes many times as long as the file does.
                self._store.bulk_extend(_kept_twice(ox.parse(path=str(path))))
            except (SyntaxError, ValueError) as error:
                raise StoreError(f"不是 RDF 文件：{error}", place=str(path), remedy="重新运行 kg build") from error

    def replace(self, graph: URIRef | None, triples: Iterable[Triple]) -> None:
        """Let a graph hold these triples and no others, in one transaction."""
        self._check_writable()
        name = _UNNAMED if graph is None else ox.NamedNode(str(graph))
        # Oxigraph's own writer makes the text of its terms; an update is the one way to a transaction from Python.
        said = " .\n".join(str(quad_to_oxigraph((*triple, None)).triple) for triple in triples)
        insert = f";\nINSERT DATA {{\n{said} .\nGRAPH {name} {{\n{said}\n}} }}" if said else ""
        with self._reported():
            self._store.update(_FORGET.replace("$name", str(name)) + insert)

    def graphs(self) -> tuple[URIRef, ...]:
        """The names of the graphs, sorted."""
        with self._reported():
            names = [name for name in self._store.named_graphs() if name != _UNNAMED and self._holds(name)]
            return tuple(sorted(URIRef(str(name.value)) for name in names))

    def match(
        self,
        subject: Identifier | None = None,
        predicate: Identifier | None = None,
        value: Identifier | None = None,
        *,
        graph: URIRef | None = None,
    ) -> Iterator[Triple]:
        """The triples that fit."""
        place = ox.DefaultGraph() if graph is None else ox.NamedNode(str(graph))
        first, second, third = (None if term is None else to_oxigraph(term) for term in (subject, predicate, value))
        with self._reported():
            for quad in self._store.quads_for_pattern(first, second, third, place):  # type: ignore[arg-type]
                yield triple_from_oxigraph(quad)

    def query(
        self,
        text: str,
        bindings: Mapping[str, Identifier] | None = None,
        *,
        scope: Scope | None = None,
        most: int | None = None,
    ) -> Answer:
        """Ask a query.

        Args:
            text: SPARQL 1.1 that declares its prefixes.
            bindings: values for its variables.
            scope: the graphs it sees, whatever it says itself; all by default.
            most: rows or triples after which to stop; None for all.
        """
        asked = bind(text, bindings or {})
        if self._kept is None or scope is not None or most is not None:
            return self._ask(asked, scope, most)
        answer = self._kept.find(asked)
        if answer is None:
            answer = self._ask(asked)
            self._kept.keep(asked, answer)
        return answer

    def update(self, text: str) -> None:
        """Run an update, in one transaction; it takes the longer, the larger the whole store is."""
        self._check_writable()
        with self._reported():
            try:
                self._update(text)
            except (SyntaxError, ValueError, RuntimeError) as error:
                raise QueryError(f"更新无法完成：{error}") from error

    def size(self) -> int:
        """How many quads there are; has to count them."""
        with self._reported():
            ((merged,),) = self.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows
            return len(self._store) - int(str(merged))

    def close(self) -> None:
        """Write what is still in memory and let go of the files."""
        store, self._opened = self._opened, None
        if store is not None and not self._read_only:
            with self._reported():
                store.flush()

    def _holds(self, graph: ox.NamedNode | ox.BlankNode) -> bool:
        # Oxigraph remembers the name of a graph whose last triple is gone.
        return any(True for _ in self._store.quads_for_pattern(None, None, None, graph))

    def _ask(self, asked: str, scope: Scope | None = None, most: int | None = None) -> Answer:
        with self._reported():
            try:
                found = self._store.query(asked) if scope is None else self._query_within(asked, scope)
                return _answer(found, most)
            except (SyntaxError, ValueError, RuntimeError) as error:
                raise QueryError(f"查询无法完成：{error}") from error

    def _query_within(self, text: str, scope: Scope) -> object:
        default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [
            ox.NamedNode(str(name)) for name in scope.default
        ]
        named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(str(name)) for name in scope.named]
        if len(default) < 2:
            return self._store.query(text, default_graph=default, named_graphs=named)
        # Of several graphs as one Oxigraph tells a triple as often as they hold it: see above.
        part = ox.Store()
        for name in default:
            found = self._store.quads_for_pattern(None, None, None, name)
            part.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in found)
        for name in named:
            part.extend(self._store.quads_for_pattern(None, None, None, name))
        return part.query(text, default_graph=ox.DefaultGraph(), named_graphs=named)

    def _update(self, text: str) -> None:
        try:
            self._store.update(f"{_PART}\n;\n{text}\n;\n{_JOIN}")
        except SyntaxError:
            # An update may end in a semicolon, and two in a row are an error.
            self._store.update(f"{_PART}\n;\n{text}\n{_JOIN}")

    @property
    def _store(self) -> ox.Store:
        if self._opened is None:
            raise StoreError("图库已经关闭 the store is closed", place=self._place)
        return self._opened

    def _check_writable(self) -> None:
        if self._read_only:
            raise StoreError("图库以只读方式打开 opened for reading alone", place=self._place)

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            locked = "lock" in str(error).lower()
            remedy = "另一个程序正在写，等它结束 another process writes" if locked else "检查路径、权限与磁盘空间"
            raise StoreError(f"图库不能用：{error}", place=self._place, remedy=remedy) from error


def _kept_twice(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    for quad in quads:
        unnamed = isinstance(quad.graph_name, ox.DefaultGraph)
        yield ox.Quad(quad.subject, quad.predicate, quad.object, _UNNAMED) if unnamed else quad
        yield ox.Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph())


def _answer(result: object, most: int | None) -> Answer:
    if isinstance(result, ox.QueryBoolean):
        return Answer(truth=bool(result))
    if isinstance(result, ox.QueryTriples):
        return Answer(triples=tuple(triple_from_oxigraph(triple) for triple in islice(result, most)))
    if not isinstance(result, ox.QuerySolutions):
        raise StoreError(f"看不懂的答案：{type(result).__name__}")
    names = tuple(variable.value for variable in result.variables)
    return Answer(names, tuple(tuple(_cell(solution[name]) for name in names) for solution in islice(result, most)))


def _cell(term: object) -> Identifier | None:
    return None if term is None else from_oxigraph(term)
