"""A server that does not do what it should: the message says what, and nothing is taken for an answer."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from rdflib import XSD, BNode, Literal, URIRef

from kg.errors import KgError, QueryError, StoreError
from kg.store import Client, Endpoint, RemoteStore
from kg.store.results import accepted, read_answer

S = URIRef("https://kg.example/entity/甲")
JSON = "application/sparql-results+json"
Answer = tuple[int, str, bytes]


class Server(ThreadingHTTPServer):
    """Answers every request with the same words, and keeps what it was asked."""

    daemon_threads = True
    answer: Answer = (200, JSON, b"")
    wait = 0.0
    headers: tuple[tuple[str, str], ...] = ()

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str, bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/query"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append((self.command, self.path, body))
        time.sleep(self.server.wait)
        status, kind, answer = self.server.answer
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(answer)))
        for name, value in self.server.headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer)

    do_PUT = do_DELETE = do_GET = do_POST  # noqa: N815 - the library's names

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        thread = threading.Thread(target=made.serve_forever, daemon=True)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def store(server: Server, **options: float) -> RemoteStore:
    return RemoteStore(Endpoint(server.url, server.url, f"{server.url}?x=1", Client(**options)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        ((200, "text/html", b"<html>"), StoreError, "text/html"),
        ((200, JSON, b"{"), StoreError, "读不懂"),
        ((200, JSON, b"[]"), StoreError, "读不懂"),
        ((200, JSON, b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type": "x", "value": "1"}}]}}'),
         StoreError, "读不懂"),
        ((200, JSON, b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type": "uri", "value": 1}}]}}'),
         StoreError, "读不懂"),
        ((200, JSON, b"[" * 100_000), StoreError, "读不懂"),
        ((200, "application/n-triples", b"<a> <b>"), StoreError, "读不懂"),
        ((200, JSON, b'"' + b"x" * 200_000 + b'"'), StoreError, "超过"),
        ((400, "text/plain", b"line 1\x1b[31m: \xe2\x80\xae wrong"), QueryError, r"400 line 1 \[31m:  +wrong"),
        ((401, "text/plain", b"who?"), StoreError, "要登录"),
        ((403, "text/plain", b""), StoreError, "没有权限"),
        ((404, "text/plain", b""), StoreError, "没有这个地址"),
        ((500, "text/plain", b"oh"), StoreError, "出错 the server failed: 500 oh"),
        ((302, "text/plain", b""), StoreError, "302"),
    ],
)  # fmt: skip
def test_a_bad_answer_is_reported(server: Server, answer: Answer, error: type[KgError], words: str) -> None:
    server.answer = answer
    with pytest.raises(error, match=words):
        store(server, largest=150_000).query("SELECT * WHERE { ?s ?p ?o }")


def test_a_redirection_is_not_followed(server: Server) -> None:
    server.answer, server.headers = (307, "text/plain", b""), (("Location", f"{server.url}?elsewhere"),)
    with pytest.raises(StoreError, match="307"):
        store(server).replace(S, [(S, S, S)])
    assert [(method, path) for method, path, _ in server.asked] == [
        ("PUT", "/query?x=1&graph=https%3A%2F%2Fkg.example%2Fentity%2F%E7%94%B2")
    ]


def test_silence_is_not_waited_for(server: Server) -> None:
    server.wait = 1.0
    with pytest.raises(StoreError, match=r"0\.2 秒内没有答复"):
        store(server, timeout=0.2).query("ASK { }")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://127.0.0.1/a", "/etc/passwd", "", "http://127.0.0.1:1/"])
def test_only_http_is_spoken(url: str) -> None:
    with pytest.raises(StoreError, match=r"不是 HTTP|连不上"):
        RemoteStore(Endpoint(url)).query("ASK { }")


def test_without_an_address_nothing_is_changed(server: Server) -> None:
    reader = RemoteStore(Endpoint(server.url))
    changes: tuple[Callable[[], None], ...] = (
        lambda: reader.update("DROP ALL"),
        lambda: reader.replace(S, []),
        lambda: reader.load([(S, S, S, S)]),
    )
    for change in changes:
        with pytest.raises(StoreError, match="只能查询"):
            change()
    assert server.asked == []


def test_terms_are_escaped_and_blank_nodes_refused(server: Server) -> None:
    server.answer = (200, JSON, b'{"head": {"vars": ["s"]}, "results": {"bindings": []}}')
    assert list(store(server).match(None, S, Literal('" } # \\', lang="zh"))) == []
    ((_, _, body),) = server.asked
    assert b"%22%5C%22+%7D+%23+%5C%5C%22%40zh" in body
    for bad in (BNode(), URIRef("https://kg.example/> ?p ?o } #"), Literal("\ud800")):
        with pytest.raises(StoreError):
            list(store(server).match(bad))


def test_the_password_is_not_shown() -> None:
    assert "secret" not in repr(Endpoint("http://127.0.0.1/", client=Client("me", "secret")))


def test_terms_are_read() -> None:
    cells = [
        {"type": "uri", "value": str(S)},
        {"type": "literal", "value": "a", "datatype": str(XSD.string)},
        {"type": "typed-literal", "value": "010", "datatype": str(XSD.integer)},
        {"type": "literal", "value": "甲", "xml:lang": "zh"},
        {"type": "bnode", "value": "b0"},
    ]
    rows = [{"a": cell} for cell in cells] + [{}]
    body = json.dumps({"head": {"vars": ["a"]}, "results": {"bindings": rows}}).encode()
    assert [row[0] for row in read_answer(JSON, body).rows] == [
        S,
        Literal("a"),
        Literal("010", datatype=XSD.integer, normalize=False),
        Literal("甲", lang="zh"),
        BNode("b0"),
        None,
    ]


@pytest.mark.parametrize(
    ("text", "graph"),
    [
        ("SELECT * { ?construct ?p ?o }", False),
        ("# CONSTRUCT\nASK {}", False),
        ("PREFIX : <urn:#>\nprefix construct: <urn:describe>base <urn:x>construct { } WHERE { }", True),
        ("\n#\r\n  DESCRIBE <urn:x>", True),
        ("", False),
    ],
)
def test_a_graph_is_asked_for_where_the_query_makes_one(text: str, graph: bool) -> None:
    assert accepted(text).startswith("application/n-triples") == graph
