"""Small graphs in memory, with rdflib."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self, cast

from rdflib import Dataset, Graph, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.query import Result
from rdflib.term import Identifier, Variable

from kg.errors import QueryError
from kg.store.interface import Answer, Quad, Triple

if TYPE_CHECKING:
    from rdflib.graph import _TripleType

__all__ = ["MemoryStore"]


class _Union(Dataset):
    """All graphs of a dataset as one, over the same store."""

    # rdflib 7.6 warns of these two, and itself uses them to evaluate every pattern of a query.
    @property  # type: ignore[misc]
    def default_context(self) -> Graph:
        return self._default_context

    def contexts(self, triple: _TripleType | None = None) -> Generator[Graph, None, None]:
        return self.graphs(triple)


class _Parts(Dataset):
    """The graphs apart, for updates: what these add and take away without naming a graph comes as triples.

    rdflib 7.6 fails on that in a dataset.
    """

    def __iadd__(self, other: Iterable[Any]) -> Self:  # type: ignore[misc]
        for parts in other:
            self._place(parts[3:]).add(parts[:3])
        return self

    def __isub__(self, other: Iterable[Any]) -> Self:  # type: ignore[misc]
        for parts in other:
            self._place(parts[3:]).remove(parts[:3])
        return self

    def _place(self, names: Sequence[Any]) -> Graph:
        return self.graph(names[0] if names and names[0] else DATASET_DEFAULT_GRAPH_ID)


class MemoryStore:
    """A dataset of rdflib as a store.

    Args:
        dataset: is used as it is, not copied; a new one by default.
    """

    def __init__(self, dataset: Dataset | None = None) -> None:
        self._dataset = Dataset() if dataset is None else dataset
        self._union = _Union(store=self._dataset.store, default_union=True)

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes of the dataset."""
        return {prefix: str(namespace) for prefix, namespace in self._dataset.namespaces()}

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads."""
        for subject, predicate, value, graph in quads:
            self._graph(graph).add((subject, predicate, value))

    def replace(self, graph: URIRef | None, triples: Iterable[Triple]) -> None:
        """Let a graph hold these triples and no others."""
        wanted = list(triples)
        self._union.remove_graph(_name(graph))
        self.load((*triple, graph) for triple in wanted)

    def graphs(self) -> tuple[URIRef, ...]:
        """The names of the graphs, sorted."""
        names = {found.identifier for found in self._union.graphs() if len(found)}
        return tuple(sorted(URIRef(name) for name in names if name != DATASET_DEFAULT_GRAPH_ID))

    def match(
        self,
        subject: Identifier | None = None,
        predicate: Identifier | None = None,
        value: Identifier | None = None,
        *,
        graph: URIRef | None = None,
    ) -> Iterator[Triple]:
        """The triples that fit."""
        place = self._union if graph is None else self._union.graph(graph)
        found = {parts[:3] for parts in place.triples((subject, predicate, value))}
        yield from cast(set[Triple], found)

    def query(self, text: str, bindings: Mapping[str, Identifier] | None = None) -> Answer:
        """Ask a query."""
        try:
            # Bound by rdflib itself: it does not carry a VALUES into what stands beside it, and would join everything.
            return _answer(self._union.query(text, initBindings=dict(bindings or {})))
        # Evaluation is lazy and raises what its parts raise, bare Exception among them.
        except Exception as error:
            raise QueryError(f"查询无法完成：{error or type(error).__name__}") from error

    def update(self, text: str) -> None:
        """Run an update."""
        try:
            _Parts(store=self._dataset.store).update(text)
        # As above.
        except Exception as error:
            raise QueryError(f"更新无法完成：{error or type(error).__name__}") from error

    def size(self) -> int:
        """How many quads there are."""
        return sum(len(found) for found in self._union.graphs())

    def close(self) -> None:
        """Nothing to let go of."""

    def _graph(self, name: URIRef | None) -> Graph:
        return self._union.graph(_name(name))


def _name(graph: URIRef | None) -> URIRef:
    return DATASET_DEFAULT_GRAPH_ID if graph is None else graph


def _answer(result: Result) -> Answer:
    if result.type == "ASK":
        return Answer(truth=bool(result.askAnswer))
    if result.graph is not None:
        return Answer(triples=tuple(cast(Iterable[Triple], result.graph)))
    names = tuple(str(variable) for variable in result.vars or ())
    rows = (tuple(binding.get(Variable(name)) for name in names) for binding in result.bindings)
    return Answer(names, tuple(rows))
