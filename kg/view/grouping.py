"""Where the nodes stand when each class is a block of its own, its busiest entities first."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from kg.view.layout import Box, Part, Point, pack

__all__ = ["group_parts", "place_by_group"]

_ASPECT = 1.9


def place_by_group(boxes: Sequence[Box], groups: Sequence[str], weights: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """A place in pixels for each box: groups apart, the weightiest first, the heaviest of each at its top left.

    Args:
        boxes: the room of each node.
        groups: which group each node belongs to.
        weights: how much each node counts.
    """
    placed = pack(group_parts(range(len(boxes)), boxes, groups, weights), boxes)
    return tuple((round(x), round(y)) for x, y in placed)


def group_parts(
    nodes: Sequence[int], boxes: Sequence[Box], groups: Sequence[str], weights: Sequence[int]
) -> list[Part]:
    """The block of each group among some of the nodes, the weightiest first."""
    members: dict[str, list[int]] = defaultdict(list)
    for node in nodes:
        members[groups[node]].append(node)
    parts: list[Part] = []
    total = {group: sum(weights[node] for node in nodes) for group, nodes in members.items()}
    for group in sorted(members, key=lambda name: (-total[name], name)):
        ordered = sorted(members[group], key=lambda node: (-weights[node], node))
        parts.append((ordered, _in_rows([boxes[node] for node in ordered])))
    return parts


def _in_rows(boxes: Sequence[Box]) -> list[Point]:
    """Boxes from left to right in rows, as words in a paragraph."""
    area = sum(2 * box.half_width * (box.above + box.below) for box in boxes)
    width = max(math.sqrt(area * _ASPECT), *(2 * box.half_width for box in boxes), 0.0)
    points: list[Point] = []
    row: list[Box] = []
    x = y = 0.0
    for box in boxes:
        if row and x + 2 * box.half_width > width:
            y += max(other.below for other in row) + max(other.above for other in row)
            x, row = 0.0, []
        points.append((x + box.half_width, y))
        x += 2 * box.half_width
        row.append(box)
    return points
