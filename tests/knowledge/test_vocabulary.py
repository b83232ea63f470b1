"""The ontology and its alignments say what the vocabulary beside the project says, term by term."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from kg.knowledge.alignments import ALIGNMENTS_FILE, STANDARDS
from kg.knowledge.ontology import ONTOLOGY_NAMESPACE, load_ontology

FILE = Path(__file__).resolve().parents[3] / "shared" / "VOCABULARY.md"
ANY = frozenset({"Agent", "Facility", "Project", "Platform", "Product", "Initiative"})
# News are about these too: what the vocabulary calls "any" is said of what somebody runs, builds or owns.
WIDER = {"about": frozenset({"AdministrativeRegion", "Event", "Industry", "Policy"})}
ONTOLOGY = load_ontology()


@pytest.fixture(scope="module")
def sections() -> list[str]:
    if FILE.is_file():
        return re.split(r"^## ", FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    if os.environ.get("KG_REQUIRE_SHARED") == "1":
        pytest.fail(f"{FILE} is missing, and KG_REQUIRE_SHARED=1 asks for it")
    pytest.skip(f"{FILE} is missing: the ontology was not compared with it")


def rows(section: str) -> Iterator[list[str]]:
    for line in section.splitlines():
        if line.startswith("| ") and not line.startswith(("| class", "| property")):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def test_classes(sections: list[str]) -> None:
    said = {row[0]: row[1:] for row in rows(sections[1])}
    assert said.keys() == ONTOLOGY.classes.keys()
    for name, (_, under, _) in said.items():
        assert ONTOLOGY.classes[name].parents == ((under,) if under else ()), name


def test_what_classes_are_aligned_with(sections: list[str]) -> None:
    aligned = Graph().parse(data=ALIGNMENTS_FILE.read_text(encoding="utf-8"), format="turtle")
    checked = 0
    for name, _, _, others in rows(sections[1]):
        for other in filter(None, map(str.strip, others.split(","))):
            prefix, _, local = other.partition(":")
            node = URIRef(STANDARDS[prefix] + local)
            assert list(aligned.predicates(URIRef(ONTOLOGY_NAMESPACE + name), node)), (name, other)
            checked += 1
    assert checked > 20


def test_properties(sections: list[str]) -> None:
    said = {row[0]: row[1:] for row in rows(sections[2])}
    assert said.keys() == ONTOLOGY.properties.keys()
    for name, (label, *_) in said.items():
        # Of 出资/资助 it has one; 上线/投产/发布时间 is 上线时间.
        assert ONTOLOGY.properties[name].label_zh.startswith(tuple(re.split("[（/]", label))), name


def test_subjects_and_objects(sections: list[str]) -> None:
    checked = 0
    for name, _, ends, *_ in rows(sections[2]):
        parts = re.split("[→↔]", ends)
        if len(parts) == 2:
            found = ONTOLOGY.properties[name]
            subjects, objects = map(classes, parts)
            if found.symmetric:
                subjects = objects = subjects | objects
            objects |= WIDER.get(name, frozenset())
            assert (found.domain, found.range, found.symmetric) == (subjects, objects, "↔" in ends), name
            checked += 1
    assert checked > 60


@pytest.mark.parametrize("name", ["growth", "count", "share", "rank", "alias"])
def test_figures_and_other_names_are_of_anything(name: str) -> None:
    allowed = ONTOLOGY.properties[name].domain
    assert [kind for kind in ONTOLOGY.classes if not allowed & {kind, *ONTOLOGY.ancestors(kind)}] == []


def classes(text: str) -> frozenset[str]:
    names = [name.strip() for name in text.split(",")]
    plain = {"AdministrativeRegion" if name == "Region" else name for name in names if name != "any"}
    return frozenset(plain) | (ANY if "any" in names else frozenset())
