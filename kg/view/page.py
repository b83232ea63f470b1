"""The page as one file: template, styles, scripts and data in it, a policy that lets nothing else in.

Nothing from a post becomes markup: data stands in a JSON block, escaped so that it cannot end the block, or packed
where there is much of it, and the scripts turn it into text nodes. The Content-Security-Policy allows the page's own
scripts and styles by their hash.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from types import MappingProxyType

from kg.model import KnowledgeGraph
from kg.view.aspects import aspects_of
from kg.view.data import Labels, all_entities, page_data
from kg.view.inlining import fill, pack, policy, script_json, template
from kg.view.network import draw_network, drawing_library
from kg.view.printable import printable

__all__ = ["SCRIPTS", "drawn_large", "render_page"]

SCRIPTS = (
    "words.js",
    "elements.js",
    "cells.js",
    "carried.js",
    "state.js",
    "lettering.js",
    "aspects.js",
    "drawing.js",
    "panel.js",
    "vector.js",
    "timeline.js",
    "quantities.js",
    "table.js",
    "filters.js",
    "search.js",
    "journey.js",
    "eye.js",
    "address.js",
    "page.js",
)
_LARGE = 2_000
_MUCH = 1_000_000
_PACKED = "application/octet-stream"
_STYLES = ("page.css", "panel.css", "table.css", "views.css")
_NOTHING: Mapping[str, str] = MappingProxyType({})
_NO_LABELS: Labels = MappingProxyType({})


def render_page(
    graph: KnowledgeGraph,
    *,
    title: str = "知识图谱",
    class_labels: Labels = _NO_LABELS,
    property_labels: Labels = _NO_LABELS,
    class_parents: Mapping[str, str] = _NOTHING,
    large: bool | None = None,
) -> str:
    """The explorer for `graph` as one HTML page that needs no other file and no network.

    Args:
        graph: what to show; may be empty.
        title: the page's heading, plain text.
        class_labels: Chinese and English label of each class (`{"Company": ("公司", "Company")}`).
        property_labels: the same for properties.
        class_parents: each class's superclass; a class that has no look of its own takes its ancestor's.
        large: whether it is drawn as large graphs are, by sigma, or as small ones, by vis-network; by default its
            size decides.

    Returns:
        The page; the same bytes for the same arguments.

    Raises:
        OutputError: the drawing library is not installed.
    """
    data = page_data(
        graph, title=title, class_labels=class_labels, property_labels=property_labels, class_parents=class_parents
    )
    entities = all_entities(graph)
    network = draw_network(entities, graph.facts, class_parents)
    data |= {"nodes": network.nodes, "edges": network.edges}
    data |= aspects_of(entities, graph.facts, network.nodes, network.edges)
    text = script_json(data)
    packed = len(text) > _MUCH
    scripts = [template("lib/fflate.js")] * packed + _scripts(large=drawn_large(graph) if large is None else large)
    style = "".join(map(template, _STYLES))
    parts = {
        "policy": policy(scripts, style),
        "title": html.escape(printable(title)),
        "style": style,
        "kind": _PACKED if packed else "application/json",
        "data": pack(text) if packed else text,
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    return fill(template("page.html"), parts)


def drawn_large(graph: KnowledgeGraph) -> bool:
    """Whether a graph has so many entities that it is drawn by sigma (WebGL) rather than by vis-network."""
    return len(all_entities(graph)) > _LARGE


def _scripts(*, large: bool) -> list[str]:
    if not large:
        return [drawing_library(), *map(template, SCRIPTS)]
    at = SCRIPTS.index("drawing.js")
    names = (*SCRIPTS[:at], "drawing-over.js", "drawing-large.js", *SCRIPTS[at + 1 :])
    return [template("lib/sigma.js"), *map(template, names)]
