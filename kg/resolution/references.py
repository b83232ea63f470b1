"""Which entity each mention of a document refers to: same names, short forms, words that point back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.knowledge.loader import Knowledge
from kg.model import Document, Entity, Mention, Pointing, Speech
from kg.resolution.antecedents import Surroundings
from kg.resolution.naming import Key, NamingRules, clean_name
from kg.resolution.pointing import point_back

__all__ = ["References", "resolve_references"]

_POINTING = frozenset(Pointing)
# Recognisers that may know a thing by another name than the words of the text: those words are a name too.
_RENAMING = frozenset({"bracket", "company", "context", "declared", "gazetteer", "short", "spread"})
_SHORTEST_NAME = 2
_PHASE = "Phase"


@dataclass(frozen=True, slots=True)
class References:
    """The entities of a document, and which of them each mention refers to.

    Attributes:
        entities: sorted by id.
        of: the entity of each mention that refers to one.
        several: the entities of each mention that refers to more than one (双方, 上述企业).
    """

    entities: tuple[Entity, ...]
    of: Mapping[Mention, Entity]
    several: Mapping[Mention, tuple[Entity, ...]] = field(default_factory=dict)

    def meant(self, mention: Mention) -> tuple[Entity, ...]:
        """All that a mention refers to: one entity, several, or none."""
        one = self.of.get(mention)
        return (one,) if one else self.several.get(mention, ())


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
    document: Document,
    mentions: Iterable[Mention],
    declared: Iterable[tuple[Mention, str]],
    knowledge: Knowledge,
    *,
    speech: Iterable[Speech] = (),
    employers: Mapping[Mention, Mention] | None = None,
    others: Mapping[Mention, frozenset[Mention]] | None = None,
) -> References:
    """Find the entity of every mention.

    Args:
        document: whose mentions they are.
        mentions: all, values included (they refer to no entity and are left out).
        declared: names that the text itself gives to a mention (以下简称“…”).
        knowledge: for canonical names, the class tree and the forms of short names.
        speech: who says what, for 本公司 and 我们.
        employers: the organisation that each person is said to work for, for the same.
        others: what each word cannot mean, as it does something to it.
    """
    ordered = sorted(
        {m for m in mentions if _may_refer(m, knowledge)}, key=lambda m: (m.start, -m.end, m.type, m.name, m.found_by)
    )
    naming = NamingRules(knowledge)
    clusters = _Clusters()
    keys = {m: naming.key(m) for m in ordered if m.found_by not in _POINTING}
    naming.join_short_forms(sorted(set(keys.values())), clusters)
    naming.join_full_names({(key, clean_name(m.name)) for m, key in keys.items()}, clusters)
    declared = tuple(declared)
    for mention, name in declared:
        if mention in keys:
            clusters.join((keys[mention][0], name), keys[mention])
    called = _called(keys.values(), clusters, naming)
    spoken = tuple(sorted(speech, key=lambda s: (s.start, s.end)))
    around = Surroundings(document, spoken, employers or {}, others or {})
    pointed = point_back(around, ordered, {mention: called[key] for mention, key in keys.items()}, naming)
    keys.update((mention, targets[0]) for mention, targets in pointed.items() if len(targets) == 1)
    several = {mention: targets for mention, targets in pointed.items() if len(targets) > 1}
    return _entities(document.text, keys, several, clusters, declared, naming, knowledge)


def _called(keys: Iterable[Key], clusters: _Clusters, naming: NamingRules) -> dict[Key, Key]:
    """Each key under the canonical name of its cluster."""
    names: defaultdict[Key, list[str]] = defaultdict(list)
    unique = sorted(set(keys))
    for key in unique:
        names[clusters.find(key)].append(key[1])
    return {key: (key[0], naming.canonical(names[clusters.find(key)], key[1])) for key in unique}


def _may_refer(mention: Mention, knowledge: Knowledge) -> bool:
    """Words that name a thing of the ontology; posts, rounds and the like are only read by rules."""
    return mention.value is None and (mention.type in knowledge.ontology.classes or mention.type == _PHASE)


def _entities(
    text: str,
    keys: Mapping[Mention, Key],
    several: Mapping[Mention, tuple[Key, ...]],
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
        name, kind, aliases = _describe(text, leader, found, keys, naming, knowledge)
        names = {*aliases, *given.get(leader, ())} - {name}
        entities[leader] = Entity(naming.identifier(name, kind), kind, name, tuple(sorted(names)))
    of = {mention: entities[clusters.find(key)] for mention, key in keys.items()}
    groups = {
        mention: tuple(dict.fromkeys(entities[clusters.find(key)] for key in targets))
        for mention, targets in several.items()
    }
    return References(tuple(sorted(entities.values(), key=lambda e: e.id)), of, groups)


def _describe(
    text: str,
    leader: Key,
    found: list[Mention],
    keys: Mapping[Mention, Key],
    naming: NamingRules,
    knowledge: Knowledge,
) -> tuple[str, str, tuple[str, ...]]:
    name = naming.canonical([keys[m][1] for m in found], leader[1])
    surfaces = {clean_name(m.name) for m in found if m.found_by not in _POINTING or m.found_by == Pointing.PHASE}
    surfaces |= {keys[m][1] for m in found} | _other_names(text, found)
    kinds = Counter(m.type for m in found if m.found_by not in _POINTING)
    kinds = kinds or Counter("Project" if m.found_by == Pointing.PHASE else m.type for m in found)
    kind = min(kinds, key=lambda k: (-len(knowledge.ontology.ancestors(k)), -kinds[k], k))
    return name, kind, tuple(sorted(surfaces - {name, ""}))


def _other_names(text: str, found: Iterable[Mention]) -> set[str]:
    words = {text[m.start : m.end] for m in found if m.found_by in _RENAMING}
    return {name for name in words if len(name) >= _SHORTEST_NAME}
