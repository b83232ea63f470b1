"""What names of people look like, and how posts are composed, from `people.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from kg.knowledge.plain_yaml import load_strict

__all__ = ["People", "load_people"]


def _characters(written: object) -> object:
    """Characters are written as one text, with white space where lines end."""
    return frozenset("".join(written.split())) if isinstance(written, str) else written


Characters = Annotated[frozenset[str], BeforeValidator(_characters)]


class People(BaseModel):
    """Characters of names and the words around them; each field is described beside its words in `people.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    given_characters: Characters
    foreign_characters: Characters
    foreign_only: Characters
    thing_endings: Characters
    common_surnames: Characters
    function_surnames: Characters
    never_given: Characters
    common_words: frozenset[str]
    honorifics: tuple[str, ...]
    bylines: frozenset[str]
    introductions: tuple[str, ...]
    person_verbs: tuple[str, ...]
    holdings: tuple[str, ...]
    partners: tuple[str, ...]
    verbal_things: frozenset[str]
    governing: Characters
    thing_followers: frozenset[str]
    foreign_place_endings: tuple[str, ...]
    glued_characters: Characters
    loose_characters: Characters
    japanese_surnames: frozenset[str]
    post_prefixes: tuple[str, ...]
    post_fields: tuple[str, ...]
    post_followers: frozenset[str]
    post_verbs: frozenset[str]


def load_people(path: Path | None = None) -> People:
    """Read them, by default those that ship with the program.

    Raises:
        KnowledgeError: the file is not well formed; all faults at once.
    """
    return load_strict(People, path or Path(__file__).parent / "people.yaml")
