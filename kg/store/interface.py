"""What every store of quads can do, and the form in which it answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from rdflib import URIRef
from rdflib.term import Identifier

__all__ = ["Answer", "Form", "Quad", "Scope", "Store", "Triple"]

Triple = tuple[Identifier, Identifier, Identifier]
Quad = tuple[Identifier, Identifier, Identifier, URIRef | None]
"""Subject, predicate, object, and the name of the graph: None for the graph that has no name."""

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a store says to a query; which of the fields are filled follows from the form of the query.

    Attributes:
        variables: the columns of a SELECT, in its order.
        rows: a term for each column, None where it is unbound.
        truth: the answer to an ASK.
        triples: the graph that a CONSTRUCT or a DESCRIBE makes.
        cut: whether a server says that it left out a part.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Identifier | None, ...], ...] = ()
    truth: bool | None = None
    triples: tuple[Triple, ...] | None = None
    cut: bool = False

    def first(self, most: int) -> Answer:
        """The same with no more than so many rows."""
        return replace(self, rows=self.rows[:most])


@dataclass(frozen=True, slots=True)
class Scope:
    """Which graphs a query sees, where it is not all of them (`FROM`, `FROM NAMED`, or what a request asks for).

    Attributes:
        default: the graphs that together are the default graph; none leaves it empty.
        named: those that `GRAPH` shows.
    """

    default: tuple[URIRef, ...] = ()
    named: tuple[URIRef, ...] = ()


class Store(Protocol):
    """Quads that can be changed graph by graph and asked with SPARQL.

    A query sees all graphs as one (the graph without a name included), and each by its name through `GRAPH`.
    Every method but `close` raises a `StoreError` that names the place and the way out when the store fails.
    """

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes that the graph was written with."""

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads to those there are."""

    def replace(self, graph: URIRef | None, triples: Iterable[Triple]) -> None:
        """Let a graph hold these triples and no others; without any, the graph is gone.

        Readers see it as it was or as it will be, never half.
        """

    def graphs(self) -> tuple[URIRef, ...]:
        """The names of the graphs, sorted."""

    def match(
        self,
        subject: Identifier | None = None,
        predicate: Identifier | None = None,
        value: Identifier | None = None,
        *,
        graph: URIRef | None = None,
    ) -> Iterator[Triple]:
        """The triples that fit, in no order; None fits everything, and as `graph` it means all of them as one."""

    def query(self, text: str, bindings: Mapping[str, Identifier] | None = None) -> Answer:
        """Ask a query.

        Args:
            text: SPARQL 1.1 that declares all its prefixes. It is not checked here: `kg.query` does it.
            bindings: terms for variables, by their names; they go in as data and can never become text of the query.

        Raises:
            QueryError: the store does not take the text for a query, or gives up on it.
        """

    def update(self, text: str) -> None:
        """Run a SPARQL 1.1 update. The text is not checked here.

        To it the default graph is the one without a name, not all of them as one.

        Raises:
            QueryError: the store does not take the text for an update.
        """

    def size(self) -> int:
        """How many quads there are."""

    def close(self) -> None:
        """Let go of files and connections; more than once does no harm."""
