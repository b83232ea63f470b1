"""The server, listening until it is stopped."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable

import uvicorn

from kg.errors import StoreError
from kg.serve.application import make_application
from kg.serve.keeping import Keeper, Limits
from kg.serve.options import ServerOptions

__all__ = ["serve"]


def serve(options: ServerOptions, ready: Callable[[str], None]) -> None:
    """Serve a graph until the process is interrupted.

    Args:
        options: what and where.
        ready: is told the address once the graph is read and the port is open.

    Raises:
        StoreError: the graph cannot be read, or the address cannot be used.
    """
    with _listening(options) as listening:
        limits = Limits(options.timeout, options.memory, max(2, os.cpu_count() or 1))
        keeper = Keeper(options.graph, limits)
        try:
            application = make_application(keeper, options)
            # Nobody's headers say who the client is: there is no proxy in between that we know of.
            config = uvicorn.Config(
                application,
                log_level="warning",
                access_log=False,
                proxy_headers=False,
                server_header=False,
                lifespan="off",
                ws="none",
                timeout_graceful_shutdown=1,
            )
            ready(_address(options.host, listening.getsockname()[1]))
            uvicorn.Server(config).run(sockets=[listening])
        finally:
            keeper.close()


def _listening(options: ServerOptions) -> socket.socket:
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    try:
        return socket.create_server((options.host, options.port), family=family)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        place = _address(options.host, options.port)
        raise StoreError(f"不能监听 cannot listen: {reason}", place=place, remedy="换一个 --port 或 --host") from error


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
