"""Lines of `emit`: what they say, and what is wrong with those that say nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KnowledgeError
from kg.model import Bound, Claim, Mention, Quantity, Status
from kg.rules.emission import Emission, parse_emission

FIRST, SECOND, THIRD = (
    Mention("Company", 4 * n, 4 * n + 3, name) for n, name in enumerate(("甲公司", "乙公司", "丙公司"))
)


@pytest.mark.parametrize(
    ("line", "emission"),
    [
        ("who operatedBy what", Emission("who", "operatedBy", "what", (), None)),
        ("  who   operatedBy  what ", Emission("who", "operatedBy", "what", (), None)),
        ("who alias “又名”", Emission("who", "alias", "“又名”", (), None)),
        ("who growth n (of=kind)", Emission("who", "growth", "n", (("of", "kind"),), None)),
        ("who growth -n (of=kind)", Emission("who", "growth", "n", (("of", "kind"),), None, turned=True)),
        ("who growth n （of=kind）", Emission("who", "growth", "n", (("of", "kind"),), None)),
        (
            "who investsIn what (amount=m, round = r，lead=“true”)",
            Emission("who", "investsIn", "what", (("amount", "m"), ("round", "r"), ("lead", "“true”")), None),
        ),
        ("who builds what = Planned", Emission("who", "builds", "what", (), Status.PLANNED)),
        ("who builds what (of=n) = Negated", Emission("who", "builds", "what", (("of", "n"),), Status.NEGATED)),
        ("who builds what ()", Emission("who", "builds", "what", (), None)),
    ],
)
def test_reads_a_line(line: str, emission: Emission) -> None:
    assert parse_emission(line) == emission


def test_states_each_pair_of_one_list_once_in_the_order_of_the_text() -> None:
    claims = parse_emission("who signsWith who").claims(
        {"who": (FIRST, SECOND, THIRD)}, status=Status.ASSERTED, span=(0, 11), rule="mine", speaker=None
    )
    assert [(c.subject, c.object) for c in claims] == [(FIRST, SECOND), (FIRST, THIRD), (SECOND, THIRD)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "主语 属性 宾语"),
        ("who builds", "主语 属性 宾语"),
        ("who builds what now", "主语 属性 宾语"),
        ("“甲” builds what", "主语 属性 宾语"),
        ("who 建设 what", "主语 属性 宾语"),
        ("who builds what (of=kind", "主语 属性 宾语"),
        ("who builds what (kind)", "名=值"),
        ("who builds what (of=a=b)", "名=值"),
        ("who builds what = Surely", "unknown status"),
        ("who builds what = planned", "unknown status"),
    ],
)
def test_says_what_is_wrong(line: str, said: str) -> None:
    with pytest.raises(KnowledgeError, match=said):
        parse_emission(line)


def test_names_the_blanks_it_needs() -> None:
    assert parse_emission("who alias “又名” (of=kind, wholly=“true”)").names() == {"who", "kind"}
    assert parse_emission("who investsIn what (amount=m)").names() == {"who", "what", "m"}


def claims(line: str, **bindings: tuple[Mention, ...]) -> list[Claim]:
    """What a line states of these blanks."""
    return list(parse_emission(line).claims(bindings, status=Status.ASSERTED, span=(2, 9), rule="a", speaker=THIRD))


def test_states_every_pair_of_subject_and_object() -> None:
    found = claims("who investsIn what", who=(FIRST, SECOND), what=(SECOND, THIRD))
    assert [(c.subject.name, c.object.name) for c in found] == [
        ("甲公司", "乙公司"),
        ("甲公司", "丙公司"),
        ("乙公司", "丙公司"),
    ]


def test_a_claim_carries_where_it_was_read() -> None:
    (claim,) = claims("who investsIn what", who=(FIRST,), what=(SECOND,))
    assert claim == Claim("investsIn", FIRST, SECOND, Status.ASSERTED, 2, 9, "a", speaker=THIRD)


@pytest.mark.parametrize("bindings", [{}, {"who": (FIRST,)}, {"what": (FIRST,)}, {"who": (FIRST,), "what": (FIRST,)}])
def test_an_empty_blank_or_a_thing_and_itself_state_nothing(bindings: dict[str, tuple[Mention, ...]]) -> None:
    assert claims("who investsIn what", **bindings) == []


def test_words_in_quotation_marks_stand_for_themselves() -> None:
    (claim,) = claims("who alias “又名” (kind=“简称”)", who=(FIRST,))
    assert (claim.object, claim.qualifiers) == ("又名", (("kind", "简称"),))


def test_qualifiers_are_sorted_and_hold_what_was_found() -> None:
    (claim,) = claims(
        "who investsIn what (round=r, amount=m, of=none)", who=(FIRST,), what=(SECOND,), m=(THIRD,), r=(FIRST,)
    )
    assert claim.qualifiers == (("amount", THIRD), ("round", FIRST))


def test_several_values_of_a_qualifier_are_named_together() -> None:
    (claim,) = claims("who investsIn what (with=all)", who=(FIRST,), what=(SECOND,), all=(FIRST, THIRD))
    assert claim.qualifiers == (("with", "甲公司、丙公司"),)


def test_each_party_is_a_qualifier_of_its_own() -> None:
    (claim,) = claims("who acquires what (from=all)", who=(SECOND,), what=(THIRD,), all=(FIRST, SECOND))
    assert claim.qualifiers == (("from", FIRST), ("from", SECOND))


def test_a_status_of_its_own_is_stronger() -> None:
    (claim,) = claims("who investsIn what = Planned", who=(FIRST,), what=(SECOND,))
    assert claim.status is Status.PLANNED


@pytest.mark.parametrize(
    ("bound", "turned"),
    [
        (Bound.EXACT, Bound.EXACT),
        (Bound.ABOUT, Bound.ABOUT),
        (Bound.MORE_THAN, Bound.LESS_THAN),
        (Bound.LESS_THAN, Bound.MORE_THAN),
        (Bound.AT_LEAST, Bound.AT_MOST),
        (Bound.AT_MOST, Bound.AT_LEAST),
    ],
)
def test_a_fall_is_a_negative_quantity(bound: Bound, turned: Bound) -> None:
    fall = Mention("Percent", 20, 22, "4%", Quantity(Decimal(4), "percent", bound, "4%"))
    (claim,) = claims("who growth -n", who=(FIRST,), n=(fall,))
    assert isinstance(claim.object, Mention)
    assert claim.object.value == Quantity(Decimal(-4), "percent", turned, "4%")
    assert (claim.object.start, claim.object.end) == (20, 22)


def test_only_quantities_are_turned() -> None:
    assert [c.object for c in claims("who alias -what", who=(FIRST,), what=(SECOND,))] == [SECOND]


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text("甲who is(=)“”，,Planned ", max_size=25))
def test_any_line_is_an_emission_or_a_fault(line: str) -> None:
    try:
        assert parse_emission(line).property.isascii()
    except KnowledgeError as fault:
        assert fault.message
