"""Names joined stage by stage: each link has its reason, and no stage joins what is known to be apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.model import Evidence

__all__ = ["Joined", "Link", "Reason"]


class Reason(StrEnum):
    """Why two names are taken for one thing, in the order of the stages."""

    LEDGER = "ledger"
    SAME_WRITING = "same-writing"
    SAME_PLACE = "same-place"
    LEGAL_FORM = "legal-form"
    STOCK_CODE = "stock-code"
    DECLARED_ALIAS = "declared-alias"
    SHORT_FORM = "short-form"
    USED_ALIAS = "used-alias"
    CONNECTED = "connected"
    RARE_NAME = "rare-name"
    ONLY_NAMESAKE = "only-namesake"


@dataclass(frozen=True, slots=True)
class Link:
    """One piece of evidence that two ids are of one thing.

    Attributes:
        id: of the name that is given up.
        into: of the name that it is compared with.
        reason: why they are one.
        evidence: where a post says so, if one does.
        place: the entry of the ledger that says so, or "".
    """

    id: str
    into: str
    reason: Reason
    evidence: Evidence | None = None
    place: str = ""


def _order(link: Link) -> tuple[str | int, ...]:
    said = link.evidence
    place = (said.document, said.start, said.end) if said else ()
    return link.id, link.into, link.reason, link.place, *place


class _Groups:
    """Ids that are one, joined step by step (union-find, the smaller group under the larger)."""

    def __init__(self) -> None:
        self._leader: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}

    def find(self, key: str) -> str:
        if key not in self._leader:
            self._leader[key] = key
            self._members[key] = [key]
        return self._leader[key]

    def members(self, key: str) -> list[str]:
        return self._members[self.find(key)]

    def join(self, one: str, other: str) -> None:
        kept, given = sorted((self.find(one), self.find(other)), key=lambda key: (-len(self._members[key]), key))
        if kept != given:
            for member in self._members[given]:
                self._leader[member] = kept
            self._members[kept].extend(self._members.pop(given))


class Joined:
    """Which ids are one, and by which links.

    Args:
        apart: pairs of ids that are of different things, by the ledger.
    """

    def __init__(self, apart: Iterable[tuple[str, str]] = ()) -> None:
        self._groups = _Groups()
        self._apart = tuple(sorted({(min(pair), max(pair)) for pair in apart}))
        self.links: list[Link] = []

    def group(self, key: str) -> str:
        """The id that stands for the group of an id."""
        return self._groups.find(key)

    def members(self, key: str) -> Sequence[str]:
        """All ids of the group of an id."""
        return self._groups.members(key)

    def kept_apart(self) -> frozenset[tuple[str, str]]:
        """The pairs of groups that must not become one."""
        pairs = ((self.group(one), self.group(other)) for one, other in self._apart)
        return frozenset(pair for one, other in pairs for pair in ((one, other), (other, one)))

    def stage(
        self, links: Iterable[Link], blocked: Callable[[Sequence[str]], bool] = lambda _: False, *, forced: bool = False
    ) -> None:
        """Join what the links of one stage say, all at once: the order of the links never matters.

        Where a stage would make one of what is known to be apart, it cannot know which of the links is wrong, and
        takes none of those that hang together.

        Args:
            links: of the stage.
            blocked: whether groups, given by their ids, may not become one for a reason of the stage's own.
            forced: take every link, whatever speaks against it.
        """
        fresh = sorted(
            {link for link in links if self.group(link.id) != self.group(link.into)},
            key=_order,
        )
        together = _Groups()
        for link in fresh:
            together.join(self.group(link.id), self.group(link.into))
        placed = [(link, together.find(self.group(link.id))) for link in fresh]
        refused = frozenset() if forced else self._refused({leader for _, leader in placed}, together, blocked)
        for link, leader in placed:
            if leader not in refused and self.group(link.id) != self.group(link.into):
                self._groups.join(link.id, link.into)
                self.links.append(link)

    def _refused(
        self, leaders: Iterable[str], together: _Groups, blocked: Callable[[Sequence[str]], bool]
    ) -> frozenset[str]:
        refused = {together.find(one) for one, other in self.kept_apart() if together.find(one) == together.find(other)}
        for leader in leaders:
            if blocked([identifier for group in together.members(leader) for identifier in self.members(group)]):
                refused.add(leader)
        return frozenset(refused)

    def canonical(self, rank: Callable[[str], tuple[bool | int | str, ...]]) -> Mapping[str, str]:
        """For each id that was joined with another, the first of its group by `rank`."""
        chosen: dict[str, str] = {}
        for link in self.links:
            leader = self.group(link.id)
            if leader not in chosen:
                chosen[leader] = min(self.members(leader), key=rank)
        return {member: first for leader, first in chosen.items() for member in self.members(leader)}
