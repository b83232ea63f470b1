"""What a request to the endpoint asks (SPARQL 1.1 Protocol, 2.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from rdflib import URIRef

from kg.serve.replies import RefusedError
from kg.store import Scope

__all__ = ["QueryRequest", "read_request"]

_FORM, _DIRECT, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_MOST_FIELDS = 1000


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """A query as it came.

    Attributes:
        text: not yet looked at.
        scope: the graphs that the request asks for; None leaves it to the text.
    """

    text: str
    scope: Scope | None = None


def read_request(method: str, address: bytes, content_type: str | None, body: bytes) -> QueryRequest | None:
    """Read a request.

    Args:
        method: GET or POST.
        address: the part of the address after `?`, as it came.
        content_type: the header.
        body: of a POST.

    Returns:
        The query; None if a GET has none, and so asks for the description of the service.

    Raises:
        RefusedError: the request breaks the protocol, or asks for an update.
    """
    fields = _fields(address)
    if method != "POST":
        return _query(fields) if {"query", "update"} & {name for name, _ in fields} else None
    kind, _, parameters = (content_type or "").partition(";")
    match kind.strip().lower():
        case "application/x-www-form-urlencoded":
            return _query([*fields, *_fields(body)])
        case "application/sparql-query":
            _check_charset(parameters)
            return _query([*fields, ("query", _decoded(body))])
        case "application/sparql-update":
            raise _read_only()
    raise RefusedError(415, f"不支持的 Content-Type unsupported: {kind.strip() or '—'}（{_DIRECT}, {_FORM}）")


def _query(fields: Sequence[tuple[str, str]]) -> QueryRequest:
    if any(name == "update" for name, _ in fields):
        raise _read_only()
    texts = [value for name, value in fields if name == "query"]
    if len(texts) != 1:
        raise RefusedError(400, f"要恰好一个 query 参数，收到 {len(texts)} 个 exactly one query parameter is needed")
    default, named = (_graphs(fields, f"{kind}-graph-uri") for kind in ("default", "named"))
    return QueryRequest(texts[0], Scope(default, named) if default or named else None)


def _graphs(fields: Sequence[tuple[str, str]], wanted: str) -> tuple[URIRef, ...]:
    names = tuple(dict.fromkeys(URIRef(value) for name, value in fields if name == wanted))
    for name in names:
        if ":" not in name or any(mark <= " " or mark in '<>"{}|\\^`' for mark in name):
            raise RefusedError(400, f"{wanted} 不是绝对 IRI not an absolute IRI: {name[:200]!r}")
    return names


def _fields(text: bytes) -> list[tuple[str, str]]:
    try:
        given = parse_qsl(text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError as error:
        raise RefusedError(400, "请求不是 UTF-8 not UTF-8") from error
    except ValueError as error:
        raise RefusedError(400, "参数太多 too many parameters") from error
    return given


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(400, "请求不是 UTF-8 not UTF-8") from error


def _check_charset(parameters: str) -> None:
    for parameter in parameters.split(";"):
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "charset" and value.strip().strip('"').lower() not in {"utf-8", "us-ascii"}:
            raise RefusedError(415, "只收 UTF-8 only UTF-8 is taken")


def _read_only() -> RefusedError:
    return RefusedError(403, "这个端点只读 this endpoint is read-only")
