"""The shapes of the names of organisations (public bodies, companies, teams), from `organisations.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from kg.knowledge.plain_yaml import load_strict

__all__ = [
    "Context",
    "Cues",
    "Dealings",
    "Offices",
    "OrganisationShapes",
    "Parties",
    "Roles",
    "Stated",
    "Ventures",
    "load_organisations",
]


class Context(BaseModel):
    """The words that settle ambiguous names of one class: right behind them, right before them, or near."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    after: tuple[str, ...]
    before: tuple[str, ...]
    near: tuple[str, ...]


class Offices(BaseModel):
    """Fields of public administration and the ranks of their offices: 教育 + 局."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fields: frozenset[str]
    ranks: frozenset[str]
    bare_ranks: frozenset[str]


class Cues(BaseModel):
    """Words beside names of companies, by whether nothing but a company can stand there."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sure: tuple[str, ...]
    likely: tuple[str, ...]


class Dealings(BaseModel):
    """What companies alone do, and what else tells their names: see `kg.recognition.organisations.dealings`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    before: Cues
    after: Cues
    trades: frozenset[str]
    common_trades: frozenset[str]
    verbal_trades: frozenset[str]
    no_names: frozenset[str]
    grammar: frozenset[str]
    share_marks: tuple[str, ...]


class Ventures(BaseModel):
    """Words for a joint company without a name: when it is founded, and later; and the verbs of founding."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    founded: tuple[str, ...]
    later: tuple[str, ...]
    verbs: tuple[str, ...]


class Roles(BaseModel):
    """What one company is to another (子公司), and what may stand before it (全资)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    names: tuple[str, ...]
    kinds: tuple[str, ...]


class Stated(BaseModel):
    """What is said of companies alone, and what stands right before their names."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    posts: tuple[str, ...]
    founders: tuple[str, ...]
    after: frozenset[str]
    before: frozenset[str]
    holders: frozenset[str]


class Parties(BaseModel):
    """The words around the parties of dealings in shares: see `kg.recognition.organisations.parties`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    verbs: frozenset[str]
    dealings: tuple[str, ...]
    after: frozenset[str]
    between: frozenset[str]
    leaders: frozenset[str]
    deeds: frozenset[str]
    sure: frozenset[str]
    governing: frozenset[str]


class OrganisationShapes(BaseModel):
    """What names of organisations look like; each field is described beside its words in `organisations.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    offices: Offices
    bodies: frozenset[str]
    locally_named: frozenset[str]
    abbreviated_owners: frozenset[str]
    after_abbreviations: frozenset[str]
    levels: frozenset[str]
    leaders: frozenset[str]
    units: tuple[str, ...]
    branches: tuple[str, ...]
    trades: frozenset[str]
    telling_trades: frozenset[str]
    regional_trades: frozenset[str]
    generic_modifiers: frozenset[str]
    kinds_of_companies: frozenset[str]
    roles: Roles
    dealings: Dealings
    stated: Stated
    ventures: Ventures
    parties: Parties
    heads_before_names: tuple[str, ...]
    heads_after_names: tuple[str, ...]
    generic_latin: frozenset[str]
    team: str
    contexts: Mapping[str, Context]
    hints: Mapping[str, tuple[str, ...]]
    rows_of_abbreviations: Mapping[str, Mapping[str, str]]


def load_organisations(path: Path | None = None) -> OrganisationShapes:
    """Read the shapes of organisations, by default the built-in ones.

    Raises:
        KnowledgeError: the file is not well formed; all faults at once.
    """
    return load_strict(OrganisationShapes, path or Path(__file__).parent / "organisations.yaml")
