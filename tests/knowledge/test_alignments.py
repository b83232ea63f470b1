"""The alignments name terms that the standards have, and what follows from them is what it should be."""

import pytest
from rdflib import FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, TIME, Graph, URIRef

from kg.errors import KnowledgeError
from kg.knowledge.alignments import ALIGNMENTS_FILE, STANDARDS, load_alignment
from kg.knowledge.ontology import ONTOLOGY_NAMESPACE, load_ontology

PUBLISHED = {str(space._NS): set(space.__annotations__) for space in (SDO, ORG, PROV, SKOS, FOAF, TIME, OWL, RDF, RDFS)}
# Of these two vocabularies no list ships with the RDF library: what their published files declare, as far as used.
PUBLISHED |= {
    "http://www.w3.org/ns/oa#": {"Annotation", "TextPositionSelector", "TextQuoteSelector", "exact", "hasSelector"},
    "http://qudt.org/schema/qudt/": {"QuantityValue", "hasUnit", "numericValue"},
}
UNITS = ("http://qudt.org/vocab/unit/",)


@pytest.fixture(scope="module")
def rdf() -> Graph:
    return Graph().parse(data=ALIGNMENTS_FILE.read_text(encoding="utf-8"), format="turtle")


def kgo(name: str) -> str:
    return ONTOLOGY_NAMESPACE + name


def published(iri: str) -> bool:
    return any(iri.startswith(space) and iri.removeprefix(space) in names for space, names in PUBLISHED.items())


def test_every_term_of_others_is_one_that_they_publish(rdf: Graph) -> None:
    terms = {str(term) for triple in rdf for term in triple if isinstance(term, URIRef)}
    foreign = {term for term in terms if not term.startswith(("https://kg.example/", *UNITS))}
    assert len(foreign) > 90
    assert {term for term in foreign if not published(term)} == set()
    assert not published(str(SDO) + "Corporatoin")


def test_every_term_of_ours_is_one_that_the_ontology_declares(rdf: Graph) -> None:
    ontology = Graph().parse(data=ALIGNMENTS_FILE.with_name("ontology.ttl").read_text(encoding="utf-8"))
    ours = {term for triple in rdf for term in triple if str(term).startswith(ONTOLOGY_NAMESPACE)}
    assert ours <= set(ontology.subjects(RDF.type))


def test_classes_align_with_classes_and_properties_with_properties(rdf: Graph) -> None:
    for predicate, capital in ((RDFS.subClassOf, True), (OWL.equivalentClass, True), (RDFS.subPropertyOf, False)):
        for pair in rdf.subject_objects(predicate):
            for term in pair:
                name = str(term).replace("#", "/").rpartition("/")[2]
                assert name[0].isupper() == capital, pair


def test_every_class_of_entities_is_aligned_or_near_to_something(rdf: Graph) -> None:
    found = load_alignment(STANDARDS)
    for name in load_ontology().classes:
        assert kgo(name) in found.types, name


def test_every_standard_has_something(rdf: Graph) -> None:
    objects = {str(term) for term in rdf.objects()}
    for name, space in STANDARDS.items():
        assert any(term.startswith(space) for term in objects), name


def test_types_climb_our_tree_first() -> None:
    found = load_alignment(["schema"])
    assert found.types[kgo("ComputingCentre")] == (str(SDO.Place),)
    assert found.types[kgo("Company")] == (str(SDO.Corporation), str(SDO.Organization))
    assert kgo("Agent") not in found.types
    assert found.labels == ((str(SDO.name), str(SDO.alternateName)),)
    assert found.units == {}


def test_properties_follow_both_ways() -> None:
    found = load_alignment(["schema", "org"])
    assert found.forward[kgo("subsidiaryOf")] == (str(ORG.subOrganizationOf), str(SDO.parentOrganization))
    assert found.backward[kgo("subsidiaryOf")] == (str(ORG.hasSubOrganization), str(SDO.subOrganization))
    assert found.backward[kgo("ownedBy")] == (str(SDO.owns),)
    assert kgo("ownedBy") not in found.forward


def test_what_is_only_close_entails_nothing() -> None:
    found = load_alignment(STANDARDS)
    assert kgo("holdsStakeIn") not in found.forward
    assert kgo("establishes") not in found.backward
    assert str(SDO.Legislation) not in found.types[kgo("Policy")]


def test_units_have_their_terms() -> None:
    found = load_alignment(["qudt"])
    assert found.units["m2"] == "http://qudt.org/vocab/unit/M2"
    assert found.units["CNY"] == "http://qudt.org/vocab/unit/CCY_CNY"
    written = {line.split("\t")[1] for line in units_of() if line.count("\t") >= 3}
    assert set(found.units) <= written


def units_of() -> list[str]:
    return ALIGNMENTS_FILE.with_name("units.tsv").read_text(encoding="utf-8").splitlines()


def test_an_unknown_vocabulary_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="shema") as caught:
        load_alignment(["schema", "shema"])
    assert "prov" in caught.value.remedy
