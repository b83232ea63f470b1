"""A real server over an invented graph, on a free port of the loopback, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.store import Client
from kg.store.http import Reply

_NUMBERS = " ".join(f"ex:n{number} ex:n {number} ." for number in range(300))
GRAPH = f"""\
@prefix kgo: <https://kg.example/ontology#> .
@prefix kge: <https://kg.example/entity/> .
@prefix ex: <http://e.example/> .

ex:g {{ kge:甲 kgo:cooperatesWith kge:乙 . ex:a ex:p ex:b, "一\\t\\"二\\"\\n三"@zh . }}
ex:h {{ kge:甲 kgo:cooperatesWith kge:乙 . ex:a ex:q 1 . }}
ex:many {{ {_NUMBERS} }}
"""
TIMEOUT, LIMIT = 2, 200


class Server:
    """A running server."""

    def __init__(self, root: str, process: subprocess.Popen[str]) -> None:
        self.root = root
        self.endpoint = f"{root}sparql"
        self.process = process

    def send(self, method: str, path: str = "sparql", body: bytes | None = None, **headers: str) -> Reply:
        spelled = {name.replace("_", "-"): value for name, value in headers.items()}
        return Client(timeout=20).send(method, self.root + path, body=body, headers=spelled)


@contextmanager
def running(folder: Path, options: Sequence[str] = ()) -> Iterator[Server]:
    command = [sys.executable, "-m", "kg", "serve", "-g", str(folder / "graph.trig"), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            assert process.stderr
            words = process.stdout.readline().split()
            assert words, process.stderr.read()
            yield Server(words[-1], process)
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "graph.trig").write_text(GRAPH, encoding="utf-8")
    (folder / "graph.html").write_text("<!doctype html><title>图</title>", encoding="utf-8")
    with running(folder, ["--timeout", str(TIMEOUT), "--limit", str(LIMIT), "--cors", "https://a.example"]) as found:
        yield found
