"""Boxes that are drawn: whether two of them lie on each other."""

from collections.abc import Sequence
from itertools import combinations

from kg.view.layout import Box


def overlapping(points: Sequence[tuple[int, int]], boxes: Sequence[Box]) -> list[tuple[int, int]]:
    """Pairs that overlap by more than rounding makes of it."""
    frames = [
        (x - b.half_width, y - b.above, x + b.half_width, y + b.below) for (x, y), b in zip(points, boxes, strict=True)
    ]
    return [
        (one, two)
        for one, two in combinations(range(len(frames)), 2)
        if frames[one][0] + 2 < frames[two][2]
        and frames[two][0] + 2 < frames[one][2]
        and frames[one][1] + 2 < frames[two][3]
        and frames[two][1] + 2 < frames[one][3]
    ]
