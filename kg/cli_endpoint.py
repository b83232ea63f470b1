"""Servers on the command line: their addresses, who asks, and how long to wait.

User and password come from the environment alone: a command line is seen by everybody on a machine, and kept.
"""

# As in kg.cli, the stages are imported inside the functions, so that `kg --help` answers at once.

from __future__ import annotations

import os
from ipaddress import ip_address
from typing import TYPE_CHECKING, Annotated
from urllib.parse import SplitResult, urlsplit

import typer

from kg.console import warn

if TYPE_CHECKING:
    from kg.store import Client, RemoteStore

__all__ = ["PASSWORD", "USER", "TimeoutOption", "client_for", "open_endpoint"]

USER, PASSWORD = "KG_ENDPOINT_USER", "KG_ENDPOINT_PASSWORD"

TimeoutOption = Annotated[
    float,
    typer.Option("--timeout", min=0.1, max=86400, help="服务器至多几秒不作声。Seconds that a server may be silent."),
]


def open_endpoint(address: str, timeout: float, base: str) -> RemoteStore:
    """Open the SPARQL endpoint at an address, to be asked.

    Args:
        address: where it takes queries.
        timeout: seconds that it may be silent.
        base: of the graph's IRIs.

    Raises:
        StoreError: it cannot be reached, or is no such endpoint.
        typer.BadParameter: the address is none, or holds a password.
    """
    from kg.graph import usual_prefixes
    from kg.store import Endpoint, RemoteStore

    endpoint = Endpoint(address, client=client_for(address, timeout))
    store = RemoteStore(endpoint, prefixes=usual_prefixes(base))
    if not store.query("ASK { ?s ?p ?o }").truth and store.query("ASK { GRAPH ?g { ?s ?p ?o } }").truth:
        warn(
            "这个端点不把各命名图合为一个，多半问不到什么 this endpoint does not show its graphs as one: "
            "Oxigraph …/query?union-default-graph · Fuseki …/query?default-graph-uri=urn:x-arq:UnionGraph"
        )
    return store


def client_for(address: str, timeout: float) -> Client:
    """Give what sends requests to an address, as the user and the password of the environment.

    Raises:
        typer.BadParameter: the address is none, or holds a password.
    """
    from kg.store import Client

    parts = _parts(address)
    user, password = os.environ.get(USER, ""), os.environ.get(PASSWORD, "")
    if user and parts.scheme == "http" and not _is_loopback(parts.hostname or ""):
        warn(f"不是 https，密码可能以明文传给 no https, the password may go unencrypted to {parts.hostname}")
    hint = f"用环境变量 by environment: {USER}、{PASSWORD}"
    return Client(user, password, timeout=timeout, login=hint)


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    # The address itself is not repeated: it may hold a password.
    if not known:
        raise typer.BadParameter("端点要写作 http://… 或 https://… an endpoint is an address of HTTP")
    if "@" in parts.netloc:
        raise typer.BadParameter(
            f"地址里不写用户名和密码，用环境变量 no user or password in the address, set {USER}, {PASSWORD}"
        )
    return parts


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
