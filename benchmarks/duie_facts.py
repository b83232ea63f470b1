"""Facts on organisations in sentences annotated by others (DuIE 2.0): chairman, founder, founding date, seat, capital.

    python benchmarks/duie_facts.py --errors

A fact is right when the data have it with the same two names (a date or an amount: the same value, or one that holds
the other). The data note some facts of a sentence only, so precision is counted where they note the property at all.
简称 is counted in `duie.py`, and stands in the micro figure here. All sentences are open.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import typer
from duie import find_pairs
from figures import SHARED, Figure, f1_figure, missing

from kg.evaluation.figures import Proportion, Score, pool
from kg.model import Document, Entity, Fact, Period, Quantity, Status
from kg.pipeline import Extractor, extract, load_extractor

DATA = SHARED / "data" / "duie" / "dev.json"
PREDICATES = ("董事长", "创始人", "成立日期", "总部地点", "注册资本", "简称")
_SHORT = "简称"
# The data note the place of a company as its seat, whether the text says 总部 or 坐落于.
_SEATED = frozenset({"Company", "Organization"})

# A fact in the words of the data: the predicate, names of the subject, names of the object or words of the value.
Stated = tuple[str, frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence with its annotated facts (predicate, subject, object)."""

    text: str
    gold: frozenset[tuple[str, str, str]]


def read_items() -> Iterator[Item]:
    """The sentences."""
    with DATA.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            facts = ((f["predicate"], f["subject"], f["object"]["@value"]) for f in row["spo_list"])
            yield Item(row["text"], frozenset(fact for fact in facts if fact[0] in PREDICATES))


def find_facts(text: str, extractor: Extractor) -> tuple[Stated, ...]:
    """What the program reads, in the predicates of the data."""
    document = Document("duie", "-", text, paragraphs=((0, len(text)),))
    facts = extract(document, extractor).facts
    stated = [s for fact in facts if fact.status is not Status.NEGATED for s in _stated(fact)]
    for pair in find_pairs(text, extractor):
        full, short = max(pair, key=len), min(pair, key=len)
        stated.append((_SHORT, frozenset({full}), frozenset({short})))
    return tuple(dict.fromkeys(stated))


def _stated(fact: Fact) -> Iterator[Stated]:
    names = frozenset({fact.subject.name, *fact.subject.aliases})
    target = fact.object
    titles = [title for k, v in fact.qualifiers if k == "title" for title in re.split("[、兼]", str(v))]
    if isinstance(target, Entity):
        others = frozenset({target.name, *target.aliases})
        if fact.property == "worksFor" and any(t in {"董事长", "董事局主席", "董事会主席"} for t in titles):
            yield "董事长", others, names
        if fact.property == "worksFor" and any("创始人" in t or "创办人" in t for t in titles):
            yield "创始人", others, names
        if fact.property == "establishes" and fact.subject.type == "Person":
            yield "创始人", others, names
        if fact.property == "locatedIn" and fact.subject.type in _SEATED:
            yield "总部地点", names, others
    elif fact.property == "establishedOn" and isinstance(target, Period):
        yield "成立日期", names, frozenset({target.surface})
    elif fact.property == "registeredCapital" and isinstance(target, Quantity):
        yield "注册资本", names, frozenset({target.surface})


def agree(gold: tuple[str, str, str], ours: Stated) -> bool:
    """Whether the two say the same."""
    predicate, subject, target = gold
    if predicate != ours[0]:
        return False
    if predicate == _SHORT:
        return {subject, target} == {*ours[1], *ours[2]}
    if predicate in ("成立日期", "注册资本", "总部地点"):
        return subject in ours[1] and any(target in o or o in target for o in ours[2])
    return subject in ours[1] and target in ours[2]


def score(item: Item, found: tuple[Stated, ...], predicate: str = "") -> Score:
    """Precision and recall of one sentence, of one predicate or of all."""
    noted = {g[0] for g in item.gold}
    gold = [g for g in item.gold if predicate in ("", g[0])]
    ours = [o for o in found if predicate in ("", o[0]) and o[0] in noted]
    right = sum(any(agree(g, o) for g in gold) for o in ours)
    hit = sum(any(agree(g, o) for o in ours) for g in gold)
    return Score(Proportion(right, len(ours)), Proportion(hit, len(gold)))


def measure(extractor: Extractor) -> list[Figure]:
    """The figures of the scorecard."""
    if missing(DATA):
        return []
    read = [(item, find_facts(item.text, extractor)) for item in read_items() if item.gold]
    whole = f1_figure("DuIE, six properties, micro F1", [score(*pair) for pair in read], 0.65)
    return [whole, *(f1_figure(f"DuIE {p}, F1", [score(*pair, p) for pair in read]) for p in PREDICATES)]


def main(
    errors: Annotated[bool, typer.Option("--errors", help="Show sentences with errors.")] = False,
    only: Annotated[str, typer.Option(help="Errors of this predicate alone.")] = "",
) -> None:
    """Print the scores by predicate, and sentences with errors."""
    if missing(DATA):
        return
    extractor = load_extractor()
    scores: defaultdict[str, list[Score]] = defaultdict(list)
    for item in read_items():
        if not item.gold:
            continue
        found = find_facts(item.text, extractor)
        for predicate in ("", *PREDICATES):
            scores[predicate].append(score(item, found, predicate))
        if errors:
            _show(item, found, only)
    for predicate, of_sentences in scores.items():
        typer.echo(_line(predicate or "micro", pool(of_sentences)))


def _show(item: Item, found: tuple[Stated, ...], only: str) -> None:
    missed = [g for g in sorted(item.gold) if only in ("", g[0]) and not any(agree(g, o) for o in found)]
    extra = [
        o
        for o in found
        if only in ("", o[0]) and o[0] in {g[0] for g in item.gold} and not any(agree(g, o) for g in item.gold)
    ]
    if missed or extra:
        lines = [f"missed {g}" for g in missed] + [f"extra {o[0]} {sorted(o[1])} {sorted(o[2])}" for o in extra]
        typer.echo("\n    ".join([item.text, *lines]))


def _line(name: str, score: Score) -> str:
    precision, recall = score.precision, score.recall
    return (
        f"{name:6} P {precision.value or 0:.3f} ({precision.right}/{precision.total}) "
        f"R {recall.value or 0:.3f} ({recall.right}/{recall.total}) F1 {score.f1 or 0:.3f}"
    )


if __name__ == "__main__":
    typer.run(main)
