"""kg query --endpoint and kg load: a graph on a server, asked and replaced, and what is said when it will not."""

from __future__ import annotations

import base64
import http.client
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from rdflib import URIRef

from kg.cli_endpoint import PASSWORD, USER
from kg.export import write_rdf
from kg.graph import to_dataset
from kg.store import Endpoint, RemoteStore
from tests.query.analysts import ANALYSTS
from tests.serve.conftest import running
from tests.store.servers import free_port

QUERIES = Path(__file__).resolve().parent.parent / "queries"
FOLDER = "https://kg.example/document/"
JSON = "application/sparql-results+json"
YES = b'{"head": {}, "boolean": true}'


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (USER, PASSWORD):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def build(run: object, tmp_path: Path) -> Path:
    """A build of an invented graph, in the folder that `run` stands in."""
    folder = tmp_path / "output"
    folder.mkdir()
    (folder / "graph.trig").write_bytes(write_rdf(to_dataset(ANALYSTS), "trig"))
    return folder


@pytest.fixture(params=["oxigraph", "virtuoso"])
def endpoint(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    found: Endpoint = request.getfixturevalue(request.param)
    if found.client.user:
        monkeypatch.setenv(USER, found.client.user)
        monkeypatch.setenv(PASSWORD, found.client.password)
    clear(found)
    yield found
    clear(found)


def clear(endpoint: Endpoint) -> None:
    store = RemoteStore(endpoint)
    for name in store.graphs():
        if name.startswith("https://kg.example/"):
            store.replace(name, [])
    store.replace(None, [])


def ask(run, *words: object) -> str:
    code, out, err = run("query", *words, "--queries", QUERIES, "-f", "csv")
    assert (code, err) == (0, "")
    return out


ASKED: tuple[tuple[str, ...], ...] = (
    ("investors", "--of", "丁公司"),
    ("most-connected",),
    ("SELECT ?name WHERE { ?x a kgo:Company ; rdfs:label ?name } ORDER BY ?name",),
    ("ASK { ?s kgo:cooperatesWith ?o }",),
)


def test_what_is_loaded_answers_as_the_file_does(run, build: Path, endpoint: Endpoint) -> None:
    code, out, err = run("load", build, "--endpoint", endpoint.graphs)
    assert (code, err) == (0, ""), err
    assert "graphs" in out
    for words in ASKED:
        assert ask(run, *words, "--endpoint", endpoint.query) == ask(run, *words), words


def test_kg_serve_is_asked_too(run, build: Path) -> None:
    with running(build) as server:
        for words in ASKED:
            assert ask(run, *words, "-e", server.endpoint) == ask(run, *words), words
    with running(build, ["--limit", "2"]) as server:
        code, out, err = run("query", "SELECT * { ?s ?p ?o }", "-e", server.endpoint, "-f", "csv")
        assert (code, len(out.splitlines())) == (0, 3)
        assert "答案不全" in err


def test_loading_again_replaces_and_prunes(run, build: Path, endpoint: Endpoint) -> None:
    store = RemoteStore(endpoint)
    assert run("load", "--endpoint", endpoint.graphs)[0] == 0
    kept = {name for name in store.graphs() if name.startswith("https://kg.example/")}
    old, foreign = URIRef(f"{FOLDER}withdrawn"), URIRef("https://kg.example/other")
    first = next(name for name in sorted(kept) if name.startswith(FOLDER))
    triple = (old, old, old)
    for graph in (old, foreign, first):
        store.load([(*triple, graph)])
    assert run("load", "--endpoint", endpoint.graphs)[0] == 0
    assert list(store.match(old, graph=old)) == [triple]
    assert list(store.match(old, graph=first)) == []
    assert run("load", build / "graph.trig", "--endpoint", endpoint.graphs, "--prune", endpoint.query)[0] == 0
    assert {name for name in store.graphs() if name.startswith("https://kg.example/")} == {*kept, foreign}


def test_graphs_that_are_not_shown_as_one_are_told(run, build: Path, oxigraph: Endpoint) -> None:
    clear(oxigraph)
    run("load", "--endpoint", oxigraph.graphs)
    code, _, err = run("query", "SELECT * { ?s ?p ?o }", "--endpoint", oxigraph.query.partition("?")[0])
    clear(oxigraph)
    assert code == 0
    assert "union-default-graph" in err


class Handler(BaseHTTPRequestHandler):
    """Answers as it is told, and keeps who asked."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.seen.append(self.headers.get("Authorization"))  # type: ignore[attr-defined]
        login = self.server.wants_login and "Authorization" not in self.headers  # type: ignore[attr-defined]
        status, kind, body = (401, "text/html", b"<p>who?") if login else self.server.answer  # type: ignore[attr-defined]
        self.send_response(status)
        for name, value in self.server.more:  # type: ignore[attr-defined]
            self.send_header(name, value)
        if login:
            self.send_header("WWW-Authenticate", 'Basic realm="r"')
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_PUT = do_DELETE = do_POST  # noqa: N815 - the library's names

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Fake(ThreadingHTTPServer):
    daemon_threads = True
    answer = (200, JSON, YES)
    wants_login = False
    more: tuple[tuple[str, str], ...] = ()

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen: list[str | None] = []
        self.url = f"http://127.0.0.1:{self.server_port}/sparql"


@pytest.fixture
def fake() -> Iterator[Fake]:
    with Fake() as made:
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield made
        made.shutdown()


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        ((401, "text/plain", b"who?"), 3, f"401 要登录 needs a login：who?（用环境变量 by environment: {USER}"),
        ((403, "text/html", b"<h1>no"), 3, "403 没有权限 forbidden\n"),
        ((404, "text/plain", b""), 3, "404 没有这个地址 no such address\n"),
        ((400, "text/plain", b"line 1: \x1b[31mwrong"), 2, "服务器不接受 refused: 400 line 1:  [31mwrong\n"),
        ((500, "text/plain", b"oh"), 3, "服务器出错 the server failed: 500 oh\n"),
        ((503, "text/plain", b"timeout"), 3, "the server failed: 503 timeout\n"),
        ((200, "text/html", b"<h1>Welcome"), 3, "不是 SPARQL 的答案 not an answer of SPARQL: text/html"),
        ((200, "text/plain", b""), 3, "答非所问 not an answer to the query: text/plain"),
        ((200, JSON, b"{"), 3, "读不懂 malformed answer"),
    ],
)
def test_what_a_server_says_is_one_line(run, fake: Fake, answer: tuple[int, str, bytes], code: int, words: str) -> None:
    fake.answer = answer
    got, out, err = run("query", "ASK { }", "--endpoint", fake.url)
    assert (got, out) == (code, "")
    assert err.startswith(f"kg: {fake.url}: ")
    assert words in err
    assert err.count("\n") == 1


def test_nobody_answers(run) -> None:
    code, _, err = run("query", "ASK { }", "--endpoint", f"http://127.0.0.1:{free_port()}/sparql")
    assert code == 3
    assert "连不上 unreachable" in err
    assert err.count("\n") == 1


def test_silence_ends(run, fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    done = threading.Event()
    monkeypatch.setattr(Handler, "do_POST", lambda _: done.wait(10))
    code, _, err = run("query", "ASK { }", "--endpoint", fake.url, "--timeout", "0.2")
    done.set()
    assert code == 3
    assert "0.2 秒内没有答复 no answer in time" in err


def test_the_password_comes_from_the_environment(run, fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    fake.wants_login = True
    monkeypatch.setenv(USER, "me")
    monkeypatch.setenv(PASSWORD, "se:cret")
    code, out, err = run("query", "ASK { }", "--endpoint", fake.url)
    assert (code, err) == (0, "")
    assert "true" in out
    assert fake.seen[:2] == [None, f"Basic {base64.b64encode(b'me:se:cret').decode()}"]


def test_a_redirection_gets_neither_request_nor_password(run, fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(USER, "me")
    monkeypatch.setenv(PASSWORD, "secret")
    with Fake() as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        fake.answer, fake.more = (307, "text/plain", b""), (("Location", other.url),)
        code, _, err = run("query", "ASK { }", "--endpoint", fake.url)
        other.shutdown()
    assert code == 3
    assert f"a redirection, not followed: 307 {other.url}" in err
    assert other.seen == []
    assert fake.seen == [None]


@pytest.mark.parametrize(
    ("host", "told"),
    [("127.0.0.1", False), ("localhost", False), ("[::1]", False), ("kg.example", True), ("192.0.2.1", True)],
)
def test_an_open_password_is_told(run, monkeypatch: pytest.MonkeyPatch, host: str, told: bool) -> None:
    monkeypatch.setenv(USER, "me")
    monkeypatch.setenv(PASSWORD, "secret")
    monkeypatch.setattr(http.client.HTTPConnection, "connect", lambda _: (_ for _ in ()).throw(OSError("no network")))
    code, _, err = run("query", "ASK { }", "--endpoint", f"http://{host}/sparql")
    assert code == 3
    assert ("unencrypted" in err) == told
    assert "secret" not in err


@pytest.mark.parametrize("address", ["http://me:secret@127.0.0.1/", "file:///etc/passwd", "sparql", "", "http://[::1"])
@pytest.mark.parametrize("command", [("query", "ASK { }"), ("load",)], ids=["query", "load"])
def test_addresses_that_are_none(run, build: Path, command: tuple[str, ...], address: str) -> None:
    code, out, err = run(*command, "--endpoint", address)
    assert (code, out) == (2, "")
    assert "secret" not in err


def test_file_or_endpoint(run, build: Path, fake: Fake) -> None:
    assert run("query", "ASK { }", "--endpoint", fake.url, "--graph", build / "graph.trig")[0] == 2
    assert fake.seen == []


def test_nothing_to_load(run, fake: Fake) -> None:
    code, _, err = run("load", "nothing", "--endpoint", fake.url)
    assert code == 3
    assert "nothing" in err
    assert fake.seen == []
