"""What has changed between two builds, fact by fact, and what in their posts, rules and lists made it change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kg.builds.manifest import Manifest
from kg.model import Evidence, Fact, KnowledgeGraph, Status
from kg.statements import statement_key, value_key

__all__ = ["Cause", "CauseKind", "Change", "ChangeKind", "compare"]

_Triple = tuple[str, str, tuple[str, ...]]
_Statements = Mapping[tuple[object, ...], Fact]


class ChangeKind(StrEnum):
    """What happened to a fact."""

    ADDED = "added"
    LOST = "lost"
    STATUS = "status"


class CauseKind(StrEnum):
    """What made it happen, the nearest cause first."""

    POST_ADDED = "post-added"
    POST_CHANGED = "post-changed"
    POST_REMOVED = "post-removed"
    RULE_ADDED = "rule-added"
    RULE_CHANGED = "rule-changed"
    RULE_REMOVED = "rule-removed"
    WORDS_CHANGED = "words-changed"
    NAMES_CHANGED = "names-changed"
    PROGRAM_CHANGED = "program-changed"
    LEDGER_CHANGED = "ledger-changed"
    OTHER_POSTS = "other-posts"


@dataclass(frozen=True, slots=True, order=True)
class Cause:
    """Why a fact changed.

    Attributes:
        kind: what it is.
        name: of the post, the rule or the list; "" for the program, the ledger and other posts.
    """

    kind: CauseKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that is new, gone, or of another status.

    Attributes:
        kind: what happened.
        fact: as it stands in the newer build; where it is lost, as it stood in the older.
        before: the statuses that posts gave it in the older build, the firmest first.
        after: the same in the newer one.
        causes: sorted; none where a build left no manifest.
    """

    kind: ChangeKind
    fact: Fact
    before: tuple[Status, ...]
    after: tuple[Status, ...]
    causes: tuple[Cause, ...] = ()


def compare(
    old: KnowledgeGraph, new: KnowledgeGraph, made_of_old: Manifest | None = None, made_of_new: Manifest | None = None
) -> tuple[Change, ...]:
    """Tell what has changed from one build to another.

    A fact whose subject, property and object stay while its status becomes another (拟投资 → 已投产) is one change.
    Facts that differ in what else they say (qualifiers, time, speaker) are a lost one and an added one. Further
    evidence of a fact that was known is no change.

    Returns:
        the changes, those of status first, then the added and the lost; each sorted by what the facts say.
    """
    past, present = _statements(old), _statements(new)
    added = [fact for key, fact in present.items() if key not in past]
    lost = [fact for key, fact in past.items() if key not in present]
    turned = _turned(past, present)
    rising, falling = _by_triple(added), _by_triple(lost)

    def causes(gained: Iterable[Fact], gone: Iterable[Fact]) -> tuple[Cause, ...]:
        if made_of_old is None or made_of_new is None:
            return ()
        why_gained = (_cause(said, made_of_new, made_of_old, gain=True) for fact in gained for said in fact.evidences)
        why_gone = (_cause(said, made_of_old, made_of_new, gain=False) for fact in gone for said in fact.evidences)
        return tuple(sorted({cause for found in (*why_gained, *why_gone) for cause in found}))

    changes = [
        Change(ChangeKind.STATUS, fact, before, after, causes(rising[triple], falling[triple]))
        for triple, (fact, before, after) in sorted(turned.items(), key=repr)
    ]
    changes += [
        Change(ChangeKind.ADDED, fact, (), (fact.status,), causes([fact], ()))
        for fact in added
        if _triple(fact) not in turned
    ]
    changes += [
        Change(ChangeKind.LOST, fact, (fact.status,), (), causes((), [fact]))
        for fact in lost
        if _triple(fact) not in turned
    ]
    return tuple(changes)


def _statements(graph: KnowledgeGraph) -> _Statements:
    found = {statement_key(fact): fact for fact in graph.facts}
    return {key: found[key] for key in sorted(found, key=repr)}


def _triple(fact: Fact) -> _Triple:
    return fact.subject.id, fact.property, value_key(fact.object)


def _by_triple(facts: Iterable[Fact]) -> Mapping[_Triple, list[Fact]]:
    found: defaultdict[_Triple, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[_triple(fact)].append(fact)
    return found


def _turned(
    past: _Statements, present: _Statements
) -> dict[_Triple, tuple[Fact, tuple[Status, ...], tuple[Status, ...]]]:
    """The triples whose statuses have changed: a firm fact of the newer build, the statuses before and after."""
    before, after = _by_triple(past.values()), _by_triple(present.values())
    found = {}
    for triple in before.keys() & after.keys():
        then, now = _statuses(before[triple]), _statuses(after[triple])
        if then != now:
            found[triple] = min(after[triple], key=lambda fact: now.index(fact.status)), then, now
    return found


def _statuses(facts: Iterable[Fact]) -> tuple[Status, ...]:
    found = {fact.status for fact in facts}
    return tuple(status for status in Status if status in found)


def _cause(said: Evidence, has: Manifest, lacks: Manifest, *, gain: bool) -> Iterator[Cause]:
    """Why the build that `has` the evidence has it, and the other `lacks` it."""
    if said.document not in lacks.posts:
        yield Cause(CauseKind.POST_ADDED if gain else CauseKind.POST_REMOVED, said.document)
    elif lacks.posts[said.document] != has.posts.get(said.document):
        yield Cause(CauseKind.POST_CHANGED, said.document)
    elif said.rule in has.rules and said.rule not in lacks.rules:
        yield Cause(CauseKind.RULE_ADDED if gain else CauseKind.RULE_REMOVED, said.rule)
    elif lacks.rules.get(said.rule) != has.rules.get(said.rule):
        yield Cause(CauseKind.RULE_CHANGED, said.rule)
    else:
        yield from _common_causes(has, lacks)


def _common_causes(one: Manifest, other: Manifest) -> Iterator[Cause]:
    """What may have changed any reading; where nothing did, other posts have names joined otherwise."""
    found = [
        *(Cause(CauseKind.WORDS_CHANGED, name) for name in _differing(one.words, other.words)),
        *(Cause(CauseKind.NAMES_CHANGED, name) for name in _differing(one.names, other.names)),
    ]
    if one.program != other.program:
        found.append(Cause(CauseKind.PROGRAM_CHANGED))
    if one.ledger != other.ledger:
        found.append(Cause(CauseKind.LEDGER_CHANGED))
    yield from found or [Cause(CauseKind.OTHER_POSTS)]


def _differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
