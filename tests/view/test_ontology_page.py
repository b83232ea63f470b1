"""docs/ontology.html: up to date, whole, in both languages, and closed in itself."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from rdflib import RDF, RDFS, Graph

from kg.knowledge import ontology
from kg.knowledge.ontology import ONTOLOGY_NAMESPACE
from kg.view.ontology_page import ontology_page

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "ontology.html").read_text(encoding="utf-8")
ONTOLOGY = Graph().parse(data=Path(ontology.__file__).with_name("ontology.ttl").read_text(encoding="utf-8"))
TERMS = sorted({str(one) for one in ONTOLOGY.subjects(RDF.type) if str(one).startswith(ONTOLOGY_NAMESPACE)})


def test_it_is_what_the_ontology_gives() -> None:
    assert ontology_page() == PAGE, "make ontology-page"


def test_every_term_has_one_place_with_its_labels_in_both_languages() -> None:
    sections = dict(re.findall(r'<section id="(\w+)">\n<h3>(.*?)</h3>', PAGE))
    assert sorted(sections) == sorted(term.removeprefix(ONTOLOGY_NAMESPACE) for term in TERMS)
    for subject, text in ONTOLOGY.subject_objects(RDFS.label):
        if str(subject) in TERMS:
            assert str(text) in sections[str(subject).removeprefix(ONTOLOGY_NAMESPACE)]


def test_places_are_named_once_and_links_lead_to_them() -> None:
    places = Counter(re.findall(r' id="([\w-]+)"', PAGE))
    assert set(places.values()) == {1}
    assert set(re.findall(r'href="#([\w-]+)"', PAGE)) <= places.keys()


def test_a_property_shows_all_that_is_declared_of_it() -> None:
    section = PAGE[PAGE.index('<section id="subsidiaryOf">') :].partition("</section>")[0]
    for shown in ("母公司", "subsidiary of", "kgo:hasSubsidiary", "schema:parentOrganization", "org:subOrganizationOf"):
        assert shown in section
    assert "symmetric" in PAGE[PAGE.index('<section id="mergesWith">') :].partition("</section>")[0]


def test_it_loads_and_runs_nothing() -> None:
    assert "<script" not in PAGE
    assert "default-src 'none'" in PAGE
    assert not re.search(r"<(img|link|iframe)\b|@import|url\(", PAGE)


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import sys; from kg.view.ontology_page import ontology_page; sys.stdout.buffer.write(ontology_page().encode())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode("utf-8") == PAGE
