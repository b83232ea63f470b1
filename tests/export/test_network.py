import json
from dataclasses import replace
from io import BytesIO

import networkx as nx
import pytest

from kg.export import to_networkx, write_gexf, write_graphml, write_json
from kg.model import KnowledgeGraph

from .samples import CENTRE, COMPANY, HOSTILE, OTHER, SAMPLE, hostile_graph


def test_nodes():
    network = to_networkx(SAMPLE)
    assert list(network.nodes) == sorted([CENTRE.id, COMPANY.id, OTHER.id])
    assert network.nodes[COMPANY.id] == {
        "name": "甲公司",
        "label": "甲公司",
        "type": "Company",
        "aliases": '["甲", "甲科技"]',
        "literal:alias": '["甲", "甲科技"]',
        "literal:rank": "3",
    }
    assert network.nodes[CENTRE.id]["literal:completionDate"] == "2026-06 (Expected)"
    assert "aliases" not in network.nodes[OTHER.id]


def test_edges():
    network = to_networkx(SAMPLE)
    assert network.edges[CENTRE.id, COMPANY.id, "operatedBy"] == {
        "property": "operatedBy",
        "label": "operatedBy",
        "status": "Asserted",
        "confidence": 0.9,
        "rule": "operated-by",
        "document": '["乙篇", "甲篇"]',
        "evidence": '["由甲公司运营", "甲公司负责运营"]',
    }
    invests = network.edges[COMPANY.id, OTHER.id, "investsIn"]
    assert (invests["speaker"], invests["time"], invests["status"]) == ("乙公司", "2026-05", "Claimed")
    assert json.loads(invests["qualifiers"]) == {"amount": "≈300000000 CNY", "round": "A轮"}


def test_facts_with_the_same_ends_and_property_are_all_kept():
    network = to_networkx(SAMPLE)
    assert network.edges[CENTRE.id, OTHER.id, "operatedBy"]["status"] == "Asserted"
    assert network.edges[CENTRE.id, OTHER.id, "operatedBy#2"]["status"] == "Planned"
    assert network.number_of_edges() == 4


def test_an_entity_that_only_a_fact_names_is_a_node_too():
    network = to_networkx(replace(SAMPLE, entities=()))
    assert nx.utils.graphs_equal(network, to_networkx(SAMPLE))


def test_an_empty_graph():
    empty = KnowledgeGraph()
    assert to_networkx(empty).number_of_nodes() == 0
    assert json.loads(write_json(empty)) == {"nodes": [], "edges": []}
    assert b"graphml" in write_graphml(empty)
    assert b"gexf" in write_gexf(empty)


@pytest.mark.parametrize("graph", [SAMPLE, hostile_graph()], ids=["sample", "hostile"])
def test_graphml_reads_back_equal(graph: KnowledgeGraph):
    back = nx.read_graphml(BytesIO(write_graphml(graph)), force_multigraph=True)
    back.graph.clear()  # the reader notes that there are no defaults
    assert nx.utils.graphs_equal(back, to_networkx(graph))


@pytest.mark.parametrize("graph", [SAMPLE, hostile_graph()], ids=["sample", "hostile"])
def test_gexf_reads_back_equal(graph: KnowledgeGraph):
    back = nx.MultiDiGraph(nx.read_gexf(BytesIO(write_gexf(graph))))
    wanted = to_networkx(graph)
    assert dict(back.nodes(data=True)) == dict(wanted.nodes(data=True))
    ours = [(source, target, data) for source, target, data in wanted.edges(data=True)]
    theirs = [
        (source, target, {name: value for name, value in data.items() if name not in ("id", "networkx_key")})
        for source, target, data in back.edges(data=True)
    ]
    assert sorted(theirs, key=str) == sorted(ours, key=str)


def test_gexf_has_no_day_of_writing():
    assert b"lastmodifieddate" not in write_gexf(SAMPLE)
    # A post that speaks of it keeps its words.
    entity = replace(COMPANY, name='甲 lastmodifieddate="2026"')
    assert b"lastmodifieddate" in write_gexf(KnowledgeGraph(entities=(entity,)))


def test_json_has_the_same_content():
    content = json.loads(write_json(hostile_graph()))
    network = to_networkx(hostile_graph())
    assert {node.pop("id"): node for node in content["nodes"]} == dict(network.nodes(data=True))
    assert len(content["edges"]) == len(HOSTILE)
    assert {edge["key"] for edge in content["edges"]} == {"supports"}
