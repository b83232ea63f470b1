import csv
from io import StringIO

import pytest

from kg.export import to_networkx, write_csv
from kg.export.lexical import clean
from kg.model import KnowledgeGraph

from .samples import CENTRE, COMPANY, HOSTILE, OTHER, SAMPLE, hostile_graph


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(table, newline="")))


def test_headers_are_those_that_programs_look_for():
    nodes, edges = write_csv(SAMPLE)
    assert nodes.splitlines()[0] == (
        "id,label,type,aliases,literal:alias,literal:completionDate,literal:computeCapacity,literal:rank"
    )
    assert edges.splitlines()[0].startswith("source,target,type,label,status,confidence,rule,document,evidence")
    assert "\r" not in nodes + edges


@pytest.mark.parametrize("graph", [SAMPLE, hostile_graph()], ids=["sample", "hostile"])
def test_reads_back_equal(graph: KnowledgeGraph):
    nodes, edges = map(rows, write_csv(graph))
    network = to_networkx(graph)
    assert [node["id"] for node in nodes] == list(network.nodes)
    for node in nodes:
        wanted = network.nodes[node["id"]]
        assert {name: text for name, text in node.items() if text and name != "id"} == {
            name: text for name, text in wanted.items() if text and name != "name"
        }
    assert [(edge["source"], edge["target"], edge["label"], edge["evidence"]) for edge in edges] == [
        (source, target, data["label"], data["evidence"]) for source, target, data in network.edges(data=True)
    ]
    assert {edge["type"] for edge in edges} == {"Directed"}


def test_edges_carry_status_and_source():
    edges = {(edge["source"], edge["target"], edge["status"]): edge for edge in rows(write_csv(SAMPLE)[1])}
    edge = edges[CENTRE.id, COMPANY.id, "Asserted"]
    assert (edge["confidence"], edge["document"]) == ("0.9", '["乙篇", "甲篇"]')
    assert edges[COMPANY.id, OTHER.id, "Claimed"]["qualifiers"] == '{"amount": "≈300000000 CNY", "round": "A轮"}'


def test_a_table_for_programs_has_the_exact_names():
    labels = {node["label"] for node in rows(write_csv(hostile_graph())[0])}
    assert labels == {clean(text) for text in HOSTILE} | {"甲公司"}


def test_a_table_for_spreadsheets_has_no_formula():
    nodes, edges = write_csv(hostile_graph(), spreadsheet=True)
    assert nodes.startswith("\ufeff")
    assert edges.startswith("\ufeff")
    for row in csv.reader(StringIO((nodes + edges).replace("\ufeff", ""), newline="")):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "'=HYPERLINK" in nodes
    assert write_csv(SAMPLE, spreadsheet=True)[0] == "\ufeff" + write_csv(SAMPLE)[0]


def test_an_empty_graph_has_headers_alone():
    nodes, edges = write_csv(KnowledgeGraph())
    assert (rows(nodes), rows(edges)) == ([], [])
