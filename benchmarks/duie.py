"""Short names in sentences annotated by others (DuIE 2.0): pairs of a full name and its 简称.

    python benchmarks/duie.py --errors

A pair of ours is an organisation (or what is named like one) with two names that stand in the sentence. It is found
when both names agree with a pair of the data, in either order: the data put the short name first now and then. The data
leave out pairs that a reader finds (of two in the same sentence they may note one), so precision is counted against all
sentences, and against those in which the data note any short name, the others being unannotated for it; and our pairs
that the data do not have were read one by one (docs/scorecard.md).

All sentences are open. At first every second one was kept back: when the open half stood at recall .87 (47/54), the
half kept back stood at .40 (10/25), and was then read too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import typer
from figures import SHARED, Figure, missing, proportion_figure

from kg.evaluation.figures import Proportion
from kg.model import Document
from kg.pipeline import Extractor, extract, load_extractor

DATA = SHARED / "data" / "duie" / "dev.json"
_PREDICATE = "简称"
_CLASSES = ("Organization", "Facility", "Platform")

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence with its annotated pairs."""

    text: str
    gold: frozenset[Pair]


def read_items() -> Iterator[Item]:
    """The sentences."""
    with DATA.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            facts = (fact for fact in row["spo_list"] if fact["predicate"] == _PREDICATE)
            yield Item(row["text"], frozenset(frozenset((f["subject"], f["object"]["@value"])) for f in facts))


def find_pairs(text: str, extractor: Extractor) -> frozenset[Pair]:
    """The full name of each organisation with each shorter name that the sentence has for it."""
    document = Document("duie", "-", text, paragraphs=((0, len(text)),))
    knows = extractor.knowledge
    pairs: set[Pair] = set()
    for entity in extract(document, extractor).entities:
        if not any(knows.is_a(entity.type, kind) for kind in _CLASSES):
            continue
        full, *shorter = sorted(
            {n for n in (entity.name, *entity.aliases) if n in text}, key=lambda n: (-len(n), n)
        ) or [""]
        elsewhere = text.replace(full, "\n") if full else ""
        pairs.update(frozenset((full, short)) for short in shorter if short in elsewhere)
    return frozenset(pairs)


def measure(extractor: Extractor) -> list[Figure]:
    """The figures of the scorecard."""
    if missing(DATA):
        return []
    read = [(item.gold, find_pairs(item.text, extractor)) for item in read_items()]
    noted = [(gold, found) for gold, found in read if gold]
    return [
        proportion_figure("DuIE 简称, recall", _share(noted, of="gold"), 0.75),
        proportion_figure("DuIE 简称, precision where the data note a short name", _share(noted, of="found")),
        proportion_figure("DuIE 简称, precision against all sentences", _share(read, of="found")),
    ]


def _share(read: list[tuple[frozenset[Pair], frozenset[Pair]]], *, of: str) -> Proportion:
    right = sum(len(gold & found) for gold, found in read)
    return Proportion(right, sum(len(gold if of == "gold" else found) for gold, found in read))


def main(
    errors: Annotated[bool, typer.Option("--errors", help="Show sentences with errors.")] = False,
) -> None:
    """Print recall and precision, and sentences with errors."""
    if missing(DATA):
        return
    extractor = load_extractor()
    read = []
    for item in read_items():
        found = find_pairs(item.text, extractor)
        read.append((item.gold, found))
        if errors and item.gold ^ found:
            typer.echo(item.text)
            for pair in sorted(map(sorted, item.gold - found)):
                typer.echo(f"    missed {' = '.join(pair)}")
            for pair in sorted(map(sorted, found - item.gold)):
                typer.echo(f"    extra{'' if item.gold else ' (nothing noted)'} {' = '.join(pair)}")
    noted = [(gold, found) for gold, found in read if gold]
    for name, proportion in (
        ("recall", _share(noted, of="gold")),
        ("precision, noted sentences", _share(noted, of="found")),
        ("precision, all sentences", _share(read, of="found")),
    ):
        typer.echo(
            f"{name:28} {proportion.value or 0:.3f} ({proportion.right}/{proportion.total}) {proportion.interval}"
        )


if __name__ == "__main__":
    typer.run(main)
