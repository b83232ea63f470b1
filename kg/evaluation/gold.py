"""Gold annotations: what a careful analyst wants in the graph, read strictly from one JSON file a post."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from kg.errors import KgError
from kg.model import Bound, Quantity, Status

__all__ = [
    "ARTICLE",
    "Gold",
    "GoldDate",
    "GoldEntity",
    "GoldFact",
    "GoldQuotation",
    "GoldValue",
    "find_gold",
    "load_gold",
]

ARTICLE = "a0"

_Kind = TypeVar("_Kind")
_Object = dict[str, object]
_KEYS = frozenset({"entities", "facts", "quotes"})
_REMEDY = "标注格式：entities、facts、quotes 三个列表，偏移量为字符"


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An entity of the annotation; `names` are its canonical name and its aliases."""

    id: str
    type: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldDate:
    """A day, a month, a year or `start/end`, in ISO 8601: `2026-07-16`, `2026-07`, `2026`."""

    lexical: str


GoldValue = GoldEntity | Quantity | GoldDate | str


@dataclass(frozen=True, slots=True)
class GoldFact:
    """A fact that the post states.

    Attributes:
        subject: an entity.
        property: of the ontology.
        object: an entity, a quantity, a date or a text.
        status: how far the text vouches for it.
        tier: 1 for what an analyst would certainly want, 2 for the softer.
        start: of the evidence, a character offset into the post's plain text.
        end: of the evidence.
        alternatives: entities as good in subject or in object place.
        properties: properties that will do, `property` first.
        statuses: statuses that will do, `status` first.
    """

    subject: GoldEntity
    property: str
    object: GoldValue
    status: Status
    tier: int
    start: int
    end: int
    alternatives: tuple[GoldEntity, ...] = ()
    properties: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldQuotation:
    """What somebody says: the speaker, and the span of the words."""

    speaker: GoldEntity
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotation of one post; `text` is its plain text where `ID.txt` lies beside `ID.json`, else ""."""

    id: str
    entities: tuple[GoldEntity, ...]
    facts: tuple[GoldFact, ...]
    quotations: tuple[GoldQuotation, ...]
    text: str = ""


def find_gold(path: Path) -> tuple[Path, ...]:
    """The annotation files at `path`, sorted: the file itself, or every `*.json` of a folder that is one.

    A file of a folder that is JSON of another kind is passed over; one that cannot be read is not, so that it is told.

    Raises:
        KgError: there is none.
    """
    found = (path,) if path.is_file() else tuple(file for file in sorted(path.glob("*.json")) if _may_be_gold(file))
    if not found:
        raise KgError("没有找到标注文件（*.json）", place=str(path), remedy="请给出一个标注文件或其文件夹")
    return found


def _may_be_gold(path: Path) -> bool:
    try:
        top = _parse(path)
    except KgError:
        return True
    return isinstance(top, dict) and not _KEYS.isdisjoint(top)


def load_gold(path: Path) -> Gold:
    """Read one annotation file.

    Raises:
        KgError: it cannot be read, is not JSON, or is not an annotation; the place names file and element.
    """
    place = str(path)
    top = _take(_parse(path), dict, place)
    entities = _entities(top, place)
    facts = tuple(_fact(node, entities, where) for node, where in _items(top, "facts", place))
    quotations = tuple(_quotation(node, entities, where) for node, where in _items(top, "quotes", place))
    listed = tuple(entities[name] for name in sorted(entities))
    return Gold(str(top.get("id") or path.stem), listed, facts, quotations, _text_beside(path))


def _parse(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal, parse_constant=_refuse)
    except OSError as error:
        raise KgError(f"无法读取标注文件：{error.strerror}", place=str(path), remedy="请检查路径和权限") from error
    except json.JSONDecodeError as error:
        raise KgError(f"不是 JSON：{error.msg}", place=f"{path}:{error.lineno}", remedy=_REMEDY) from error
    except (ValueError, RecursionError) as error:
        raise KgError(f"不是 UTF-8 编码的 JSON：{error}", place=str(path), remedy=_REMEDY) from error


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} 不是 JSON 数值")


def _text_beside(path: Path) -> str:
    beside = path.with_suffix(".txt")
    try:
        return beside.read_text(encoding="utf-8") if beside.is_file() else ""
    except (OSError, ValueError) as error:
        raise KgError(f"无法读取正文：{error}", place=str(beside), remedy="正文须为 UTF-8 文本") from error


def _entities(top: _Object, place: str) -> dict[str, GoldEntity]:
    entities: dict[str, GoldEntity] = {}
    for node, where in _items(top, "entities", place):
        entity = _entity(node, where)
        if entity.id in entities:
            raise KgError(f"实体编号重复：{entity.id}", place=where, remedy="每个实体用不同的 id")
        entities[entity.id] = entity
    entities.setdefault(ARTICLE, GoldEntity(ARTICLE, "NewsArticle", ()))
    return entities


def _entity(node: _Object, where: str) -> GoldEntity:
    aliases = _strings(node, "aliases", where)
    return GoldEntity(_need(node, "id", str, where), _need(node, "type", str, where), (_name(node, where), *aliases))


def _name(node: _Object, where: str) -> str:
    return _need(node, "name", str, where)


def _fact(node: _Object, entities: Mapping[str, GoldEntity], where: str) -> GoldFact:
    start, end = _span(node, where)
    predicate = _need(node, "p", str, where)
    status = _status(_need(node, "status", str, where), f"{where}.status")
    tier = _need(node, "tier", int, where)
    if tier not in (1, 2):
        raise KgError(f"tier 只能是 1 或 2，这里是 {tier}", place=f"{where}.tier", remedy=_REMEDY)
    return GoldFact(
        subject=_refer(node.get("s"), entities, f"{where}.s"),
        property=predicate,
        object=_object(node.get("o"), entities, f"{where}.o"),
        status=status,
        tier=tier,
        start=start,
        end=end,
        alternatives=tuple(_refer(name, entities, f"{where}.alt") for name in _strings(node, "alt", where)),
        properties=(predicate, *_strings(node, "alt_p", where)),
        statuses=(status, *(_status(name, f"{where}.alt_status") for name in _strings(node, "alt_status", where))),
    )


def _quotation(node: _Object, entities: Mapping[str, GoldEntity], where: str) -> GoldQuotation:
    start, end = _span(node, where)
    return GoldQuotation(_refer(node.get("speaker"), entities, f"{where}.speaker"), start, end)


def _object(node: object, entities: Mapping[str, GoldEntity], where: str) -> GoldValue:
    if isinstance(node, str):
        return _refer(node, entities, where)
    value = _take(node, dict, where)
    if set(value) == {"quantity"}:
        return _quantity(_take(value["quantity"], dict, f"{where}.quantity"), f"{where}.quantity")
    if set(value) == {"date"}:
        return GoldDate(_need(value, "date", str, where))
    if set(value) == {"text"}:
        return _need(value, "text", str, where)
    raise KgError(
        "宾语既不是实体编号，也不是 quantity、date 或 text",
        place=where,
        remedy='例如 "e2" 或 {"date": "2026-07-16"}',
    )


def _quantity(node: _Object, where: str) -> Quantity:
    value = node.get("value")
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise KgError("value 不是数", place=f"{where}.value", remedy="写成基本单位的数，如 390000000")
    bound = _take(node.get("bound", Bound.EXACT.value), str, f"{where}.bound")
    if bound not in set(Bound):
        raise KgError(f"未知的 bound：{bound}", place=f"{where}.bound", remedy="可用：" + "、".join(Bound))
    return Quantity(Decimal(value), _need(node, "unit", str, where), Bound(bound))


def _status(name: str, where: str) -> Status:
    if name not in set(Status):
        raise KgError(f"未知的 status：{name}", place=where, remedy="可用：" + "、".join(Status))
    return Status(name)


def _refer(name: object, entities: Mapping[str, GoldEntity], where: str) -> GoldEntity:
    known = entities.get(_take(name, str, where))
    if known is None:
        raise KgError(f"没有这个实体：{name}", place=where, remedy="先在 entities 中列出它")
    return known


def _span(node: _Object, where: str) -> tuple[int, int]:
    span = _need(node, "evidence", list, where)
    ends = [end for end in span if isinstance(end, int) and not isinstance(end, bool)]
    if len(span) != 2 or len(ends) != 2 or not 0 <= ends[0] < ends[1]:
        raise KgError("evidence 不是 [起, 止)", place=f"{where}.evidence", remedy="两个整数，起小于止，自 0 起数")
    return ends[0], ends[1]


def _items(node: _Object, key: str, place: str) -> list[tuple[_Object, str]]:
    listed = _take(node.get(key, []), list, f"{place}: {key}")
    named = [(item, f"{place}: {key}[{index}]") for index, item in enumerate(listed)]
    return [(_take(item, dict, where), where) for item, where in named]


def _strings(node: _Object, key: str, where: str) -> tuple[str, ...]:
    listed = _take(node.get(key, []), list, f"{where}.{key}")
    return tuple(_take(item, str, f"{where}.{key}") for item in listed)


def _need(node: _Object, key: str, kind: type[_Kind], where: str) -> _Kind:
    if key not in node:
        raise KgError(f"缺少 {key}", place=where, remedy=_REMEDY)
    return _take(node[key], kind, f"{where}.{key}")


def _take(value: object, kind: type[_Kind], where: str) -> _Kind:
    # A bool is an int to Python, not to JSON.
    if not isinstance(value, kind) or isinstance(value, bool):
        raise KgError(f"应为 {kind.__name__}，这里是 {type(value).__name__}", place=where, remedy=_REMEDY)
    return value
