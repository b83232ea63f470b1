"""RDF files whose bytes depend on the triples alone, not on the order in which they came or on hashing."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Mapping
from functools import partial
from itertools import count
from types import MappingProxyType
from typing import Any, cast

import pyoxigraph as ox
from rdflib import FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, TIME, XSD, Dataset, Graph, Literal
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.namespace import split_uri
from rdflib.term import Identifier, Node

from kg.errors import OutputError, StoreError
from kg.export.lexical import clean
from kg.export.turtle import TURTLE_FORMATS, write_turtle
from kg.store.terms import quad_to_oxigraph

__all__ = ["RDF_FORMATS", "named_triples", "prefixes_of", "write_rdf"]

_Triple = tuple[Node, Node, Node]
_PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "foaf": str(FOAF),
        "oa": "http://www.w3.org/ns/oa#",
        "org": str(ORG),
        "owl": str(OWL),
        "prov": str(PROV),
        "qudt": "http://qudt.org/schema/qudt/",
        "rdf": str(RDF),
        "rdfs": str(RDFS),
        "schema": str(SDO),
        "skos": str(SKOS),
        "time": str(TIME),
        "xsd": str(XSD),
    }
)


class _SortedGraph(Graph):
    """A graph that always tells its triples in the same order; rdflib's store keeps some of them in sets."""

    def triples(self, triple: Any) -> Generator[Any, None, None]:  # noqa: ANN401 - rdflib's own types here are private
        """The triples that fit, sorted."""
        yield from sorted(super().triples(triple), key=_order)


def write_rdf(dataset: Dataset, format: str) -> bytes:  # noqa: A002 - the field's own word, as in rdflib
    """Serialise a dataset without blank nodes, in UTF-8.

    The prefixes bound in the dataset are used, and the usual ones of the vocabularies it aligns with.

    Args:
        dataset: one named graph for each document.
        format: `ttl`, `nt`, `jsonld` or `rdfxml` for all graphs in one; `nq` or `trig` for the graphs by name.

    Raises:
        OutputError: the format is not one of these, or a term cannot be written in it.
    """
    writer = _WRITERS.get(format)
    if writer is None:
        raise OutputError(f"未知的 RDF 格式：{format}", remedy="可用：" + "、".join(_WRITERS))
    try:
        return writer(dataset)
    except StoreError as error:
        raise OutputError(f"不能写成 {format}：{error.message}", remedy="请检查来源文件的编码与地址") from error
    except UnicodeEncodeError as error:
        raise OutputError(f"内容不能写成 UTF-8：{error.reason}", remedy="请检查来源文件的编码") from error
    except ValueError as error:
        raise OutputError(f"不能写成 {format}：{error}", remedy="请改用 nt 或 trig") from error


def _key(term: Node) -> tuple[str, str, str, str]:
    if isinstance(term, Literal):
        return "literal", str(term), str(term.datatype or ""), term.language or ""
    return "iri", str(term), "", ""


def _order(triple: _Triple) -> tuple[tuple[str, str, str, str], ...]:
    return tuple(_key(term) for term in triple)


def _triples(dataset: Dataset) -> list[_Triple]:
    return sorted({(s, p, o) for s, p, o, _ in dataset.quads((None, None, None, None))}, key=_order)


def prefixes_of(dataset: Dataset) -> dict[str, str]:
    """Prefixes of the dataset, then the usual ones, then `ns1`, `ns2` … for what predicates need besides, in order."""
    bound = {prefix: str(namespace) for prefix, namespace in dataset.namespaces() if prefix}
    taken = set(bound.values())
    bound |= {prefix: name for prefix, name in _PREFIXES.items() if prefix not in bound and name not in taken}
    predicates = {str(predicate) for _, predicate, _, _ in dataset.quads((None, None, None, None))}
    needed = {_namespace(predicate) for predicate in predicates}
    free = (prefix for number in count(1) if (prefix := f"ns{number}") not in bound)
    invented = dict(zip(free, sorted(needed - set(bound.values()) - {""}), strict=False))
    return dict(sorted({**bound, **invented}.items()))


def _namespace(predicate: str) -> str:
    try:
        return str(split_uri(predicate)[0])
    except ValueError:  # ends in what no name may hold, and is written in full
        return ""


def _graph(prefixes: Mapping[str, str], triples: Iterable[_Triple]) -> Graph:
    graph = _SortedGraph(bind_namespaces="none")
    for prefix, namespace in prefixes.items():
        graph.bind(prefix, namespace, override=True, replace=True)
    for triple in triples:
        graph.add(triple)
    return graph


def named_triples(dataset: Dataset) -> list[tuple[str, list[_Triple]]]:
    """The triples of each graph with its name, in the order of names; the default graph first, as ""."""
    by_name: dict[str, list[_Triple]] = defaultdict(list)
    for subject, predicate, value, name in dataset.quads((None, None, None, None)):
        unnamed = name is None or name == DATASET_DEFAULT_GRAPH_ID
        by_name["" if unnamed else str(name)].append((subject, predicate, value))
    return sorted(by_name.items())


def _turtle(format: str, dataset: Dataset) -> bytes:  # noqa: A002
    graphs = [(name, [_to_oxigraph(triple) for triple in triples]) for name, triples in named_triples(dataset)]
    return write_turtle(graphs, format, prefixes_of(dataset))


def _to_oxigraph(triple: _Triple) -> ox.Triple:
    return quad_to_oxigraph((*cast("tuple[Identifier, Identifier, Identifier]", triple), None)).triple


def _rdfxml(dataset: Dataset) -> bytes:
    fit = _graph(prefixes_of(dataset), (_fit_for_xml(triple) for triple in _triples(dataset)))
    return fit.serialize(format="xml", encoding="utf-8")


def _fit_for_xml(triple: _Triple) -> _Triple:
    subject, predicate, value = triple
    if isinstance(value, Literal) and clean(value) != str(value):
        value = Literal(clean(value), lang=value.language, datatype=value.datatype)
    return subject, predicate, value


def _jsonld(dataset: Dataset) -> bytes:
    """Compact JSON-LD. rdflib's own writer follows hash order, and drops an empty text that has a sister."""
    prefixes = {prefix: name for prefix, name in prefixes_of(dataset).items() if name.endswith(("/", "#"))}
    nodes: dict[str, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in _triples(dataset):
        node = nodes[_compact(subject, prefixes)]
        if predicate == RDF.type:
            node["@type"].append(_compact(value, prefixes))
        else:
            node[_compact(predicate, prefixes)].append(_jsonld_value(value, prefixes))
    content = {"@context": prefixes, "@graph": [{"@id": name, **nodes[name]} for name in sorted(nodes)]}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _compact(term: Node, prefixes: Mapping[str, str]) -> str:
    iri = str(term)
    fitting = [(len(name), prefix) for prefix, name in prefixes.items() if iri.startswith(name)]
    if not fitting:
        return iri
    length, prefix = max(fitting)
    # `kge://x` would be read as an absolute IRI.
    return iri if iri[length:].startswith("//") else f"{prefix}:{iri[length:]}"


def _jsonld_value(value: Node, prefixes: Mapping[str, str]) -> object:
    if not isinstance(value, Literal):
        return {"@id": _compact(value, prefixes)}
    if value.language:
        return {"@language": value.language, "@value": str(value)}
    if value.datatype:
        return {"@type": _compact(value.datatype, prefixes), "@value": str(value)}
    return str(value)


_WRITERS: Mapping[str, Callable[[Dataset], bytes]] = MappingProxyType(
    {name: partial(_turtle, name) for name in TURTLE_FORMATS} | {"jsonld": _jsonld, "rdfxml": _rdfxml}
)
RDF_FORMATS: tuple[str, ...] = tuple(_WRITERS)
