"""The page on which a person writes SPARQL: one file that asks nobody but the server it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import Status
from kg.view.inlining import fill, policy, script_json, template
from kg.view.network import drawing_library
from kg.view.style import STATUS_STYLES, class_style

__all__ = ["EditorContent", "render_editor"]

Term = tuple[str, str, str]

_SCRIPTS = (
    "words.js",
    "elements.js",
    "cells.js",
    "sparql-data.js",
    "sparql-editor.js",
    "sparql-table.js",
    "sparql-graph.js",
    "sparql.js",
)
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


def render_editor(content: EditorContent) -> str:
    """The page as HTML that needs no other file.

    Returns:
        The page; the same bytes for the same content. It sends queries to `sparql` and `editor/ask` beside it.

    Raises:
        OutputError: the drawing library is not installed.
    """
    scripts = [drawing_library(), template("lib/codemirror.js"), *map(template, _SCRIPTS)]
    style = "".join(map(template, _STYLES))
    parts = {
        "policy": policy(scripts, style, "connect-src 'self'"),
        "style": style,
        "data": script_json(_data(content)),
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    return fill(template("sparql.html"), parts)


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
