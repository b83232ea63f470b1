"""The page on which a person writes SPARQL: one file, answered by the server it came from or by the graph within it."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.knowledge.ontology import ONTOLOGY_NAMESPACE, UNNAMED_GRAPH, Ontology
from kg.model import Status
from kg.view.inlining import fill, policy, read_bytes, script_json, template
from kg.view.network import drawing_library
from kg.view.style import STATUS_STYLES, class_style

__all__ = ["EditorContent", "editor_content", "render_editor", "render_editor_file"]

Term = tuple[str, str, str]

_SERVER, _LOCAL = "sparql-server.js", "sparql-local.js"
_STYLES = ("page.css", "sparql.css")


@dataclass(frozen=True, slots=True)
class EditorContent:
    """What the page knows before anything is asked.

    Attributes:
        base: what the IRIs of the graph's nodes begin with; they are links to the server's own pages.
        namespace: of the vocabulary.
        classes: name, Chinese and English label of each.
        properties: the same.
        parents: each class's superclass, for the colours of the drawing.
        statuses: as `classes`.
        queries: name, Chinese and English question and text of each named query.
    """

    base: str
    namespace: str
    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    parents: Mapping[str, str]
    statuses: tuple[Term, ...] = ()
    queries: tuple[tuple[str, str, str, str], ...] = ()


def editor_content(base: str, ontology: Ontology, queries: Iterable[tuple[str, str, str, str]]) -> EditorContent:
    """Gather what the page knows: `queries` as in `EditorContent`."""
    return EditorContent(
        base=base,
        namespace=ONTOLOGY_NAMESPACE,
        classes=tuple((name, found.label_zh, found.label_en) for name, found in ontology.classes.items()),
        properties=tuple((name, found.label_zh, found.label_en) for name, found in ontology.properties.items()),
        parents={name: found.parents[0] for name, found in ontology.classes.items() if found.parents},
        statuses=tuple((name, zh, en) for name, (zh, en) in ontology.statuses.items()),
        queries=tuple(queries),
    )


def render_editor(content: EditorContent) -> str:
    """The page as HTML that needs no other file.

    Returns:
        The page; the same bytes for the same content. It sends queries to `sparql` and `editor/ask` beside it.

    Raises:
        OutputError: the drawing library is not installed.
    """
    return _page(_data(content), _scripts(_SERVER), "connect-src 'self'")


def render_editor_file(content: EditorContent, graph: bytes) -> str:
    """The page with a graph in it, which asks nobody: Oxigraph's WebAssembly answers in a worker.

    Args:
        content: of the page.
        graph: TriG.

    Raises:
        OutputError: the drawing library is not installed.
    """
    engine = {
        "engine": f"{template('lib/oxigraph.js')}\n{template('sparql-worker.js')}",
        "engine-wasm": _base64(read_bytes("lib/oxigraph.wasm.gz")),
        "graph": _base64(gzip.compress(graph, mtime=0)),
    }
    # Of a type that no browser runs: only the worker is made of them.
    inert = "".join(f'<script type="text/plain" id="{name}">{text}</script>\n' for name, text in engine.items())
    data = {**_data(content), "unnamed": UNNAMED_GRAPH}
    return _page(data, _scripts(_LOCAL), "worker-src blob:", also="'wasm-unsafe-eval'", engine=inert)


def _page(data: Mapping[str, object], scripts: Sequence[str], allowed: str, also: str = "", engine: str = "") -> str:
    style = "".join(map(template, _STYLES))
    parts = {
        "policy": policy(scripts, style, allowed, also=also),
        "style": style,
        "data": script_json(data),
        "engine": engine,
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    return fill(template("sparql.html"), parts)


def _scripts(answering: str) -> list[str]:
    names = (
        "words.js",
        "elements.js",
        "cells.js",
        "sparql-data.js",
        "sparql-binding.js",
        "sparql-editor.js",
        "sparql-table.js",
        "sparql-graph.js",
        answering,
        "sparql.js",
    )
    return [drawing_library(), template("lib/codemirror.js"), *map(template, names)]


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _data(content: EditorContent) -> dict[str, object]:
    looks = {name: class_style(name, content.parents) for name, _, _ in content.classes}
    edge = STATUS_STYLES[Status.ASSERTED]
    return {
        "base": content.base,
        "namespace": content.namespace,
        "classes": [[*term, looks[term[0]].color, looks[term[0]].shape] for term in content.classes],
        "properties": content.properties,
        "statuses": content.statuses,
        "queries": content.queries,
        "edge": {"light": edge.color, "dark": edge.dark_color},
    }
