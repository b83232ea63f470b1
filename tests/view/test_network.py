import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import OutputError
from kg.model import Entity, Fact, Status
from kg.view import network as network_module
from kg.view.layout import Box, Link, place_nodes
from kg.view.network import draw_network, drawing_library, wrap_label
from kg.view.style import STATUS_STYLES, class_style

BOX = Box(40, 10, 30)
COMPANY = Entity("c/甲公司", "Company", "甲公司")
OTHER = Entity("c/乙公司", "Company", "乙公司")
REGION = Entity("r/某市", "AdministrativeRegion", "某市")
PROVINCE = Entity("r/某省", "AdministrativeRegion", "某省")


def drawn(*facts: Fact):
    entities = (COMPANY, OTHER, REGION, PROVINCE)
    return draw_network(entities, facts, {})


def test_a_fact_about_an_entity_is_an_edge_and_one_about_a_value_is_not():
    network = drawn(
        Fact(COMPANY, "locatedIn", REGION, Status.ASSERTED), Fact(COMPANY, "stockCode", "000000", Status.ASSERTED)
    )
    assert [(edge["id"], edge["from"], edge["to"]) for edge in network.edges] == [(0, 0, 2)]
    assert network.num_nodes() == 4


def test_no_two_statuses_look_alike():
    assert len({(style.color, style.dashes) for style in STATUS_STYLES.values()}) == len(Status)


def test_what_is_not_asserted_is_drawn_otherwise():
    asserted = STATUS_STYLES[Status.ASSERTED]
    others = [style for status, style in STATUS_STYLES.items() if status is not Status.ASSERTED]
    assert not asserted.dashes
    assert all(style.dashes and style.color != asserted.color for style in others)


def test_all_facts_between_two_entities_are_one_edge():
    edges = drawn(
        Fact(COMPANY, "investsIn", OTHER, Status.ASSERTED),
        Fact(COMPANY, "locatedIn", REGION, Status.ASSERTED),
        Fact(OTHER, "cooperatesWith", COMPANY, Status.PLANNED),
        Fact(OTHER, "supports", OTHER, Status.ASSERTED),
    ).edges
    assert [(edge["id"], edge["from"], edge["to"], edge["facts"]) for edge in edges] == [
        (0, 0, 1, [0, 2]),
        (1, 0, 2, [1]),
        (2, 1, 1, [3]),
    ]


def test_regions_within_regions_are_quiet_and_news_is_not():
    quiet, loud = drawn(
        Fact(REGION, "locatedIn", PROVINCE, Status.ASSERTED), Fact(COMPANY, "locatedIn", REGION, Status.ASSERTED)
    ).edges
    assert quiet["quiet"] and not loud["quiet"]


def test_an_unknown_class_looks_like_its_ancestor():
    parents = {"Startup": "Company", "Loop": "Loop"}
    assert class_style("Startup", parents) == class_style("Company", {})
    assert class_style("Loop", parents) == class_style("Nowhere", {})


def test_labels_break_evenly_and_long_ones_are_elided():
    assert wrap_label("甲公司") == "甲公司"
    assert wrap_label("某某市人工智能计算中心第一期") == "某某市人工智能\n计算中心第一期"
    assert wrap_label("关于印发“某某规划”的通知").count("\n") == 1
    assert wrap_label("长" * 100).endswith("…")
    assert wrap_label("") == ""


@given(st.text(max_size=120))
@settings(derandomize=True, max_examples=100)
def test_a_label_never_takes_more_than_a_few_lines_nor_loses_characters(name):
    label = wrap_label(name)
    assert label.count("\n") <= 6
    kept = label.replace("\n", "").replace(" ", "").removesuffix("…")
    assert "".join(name.split()).startswith(kept)


GRAPHS = st.integers(1, 25).flatmap(
    lambda count: st.tuples(
        st.just(count), st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=50)
    )
)


@given(GRAPHS)
@settings(derandomize=True, max_examples=40, deadline=None)
def test_places_are_the_same_each_time_and_no_two_alike(graph):
    count, pairs = graph
    links = [Link(source, target) for source, target in pairs]
    places = place_nodes([BOX] * count, links)
    assert places == place_nodes([BOX] * count, links)
    assert len(set(places)) == count


def test_boxes_do_not_overlap_in_a_star_and_linked_nodes_are_near():
    links = [Link(0, leaf) for leaf in range(1, 20)] + [Link(20, leaf) for leaf in range(21, 40)] + [Link(0, 20)]
    places = place_nodes([BOX] * 40, links)
    for first in range(40):
        for second in range(first):
            (x1, y1), (x2, y2) = places[first], places[second]
            assert abs(x1 - x2) >= 76 or abs(y1 - y2) >= 36
    near = sum(abs(places[0][0] - places[leaf][0]) for leaf in range(1, 20))
    far = sum(abs(places[0][0] - places[leaf][0]) for leaf in range(21, 40))
    assert near < far


def test_a_large_graph_is_placed_against_pivots():
    links = [Link(node, node // 3) for node in range(1, 700)]
    assert len(set(place_nodes([BOX] * 700, links))) > 690


def test_nothing_to_place_is_no_error():
    assert place_nodes([], []) == ()


def test_a_missing_library_is_told(monkeypatch):
    monkeypatch.setattr(network_module, "_LIBRARY", "templates/nowhere.js")
    with pytest.raises(OutputError, match="vis-network"):
        drawing_library()


def test_importing_the_room_does_not_load_pyvis():
    program = "import sys, kg.view; sys.exit('pyvis' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
