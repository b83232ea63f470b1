"""A measured figure with its interval, and the public data that the measures read."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from kg.evaluation.figures import Proportion, Score, bootstrap_f1, pool

__all__ = [
    "MEASURED_STORES",
    "MEASURED_VIEWS",
    "OPENED_LAST",
    "SHARED",
    "Figure",
    "f1_figure",
    "missing",
    "proportion_figure",
]

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
OPENED_LAST = frozenset({"d03", "d04", "d07", "d08"})
"""Gold posts that nobody had read when the rules for names and for facts were first written; open since."""
MEASURED_STORES = "<!-- measured: make bench-stores -->\n"
"""After this line of docs/stores.md stand the figures of the last run, their summary first."""
MEASURED_VIEWS = "<!-- measured: make bench-views -->\n"
"""The same for docs/explorer.md."""
_REQUIRED = "KG_REQUIRE_SHARED"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the scorecard.

    Attributes:
        measure: what is measured, on which data.
        value: 0.0 to 1.0.
        interval: of 95 %; None where it is not defined.
        counted: the numbers behind it (`412/500`).
        bar: what is asked for, None where nothing is.
    """

    measure: str
    value: float
    interval: tuple[float, float] | None
    counted: str
    bar: float | None = None


def proportion_figure(measure: str, proportion: Proportion, bar: float | None = None) -> Figure:
    """A share, with Wilson's interval."""
    counted = f"{proportion.right}/{proportion.total}"
    return Figure(measure, proportion.value or 0.0, proportion.interval, counted, bar)


def f1_figure(measure: str, scores: list[Score], bar: float | None = None) -> Figure:
    """Micro F1 over items, with the bootstrap interval over items."""
    whole = pool(scores)
    precision, recall = whole.precision, whole.recall
    counted = (
        f"P {precision.value or 0:.3f} ({precision.right}/{precision.total}), "
        f"R {recall.value or 0:.3f} ({recall.right}/{recall.total})"
    )
    return Figure(measure, whole.f1 or 0.0, bootstrap_f1(scores), counted, bar)


def missing(path: Path) -> bool:
    """Whether the data are not there; says so aloud, and ends the run where the environment asks for them."""
    if path.exists():
        return False
    print(f"SKIPPED: {path} is missing, nothing was measured", file=sys.stderr)  # noqa: T201
    if os.environ.get(_REQUIRED) == "1":
        raise SystemExit(f"{path} is missing, and {_REQUIRED}=1 asks for it")
    return True
