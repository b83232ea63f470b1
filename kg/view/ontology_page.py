"""The ontology as one page to read, in Chinese and English: classes as a tree, properties, records, alignments.

The page is a function of `ontology.ttl` and `alignments.ttl` alone: no date, no network, no script.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.knowledge import ontology as _home
from kg.knowledge.alignments import ALIGNMENTS_FILE, STANDARDS
from kg.knowledge.ontology import ONTOLOGY_GRAPH, ONTOLOGY_NAMESPACE

__all__ = ["ontology_page"]

_ONTOLOGY_FILE = Path(_home.__file__).with_name("ontology.ttl")
_STYLE_FILE = Path(__file__).with_name("templates") / "ontology.css"
_KGO = ONTOLOGY_NAMESPACE
_FACT = URIRef(_KGO + "FactProperty")
_RECORD = URIRef(_KGO + "Record")
_STATUS = URIRef(_KGO + "Status")
_PREFIXES = {**STANDARDS, "xsd": "http://www.w3.org/2001/XMLSchema#", "rdf": str(RDF), "rdfs": str(RDFS)}
_ROWS = (
    (RDFS.subClassOf, "上位类 subclass of"),
    (OWL.equivalentClass, "等同 equivalent class"),
    (RDFS.subPropertyOf, "上位属性 subproperty of"),
    (RDFS.domain, "主语 domain"),
    (RDFS.range, "宾语 range"),
    (OWL.inverseOf, "逆属性 inverse"),
    (SKOS.closeMatch, "近似 close match"),
)


def ontology_page() -> str:
    """Give the page as HTML, the same bytes whenever the ontology is the same."""
    ontology, both = _read(_ONTOLOGY_FILE), _read(_ONTOLOGY_FILE) + _read(ALIGNMENTS_FILE)
    parts = _parts(ontology)
    head = URIRef(ONTOLOGY_GRAPH)
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">\n',
            f"<title>{_text(ontology, head, RDFS.label, 'zh')}</title>\n",
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
            f"<style>\n{_STYLE_FILE.read_text(encoding='utf-8')}</style>\n</head>\n<body>\n",
            f"<h1>{_both(ontology, head, RDFS.label)}</h1>\n<p>{_both(ontology, head, RDFS.comment)}</p>\n",
            f"<p><code>{escape(_KGO)}</code></p>\n",
            _contents(ontology, parts),
            *(_section(name, title, terms, both) for name, title, terms in parts),
            "</body>\n</html>\n",
        )
    )


def _read(path: Path) -> Graph:
    return Graph().parse(data=path.read_text(encoding="utf-8"), format="turtle")


def _parts(graph: Graph) -> list[tuple[str, str, list[Node]]]:
    classes = set(_ours(graph.subjects(RDF.type, OWL.Class)))
    records = {_RECORD, _FACT} | {one for one in classes if (one, RDFS.subClassOf, _RECORD) in graph}
    facts = set(_ours(graph.subjects(RDF.type, _FACT)))
    inverses = set(_ours(graph.objects(None, OWL.inverseOf)))
    links = {one for one in facts if _kind(graph, one) == "object"}
    statuses = set(_ours(graph.subjects(RDF.type, _STATUS)))
    rest = set(_ours(graph.subjects(RDF.type))) - classes - facts - inverses - statuses
    return [
        ("classes", "类 Classes", _tree(graph, classes - records)),
        ("object-properties", "实体之间的属性 Properties between entities", _sorted(links)),
        ("literal-properties", "取值的属性 Properties with values", _sorted(facts - links)),
        ("inverses", "逆属性（只供查询） Inverses, for asking", _sorted(inverses)),
        ("statuses", "状态 Statuses", _sorted(statuses)),
        ("records", "记录 Records", _sorted(records)),
        ("record-properties", "记录的属性 Properties of records", _sorted(rest)),
    ]


def _kind(graph: Graph, term: Node) -> str:
    kinds = [str(node) for node in _members(graph, term, RDFS.range)]
    values = tuple(_PREFIXES[name] for name in ("xsd",))
    plain = all(kind.startswith(values) or kind in (_KGO + "Quantity", _KGO + "Interval") for kind in kinds)
    return "literal" if plain else "object"


def _ours(nodes: Iterable[Node]) -> Iterator[Node]:
    return (node for node in nodes if str(node).startswith(_KGO))


def _sorted(nodes: Iterable[Node]) -> list[Node]:
    return sorted(nodes, key=str)


def _tree(graph: Graph, classes: set[Node]) -> list[Node]:
    """Each class after the one above it."""

    def below(parent: Node | None) -> Iterator[Node]:
        for one in _sorted(classes):
            parents = [node for node in graph.objects(one, RDFS.subClassOf) if node in classes]
            if (parent in parents) if parent else not parents:
                yield one
                yield from below(one)

    return list(below(None))


def _contents(graph: Graph, parts: Iterable[tuple[str, str, list[Node]]]) -> str:
    lines = ["<nav>\n"]
    for name, title, terms in parts:
        links = " · ".join(f'<a href="#{_local(one)}">{_label(graph, one, "zh")}</a>' for one in terms)
        lines.append(f'<p><a href="#{name}"><b>{escape(title)}</b></a> ({len(terms)})<br>{links}</p>\n')
    return "".join([*lines, "</nav>\n"])


def _section(name: str, title: str, terms: Iterable[Node], graph: Graph) -> str:
    return f'<h2 id="{name}">{escape(title)}</h2>\n' + "".join(_term(one, graph) for one in terms)


def _term(term: Node, graph: Graph) -> str:
    symmetric = (term, RDF.type, OWL.SymmetricProperty) in graph
    rows = [(label, _listed(graph, term, predicate)) for predicate, label in _ROWS]
    rows.append(("逆属性 inverse", _links(graph, graph.subjects(OWL.inverseOf, term))))
    rows.append(("下位类 subclasses", _links(graph, _ours(graph.subjects(RDFS.subClassOf, term)))))
    rows.append(("对称 symmetric", "是 yes" if symmetric else ""))
    cells = "".join(f"<tr><th>{escape(label)}</th><td>{value}</td></tr>\n" for label, value in rows if value)
    return (
        f'<section id="{_local(term)}">\n'
        f"<h3>{_both(graph, term, RDFS.label)} <code>kgo:{_local(term)}</code></h3>\n"
        f"<p>{_both(graph, term, RDFS.comment)}</p>\n"
        f"<table>\n{cells}</table>\n</section>\n"
    )


def _listed(graph: Graph, term: Node, predicate: URIRef) -> str:
    return _links(graph, _members(graph, term, predicate))


def _members(graph: Graph, term: Node, predicate: URIRef) -> Iterator[Node]:
    for node in graph.objects(term, predicate):
        union = graph.value(node, OWL.unionOf)
        yield from [node] if union is None else Collection(graph, union)


def _links(graph: Graph, nodes: Iterable[Node]) -> str:
    return ", ".join(_link(graph, node) for node in _sorted(set(nodes)))


def _link(graph: Graph, node: Node) -> str:
    if str(node).startswith(_KGO):
        return f'<a href="#{_local(node)}">{_label(graph, node, "zh")} <code>kgo:{_local(node)}</code></a>'
    for prefix, space in _PREFIXES.items():
        if str(node).startswith(space):
            return f'<a href="{escape(str(node))}"><code>{prefix}:{escape(str(node)[len(space) :])}</code></a>'
    return f"<code>{escape(str(node))}</code>"


def _both(graph: Graph, term: Node, predicate: URIRef) -> str:
    zh, en = (_text(graph, term, predicate, language) for language in ("zh", "en"))
    return f'{zh} <span lang="en">{en}</span>'


def _label(graph: Graph, term: Node, language: str) -> str:
    return _text(graph, term, RDFS.label, language)


def _text(graph: Graph, term: Node, predicate: URIRef, language: str) -> str:
    texts = (text for text in graph.objects(term, predicate) if getattr(text, "language", "") == language)
    return escape(min(map(str, texts), default=""))


def _local(term: Node) -> str:
    return escape(str(term).rpartition("#")[2])
