"""YAML with places: every mapping knows its line; keys given twice and aliases are faults; all values are text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

__all__ = ["LINE", "load_placed", "parse_placed", "placed_mappings", "without_lines"]

LINE = "__line__"


class _PlacedLoader(yaml.BaseLoader):
    """A loader that makes nothing but text, lists and mappings, and notes the line of every mapping."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Compose a node, aliases excepted: a few lines of them can stand for gigabytes."""
        if self.check_event(yaml.events.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call] # PyYAML has no type for it
            raise yaml.composer.ComposerError(None, None, "不能用别名（aliases are not allowed）", mark)
        return super().compose_node(parent, index)


def _construct(loader: _PlacedLoader, node: yaml.MappingNode) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        if key in mapping or key == LINE:
            raise yaml.constructor.ConstructorError(None, None, f"键重复 {key}（given twice）", key_node.start_mark)
        mapping[key] = loader.construct_object(value_node, deep=True)
    return mapping | {LINE: node.start_mark.line + 1}


_PlacedLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct)


def load_placed(path: Path, faults: list[str]) -> dict[str, Any] | None:
    """Read a YAML file that holds one mapping; None, and a line in `faults`, if it does not."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        faults.append(f"{path}: {error}")
        return None
    return parse_placed(text, path, faults)


def parse_placed(text: str, path: Path, faults: list[str]) -> dict[str, Any] | None:
    """The same for a text that is at hand; `path` is what the lines in `faults` begin with."""
    try:
        loaded = yaml.load(text, Loader=_PlacedLoader)  # noqa: S506 (makes text alone)
    except (yaml.YAMLError, RecursionError) as error:
        faults.append(_fault(path, error))
        return None
    if not isinstance(loaded, dict):
        faults.append(f"{path}:1: 应是一组键值（expected a mapping）")
        return None
    return loaded


def placed_mappings(listed: list[Any], path: Path, key: str, faults: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The mappings of the list under `key`, each with its place; what is no mapping is a line in `faults`."""
    for number, raw in enumerate(listed, 1):
        if isinstance(raw, dict):
            yield f"{path}:{raw[LINE]}", raw
        else:
            faults.append(f"{path}: {key} 第 {number} 条不是一组键值（expected a mapping）")


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
