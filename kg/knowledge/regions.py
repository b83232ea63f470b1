"""What lies in what, as far as the lists of regions know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.knowledge.names import NameEntry

__all__ = ["RegionTree"]

_REGION = "AdministrativeRegion"
_DEEPEST = 6


class RegionTree:
    """The regions of the lists, each with all that it lies in; regions of one name are taken together (鼓楼区)."""

    def __init__(self, names: Iterable[NameEntry], country: str) -> None:
        parents: defaultdict[str, set[str]] = defaultdict(set)
        for entry in names:
            if entry.type == _REGION:
                parents[entry.canonical].add(entry.parent)
        self._parents: Mapping[str, frozenset[str]] = {name: frozenset(found - {""}) for name, found in parents.items()}
        self._country = country

    def may_lie_in(self, small: str, big: str) -> bool:
        """Whether the lists let one region lie in another.

        What they do not know may lie in anything that they do know. Of other countries they leave out the states:
        a foreign city may lie in any state of its country.
        """
        if small not in self._parents:
            return big in self._parents
        above = self._above(small)
        if big in above:
            return True
        return self._country not in above and not above.isdisjoint(self._parents.get(big, ()))

    def _above(self, region: str) -> frozenset[str]:
        """All that a region lies in."""
        found: set[str] = set()
        waiting = {region}
        for _ in range(_DEEPEST):
            waiting = {parent for name in waiting for parent in self._parents.get(name, ())} - found
            found |= waiting
        return frozenset(found)
