from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.evaluation import Gold, GoldDate, GoldEntity, GoldFact, GoldQuotation
from kg.evaluation.matching import (
    bound_agrees,
    fact_matches,
    normalise,
    quotation_matches,
    same_entity,
    same_value,
)
from kg.model import Bound, Entity, Fact, Period, Precision, Quantity, Quotation, Status

from .perfect import SYMMETRIC, fact_of, period_of, quantity

JIA = GoldEntity("e1", "Company", ("甲科技有限公司", "甲公司"))
YI = GoldEntity("e2", "Company", ("乙材料有限公司", "乙公司"))
BING = GoldEntity("e3", "Company", ("丙公司",))


def named(name: str, *aliases: str, kind: str = "Company") -> Entity:
    return Entity(f"{kind}/{name}", kind, name, tuple(sorted(aliases)))


def gold_fact(subject: GoldEntity, predicate: str, value: object, **more: object) -> GoldFact:
    fact = GoldFact(subject, predicate, value, Status.ASSERTED, 1, 0, 1, properties=(predicate,))  # type: ignore[arg-type]
    return replace(fact, **more)


def our_fact(subject: Entity, predicate: str, value: object) -> Fact:
    return Fact(subject, predicate, value, Status.PLANNED)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“1-4-3-2”模式", "「1-4-3-2」模式"),
        ("“1-4-3-2”模式", "1-4-3-2模式"),
        ("Vector\xa05", "Vector 5"),
        ("ＡＩ＋技术", "AI+技术"),
        ("（西安）公司", "(西安)公司"),
    ],
)
def test_normalise_makes_writings_equal(one: str, other: str):
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(("one", "other"), [("甲公司", "甲公司二"), ("AI", "ai"), ("《规划》", "规划")])
def test_normalise_keeps_names_apart(one: str, other: str):
    assert normalise(one) != normalise(other)


@given(st.text(alphabet="甲乙“”「」 　Ａa1\xa0", max_size=12))
@settings(derandomize=True, max_examples=100)
def test_normalise_is_idempotent(text: str):
    assert normalise(normalise(text)) == normalise(text)


def test_entities_share_one_whole_name():
    assert same_entity(named("甲科技有限公司"), JIA)
    assert same_entity(named("甲公司"), JIA)
    assert same_entity(named("甲科技", "甲公司"), JIA)
    assert not same_entity(named("甲科技"), JIA)
    assert not same_entity(named("甲科技有限公司子公司"), JIA)
    assert not same_entity(named("“”"), GoldEntity("e9", "Concept", ("「」",)))


def test_the_article_is_known_by_its_class():
    article = GoldEntity("a0", "NewsArticle", ("题",))
    assert same_entity(named("另一个写法", kind="NewsArticle"), article)
    assert not same_entity(named("另一个写法", kind="Policy"), article)
    assert not same_entity(named("甲公司一文", kind="NewsArticle"), JIA)


def test_types_are_not_asked():
    assert same_entity(named("甲公司", kind="Organization"), JIA)


@pytest.mark.parametrize(
    ("ours", "agrees"),
    [
        (quantity("1823600"), True),
        (quantity("1823600.09"), True),
        (quantity("1823603"), False),
        (quantity("1823600", "亩"), False),
        (quantity("2735.4", "亩"), False),
        (quantity("NaN"), False),
        (quantity("Infinity"), False),
        ("1823600", False),
        (1823600, True),
        (named("1823600"), False),
    ],
)
def test_quantities_agree_by_value_and_unit(ours: object, agrees: bool):
    assert same_value(ours, quantity("1823600")) is agrees  # type: ignore[arg-type]


def test_zero_and_negative_quantities():
    assert same_value(quantity("0"), quantity("0"))
    assert not same_value(quantity("1"), quantity("0"))
    assert same_value(quantity("-12.5", "percent"), quantity("-12.5", "percent"))
    assert not same_value(quantity("12.5", "percent"), quantity("-12.5", "percent"))


def test_bounds_are_scored_beside():
    about = Quantity(Decimal(5), "家", Bound.ABOUT)
    assert same_value(Quantity(Decimal(5), "家"), about)
    assert not bound_agrees(Quantity(Decimal(5), "家"), about)
    assert bound_agrees(Quantity(Decimal("5.0"), "家", Bound.ABOUT), about)


@pytest.mark.parametrize(
    ("ours", "gold", "agrees"),
    [
        (period_of("2026-07-16"), "2026-07-16", True),
        (period_of("2026-07-16"), "2026-07", True),
        (period_of("2026-07"), "2026-07-16", False),
        (period_of("2026"), "2026", True),
        (period_of("2026-07"), "2026-0", False),
        ("2026-07-16T09:06:32+08:00", "2026-07-16", True),
        ("2026-07-16 09:06", "2026-07-16", True),
        ("2026-07-161", "2026-07-16", False),
        (period_of("2022-07-01/2022-09-30"), "2022-07-01/2022-09-30", True),
        (period_of("2022-07-01"), "2022-07-01/2022-09-30", False),
        (named("2026"), "2026", False),
        (2026, "2026", False),
    ],
)
def test_dates_agree_by_prefix(ours: object, gold: str, agrees: bool):
    assert same_value(ours, GoldDate(gold)) is agrees  # type: ignore[arg-type]


def test_texts_agree_after_normalising():
    assert same_value("党委 书记", "党委书记")
    assert same_value(3, "3")
    assert not same_value("书记", "党委书记")
    assert not same_value(named("党委书记"), "党委书记")
    assert not same_value("甲公司", JIA)


def test_a_fact_needs_subject_property_and_object():
    gold = gold_fact(JIA, "investsIn", YI)
    assert fact_matches(our_fact(named("甲公司"), "investsIn", named("乙公司")), gold, SYMMETRIC)
    assert not fact_matches(our_fact(named("乙公司"), "investsIn", named("甲公司")), gold, SYMMETRIC)
    assert not fact_matches(our_fact(named("甲公司"), "acquires", named("乙公司")), gold, SYMMETRIC)
    assert not fact_matches(our_fact(named("甲公司"), "investsIn", named("丙公司")), gold, SYMMETRIC)
    assert not fact_matches(our_fact(named("丙公司"), "investsIn", named("乙公司")), gold, SYMMETRIC)


def test_symmetric_properties_match_either_way():
    gold = gold_fact(JIA, "cooperatesWith", YI)
    turned = our_fact(named("乙公司"), "cooperatesWith", named("甲公司"))
    assert fact_matches(turned, gold, SYMMETRIC)
    assert not fact_matches(turned, gold, frozenset())


def test_alternatives_stand_in_either_place_but_not_in_both():
    gold = gold_fact(JIA, "cooperatesWith", YI, alternatives=(BING,))
    jia, yi, bing = named("甲公司"), named("乙公司"), named("丙公司")
    assert fact_matches(our_fact(bing, "cooperatesWith", yi), gold, frozenset())
    assert fact_matches(our_fact(jia, "cooperatesWith", bing), gold, frozenset())
    assert fact_matches(our_fact(yi, "cooperatesWith", bing), gold, SYMMETRIC)
    assert not fact_matches(our_fact(bing, "cooperatesWith", bing), gold, SYMMETRIC)
    assert not fact_matches(our_fact(yi, "cooperatesWith", yi), gold, SYMMETRIC)


def test_alternatives_of_a_value_fact_are_subjects():
    gold = gold_fact(JIA, "landArea", quantity("5"), alternatives=(BING,))
    assert fact_matches(our_fact(named("丙公司"), "landArea", quantity("5")), gold, SYMMETRIC)
    assert not fact_matches(our_fact(named("甲公司"), "landArea", named("丙公司")), gold, SYMMETRIC)


def test_alternative_properties():
    gold = gold_fact(JIA, "locatedIn", YI, properties=("locatedIn", "settlesIn"))
    assert fact_matches(our_fact(named("甲公司"), "settlesIn", named("乙公司")), gold, SYMMETRIC)


def test_ends_that_share_a_generic_alias_are_two_entities_still():
    # A gold entity may share a generic alias with another: the two ends still have to be two gold entities.
    one, other = GoldEntity("e1", "Group", ("政府",)), GoldEntity("e2", "GovernmentBody", ("甲市政府", "政府"))
    gold = gold_fact(one, "supports", other)
    assert fact_matches(our_fact(named("政府"), "supports", named("甲市政府")), gold, SYMMETRIC)


@pytest.mark.parametrize(
    ("start", "end", "agrees"), [(10, 20, True), (12, 20, True), (13, 20, False), (0, 99, True), (20, 30, False)]
)
def test_quotations_cover_four_fifths(start: int, end: int, agrees: bool):
    ours = Quotation(named("甲公司"), "", "d", start, end)
    assert quotation_matches(ours, GoldQuotation(JIA, 10, 20)) is agrees
    assert not quotation_matches(ours, GoldQuotation(YI, 10, 20))


def test_every_gold_fact_of_the_seed_matches_itself(seed: Gold):
    for one in seed.facts:
        assert fact_matches(fact_of(one), one, SYMMETRIC)


def test_intervals_are_values_too():
    quarter = Period(date(2022, 7, 1), date(2022, 9, 30), Precision.INTERVAL)
    assert same_value(quarter, GoldDate("2022"))
