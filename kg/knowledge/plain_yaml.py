"""The data files of the program, as YAML: lists, mappings and text."""

from __future__ import annotations

from typing import Any

import yaml

__all__ = ["parse_plain"]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, a tenth of the time, where libyaml is there


def parse_plain(text: str) -> Any:  # noqa: ANN401 whatever the text holds
    """What the text holds.

    Raises:
        yaml.YAMLError: it is no YAML.
    """
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 (a safe loader)
