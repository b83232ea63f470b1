"""Choosing among the names that recognisers propose."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Mention

__all__ = ["select"]


def select(candidates: Iterable[Mention]) -> tuple[Mention, ...]:
    """The longest names first; a name that crosses the border of a chosen one is dropped, nested ones stay.

    Of several proposals with the same span and type the first recogniser by name is kept, copies that were spread last.
    """
    chosen: dict[tuple[int, int, str], Mention] = {}
    borders = _Borders()
    for mention in sorted(candidates, key=_preference):
        key = (mention.start, mention.end, mention.type)
        if key not in chosen and not borders.are_crossed_by(mention):
            chosen[key] = mention
            borders.add(mention)
    return tuple(sorted(chosen.values(), key=lambda m: (m.start, -m.end, m.type, m.found_by)))


def _preference(mention: Mention) -> tuple[int, int, str, bool, str, str]:
    length = mention.end - mention.start
    return -length, mention.start, mention.type, mention.found_by == "spread", mention.found_by, mention.name


class _Borders:
    """Where chosen names begin and end; a look at the places inside a name tells whether it crosses one."""

    def __init__(self) -> None:
        self._furthest_end: dict[int, int] = {}
        self._earliest_start: dict[int, int] = {}

    def add(self, mention: Mention) -> None:
        self._furthest_end[mention.start] = max(mention.end, self._furthest_end.get(mention.start, 0))
        self._earliest_start[mention.end] = min(mention.start, self._earliest_start.get(mention.end, mention.start))

    def are_crossed_by(self, mention: Mention) -> bool:
        return any(
            self._furthest_end.get(place, 0) > mention.end
            or self._earliest_start.get(place, mention.start) < mention.start
            for place in range(mention.start + 1, mention.end)
        )
