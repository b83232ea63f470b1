"""Names in news sentences annotated by others (CLUENER2020): micro F1 of exact spans with their labels.

    python benchmarks/cluener.py --part open --errors 40 --label company     to learn from
    python benchmarks/cluener.py --part measured                             the figure of the scorecard

Every fifth sentence is the measured part, of which no sentence is ever printed; all others are open. Where the labels
part ways with the classes of the ontology (a newspaper is a `book`, a region that acts is no `address`) the difference
was read off the open part; the figure for classes taken plainly stands beside.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

import typer
from addresses import address_spans
from figures import SHARED, Figure, f1_figure, missing

from kg.evaluation.figures import Proportion, Score, pool
from kg.model import Document, Mention, Pointing
from kg.pipeline import Extractor, load_extractor, recognize

DATA = SHARED / "data" / "cluener" / "train.json"
LABELS = ("company", "government", "organization", "position", "name", "address")
_CLASSES = {  # the most specific class that is listed here says the label
    "Company": "company",
    "Fund": "company",
    "GovernmentBody": "government",
    "Organization": "organization",
    "Person": "name",
    "Post": "position",
    "Role": "position",
    "Place": "address",
}
# Read off the open part: newspapers and magazines are `book` there, news sites companies, agencies organisations; what
# authorities and forces do that have no name of their own (海军, 法院) is a government's; a competition organises.
_BY_NAME = (
    ("MediaOutlet", re.compile(r".*网"), "company"),
    ("MediaOutlet", re.compile(r".*(?:社|出版社)"), "organization"),
    ("MediaOutlet", re.compile(r".*"), None),
    ("Group", re.compile(r"[海空陆]军|海军陆战队|.*(?:法院|检察院|机关|部委)|警方|国会|.议院|地方政府"), "government"),
    ("Group", re.compile(r"(?!相关|有关|主管|政府).+部门"), "government"),
    ("Event", re.compile(r".*(?:杯|联赛|冠|欧联|[A-Z]{3,})"), "organization"),
)
_ADDRESS = "address"
_POINTING = frozenset(Pointing)
_EVERY = 5

Span = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence with its annotated spans: label, start, end (half open)."""

    text: str
    gold: frozenset[Span]


def read_items(part: str) -> Iterator[Item]:
    """The sentences of one part: `open` or `measured`."""
    with DATA.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if (number % _EVERY == 0) != (part == "measured"):
                continue
            row = json.loads(line)
            spans = {
                (label, start, end + 1)
                for label, names in row["label"].items()
                if label in LABELS
                for places in names.values()
                for start, end in places
            }
            yield Item(row["text"], frozenset(spans))


def find_mentions(text: str, extractor: Extractor) -> tuple[Mention, ...]:
    """What the program finds in a sentence."""
    return recognize(Document("cluener", "-", text, paragraphs=((0, len(text)),)), extractor)[1]


def plain_spans(mentions: Iterable[Mention], extractor: Extractor) -> frozenset[Span]:
    """The outermost names under the label of their class, and nothing else said of the labels."""
    knows = extractor.knowledge
    labelled = [
        (label, m)
        for m in mentions
        if m.value is None and m.found_by not in _POINTING
        for label in [next((label for kind, label in _CLASSES.items() if knows.is_a(m.type, kind)), None)]
        if label
    ]
    outer = [(label, m) for label, m in labelled if not _is_nested(m, (o for _, o in labelled))]
    return frozenset((label, m.start, m.end) for label, m in outer)


def read_spans(text: str, mentions: Iterable[Mention], extractor: Extractor) -> frozenset[Span]:
    """The outermost names as the annotators read their labels: see `_BY_NAME` and the module `addresses`."""
    labelled = [(label, m) for m in mentions if (label := _label(m, extractor))]
    outer = [(label, m) for label, m in labelled if not _is_nested(m, (o for _, o in labelled))]
    spans = {(label, m.start, m.end) for label, m in outer if label != _ADDRESS}
    taken = {(start, end) for _, start, end in spans}
    places = [m for label, m in outer if label == _ADDRESS and (m.start, m.end) not in taken]
    spans |= {(_ADDRESS, *span) for span in address_spans(text, places, extractor.knowledge)}
    return frozenset(span for span in spans if not _is_in_title(text, span))


def _label(mention: Mention, extractor: Extractor) -> str | None:
    if mention.value is not None or mention.found_by in _POINTING:
        return None
    knows = extractor.knowledge
    for kind, pattern, label in _BY_NAME:
        if mention.type == kind and pattern.fullmatch(mention.name):
            return label
    return next((label for kind, label in _CLASSES.items() if knows.is_a(mention.type, kind)), None)


def _is_in_title(text: str, span: Span) -> bool:
    """Whether it stands in 《》: titles of books and films have labels of their own, which are not measured."""
    return text.rfind("《", 0, span[1]) > text.rfind("》", 0, span[1])


def _is_nested(mention: Mention, others: Iterable[Mention]) -> bool:
    size = mention.end - mention.start
    return any(o.start <= mention.start and mention.end <= o.end and o.end - o.start > size for o in others)


def score(gold: frozenset[Span], found: frozenset[Span], label: str | None = None) -> Score:
    """Precision and recall of one sentence, of one label or of all."""
    wanted = {span for span in gold if label in (None, span[0])}
    ours = {span for span in found if label in (None, span[0])}
    right = len(wanted & ours)
    return Score(Proportion(right, len(ours)), Proportion(right, len(wanted)))


def measure(extractor: Extractor, name: str, bar: float, part: str = "measured") -> list[Figure]:
    """The figures of the scorecard: all six labels together, read plainly and as the annotators do, then each."""
    if missing(DATA):
        return []
    plain: list[Score] = []
    read: list[tuple[frozenset[Span], frozenset[Span]]] = []
    for item in read_items(part):
        mentions = find_mentions(item.text, extractor)
        plain.append(score(item.gold, plain_spans(mentions, extractor)))
        read.append((item.gold, read_spans(item.text, mentions, extractor)))
    return [
        f1_figure(f"CLUENER, six labels, {name}", [score(*one) for one in read], bar),
        f1_figure(f"CLUENER, six labels, classes taken plainly, {name}", plain),
        *(f1_figure(f"CLUENER, {label}, {name}", [score(*one, label) for one in read]) for label in LABELS),
    ]


def main(
    part: Annotated[str, typer.Option(help="open or measured")] = "open",
    errors: Annotated[int, typer.Option(help="How many sentences with errors to show (open part only).")] = 0,
    label: Annotated[str | None, typer.Option(help="Only errors of this label.")] = None,
    limit: Annotated[int, typer.Option(help="Read no more sentences than these.")] = 10**9,
    model: Annotated[str, typer.Option(help="lac, or none.")] = "",
    skip: Annotated[int, typer.Option(help="Leave out so many first.")] = 0,
) -> None:
    """Print the scores by label, and sentences with errors."""
    if missing(DATA):
        return
    extractor = load_extractor(model=model)
    by_label: defaultdict[str | None, list[Score]] = defaultdict(list)
    for number, item in enumerate(read_items(part)):
        if number < skip:
            continue
        if number >= skip + limit:
            break
        found = read_spans(item.text, find_mentions(item.text, extractor), extractor)
        for one in (None, *LABELS):
            by_label[one].append(score(item.gold, found, one))
        wrong = {span for span in item.gold ^ found if label in (None, span[0])}
        if part == "open" and wrong and errors:
            errors -= 1
            typer.echo(item.text)
            for kind, start, end in sorted(wrong, key=lambda span: span[1:]):
                mark = "missed" if (kind, start, end) in item.gold else "extra "
                typer.echo(f"    {mark} {kind}: {item.text[start:end]}")
    for one, scores in by_label.items():
        whole = pool(scores)
        typer.echo(f"{one or 'all':14} F1 {whole.f1 or 0:.3f}  {f1_figure('', scores).counted}")


if __name__ == "__main__":
    typer.run(main)
