"""RDF back to frozen values: the inverse of `to_dataset`, for every graph that this program wrote."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from rdflib import RDF, RDFS, SKOS, Dataset, Graph, URIRef
from rdflib.namespace import PROV
from rdflib.term import Node

from kg.errors import KgError
from kg.graph.dataset import to_graph
from kg.graph.iris import id_of, kind_of
from kg.graph.namespaces import KGO, OA
from kg.graph.values import read_value, required, text_of
from kg.knowledge.ontology import ONTOLOGY_NAMESPACE
from kg.model import Document, Entity, Evidence, Fact, KnowledgeGraph, Period, Quotation, Status, Value
from kg.statements import statement_key, value_key

__all__ = ["from_dataset"]

_Entities = dict[Node, Entity]


def from_dataset(dataset: Dataset) -> KnowledgeGraph:
    """Read back what `to_dataset` wrote, whatever its base; everything is sorted.

    Raises:
        KgError: something that the graph needs is missing or malformed.
    """
    try:
        # Over the union, because what one document's graph names, another may use.
        return _read(to_graph(dataset))
    except (ValueError, ArithmeticError) as error:
        raise KgError(f"图中有读不懂的值：{error}", remedy="只能读回 kg 自己写出的图") from error


def _read(graph: Graph) -> KnowledgeGraph:
    documents = [_document(graph, node) for node in _of_kind(graph, KGO.text, "document")]
    entities: _Entities = {
        node: _entity(graph, node) for kind in ("entity", "document") for node in _of_kind(graph, RDFS.label, kind)
    }
    facts = [_fact(graph, node, entities) for node in set(graph.subjects(RDF.type, KGO.Statement))]
    quotations = [_quotation(graph, node, entities) for node in set(graph.subjects(RDF.type, KGO.Quotation))]
    return KnowledgeGraph(
        documents=tuple(sorted(documents, key=lambda document: document.id)),
        entities=tuple(sorted(entities.values(), key=lambda entity: entity.id)),
        facts=tuple(sorted(facts, key=lambda fact: repr(statement_key(fact)))),
        quotations=tuple(
            sorted(quotations, key=lambda said: (said.document, said.start, said.end, said.speaker.id, said.text))
        ),
    )


def _of_kind(graph: Graph, predicate: URIRef, kind: str) -> set[Node]:
    return {node for node in graph.subjects(predicate) if kind_of(node) == kind}


def _document(graph: Graph, node: Node) -> Document:
    # An article's date may be stated as a fact too, as a day; the document's own is a moment.
    moments = sorted(str(value) for value in graph.objects(node, KGO.publishedOn) if "T" in str(value))
    order = text_of(graph, node, KGO.tagOrder)
    return Document(
        id=_document_id(node),
        title=str(required(graph, node, KGO.title)),
        text=str(required(graph, node, KGO.text)),
        published=datetime.fromisoformat(moments[0]) if moments else None,
        publisher=text_of(graph, node, KGO.publisherName),
        author=text_of(graph, node, KGO.authorName),
        url=text_of(graph, node, KGO.sourceUrl),
        tags=tuple(json.loads(order)) if order else (),
        paragraphs=_spans(text_of(graph, node, KGO.paragraphs)),
    )


def _entity(graph: Graph, node: Node) -> Entity:
    # A graph may say things in the terms of other vocabularies too; ours alone are read back.
    aliases = sorted({str(name) for name in graph.objects(node, SKOS.altLabel) if _language(name) == "zh"})
    kinds = sorted(str(kind) for kind in graph.objects(node, RDF.type) if str(kind).startswith(ONTOLOGY_NAMESPACE))
    kind = (kinds or [str(required(graph, node, RDF.type))])[0].rpartition("#")[2]
    return Entity(id_of(node), kind, str(required(graph, node, RDFS.label)), tuple(aliases))


def _language(name: Node) -> str:
    return str(getattr(name, "language", None) or "")


def _fact(graph: Graph, node: Node, entities: _Entities) -> Fact:
    speaker, time = graph.value(node, KGO.speaker), graph.value(node, KGO.validTime)
    return Fact(
        subject=_known(entities, required(graph, node, RDF.subject)),
        property=str(required(graph, node, RDF.predicate)).rpartition("#")[2],
        object=_value(graph, required(graph, node, RDF.object), text_of(graph, node, KGO.surface), entities),
        status=Status(str(required(graph, node, KGO.status)).rpartition("#")[2]),
        qualifiers=_qualifiers(graph, graph.objects(node, KGO.qualifier), entities),
        speaker=_known(entities, speaker) if speaker else None,
        time=_time(graph, node, time) if time else None,
        confidence=float(str(required(graph, node, KGO.confidence))),
        evidences=_evidences(graph, graph.objects(node, KGO.evidence)),
    )


def _qualifiers(graph: Graph, nodes: Iterable[Node], entities: _Entities) -> tuple[tuple[str, Value], ...]:
    found = []
    for node in nodes:
        words = text_of(graph, node, KGO.surface)
        value = _value(graph, required(graph, node, RDF.value), words, entities)
        found.append((str(required(graph, node, KGO.qualifierName)), value))
    return tuple(sorted(found, key=lambda pair: (pair[0], value_key(pair[1]))))


def _value(graph: Graph, node: Node, words: str, entities: _Entities) -> Value:
    return entities[node] if node in entities else read_value(graph, node, words)


def _time(graph: Graph, statement: Node, node: Node) -> Period:
    time = read_value(graph, node, text_of(graph, statement, KGO.validTimeSurface))
    if not isinstance(time, Period):
        raise KgError(f"图中 {statement} 的时间不是时间：{node}")
    return time


def _evidences(graph: Graph, nodes: Iterable[Node]) -> tuple[Evidence, ...]:
    found = [
        Evidence(
            document=_document_id(required(graph, node, OA.hasSource)),
            start=int(str(required(graph, node, OA.start))),
            end=int(str(required(graph, node, OA.end))),
            quote=str(required(graph, node, OA.exact)),
            rule=text_of(graph, node, KGO.rule),
        )
        for node in nodes
    ]
    return tuple(sorted(found, key=lambda place: (place.document, place.start, place.end, place.rule)))


def _quotation(graph: Graph, node: Node, entities: _Entities) -> Quotation:
    return Quotation(
        speaker=_known(entities, required(graph, node, KGO.speaker)),
        text=str(required(graph, node, KGO.text)),
        document=_document_id(required(graph, node, PROV.wasDerivedFrom)),
        start=int(str(required(graph, node, OA.start))),
        end=int(str(required(graph, node, OA.end))),
    )


def _known(entities: _Entities, node: Node) -> Entity:
    if node not in entities:
        raise KgError(f"图中 {node} 没有名称", remedy="只能读回 kg 自己写出的图")
    return entities[node]


def _document_id(node: Node) -> str:
    return id_of(node).partition(":")[2]


def _spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((int(start), int(end)) for start, _, end in (span.partition("-") for span in text.split()))
