"""The shapes of names, from `shapes.yaml`: endings, boundaries, heads of lists, words that point back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from kg.knowledge.organisations import OrganisationShapes, load_organisations
from kg.knowledge.plain_yaml import load_strict
from kg.knowledge.things import ThingShapes, load_things

__all__ = ["Shapes", "load_shapes"]


class Shapes(BaseModel):
    """What names look like; each field is described beside its words in `shapes.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    endings: Mapping[str, tuple[str, ...]]
    bare_names: frozenset[str]
    common_nouns: frozenset[str]
    group_modifiers: tuple[str, ...]
    boundaries: frozenset[str]
    within_companies: frozenset[str]
    name_beginnings: frozenset[str]
    list_heads: Mapping[str, str]
    completing_heads: frozenset[str]
    pointers: tuple[str, ...]
    pointer_measures: tuple[str, ...]
    anaphor_heads: Mapping[str, str]
    bare_heads: frozenset[str]
    bare_followers: frozenset[str]
    bare_possessor: str
    possessions: tuple[str, ...]
    holdings: tuple[str, ...]
    toward: frozenset[str]
    plain_heads: frozenset[str]
    strict_heads: frozenset[str]
    own_pointers: tuple[str, ...]
    own_heads: Mapping[str, str]
    own_words: Mapping[str, str]
    pronouns: Mapping[str, str]
    clitic_pronouns: frozenset[str]
    ordinal_words: Mapping[str, int]
    several_words: Mapping[str, str]
    several_pointers: tuple[str, ...]
    several_heads: Mapping[str, str]
    attributions: frozenset[str]
    notice_marks: tuple[str, ...]
    venues: tuple[str, ...]
    relative_regions: Mapping[str, str]
    country: str
    titles: Mapping[str, tuple[str, ...]]
    phases: tuple[str, ...]
    company_tails: tuple[str, ...]
    institution_tails: Mapping[str, tuple[str, ...]]
    short_pairs: tuple[str, ...]
    not_short_names: frozenset[str]
    things: ThingShapes = Field(default_factory=load_things)
    organisations: OrganisationShapes = Field(default_factory=load_organisations)
    legal_forms: Mapping[str, str]
    informal_forms: tuple[str, ...]
    group_words: tuple[str, ...]
    office_forms: Mapping[str, str]
    contract_roles: frozenset[str]
    place_endings: Mapping[str, tuple[str, ...]]
    settled_endings: frozenset[str]
    roads: frozenset[str]
    place_modifiers: frozenset[str]
    common_places: tuple[str, ...]
    region_tails: frozenset[str]
    abbreviation_openers: tuple[str, ...]
    abbreviation_words: frozenset[str]
    abbreviation_heads: tuple[str, ...]
    country_heads: tuple[str, ...]


def load_shapes(path: Path | None = None) -> Shapes:
    """Read the shapes, by default the built-in ones.

    Raises:
        KnowledgeError: the file is not well formed; all faults at once.
    """
    return load_strict(Shapes, path or Path(__file__).parent / "shapes.yaml")
