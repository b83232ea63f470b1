"""The shapes of names, from `shapes.yaml`: endings, boundaries, heads of lists, words that point back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from kg.errors import KnowledgeError

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
    anaphor_heads: Mapping[str, str]
    venues: tuple[str, ...]
    relative_regions: Mapping[str, str]
    country: str
    titles: Mapping[str, tuple[str, ...]]
    phases: tuple[str, ...]
    company_tails: tuple[str, ...]


def load_shapes(path: Path | None = None) -> Shapes:
    """Read the shapes, by default the built-in ones.

    Raises:
        KnowledgeError: the file is not well formed; all faults at once.
    """
    chosen = path or Path(__file__).parent / "shapes.yaml"
    try:
        return Shapes.model_validate(yaml.safe_load(chosen.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise KnowledgeError(" ".join(str(error).split()), place=str(chosen)) from error
