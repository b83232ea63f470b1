"""Patterns as text become the trees that they stand for, and what is no pattern says why."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KnowledgeError
from kg.rules.syntax import Blank, Capture, Choice, Edge, Gap, Literal, Look, Node, Sequence, Word, parse_pattern

NOTHING = Sequence(())
WELL_FORMED: dict[str, Node] = {
    "运营": Literal("运营"),
    "由 谁": Sequence((Literal("由"), Literal("谁"))),
    "负责?": Choice((Literal("负责"), NOTHING)),
    "(负责|承担)": Choice((Literal("负责"), Literal("承担"))),
    "(负责|承担)?": Choice((Choice((Literal("负责"), Literal("承担"))), NOTHING)),
    "甲|乙 丙": Choice((Literal("甲"), Sequence((Literal("乙"), Literal("丙"))))),
    "(甲 (乙|丙))": Sequence((Literal("甲"), Choice((Literal("乙"), Literal("丙"))))),
    "{who:Agent}": Blank("who", ("Agent",)),
    "{:Agent}": Blank("", ("Agent",)),
    "{what:Facility|Platform}": Blank("what", ("Facility", "Platform")),
    "{who:Agent+}": Blank("who", ("Agent",), many=True),
    "{who←:Agent}": Blank("who", ("Agent",), carried=True),
    "{who←:Agent|Group+}": Blank("who", ("Agent", "Group"), many=True, carried=True),
    "{goal:Concept…}": Blank("goal", ("Concept",), free=30),
    "{goal:Concept…8}": Blank("goal", ("Concept",), free=8),
    "{kind=子公司}": Capture("kind", Literal("子公司")),
    "{kind=全资|控股 子公司}": Capture(
        "kind", Choice((Literal("全资"), Sequence((Literal("控股"), Literal("子公司")))))
    ),
    "{kind={:Agent} 的}": Capture("kind", Sequence((Blank("", ("Agent",)), Literal("的")))),
    "…": Gap(12, crosses_clauses=False),
    "…8": Gap(8, crosses_clauses=False),
    "……": Gap(40, crosses_clauses=True),
    "……60": Gap(60, crosses_clauses=True),
    "^": Edge(start=True),
    "$": Edge(start=False),
    "<v>": Word("v"),
    "(前无 拟)": Look(ahead=False, wanted=False, body=Literal("拟")),
    "(前有 拟)": Look(ahead=False, wanted=True, body=Literal("拟")),
    "(后无 者)": Look(ahead=True, wanted=False, body=Literal("者")),
    "(后有 者|家)": Look(ahead=True, wanted=True, body=Choice((Literal("者"), Literal("家")))),
    "(前无)": Literal("前无"),
    "由{who:Agent}运营": Sequence((Literal("由"), Blank("who", ("Agent",)), Literal("运营"))),
    "“ 甲 ”": Sequence((Literal("“"), Literal("甲"), Literal("”"))),
}


@pytest.mark.parametrize(("text", "tree"), WELL_FORMED.items(), ids=WELL_FORMED)
def test_reads_a_pattern(text: str, tree: Node) -> None:
    assert parse_pattern(text, {}) == tree


@pytest.mark.parametrize("text", WELL_FORMED)
def test_white_space_around_does_not_matter(text: str) -> None:
    assert parse_pattern(f"  {text}\n", {}) == parse_pattern(text, {})


def test_macros_stand_for_their_patterns() -> None:
    macros = {"建设": "打造|建设", "建成": "已? @建设"}
    assert parse_pattern("@建设", macros) == Choice((Literal("打造"), Literal("建设")))
    assert parse_pattern("由 @建成", macros) == parse_pattern("由 (已? (打造|建设))", {})
    assert parse_pattern("@建设?", macros) == parse_pattern("(打造|建设)?", {})


def test_a_macro_is_one_item_whatever_its_alternatives() -> None:
    assert parse_pattern("甲 @或 丁", {"或": "乙|丙"}) == parse_pattern("甲 (乙|丙) 丁", {})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("(甲", "unclosed bracket"),
        ("{kind=甲", "unclosed bracket"),
        ("{kind=甲)", "unclosed bracket"),
        ("(甲}", "unclosed bracket"),
        ("(前无 甲", "unclosed bracket"),
        ("甲)", "unexpected"),
        ("甲}", "unexpected"),
        ("?", "nothing before ?"),
        ("甲 | ?", "nothing before ?"),
        ("甲??", "nothing before ?"),
        ("{who}", "cannot read"),
        ("{who:}", "cannot read"),
        ("{who:Agent", "cannot read"),
        ("{who:Agent|}", "cannot read"),
        ("{who:Agent+…5}", "free words cannot be a list or carried"),
        ("{who←:Agent…5}", "free words cannot be a list or carried"),
        ("{who←:Agent+…}", "free words cannot be a list or carried"),
        ("<v", "cannot read"),
        ("<>", "cannot read"),
        ("@", "cannot read"),
        ("@没有", "unknown macro"),
        ("(甲 @没有)", "unknown macro"),
    ],
)
def test_says_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(KnowledgeError, match=said.replace("?", r"\?")) as caught:
        parse_pattern(text, {})
    assert text in str(caught.value)


def test_shows_where_it_went_wrong() -> None:
    with pytest.raises(KnowledgeError, match="“\\) 运营”"):
        parse_pattern("由 谁) 运营", {})


@pytest.mark.parametrize("body", ["@甲", "乙 @甲", "(@甲)?"])
def test_a_macro_within_itself_is_a_fault(body: str) -> None:
    with pytest.raises(KnowledgeError, match="too deep"):
        parse_pattern("@甲", {"甲": body})


@pytest.mark.parametrize(("body", "said"), [("乙)", "unexpected in macro"), ("(乙", "unclosed"), ("@丙", "@丙")])
def test_a_fault_in_a_macro_is_a_fault_of_the_pattern(body: str, said: str) -> None:
    with pytest.raises(KnowledgeError, match=said):
        parse_pattern("由 @甲", {"甲": body})


@pytest.mark.parametrize(("opening", "closing"), [("(", ")"), ("{a=", "}"), ("(前无 ", ")"), ("(乙 (丙|", "))")])
def test_brackets_too_deep_are_a_fault(opening: str, closing: str) -> None:
    with pytest.raises(KnowledgeError, match="nested too deep"):
        parse_pattern(opening * 5000 + "甲" + closing * 5000, {})


def test_brackets_side_by_side_are_not_deep() -> None:
    assert parse_pattern("(甲)" * 500, {}) == Sequence((Literal("甲"),) * 500)
    assert parse_pattern("(" * 39 + "甲" + ")" * 39, {}) == Literal("甲")


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.text("甲乙由()|?…{}:=←+@^$<>前后有无 “”ab8", max_size=30))
def test_any_text_is_a_pattern_or_a_fault(text: str) -> None:
    try:
        parse_pattern(text, {"a": "甲|乙", "b": "@a 由"})
    except KnowledgeError as fault:
        assert fault.message
