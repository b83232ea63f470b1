"""The vocabulary of the graph: which classes entities may have and which properties facts may use.

Read from `ontology.ttl`, which is the contract: what it does not declare, no rule may emit and no graph may hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import XSD
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from kg.errors import KnowledgeError

__all__ = [
    "ONTOLOGY_GRAPH",
    "ONTOLOGY_NAMESPACE",
    "UNNAMED_GRAPH",
    "Ontology",
    "OntologyClass",
    "Property",
    "load_ontology",
]

ONTOLOGY_GRAPH = "https://kg.example/ontology"
ONTOLOGY_NAMESPACE = "https://kg.example/ontology#"
UNNAMED_GRAPH = "https://kg.example/ontology#unnamed"
"""Under this name stores keep the graph that has no name, where they cannot keep it without one."""

_FACT_PROPERTY = URIRef(ONTOLOGY_NAMESPACE + "FactProperty")
_RECORD = URIRef(ONTOLOGY_NAMESPACE + "Record")
_STATUS = URIRef(ONTOLOGY_NAMESPACE + "Status")
_VALUE_RANGES = frozenset({"Quantity", "Interval"})
_SHIPPED = Path(__file__).with_name("ontology.ttl")


@dataclass(frozen=True, slots=True)
class OntologyClass:
    """A kind of entity.

    Attributes:
        name: in the graph (`ComputingCentre`).
        label_zh: in Chinese (计算中心).
        label_en: in English.
        parents: the classes right above it, sorted; none for a root.
    """

    name: str
    label_zh: str
    label_en: str
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """A kind of fact.

    Attributes:
        name: in the graph (`operatedBy`).
        label_zh: in Chinese (运营方).
        label_en: in English.
        comment_zh: when to use it.
        kind: `object` when the object is an entity, `literal` when it is a text, number, time or quantity.
        domain: the classes a subject may have; texts are often looser.
        range: the classes an object may have, or the names of data types (`date`, `string`), `Quantity`, `Interval`.
        symmetric: whether the fact holds in both directions (合作).
        inverse: what the other direction is called, if it has a name; never stored.
        comment_en: when to use it, in English.
        own: whether a rule file declares it, instead of the ontology that ships with the program.
    """

    name: str
    label_zh: str
    label_en: str
    comment_zh: str
    kind: Literal["object", "literal"]
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool = False
    inverse: str | None = None
    comment_en: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Ontology:
    """All classes and properties, by name, sorted by name.

    Attributes:
        classes: what an entity may be.
        properties: what a fact may say.
        statuses: how far a text may vouch for a fact, with the Chinese and the English label.
        reserved: names in use for other things (inverses, parts of records), which no property may take.
    """

    classes: Mapping[str, OntologyClass]
    properties: Mapping[str, Property]
    statuses: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    reserved: frozenset[str] = frozenset()
    _lineage: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        lineage = {name: frozenset(_climb(name, self.classes)) for name in self.classes}
        object.__setattr__(self, "_lineage", lineage)

    @property
    def symmetric(self) -> frozenset[str]:
        """The properties whose subject and object may be exchanged."""
        return frozenset(name for name, found in self.properties.items() if found.symmetric)

    def is_a(self, type: str, ancestor: str) -> bool:  # noqa: A002  # the field's own word for the class of an entity
        """Tell whether `type` is `ancestor` or lies under it; a name that is no class is only itself."""
        return type == ancestor or ancestor in self._lineage.get(type, frozenset())

    def ancestors(self, type: str) -> frozenset[str]:  # noqa: A002
        """Give every class above `type`, without `type` itself; none for a name that is no class."""
        return self._lineage.get(type, frozenset())

    def more_specific(self, a: str, b: str) -> str | None:
        """Give the lower of two classes of which one lies under the other, `None` when neither does."""
        if self.is_a(a, b):
            return a
        return b if self.is_a(b, a) else None

    def with_properties(self, properties: Iterable[Property]) -> Ontology:
        """Give this ontology with more properties.

        Raises:
            KnowledgeError: one of them exists already, or takes a name that is in use for something else.
        """
        known = dict(self.properties)
        for found in properties:
            if found.name in known or found.name in self.reserved:
                raise KnowledgeError(f"本体中已有属性 {found.name}", remedy="换一个名字")
            known[found.name] = found
        return replace(self, properties=dict(sorted(known.items())))


def load_ontology(path: Path | None = None) -> Ontology:
    """Read the ontology that ships with the program, or the one at `path`.

    Raises:
        KnowledgeError: the file is missing, is not Turtle, or declares a term without its labels, domain or range.
    """
    path = path or _SHIPPED
    graph = _parse(path)
    classes = [_read_class(graph, node, path) for node in _names(graph.subjects(RDF.type, OWL.Class))]
    properties = [_read_property(graph, node, path) for node in _names(graph.subjects(RDF.type, _FACT_PROPERTY))]
    statuses = _names(graph.subjects(RDF.type, _STATUS))
    used = {_local(node) for node in _names(graph.subjects(RDF.type))}
    return Ontology(
        {found.name: found for found in classes if found is not None},
        {found.name: found for found in properties},
        {_local(node): _labels(graph, node, path) for node in statuses},
        frozenset(used.difference(found.name for found in properties)),
    )


def _parse(path: Path) -> Graph:
    try:
        return Graph().parse(data=path.read_text(encoding="utf-8"), format="turtle")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"无法读取本体：{error}", place=str(path)) from error
    except BadSyntax as error:
        raise KnowledgeError(f"本体不是合法的 Turtle：{error}", place=str(path)) from error


def _names(nodes: Iterable[Node]) -> list[URIRef]:
    """Keep the terms of our own namespace, in a fixed order: unions have no name, alignments are others' terms."""
    return sorted({node for node in nodes if isinstance(node, URIRef) and node.startswith(ONTOLOGY_NAMESPACE)})


def _read_class(graph: Graph, node: URIRef, path: Path) -> OntologyClass | None:
    parents = _names(graph.objects(node, RDFS.subClassOf))
    if node in (_RECORD, _FACT_PROPERTY) or _RECORD in parents:
        return None
    zh, en = _labels(graph, node, path)
    return OntologyClass(_local(node), zh, en, tuple(_local(parent) for parent in parents))


def _read_property(graph: Graph, node: URIRef, path: Path) -> Property:
    zh, en = _labels(graph, node, path)
    comments = _texts(graph, node, RDFS.comment)
    inverses = _names(graph.objects(node, OWL.inverseOf))
    values = _members(graph, node, RDFS.range, path)
    return Property(
        name=_local(node),
        label_zh=zh,
        label_en=en,
        comment_zh=comments.get("zh", ""),
        kind="literal" if _is_literal(values) else "object",
        domain=frozenset(map(_local, _members(graph, node, RDFS.domain, path))),
        range=frozenset(map(_local, values)),
        symmetric=(node, RDF.type, OWL.SymmetricProperty) in graph,
        inverse=_local(inverses[0]) if inverses else None,
        comment_en=comments.get("en", ""),
    )


def _is_literal(values: Iterable[Node]) -> bool:
    return all(str(value).startswith(str(XSD)) or _local(value) in _VALUE_RANGES for value in values)


def _labels(graph: Graph, node: URIRef, path: Path) -> tuple[str, str]:
    texts = _texts(graph, node, RDFS.label)
    if missing := {"zh", "en"} - texts.keys():
        raise KnowledgeError(f"{_local(node)} 缺少标签：{'、'.join(sorted(missing))}", place=str(path))
    return texts["zh"], texts["en"]


def _texts(graph: Graph, node: URIRef, predicate: URIRef) -> dict[str, str]:
    return {str(getattr(text, "language", "")): str(text) for text in graph.objects(node, predicate)}


def _members(graph: Graph, node: URIRef, predicate: URIRef, path: Path) -> list[Node]:
    """Give the classes or data types of a domain or range, whether it is one or a union of several."""
    value = graph.value(node, predicate)
    if value is None:
        raise KnowledgeError(f"{_local(node)} 缺少 {_local(predicate)}", place=str(path))
    union = graph.value(value, OWL.unionOf)
    return [value] if union is None else list(Collection(graph, union))


def _local(node: Node) -> str:
    return str(node).rpartition("#")[2]


def _climb(name: str, classes: Mapping[str, OntologyClass]) -> set[str]:
    above: set[str] = set()
    waiting = list(classes[name].parents)
    while waiting:
        parent = waiting.pop()
        if parent in classes and parent not in above:
            above.add(parent)
            waiting.extend(classes[parent].parents)
    return above
