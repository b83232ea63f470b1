"""The whole graph as an RDF dataset: one named graph for each document, so that one can be replaced or withdrawn.

What no document vouches for (an entity without facts, a fact without evidence) stands in the default graph, and the
labels of the classes and properties in use stand in the ontology's graph, so that results can be shown by name; of a
property that a rule file declares, all that it says stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import OWL, RDF, RDFS, SKOS, Dataset, Graph, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.namespace import PROV, XSD

from kg.graph.aligning import entailed_triples
from kg.graph.declared import declaration_triples
from kg.graph.iris import DEFAULT_BASE, Iris
from kg.graph.namespaces import KGO, OA, class_iri, property_iri
from kg.graph.triples import (
    document_triples,
    entity_triples,
    evidence_triples,
    fact_triples,
    quotation_triples,
)
from kg.graph.values import Triple
from kg.knowledge.alignments import Alignment
from kg.knowledge.ontology import ONTOLOGY_GRAPH, ONTOLOGY_NAMESPACE, Ontology, load_ontology
from kg.model import Entity, Fact, KnowledgeGraph, Quotation
from kg.statements import join_statements

__all__ = ["to_dataset", "to_graph", "usual_prefixes"]

_ARTICLE = "NewsArticle"


def to_dataset(
    graph: KnowledgeGraph,
    base: str = DEFAULT_BASE,
    *,
    ontology: Ontology | None = None,
    alignment: Alignment | None = None,
) -> Dataset:
    """Give a graph as RDF; equal graphs give equal datasets.

    Args:
        graph: what the posts say.
        base: under which entities, documents and statements are named; the ontology keeps its own name.
        ontology: the closed vocabulary, by default the one that ships with the program; properties of rule files are
            in `Knowledge.ontology`, or for a graph that was read in `read_ontology(dataset)`.
        alignment: other vocabularies in whose terms the graph is to be said too; none by default.

    Raises:
        KnowledgeError: a fact uses a class or a property that the ontology does not have.
        KgError: `base` is not an absolute IRI that ends with a slash.
    """
    iris, known = Iris(base), ontology or load_ontology()
    dataset = Dataset(default_union=True)
    _bind(dataset, iris)
    for document in graph.documents:
        _add(dataset, iris.document(document.id), document_triples(document, iris))
    entities = {entity.id: entity for entity in (*_used(graph), *graph.entities)}
    facts = join_statements(graph.facts)
    for target, users in _homes(facts, graph.quotations, iris, entities.keys()):
        for used in users:
            _add(dataset, target, entity_triples(entities[used], iris, known))
    for fact in facts:
        _add_fact(dataset, fact, iris, known)
    for quotation in graph.quotations:
        _add(dataset, iris.document(quotation.document), quotation_triples(quotation, iris))
    if alignment:
        # Each graph by itself, so that a document that goes takes along what followed from it.
        for part in list(dataset.graphs()):
            for triple in list(entailed_triples(part, alignment)):
                part.add(triple)
    _add(dataset, URIRef(ONTOLOGY_GRAPH), _terms(graph, entities.values(), facts, known))
    return dataset


def to_graph(dataset: Dataset) -> Graph:
    """Give all graphs of a dataset as one, for the forms that know no named graphs (Turtle)."""
    union = Graph()
    for prefix, namespace in dataset.namespaces():
        union.bind(prefix, namespace, replace=True)
    triples = {(subject, predicate, value) for subject, predicate, value, _ in dataset.quads((None, None, None, None))}
    # In memory a data set has no order of its own: unsorted, it would change from one run of Python to the next.
    for triple in sorted(triples, key=lambda parts: [term.n3() for term in parts]):
        union.add(triple)
    return union


def usual_prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """Give the prefixes that a graph under this base is written with."""
    iris = Iris(base)
    return {
        "kgo": ONTOLOGY_NAMESPACE,
        "kge": iris.folder("entity"),
        "kgd": iris.folder("document"),
        "kgs": iris.folder("statement"),
        "oa": str(OA),
        "prov": str(PROV),
        "rdf": str(RDF),
        "rdfs": str(RDFS),
        "skos": str(SKOS),
        "xsd": str(XSD),
    }


def _bind(dataset: Dataset, iris: Iris) -> None:
    for prefix, namespace in usual_prefixes(iris.base).items():
        dataset.bind(prefix, namespace, replace=True)


def _add(dataset: Dataset, target: URIRef | None, triples: Iterable[Triple]) -> None:
    graph = dataset.graph(DATASET_DEFAULT_GRAPH_ID if target is None else target)
    for triple in triples:
        graph.add(triple)


def _add_fact(dataset: Dataset, fact: Fact, iris: Iris, ontology: Ontology) -> None:
    for target in _homes_of(fact, iris):
        _add(dataset, target, fact_triples(fact, iris, ontology))
    for evidence in fact.evidences:
        _add(dataset, iris.document(evidence.document), evidence_triples(fact, evidence, iris))


def _homes_of(fact: Fact, iris: Iris) -> list[URIRef | None]:
    return [iris.document(name) for name in sorted({found.document for found in fact.evidences})] or [None]


def _homes(
    facts: Iterable[Fact], quotations: Iterable[Quotation], iris: Iris, everyone: Iterable[str]
) -> Iterator[tuple[URIRef | None, list[str]]]:
    """Give for each graph the entities to describe in it: where something is said of them, else the default graph."""
    homes: dict[URIRef | None, set[str]] = {}
    for fact in facts:
        for target in _homes_of(fact, iris):
            homes.setdefault(target, set()).update(entity.id for entity in _entities_of(fact))
    for quotation in quotations:
        homes.setdefault(iris.document(quotation.document), set()).add(quotation.speaker.id)
    homes.setdefault(None, set()).update(set(everyone).difference(*homes.values()))
    for target, users in homes.items():
        yield target, sorted(users)


def _used(graph: KnowledgeGraph) -> Iterator[Entity]:
    for fact in graph.facts:
        yield from _entities_of(fact)
    for quotation in graph.quotations:
        yield quotation.speaker


def _entities_of(fact: Fact) -> Iterator[Entity]:
    values = (fact.subject, fact.object, fact.speaker, *(value for _, value in fact.qualifiers))
    return (value for value in values if isinstance(value, Entity))


def _terms(
    graph: KnowledgeGraph, entities: Iterable[Entity], facts: Iterable[Fact], ontology: Ontology
) -> Iterator[Triple]:
    """Label the classes, properties and statuses in use, and say which class lies under which."""
    stated = [ontology.properties[name] for name in sorted({fact.property for fact in facts})]
    kinds = {entity.type for entity in entities} | ({_ARTICLE} & ontology.classes.keys() if graph.documents else set())
    used = kinds.union(*(found.domain | found.range for found in stated if found.own))
    for name in sorted(used.union(*(ontology.ancestors(kind) for kind in used))):
        found, node = ontology.classes[name], class_iri(name, ontology)
        yield from _term(node, OWL.Class, (found.label_zh, found.label_en))
        for parent in found.parents:
            yield node, RDFS.subClassOf, class_iri(parent, ontology)
    for declared in stated:
        labels = (declared.label_zh, declared.label_en)
        yield from _term(property_iri(declared.name, ontology), RDF.Property, labels)
        if declared.own:
            yield from declaration_triples(declared)
    for name in sorted({fact.status.value for fact in facts} & ontology.statuses.keys()):
        yield from _term(KGO[name], KGO.Status, ontology.statuses[name])


def _term(node: URIRef, kind: URIRef, labels: tuple[str, str]) -> Iterator[Triple]:
    yield node, RDF.type, kind
    for language, label in zip(("zh", "en"), labels, strict=True):
        yield node, RDFS.label, Literal(label, lang=language)
