from hypothesis import given
from hypothesis import strategies as st

from kg.view.grouping import place_by_group
from kg.view.layout import Box
from tests.view.boxes import overlapping

NODES = st.lists(
    st.tuples(st.sampled_from("甲乙丙"), st.integers(0, 50), st.integers(5, 90), st.integers(5, 40)), max_size=40
)


@given(NODES)
def test_nothing_lies_on_anything_and_groups_stay_apart(nodes):
    boxes = [Box(width, 10, height) for _, _, width, height in nodes]
    groups = [group for group, *_ in nodes]
    points = place_by_group(boxes, groups, [weight for _, weight, *_ in nodes])
    assert overlapping(points, boxes) == []
    frames = {}
    for group, (x, y), box in zip(groups, points, boxes, strict=True):
        left, top, right, bottom = frames.get(group, (x, y, x, y))
        frames[group] = (
            min(left, x - box.half_width), min(top, y - 10), max(right, x + box.half_width), max(bottom, y + box.below)
        )  # fmt: skip
    for name, one in frames.items():
        for other, two in frames.items():
            apart = one[2] <= two[0] + 2 or two[2] <= one[0] + 2 or one[3] <= two[1] + 2 or two[3] <= one[1] + 2
            assert apart or name == other


def test_the_heaviest_comes_first():
    points = place_by_group([Box(40, 10, 30)] * 9, ["甲"] * 9, [0, 0, 0, 0, 7, 0, 0, 0, 0])
    assert points[4] == min(points, key=lambda point: (point[1], point[0]))


def test_the_weightiest_group_comes_first_even_if_it_is_small():
    points = place_by_group([Box(40, 10, 30)] * 4, ["甲", "甲", "甲", "乙"], [0, 0, 0, 7])
    assert points[3] < min(points[:3])


def test_no_nodes_no_places():
    assert place_by_group([], [], []) == ()
