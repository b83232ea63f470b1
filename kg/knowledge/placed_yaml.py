"""YAML with places: every mapping knows its line, a key given twice is a fault, and only plain data is made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

__all__ = ["LINE", "load_placed", "without_lines"]

LINE = "__line__"


class _PlacedLoader(yaml.SafeLoader):
    """A safe loader that notes the line of every mapping."""


def _construct(loader: _PlacedLoader, node: yaml.MappingNode) -> Iterator[dict[str, Any]]:
    mapping: dict[str, Any] = {}
    yield mapping
    seen: set[str] = set()
    for key_node, _ in node.value:
        key = str(loader.construct_object(key_node))
        if key in seen:
            raise yaml.constructor.ConstructorError(None, None, f"键重复 {key}（given twice）", key_node.start_mark)
        seen.add(key)
    mapping.update({str(key): value for key, value in loader.construct_mapping(node, deep=True).items()})
    mapping[LINE] = node.start_mark.line + 1


_PlacedLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct)


def load_placed(path: Path, faults: list[str]) -> dict[str, Any] | None:
    """Read a YAML file that holds one mapping; None, and a line in `faults`, if it does not."""
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=_PlacedLoader)  # noqa: S506 (a SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        faults.append(f"{path}: {error}")
        return None
    except (yaml.YAMLError, RecursionError) as error:
        faults.append(_fault(path, error))
        return None
    if not isinstance(loaded, dict):
        faults.append(f"{path}:1: 应是一组键值（expected a mapping）")
        return None
    return loaded


def without_lines(value: Any) -> Any:  # noqa: ANN401 (YAML gives anything)
    """The same data without the lines."""
    if isinstance(value, dict):
        return {key: without_lines(item) for key, item in value.items() if key != LINE}
    if isinstance(value, list):
        return [without_lines(item) for item in value]
    return value


def _fault(path: Path, error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    place = f"{path}:{mark.line + 1}" if mark else str(path)
    return f"{place}: {getattr(error, 'problem', None) or type(error).__name__}"
