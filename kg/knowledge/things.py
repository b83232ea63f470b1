"""The shapes of the names of things (products, technologies, industries, policies), from `things.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from kg.knowledge.plain_yaml import load_strict

__all__ = ["MaterialShapes", "OutputShapes", "ThingShapes", "load_things"]


class MaterialShapes(BaseModel):
    """The parts of the names of chemicals and materials: see `kg.recognition.things.materials`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    elements: tuple[str, ...]
    acids: tuple[str, ...]
    acid_prefixes: tuple[str, ...]
    anions: tuple[str, ...]
    cations: tuple[str, ...]
    numbers: tuple[str, ...]
    organic_roots: tuple[str, ...]
    organic_groups: tuple[str, ...]
    names: tuple[str, ...]
    grades: tuple[str, ...]
    forms: tuple[str, ...]
    not_before: tuple[str, ...]
    not_materials: frozenset[str]


class OutputShapes(BaseModel):
    """The parts of names that say what a project will make: see `kg.recognition.things.outputs`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: tuple[str, ...]
    units: tuple[str, ...]
    weights: tuple[str, ...]
    heads: Mapping[str, str]
    barred: tuple[str, ...]


class ThingShapes(BaseModel):
    """What names of things look like; each field is described beside its words in `things.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    heads: Mapping[str, tuple[str, ...]]
    vague: frozenset[str]
    determiners: frozenset[str]
    generic_modifiers: frozenset[str]
    plain_heads: frozenset[str]
    fields: frozenset[str]
    empty_heads: frozenset[str]
    verbal_heads: frozenset[str]
    aspects: frozenset[str]
    governing_verbs: frozenset[str]
    nominal_verbs: frozenset[str]
    nominal_adverbs: frozenset[str]
    quoted_heads: Mapping[str, tuple[str, ...]]
    model_families: frozenset[str]
    not_models: frozenset[str]
    standards: tuple[str, ...]
    after_not_models: tuple[str, ...]
    model_tails: tuple[str, ...]
    latin_words: frozenset[str]
    latin_posts: frozenset[str]
    before_companies: tuple[str, ...]
    after_companies: tuple[str, ...]
    before_financing: tuple[str, ...]
    financing: str
    rounds: tuple[str, ...]
    exchange_suffixes: tuple[str, ...]
    exchange_prefixes: tuple[str, ...]
    code_words: tuple[str, ...]
    share_classes: frozenset[str]
    objects: Mapping[str, tuple[str, ...]]
    listed_objects: Mapping[str, tuple[str, ...]]
    wholes: frozenset[str]
    measures: Mapping[str, str]
    measure_units: tuple[str, ...]
    prefixes: frozenset[str]
    leading_owners: frozenset[str]
    materials: MaterialShapes
    outputs: OutputShapes


def load_things(path: Path | None = None) -> ThingShapes:
    """Read the shapes of things, by default the built-in ones.

    Raises:
        KnowledgeError: the file is not well formed; all faults at once.
    """
    return load_strict(ThingShapes, path or Path(__file__).parent / "things.yaml")
