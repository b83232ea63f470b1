"""The addresses that are answered, and the rules that hold for all of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.knowledge.ontology import Ontology, load_ontology
from kg.serve.editor import editor_page, read_form
from kg.serve.jobs import AskQuery, DescribeService, Job
from kg.serve.keeping import Keeper
from kg.serve.negotiation import choose
from kg.serve.options import ServerOptions
from kg.serve.pages import PAGE_LIMIT, make_page
from kg.serve.protocol import read_request
from kg.serve.replies import RefusedError, Reply, said
from kg.serve.resources import RESOURCE_FORMS, DescribeResource

__all__ = ["make_application"]

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]


def make_application(keeper: Keeper, options: ServerOptions) -> Starlette:
    """Make the application.

    Args:
        keeper: holds the graph.
        options: of the server.
    """

    async def sparql(request: Request) -> Response:
        return await _answered(request, keeper, lambda body: _job(request, body, options), options.largest)

    ontology = load_ontology()

    async def resource(request: Request) -> Response:
        return await run_in_threadpool(_resource, request, keeper, options, ontology)

    async def page(_: Request) -> Response:
        return await run_in_threadpool(_page, options)

    async def editor(_: Request) -> Response:
        return _response(await run_in_threadpool(editor_page, options, ontology))

    async def ask(request: Request) -> Response:
        accept = request.headers.get("accept")
        return await _answered(request, keeper, lambda body: read_form(body, accept, options.limit), options.largest)

    middleware = [Middleware(_Guard, options=options)]
    if options.cors:
        cors = Middleware(
            CORSMiddleware,
            allow_origins=list(options.cors),
            allow_methods=["GET", "POST"],
            allow_headers=["Accept", "Content-Type"],
            expose_headers=["X-SPARQL-MaxRows"],
        )
        middleware.append(cors)
    routes = [
        Route("/", page, methods=["GET"]),
        Route("/sparql", sparql, methods=_METHODS),
        Route("/editor", editor, methods=["GET"]),
        Route("/editor/ask", ask, methods=["POST"]),
        # Last: what the IRIs of the graph lead to (/entity/…, /document/…, /statement/… and their parts).
        Route("/{path:path}", resource, methods=["GET"]),
    ]
    return Starlette(routes=routes, middleware=middleware)


async def _answered(request: Request, keeper: Keeper, read: Callable[[bytes], Job], largest: int) -> Response:
    try:
        job = read(await _body(request, largest))
        return _response(await run_in_threadpool(keeper.run, job))
    except RefusedError as refusal:
        return _response(refusal.reply)


async def _body(request: Request, largest: int) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > largest:
            raise RefusedError(413, f"请求太大 too large（≤ {largest} bytes）", (("Connection", "close"),))
    return bytes(body)


def _job(request: Request, body: bytes, options: ServerOptions) -> Job:
    if request.method not in {"GET", "HEAD", "POST"}:
        raise RefusedError(405, "只能用 GET 或 POST use GET or POST", (("Allow", "GET, HEAD, POST"),))
    # Several headers of one name are one list.
    accept = ",".join(request.headers.getlist("accept")) or None
    asked = read_request(request.method, request.scope["query_string"], request.headers.get("content-type"), body)
    if asked is None:
        return DescribeService(str(request.url.replace(query="")), accept, options.timeout, options.limit)
    return AskQuery(asked, accept, options.limit)


def _resource(request: Request, keeper: Keeper, options: ServerOptions, ontology: Ontology) -> Response:
    # As it was sent: what is percent-encoded in a name is no slash of the path.
    path = request.scope["raw_path"].decode("ascii", errors="replace").partition("?")[0].removeprefix("/")
    media_type = choose(",".join(request.headers.getlist("accept")) or None, RESOURCE_FORMS)
    if media_type is None:
        forms = ", ".join(RESOURCE_FORMS)
        return _response(said(406, f"没有可接受的格式 not acceptable（{forms}）", (("Vary", "Accept"),)))
    try:
        if media_type != "text/html":
            return _response(keeper.run(DescribeResource(options.base, path, media_type, options.limit)))
        # The description is gathered within the limits of a query; the page of so few facts is soon made.
        job = DescribeResource(options.base, path, "application/n-triples", min(options.limit, PAGE_LIMIT), named=True)
        described = keeper.run(job)
        return _response(make_page(described, options.base, path, ontology) if described.status == 200 else described)
    except RefusedError as refusal:
        return _response(refusal.reply)


def _page(options: ServerOptions) -> Response:
    try:
        return Response(options.page.read_bytes(), media_type="text/html; charset=utf-8")
    except FileNotFoundError:
        return _response(said(404, "还没有页面 no page yet（kg view；SPARQL: /sparql）"))
    except OSError as error:
        return _response(said(500, f"页面读不了 the page is unreadable: {error.strerror}"))


def _response(reply: Reply) -> Response:
    response = Response(reply.body, reply.status, dict(reply.headers))
    response.headers["content-type"] = reply.media_type
    return response


class _Guard:
    """Refuses what is not meant for this server, and tells browsers to take answers for nothing but what they are.

    On the loopback the Host header must name it: a page from elsewhere whose name was made to lead here (DNS
    rebinding) would otherwise read the graph as its own.
    """

    def __init__(self, app: ASGIApp, options: ServerOptions) -> None:
        self._app = app
        self._options = options

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if self._options.loopback and not (len(hosts) == 1 and _is_local(hosts[0])):
            await _response(said(403, "Host 不是本机 the Host header does not name this machine"))(scope, receive, send)
            return
        await self._app(scope, receive, _hardened(send))


def _hardened(send: Send) -> Send:
    async def sending(message: object) -> None:
        if isinstance(message, dict) and message["type"] == "http.response.start":
            message["headers"] = [
                *message["headers"],
                (b"x-content-type-options", b"nosniff"),
                (b"referrer-policy", b"no-referrer"),
                (b"cross-origin-resource-policy", b"same-origin"),
            ]
        sent: Callable[[object], Awaitable[None]] = send  # type: ignore[assignment]
        await sent(message)

    return sending


def _is_local(host: bytes) -> bool:
    try:
        return urlsplit(f"//{host.decode('ascii')}").hostname in _LOCAL
    except ValueError:
        return False
