"""The page that a name of the graph leads to: what it is, and each fact about it with its sentence."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from kg.model import Entity, KnowledgeGraph
from kg.view.data import Labels
from kg.view.report import report_environment, style_policy
from kg.view.report_content import resource_content
from kg.view.style import QUALIFIER_LABELS, STATUS_LABELS

__all__ = ["render_resource"]

_NO_LABELS: Labels = MappingProxyType({})


def render_resource(
    graph: KnowledgeGraph,
    *,
    iri: str,
    own: Entity | None,
    address: Callable[[Entity | str], str],
    cut: bool = False,
    class_labels: Labels = _NO_LABELS,
    property_labels: Labels = _NO_LABELS,
) -> str:
    """Describe one thing as an HTML page that needs no other file and no script.

    Args:
        graph: what is said of it, and no more.
        iri: its name in the graph.
        own: the entity that it is; None for a statement.
        address: of the page of an entity, or of a document by its id.
        cut: whether facts are left out.
        class_labels: Chinese and English label of each class.
        property_labels: the same for properties.
    """
    environment = report_environment()
    style = environment.get_template("report.css").render()
    return environment.get_template("resource.html").render(
        content=resource_content(graph, own),
        iri=iri,
        own=own,
        address=address,
        cut=cut,
        language="zh",
        words=0,
        style=style,
        policy=style_policy(style),
        classes=class_labels,
        properties=property_labels,
        qualifiers=QUALIFIER_LABELS,
        statuses={status.value: labels for status, labels in STATUS_LABELS.items()},
    )
