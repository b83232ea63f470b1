"""A graph said in the terms of other vocabularies too: what follows, where it stands, and what stays unsaid."""

from decimal import Decimal

from rdflib import ORG, PROV, RDF, SDO, SKOS, Dataset, Literal, Namespace, URIRef

from kg.graph import from_dataset, to_dataset
from kg.graph.aligning import QUDT_UNIT
from kg.knowledge.alignments import STANDARDS, load_alignment
from kg.model import Bound, Document, Entity, Evidence, Fact, KnowledgeGraph, Quantity, Status

KGE = Namespace("https://kg.example/entity/")
COMPANY = Entity("Company:甲公司", "Company", "甲公司", ("甲",))
PARENT = Entity("Company:乙集团", "Company", "乙集团")
CENTRE = Entity("ComputingCentre:某中心", "ComputingCentre", "某中心")
FIRST, SECOND = (Evidence(name, 0, 1, "甲", "r") for name in ("一", "二"))


def fact(subject: Entity, name: str, value: object, status: Status = Status.ASSERTED, *found: Evidence) -> Fact:
    return Fact(subject, name, value, status, evidences=found or (FIRST,))  # type: ignore[arg-type]


GRAPH = KnowledgeGraph(
    documents=(Document("一", "甲", "甲"), Document("二", "甲", "甲")),
    entities=(COMPANY, PARENT, CENTRE),
    facts=(
        fact(COMPANY, "subsidiaryOf", PARENT, Status.ASSERTED, SECOND),
        fact(CENTRE, "ownedBy", COMPANY),
        fact(CENTRE, "ownedBy", PARENT, Status.PLANNED),
        fact(CENTRE, "landArea", Quantity(Decimal(300), "m2", Bound.ABOUT)),
        fact(COMPANY, "alias", "甲甲"),
    ),
)


def aligned(*names: str) -> Dataset:
    return to_dataset(GRAPH, alignment=load_alignment(names))


def union(dataset: Dataset) -> set[tuple[object, ...]]:
    return {quad[:3] for quad in dataset.quads((None, None, None, None))}


def node(entity: Entity) -> URIRef:
    return KGE[entity.id]


def test_types_names_and_properties_of_the_other_vocabulary() -> None:
    said = union(aligned("schema"))
    assert (node(COMPANY), RDF.type, SDO.Corporation) in said
    assert (node(CENTRE), RDF.type, SDO.Place) in said
    assert (node(COMPANY), SDO.name, Literal("甲公司", lang="zh")) in said
    assert (node(COMPANY), SDO.alternateName, Literal("甲", lang="zh")) in said
    assert (node(COMPANY), SDO.alternateName, Literal("甲甲")) in said
    assert (node(COMPANY), SDO.parentOrganization, node(PARENT)) in said
    assert (node(PARENT), SDO.subOrganization, node(COMPANY)) in said


def test_only_what_is_asserted_is_said_again() -> None:
    said = union(aligned("schema"))
    assert (node(COMPANY), SDO.owns, node(CENTRE)) in said
    assert (node(PARENT), SDO.owns, node(CENTRE)) not in said


def test_what_follows_stands_in_the_graph_it_follows_from() -> None:
    places = {str(g) for *_, g in aligned("org").quads((node(COMPANY), ORG.subOrganizationOf, None, None))}
    assert places == {"https://kg.example/document/二"}


def test_only_the_vocabularies_asked_for_are_used() -> None:
    plain, said = union(to_dataset(GRAPH)), union(aligned("prov"))
    assert plain < said
    used = {str(term) for triple in said - plain for term in triple[1:] if isinstance(term, URIRef)}
    assert {name for name in used if not name.startswith(("https://kg.example/", str(RDF)))} <= {
        str(term) for term in (PROV.Agent, PROV.Organization, PROV.Entity, PROV.Location)
    }


def test_quantities_have_their_units() -> None:
    said = union(aligned("qudt"))
    assert {str(o) for _, p, o in said if p == QUDT_UNIT} == {"http://qudt.org/vocab/unit/M2"}


def test_the_graph_reads_back_as_it_was_whatever_it_is_said_in() -> None:
    assert from_dataset(aligned(*STANDARDS)) == from_dataset(to_dataset(GRAPH))
    assert (node(COMPANY), SKOS.prefLabel, Literal("甲公司", lang="zh")) in union(aligned(*STANDARDS))
