"""Choosing among the names that recognisers propose."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Mention

__all__ = ["select"]


def select(candidates: Iterable[Mention]) -> tuple[Mention, ...]:
    """The longest names first; a name that crosses the border of a chosen one is dropped, nested ones stay.

    Of several proposals with the same span and type the first recogniser by name is kept.
    """
    chosen: list[Mention] = []
    taken: dict[tuple[int, int, str], Mention] = {}
    for mention in sorted(
        candidates, key=lambda m: (m.start - m.end, m.start, m.type, m.found_by == "spread", m.found_by, m.name)
    ):
        key = (mention.start, mention.end, mention.type)
        if key in taken or any(_cross(mention, other) for other in chosen):
            continue
        taken[key] = mention
        chosen.append(mention)
    return tuple(sorted(chosen, key=lambda m: (m.start, -m.end, m.type, m.found_by)))


def _cross(a: Mention, b: Mention) -> bool:
    return (a.start < b.start < a.end < b.end) or (b.start < a.start < b.end < a.end)
