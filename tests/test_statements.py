"""When two facts say the same, and what becomes of their evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KgError
from kg.model import Bound, Entity, Evidence, Fact, Period, Precision, Quantity, Status
from kg.statements import decimal_text, join_statements, lexical_date, statement_key, value_key

COMPANY, OTHER, THIRD = (Entity(name, "Company", name) for name in ("甲公司", "乙公司", "丙公司"))
MAY = Period(date(2026, 5, 1), date(2026, 5, 31), Precision.MONTH, "5月")
SYMMETRIC = frozenset({"cooperatesWith"})


def evidence(document: str = "a", start: int = 0, rule: str = "r") -> Evidence:
    return Evidence(document, start, start + 2, "原文", rule)


def fact(subject: Entity = COMPANY, name: str = "investsIn", value: object = OTHER, **more: object) -> Fact:
    return Fact(subject, name, value, **{"status": Status.ASSERTED, "evidences": (evidence(),), **more})


@pytest.mark.parametrize(
    "same",
    [
        {"confidence": 0.1},
        {"evidences": (evidence("b", 9, "s"),)},
        {"subject": Entity("甲公司", "Organization", "甲", ("甲科技",))},
        {"object": Entity("乙公司", "Organization", "乙")},
        {"speaker": Entity("丙公司", "Person", "丙")},
        {"qualifiers": (("round", "A轮"), ("amount", Quantity(Decimal("3.00E8"), "CNY", surface="30000万元")))},
        {"time": replace(MAY, surface="今年5月")},
    ],
)
def test_the_words_and_the_support_make_no_other_statement(same: dict[str, object]) -> None:
    amount = Quantity(Decimal(300_000_000), "CNY", surface="3亿元")
    said = fact(speaker=THIRD, time=MAY, qualifiers=(("amount", amount), ("round", "A轮")))
    assert statement_key(replace(said, **same)) == statement_key(said)


@pytest.mark.parametrize(
    "other",
    [
        {"subject": THIRD},
        {"property": "owns"},
        {"object": THIRD},
        {"object": "乙公司"},
        {"status": Status.PLANNED},
        {"speaker": None},
        {"time": None},
        {"time": replace(MAY, precision=Precision.INTERVAL)},
        {"qualifiers": ()},
        {"qualifiers": (("round", "B轮"),)},
        {"qualifiers": (("stage", "A轮"),)},
    ],
)
def test_whatever_is_said_otherwise_is_another_statement(other: dict[str, object]) -> None:
    said = fact(speaker=THIRD, time=MAY, qualifiers=(("round", "A轮"),))
    assert statement_key(replace(said, **other)) != statement_key(said)


def test_values_of_different_kinds_never_say_the_same() -> None:
    day = Period(date(2026, 1, 1), date(2026, 1, 1), Precision.DAY)
    values = [
        Entity("3", "Concept", "3"),
        "3",
        3,
        Quantity(Decimal(3), "家"),
        Quantity(Decimal(3), "个"),
        Quantity(Decimal(3), "家", Bound.ABOUT),
        Quantity(Decimal(4), "家"),
        day,
        replace(day, precision=Precision.MONTH),
        replace(day, precision=Precision.YEAR),
        replace(day, precision=Precision.INTERVAL),
        "2026-01-01",
    ]
    assert len({value_key(value) for value in values}) == len(values)


def test_statements_are_joined_with_all_their_support() -> None:
    first = fact(confidence=0.5, evidences=(evidence("b", 1), evidence("a", 4)))
    second = fact(confidence=0.9, evidences=(evidence("a", 4), evidence("a", 2), evidence("a", 2, "q")))
    (joined,) = join_statements([first, second])
    assert joined.confidence == 0.9
    assert joined.evidences == (evidence("a", 2, "q"), evidence("a", 2), evidence("a", 4), evidence("b", 1))


def test_the_words_of_the_first_are_kept() -> None:
    first, second = (Quantity(Decimal(value), "CNY", surface=value) for value in ("3E8", "300000000"))
    (joined,) = join_statements([fact(value=first), fact(value=second)])
    assert joined.object == first


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_they_are_sorted_whatever_came_first(order: tuple[int, ...]) -> None:
    said = [fact(), fact(status=Status.PLANNED), fact(value="乙公司"), fact(THIRD)]
    joined = join_statements([said[place] for place in order])
    assert joined == tuple(sorted(said, key=lambda f: repr(statement_key(f))))


def test_nothing_is_lost_or_made_of_nothing() -> None:
    assert join_statements([]) == ()
    assert join_statements([fact()]) == (fact(),)
    assert len(join_statements([fact(), fact(), fact(OTHER, value=COMPANY)])) == 2


def test_a_symmetric_property_says_the_same_both_ways() -> None:
    one = fact(name="cooperatesWith", evidences=(evidence("a"),))
    back = fact(OTHER, "cooperatesWith", COMPANY, evidences=(evidence("b"),))
    (joined,) = join_statements([one, back], SYMMETRIC)
    assert (joined.subject, joined.object) == (COMPANY, OTHER)
    assert joined.evidences == (evidence("a"), evidence("b"))
    (joined,) = join_statements([back, one, back], SYMMETRIC)
    assert (joined.subject, joined.object) == (OTHER, COMPANY)
    assert joined.evidences == (evidence("a"), evidence("b"))


@pytest.mark.parametrize(
    "back",
    [
        fact(OTHER, "cooperatesWith", COMPANY, status=Status.PLANNED),
        fact(OTHER, "cooperatesWith", COMPANY, time=MAY),
        fact(OTHER, "cooperatesWith", THIRD),
        fact(OTHER, "cooperatesWith", "甲公司"),
        fact(OTHER, "investsIn", COMPANY),
    ],
)
def test_what_says_more_than_the_other_direction_stays(back: Fact) -> None:
    assert len(join_statements([fact(name="cooperatesWith"), fact(), back], SYMMETRIC)) == 3


def test_a_symmetric_property_of_a_thing_with_itself_or_with_words() -> None:
    own, words = fact(name="cooperatesWith", value=COMPANY), fact(name="cooperatesWith", value="乙公司")
    assert set(join_statements([own, words, own, words], SYMMETRIC)) == {own, words}


FACTS = st.builds(
    fact,
    st.sampled_from([COMPANY, OTHER, THIRD]),
    st.sampled_from(["investsIn", "cooperatesWith"]),
    st.sampled_from([COMPANY, OTHER, THIRD, "乙公司", 3]),
    status=st.sampled_from([Status.ASSERTED, Status.PLANNED]),
    confidence=st.sampled_from([0.5, 0.9]),
    evidences=st.sets(st.builds(evidence, st.sampled_from("ab"), st.integers(0, 2)), min_size=1).map(
        lambda found: tuple(sorted(found, key=lambda e: (e.document, e.start)))
    ),
)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.lists(FACTS, max_size=8), st.sampled_from([frozenset(), SYMMETRIC]))
def test_what_holds_for_any_facts(facts: list[Fact], symmetric: frozenset[str]) -> None:
    joined = join_statements(facts, symmetric)
    assert join_statements(joined, symmetric) == joined
    assert len({statement_key(f) for f in joined}) == len(joined) <= len(facts)
    assert {e for f in joined for e in f.evidences} == {e for f in facts for e in f.evidences}
    assert {statement_key(f) for f in joined} <= {statement_key(f) for f in facts}
    both_ways = [
        (f.status, frozenset({f.subject.id, f.object.id}))
        for f in joined
        if f.property in symmetric and isinstance(f.object, Entity)
    ]
    assert len(set(both_ways)) == len(both_ways)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("390000000", "390000000"),
        ("3.9E8", "390000000"),
        ("1E17", "100000000000000000"),
        ("1E-7", "0.0000001"),
        ("12.50", "12.5"),
        ("3.000", "3"),
        ("100", "100"),
        ("0", "0"),
        ("0E5", "0"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("-3.10", "-3.1"),
    ],
)
def test_a_number_is_written_plainly(number: str, text: str) -> None:
    assert decimal_text(Decimal(number)) == text


@pytest.mark.parametrize("number", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_not_written(number: str) -> None:
    with pytest.raises(KgError, match="不是有限的数"):
        decimal_text(Decimal(number))


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=6))
def test_equal_numbers_are_written_alike(number: Decimal) -> None:
    text = decimal_text(number)
    assert Decimal(text) == number
    assert text == decimal_text(number.normalize())


@pytest.mark.parametrize(
    ("start", "end", "precision", "written"),
    [
        (date(2026, 5, 1), date(2026, 5, 1), Precision.DAY, ("day", "2026-05-01")),
        (date(2026, 5, 1), date(2026, 5, 31), Precision.MONTH, ("month", "2026-05")),
        (date(2026, 1, 1), date(2026, 12, 31), Precision.YEAR, ("year", "2026")),
        (date(2026, 7, 1), date(2026, 9, 30), Precision.INTERVAL, ("interval", "2026-07-01", "2026-09-30")),
        (date(618, 6, 1), date(618, 6, 30), Precision.MONTH, ("month", "0618-06")),
        (date(25, 1, 1), date(25, 12, 31), Precision.YEAR, ("year", "0025")),
        (date(25, 1, 1), date(220, 12, 31), Precision.INTERVAL, ("interval", "0025-01-01", "0220-12-31")),
    ],
)
def test_a_time_is_written_as_rdf_wants_it(
    start: date, end: date, precision: Precision, written: tuple[str, ...]
) -> None:
    assert lexical_date(Period(start, end, precision, "那时")) == written
