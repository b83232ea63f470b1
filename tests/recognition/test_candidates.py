"""Choosing among proposals: long before short, nothing crosses, what lies inside stays."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Mention
from kg.recognition.candidates import select


def proposal(start: int, end: int, kind: str = "Company", found_by: str = "shape") -> Mention:
    return Mention(kind, start, end, "甲" * (end - start), found_by=found_by)


PROPOSALS = st.lists(
    st.builds(
        lambda start, size, kind, by: proposal(start, start + size, kind, by),
        st.integers(0, 12),
        st.integers(1, 6),
        st.sampled_from(["Company", "Person", "Facility"]),
        st.sampled_from(["gazetteer", "list", "shape"]),
    ),
    max_size=14,
)


def cross(a: Mention, b: Mention) -> bool:
    return a.start < b.start < a.end < b.end or b.start < a.start < b.end < a.end


def test_nothing_is_chosen_of_nothing() -> None:
    assert select([]) == ()


def test_the_longer_of_two_that_cross_is_kept() -> None:
    assert select([proposal(0, 4), proposal(2, 8)]) == (proposal(2, 8),)


def test_the_earlier_of_two_that_cross_and_are_equally_long_is_kept() -> None:
    assert select([proposal(2, 6), proposal(0, 4)]) == (proposal(0, 4),)


def test_what_lies_inside_stays() -> None:
    outer, inner, first, last = proposal(0, 8), proposal(3, 5), proposal(0, 3), proposal(5, 8)
    assert select([first, inner, last, outer]) == (outer, first, inner, last)


def test_neighbours_do_not_cross() -> None:
    assert select([proposal(0, 3), proposal(3, 6)]) == (proposal(0, 3), proposal(3, 6))


def test_two_types_may_share_a_span() -> None:
    assert select([proposal(0, 3, "Person"), proposal(0, 3, "Company")]) == (
        proposal(0, 3, "Company"),
        proposal(0, 3, "Person"),
    )


def test_of_equal_proposals_the_first_recogniser_by_name_is_kept() -> None:
    assert select([proposal(0, 3, found_by="shape"), proposal(0, 3, found_by="gazetteer")]) == (
        proposal(0, 3, found_by="gazetteer"),
    )


def test_a_dropped_name_drops_nobody_else() -> None:
    # 2–5 falls to 4–9, so that 0–3 stands although it crosses 2–5.
    assert select([proposal(0, 3), proposal(2, 5), proposal(4, 9)]) == (proposal(0, 3), proposal(4, 9))


@given(PROPOSALS)
@settings(max_examples=200, derandomize=True)
def test_the_chosen_never_cross_and_the_dropped_have_a_reason(proposals: list[Mention]) -> None:
    chosen = select(proposals)
    assert set(chosen) <= set(proposals)
    assert not any(cross(a, b) for a in chosen for b in chosen)
    spans = [(m.start, m.end, m.type) for m in chosen]
    assert len(spans) == len(set(spans))
    for mention in set(proposals) - set(chosen):
        assert (mention.start, mention.end, mention.type) in spans or any(cross(mention, other) for other in chosen)


@given(PROPOSALS, st.randoms(use_true_random=False))
@settings(max_examples=100, derandomize=True)
def test_the_order_of_proposals_does_not_matter(proposals: list[Mention], random) -> None:
    shuffled = list(proposals)
    random.shuffle(shuffled)
    assert select(shuffled) == select(proposals)
    assert select(select(proposals)) == select(proposals)
