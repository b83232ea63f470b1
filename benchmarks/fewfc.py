"""Events of capital and law in sentences of financial news (FewFC): who does it to whom, for how much, how large, when.

    python benchmarks/fewfc.py --errors

Of the nine kinds of event that are asked for, these data hold five: 投资 减持 质押 股份股权转让 起诉. A relation is the
subject role with the object role of one event; of 质押 and 股份股权转让 that is who gives and who takes, our
qualifier `to`. It is found when a fact of ours says so of entities with those names. A fact of ours that says another
pair of roles of an annotated event (the buyer and the company bought, in 股份股权转让) counts neither way.

A dispute is 起诉 unless it is an act of supervision (立案调查, 监管函), as its `kind` says.

Values are the roles money, proportion and share-org, and date of all events of a sentence, each word once; ours are the
qualifiers, the values and the time of facts of the same kinds. Two agree when one's words hold the other's, spaces and
words of bound left out.

Every fifth sentence is the measured part and is never printed.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from figures import SHARED, Figure, f1_figure, missing, proportion_figure

from kg.evaluation.figures import Proportion, Score, pool
from kg.model import Document, Entity, Extraction, Fact, Mention, Period, Quantity
from kg.pipeline import Extractor, load_extractor, recognize
from kg.resolution import refer, resolve

DATA = SHARED / "data" / "fewfc" / "train_base.json"
_EVERY = 5
# The sentences do not say when they were published; the data were gathered at the end of that year. It gives dates
# without a year (11月20日) one; only their words are compared.
_DAY = datetime(2019, 12, 31, tzinfo=UTC)
_SUBJECTS = ("sub", "sub-org", "sub-per")
_OBJECTS = ("obj", "obj-org", "obj-per")
_TARGET = "target-company"
_VALUE_ROLES = {"money": "amount", "proportion": "ratio", "share-org": "ratio", "date": "date"}
_KINDS = {
    "investsIn": "投资",
    "acquires": "投资",
    "increasesStakeIn": "投资",
    "reducesStakeIn": "减持",
    "pledges": "质押",
    "transfers": "股份股权转让",
    "disputesWith": "起诉",
}
# Facts whose second party is a qualifier: the object is what is pledged or transferred. Whoever buys `from` somebody
# states with it that this one transfers to the buyer.
_PARTY = {"pledges": "to", "transfers": "to"}
_SUPERVISION = ("罚", "警", "监管", "谴责", "立案", "约谈", "责令", "通报")
_BOUND_WORDS = ("不超过", "不低于", "超过", "不超", "约", "近", "总股本的", "公司")

Relation = tuple[str, frozenset[str], frozenset[str]]
Value = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence with the events annotated in it.

    Attributes:
        relations: (kind, subject, object), each name as annotated.
        beside: further pairs of roles that our facts may state.
        values: (kind of value, words).
    """

    text: str
    relations: frozenset[tuple[str, str, str]]
    beside: frozenset[tuple[str, str]]
    values: frozenset[Value]


@dataclass(frozen=True, slots=True)
class Found:
    """What the program reads in a sentence; of each party all its names."""

    relations: tuple[Relation, ...]
    values: frozenset[Value]


def read_items(part: str) -> Iterator[Item]:
    """The sentences of one part: `open` or `measured`."""
    with DATA.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if (number % _EVERY == _EVERY - 1) != (part == "measured"):
                continue
            yield _item(json.loads(line))


def _item(row: dict[str, Any]) -> Item:
    relations, beside, values = set(), set(), set()
    for event in row["events"]:
        roles: defaultdict[str, list[str]] = defaultdict(list)
        for mention in event["mentions"]:
            roles[mention["role"]].append(mention["word"])
        subjects = [word for role in _SUBJECTS for word in roles[role]]
        objects = [word for role in _OBJECTS for word in roles[role]]
        relations |= {(event["type"], s, o) for s in subjects for o in objects}
        beside |= {(party, target) for party in (*subjects, *objects) for target in roles[_TARGET]}
        values |= {(kind, w) for role, kind in _VALUE_ROLES.items() for w in roles[role] if _is_value(kind, w)}
    return Item(row["content"], frozenset(relations), frozenset(beside), frozenset(values))


def _is_value(kind: str, words: str) -> bool:
    """share-org holds numbers of shares as well as ratios."""
    return kind != "ratio" or "%" in words or "％" in words


def read(text: str, extractor: Extractor) -> Found:
    """Read one sentence."""
    document = Document("fewfc", "-", text, published=_DAY, paragraphs=((0, len(text)),))
    sentences, mentions = recognize(document, extractor)
    reading = extractor.rulebook.apply(document, sentences, mentions)
    extraction = resolve(document, reading, extractor.knowledge)
    of = refer(document, reading, extractor.knowledge).of
    names = _names(text, extraction, of)
    facts = [fact for fact in extraction.facts if fact.property in _KINDS and not _is_supervision(fact)]
    return Found(
        tuple(r for fact in facts for r in _relations(fact, names)),
        frozenset(v for fact in facts for v in _values(fact)),
    )


def _is_supervision(fact: Fact) -> bool:
    kinds = (value for name, value in fact.qualifiers if name == "kind" and isinstance(value, str))
    return any(word in kind for kind in kinds for word in _SUPERVISION)


def _names(text: str, extraction: Extraction, of: Mapping[Mention, Entity]) -> dict[str, frozenset[str]]:
    names: defaultdict[str, set[str]] = defaultdict(set)
    for entity in extraction.entities:
        names[entity.id] |= {entity.name, *entity.aliases}
    for mention, entity in of.items():
        names[entity.id].add(text[mention.start : mention.end])
    return {key: frozenset(found) for key, found in names.items()}


def _relations(fact: Fact, names: dict[str, frozenset[str]]) -> Iterator[Relation]:
    party = _PARTY.get(fact.property)
    targets = [v for k, v in fact.qualifiers if k == party] if party else [fact.object]
    for target in targets:
        if isinstance(target, Entity):
            yield _KINDS[fact.property], names[fact.subject.id], names[target.id]
    for seller in (v for k, v in fact.qualifiers if fact.property == "acquires" and k == "from"):
        if isinstance(seller, Entity):
            yield _KINDS["transfers"], names[seller.id], names[fact.subject.id]


def _values(fact: Fact) -> Iterator[Value]:
    for value in (*(v for _, v in fact.qualifiers), fact.object, fact.time):
        if isinstance(value, Period):
            yield "date", value.surface
        elif isinstance(value, Quantity) and value.unit == "percent":
            yield "ratio", value.surface
        elif isinstance(value, Quantity) and len(value.unit) == 3 and value.unit.isascii() and value.unit.isupper():
            yield "amount", value.surface


def relation_score(item: Item, found: Found) -> Score:
    """Precision and recall of the relations of one sentence."""
    counted = [r for r in found.relations if not _is_beside(r, item)]
    right = sum(any(_agree(gold, ours) for gold in item.relations) for ours in counted)
    hit = sum(any(_agree(gold, ours) for ours in counted) for gold in item.relations)
    return Score(Proportion(right, len(counted)), Proportion(hit, len(item.relations)))


def _is_beside(ours: Relation, item: Item) -> bool:
    stated = any(_agree(gold, ours) for gold in item.relations)
    return not stated and any(a in ours[1] and b in ours[2] for a, b in item.beside)


def _agree(gold: tuple[str, str, str], ours: Relation) -> bool:
    kind, subject, target = gold
    if kind != ours[0]:
        return False
    straight = subject in ours[1] and target in ours[2]
    return straight or (kind == "起诉" and target in ours[1] and subject in ours[2])


def value_score(item: Item, found: Found, kind: str = "") -> Score:
    """Precision and recall of the values of one sentence, of one kind or of all."""
    gold = [value for value in item.values if kind in ("", value[0])]
    ours = [value for value in found.values if kind in ("", value[0])]
    right = sum(any(_same(g, o) for g in gold) for o in ours)
    hit = sum(any(_same(g, o) for o in ours) for g in gold)
    return Score(Proportion(right, len(ours)), Proportion(hit, len(gold)))


def _same(gold: Value, ours: Value) -> bool:
    first, second = _bare(gold[1]), _bare(ours[1])
    return gold[0] == ours[0] and bool(first and second) and (first in second or second in first)


def _bare(words: str) -> str:
    words = words.replace(" ", "")
    for bound in _BOUND_WORDS:
        words = words.replace(bound, "")
    return words


def measure(extractor: Extractor) -> list[Figure]:
    """The figures of the scorecard."""
    if missing(DATA):
        return []
    read_both = [(item, read(item.text, extractor)) for item in read_items("measured")]
    relations = [relation_score(*pair) for pair in read_both]
    return [
        f1_figure("FewFC relations, micro F1", relations, 0.58),
        proportion_figure("FewFC relations, micro precision", pool(relations).precision, 0.80),
        f1_figure("FewFC amounts, ratios and dates, micro F1", [value_score(*pair) for pair in read_both], 0.70),
    ]


def main(
    part: Annotated[str, typer.Option(help="open or measured.")] = "open",
    limit: Annotated[int, typer.Option(help="How many sentences, drawn evenly.")] = 800,
    errors: Annotated[bool, typer.Option("--errors", help="Show errors (of the open part alone).")] = False,
    kind: Annotated[str, typer.Option(help="Errors of this kind of event, or `values`.")] = "",
) -> None:
    """Print the scores by kind, and errors of the open part."""
    if missing(DATA):
        return
    extractor = load_extractor()
    items = list(read_items(part))
    items = items[:: max(1, len(items) // limit)]
    pairs = [(item, read(item.text, extractor)) for item in items]
    if errors and part == "open":
        for item, found in pairs:
            _show(item, found, kind)
    for name in sorted({*_KINDS.values()}):
        of_kind = [(_only(item, name), _only_found(found, name)) for item, found in pairs]
        typer.echo(_line(name, pool([relation_score(*pair) for pair in of_kind])))
    typer.echo(_line("relations", pool([relation_score(*pair) for pair in pairs])))
    for name in ("amount", "ratio", "date", ""):
        typer.echo(_line(name or "values", pool([value_score(*pair, name) for pair in pairs])))


def _only(item: Item, kind: str) -> Item:
    return Item(item.text, frozenset(r for r in item.relations if r[0] == kind), item.beside, item.values)


def _only_found(found: Found, kind: str) -> Found:
    return Found(tuple(r for r in found.relations if r[0] == kind), found.values)


def _show(item: Item, found: Found, kind: str) -> None:
    lines = []
    if kind != "values":
        lines += [f"missed {r}" for r in sorted(item.relations) if not any(_agree(r, o) for o in found.relations)]
        lines += [
            f"extra {o[0]} {sorted(o[1])} {sorted(o[2])}"
            for o in found.relations
            if not _is_beside(o, item) and not any(_agree(r, o) for r in item.relations)
        ]
        lines = [line for line in lines if kind in line]
    else:
        lines += [f"missed {v}" for v in sorted(item.values) if not any(_same(v, o) for o in found.values)]
        lines += [f"extra {o}" for o in sorted(found.values) if not any(_same(v, o) for v in item.values)]
    if lines:
        typer.echo("\n    ".join([item.text, *lines]))


def _line(name: str, score: Score) -> str:
    precision, recall = score.precision, score.recall
    return (
        f"{name:12} P {precision.value or 0:.3f} ({precision.right}/{precision.total}) "
        f"R {recall.value or 0:.3f} ({recall.right}/{recall.total}) F1 {score.f1 or 0:.3f}"
    )


if __name__ == "__main__":
    typer.run(main)
