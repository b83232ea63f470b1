"""The graph in a process of its own, which forks for every request: the child is the one that works, and may be killed.

A query cannot be called off from inside; a process can. The kernel ends the child when its time is over, whatever it
does, and all its memory goes with it; the graph itself is shared and is not read again. The child may open no file and
no connection: where a query should reach out after all, there is nothing to reach out with.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import resource
import signal
import socket
import threading
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from kg.errors import KgError, StoreError
from kg.serve.jobs import Job, warm_up
from kg.serve.replies import RefusedError, Reply, said
from kg.store import DiskStore

__all__ = ["Keeper", "Limits"]

# Seconds beyond the limit after which the one who waits no longer believes that the kernel kept it.
_GRACE = 5.0
_START = 600.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one piece of work may take.

    Attributes:
        seconds: of time, waiting for its turn not included.
        memory: bytes beside the graph.
        at_once: how many may run.
    """

    seconds: float
    memory: int
    at_once: int


class Keeper:
    """Holds a graph and works on it.

    Args:
        graph: a TriG file.
        limits: of each piece of work.

    Raises:
        StoreError: the file is missing or malformed, or the system cannot fork.
    """

    def __init__(self, graph: Path, limits: Limits) -> None:
        if not hasattr(os, "fork"):
            raise StoreError("这个系统上不能服务 no fork on this system", remedy="在 Linux 或 macOS 上运行")
        self._graph, self._limits = graph, limits
        self._lock = threading.Lock()
        self._turns = threading.BoundedSemaphore(limits.at_once)
        self._process, self._control = self._start()

    def run(self, job: Job) -> Reply:
        """Do a piece of work in a child; safe to call from several threads.

        Returns:
            Its reply; 503 when it takes too long or too much memory, or when too many others wait.
        """
        if not self._turns.acquire(timeout=self._limits.seconds):
            return said(503, "查询太多，稍后再试 too many queries at once", (("Retry-After", "5"),))
        try:
            return self._run(job)
        finally:
            self._turns.release()

    def close(self) -> None:
        """Let go of the graph."""
        self._control.close()
        self._process.join(_GRACE)
        if self._process.is_alive():
            self._process.kill()

    def _run(self, job: Job) -> Reply:
        with self._child() as child:
            try:
                child.send(job)
                if child.poll(self._limits.seconds + _GRACE):
                    reply = child.recv()
                    if isinstance(reply, Reply):
                        return reply
            # The child is gone: killed when its time was over, or for its hunger.
            except (EOFError, OSError):
                pass
        message = f"超过 {self._limits.seconds:g} 秒或内存上限，查询已中止 the query took too long or too much memory"
        return said(503, message)

    def _child(self) -> Connection:
        ours, theirs = socket.socketpair()
        with theirs, self._lock:
            try:
                socket.send_fds(self._control, [b"+"], [theirs.fileno()])
            except OSError:
                # Something ended the keeper; the graph is read anew.
                self._control.close()
                self._process, self._control = self._start()
                socket.send_fds(self._control, [b"+"], [theirs.fileno()])
        return Connection(ours.detach())

    def _start(self) -> tuple[BaseProcess, socket.socket]:
        ours, theirs = socket.socketpair()
        with theirs:
            context = multiprocessing.get_context("spawn")
            process = context.Process(target=_keep, args=(theirs, self._graph, self._limits), daemon=True)
            process.start()
        ours.settimeout(_START)
        told = b""
        with contextlib.suppress(OSError):
            while not told.endswith(b"\n") and (more := ours.recv(4096)):
                told += more
        if told != b"\n":
            ours.close()
            process.join(_GRACE)
            reason = told.decode("utf-8", errors="replace").strip() or "图没有读成 the graph could not be read"
            raise StoreError(reason, place=str(self._graph), remedy="检查图文件，或重新运行 kg build")
        ours.settimeout(None)
        return process, ours


def _keep(control: socket.socket, graph: Path, limits: Limits) -> None:
    # Ctrl-C is for the server, which closes the connection when it has done.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        store = DiskStore(prefixes=_prefixes(graph))
        store.load_file(graph)
        warm_up()
    except (KgError, OSError, UnicodeDecodeError) as error:
        reason = error.message if isinstance(error, KgError) else str(error)
        control.sendall(" ".join(reason.split()).encode("utf-8", errors="replace") + b"\n")
        return
    control.sendall(b"\n")
    while True:
        word, given, _, _ = socket.recv_fds(control, 1, 1)
        if not word:
            return
        if os.fork() == 0:
            control.close()
            _serve_one(Connection(given[0]), store, limits)
        os.close(given[0])


def _serve_one(connection: Connection, store: DiskStore, limits: Limits) -> None:
    try:
        signal.setitimer(signal.ITIMER_REAL, limits.seconds)
        job = connection.recv()
        _bound(limits)
        connection.send(_done(job, store))
    finally:
        # No cleaning up: what there is belongs to the parent.
        os._exit(0)


def _done(job: Job, store: DiskStore) -> Reply:
    try:
        return job.run(store)
    except RefusedError as refusal:
        return refusal.reply
    except KgError as error:
        return said(500, str(error))
    except MemoryError:
        return said(503, "内存不够 the query took too much memory")
    except Exception as error:  # noqa: BLE001 - the child must answer, whatever a library raises
        return said(500, f"内部错误 internal error: {type(error).__name__}")


def _bound(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + limits.memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    # No new descriptor can be had: neither file nor connection.
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _prefixes(graph: Path) -> dict[str, str]:
    """The prefixes that a TriG file of ours declares at its beginning."""
    found = {}
    with graph.open(encoding="utf-8") as lines:
        for line in lines:
            words = line.split()
            if words[:1] != ["@prefix"]:
                break
            found[words[1].removesuffix(":")] = words[2].strip("<>")
    return found
