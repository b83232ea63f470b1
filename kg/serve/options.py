"""What the one who starts the server chooses."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ServerOptions"]


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """How to serve a graph.

    Attributes:
        graph: a TriG file.
        page: the explorer, shown at `/` where there is one.
        base: what the IRIs of entities and documents begin with.
        host: the address to listen at.
        port: 0 for any that is free.
        timeout: seconds that a query may take.
        limit: rows or triples that an answer may have.
        memory: bytes that a query may take beside the graph.
        largest: bytes that the body of a request may have.
        cors: the origins whose pages may read answers; `*` for all.
        queries: the folder of named queries that the SPARQL page offers.
    """

    graph: Path
    page: Path
    base: str
    host: str = "127.0.0.1"
    port: int = 3030
    timeout: float = 30.0
    limit: int = 10_000
    memory: int = 2 << 30
    largest: int = 1 << 20
    cors: tuple[str, ...] = ()
    queries: Path = Path("queries")

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"
