"""A hundred facts of the news corpus, drawn at random and judged one by one against their sentences.

    python benchmarks/corpus_sample.py            build the corpus, print the sample, each fact with its sentence
    python benchmarks/corpus_sample.py --new      only the facts that have no verdict yet
    python benchmarks/corpus_sample.py --write    write the sample to corpus_verdicts.tsv, keeping its verdicts; then
                                                  put right or wrong, and why, for each ? and run the scorecard

Drawn is from all distinct facts of the graph but those about the posts themselves (publisher, date, author, title,
link, subject): most of them are given with the post and trivially right. Each fact has a number made of its words and
a fixed seed, and the hundred lowest are the sample: every fact has the same chance, and when rules change, a fact that
is still read keeps its place, so that few facts have to be read anew. The sentences are shown to the reader and kept
nowhere.

A fact is right when its sentences state it: subject, property and direction, object, status, and what stands in
brackets. Where something is left open (who is meant, whether it is a plan), it is wrong.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer
from figures import SHARED, Figure, missing, proportion_figure

from kg.evaluation import Proportion
from kg.model import Document, Entity, Fact, KnowledgeGraph, Period, Quantity, Status, Value
from kg.pipeline import Extractor, build, load_extractor

CORPUS = SHARED / "corpus" / "news-2023.jsonl.gz"
VERDICTS = Path(__file__).with_name("corpus_verdicts.tsv")
BAR = 0.85
_SIZE = 100
_SEED = "20261123"
_ARTICLE = "NewsArticle"
_RIGHT, _WRONG, _OPEN = "right", "wrong", "?"
_MARKS = "。！？\n"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A fact of the sample with its verdict.

    Attributes:
        post: the id of the post where it stands first.
        fact: as a line.
        rule: that read it there.
        sentence: where it stands; "" when it comes from the file of verdicts.
        verdict: `right`, `wrong`, or `?` for none yet.
        why: what is wrong, or what may surprise.
    """

    post: str
    fact: str
    rule: str
    sentence: str = ""
    verdict: str = _OPEN
    why: str = ""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The corpus, read: how many posts, how many that could not be, and the sample."""

    posts: int
    failed: int
    facts: int
    sample: tuple[Drawn, ...]


def read_corpus(extractor: Extractor, docs: int = 0) -> Corpus:
    """Build the graph of the corpus, or of its first posts, and draw the sample."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.jsonl"
        with gzip.open(CORPUS, "rt", encoding="utf-8") as packed:
            path.write_text("".join(islice(packed, docs or None)), encoding="utf-8")
        built = build([path], extractor)
    facts = [fact for fact in built.graph.facts if fact.subject.type != _ARTICLE]
    return Corpus(len(built.extractions), len(built.problems), len(facts), draw(facts, built.graph))


def draw(facts: Iterable[Fact], graph: KnowledgeGraph) -> tuple[Drawn, ...]:
    """The facts with the lowest numbers, sorted by post."""
    texts = {document.id: document for document in graph.documents}
    lowest = sorted(facts, key=lambda fact: number(line_of(fact)))[:_SIZE]
    return tuple(sorted((_drawn(fact, texts) for fact in lowest), key=lambda one: (one.post, one.fact)))


def number(line: str) -> str:
    """What decides whether a fact is drawn: nothing but its words and the seed."""
    return hashlib.sha256(f"{_SEED} {line}".encode()).hexdigest()


def _drawn(fact: Fact, documents: Mapping[str, Document]) -> Drawn:
    first = fact.evidences[0]
    post = first.document.rpartition(":")[2]
    return Drawn(post, line_of(fact), first.rule, _sentence(documents[first.document], first.start, first.end))


def _sentence(document: Document, start: int, end: int) -> str:
    text = document.text
    begin = max(text.rfind(mark, 0, start) for mark in _MARKS) + 1
    ends = [place for mark in _MARKS if (place := text.find(mark, end - 1)) >= 0]
    stop = min(ends) + 1 if ends else len(text)
    return f"{text[begin:start]}【{text[start:end]}】{text[end:stop]}".strip()


def line_of(fact: Fact) -> str:
    """A fact with its status, qualifiers and speaker, in one line."""
    brackets = [f"{name}={_words(value)}" for name, value in fact.qualifiers]
    brackets += [f"speaker={fact.speaker.name}"] if fact.speaker else []
    status = "" if fact.status is Status.ASSERTED else f" = {fact.status}"
    line = f"{fact.subject.name} {fact.property} {_words(fact.object)}{status}"
    return " ".join(f"{line} ({', '.join(brackets)})".split()) if brackets else " ".join(line.split())


def _words(value: Value) -> str:
    match value:
        case Entity():
            return value.name
        case Quantity():
            return value.surface or f"{value.value} {value.unit}"
        case Period():
            return value.lexical
        case _:
            return str(value)


def digest(sample: Iterable[Drawn]) -> str:
    """What tells one sample from another."""
    return hashlib.sha256("\n".join(sorted(one.fact for one in sample)).encode()).hexdigest()[:12]


def load_verdicts(path: Path = VERDICTS) -> tuple[Drawn, ...]:
    """The judged sample: post, fact, rule, verdict, why."""
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows[1:]:
        if len(row) != 5 or row[3] not in (_RIGHT, _WRONG, _OPEN):
            raise SystemExit(f"{path}: post, fact, rule, right/wrong/?, why; not {row}")
    return tuple(Drawn(post, fact, rule, "", verdict, why) for post, fact, rule, verdict, why in rows[1:])


def with_verdicts(sample: Iterable[Drawn], judged: Iterable[Drawn]) -> tuple[Drawn, ...]:
    """The sample with the verdicts that its facts have already."""
    known = {(one.post, one.fact): one for one in judged}
    return tuple(
        replace(one, verdict=known[key].verdict, why=known[key].why) if (key := (one.post, one.fact)) in known else one
        for one in sample
    )


def write_verdicts(sample: Iterable[Drawn], path: Path = VERDICTS) -> None:
    """Write the sample without its sentences."""
    rows = [("post", "fact", "rule", "verdict", "why")]
    rows += [(one.post, one.fact, one.rule, one.verdict, one.why) for one in sample]
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")


def measure(extractor: Extractor) -> tuple[list[Figure], str]:
    """The figures of the scorecard, and the table of verdicts with a word on which sample they are of."""
    if missing(CORPUS):
        return [], ""
    corpus = read_corpus(extractor)
    judged = load_verdicts()
    right = sum(one.verdict == _RIGHT for one in judged)
    told = Proportion(right, right + sum(one.verdict == _WRONG for one in judged))
    figures = [
        proportion_figure(
            "Corpus, posts built without an error", Proportion(corpus.posts, corpus.posts + corpus.failed), 1.0
        ),
        proportion_figure("Corpus, facts of the sample that are right", told, BAR),
    ]
    return figures, f"{_standing(corpus, judged)}\n\n{verdict_table(judged)}\n" if judged else ""


def _standing(corpus: Corpus, judged: Sequence[Drawn]) -> str:
    left = sum(one.verdict == _OPEN for one in judged)
    unread = f"，{left} 条还没有判 {left} not judged yet" if left else ""
    head = f"{corpus.facts} 条事实里抽 {len(judged)} 条，样本 sample {digest(judged)}{unread}。"
    if digest(corpus.sample) == digest(judged):
        return f"{head}\n判的就是现在读出的。*The verdicts are of what is read now.*"
    same = len({(one.post, one.fact) for one in corpus.sample} & {(one.post, one.fact) for one in judged})
    drawn = digest(corpus.sample)
    return (
        f"{head}\n规则改过，样本已变：现在的样本里有 {same} 条判过。"
        f"*The verdicts are of an earlier version: of the sample drawn now ({drawn}), {same} have a verdict.*"
    )


def verdict_table(judged: Iterable[Drawn]) -> str:
    """The verdicts as a Markdown table."""
    cells = [(one.post, one.fact, one.rule, one.verdict, one.why) for one in judged]
    rows = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in cells]
    head = "| 文章 post | 事实 fact | 规则 rule | 对错 verdict | 为什么 why |"
    return "\n".join([head, "|---|---|---|---|---|", *rows])


def main(
    new: Annotated[bool, typer.Option("--new", help="Only facts without a verdict.")] = False,
    write: Annotated[bool, typer.Option("--write", help="Write the sample, with the verdicts it has.")] = False,
    docs: Annotated[int, typer.Option("--docs", min=0, help="Only the first posts, to try it; 0 for all.")] = 0,
) -> None:
    """Build the corpus, draw the sample, print it."""
    if missing(CORPUS):
        return
    corpus = read_corpus(load_extractor(), docs)
    sample = with_verdicts(corpus.sample, load_verdicts())
    for place, one in enumerate(sample, 1):
        if not new or one.verdict == _OPEN:
            typer.echo(f"{place}. [{one.rule}] {one.fact}  {one.verdict} {one.why}\n   {one.post}: {one.sentence}\n")
    waiting = sum(one.verdict == _OPEN for one in sample)
    typer.echo(
        f"{corpus.posts} posts, {corpus.failed} failed, {corpus.facts} facts; sample {digest(sample)}, "
        f"{waiting} without a verdict"
    )
    if write:
        write_verdicts(sample)
        typer.echo(str(VERDICTS))


if __name__ == "__main__":
    typer.run(main)
