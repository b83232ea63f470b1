from datetime import date, datetime

import pytest

from kg.model import Document, Entity, Fact, KnowledgeGraph, Period, Precision, Status
from kg.view.timeline import State, dated_facts, newest_day, period_of

CENTRE = Entity("f/甲中心", "Facility", "甲中心")
COMPANY = Entity("c/乙公司", "Company", "乙公司")
JULY = Period(date(2022, 7, 1), date(2022, 7, 31), Precision.MONTH, "7月份")
MAY = Period(date(2022, 5, 15), date(2022, 5, 15), Precision.DAY, "15日")


def opens(status: Status, period: Period = JULY) -> Fact:
    return Fact(CENTRE, "launchDate", period, status)


def states(*facts: Fact, as_of: date) -> list[State]:
    return [item.state for item in dated_facts(KnowledgeGraph(facts=facts), as_of)]


@pytest.mark.parametrize(
    ("status", "day", "state"),
    [
        (Status.PLANNED, date(2022, 6, 30), State.DUE),
        (Status.EXPECTED, date(2022, 7, 31), State.DUE),
        (Status.EXPECTED, date(2022, 8, 1), State.OVERDUE),
        (Status.ASSERTED, date(2022, 8, 1), State.DONE),
        (Status.ASSERTED, date(2022, 6, 1), State.DUE),
        (Status.CLAIMED, date(2022, 8, 1), State.UNCONFIRMED),
        (Status.CLAIMED, date(2022, 6, 1), State.DUE),
        (Status.NEGATED, date(2022, 6, 1), State.DENIED),
    ],
)
def test_the_state_as_of_a_day(status, day, state):
    assert states(opens(status), as_of=day) == [state]


def test_a_plan_that_a_post_reports_as_carried_out_is_done_whenever_it_was():
    august = Period(date(2022, 8, 3), date(2022, 8, 3), Precision.DAY)
    assert states(opens(Status.PLANNED), opens(Status.ASSERTED, august), as_of=date(2023, 1, 1)) == [State.DONE] * 2


def test_a_plan_of_something_else_is_not_done_by_it():
    planned = Fact(COMPANY, "investsIn", CENTRE, Status.PLANNED, time=JULY)
    other = Fact(COMPANY, "investsIn", COMPANY, Status.ASSERTED, time=MAY)
    assert states(planned, other, as_of=date(2023, 1, 1)) == [State.DONE, State.OVERDUE]


def test_facts_come_in_the_order_of_their_times_and_those_without_are_left_out():
    undated = Fact(COMPANY, "investsIn", CENTRE, Status.PLANNED)
    found = dated_facts(KnowledgeGraph(facts=(opens(Status.PLANNED), undated, opens(Status.ASSERTED, MAY))), MAY.start)
    assert [(item.place, item.period) for item in found] == [(2, MAY), (0, JULY)]
    assert period_of(undated) is None


def test_the_newest_day_is_that_of_the_newest_post():
    days = [Document(str(n), "题", "题", datetime(2022, 5, n, 23, 59)) for n in (3, 9, 4)]
    assert newest_day(KnowledgeGraph((*days, Document("x", "题", "题")))) == date(2022, 5, 9)
    assert newest_day(KnowledgeGraph()) is None
