"""The decisions of the ledger, applied to the names of a build."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from kg.errors import KnowledgeError
from kg.knowledge.ledger import Decision, Ledger
from kg.knowledge.loader import Knowledge
from kg.resolution.identity.census import Census
from kg.resolution.identity.company_names import written
from kg.resolution.identity.joining import Joined, Link, Reason

__all__ = ["EntityNames", "apply_decisions", "told_person"]

_TOLD = re.compile(r"([^（）()]+)[（(](.+)[）)]")


class EntityNames:
    """The ids of the entities of a build, persons and articles excepted, by what they are called."""

    def __init__(self, census: Census, knowledge: Knowledge) -> None:
        self._census = census
        self._knowledge = knowledge
        self._by_name: defaultdict[str, set[str]] = defaultdict(set)
        self._by_alias: defaultdict[str, set[str]] = defaultdict(set)
        for one in census.named.values():
            self._by_name[one.name].add(one.id)
            self._by_name[written(one.name)].add(one.id)
        for extraction in census.extractions.values():
            for entity in extraction.entities:
                for alias in entity.aliases if entity.id in census.named else ():
                    self._by_alias[alias].add(entity.id)

    def ids(self, name: str, kind: str = "") -> tuple[str, ...]:
        """The entities of a name and, if it is given, of a class; by an alias where it is one entity's alone."""
        if name in self._census.named:
            found = {name}
        else:
            found = self._by_name.get(name) or self._by_name.get(written(name)) or set()
        fitting = [one for one in found if not kind or self._knowledge.is_a(self._census.named[one].type, kind)]
        others = self._by_alias.get(name, set())
        return tuple(sorted(fitting or (others if len(others) == 1 else ())))


def told_person(name: str) -> tuple[str, str]:
    """The name and the organisation of 张三（甲公司）; no organisation where there are no brackets."""
    found = _TOLD.fullmatch(name)
    return (found[1], found[2]) if found else (name, "")


def apply_decisions(
    ledger: Ledger, find: Callable[[str, str], Sequence[str]], compatible: Callable[[str, str], bool]
) -> Joined:
    """Begin joining with what the ledger says.

    Args:
        ledger: of the user; names that no post of the build has are of no consequence.
        find: the ids of a name, given a class or "".
        compatible: whether the classes of two ids allow them to be one.

    Raises:
        KnowledgeError: names that the ledger keeps apart are one thing by other names that it gives them.
    """
    apart = [
        (pair, decision)
        for decision in ledger.decisions
        if not decision.same
        for pair in _pairs(decision, find)
        if pair[0] != pair[1]
    ]
    joined = Joined(pair for pair, _ in apart)
    joined.stage(_links(ledger, find, compatible), forced=True)
    faults = {
        f"{decision.place}: {'、'.join(decision.names)} 不同，但账本的其他条目使它们相同（the same by）："
        f"{_places(joined, pair[0])}"
        for pair, decision in apart
        if joined.group(pair[0]) == joined.group(pair[1])
    }
    if faults:
        raise KnowledgeError("\n".join(sorted(faults)))
    return joined


def _links(
    ledger: Ledger, find: Callable[[str, str], Sequence[str]], compatible: Callable[[str, str], bool]
) -> Iterator[Link]:
    for decision in ledger.decisions:
        if decision.same:
            pairs = [(one, other) for one, other in _pairs(decision, find) if one != other]
            # Where a name is of several things (人工智能, an industry and a technology), like goes with like.
            alike = [pair for pair in pairs if compatible(*pair)]
            for one, other in alike or (pairs if len(pairs) == 1 else ()):
                yield Link(one, other, Reason.LEDGER, place=decision.place)


def _pairs(decision: Decision, find: Callable[[str, str], Sequence[str]]) -> Iterator[tuple[str, str]]:
    for one, other in decision.pairs:
        for first in find(one, decision.type):
            yield from ((first, second) for second in find(other, decision.type))


def _places(joined: Joined, identifier: str) -> str:
    members = set(joined.members(identifier))
    return "、".join(sorted({link.place for link in joined.links if link.place and link.id in members}))
