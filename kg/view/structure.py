"""Which entities belong together, and which of them join the others: communities and betweenness, by networkx."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import networkx as nx

__all__ = ["find_bridges", "find_communities"]

_SEED = 20220516
_EXACT = 200
_WORK = 300_000
_FEWEST_PIVOTS = 24
_SCALE = 1000

Weights = Mapping[tuple[int, int], int]


def find_communities(count: int, weights: Weights) -> list[int]:
    """The community of each node (Louvain), 0 for the largest; -1 for a node without links.

    Args:
        count: of the nodes.
        weights: how strong the link of each pair is; pairs without one are left out.
    """
    found = nx.community.louvain_communities(_graph(weights), weight="weight", seed=_SEED) if weights else []
    community = [-1] * count
    for number, members in enumerate(sorted(map(sorted, found), key=lambda members: (-len(members), members[0]))):
        for node in members:
            community[node] = number
    return community


def find_bridges(count: int, weights: Weights) -> list[int]:
    """How much each node lies between others, 0 to 1000, 1000 for the first of them.

    It is the square root of betweenness (Brandes 2001), which in graphs of news falls steeply after the first few;
    in large graphs of paths from some nodes only, always the same ones (Brandes and Pich 2007).

    Args:
        count: of the nodes.
        weights: as for communities; here only which pairs have a link matters.
    """
    graph = _graph(weights)
    between: dict[int, float] = {}
    # Part by part: in a picture of many parts, paths from a few nodes would miss most of them.
    for part in nx.connected_components(graph):
        pivots = None if len(part) <= _EXACT else max(_FEWEST_PIVOTS, min(len(part), _WORK // len(part)))
        own = _in_order(graph, sorted(part))
        between |= nx.betweenness_centrality(own, k=pivots, normalized=False, seed=_SEED)
    most = max(between.values(), default=0.0)
    return [round(_SCALE * math.sqrt(between.get(node, 0.0) / most)) if most else 0 for node in range(count)]


def _graph(weights: Weights) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(sorted({end for pair in weights for end in pair}))
    graph.add_edges_from((*pair, {"weight": weight}) for pair, weight in sorted(weights.items()) if pair[0] != pair[1])
    return graph


def _in_order(graph: nx.Graph, nodes: Sequence[int]) -> nx.Graph:
    """A part by itself, its nodes in order: networkx's own views go through a set."""
    part = nx.Graph()
    part.add_nodes_from(nodes)
    part.add_edges_from((node, other) for node in nodes for other in graph[node] if node < other)
    return part
