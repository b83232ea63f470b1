"""What it costs to have twice as many rules: ratios of time, in paired runs, on a corpus of news.

Three doublings are timed against the rules as they are:

    same        every rule once more under another name: its words stand wherever those of the first do
    occurring   every rule once more with other words in place of its own, about as frequent in the corpus
    absent      every rule once more with words that stand nowhere in the corpus

Rules that have no words of their own, only names, cannot be given others: they are doubled in `same` alone.

Run with `make bench-rules`; `python benchmarks/rules_doubling.py --help` says what can be chosen.
"""

from __future__ import annotations

import gzip
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Annotated

import typer

from kg.knowledge.rule_files import RuleSpec
from kg.language import find_values, split_sentences
from kg.model import Document, Mention, Sentence
from kg.pipeline import Extractor, extract, load_extractor
from kg.reading import read_posts
from kg.rules import Rulebook
from kg.rules.syntax import Capture, Choice, Literal, Look, Node, Word, parse_pattern, unparse
from kg.rules.syntax import Sequence as Parts

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "news-2023.jsonl.gz"
_HAN = re.compile(r"[一-鿿]+")
_SYLLABLES = [chr(code) for code in range(0x3400, 0x3400 + 40)]  # of a block that no news uses

Renaming = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document as it comes to the rules."""

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]


def main(
    corpus: Annotated[Path, typer.Option(help="JSON lines, packed with gzip or not.")] = CORPUS,
    posts: Annotated[int, typer.Option(min=1, help="How many posts are read.")] = 60,
    runs: Annotated[int, typer.Option(min=1, help="How many pairs of runs.")] = 5,
) -> None:
    """Print the ratios: rules alone, and the whole way from post to facts."""
    if not corpus.is_file():
        typer.echo(f"SKIPPED: {corpus} is missing, nothing was measured", err=True)
        return
    extractor = load_extractor()
    documents = list(read_corpus(corpus, posts))
    prepared = [prepare(document, extractor) for document in documents]
    characters = sum(len(document.text) for document in documents)
    specs = extractor.knowledge.rules.rules
    worded = tuple(rule.spec for rule in extractor.rulebook.rules if any(map(_HAN.fullmatch, rule.triggers)))
    typer.echo(
        f"{len(documents)} posts, {characters} characters, {len(specs)} rules, "
        f"{len(worded)} of them with words of their own; {runs} paired runs, median (least-most)"
    )
    counts = word_counts(documents)
    renamings: Mapping[str, Renaming] = {
        "same": str,
        "occurring": equally_frequent(counts, own_words(extractor)),
        "absent": unheard_of,
    }
    for name, renaming in renamings.items():
        chosen = specs if name == "same" else worded
        doubled = with_rules(extractor, (*specs, *(twin(spec, renaming, extractor) for spec in chosen)))
        alone = paired(lambda one: run_rules(prepared, one.rulebook), extractor, doubled, runs)
        whole = paired(lambda one: run_all(documents, one), extractor, doubled, runs)
        matches = count_matches(prepared, doubled.rulebook) / count_matches(prepared, extractor.rulebook)
        typer.echo(
            f"{name:10} +{len(chosen)} rules: rules alone {shown(alone)}, whole {shown(whole)}, matches x{matches:.2f}"
        )


def read_corpus(path: Path, posts: int) -> Iterator[Document]:
    """The first posts of a corpus."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file, tempfile.TemporaryDirectory() as folder:
        excerpt = Path(folder) / "excerpt.jsonl"
        excerpt.write_text("".join(islice(file, posts)), encoding="utf-8")
        yield from (item for item in read_posts([excerpt]) if isinstance(item, Document))


def prepare(document: Document, extractor: Extractor) -> Prepared:
    """All stages before the rules."""
    sentences = split_sentences(document, extractor.segmenter)
    values = find_values(document, sentences, extractor.knowledge.units)
    return Prepared(document, sentences, extractor.recognizer.recognize(document, sentences, values))


def word_counts(documents: Sequence[Document]) -> Counter[str]:
    """How often each stretch of one to four Chinese characters stands in the corpus."""
    counts: Counter[str] = Counter()
    for document in documents:
        for run in _HAN.findall(document.text):
            for length in range(1, 5):
                counts.update(run[at : at + length] for at in range(len(run) - length + 1))
    return counts


def own_words(extractor: Extractor) -> frozenset[str]:
    """All literals of all rules."""
    rules = extractor.knowledge.rules
    nodes = (parse_pattern(text, rules.macros_of(spec)) for spec in rules.rules for text in spec.match)
    return frozenset(word for node in nodes for word in words_of(node))


def words_of(node: Node) -> Iterator[str]:
    """The literals of a pattern."""
    match node:
        case Literal(text):
            yield text
        case Choice(options=nodes) | Parts(items=nodes):
            for inner in nodes:
                yield from words_of(inner)
        case Capture(body=body) | Look(body=body):
            yield from words_of(body)
        case _:
            return


def equally_frequent(counts: Counter[str], taken: frozenset[str]) -> Renaming:
    """A word of the same length that no rule has and that stands in the corpus about as often; always the same one."""
    free: dict[int, list[tuple[int, str]]] = {}
    for word, count in sorted(counts.items()):
        if word not in taken:
            free.setdefault(len(word), []).append((count, word))

    def renamed(word: str) -> str:
        if not _HAN.fullmatch(word):
            return word
        return "".join(nearest(free, part, counts[part]) for part in re.findall(".{1,4}", word))

    return renamed


def nearest(free: Mapping[int, list[tuple[int, str]]], word: str, count: int) -> str:
    """Of the words of one length the one whose count is nearest."""
    return min(free[len(word)], key=lambda pair: (abs(pair[0] - count), pair[1]))[1]


def unheard_of(word: str) -> str:
    """A word of the same length in characters that stand nowhere."""
    return "".join(_SYLLABLES[ord(character) % len(_SYLLABLES)] for character in word) if _HAN.fullmatch(word) else word


def twin(spec: RuleSpec, renaming: Renaming, extractor: Extractor) -> RuleSpec:
    """The same rule under another name, with other words."""
    macros = extractor.knowledge.rules.macros_of(spec)
    match = tuple(unparse(renamed(parse_pattern(text, macros), renaming)) for text in spec.match)
    return spec.model_copy(update={"rule": f"{spec.rule}-twin", "match": match})


def renamed(node: Node, renaming: Renaming) -> Node:
    """A pattern with other words."""
    match node:
        case Literal(text):
            return Literal(renaming(text))
        case Word(words=words):
            return replace(node, words=tuple(map(renaming, words)))
        case Choice(options):
            return Choice(tuple(renamed(option, renaming) for option in options))
        case Parts(items):
            return Parts(tuple(renamed(item, renaming) for item in items))
        case Capture(body=body) | Look(body=body):
            return replace(node, body=renamed(body, renaming))
        case _:
            return node


def with_rules(extractor: Extractor, specs: tuple[RuleSpec, ...]) -> Extractor:
    """The same program with other rules."""
    knowledge = replace(extractor.knowledge, rules=replace(extractor.knowledge.rules, rules=specs))
    return replace(extractor, knowledge=knowledge, rulebook=Rulebook(knowledge))


def run_rules(prepared: Sequence[Prepared], rulebook: Rulebook) -> None:
    """The stage of the rules alone."""
    for one in prepared:
        rulebook.apply(one.document, one.sentences, one.mentions)


def run_all(documents: Sequence[Document], extractor: Extractor) -> None:
    """All stages."""
    for document in documents:
        extract(document, extractor)


def count_matches(prepared: Sequence[Prepared], rulebook: Rulebook) -> int:
    """How often the rules match."""
    return sum(len(rulebook.trace(one.document, one.sentences, one.mentions)[1]) for one in prepared)


def paired(work: Callable[[Extractor], None], before: Extractor, after: Extractor, runs: int) -> list[float]:
    """Time after by time before, run after run; which of the two goes first alternates."""
    ratios = []
    for number in range(runs):
        first, second = (before, after) if number % 2 == 0 else (after, before)
        times = {id(one): seconds(work, one) for one in (first, second)}
        ratios.append(times[id(after)] / times[id(before)])
    return ratios


def seconds(work: Callable[[Extractor], None], extractor: Extractor) -> float:
    """How long it takes."""
    begin = perf_counter()
    work(extractor)
    return perf_counter() - begin


def shown(ratios: Sequence[float]) -> str:
    """The median and the spread."""
    return f"x{median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})"


if __name__ == "__main__":
    typer.run(main)
