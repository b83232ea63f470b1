"""Changing a ledger: one decision more or less, and all else as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kg.errors import KnowledgeError, OutputError
from kg.knowledge.ledger import Decision, parse_ledger
from kg.knowledge.ledger_text import with_decision, without_decision

PATH = Path("ledger.yaml")
ONE = Decision(True, ("甲海", "甲海有限公司"))
OTHER = Decision(False, ("丁一（甲海）", "丁一（乙大学）"), "Person", "两个人: #1", "post-1")
COMMENTED = """\
# 头上的话
decisions:   # 决定
    # 第一条
    - same: [甲海, 甲海有限公司] # 行末
      reason: "官网"
    # 第二条
    - different:
        - 丙
        - 丁
    # 末尾的话
"""


def said(text: str) -> list[Decision]:
    return [replace(one, place="") for one in parse_ledger(text, PATH).decisions]


def test_a_new_ledger() -> None:
    text = with_decision("", ONE, PATH)
    assert said(text) == [ONE]
    assert text.startswith("#")
    assert text.endswith("decisions:\n  - same: [甲海, 甲海有限公司]\n")


def test_there_and_back() -> None:
    text = with_decision("", ONE, PATH)
    more = with_decision(text, OTHER, PATH)
    assert said(more) == [ONE, OTHER]
    assert without_decision(more, 2, PATH) == text
    assert said(without_decision(more, 1, PATH)) == [OTHER]
    assert said(without_decision(text, 1, PATH)) == []
    assert said(with_decision(without_decision(text, 1, PATH), OTHER, PATH)) == [OTHER]


def test_what_the_user_wrote_stays() -> None:
    text = with_decision(COMMENTED, OTHER, PATH)
    assert text.startswith(COMMENTED)
    assert text[len(COMMENTED) :].startswith("    - different: [")
    gone = "    - different:\n        - 丙\n        - 丁\n"
    left = without_decision(text, 2, PATH)
    assert left == text.replace(gone, "")
    assert said(without_decision(left, 1, PATH)) == [OTHER]


@pytest.mark.parametrize("text", ["# 空\n", "decisions:", "decisions: []\n", "decisions: # 空", "\ufeffdecisions:\n"])
def test_an_empty_ledger_is_added_to(text: str) -> None:
    assert said(with_decision(text, ONE, PATH)) == [ONE]


def test_a_form_that_cannot_be_changed_is_left_alone() -> None:
    flow = "decisions: [{same: [甲, 乙]}, {same: [丙, 丁]}]\n"
    with pytest.raises(OutputError, match=r"ledger\.yaml"):
        with_decision(flow, ONE, PATH)
    with pytest.raises(OutputError, match="手改"):
        without_decision(flow, 1, PATH)


def test_a_contradiction_is_not_written() -> None:
    text = with_decision("", ONE, PATH)
    with pytest.raises(KnowledgeError, match=r"ledger\.yaml:4"):
        with_decision(text, replace(ONE, same=False), PATH)
    with pytest.raises(KnowledgeError, match=r"ledger\.yaml:4"):
        with_decision(text, replace(ONE, names=ONE.names[::-1]), PATH)


@pytest.mark.parametrize("number", [0, 2, -1])
def test_a_decision_that_is_not_there(number: int) -> None:
    with pytest.raises(KnowledgeError, match=r"ledger\.yaml"):
        without_decision(with_decision("", ONE, PATH), number, PATH)


SEEN = st.characters(exclude_categories=("C", "Z"), codec="utf-8") | st.just(" ")
NAMES = st.text(SEEN, min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)


@given(st.lists(st.tuples(NAMES, NAMES, NAMES), min_size=1, max_size=4), st.data())
@settings(max_examples=200, derandomize=True, deadline=None)
def test_any_names_come_back_as_they_were(entries: list[tuple[str, str, str]], data: st.DataObject) -> None:
    assume(len({name for entry in entries for name in entry[:2]}) == 2 * len(entries))
    decisions = [Decision(True, entry[:2], reason=entry[2]) for entry in entries]
    text = ""
    for decision in decisions:
        text = with_decision(text, decision, PATH)
    assert said(text) == decisions
    gone = data.draw(st.integers(0, len(decisions) - 1))
    assert said(without_decision(text, gone + 1, PATH)) == decisions[:gone] + decisions[gone + 1 :]
