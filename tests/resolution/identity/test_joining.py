"""Links joined stage by stage."""

from __future__ import annotations

from itertools import permutations

import pytest

from kg.model import Evidence
from kg.resolution.identity.joining import Joined, Link, Reason


def link(one: str, into: str) -> Link:
    return Link(one, into, Reason.SHORT_FORM)


def groups(joined: Joined, keys: str) -> set[frozenset[str]]:
    return {frozenset(joined.members(key)) for key in keys}


def test_links_join() -> None:
    joined = Joined()
    joined.stage([link("b", "a"), link("c", "b")])
    assert groups(joined, "abcd") == {frozenset("abc"), frozenset("d")}
    assert {each.id for each in joined.links} == {"b", "c"}


def test_what_is_apart_is_not_joined_and_nothing_that_hangs_together_with_it() -> None:
    joined = Joined([("a", "c")])
    joined.stage([link("b", "a"), link("c", "b"), link("e", "d")])
    assert groups(joined, "abcde") == {frozenset("a"), frozenset("b"), frozenset("c"), frozenset("de")}


def test_what_is_apart_stays_apart_through_later_stages() -> None:
    joined = Joined([("a", "c")])
    joined.stage([link("b", "a")])
    joined.stage([link("c", "b")])
    assert groups(joined, "abc") == {frozenset("ab"), frozenset("c")}


def test_a_stage_may_have_a_reason_of_its_own() -> None:
    joined = Joined()
    joined.stage([link("b", "a"), link("d", "c")], lambda members: "a" in members)
    assert groups(joined, "abcd") == {frozenset("a"), frozenset("b"), frozenset("cd")}


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_order_of_links_never_matters(order: tuple[int, ...]) -> None:
    links = [link("b", "a"), link("c", "b"), link("e", "d"), link("a", "c")]
    one, other = Joined([("d", "e")]), Joined([("e", "d")])
    one.stage(links)
    other.stage([links[place] for place in order])
    assert groups(one, "abcde") == groups(other, "abcde")
    assert one.links == other.links


def test_of_several_places_that_say_so_the_first_is_told() -> None:
    said = [Evidence(f"post{number:02}", 0, 1, "甲", "") for number in range(30)]
    joined = Joined()
    joined.stage(Link("b", "a", Reason.CONNECTED, place) for place in reversed(said))
    assert [each.evidence for each in joined.links] == said[:1]


def test_the_first_by_rank_is_canonical() -> None:
    joined = Joined()
    joined.stage([link("b", "c"), link("c", "a")])
    assert joined.canonical(lambda key: (-ord(key),)) == dict.fromkeys("abc", "c")
