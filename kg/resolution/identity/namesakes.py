"""Persons of one name in several posts: one where an organisation connects them, else several.

A person is told from namesakes by the organisations that posts name with them (张三（甲公司）). A post that names
several connects them; a post that names none speaks of the only candidate, or of nobody known where there are several.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field

from kg.knowledge.loader import Knowledge
from kg.knowledge.names import entries_of
from kg.model import Entity, Evidence, Extraction
from kg.resolution.identity.census import Census
from kg.resolution.identity.company_names import written
from kg.resolution.identity.joining import Joined, Link, Reason
from kg.resolution.identity.quoting import place_of

__all__ = ["Namesakes", "person_label"]

_PERSON = "Person"
_WORKS, _AUTHOR, _PUBLISHED = "worksFor", "author", "publishedBy"
_COMPOUND = 2
_LONGEST_COMMON = 3


def person_label(name: str, organisation: str) -> str:
    """How a person is told from namesakes: 张三（甲公司）; the name alone where no organisation is named."""
    return f"{name}（{organisation}）" if organisation else name


@dataclass(slots=True)
class _Occurrence:
    """A person in one post, with the organisations that the post names with them."""

    document: str
    id: str
    name: str
    organisations: dict[str, Evidence] = field(default_factory=dict)


@dataclass(slots=True)
class _Node:
    """A name with one organisation, or with none: what persons are made of."""

    name: str
    organisation: str
    documents: list[str] = field(default_factory=list)


class Namesakes:
    """The persons of a build.

    Args:
        census: what the posts say about names.
        knowledge: for compound surnames.
        organisation: the name of the entity that an id belongs to, after organisations are joined; "" where the name
            does not say who is meant outside its own post.
    """

    def __init__(self, census: Census, knowledge: Knowledge, organisation: Callable[[str], str]) -> None:
        surnames = entries_of(knowledge.names, "Surname")
        self._compound = tuple(entry.name for entry in surnames if len(entry.name) == _COMPOUND)
        self._kind = knowledge.ontology.classes[_PERSON].label_zh
        self._organisation = organisation
        self._census = census
        self._occurrences = [one for each in census.extractions.values() for one in self._of_post(each)]
        self._nodes: dict[str, _Node] = {}
        self._namesakes: defaultdict[str, list[str]] = defaultdict(list)
        for one in self._occurrences:
            for organisation_name in one.organisations or ("",):
                self._note(one, organisation_name)

    def join(self, joined: Joined) -> None:
        """Add the stages: rare names, posts that connect organisations, posts that name none."""
        joined.stage(self._rare_names())
        joined.stage(self._connected())
        joined.stage(self._only_namesakes(joined))

    def key(self, name: str, organisation: str = "") -> str | None:
        """The key of a person told by name and organisation; by the name alone, if no post tells closer."""
        wanted = _key(name, organisation)
        if wanted in self._nodes:
            return wanted
        keys = self._namesakes.get(written(name), ()) if not organisation else ()
        return keys[0] if len(keys) == 1 else None

    def label(self, key: str) -> str:
        """How a key is shown to people."""
        return person_label(self._nodes[key].name, self._nodes[key].organisation)

    def is_of_several_posts(self, link: Link) -> bool:
        """Whether a link joins what more than one post says; within one post nothing was ever apart."""
        return len({document for key in (link.id, link.into) for document in self._nodes[key].documents}) > 1

    def settle(self, joined: Joined, taken: Collection[str]) -> dict[tuple[str, str], tuple[str, str]]:
        """The id and the name of the person that each person of each post is, by the ids of the post and the person.

        Args:
            joined: after `join`.
            taken: ids of other entities, which no person may have.
        """
        keys = {(one.document, one.id): self._key_of(one, joined) for one in self._occurrences}
        groups: defaultdict[str, set[str]] = defaultdict(set)
        for key in keys.values():
            groups[joined.group(key)].add(key)
        names = {group: min((self._nodes[key].name for key in found), key=_rank) for group, found in groups.items()}
        count = Counter(written(name) for name in names.values())
        ids: dict[str, str] = {}
        for group, name in names.items():
            organisation = self._organisation_of(name, joined.members(group)) if count[written(name)] > 1 else ""
            ids[group] = self._free(person_label(name, organisation), taken)
        return {place: (ids[joined.group(key)], names[joined.group(key)]) for place, key in keys.items()}

    def _of_post(self, extraction: Extraction) -> Iterator[_Occurrence]:
        document = extraction.document.id
        people = {
            entity.id: _Occurrence(document, entity.id, entity.name)
            for entity in extraction.entities
            if entity.id in self._census.people
        }
        for who, where, evidence in _employments(extraction):
            name = self._organisation(where.id) if where.id in self._census.named else ""
            if name and who.id in people:
                people[who.id].organisations.setdefault(name, evidence)
        yield from people.values()

    def _note(self, occurrence: _Occurrence, organisation: str) -> None:
        key = _key(occurrence.name, organisation)
        if key not in self._nodes:
            self._nodes[key] = _Node(occurrence.name, organisation)
            self._namesakes[written(occurrence.name)].append(key)
        node = self._nodes[key]
        node.name = min(node.name, occurrence.name)
        node.documents.append(occurrence.document)

    def _rare_names(self) -> Iterator[Link]:
        """A long name, mostly a foreign one, has no namesakes to speak of."""
        for name, keys in sorted(self._namesakes.items()):
            compound = len(name) == _LONGEST_COMMON + 1 and name.startswith(self._compound)
            if len(name) > _LONGEST_COMMON and not compound:
                first, *others = sorted(keys)
                yield from (Link(other, first, Reason.RARE_NAME, self._evidence(other)) for other in others)

    def _connected(self) -> Iterator[Link]:
        for one in self._occurrences:
            first = min(one.organisations, default="")
            for other, evidence in sorted(one.organisations.items()):
                if other != first:
                    yield Link(_key(one.name, other), _key(one.name, first), Reason.CONNECTED, evidence)

    def _only_namesakes(self, joined: Joined) -> Iterator[Link]:
        for keys in self._namesakes.values():
            bare = [key for key in keys if not self._nodes[key].organisation]
            told = sorted(key for key in keys if self._nodes[key].organisation)
            if bare and len({joined.group(key) for key in told}) == 1:
                yield Link(bare[0], told[0], Reason.ONLY_NAMESAKE, self._evidence(bare[0]))

    def _evidence(self, key: str) -> Evidence | None:
        node = self._nodes[key]
        return place_of(node.name, self._census.extractions[min(node.documents)])

    def _key_of(self, one: _Occurrence, joined: Joined) -> str:
        """The node of a person in a post; the bare one where its organisations are of different persons."""
        keys = sorted(_key(one.name, organisation) for organisation in one.organisations)
        if len({joined.group(key) for key in keys}) == 1:
            return keys[0]
        if _key(one.name) not in self._nodes:
            self._note(one, "")
        return _key(one.name)

    def _organisation_of(self, name: str, members: Iterable[str]) -> str:
        """The organisation that most posts name with a person."""
        told = [self._nodes[key] for key in members if written(self._nodes[key].name) == written(name)]
        named = sorted((-len(node.documents), node.organisation) for node in told if node.organisation)
        return named[0][1] if named else ""

    def _free(self, identifier: str, taken: Collection[str]) -> str:
        while identifier in taken:
            identifier = person_label(identifier, self._kind)
        return identifier


def _employments(extraction: Extraction) -> Iterator[tuple[Entity, Entity, Evidence]]:
    """Who works where, by the words of a post and by its byline."""
    media = [fact.object for fact in extraction.facts if fact.property == _PUBLISHED]
    for fact in extraction.facts:
        if fact.property == _WORKS and isinstance(fact.object, Entity):
            yield fact.subject, fact.object, fact.evidences[0]
        if fact.property == _AUTHOR and isinstance(fact.object, Entity):
            yield from ((fact.object, one, fact.evidences[0]) for one in media if isinstance(one, Entity))


def _rank(name: str) -> tuple[int, str]:
    return -len(name), name


def _key(name: str, organisation: str = "") -> str:
    return f"{written(name)}\0{organisation}"
