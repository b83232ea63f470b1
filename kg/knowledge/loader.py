"""All knowledge together: ontology, names, units, shapes of names and rule files, loaded once and frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kg.knowledge.names import NameEntry, load_names
from kg.knowledge.ontology import Ontology, load_ontology
from kg.knowledge.rule_files import RuleFiles, load_rule_files
from kg.knowledge.shapes import Shapes, load_shapes
from kg.knowledge.units import UnitTable, load_units

__all__ = ["Knowledge", "load_knowledge"]

_ANYTHING = "Thing"
_LEXICAL = frozenset({"Time", "Quantity", "Post", "Phase", "Text"})


@dataclass(frozen=True)
class Knowledge:
    """What the program knows before it reads a post."""

    ontology: Ontology
    names: tuple[NameEntry, ...]
    units: UnitTable
    shapes: Shapes
    rules: RuleFiles
    _known: dict[tuple[str, str], bool] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def dimensions(self) -> frozenset[str]:
        """The kinds of quantity that the units table knows (Money, Area, Count …)."""
        return frozenset(unit.dimension for unit in self.units.units)

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


def load_knowledge(rules: Path | None = None) -> Knowledge:
    """Load what ships with the program.

    Args:
        rules: a folder of rule files to use in place of the built-in ones.

    Raises:
        KnowledgeError: something is not well formed; the message lists every fault of that part.
    """
    return Knowledge(load_ontology(), load_names(), load_units(), load_shapes(), load_rule_files(rules))
