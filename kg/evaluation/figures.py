"""Proportions with their intervals, and precision with recall as one score."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Proportion", "Score", "bootstrap_f1", "pool"]

_NORMAL_95 = 1.959963984540054
_ROUNDS = 1000
_SEED = 20220516


@dataclass(frozen=True, slots=True)
class Proportion:
    """`right` out of `total`."""

    right: int = 0
    total: int = 0

    @property
    def value(self) -> float | None:
        """The proportion, 0.0 to 1.0; None of nothing."""
        return self.right / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of Wilson (1927), which holds for few cases and near 0 and 1 too; None of nothing."""
        if not self.total:
            return None
        share, square = self.right / self.total, _NORMAL_95**2
        centre = share + square / (2 * self.total)
        spread = _NORMAL_95 * math.sqrt(share * (1 - share) / self.total + square / (4 * self.total**2))
        scale = 1 + square / self.total
        return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)

    def __add__(self, other: Proportion) -> Proportion:
        return Proportion(self.right + other.right, self.total + other.total)


@dataclass(frozen=True, slots=True)
class Score:
    """How well facts are found.

    Attributes:
        precision: of our facts, those that match a gold fact.
        recall: of the gold facts, those that are found.
    """

    precision: Proportion = Proportion()
    recall: Proportion = Proportion()

    @property
    def f1(self) -> float | None:
        """The harmonic mean; an undefined side counts as 0, and both undefined give None."""
        if not self.precision.total and not self.recall.total:
            return None
        precision, recall = self.precision.value or 0.0, self.recall.value or 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(self.precision + other.precision, self.recall + other.recall)


def pool(scores: Iterable[Score]) -> Score:
    """All cases together (micro average)."""
    return sum(scores, Score())


def bootstrap_f1(scores: Sequence[Score]) -> tuple[float, float] | None:
    """The 95 % percentile interval of F1 when documents are drawn anew (Efron 1979), with a fixed seed.

    Args:
        scores: one for each document; the document is the unit, as facts of one document are not independent.

    Returns:
        The interval, or None for fewer than two documents.
    """
    if len(scores) < 2:
        return None
    draw = random.Random(_SEED)  # noqa: S311 - resampling, not a secret
    drawn = sorted(pool(draw.choices(scores, k=len(scores))).f1 or 0.0 for _ in range(_ROUNDS))
    return drawn[int(0.025 * _ROUNDS)], drawn[int(0.975 * _ROUNDS) - 1]
