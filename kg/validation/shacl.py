"""The shapes checked by pyshacl, as any other SHACL tool would check them."""

from __future__ import annotations

from collections.abc import Iterable

from pyshacl import validate
from rdflib import RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.term import Node

from kg.validation.findings import Finding, Severity

__all__ = ["check_shapes"]


def check_shapes(graph: Graph, shapes: str) -> tuple[Finding, ...]:
    """Check a graph, all its named graphs as one, against shapes in Turtle.

    Args:
        graph: with the classes in use and what they lie under, as a build writes them.
        shapes: as `shapes_text` gives them.
    """
    rules = Graph().parse(data=shapes, format="turtle")
    # Nothing is inferred and nothing is fetched: what the file says is what is checked.
    _, report, _ = validate(graph, shacl_graph=rules, inference="none", advanced=False, meta_shacl=False)
    if not isinstance(report, Graph):
        return ()
    findings = [_finding(graph, report, rules, result) for result in report.subjects(RDF.type, SH.ValidationResult)]
    return tuple(sorted(set(findings), key=lambda found: (found.severity, found.en, found.place)))


def _finding(graph: Graph, report: Graph, rules: Graph, result: Node) -> Finding:
    texts = {text.language: str(text) for text in report.objects(result, SH.resultMessage) if isinstance(text, Literal)}
    shape = report.value(result, SH.sourceShape)
    constraint = report.value(result, SH.sourceConstraint)
    for source in (constraint, shape):
        texts = _texts(rules, source) or _texts(report, source) or texts
        if {"zh", "en"} <= texts.keys():
            break
    plain = texts.get(None, "")
    severe = report.value(result, SH.resultSeverity) == SH.Violation
    return Finding(
        kind="shape",
        severity=Severity.VIOLATION if severe else Severity.WARNING,
        zh=texts.get("zh", plain),
        en=texts.get("en", plain),
        place=_place(graph, report.value(result, SH.focusNode), report.value(result, SH.value)),
    )


def _texts(graph: Graph, node: Node | None) -> dict[str | None, str]:
    if node is None:
        return {}
    return {text.language: str(text) for text in graph.objects(node, SH.message) if isinstance(text, Literal)}


def _place(graph: Graph, *nodes: Node | None) -> str:
    return " → ".join(dict.fromkeys(_called(graph, node) for node in nodes if node is not None))


def _called(graph: Graph, node: Node) -> str:
    """The name of an entity; of a statement the names of its three parts; else the node itself."""
    parts = [graph.value(node, part) for part in (RDF.subject, RDF.predicate, RDF.object)]
    if all(part is not None for part in parts):
        return " ".join(_name(graph, part) for part in parts if part is not None)
    return _name(graph, node)


def _name(graph: Graph, node: Node) -> str:
    labels: Iterable[Node] = graph.objects(node, RDFS.label) if isinstance(node, URIRef) else ()
    ordered = sorted(labels, key=lambda label: (getattr(label, "language", "") != "zh", str(label)))
    return str(ordered[0]) if ordered else str(node)
