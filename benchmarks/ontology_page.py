"""Write docs/ontology.html anew from the ontology and its alignments: `make ontology-page`."""

from __future__ import annotations

from pathlib import Path

from kg.view.ontology_page import ontology_page

PAGE = Path(__file__).resolve().parent.parent / "docs" / "ontology.html"

if __name__ == "__main__":
    PAGE.write_text(ontology_page(), encoding="utf-8")
