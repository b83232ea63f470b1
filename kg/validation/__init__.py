"""What is wrong with a graph: against its shapes (SHACL), against itself, and what its facts contradict.

Three checks, from cheap to thorough, each giving `Finding`s:

| check | asks | of |
|---|---|---|
| `check_records` | is every record whole: evidence, quotes, classes, values? | every build, in milliseconds |
| `check_quality` | do facts break a signature or contradict each other? | `kg validate` |
| `check_shapes` | does the RDF keep to the shapes, as any SHACL tool sees it? | `kg validate` |
"""

from __future__ import annotations

from kg.validation.findings import Finding, Severity
from kg.validation.quality import check_quality
from kg.validation.records import check_records
from kg.validation.report import as_json, as_text
from kg.validation.shacl import check_shapes
from kg.validation.shapes import shapes_text

__all__ = [
    "Finding",
    "Severity",
    "as_json",
    "as_text",
    "check_quality",
    "check_records",
    "check_shapes",
    "shapes_text",
]
