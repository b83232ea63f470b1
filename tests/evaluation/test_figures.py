import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.evaluation import Proportion, Score
from kg.evaluation.figures import bootstrap_f1, pool


def score(right: int, ours: int, found: int, gold: int) -> Score:
    return Score(Proportion(right, ours), Proportion(found, gold))


def test_wilson_interval_of_a_known_case():
    # Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263 gives 0.2553 to 0.3662.
    low, high = Proportion(81, 263).interval or (0, 0)
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)


def test_wilson_interval_at_the_ends():
    assert Proportion(0, 20).interval == pytest.approx((0.0, 0.1611), abs=1e-4)
    assert Proportion(20, 20).interval == pytest.approx((0.8389, 1.0), abs=1e-4)
    assert Proportion().interval is None
    assert Proportion().value is None


@given(st.integers(1, 500).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
@settings(derandomize=True, max_examples=100)
def test_interval_holds_the_proportion(pair: tuple[int, int]):
    proportion = Proportion(*pair)
    low, high = proportion.interval or (1, 0)
    assert 0 <= low <= (proportion.value or 0.0) + 1e-12
    assert (proportion.value or 0.0) - 1e-12 <= high <= 1


def test_f1():
    assert score(1, 2, 1, 2).f1 == pytest.approx(0.5)
    assert score(3, 4, 3, 12).f1 == pytest.approx(2 * 0.75 * 0.25 / 1.0)
    assert score(0, 5, 0, 5).f1 == 0.0
    assert score(0, 0, 0, 5).f1 == 0.0
    assert score(0, 5, 0, 0).f1 == 0.0
    assert score(0, 0, 0, 0).f1 is None


def test_pool_adds_cases():
    assert pool([score(1, 2, 3, 4), score(10, 20, 30, 40)]) == score(11, 22, 33, 44)
    assert pool([]) == Score()


def test_bootstrap():
    assert bootstrap_f1([score(1, 2, 1, 2)]) is None
    same = [score(1, 2, 1, 2)] * 5
    assert bootstrap_f1(same) == pytest.approx((0.5, 0.5))
    mixed = [score(9, 10, 9, 10), score(1, 10, 1, 10), score(5, 10, 5, 10)]
    low, high = bootstrap_f1(mixed) or (1, 0)
    assert low < (pool(mixed).f1 or 0) < high
    assert bootstrap_f1(mixed) == bootstrap_f1(mixed)
