from hypothesis import given
from hypothesis import strategies as st

from kg.model import Entity, Fact, Status
from kg.view.hierarchy import owned_pairs, place_by_ownership
from kg.view.layout import Box
from tests.view.boxes import overlapping

GROUP, COMPANY, PLANT = (Entity(name, "Company", name) for name in ("集团", "公司", "工厂"))
INDEX = {"集团": 0, "公司": 1, "工厂": 2}
BOX = Box(40, 10, 30)


def placed(count: int, *pairs: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    return place_by_ownership([BOX] * count, sorted(pairs), ["甲"] * count, [0] * count)


def test_owners_come_first_however_the_fact_says_it():
    facts = (
        Fact(COMPANY, "subsidiaryOf", GROUP, Status.ASSERTED),
        Fact(GROUP, "holdsStakeIn", COMPANY, Status.PLANNED),
        Fact(PLANT, "ownedBy", COMPANY, Status.CLAIMED),
        Fact(GROUP, "cooperatesWith", PLANT, Status.ASSERTED),
        Fact(GROUP, "investsIn", "一项事业", Status.ASSERTED),
        Fact(GROUP, "acquires", PLANT, Status.NEGATED),
        Fact(GROUP, "owns", GROUP, Status.ASSERTED),
    )
    assert owned_pairs(facts, INDEX) == [(0, 1), (1, 2)]


def test_each_owner_stands_above_what_it_owns():
    points = placed(4, (0, 1), (1, 2), (0, 2), (3, 2))
    assert points[0][1] < points[1][1] < points[2][1]
    assert points[3][1] == points[1][1], "who owns only what stands far below stands right over it"


def test_an_only_child_stands_right_under_its_owner():
    points = placed(2, (0, 1))
    assert points[0][0] == points[1][0]


def test_who_owns_each_other_stand_side_by_side():
    points = placed(3, (0, 1), (1, 0), (1, 2))
    assert points[0][1] == points[1][1] < points[2][1]


def test_who_owns_nothing_stands_below_all():
    points = placed(4, (0, 1))
    assert min(points[2][1], points[3][1]) > points[1][1]


def test_many_children_are_broken_into_rows():
    points = placed(201, *((0, child) for child in range(1, 201)))
    width = max(x for x, _ in points) - min(x for x, _ in points)
    height = max(y for _, y in points) - min(y for _, y in points)
    assert width < 4 * height


@given(st.integers(1, 30).flatmap(lambda count: st.tuples(
    st.just(count), st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=40)
)))  # fmt: skip
def test_nothing_lies_on_anything_and_no_circle_is_endless(drawn):
    count, pairs = drawn
    pairs = sorted({(one, two) for one, two in pairs if one != two})
    boxes = [Box(20 + 7 * (node % 5), 10, 30) for node in range(count)]
    points = place_by_ownership(boxes, pairs, ["甲"] * count, [0] * count)
    assert overlapping(points, boxes) == []
    acyclic = all(one < two for one, two in pairs)
    assert not acyclic or all(points[one][1] < points[two][1] for one, two in pairs)
