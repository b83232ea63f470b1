"""Which entity each mention of a document refers to: same names, short forms, words that point back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.knowledge.loader import Knowledge
from kg.model import Document, Entity, Mention
from kg.resolution.naming import NamingRules, clean_name

__all__ = ["References", "resolve_references"]

_POINTING = frozenset({"anaphor", "venue", "phase", "relative-region"})
_NEVER_ENTITIES = frozenset({"Post", "Text", "Time"})
_FACILITY_LIKE = ("Facility", "Project", "Platform", "IndustrialPark")

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class References:
    """The entities of a document, and which of them each mention refers to."""

    entities: tuple[Entity, ...]
    of: Mapping[Mention, Entity]


class _Clusters:
    """Names that refer to the same entity, joined step by step (union-find)."""

    def __init__(self) -> None:
        self._leader: dict[Key, Key] = {}

    def find(self, key: Key) -> Key:
        self._leader.setdefault(key, key)
        while self._leader[key] != key:
            key = self._leader[key]
        return key

    def join(self, key: Key, into: Key) -> None:
        self._leader[self.find(key)] = self.find(into)


def resolve_references(
    document: Document, mentions: Iterable[Mention], declared: Iterable[tuple[Mention, str]], knowledge: Knowledge
) -> References:
    """Find the entity of every mention.

    Args:
        document: whose mentions they are.
        mentions: all, values included (they refer to no entity and are left out).
        declared: names that the text itself gives to a mention (以下简称“…”).
        knowledge: for canonical names, the class tree and the forms of short names.
    """
    ordered = sorted(
        {m for m in mentions if _may_refer(m, knowledge)}, key=lambda m: (m.start, -m.end, m.type, m.name, m.found_by)
    )
    naming = NamingRules(knowledge)
    clusters = _Clusters()
    named = [m for m in ordered if m.found_by not in _POINTING]
    keys = {m: naming.key(m) for m in named}
    naming.join_short_forms(sorted(set(keys.values())), clusters)
    declared = tuple(declared)
    for mention, name in declared:
        if mention in keys:
            clusters.join((keys[mention][0], name), keys[mention])
    called = _called(keys.values(), clusters, naming)
    named_as = {mention: called[key] for mention, key in keys.items()}
    for mention in ordered:
        if mention.found_by in _POINTING:
            target = _pointed_at(document, mention, named, named_as, naming, knowledge)
            if target:
                keys[mention] = target
    return _entities(keys, clusters, declared, naming, knowledge)


def _called(keys: Iterable[Key], clusters: _Clusters, naming: NamingRules) -> dict[Key, Key]:
    """Each key under the canonical name of its cluster."""
    names: defaultdict[Key, list[str]] = defaultdict(list)
    unique = sorted(set(keys))
    for key in unique:
        names[clusters.find(key)].append(key[1])
    return {key: (key[0], naming.canonical(names[clusters.find(key)], key[1])) for key in unique}


def _may_refer(mention: Mention, knowledge: Knowledge) -> bool:
    return mention.value is None and mention.type not in _NEVER_ENTITIES and mention.type not in knowledge.dimensions


def _pointed_at(
    document: Document,
    mention: Mention,
    named: list[Mention],
    keys: Mapping[Mention, Key],
    naming: NamingRules,
    knowledge: Knowledge,
) -> Key | None:
    earlier = [m for m in named if m.end <= mention.start]
    if mention.found_by == "relative-region":
        beside = next((m for m in named if m.end == mention.start and m.type == "AdministrativeRegion"), None)
        if beside:
            return keys[beside]
        return naming.relative_region(mention.name, [m for m in named if m.type == "AdministrativeRegion"])
    if mention.found_by == "venue":
        events = [m for m in earlier if m.type == "Event" and m.start > len(document.title)]
        same = [m for m in events if m.name.endswith(mention.name.removesuffix("现场")) and mention.name != "现场"]
        return keys[(same or events)[0]] if events else None
    if mention.found_by == "phase":
        wholes = [m for m in earlier if any(knowledge.is_a(m.type, kind) for kind in _FACILITY_LIKE)]
        outer = [m for m in wholes if not _is_nested(m, wholes)]
        return naming.phase_key(keys[outer[-1]], mention) if outer else None
    head = naming.head(mention.name)
    fitting = [m for m in earlier if naming.may_be_called(m.type, mention.type) and not _is_nested(m, earlier)]
    same_head = [m for m in fitting if m.name.endswith(head)]
    if head not in {"项目", "公司", "企业"}:
        return keys[same_head[-1]] if same_head else None
    return keys[fitting[-1]] if fitting else None


def _is_nested(mention: Mention, others: Iterable[Mention]) -> bool:
    return any(
        o.start <= mention.start and mention.end <= o.end and o.end - o.start > mention.end - mention.start
        for o in others
    )


def _entities(
    keys: Mapping[Mention, Key],
    clusters: _Clusters,
    declared: tuple[tuple[Mention, str], ...],
    naming: NamingRules,
    knowledge: Knowledge,
) -> References:
    members: defaultdict[Key, list[Mention]] = defaultdict(list)
    naming.join_proper_names(sorted(set(keys.values())), clusters)
    for mention, key in keys.items():
        members[clusters.find(key)].append(mention)
    given: defaultdict[Key, set[str]] = defaultdict(set)
    for mention, name in declared:
        if mention in keys:
            given[clusters.find(keys[mention])].add(name)
    entities: dict[Key, Entity] = {}
    for leader, found in sorted(members.items()):
        name, kind, aliases = _describe(leader, found, keys, naming, knowledge)
        names = {*aliases, *given.get(leader, ())} - {name}
        entities[leader] = Entity(naming.identifier(name, kind), kind, name, tuple(sorted(names)))
    of = {mention: entities[clusters.find(key)] for mention, key in keys.items()}
    return References(tuple(sorted(entities.values(), key=lambda e: e.id)), of)


def _describe(
    leader: Key, found: list[Mention], keys: Mapping[Mention, Key], naming: NamingRules, knowledge: Knowledge
) -> tuple[str, str, tuple[str, ...]]:
    name = naming.canonical([keys[m][1] for m in found], leader[1])
    surfaces = {clean_name(m.name) for m in found if m.found_by not in _POINTING or m.found_by == "phase"}
    surfaces |= {keys[m][1] for m in found}
    kinds = Counter(m.type for m in found if m.found_by not in _POINTING)
    kinds = kinds or Counter("Project" if m.found_by == "phase" else m.type for m in found)
    kind = min(kinds, key=lambda k: (-len(knowledge.ontology.ancestors(k)), -kinds[k], k))
    return name, kind, tuple(sorted(surfaces - {name, ""}))
