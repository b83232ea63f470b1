"""Other ways to look at the same drawing: other places, a hue for each community, the size of who joins others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from kg.model import Entity, Fact, Status
from kg.view.grouping import place_by_group
from kg.view.hierarchy import owned_pairs, place_by_ownership
from kg.view.network import box_of
from kg.view.structure import find_bridges, find_communities

__all__ = ["aspects_of"]

Drawn = Sequence[Mapping[str, Any]]


def aspects_of(entities: Sequence[Entity], facts: Sequence[Fact], nodes: Drawn, edges: Drawn) -> dict[str, Any]:
    """What the page needs to be switched at once; nodes are named by their place in `entities`.

    Args:
        entities: as they are drawn.
        facts: as the edges name them.
        nodes: of the drawing.
        edges: of the drawing.

    Returns:
        `layouts`: x and y of each node in turn, by the name of the layout; `ownership` only where somebody owns
            something.
        `hierarchy`: who owns or is owned.
        `communities`: a number for each node, -1 for none.
        `bridges`: 0 to 1000 for each node.
    """
    boxes = [box_of(node["label"], node["size"]) for node in nodes]
    types = [entity.type for entity in entities]
    degrees = [node["degree"] for node in nodes]
    layouts = {"kind": place_by_group(boxes, types, degrees)}
    pairs = owned_pairs(facts, {entity.id: place for place, entity in enumerate(entities)})
    if pairs:
        layouts["ownership"] = place_by_ownership(boxes, pairs, types, degrees)
    weights = _weights(facts, edges)
    return {
        "layouts": {name: list(chain.from_iterable(points)) for name, points in layouts.items()},
        "hierarchy": sorted(set(chain.from_iterable(pairs))),
        "communities": find_communities(len(entities), weights),
        "bridges": find_bridges(len(entities), weights),
    }


def _weights(facts: Sequence[Fact], edges: Drawn) -> dict[tuple[int, int], int]:
    """How many facts join two entities; what is denied and what only frames the picture joins nothing."""
    weights = {}
    for edge in edges:
        told = sum(facts[place].status is not Status.NEGATED for place in edge["facts"])
        if told and not edge["quiet"] and edge["from"] != edge["to"]:
            weights[min(edge["from"], edge["to"]), max(edge["from"], edge["to"])] = told
    return weights
