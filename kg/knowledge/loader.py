"""All knowledge together: ontology, names, units, shapes of names and rule files, loaded once and frozen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from kg.errors import KnowledgeError, RuleError
from kg.knowledge.names import NameEntry, load_names
from kg.knowledge.ontology import Ontology, load_ontology
from kg.knowledge.people import People, load_people
from kg.knowledge.properties import stated_property
from kg.knowledge.regions import RegionTree
from kg.knowledge.rule_files import RuleFiles, load_rule_files
from kg.knowledge.shapes import Shapes, load_shapes
from kg.knowledge.units import UnitTable, load_units

__all__ = ["Knowledge", "load_knowledge"]

_ANYTHING = "Thing"
_Loaded = TypeVar("_Loaded")
_LISTED = frozenset(
    {"AmbiguousCompany", "AmbiguousOrganization", "ForeignName", "Noun", "Post", "Role", "ShortForm", "Surname", "Verb"}
)
_LEXICAL = frozenset({"Time", "Quantity", "Post", "Role", "Phase", "Text", "Code", "Round", "ShortName"})


@dataclass(frozen=True)
class Knowledge:
    """What the program knows before it reads a post."""

    ontology: Ontology
    names: tuple[NameEntry, ...]
    units: UnitTable
    shapes: Shapes
    rules: RuleFiles
    people: People = field(default_factory=load_people)
    _known: dict[tuple[str, str], bool] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def dimensions(self) -> frozenset[str]:
        """The kinds of quantity that the units table knows (Money, Area, Count …)."""
        return frozenset(unit.dimension for unit in self.units.units)

    @cached_property
    def canonical_names(self) -> Mapping[tuple[str, str], str]:
        """The name that a thing goes by in the graph, for each listed name and class."""
        return {(entry.name, entry.type): entry.canonical for entry in self.names}

    @cached_property
    def region_parents(self) -> Mapping[str, str]:
        """What each region lies in; "" where several regions share the name (鼓楼区)."""
        parents: defaultdict[str, set[str]] = defaultdict(set)
        for entry in self.names:
            if entry.type == "AdministrativeRegion":
                parents[entry.canonical].add(entry.parent)
        return {name: next(iter(found)) if len(found) == 1 else "" for name, found in parents.items()}

    @cached_property
    def regions(self) -> RegionTree:
        """What lies in what."""
        return RegionTree(self.names, self.shapes.country)

    def knows_type(self, name: str) -> bool:
        """Whether a pattern may ask for mentions of this type."""
        return name in self.ontology.classes or name in self.dimensions or name in _LEXICAL or name == _ANYTHING

    def is_a(self, name: str, ancestor: str) -> bool:
        """Whether mentions of the type `name` may fill a blank that asks for `ancestor`."""
        key = (name, ancestor)
        if key not in self._known:
            self._known[key] = self._is_a(name, ancestor)
        return self._known[key]

    def _is_a(self, name: str, ancestor: str) -> bool:
        if name == ancestor:
            return True
        if ancestor == "Quantity":
            return name in self.dimensions
        if name not in self.ontology.classes:
            return False
        return ancestor == _ANYTHING or self.ontology.is_a(name, ancestor)


def load_knowledge(*, rules: Sequence[Path] = (), names: Sequence[Path] = (), builtin: bool = True) -> Knowledge:
    """Load what ships with the program, and what users give.

    Args:
        rules: rule files of users, or folders of them.
        names: name lists of users, or folders of them.
        builtin: whether the built-in rules and names serve too; else `rules` stands in place of the built-in rules,
            and `names`, where any are given, in place of the built-in names. Macros and guard words are built in
            unless users bring their own.

    Raises:
        KnowledgeError: something is not well formed; every fault of all rule files and name lists at once.
    """
    if not builtin and not (rules or names):
        raise KnowledgeError("没有自己的规则或词表 no rules or names of your own", remedy="用 --rules 或 --names 指出")
    ontology = load_ontology()
    faults: list[KnowledgeError] = []
    known = _attempt(
        lambda: load_names(added=names, alone=bool(names) and not builtin, types=_LISTED | ontology.classes.keys()),
        faults,
    )
    files = _attempt(lambda: load_rule_files(added=rules, alone=bool(rules) and not builtin, ontology=ontology), faults)
    if known is None or files is None:
        raise faults[0] if len(faults) == 1 else RuleError("\n".join(map(str, reversed(faults))).splitlines())
    extended = ontology.with_properties(map(stated_property, files.properties))
    return Knowledge(extended, known, load_units(), load_shapes(), files)


def _attempt(load: Callable[[], _Loaded], faults: list[KnowledgeError]) -> _Loaded | None:
    try:
        return load()
    except KnowledgeError as error:
        faults.append(error)
        return None
