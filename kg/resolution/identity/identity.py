"""Which entities of which posts are one: what the ledger says, organisations and things, then persons.

Every merge of different names is a `Merge` with its reason and its evidence. The order of posts is of no consequence:
each stage looks at all posts at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from kg.knowledge.ledger import Ledger
from kg.knowledge.loader import Knowledge
from kg.model import Evidence, Extraction
from kg.resolution.identity.census import Census, take_census
from kg.resolution.identity.decisions import EntityNames, apply_decisions, told_person
from kg.resolution.identity.joining import Joined, Link
from kg.resolution.identity.merges import Merge
from kg.resolution.identity.namesakes import Namesakes
from kg.resolution.identity.organisations import OrganisationNames
from kg.resolution.identity.quoting import place_of

__all__ = ["Identities", "identify"]

_ID_LENGTH = 8
_PERSON = "Person"


@dataclass(frozen=True, slots=True)
class Identities:
    """Which entities of posts are one.

    Attributes:
        names: the ids and names that entities go by in the graph, where they differ from those in the post; by id.
        people: the same for persons; by the ids of the post and of the person in it.
        merges: of different names, sorted.
    """

    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    people: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    merges: tuple[Merge, ...] = ()

    def of(self, document: str, identifier: str, name: str) -> tuple[str, str]:
        """The id and the name in the graph of an entity of a post, given its id and its name there."""
        return self.people.get((document, identifier)) or self.names.get(identifier, (identifier, name))


def identify(extractions: Iterable[Extraction], knowledge: Knowledge, ledger: Ledger | None = None) -> Identities:
    """Find which entities of all posts of a build are one.

    Args:
        extractions: one for each document, in any order.
        knowledge: for the forms of names and the class tree.
        ledger: the user's decisions.

    Raises:
        KnowledgeError: the ledger contradicts itself on the names of these posts.
    """
    decided = ledger or Ledger()
    census = take_census(sorted(extractions, key=lambda each: each.document.id), knowledge)
    organisations = OrganisationNames(census, knowledge)
    entities = EntityNames(census, knowledge)
    joined = apply_decisions(decided, entities.ids, organisations.compatible)
    organisations.join(joined)
    canonical = joined.canonical(organisations.rank)
    names = {one: (census.named[first].id, census.named[first].name) for one, first in canonical.items()}

    def name_of(identifier: str) -> str:
        return names[identifier][1] if identifier in names else census.named[identifier].name

    namesakes = Namesakes(census, knowledge, lambda one: name_of(one) if organisations.tells(one) else "")

    def find_person(name: str, kind: str) -> Sequence[str]:
        return _people(name, kind, namesakes, entities, name_of)

    told = apply_decisions(decided, find_person, lambda *_: True)
    namesakes.join(told)
    people = namesakes.settle(told, census.named.keys())
    merges = [*_merges(joined, census), *_merges_of_people(told, namesakes)]
    return Identities(names, people, tuple(sorted(merges, key=lambda one: (one.into, one.name, one.reason))))


def _people(
    name: str, kind: str, namesakes: Namesakes, entities: EntityNames, name_of: Callable[[str], str]
) -> Sequence[str]:
    """The keys of a person, told by any name of an organisation or by none."""
    if kind not in {"", _PERSON}:
        return ()
    person, organisation = told_person(name)
    known = {name_of(one) for one in entities.ids(organisation)} if organisation else {""}
    keys = (namesakes.key(person, one) for one in sorted(known))
    return [key for key in keys if key is not None]


def _merges(joined: Joined, census: Census) -> Iterator[Merge]:
    for link in joined.links:
        one, into = census.named[link.id], census.named[link.into]
        evidence = link.evidence or place_of(one.name, census.extractions[one.documents[0]])
        yield _merge(link, one.name, into.name, into.type, evidence, one.documents[0])


def _merges_of_people(joined: Joined, namesakes: Namesakes) -> Iterator[Merge]:
    for link in filter(namesakes.is_of_several_posts, joined.links):
        yield _merge(link, namesakes.label(link.id), namesakes.label(link.into), _PERSON, link.evidence, "")


def _merge(link: Link, name: str, into: str, kind: str, evidence: Evidence | None, document: str) -> Merge:
    said = "\0".join((*sorted((name, into)), kind))
    digest = sha256(said.encode("utf-8", errors="surrogatepass")).hexdigest()[:_ID_LENGTH]
    if evidence is None:
        return Merge(digest, name, into, kind, link.reason.value, document)
    place = evidence.document, evidence.start, evidence.end, evidence.quote
    return Merge(digest, name, into, kind, link.reason.value, *place)
