"""The pages that are measured: the explorer's own, and what its libraries give without it, of the same graph."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from kg.knowledge.ontology import load_ontology
from kg.model import KnowledgeGraph
from kg.pipeline import page
from kg.view.data import all_entities
from kg.view.network import draw_network
from kg.view.page import script_json

__all__ = ["PAGES", "make_pages"]

PAGES: Mapping[str, str] = {
    "kg": "kg",
    "pyvis": "pyvis，默认 default",
    "placed": "pyvis，给定位置 given positions",
    "sigma": "sigma，给定位置 given positions",
}
"""What is measured, by name: how the table calls it."""

_KEPT = ("id", "label", "color", "shape", "size")
_SIGMA = """<!DOCTYPE html><meta charset="utf-8"><style>html,body,div{margin:0;height:100%%}</style><div></div>
<script type="application/json">%s</script><script>%s</script><script>
const data = JSON.parse(document.querySelector("script").textContent);
const graph = new SIGMA.Graph({ multi: true, type: "directed" });
for (const { id, label, color, size, x, y } of data.nodes) {
  graph.addNode(id, { label, color, size: size / 4, x, y: -y });
}
for (const { from, to, label } of data.edges) graph.addDirectedEdge(from, to, { label, type: "arrow", color: "#ccc" });
new SIGMA.Sigma(graph, document.querySelector("div"));
</script>"""


def make_pages(graph: KnowledgeGraph) -> dict[str, str]:
    """Each page of PAGES as HTML."""
    ontology = load_ontology()
    parents = {name: kind.parents[0] for name, kind in ontology.classes.items() if kind.parents}
    network = draw_network(all_entities(graph), graph.facts, parents)
    nodes = [{**node, "label": node["label"].replace("\n", "")} for node in network.nodes]
    edges = [{"from": edge["from"], "to": edge["to"]} for edge in network.edges]
    return {
        "kg": page(graph, ontology),
        "pyvis": _pyvis([{key: node[key] for key in _KEPT} for node in nodes], edges, physics=True),
        "placed": _pyvis([{key: node[key] for key in (*_KEPT, "x", "y")} for node in nodes], edges, physics=False),
        "sigma": _sigma({"nodes": nodes, "edges": edges}),
    }


def _pyvis(nodes: list[dict[str, Any]], edges: list[dict[str, Any]], *, physics: bool) -> str:
    """The page that pyvis writes; its lists are filled at once, for its own methods look through all for each edge."""
    from pyvis.network import Network

    network = Network(height="720px", directed=True, cdn_resources="in_line")
    network.nodes = nodes
    network.edges = [{**edge, "arrows": "to"} for edge in edges]
    network.node_ids = [node["id"] for node in nodes]
    network.node_map = {node["id"]: node for node in nodes}
    network.toggle_physics(physics)
    return str(network.generate_html())


def _sigma(data: dict[str, Any]) -> str:
    library = files("kg.view").joinpath("templates", "lib", "sigma.js").read_text(encoding="utf-8")
    return _SIGMA % (script_json(data), library)
