"""Facts as RDF and back; the only maker of IRIs."""

from __future__ import annotations

from kg.graph.dataset import to_dataset, to_graph, usual_prefixes
from kg.graph.declared import read_ontology
from kg.graph.iris import DEFAULT_BASE, Iris, kind_of
from kg.graph.loading import parse_trig, read_trig
from kg.graph.namespaces import KGO, OA
from kg.graph.restoring import from_dataset

__all__ = [
    "DEFAULT_BASE",
    "KGO",
    "OA",
    "Iris",
    "from_dataset",
    "kind_of",
    "parse_trig",
    "read_ontology",
    "read_trig",
    "to_dataset",
    "to_graph",
    "usual_prefixes",
]
