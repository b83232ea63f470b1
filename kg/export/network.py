"""The graph for graph programs: networkx, GraphML (yEd, Cytoscape), GEXF (Gephi), node-link JSON."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from io import BytesIO

import networkx as nx

from kg.export.lexical import clean, literal_text, one_or_list, qualifiers_text
from kg.model import Entity, Fact, KnowledgeGraph

__all__ = ["to_networkx", "write_gexf", "write_graphml", "write_json"]

_DATE = re.compile(rb' lastmodifieddate="[^"]*"')


def to_networkx(graph: KnowledgeGraph) -> nx.MultiDiGraph:
    """Entities as nodes, facts between two entities as edges.

    A node's key is the entity's id. Its attributes: `name`, `label` (the same, where viewers look for it), `type`,
    `aliases` (a JSON list, where there are any), and for each literal property a `literal:PROPERTY` with the value as
    text, or a JSON list of several.

    An edge's key is the property; a second fact with the same ends and property (planned, then done) gets `PROPERTY#2`.
    Its attributes: `property`, `label` (the same), `status`, `confidence`; `rule`, `document`, `evidence` (the quote),
    each as text, or a JSON list of several; `speaker`, `time` and `qualifiers` (a JSON object) where the fact has them.

    Every attribute but `confidence` is text, so that each format can hold it; what XML forbids is dropped.
    """
    network = nx.MultiDiGraph()
    literals = _literals(graph)
    for entity in sorted(_entities(graph).values(), key=lambda entity: entity.id):
        network.add_node(clean(entity.id), **_node(entity), **literals.get(entity.id, {}))
    for fact in graph.facts:
        if isinstance(fact.object, Entity):
            ends = clean(fact.subject.id), clean(fact.object.id)
            network.add_edge(*ends, key=_free_key(network, *ends, clean(fact.property)), **_edge(fact))
    return network


def _entities(graph: KnowledgeGraph) -> dict[str, Entity]:
    ends = [end for fact in graph.facts for end in (fact.subject, fact.object) if isinstance(end, Entity)]
    return {entity.id: entity for entity in (*ends, *graph.entities)}


def _literals(graph: KnowledgeGraph) -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for fact in graph.facts:
        if not isinstance(fact.object, Entity):
            texts[fact.subject.id][f"literal:{clean(fact.property)}"].append(literal_text(fact))
    return {id_: {name: one_or_list(found[name]) for name in sorted(found)} for id_, found in texts.items()}


def _node(entity: Entity) -> Mapping[str, str]:
    name = clean(entity.name)
    attributes = {"name": name, "label": name, "type": clean(entity.type)}
    if entity.aliases:
        attributes["aliases"] = json.dumps([clean(alias) for alias in entity.aliases], ensure_ascii=False)
    return attributes


def _edge(fact: Fact) -> Mapping[str, str | float]:
    name = clean(fact.property)
    optional = {
        "speaker": clean(fact.speaker.name) if fact.speaker else "",
        "time": fact.time.lexical if fact.time else "",
        "qualifiers": qualifiers_text(fact),
    }
    return {
        "property": name,
        "label": name,
        "status": fact.status.value,
        "confidence": float(fact.confidence),
        "rule": one_or_list(clean(one.rule) for one in fact.evidences),
        "document": one_or_list(clean(one.document) for one in fact.evidences),
        "evidence": one_or_list(clean(one.quote) for one in fact.evidences),
        **{key: text for key, text in optional.items() if text},
    }


def _free_key(network: nx.MultiDiGraph, source: str, target: str, name: str) -> str:
    key, count = name, 1
    while network.has_edge(source, target, key):
        count += 1
        key = f"{name}#{count}"
    return key


def write_graphml(graph: KnowledgeGraph) -> bytes:
    """GraphML of `to_networkx(graph)`, UTF-8."""
    stream = BytesIO()
    nx.write_graphml_xml(to_networkx(graph), stream, encoding="utf-8")
    return stream.getvalue()


def write_gexf(graph: KnowledgeGraph) -> bytes:
    """GEXF 1.2 of `to_networkx(graph)`, UTF-8, without the day of writing, which would differ from day to day."""
    stream = BytesIO()
    nx.write_gexf(to_networkx(graph), stream, encoding="utf-8")
    return _DATE.sub(b"", stream.getvalue(), count=1)


def write_json(graph: KnowledgeGraph) -> bytes:
    """`to_networkx(graph)` as `{"nodes": [{"id", …}], "edges": [{"source", "target", "key", …}]}`, UTF-8."""
    network = to_networkx(graph)
    nodes = [{"id": key, **data} for key, data in network.nodes(data=True)]
    edges = [
        {"source": source, "target": target, "key": key, **data}
        for source, target, key, data in network.edges(keys=True, data=True)
    ]
    return (json.dumps({"nodes": nodes, "edges": edges}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
