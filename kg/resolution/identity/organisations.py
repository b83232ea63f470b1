"""Names of one organisation, facility or thing in several posts: full names first, then short names against them.

A short name is only ever compared with names that posts spell out; what it is joined with must be the one that fits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.knowledge.loader import Knowledge
from kg.resolution.identity.census import Census
from kg.resolution.identity.company_names import NameForms, NameParts, written
from kg.resolution.identity.joining import Joined, Link, Reason
from kg.resolution.identity.quoting import place_of

__all__ = ["OrganisationNames"]

_COMPANY = "Company"
_SITES = frozenset({"Facility", "Project", "Place"})


class OrganisationNames:
    """The stages by which names of the entities of a build are joined.

    Args:
        census: what the posts say about names.
        knowledge: for regions, forms of names and the class tree.
    """

    def __init__(self, census: Census, knowledge: Knowledge) -> None:
        self._census = census
        self._knowledge = knowledge
        self._forms = NameForms(knowledge)
        self._named = dict(sorted(census.named.items()))
        self._families = {one.id: self._family(one.type) for one in self._named.values()}
        self._parts = {
            one.id: self._forms.parts(one.name)
            for one in self._named.values()
            if self._families[one.id] in {"Organization", "Site"}
        }
        self._written = self._by_writing()
        # One of each way of writing stands for all in the later stages.
        self._representatives = sorted(min(group, key=self.rank) for group in self._written)
        self._spelled_out: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for identifier in self._representatives:
            if identifier in self._parts and self._parts[identifier].form:
                self._spelled_out[self._parts[identifier].stem].append(identifier)
        self._listed = {
            written(name): canonical
            for (name, kind), canonical in knowledge.canonical_names.items()
            if kind == _COMPANY
        }
        self._by_listed_name = self._full_names_by_listed_name()

    def join(self, joined: Joined) -> None:
        """Add the stages, the surest first; each sees what those before it have joined."""
        joined.stage(self._links(self._written, Reason.SAME_WRITING))
        joined.stage(self._links(self._by_place(), Reason.SAME_PLACE))
        joined.stage(self._links(self._by_form(), Reason.LEGAL_FORM), self._named_apart)
        joined.stage(self._code_links())
        joined.stage(self._short_links(joined))
        joined.stage(self._alias_links(joined))

    def rank(self, identifier: str) -> tuple[bool, int, int, bool, int, str, str]:
        """The order in which names of one thing are preferred: legal form, no idle province, length."""
        name = self._named[identifier].name
        parts = self._parts.get(identifier, NameParts((), ""))
        plain = name.replace("(", "（").replace(")", "）")
        return (
            not parts.form,
            parts.regions - len(parts.places),
            -len(self._forms.spelled(name)),
            plain != name,
            len(name),
            name,
            identifier,
        )

    def tells(self, identifier: str) -> bool:
        """Whether the name of an entity says who is meant outside its own post."""
        return self._forms.tells(self._named[identifier].name)

    def compatible(self, one: str, other: str) -> bool:
        """Whether the classes of two entities allow them to be one."""
        a, b = self._named[one].type, self._named[other].type
        return (
            self._knowledge.is_a(a, b)
            or self._knowledge.is_a(b, a)
            or self._families[one] == "Site" == self._families[other]
        )

    def _family(self, kind: str) -> str:
        if self._knowledge.is_a(kind, "Organization"):
            return "Organization"
        return "Site" if any(self._knowledge.is_a(kind, site) for site in _SITES) else kind

    def _links(self, groups: Iterable[Sequence[str]], reason: Reason) -> Iterator[Link]:
        """Each name of a group with the best of them."""
        for group in groups:
            best = min(group, key=self.rank)
            yield from (Link(one, best, reason) for one in group if one != best)

    def _by_writing(self) -> list[list[str]]:
        groups: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for one in self._named.values():
            # A proper name is its own id, and is one thing whatever class each post gives it.
            family = "" if one.id == one.name else one.type
            parts = self._parts.get(one.id)
            form = parts.form if parts else ""
            spelled = self._forms.without_form(one.name) if form else written(one.name)
            groups[family, spelled, form].append(one.id)
        return list(groups.values())

    def _by_place(self) -> Iterable[list[str]]:
        groups: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
        for identifier in self._representatives:
            if parts := self._parts.get(identifier):
                groups[self._families[identifier], parts.stem, parts.form].append(identifier)
        return groups.values()

    def _by_form(self) -> Iterable[list[str]]:
        return self._spelled_out.values()

    def _named_apart(self, identifiers: Sequence[str]) -> bool:
        """Whether one post speaks of two of them: it would not, were they one."""
        seen: set[str] = set()
        for identifier in identifiers:
            documents = self._named[identifier].documents
            if not seen.isdisjoint(documents):
                return True
            seen.update(documents)
        return False

    def _code_links(self) -> Iterator[Link]:
        for holders in self._census.codes.values():
            best = min(holders, key=self.rank)
            for identifier, evidence in holders.items():
                if identifier != best:
                    yield Link(identifier, best, Reason.STOCK_CODE, evidence)

    def _full_names_by_listed_name(self) -> dict[str, list[str]]:
        """海信集团有限公司 by 海信, where the lists say that 海信集团 is 海信."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for identifier in self._representatives:
            if identifier in self._parts and self._parts[identifier].form:
                canonical = self._listed.get(self._forms.without_form(self._named[identifier].name))
                if canonical:
                    found[canonical].append(identifier)
        return found

    def _short_links(self, joined: Joined) -> Iterator[Link]:
        """Short names that fit one name that is spelled out in full, and nothing else."""
        full = {joined.group(one) for one, parts in self._parts.items() if parts.form}
        for group, fitting in self._fitting(joined).items():
            if group not in full and len(fitting) == 1 and joined.group(fitting[0].into) in full:
                yield fitting[0]

    def _alias_links(self, joined: Joined) -> Iterator[Link]:
        """Names that fit one other name, which is not itself given up here, for that would be a chain."""
        links = {group: fitting[0] for group, fitting in self._fitting(joined).items() if len(fitting) == 1}
        for group, link in links.items():
            onward = links.get(joined.group(link.into))
            mutual = onward is not None and joined.group(onward.into) == group
            if onward is None or (mutual and self.rank(link.into) < self.rank(link.id)):
                yield link

    def _fitting(self, joined: Joined) -> dict[str, list[Link]]:
        """For each group of names one link, the surest, to each other group that it may be another name of."""
        apart = joined.kept_apart()
        found: defaultdict[str, dict[str, Link]] = defaultdict(dict)
        for identifier in self._representatives:
            own = joined.group(identifier)
            candidates = list(self._candidates(identifier))
            if not candidates or not self.tells(identifier):
                continue
            for link in candidates:
                group = joined.group(link.into)
                known_apart = (own, group) in apart or (identifier, link.into) in self._census.related
                if group != own and not known_apart and self.compatible(identifier, link.into):
                    found[own].setdefault(group, link)
        return {own: [links[group] for group in sorted(links)] for own, links in found.items()}

    def _candidates(self, identifier: str) -> Iterator[Link]:
        """What a name may be another name of, the surest evidence first."""
        one = self._named[identifier]
        if one.id != one.name:
            return
        key = written(one.name)
        for into, evidence in sorted(self._census.declared.get(key, {}).items()):
            if into in self._named:
                yield Link(identifier, into, Reason.DECLARED_ALIAS, evidence)
        if identifier not in self._parts:
            return
        if not self._parts[identifier].form and self._families[identifier] == "Organization":
            fitting = [
                *self._spelled_out.get(self._forms.spoken(one.name).stem, ()),
                *self._by_listed_name.get(one.name, ()),
            ]
            yield from (Link(identifier, into, Reason.SHORT_FORM) for into in sorted(fitting, key=self.rank))
        for into, document in sorted(self._census.used.get(key, {}).items()):
            if self._knowledge.is_a(self._named[into].type, _COMPANY):
                yield Link(identifier, into, Reason.USED_ALIAS, place_of(one.name, self._census.extractions[document]))
