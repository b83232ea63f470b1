"""What has changed between two builds, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kg.builds import Cause, CauseKind, Change, ChangeKind, Manifest, compare
from kg.model import Entity, Evidence, Fact, KnowledgeGraph, Period, Precision, Quantity, Status

ONE, OTHER, THIRD = (Entity(name, "Company", name) for name in "甲乙丙")
MADE_OF = Manifest({"a": "1", "b": "1"}, {"r": "1"}, {"guards": "1"}, {"Company": "1"}, "p", "l")


def fact(status: Status = Status.ASSERTED, *, document: str = "a", target: Entity = OTHER, **more: object) -> Fact:
    said = Evidence(document, 0, 1, "甲", "r")
    return Fact(ONE, "acquires", target, status, evidences=(said,), **more)  # type: ignore[arg-type]


def changes(
    old: list[Fact], new: list[Fact], before: Manifest | None = MADE_OF, after: Manifest | None = MADE_OF
) -> list[tuple[ChangeKind, Status, tuple[Cause, ...]]]:
    found = compare(KnowledgeGraph(facts=tuple(old)), KnowledgeGraph(facts=tuple(new)), before, after)
    return [(change.kind, change.fact.status, change.causes) for change in found]


def test_nothing_has_changed() -> None:
    assert changes([fact(), fact(target=THIRD)], [fact(target=THIRD), fact()]) == []


def test_more_evidence_is_no_change() -> None:
    more = replace(fact(), evidences=(*fact().evidences, Evidence("b", 0, 1, "甲", "r")))
    assert changes([fact()], [more]) == []


@pytest.mark.parametrize(
    ("after", "cause"),
    [
        (replace(MADE_OF, posts={"b": "1"}), Cause(CauseKind.POST_REMOVED, "a")),
        (replace(MADE_OF, posts={"a": "2", "b": "1"}), Cause(CauseKind.POST_CHANGED, "a")),
        (replace(MADE_OF, rules={}), Cause(CauseKind.RULE_REMOVED, "r")),
        (replace(MADE_OF, rules={"r": "2"}, program="q"), Cause(CauseKind.RULE_CHANGED, "r")),
        (replace(MADE_OF, words={"guards": "2"}), Cause(CauseKind.WORDS_CHANGED, "guards")),
        (replace(MADE_OF, names={}), Cause(CauseKind.NAMES_CHANGED, "Company")),
        (replace(MADE_OF, program="q"), Cause(CauseKind.PROGRAM_CHANGED)),
        (replace(MADE_OF, ledger="m"), Cause(CauseKind.LEDGER_CHANGED)),
        (replace(MADE_OF, posts={"a": "1"}), Cause(CauseKind.OTHER_POSTS)),
    ],
)
def test_the_cause_is_the_nearest_thing_that_changed(after: Manifest, cause: Cause) -> None:
    assert changes([fact()], [], MADE_OF, after) == [(ChangeKind.LOST, Status.ASSERTED, (cause,))]
    mirrored = {CauseKind.POST_REMOVED: CauseKind.POST_ADDED, CauseKind.RULE_REMOVED: CauseKind.RULE_ADDED}
    gained = Cause(mirrored.get(cause.kind, cause.kind), cause.name)
    assert changes([], [fact()], after, MADE_OF) == [(ChangeKind.ADDED, Status.ASSERTED, (gained,))]


def test_several_causes_are_all_told() -> None:
    after = replace(MADE_OF, words={"guards": "2"}, names={"Company": "2"}, program="q")
    ((_, _, causes),) = changes([fact()], [], MADE_OF, after)
    assert [cause.kind for cause in causes] == ["names-changed", "program-changed", "words-changed"]


def test_without_a_manifest_no_cause_is_told() -> None:
    assert changes([fact()], [], None) == changes([fact()], [], MADE_OF, None) == [("lost", "Asserted", ())]


def test_a_plan_that_came_true_is_one_change() -> None:
    done = fact(document="b", time=Period(date(2022, 5, 1), date(2022, 5, 1), Precision.DAY))
    before = replace(MADE_OF, posts={"a": "1"})
    (change,) = compare(
        KnowledgeGraph(facts=(fact(Status.PLANNED),)),
        KnowledgeGraph(facts=(fact(Status.PLANNED), done)),
        before,
        MADE_OF,
    )
    assert change == Change(
        ChangeKind.STATUS,
        done,
        (Status.PLANNED,),
        (Status.ASSERTED, Status.PLANNED),
        (Cause(CauseKind.POST_ADDED, "b"),),
    )


def test_another_amount_is_a_loss_and_a_gain() -> None:
    then, now = (fact(qualifiers=(("amount", Quantity(Decimal(n), "CNY")),)) for n in (1, 2))
    assert [kind for kind, *_ in changes([then], [now])] == [ChangeKind.ADDED, ChangeKind.LOST]


def test_the_other_way_round_gains_are_losses() -> None:
    old, new = [fact(Status.PLANNED), fact(target=THIRD)], [fact(), fact(target=ONE)]
    kinds = [kind for kind, *_ in changes(old, new)]
    assert kinds == [ChangeKind.STATUS, ChangeKind.ADDED, ChangeKind.LOST]
    assert sorted(kind for kind, *_ in changes(new, old)) == sorted(kinds)
