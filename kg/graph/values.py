"""What stands in object place, as RDF and back: entities, texts, whole numbers, times and quantities."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import KgError
from kg.graph.iris import Iris
from kg.graph.namespaces import KGO
from kg.model import Bound, Entity, Period, Precision, Quantity, Value
from kg.statements import decimal_text, lexical_date, value_key

__all__ = [
    "Triple",
    "read_value",
    "required",
    "surface_of",
    "text_of",
    "value_node",
    "value_triples",
]

Triple = tuple[URIRef, URIRef, Node]

_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_DATE_TYPES = {Precision.DAY: XSD.date, Precision.MONTH: XSD.gYearMonth, Precision.YEAR: XSD.gYear}
_TEXT_TYPES = {None, XSD.string, XSD.dateTime, XSD.anyURI}


def value_node(value: Value, property: str, iris: Iris) -> URIRef | Literal:  # noqa: A002
    """Give the node of a value; `property` tells a moment or an address from any other text."""
    match value:
        case Entity():
            return iris.entity(value)
        case Quantity():
            return iris.digest("quantity", (*value_key(value), value.surface))
        case Period(precision=Precision.INTERVAL):
            return iris.digest("interval", (*value_key(value), value.surface))
        case Period():
            return Literal(lexical_date(value)[1], datatype=_DATE_TYPES[value.precision], normalize=False)
        case int():
            return Literal(str(int(value)), datatype=XSD.integer, normalize=False)
        case str():
            return Literal(value, datatype=_text_type(value, property), normalize=False)


def value_triples(value: Value, node: Node) -> Iterator[Triple]:
    """Describe the node of a quantity or an interval; other values describe themselves."""
    if not isinstance(node, URIRef) or not isinstance(value, Quantity | Period):
        return
    if isinstance(value, Quantity):
        yield node, RDF.type, KGO.Quantity
        yield node, KGO.value, Literal(decimal_text(value.value), datatype=XSD.decimal, normalize=False)
        yield node, KGO.unit, Literal(value.unit)
        yield node, KGO.bound, Literal(value.bound.value)
    else:
        yield node, RDF.type, KGO.Interval
        yield node, KGO.start, Literal(value.start.isoformat(), datatype=XSD.date, normalize=False)
        yield node, KGO.end, Literal(value.end.isoformat(), datatype=XSD.date, normalize=False)
    if value.surface:
        yield node, KGO.surface, Literal(value.surface)


def surface_of(value: Value | None) -> str:
    """Give the words for a time that becomes a literal, which has no room for them; "" for all else."""
    return value.surface if isinstance(value, Period) and value.precision is not Precision.INTERVAL else ""


def read_value(graph: Graph, node: Node, surface: str) -> Quantity | Period | str | int:
    """Read back a value that is no entity; `surface` goes to a time that is a literal.

    Raises:
        KgError: the node is none of the values that this program writes.
    """
    if isinstance(node, Literal):
        return _read_literal(node, surface)
    words = text_of(graph, node, KGO.surface)
    if (node, RDF.type, KGO.Quantity) in graph:
        number, unit, bound = (str(required(graph, node, part)) for part in (KGO.value, KGO.unit, KGO.bound))
        return Quantity(Decimal(number), unit, Bound(bound), words)
    start, end = (date.fromisoformat(str(required(graph, node, part))) for part in (KGO.start, KGO.end))
    return Period(start, end, Precision.INTERVAL, words)


def text_of(graph: Graph, node: Node, predicate: URIRef) -> str:
    """Give a text of a node, "" when it has none; the first in order when it has several."""
    return min((str(value) for value in graph.objects(node, predicate)), default="")


def required(graph: Graph, node: Node, predicate: URIRef) -> Node:
    """Give what a node must have.

    Raises:
        KgError: it has none.
    """
    found = min(graph.objects(node, predicate), key=str, default=None)
    if found is None:
        raise KgError(f"图中 {node} 缺少 {predicate}", remedy="只能读回 kg 自己写出的图")
    return found


def _text_type(text: str, property: str) -> URIRef | None:  # noqa: A002
    if property == "sourceUrl":
        return XSD.anyURI
    return XSD.dateTime if property == "publishedOn" and _is_moment(text) else None


def _is_moment(text: str) -> bool:
    if not _DATE_TIME.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _read_literal(literal: Literal, surface: str) -> Period | str | int:
    text, datatype = str(literal), literal.datatype
    if datatype in _TEXT_TYPES:
        return text
    if datatype == XSD.integer:
        return int(text)
    if datatype == XSD.date:
        return Period(date.fromisoformat(text), date.fromisoformat(text), Precision.DAY, surface)
    if datatype == XSD.gYearMonth:
        start = date.fromisoformat(f"{text}-01")
        last = calendar.monthrange(start.year, start.month)[1]
        return Period(start, start.replace(day=last), Precision.MONTH, surface)
    if datatype == XSD.gYear:
        return Period(date(int(text), 1, 1), date(int(text), 12, 31), Precision.YEAR, surface)
    raise KgError(f"读不懂的值：{literal.n3()}", remedy="只能读回 kg 自己写出的图")
