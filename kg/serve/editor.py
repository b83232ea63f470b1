"""The page on which a person asks the graph with SPARQL, and the answers to its forms."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from kg.errors import QueryError
from kg.knowledge.ontology import Ontology
from kg.query import find_bindings, known_queries, prepare, read_parameters
from kg.serve.jobs import form_of_answer, reply_with
from kg.serve.options import ServerOptions
from kg.serve.replies import RefusedError, Reply
from kg.store import Answer, DiskStore, Scope, with_prefixes
from kg.view import editor_content, render_editor

__all__ = ["AskWithNames", "editor_page", "read_form"]

_MOST_FIELDS = 100


@dataclass(frozen=True, slots=True)
class AskWithNames:
    """Answer a query whose parameters are filled in with names, as `kg query` does.

    Attributes:
        text: SPARQL with `# param:` lines.
        names: what is filled in, by the name of the variable.
        accept: the header.
        limit: rows or triples that the answer may have.
    """

    text: str
    names: tuple[tuple[str, str], ...]
    accept: str | None
    limit: int

    def run(self, store: DiskStore) -> Reply:
        """Answer it; a name that several things share is asked for each, and the answers follow one another."""
        try:
            safe = prepare(self.text, store.prefixes, scoped=True)
            bindings = find_bindings(store, safe, read_parameters(self.text), dict(self.names))
        except QueryError as error:
            raise RefusedError(400, str(error)) from error
        media_type = form_of_answer(self.accept, safe.form)
        chosen = safe.default_graphs or safe.named_graphs
        scope = Scope(safe.default_graphs, safe.named_graphs) if chosen else None
        complete = with_prefixes(self.text, store.prefixes)
        answers = [store.query(complete, binding, scope=scope, most=self.limit + 1) for binding in bindings]
        return reply_with(_joined(answers), media_type, self.limit, store.prefixes)


def read_form(body: bytes, accept: str | None, limit: int) -> AskWithNames:
    """Read what the page sends: `query`, and `$name` for each parameter that is filled in.

    Raises:
        RefusedError: it is no such form.
    """
    try:
        fields = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise RefusedError(400, "看不懂的表单 the form cannot be read") from error
    given = dict(fields)
    if "query" not in given:
        raise RefusedError(400, "没有查询 there is no query")
    names = tuple((name.removeprefix("$"), value) for name, value in given.items() if name.startswith("$"))
    return AskWithNames(given["query"], names, accept, limit)


def editor_page(options: ServerOptions, ontology: Ontology) -> Reply:
    """Make the page: with the vocabulary, and with the named queries that there are now."""
    try:
        queries = known_queries(options.queries)
    # Without them the page is still of use.
    except QueryError:
        queries = ()
    said = ((query.name, query.question_zh, query.question_en, query.text) for query in queries)
    content = editor_content(options.base, ontology, said)
    headers = (("Content-Security-Policy", "frame-ancestors 'none'"), ("Cache-Control", "no-cache"))
    return Reply(200, "text/html; charset=utf-8", render_editor(content).encode("utf-8", errors="replace"), headers)


def _joined(answers: list[Answer]) -> Answer:
    first = answers[0]
    if first.truth is not None:
        return Answer(truth=any(answer.truth for answer in answers))
    if first.triples is not None:
        return Answer(triples=tuple(dict.fromkeys(triple for answer in answers for triple in answer.triples or ())))
    return Answer(first.variables, tuple(dict.fromkeys(row for answer in answers for row in answer.rows)))
