"""The drawing as pyvis holds it: nodes and edges with their look and place.

pyvis is the data model only. Its HTML writer loads from the network and lets data run as HTML, so the page is ours;
its `nodes` and `edges` are filled directly because its own methods look through all nodes for each edge.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kg.errors import OutputError
from kg.model import Entity, Fact
from kg.view.layout import Box, Link, place_nodes
from kg.view.printable import printable
from kg.view.style import class_style, is_quiet_class, is_quiet_edge

if TYPE_CHECKING:
    from pyvis.network import Network

__all__ = ["box_of", "draw_network", "drawing_library", "wrap_label"]

_LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"
# Browsers would look for it beside the page.
_SOURCE_MAP = re.compile(r"\n//# sourceMappingURL=\S*\s*$")
_QUIET_LENGTH = 2.4
_LINE = 20
_LINES = 3
_NOT_LAST = "“‘「『（《〈(["
_NOT_FIRST = "、，。；：！？”’」』）》〉%…)]"
_HALF_EM = 6.5
_LINE_HEIGHT = 15.0


def draw_network(entities: Sequence[Entity], facts: Sequence[Fact], parents: Mapping[str, str]) -> Network:
    """A pyvis network: node ids are indexes of `entities`; all facts between two entities are one edge.

    Args:
        entities: all that facts between entities refer to.
        facts: those whose object is a value get no edge.
        parents: each class's superclass, for colours.
    """
    from pyvis.network import Network  # half a second, since it loads IPython: only who draws shall wait

    index = {entity.id: place for place, entity in enumerate(entities)}
    network = Network(directed=True, cdn_resources="in_line")
    network.edges = _edges(entities, facts, index)
    network.nodes = _nodes(entities, network.edges, parents)
    network.node_ids = [node["id"] for node in network.nodes]
    network.node_map = {node["id"]: node for node in network.nodes}
    return network


def drawing_library() -> str:
    """vis-network's JavaScript, from pyvis's own files.

    Raises:
        OutputError: the installed pyvis does not carry it.
    """
    try:
        return _SOURCE_MAP.sub("\n", files("pyvis").joinpath(_LIBRARY).read_text(encoding="utf-8"))
    except OSError as error:
        raise OutputError(
            "已安装的 pyvis 不含 vis-network 9.1.2", place=f"pyvis/{_LIBRARY}", remedy="请安装 pyvis 0.3.2"
        ) from error


def wrap_label(name: str) -> str:
    """A name in about three even lines of some ten Chinese or twenty Latin characters, the rest elided."""
    text = " ".join(name.split())
    room = _LINE * _LINES
    if sum(map(_columns, text)) > room:
        text = _cut(text, room - 2) + "…"
    width = sum(map(_columns, text))
    even = math.ceil(width / max(1, math.ceil(width / _LINE)))
    lines = []
    while text:
        # A last line of one character reads worse than a line that is two characters too long.
        line = text if sum(map(_columns, text)) <= even + 4 else _cut(text, max(even, 2))
        while line != text and text[len(line)] in _NOT_FIRST:
            line = text[: len(line) + 1]
        while line != text and len(line) > 1 and line[-1] in _NOT_LAST:
            line = line[:-1]
        lines.append(line.strip())
        text = text[len(line) :]
    return "\n".join(lines)


def _cut(text: str, columns: int) -> str:
    """As much of the beginning as fits, rounded up to a whole character."""
    width = 0
    for place, character in enumerate(text):
        if width >= columns:
            return text[:place]
        width += _columns(character)
    return text


def _columns(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def _edges(entities: Sequence[Entity], facts: Sequence[Fact], index: Mapping[str, int]) -> list[dict[str, Any]]:
    between: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place, fact in enumerate(facts):
        if isinstance(fact.object, Entity):
            ends = index[fact.subject.id], index[fact.object.id]
            between[min(ends), max(ends)].append(place)
    return [
        {
            "id": place,
            "from": index[facts[members[0]].subject.id],
            "to": index[facts[members[0]].object.id],  # type: ignore[union-attr]
            "facts": members,
            "quiet": all(_is_quiet(entities[ends[0]], facts[member], entities[ends[1]]) for member in members),
        }
        for place, (ends, members) in enumerate(between.items())
    ]


def _is_quiet(one: Entity, fact: Fact, other: Entity) -> bool:
    return is_quiet_edge(one.type, fact.property, other.type)


def _nodes(
    entities: Sequence[Entity], edges: Sequence[Mapping[str, Any]], parents: Mapping[str, str]
) -> list[dict[str, Any]]:
    degrees: Counter[int] = Counter()
    for edge in edges:
        if not edge["quiet"]:
            degrees.update(dict.fromkeys((edge["from"], edge["to"]), len(edge["facts"])))
    sizes = [_size(entity, degrees[place]) for place, entity in enumerate(entities)]
    labels = [wrap_label(printable(entity.name) or "\ufffd") for entity in entities]
    boxes = [box_of(label, size) for label, size in zip(labels, sizes, strict=True)]
    points = place_nodes(boxes, [_link(edge, degrees) for edge in edges])
    return [
        _node(place, entity, labels[place], sizes[place], points[place], degrees[place], parents)
        for place, entity in enumerate(entities)
    ]


def _size(entity: Entity, degree: int) -> float:
    return 7.0 if is_quiet_class(entity.type) else round(8 + 3.2 * math.sqrt(min(degree, 40)), 1)


def box_of(label: str, size: float) -> Box:
    """The room of a node of this size, with its name in lines under it."""
    lines = label.split("\n")
    columns = max(sum(map(_columns, line)) for line in lines)
    return Box(max(columns * _HALF_EM / 2, size) + 7, size + 5, size + len(lines) * _LINE_HEIGHT + 9)


def _link(edge: Mapping[str, Any], degrees: Mapping[int, int]) -> Link:
    """A busy node needs room around it for its neighbours' labels, so its edges are longer."""
    if edge["quiet"]:
        return Link(edge["from"], edge["to"], _QUIET_LENGTH)
    busy = max(degrees[edge["from"]], degrees[edge["to"]])
    return Link(edge["from"], edge["to"], 1.0 + 0.18 * math.sqrt(max(0, busy - 3)))


def _node(
    place: int,
    entity: Entity,
    label: str,
    size: float,
    point: tuple[int, int],
    degree: int,
    parents: Mapping[str, str],
) -> dict[str, Any]:
    look = class_style(entity.type, parents)
    return {
        "id": place,
        "label": label,
        "shape": look.shape,
        "color": look.color,
        "size": size,
        "x": point[0],
        "y": point[1],
        "degree": degree,
        "quiet": is_quiet_class(entity.type),
    }
