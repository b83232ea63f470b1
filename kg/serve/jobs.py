"""What runs in a process of its own, over the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from kg.errors import QueryError
from kg.query import prepare
from kg.serve.description import describe_service
from kg.serve.negotiation import choose
from kg.serve.protocol import QueryRequest
from kg.serve.replies import RefusedError, Reply
from kg.serve.writing import GRAPH_FORMS, TABLE_FORMS, write_answer, write_graph
from kg.store import Answer, DiskStore, Scope

__all__ = ["AskQuery", "DescribeService", "Job", "form_of_answer", "reply_with", "warm_up"]

_VARY = ("Vary", "Accept")


class Job(Protocol):
    """A piece of work that can be sent to another process."""

    def run(self, store: DiskStore) -> Reply:
        """Do it.

        Raises:
            RefusedError: the request cannot be answered.
            KgError: the query or the store fails.
        """


@dataclass(frozen=True, slots=True)
class AskQuery:
    """Answer a query of a user.

    Attributes:
        asked: the query.
        accept: the header.
        limit: rows or triples that the answer may have; what is beyond is cut off, and a header says so.
    """

    asked: QueryRequest
    accept: str | None
    limit: int

    def run(self, store: DiskStore) -> Reply:
        """Answer it."""
        try:
            safe = prepare(self.asked.text, {}, scoped=True)
        except QueryError as error:
            raise RefusedError(400, str(error)) from error
        chosen = safe.default_graphs or safe.named_graphs
        scope = self.asked.scope or (Scope(safe.default_graphs, safe.named_graphs) if chosen else None)
        media_type = form_of_answer(self.accept, safe.form)
        answer = store.query(self.asked.text, scope=scope, most=self.limit + 1)
        return reply_with(answer, media_type, self.limit, store.prefixes)


@dataclass(frozen=True, slots=True)
class DescribeService:
    """Say what the endpoint is and what its graph holds.

    Attributes:
        endpoint: its address.
        accept: the header.
        timeout: seconds that a query may take.
        limit: rows that an answer may have.
    """

    endpoint: str
    accept: str | None
    timeout: float
    limit: int

    def run(self, store: DiskStore) -> Reply:
        """Describe it."""
        media_type = _form(self.accept, GRAPH_FORMS)
        described = describe_service(store, self.endpoint, self.timeout, self.limit)
        prefixes = {**store.prefixes, "sd": "http://www.w3.org/ns/sparql-service-description#"}
        body = write_graph(described, media_type, {**prefixes, "void": "http://rdfs.org/ns/void#"})
        return Reply(200, _with_charset(media_type), body, (_VARY,))


def form_of_answer(accept: str | None, form: str) -> str:
    """Choose the media type of the answer to a query of a form (`SELECT`, …).

    Raises:
        RefusedError: the one who asks takes none that there is.
    """
    return _form(accept, TABLE_FORMS if form in {"SELECT", "ASK"} else GRAPH_FORMS)


def reply_with(answer: Answer, media_type: str, limit: int, prefixes: Mapping[str, str]) -> Reply:
    """Write an answer, cut off at a limit of rows or triples; a header says so."""
    found = answer.rows if answer.triples is None else answer.triples
    headers = (_VARY, ("X-SPARQL-MaxRows", str(limit))) if len(found) > limit else (_VARY,)
    if answer.triples is not None:
        body = write_graph(answer.triples[:limit], media_type, prefixes)
    else:
        body = write_answer(answer.first(limit), media_type)
    return Reply(200, _with_charset(media_type), body, headers)


def warm_up() -> None:
    """Do a little of everything, so that what the libraries load late is there when no file can be opened any more."""
    store = DiskStore()
    for form in TABLE_FORMS:
        AskQuery(QueryRequest("SELECT * { ?s ?p 1 }"), form, 1).run(store)
        AskQuery(QueryRequest("ASK {}"), form, 1).run(store)
    for form in GRAPH_FORMS:
        AskQuery(QueryRequest('CONSTRUCT { <a:a> <a:b> "c"@zh, 1 } {}'), form, 1).run(store)


def _form(accept: str | None, forms: Mapping[str, str]) -> str:
    chosen = choose(accept, tuple(forms))
    if chosen is None:
        raise RefusedError(406, f"没有可接受的格式 not acceptable（{', '.join(forms)}）", (_VARY,))
    return chosen


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
