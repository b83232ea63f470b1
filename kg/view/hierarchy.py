"""Where the nodes stand when owners stand above what they own."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean

import networkx as nx

from kg.model import Entity, Fact, Status
from kg.view.grouping import group_parts
from kg.view.layout import Box, Part, Point, pack

__all__ = ["owned_pairs", "place_by_ownership"]

Ties = Mapping[int, Sequence[int]]

_OWNER_FIRST = frozenset({"holdsStakeIn", "increasesStakeIn", "investsIn", "acquires", "establishes", "owns"})
_OWNED_FIRST = frozenset({"subsidiaryOf", "ownedBy", "affiliatedTo"})
_SWEEPS = 4
_NARROW = 1200.0
_ASPECT = 1.6
_LEVEL_GAP = 60.0
_ROW_GAP = 14.0
_REST_GAP = 160.0


def owned_pairs(facts: Iterable[Fact], index: Mapping[str, int]) -> list[tuple[int, int]]:
    """Owner and owned of each fact that tells of ownership and is not denied, each pair once.

    Args:
        facts: of the graph.
        index: the place of each entity, by its id.
    """
    pairs = set()
    for fact in facts:
        if fact.status is Status.NEGATED or not isinstance(fact.object, Entity):
            continue
        ends = index[fact.subject.id], index[fact.object.id]
        if fact.property in _OWNER_FIRST:
            pairs.add(ends)
        elif fact.property in _OWNED_FIRST:
            pairs.add(ends[::-1])
    return sorted(pair for pair in pairs if pair[0] != pair[1])


def place_by_ownership(
    boxes: Sequence[Box], pairs: Sequence[tuple[int, int]], groups: Sequence[str], weights: Sequence[int]
) -> tuple[tuple[int, int], ...]:
    """A place in pixels for each box: each owner above what it owns; who neither owns nor is owned, below by groups.

    Args:
        boxes: the room of each node.
        pairs: owner and owned, sorted.
        groups: which group each node belongs to.
        weights: how much each node counts; the heavier come first where nothing else decides.
    """
    owned, owners = _ties(pairs), _ties((two, one) for one, two in pairs)
    joined = sorted({*owned, *owners})
    parts = [_layered(part, owners, owned, boxes, weights) for part in _parts(joined, pairs)]
    placed = pack(parts, boxes)
    rest = sorted(set(range(len(boxes))).difference(joined))
    below = pack(group_parts(rest, boxes, groups, weights), boxes)
    top = max((placed[node][1] + boxes[node].below for node in joined), default=0.0) + _REST_GAP
    for node in rest:
        placed[node] = (below[node][0], below[node][1] + top)
    return tuple((round(x), round(y)) for x, y in placed)


def _ties(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    ties: dict[int, list[int]] = {}
    for one, other in pairs:
        ties.setdefault(one, []).append(other)
    return ties


def _parts(nodes: Sequence[int], pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The connected parts, the largest first."""
    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(pairs)
    return sorted(map(sorted, nx.connected_components(graph)), key=lambda part: (-len(part), part[0]))


def _layered(part: Sequence[int], owners: Ties, owned: Ties, boxes: Sequence[Box], weights: Sequence[int]) -> Part:
    levels = _rows(_ordered(_levels(part, owned), owners, owned, weights), boxes)
    beside = {node: [*owners.get(node, ()), *owned.get(node, ())] for node in part}
    xs = _spread_rows([row for level in levels for row in level], beside, boxes)
    members: list[int] = []
    points: list[Point] = []
    y = 0.0
    for level in levels:
        for row in level:
            y += max(boxes[node].above for node in row)
            members.extend(row)
            points.extend((xs[node], y) for node in row)
            y += max(boxes[node].below for node in row) + _ROW_GAP
        y += _LEVEL_GAP
    return members, points


def _levels(part: Sequence[int], owned: Ties) -> list[list[int]]:
    """Nodes by how many owners stand over them at most; those who own each other stand side by side."""
    graph = nx.DiGraph()
    graph.add_nodes_from(part)
    graph.add_edges_from((node, other) for node in part for other in owned.get(node, ()))
    circles = nx.condensation(graph)
    below = {circle: sorted(circles[circle]) for circle in nx.lexicographical_topological_sort(circles)}
    depth = dict.fromkeys(below, 0)
    for circle, others in below.items():
        for other in others:
            depth[other] = max(depth[other], depth[circle] + 1)
    for circle, others in below.items():
        # Who owns only what stands far below stands right over it.
        if not depth[circle] and others:
            depth[circle] = min(depth[other] for other in others) - 1
    levels: list[list[int]] = [[] for _ in range(1 + max(depth.values()))]
    for circle in below:
        levels[depth[circle]].extend(circles.nodes[circle]["members"])
    return [sorted(level) for level in levels]


def _ordered(levels: list[list[int]], owners: Ties, owned: Ties, weights: Sequence[int]) -> list[list[int]]:
    """Each level in the order in which its lines cross little: by the middle of owners, then of owned, in turn."""
    ordered = [sorted(level, key=lambda node: (-weights[node], node)) for level in levels]
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        beside = owners if down else owned
        for level in ordered if down else reversed(ordered):
            place = {node: at / len(row) for row in ordered for at, node in enumerate(row)}
            key = {node: fmean([place[other] for other in beside.get(node, (node,))]) for node in level}
            level.sort(key=lambda node: (key[node], place[node]))
    return ordered


def _rows(levels: list[list[int]], boxes: Sequence[Box]) -> list[list[list[int]]]:
    """Levels that are too wide for a screen, in several rows."""
    area = sum(2 * boxes[node].half_width * (boxes[node].above + boxes[node].below) for row in levels for node in row)
    most = max(_NARROW, math.sqrt(area * _ASPECT))
    rows = []
    for level in levels:
        width = sum(2 * boxes[node].half_width for node in level)
        # Even rows, not full ones and a rest.
        room = width / math.ceil(width / most)
        broken: list[list[int]] = [[]]
        filled = 0.0
        for node in level:
            if broken[-1] and filled + boxes[node].half_width > room:
                broken.append([])
                filled = 0.0
            broken[-1].append(node)
            filled += 2 * boxes[node].half_width
        rows.append(broken)
    return rows


def _spread_rows(rows: list[list[int]], beside: Ties, boxes: Sequence[Box]) -> dict[int, float]:
    """The x of each node: near the middle of its owners and owned, and no two in a row on each other."""
    xs: dict[int, float] = {}
    for row in rows:
        xs.update(_apart(row, dict.fromkeys(row, 0.0), boxes))
    for sweep in range(2 * _SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            wanted = {node: fmean(xs[other] for other in beside[node]) for node in row}
            xs.update(_apart(row, wanted, boxes))
    return xs


def _apart(row: list[int], wanted: Mapping[int, float], boxes: Sequence[Box]) -> dict[int, float]:
    """Half way between what comes of pushing to the right and to the left: as far apart as either."""
    right, left = {}, {}
    edge = -math.inf
    for node in row:
        right[node] = max(wanted[node], edge + boxes[node].half_width)
        edge = right[node] + boxes[node].half_width
    edge = math.inf
    for node in reversed(row):
        left[node] = min(wanted[node], edge - boxes[node].half_width)
        edge = left[node] - boxes[node].half_width
    return {node: (right[node] + left[node]) / 2 for node in row}
