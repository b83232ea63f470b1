"""Real servers for the tests, each on a free port of the loopback, with files of their own, stopped afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store import Client, Endpoint, RemoteStore

PATIENCE = 60.0
INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
ErrorLogLevel = 7
FileExtend = 200
Striping = 0
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
Striping = 0
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
ServerThreads = 10
CheckpointInterval = 0
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http_port}
ServerRoot = .
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 1000000
"""


@contextmanager
def oxigraph_server(folder: Path) -> Iterator[Endpoint]:
    """Oxigraph's own server, from the package `oxigraph`."""
    program = _program("oxigraph", "pip install oxigraph")
    port = free_port()
    command = [program, "serve", "--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}"]
    root = f"http://127.0.0.1:{port}"
    endpoint = Endpoint(f"{root}/query?union-default-graph", f"{root}/update", f"{root}/store")
    with _running(command, folder, endpoint):
        yield endpoint


@contextmanager
def virtuoso_server(folder: Path) -> Iterator[Endpoint]:
    """OpenLink Virtuoso, from Debian."""
    program = _program("virtuoso-t", "apt-get install virtuoso-opensource-7")
    sql_port, http_port = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(INI.format(sql_port=sql_port, http_port=http_port), encoding="utf-8")
    root = f"http://127.0.0.1:{http_port}"
    # The password of a new database, which nobody but this test can reach.
    client = Client("dba", "dba")
    endpoint = Endpoint(f"{root}/sparql", f"{root}/sparql-auth", f"{root}/sparql-graph-crud-auth", client)
    with _running([program, "-f", "+configfile", "virtuoso.ini"], folder, endpoint):
        yield endpoint


SERVERS: dict[str, Callable[[Path], object]] = {"oxigraph": oxigraph_server, "virtuoso": virtuoso_server}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _program(name: str, install: str) -> str:
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    if found:
        return found
    said = f"{name} is missing ({install}): nothing was asked of a real server"
    if os.environ.get("KG_REQUIRE_STORES") == "1":
        pytest.fail(f"{said}, and KG_REQUIRE_STORES=1 asks for it")
    pytest.skip(said)


@contextmanager
def _running(command: list[str], folder: Path, endpoint: Endpoint) -> Iterator[None]:
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output, stdin=subprocess.DEVNULL)
    try:
        _wait(process, endpoint, log)
        yield
    finally:
        # Its files go with the test, so that it need not put them in order.
        process.kill()
        process.wait()


def _wait(process: subprocess.Popen[bytes], endpoint: Endpoint, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            RemoteStore(endpoint).query("ASK { }")
        except StoreError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"{process.args} did not start: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
