"""Names of one thing: canonical and short forms, regions that depend on the place, phases of a whole."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from kg.knowledge.loader import Knowledge
from kg.model import Mention

__all__ = ["NamingRules", "clean_name"]

Key = tuple[str, str]

_QUANTIFIER = re.compile(r"^(?:一个|一批|一种|一些|一系列|更多)(?=.{2,})")
_OUTER_QUOTES = re.compile(r"^[“「『《]([^“”「」『』《》]+)[”」』》]$")
_FAMILIES = ("Person", "Group", "Organization", "Facility", "AdministrativeRegion", "Place", "Project", "Platform")
_ONE_FAMILY = {"Facility": "Site", "Project": "Site", "Place": "Site", "AdministrativeRegion": "Region"}
_PROPER = frozenset(
    {"Document", "Event", "NewsArticle", "Organization", "Person", "Platform", "Policy", "Product", "Region", "Site"}
)
_DIGITS = {"1": "一", "2": "两", "3": "三", "4": "四", "5": "五", "6": "六", "7": "七", "8": "八", "9": "九"}
_COUNTED = re.compile(r"^([1-9])(?=[个大条方项])")
_SUFFIX_FAMILIES = frozenset({"Site", "Event", "Initiative", "Product", "Platform"})
_SHORTEST_SUFFIX = 4
# What a word of a class may point at beside things of that class: 该项目 a facility, 其 whoever acts.
_CALLED = {
    "Project": ("Facility", "Project", "Platform"),
    "IndustrialPark": ("Facility",),
    "Agent": ("Organization", "Person"),
    "Product": ("Product", "Technology"),
}
_MEDIUM = "MediaOutlet"
_REGION = "AdministrativeRegion"
_REGION_SIZES = (2, 3, 4, 5)
_SHORTEST_BARE = 3
_PROVINCE_DEPTH = {"country": 0, "province": 1, "city": 2}


class Joining(Protocol):
    """What joins names into one entity."""

    def join(self, key: Key, into: Key) -> None:
        """Make `key` another name of `into`."""


def clean_name(name: str) -> str:
    """A name without the article before it and the quotation marks around it (一个“样板” → 样板)."""
    stripped = _QUANTIFIER.sub("", name.strip())
    quoted = _OUTER_QUOTES.fullmatch(stripped)
    return quoted[1] if quoted else stripped


_MADE = frozenset({"Industry", "Product", "Service", "Technology"})


class NamingRules:
    """The forms in which one thing is named, by general knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self.shapes = knowledge.shapes
        self.is_a = knowledge.is_a
        self._heads = sorted(knowledge.shapes.anaphor_heads, key=lambda head: (-len(head), head))
        self._canonical = knowledge.canonical_names
        forms = {*knowledge.shapes.legal_forms, *knowledge.shapes.informal_forms}
        self._forms = sorted(forms, key=lambda form: (-len(form), form))
        self._region_parent = knowledge.region_parents

    def key(self, mention: Mention) -> Key:
        """The family of the mention's class and the name it goes by."""
        name = clean_name(mention.name)
        if mention.type == "Concept":
            name = _COUNTED.sub(lambda found: _DIGITS[found[1]], name)
        return self._family(mention.type), self._canonical.get((name, mention.type), name)

    def identifier(self, name: str, kind: str) -> str:
        """The stable id of an entity: its name, with the class where the name alone is no proper name.

        甲公司 is 甲公司, but 人工智能 may be an industry or a technology: 人工智能（产业）, 人工智能（技术）.
        """
        if self._family(kind) in _PROPER:
            return name
        return f"{name}（{self._knowledge.ontology.classes[kind].label_zh}）"

    def join_proper_names(self, keys: Sequence[Key], clusters: Joining) -> None:
        """One proper name is one thing, whatever class each mention was given."""
        first: dict[str, Key] = {}
        for family, name in keys:
            if family in _PROPER:
                clusters.join((family, name), first.setdefault(name, (family, name)))

    def head(self, name: str) -> str:
        """The head of a pointing word (该中心 → 中心)."""
        return next((head for head in self._heads if name.endswith(head)), name)

    def may_be_called(self, kind: str, pointed: str) -> bool:
        """Whether a thing of class `kind` may be pointed at by a word of class `pointed` (项目 for a facility).

        The medium that reports is never meant by 其, 双方 or 该机构.
        """
        if self.is_a(kind, _MEDIUM) and pointed != _MEDIUM:
            return False
        return any(self.is_a(kind, called) for called in _CALLED.get(pointed, (pointed,)))

    def phase_key(self, whole: Key, mention: Mention) -> Key:
        """The key of a phase of a whole; 首期 and 一期 are the same phase."""
        return "Site", whole[1] + ("首期" if mention.name == "一期" else mention.name)

    def relative_region(self, word: str, regions: Sequence[Mention]) -> Key | None:
        """What 全省, 全市 or 全国 means among the regions that a document names."""
        level = self.shapes.relative_regions[word]
        if level == "country":
            return "Region", self.shapes.country
        for mention in regions:
            chain = self._chain(self.key(mention)[1])
            if len(chain) > _PROVINCE_DEPTH[level] and chain[0] == self.shapes.country:
                return "Region", chain[_PROVINCE_DEPTH[level]]
        return None

    def canonical(self, names: Sequence[str], leader: str) -> str:
        """The name an entity goes by: the one from the lists, else the longest, projects without 项目."""
        listed = sorted({name for name in names if name in self._region_parent})
        if listed:
            return max(listed, key=len)
        return max({*names, leader}, key=lambda name: (not name.endswith("项目"), len(name), name))

    def join_short_forms(self, keys: Sequence[Key], clusters: Joining) -> None:
        """Join 华为公司 with 华为, 计算中心 with the only …计算中心, 甲中心项目 with 甲中心."""
        by_family: defaultdict[str, list[str]] = defaultdict(list)
        for family, name in keys:
            by_family[family].append(name)
        for family, names in sorted(by_family.items()):
            for name in names:
                target = self._longer(name, names) if family == "Organization" else self._whole(family, name, names)
                if target:
                    clusters.join((family, name), (family, target))
        self._join_projects(keys, clusters)

    def join_full_names(self, called: Iterable[tuple[Key, str]], clusters: Joining) -> None:
        """Join 甲食品 with 北京甲食品股份有限公司: a full name has a region before it and a legal form behind it.

        Args:
            called: the organisations of a document, each with the words that it is called by.
            clusters: to join them in.
        """
        keys: defaultdict[str, set[Key]] = defaultdict(set)
        full: defaultdict[str, set[Key]] = defaultdict(set)
        for key, name in called:
            if key[0] == "Organization":
                keys[name].add(key)
                for bare in self._bare(name):
                    full[bare].add(key)
        for name, fuller in sorted(full.items()):
            if len(fuller) == 1 and len(keys.get(name, ())) == 1:
                clusters.join(min(keys[name]), min(fuller))

    def _bare(self, name: str) -> Iterator[str]:
        """What is left of the full name of a company without its legal form, and without the region before it."""
        form = next((form for form in self._forms if name.endswith(form)), "")
        rest = name.removesuffix(form)
        if form and len(rest) >= _SHORTEST_BARE:
            yield rest
            for size in _REGION_SIZES:
                if (rest[:size], _REGION) in self._canonical and len(rest) - size >= _SHORTEST_BARE:
                    yield rest[size:]

    def _longer(self, name: str, names: Iterable[str]) -> str | None:
        tailed = {name + tail for tail in self.shapes.company_tails}
        longer = sorted(tailed.intersection(names))
        return longer[0] if len(longer) == 1 else None

    def _whole(self, family: str, name: str, names: Iterable[str]) -> str | None:
        """The longest name that ends in `name`, if all names that do are ends of one another."""
        if family not in _SUFFIX_FAMILIES or len(name) < _SHORTEST_SUFFIX:
            return None
        longer = sorted((o for o in names if o != name and o.endswith(name)), key=len)
        nested = all(b.endswith(a) for a, b in pairwise(longer))
        return longer[-1] if longer and nested else None

    def _join_projects(self, keys: Sequence[Key], clusters: Joining) -> None:
        known = {name: family for family, name in keys}
        for family, name in keys:
            base = name.removesuffix("项目")
            if base != name and base in known and known[base] not in _MADE:  # a project for a product is another thing
                clusters.join((family, name), (known[base], base))

    def _family(self, kind: str) -> str:
        for family in _FAMILIES:
            if self._knowledge.is_a(kind, family):
                return _ONE_FAMILY.get(family, family)
        return kind

    def _chain(self, region: str) -> tuple[str, ...]:
        """The regions from the country down to this one."""
        chain = [region]
        while (parent := self._region_parent.get(chain[0], "")) and len(chain) <= len(_PROVINCE_DEPTH) + 1:
            chain.insert(0, parent)
        return tuple(chain)
