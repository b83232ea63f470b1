"""Where the nodes stand: the same graph always gets the same picture, and labels do not lie on each other.

Each connected part is laid out by stress minimisation with stochastic gradient descent (Zheng, Pawar, Goodman 2018),
for large parts against sampled pivots and near nodes only, turned so that its long side lies flat, and freed of
overlaps; the parts are then packed in rows.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import combinations, product

__all__ = ["Box", "Link", "Part", "Point", "frame_of", "pack", "place_nodes"]

Point = tuple[float, float]
Part = tuple[Sequence[int], Sequence[Point]]
"""Node indexes, and where each of them stands in a picture of its own."""

_ROUNDS = 24
_FEWER_ROUNDS = 14
_MANY_PAIRS = 50_000
_PAIR_BUDGET = 160_000
_SIBLINGS = 12
_PUSH_BUDGET = 40_000
_LOOSENESS = 2.0
_UNIT = (150.0, 112.0)
_GAP = 60.0
_ASPECT = 1.55
_SEED = 20220516


@dataclass(frozen=True, slots=True)
class Box:
    """The room a node needs with its label under it, in pixels: half its width, above and below its centre."""

    half_width: float
    above: float
    below: float


@dataclass(frozen=True, slots=True)
class Link:
    """An edge between two node indexes with the length it should get, 1.0 for an ordinary one."""

    source: int
    target: int
    length: float = 1.0


def place_nodes(boxes: Sequence[Box], links: Iterable[Link]) -> tuple[tuple[int, int], ...]:
    """A place in pixels for each box; whole numbers, the same for the same input on any machine."""
    neighbours = _neighbours(len(boxes), links)
    parts: list[Part] = []
    for members in _components(neighbours):
        points = _turn_flat(_minimise_stress(members, neighbours))
        own_boxes = [boxes[node] for node in members]
        parts.append((members, _separate(_spread(points, own_boxes), own_boxes)))
    placed = pack(parts, boxes)
    return tuple((round(x), round(y)) for x, y in placed)


def _neighbours(count: int, links: Iterable[Link]) -> list[dict[int, float]]:
    neighbours: list[dict[int, float]] = [{} for _ in range(count)]
    for link in links:
        if link.source != link.target:
            length = min(link.length, neighbours[link.source].get(link.target, math.inf))
            neighbours[link.source][link.target] = neighbours[link.target][link.source] = length
    return neighbours


def _components(neighbours: Sequence[dict[int, float]]) -> list[list[int]]:
    seen: set[int] = set()
    parts = []
    for start in range(len(neighbours)):
        if start in seen:
            continue
        seen.add(start)
        part, queue = [], deque([start])
        while queue:
            node = queue.popleft()
            part.append(node)
            fresh = [other for other in neighbours[node] if other not in seen]
            seen.update(fresh)
            queue.extend(fresh)
        parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _distances(source: int, neighbours: Sequence[dict[int, float]]) -> dict[int, float]:
    """Shortest paths from one node (Dijkstra)."""
    known: dict[int, float] = {}
    heap = [(0.0, source)]
    while heap:
        distance, node = heappop(heap)
        if node in known:
            continue
        known[node] = distance
        for other, length in neighbours[node].items():
            if other not in known:
                heappush(heap, (distance + length, other))
    return known


def _wanted_pairs(
    members: list[int], neighbours: Sequence[dict[int, float]], chance: random.Random
) -> list[tuple[int, int, float]]:
    """Pairs of positions in `members` with the distance they should have."""
    place = {node: position for position, node in enumerate(members)}
    whole = len(members) ** 2 <= 2 * _PAIR_BUDGET
    pivots = members if whole else chance.sample(members, max(8, _PAIR_BUDGET // len(members)))
    wanted = {}
    for pivot in pivots:
        for node, distance in _distances(pivot, neighbours).items():
            if node != pivot:
                wanted[min(place[pivot], place[node]), max(place[pivot], place[node])] = distance
    if not whole:
        for first, second, distance in _local_pairs(members, neighbours):
            wanted.setdefault((min(place[first], place[second]), max(place[first], place[second])), distance)
    return [(first, second, distance) for (first, second), distance in sorted(wanted.items())]


def _local_pairs(members: list[int], neighbours: Sequence[dict[int, float]]) -> list[tuple[int, int, float]]:
    """Neighbours, then neighbours of one node: without these, leaves of one node would fall onto each other."""
    pairs = [(node, other, length) for node in members for other, length in neighbours[node].items()]
    for node in members:
        around = sorted(neighbours[node].items())[:_SIBLINGS]
        pairs.extend((one, two, to_one + to_two) for (one, to_one), (two, to_two) in combinations(around, 2))
    return pairs


def _minimise_stress(members: list[int], neighbours: Sequence[dict[int, float]]) -> list[Point]:
    chance = random.Random(_SEED)  # noqa: S311  a picture, not a secret: it must be the same each time
    xs = [chance.random() for _ in members]
    ys = [chance.random() for _ in members]
    pairs = _wanted_pairs(members, neighbours, chance)
    if not pairs:
        return list(zip(xs, ys, strict=True))
    longest = max(distance for _, _, distance in pairs)
    first_step, last_step = longest**2, 0.1
    rounds = _ROUNDS if len(pairs) <= _MANY_PAIRS else _FEWER_ROUNDS
    for turn in range(rounds):
        step = first_step * (last_step / first_step) ** (turn / (rounds - 1))
        chance.shuffle(pairs)
        for first, second, distance in pairs:
            dx, dy = xs[first] - xs[second], ys[first] - ys[second]
            apart = math.sqrt(dx * dx + dy * dy) or 1e-6
            pull = min(1.0, step / (distance * distance)) * (apart - distance) / (2 * apart)
            xs[first] -= pull * dx
            ys[first] -= pull * dy
            xs[second] += pull * dx
            ys[second] += pull * dy
    return list(zip(xs, ys, strict=True))


def _turn_flat(points: list[Point]) -> list[Point]:
    """Turn about the centre so that the direction of greatest spread lies along x."""
    mid_x = sum(x for x, _ in points) / len(points)
    mid_y = sum(y for _, y in points) / len(points)
    centred = [(x - mid_x, y - mid_y) for x, y in points]
    spread = sum(x * x - y * y for x, y in centred)
    skew = 2 * sum(x * y for x, y in centred)
    size = math.hypot(spread, skew)
    if size < 1e-9:
        return centred
    cosine = math.sqrt(max(0.0, (1 + spread / size) / 2))
    sine = math.copysign(math.sqrt(max(0.0, (1 - spread / size) / 2)), skew)
    return [(x * cosine + y * sine, y * cosine - x * sine) for x, y in centred]


def _spread(points: list[Point], boxes: Sequence[Box]) -> list[Point]:
    """Scale to pixels, further where a large graph would else be all overlaps."""
    scaled = [(x * _UNIT[0], y * _UNIT[1]) for x, y in points]
    left, top, right, bottom = frame_of(scaled, boxes)
    needed = _LOOSENESS * sum(2 * box.half_width * (box.above + box.below) for box in boxes)
    factor = max(1.0, math.sqrt(needed / ((right - left) * (bottom - top))))
    return [(x * factor, y * factor) for x, y in scaled]


def _separate(points: list[Point], boxes: Sequence[Box]) -> list[Point]:
    """Push overlapping boxes apart, each pair along the axis on which it takes less."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    cell = (2 * max(box.half_width for box in boxes) + 1, max(box.above for box in boxes) + max(b.below for b in boxes))
    for _ in range(max(4, min(80, _PUSH_BUDGET // len(points)))):
        moved = False
        for first, second in _close_pairs(xs, ys, cell):
            moved = _push(first, second, xs, ys, boxes) or moved
        if not moved:
            break
    return list(zip(xs, ys, strict=True))


def _close_pairs(xs: Sequence[float], ys: Sequence[float], cell: Point) -> list[tuple[int, int]]:
    """Pairs in the same or a neighbouring cell of a grid whose cells are as large as the largest box."""
    grid: dict[tuple[int, int], list[int]] = defaultdict(list)
    for node, (x, y) in enumerate(zip(xs, ys, strict=True)):
        grid[math.floor(x / cell[0]), math.floor(y / cell[1])].append(node)
    pairs: list[tuple[int, int]] = []
    for (column, row), members in grid.items():
        pairs.extend(combinations(members, 2))
        for beside in ((column + 1, row), (column - 1, row + 1), (column, row + 1), (column + 1, row + 1)):
            pairs.extend(product(members, grid.get(beside, ())))
    return pairs


def _push(first: int, second: int, xs: list[float], ys: list[float], boxes: Sequence[Box]) -> bool:
    one, two = boxes[first], boxes[second]
    dx = one.half_width + two.half_width - abs(xs[second] - xs[first])
    upper, lower = (first, second) if ys[first] <= ys[second] else (second, first)
    dy = boxes[upper].below + boxes[lower].above - (ys[lower] - ys[upper])
    if dx <= 0.5 or dy <= 0.5:
        return False
    if dy < dx:
        ys[upper] -= dy / 2
        ys[lower] += dy / 2
    else:
        toward = 1 if xs[second] >= xs[first] else -1
        xs[first] -= toward * dx / 2
        xs[second] += toward * dx / 2
    return True


def pack(parts: Sequence[Part], boxes: Sequence[Box]) -> list[Point]:
    """Set the parts in rows, in their order, about as wide as a screen.

    Args:
        parts: no node in two of them.
        boxes: of all nodes; one in no part stays at the origin.
    """
    placed: list[Point] = [(0.0, 0.0)] * len(boxes)
    frames = [frame_of(points, [boxes[node] for node in members]) for members, points in parts]
    area = sum((right - left + _GAP) * (bottom - top + _GAP) for left, top, right, bottom in frames)
    width = max([math.sqrt(area * _ASPECT), *(right - left for left, _, right, _ in frames)], default=0.0)
    x = y = row = 0.0
    for (members, points), (left, top, right, bottom) in zip(parts, frames, strict=True):
        if x and x + right - left > width:
            x, y, row = 0.0, y + row + _GAP, 0.0
        for node, (px, py) in zip(members, points, strict=True):
            placed[node] = (px - left + x, py - top + y)
        x += right - left + _GAP
        row = max(row, bottom - top)
    return placed


def frame_of(points: Sequence[Point], boxes: Sequence[Box]) -> tuple[float, float, float, float]:
    """The left, top, right and bottom of boxes at these points."""
    both = list(zip(points, boxes, strict=True))
    return (
        min(x - box.half_width for (x, _), box in both),
        min(y - box.above for (_, y), box in both),
        max(x + box.half_width for (x, _), box in both),
        max(y + box.below for (_, y), box in both),
    )
