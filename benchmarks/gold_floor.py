"""The floors of tests/gold/floor.json: what the seed post scores must not be below them, and they must only rise.

    python benchmarks/gold_floor.py            measure, compare with the floors and these with the last commits
    python benchmarks/gold_floor.py --raise    write the measured figures, rounded down, where they are higher

Exit code 1 when a figure is below its floor, or a floor is below the one of the last commit or of the one before it.
"""

from __future__ import annotations

import hashlib
import json
import math
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.evaluation import Summary, evaluate, load_gold, summarise
from kg.model import Document
from kg.pipeline import Extractor, extract, load_extractor
from kg.reading import find_posts, read_post

ROOT = Path(__file__).resolve().parent.parent
FLOOR = ROOT / "tests" / "gold" / "floor.json"
GOLD = ROOT / "tests" / "gold" / "s01.json"
POSTS = ROOT / "seeds"
_DIGITS = 2
_EARLIER = ("HEAD", "HEAD~1")


def figures(summary: Summary) -> dict[str, float]:
    """The figures that have floors; one that is not defined counts as 0."""
    everything, first = summary.tiers["all"], summary.tiers["tier1"]
    found = {
        "f1": everything.f1,
        "tier1_f1": first.f1,
        "precision": everything.precision.value,
        "recall": everything.recall.value,
        "tier1_recall": first.recall.value,
        "status": summary.status.value,
        "quotations": summary.quotations.value,
        "evidence": summary.evidence.value,
    }
    return {name: value or 0.0 for name, value in found.items()}


def measure(extractor: Extractor) -> dict[str, float]:
    """The figures of the seed post."""
    documents = [item for path in find_posts([POSTS]) for item in read_post(path) if isinstance(item, Document)]
    gold = load_gold(GOLD)
    symmetric = extractor.knowledge.ontology.symmetric
    return figures(summarise(evaluate(extract(document, extractor), gold, symmetric) for document in documents))


def below(measured: Mapping[str, float], floors: Mapping[str, float]) -> Iterator[str]:
    """A line for each figure that is below its floor, or that has none."""
    for name, value in measured.items():
        if name not in floors:
            yield f"{name} 没有下限 has no floor"
        elif value < floors[name]:
            yield f"{name} {value:.4f} < {floors[name]}"


def sunk(now: Mapping[str, Any], then: Mapping[str, Any]) -> Iterator[str]:
    """A line for each floor that is lower than it was, or gone, for the same gold."""
    if now["sha256"] != then["sha256"]:
        return
    for name, floor in then["floors"].items():
        if now["floors"].get(name, 0.0) < floor:
            yield f"{name} 的下限从 {floor} 降到 {now['floors'].get(name)} the floor was lowered"


def raised(measured: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, float]:
    """Each figure rounded down, or the present floor where that is higher."""
    scale = 10**_DIGITS
    return {
        name: max(floors.get(name, 0.0), math.floor(value * scale + 1e-9) / scale) for name, value in measured.items()
    }


def main(
    raise_: Annotated[bool, typer.Option("--raise", help="Raise the floors to what is measured.")] = False,
) -> None:
    """Check the floors, or raise them."""
    floor = json.loads(FLOOR.read_text(encoding="utf-8"))
    measured = measure(load_extractor())
    if raise_:
        sha256 = hashlib.sha256(GOLD.read_bytes()).hexdigest()
        kept = floor["floors"] if sha256 == floor["sha256"] else {}
        floor.update(sha256=sha256, floors=raised(measured, kept))
        FLOOR.write_text(json.dumps(floor, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    for name, value in measured.items():
        typer.echo(f"{name:16} {value:.4f}  下限 floor {floor['floors'].get(name, '-')}")
    faults = [*below(measured, floor["floors"]), *_sunk_since_commits(floor)]
    for fault in faults:
        typer.echo(f"未达下限 below the floor: {fault}", err=True)
    raise typer.Exit(1 if faults else 0)


def _sunk_since_commits(floor: Mapping[str, Any]) -> Iterator[str]:
    compared = 0
    for commit in _EARLIER:
        then = _committed(commit)
        if then is not None:
            compared += 1
            yield from (f"{fault}（{commit}）" for fault in sunk(floor, then))
    if not compared:
        print(  # noqa: T201
            "SKIPPED: 没有 git 历史，未比较下限是否降低 no git history, floors were not compared with earlier ones",
            file=sys.stderr,
        )


def _committed(commit: str) -> Mapping[str, Any] | None:
    """The floors of a commit; None where there is no such commit, or no git."""
    name = FLOOR.relative_to(ROOT).as_posix()
    try:
        shown = subprocess.run(  # noqa: S603
            ["git", "-C", str(ROOT), "show", f"{commit}:{name}"],  # noqa: S607
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        return dict(json.loads(shown.stdout))
    except (OSError, subprocess.CalledProcessError, ValueError):
        return None


if __name__ == "__main__":
    typer.run(main)
