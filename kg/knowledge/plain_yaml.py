"""The data files of the program, as YAML: lists, mappings and text, each read into a strict model."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, RootModel, ValidationError

from kg.errors import KnowledgeError

__all__ = ["load_strict", "load_texts"]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, a tenth of the time, where libyaml is there
_Model = TypeVar("_Model", bound=BaseModel)


class _Texts(RootModel[dict[str, str | None]]):
    """A mapping of words to words."""


def load_texts(path: Path) -> dict[str, str]:
    """Read a mapping of words to words; what stands for nothing is "".

    Raises:
        KnowledgeError: the file is not well formed.
    """
    return {key: text or "" for key, text in load_strict(_Texts, path).root.items()}


def load_strict(model: type[_Model], path: Path) -> _Model:
    """Read a data file into its model.

    Raises:
        KnowledgeError: the file is not well formed; all faults at once.
    """
    try:
        text = path.read_text(encoding="utf-8")
        return model.model_validate(yaml.load(text, Loader=_LOADER))  # noqa: S506 (a safe loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise KnowledgeError(" ".join(str(error).split()), place=str(path)) from error
