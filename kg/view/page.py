"""The page as one file: template, styles, scripts and data in it, a policy that lets nothing else in.

Nothing from a post becomes markup: data stands in a JSON block, escaped so that it cannot end the block, and the
scripts turn it into text nodes. The Content-Security-Policy allows the page's own scripts and styles by their hash.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

from kg.model import KnowledgeGraph
from kg.view.data import Labels, all_entities, page_data
from kg.view.network import draw_network, drawing_library
from kg.view.printable import printable

__all__ = ["SCRIPTS", "drawn_large", "render_page", "script_json"]

SCRIPTS = (
    "words.js",
    "state.js",
    "drawing.js",
    "panel.js",
    "timeline.js",
    "quantities.js",
    "table.js",
    "filters.js",
    "search.js",
    "journey.js",
    "address.js",
    "page.js",
)
_LARGE = 2_000
_STYLES = ("page.css", "panel.css", "table.css", "views.css")
_MARKER = re.compile(r"\{\{(\w+)\}\}")
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff\x7f]")
_SOURCE_MAP = re.compile(r"\n//# sourceMappingURL=\S*\s*$")
_NOTHING: Mapping[str, str] = MappingProxyType({})
_NO_LABELS: Labels = MappingProxyType({})


def render_page(
    graph: KnowledgeGraph,
    *,
    title: str = "知识图谱",
    class_labels: Labels = _NO_LABELS,
    property_labels: Labels = _NO_LABELS,
    class_parents: Mapping[str, str] = _NOTHING,
) -> str:
    """The explorer for `graph` as one HTML page that needs no other file and no network.

    Args:
        graph: what to show; may be empty.
        title: the page's heading, plain text.
        class_labels: Chinese and English label of each class (`{"Company": ("公司", "Company")}`).
        property_labels: the same for properties.
        class_parents: each class's superclass; a class that has no look of its own takes its ancestor's.

    Returns:
        The page; the same bytes for the same arguments.

    Raises:
        OutputError: the drawing library is not installed.
    """
    data = page_data(
        graph, title=title, class_labels=class_labels, property_labels=property_labels, class_parents=class_parents
    )
    network = draw_network(all_entities(graph), graph.facts, class_parents)
    data |= {"nodes": network.nodes, "edges": network.edges}
    scripts = _scripts(large=drawn_large(graph))
    style = "".join(map(_template, _STYLES))
    parts = {
        "policy": _policy(scripts, style),
        "title": html.escape(printable(title)),
        "style": style,
        "data": script_json(data),
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    # One pass: what is put in is never searched for markers again.
    return _MARKER.sub(lambda match: parts[match[1]], _template("page.html"))


def drawn_large(graph: KnowledgeGraph) -> bool:
    """Whether a graph has so many entities that it is drawn by sigma (WebGL) rather than by vis-network."""
    return len(all_entities(graph)) > _LARGE


def _scripts(*, large: bool) -> list[str]:
    if not large:
        return [_SOURCE_MAP.sub("\n", drawing_library()), *map(_template, SCRIPTS)]
    names = ("drawing-large.js" if name == "drawing.js" else name for name in SCRIPTS)
    return [_template("lib/sigma.js"), *map(_template, names)]


def script_json(value: object) -> str:
    """JSON that can stand inside a script element: no character that could end the element or a line."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _template(name: str) -> str:
    return files("kg.view").joinpath("templates", name).read_text(encoding="utf-8")


def _policy(scripts: list[str], style: str) -> str:
    return (
        f"default-src 'none'; script-src {' '.join(map(_hash, scripts))}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
