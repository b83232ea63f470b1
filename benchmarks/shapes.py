"""Write kg/knowledge/shapes.ttl anew from the ontology: `make shapes`."""

from __future__ import annotations

from kg.knowledge.ontology import load_ontology
from kg.knowledge.quality import load_expectations
from kg.validation.shapes import SHAPES_FILE, shapes_text

if __name__ == "__main__":
    SHAPES_FILE.write_text(shapes_text(load_ontology(), load_expectations()), encoding="utf-8")
