"""A graph on a server: SPARQL 1.1 query, update and Graph Store protocol over HTTP."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from itertools import islice
from types import MappingProxyType
from urllib.parse import quote, urlencode

from rdflib import URIRef
from rdflib.term import BNode, Identifier

from kg.errors import QueryError, StoreError
from kg.knowledge.ontology import UNNAMED_GRAPH
from kg.store.binding import bind
from kg.store.http import Client, Reply
from kg.store.interface import Answer, Quad, Triple
from kg.store.results import accepted, makes_graph, read_answer
from kg.store.terms import quad_to_oxigraph, write_term

__all__ = ["Endpoint", "RemoteStore"]

_NO_PREFIXES: Mapping[str, str] = MappingProxyType({})
_AT_ONCE = 5_000
_REFUSED = range(400, 500)
_ELSEWHERE = range(300, 400)
_DENIED = {
    401: "要登录 needs a login",
    403: "没有权限 forbidden",
    404: "没有这个地址 no such address",
    405: "不支持 not supported",
    501: "不支持 not supported",
}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The addresses of a server; each may carry parameters of the server's own (`…/query?union-default-graph`).

    Attributes:
        query: where to ask. The server must be set up to see all its graphs as one.
        update: where to send updates; "" where the graph is only asked.
        graphs: of the Graph Store protocol, to which `?graph=` is added; "" where the graph is only asked.
        client: how to send.
    """

    query: str
    update: str = ""
    graphs: str = ""
    client: Client = field(default_factory=Client)


class RemoteStore:
    """A server's graph.

    The graph that has no name is kept under `kg.knowledge.ontology.UNNAMED_GRAPH`: not every server has one without.
    `load` sends graph by graph and can break off between two; a `replace` is one request.

    Args:
        endpoint: where the server is.
        prefixes: those that the graph was written with.
    """

    def __init__(self, endpoint: Endpoint, *, prefixes: Mapping[str, str] = _NO_PREFIXES) -> None:
        self._endpoint = endpoint
        self._prefixes = MappingProxyType(dict(prefixes))

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes given when it was made."""
        return self._prefixes

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads, some thousands of a graph at a time."""
        by_graph: dict[URIRef | None, list[Triple]] = defaultdict(list)
        for quad in quads:
            by_graph[quad[3]].append(quad[:3])
        for graph, triples in by_graph.items():
            waiting = iter(triples)
            while portion := list(islice(waiting, _AT_ONCE)):
                self._send_graph("POST", graph, portion)

    def replace(self, graph: URIRef | None, triples: Iterable[Triple]) -> None:
        """Let a graph hold these triples and no others."""
        wanted = list(triples)
        self._send_graph("PUT" if wanted else "DELETE", graph, wanted)

    def graphs(self) -> tuple[URIRef, ...]:
        """The names of the graphs, sorted; those that the server has for itself are among them."""
        rows = self.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }").rows
        return tuple(sorted(name for (name,) in rows if isinstance(name, URIRef) and str(name) != UNNAMED_GRAPH))

    def match(
        self,
        subject: Identifier | None = None,
        predicate: Identifier | None = None,
        value: Identifier | None = None,
        *,
        graph: URIRef | None = None,
    ) -> Iterator[Triple]:
        """The triples that fit."""
        given = {"s": subject, "p": predicate, "o": value}
        if any(isinstance(term, BNode) for term in given.values()):
            raise StoreError("空白节点在服务器上没有名字 a blank node has no name there", place=self._endpoint.query)
        # Oxigraph's own writer makes the text of the terms.
        written = " ".join(f"?{name}" if term is None else write_term(term) for name, term in given.items())
        place = "" if graph is None else f"GRAPH {write_term(graph)} "
        open_ = [name for name, term in given.items() if term is None]
        columns = " ".join(f"?{name}" for name in open_) or "(1 AS ?s)"
        answer = self.query(f"SELECT DISTINCT {columns} WHERE {{ {place}{{ {written} }} }}")
        for row in answer.rows:
            found = {**given, **dict(zip(open_, row, strict=True))} if open_ else given
            yield found["s"], found["p"], found["o"]  # type: ignore[misc]

    def query(self, text: str, bindings: Mapping[str, Identifier] | None = None) -> Answer:
        """Ask a query."""
        asked = bind(text, bindings or {})
        address = self._endpoint.query
        reply = self._post(address, {"query": asked}, accepted(asked))
        self._check(reply, address)
        try:
            answer = read_answer(reply.media_type, reply.body)
        except StoreError as error:
            raise StoreError(error.message, place=address, remedy="检查查询的地址 check the address") from error
        if (answer.triples is not None) != makes_graph(asked):
            raise StoreError(f"答非所问 not an answer to the query: {reply.media_type}", place=address)
        return replace(answer, cut=reply.cut)

    def update(self, text: str) -> None:
        """Run an update; what the default graph is to it, and whether it is one transaction, is the server's matter."""
        address = self._writable(self._endpoint.update)
        self._check(self._post(address, {"update": text}, "*/*"), address)

    def size(self) -> int:
        """How many quads there are in graphs with a name; those that the server has for itself are among them."""
        ((number,),) = self.query("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }").rows
        return int(str(number))

    def close(self) -> None:
        """Nothing to let go of: each request has its own connection."""

    def _post(self, address: str, form: Mapping[str, str], accept: str) -> Reply:
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            body = urlencode(form).encode("ascii")
        except UnicodeEncodeError as error:
            raise QueryError(f"文字不能写成 UTF-8：{error.reason}") from error
        return self._endpoint.client.send("POST", address, body=body, headers=headers)

    def _send_graph(self, method: str, graph: URIRef | None, triples: Iterable[Triple]) -> None:
        address = self._writable(self._endpoint.graphs)
        lines = "".join(f"{quad_to_oxigraph((*triple, None)).triple} .\n" for triple in triples)
        name = UNNAMED_GRAPH if graph is None else str(graph)
        separator = "&" if "?" in address else "?"
        url = f"{address}{separator}graph={quote(name, safe='')}"
        # N-Triples is Turtle, and Turtle is what every server takes.
        headers = {"Content-Type": "text/turtle; charset=utf-8"} if lines else {}
        reply = self._endpoint.client.send(method, url, body=lines.encode() or None, headers=headers)
        gone = method == "DELETE" and reply.status == 404
        if not gone:
            self._check(reply, address)

    def _writable(self, address: str) -> str:
        if not address:
            raise StoreError(
                "这个图库只能查询 only asked",
                place=self._endpoint.query,
                remedy="给出更新用的地址 give the address for changes",
            )
        return address

    def _check(self, reply: Reply, address: str) -> None:
        if reply.status in range(200, 300):
            return
        said = f"{reply.status} {reply.said}".rstrip()
        if reply.status in _DENIED:
            remedy = self._endpoint.client.login if reply.status == HTTPStatus.UNAUTHORIZED else ""
            told = f"：{reply.said}" if reply.said else ""
            raise StoreError(f"{reply.status} {_DENIED[reply.status]}{told}", place=address, remedy=remedy)
        if reply.status in _REFUSED:
            raise QueryError(f"服务器不接受 refused: {said}", place=address)
        if reply.status in _ELSEWHERE:
            where = f"{reply.status} {reply.location}".rstrip()
            raise StoreError(f"转到别处，没有跟去 a redirection, not followed: {where}", place=address)
        raise StoreError(f"服务器出错 the server failed: {said}", place=address)
