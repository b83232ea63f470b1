"""What a graph can get wrong without any annotation to compare it with, from `quality.yaml`."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from kg.errors import KnowledgeError
from kg.knowledge.ontology import load_ontology
from kg.knowledge.plain_yaml import load_strict

__all__ = ["Expectations", "load_expectations"]

_SHIPPED = Path(__file__).with_name("quality.yaml")


class Expectations(BaseModel):
    """What is expected of facts; each field is described beside its names in `quality.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    single: frozenset[str]
    order: tuple[tuple[str, str], ...]
    one_way: frozenset[str]
    never_negative: frozenset[str]


def load_expectations(path: Path | None = None) -> Expectations:
    """Read the expectations that ship with the program, or those at `path`.

    Raises:
        KnowledgeError: the file is not well formed, or names a property that the ontology does not have.
    """
    place = path or _SHIPPED
    found = load_strict(Expectations, place)
    named = {name for pair in found.order for name in pair} | found.single | found.one_way | found.never_negative
    if unknown := sorted(named - load_ontology().properties.keys()):
        raise KnowledgeError(f"本体中没有属性 {'、'.join(unknown)}", place=str(place), remedy="改用已有的属性")
    return found
