"""How fast the named queries are on disk, and in memory, over a corpus repeated with renamed entities.

Run with `make bench-stores`, which writes the figures into docs/stores.md; they are those of one run on one machine,
and the ratios are what to read. Each query is asked in the store as it was just opened, once in memory and thrice on
disk, where the slowest of the three counts. A query that rdflib has not answered when its time is over is ended.
"""

from __future__ import annotations

import gc
import multiprocessing
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer
from figures import MEASURED_STORES, missing
from repeated_corpus import ROOT, Facts, read_facts

from kg.graph import read_trig
from kg.query import NamedQuery, answer_prepared, list_queries, run_query
from kg.store import DiskStore, MemoryStore, Store, open_copy

CORPUS = ROOT.parent / "shared" / "corpus" / "news-2023.jsonl.gz"
QUERIES = ROOT / "queries"
RUNS = 3
ASKED = 2.0  # seconds in which every query is to answer


@dataclass(frozen=True, slots=True)
class Taken:
    """What a query took, in seconds; `rows` is None where it was ended before it answered."""

    seconds: float
    rows: int | None

    def __str__(self) -> str:
        if self.rows is None:
            return f"> {self.seconds:.0f} s"
        return f"{self.seconds * 1000:.0f} ms" if self.seconds < 10 else f"{self.seconds:.0f} s"


@dataclass(frozen=True, slots=True)
class Line:
    """One query: in memory and on disk over the same graph, and on disk over the large one."""

    name: str
    memory: Taken
    disk: Taken
    large: Taken

    @property
    def ratio(self) -> float:
        """How many times as long it takes in memory, at the least."""
        return self.memory.seconds / self.disk.seconds

    def __str__(self) -> str:
        least = "> " if self.memory.rows is None else ""
        ratio = f"{least}{self.ratio:,.0f}" if self.ratio >= 10 else f"{self.ratio:.1f}"
        return f"| {self.name} | {self.memory} | {self.disk} | {ratio} | {self.large} | {self.large.rows} |"


@dataclass(frozen=True, slots=True)
class Opened:
    """A store on disk, made and opened: quads, bytes, and the seconds that each step took."""

    store: DiskStore
    quads: int
    size: int
    loading: float
    preparing: float
    opening: float


def main(
    posts: Annotated[int, typer.Option(min=1, help="How many posts are read.")] = 250,
    times: Annotated[int, typer.Option(min=1, help="How many times their facts are written for the disk.")] = 400,
    compared: Annotated[int, typer.Option(min=1, help="How many times for both.")] = 10,
    limit: Annotated[float, typer.Option(min=1, help="Seconds that rdflib has for a query.")] = 120,
    corpus: Annotated[Path, typer.Option(help="JSON lines, packed with gzip or not.")] = CORPUS,
    page: Annotated[Path | None, typer.Option(help="The page whose figures are renewed.")] = None,
) -> None:
    """Measure, tell how far it is, and write the table."""
    if missing(corpus):
        return
    facts = read_facts(corpus, posts)
    queries = list_queries(QUERIES)
    with tempfile.TemporaryDirectory() as folder:
        report = "\n".join(_measure(facts, queries, Path(folder), (posts, compared, times), limit)) + "\n"
    _say(report)
    if page is not None:
        head, mark, _ = page.read_text(encoding="utf-8").partition(MEASURED_STORES)
        page.write_text(f"{head}{mark or MEASURED_STORES}\n{report}", encoding="utf-8")


def _measure(
    facts: Facts, queries: tuple[NamedQuery, ...], folder: Path, sizes: tuple[int, int, int], limit: float
) -> Iterator[str]:
    posts, compared, times = sizes
    reading, memory = _in_memory(facts, queries, folder / "compared.trig", compared, limit)
    small, small_taken = _on_disk(facts, queries, folder / "small.trig", compared)
    large, large_taken = _on_disk(facts, queries, folder / "large.trig", times)
    lines = [
        Line(query.name, memory[query.name], small_taken[query.name], large_taken[query.name]) for query in queries
    ]
    yield from _summary(lines, f"{posts * times:,}", f"{posts * compared:,}", large)
    yield (
        f"{posts} × {times} 篇 posts：{large.quads:,} 个四元组 quads，{large.size / 1e9:.1f} GB，载入 loading "
        f"{large.loading:.0f} s，预先作答 answering beforehand {large.preparing:.0f} s。{posts} × {compared} 篇 posts："
        f"{small.quads:,} 个四元组 quads，载入 loading：rdflib {reading:.0f} s，磁盘 on disk "
        f"{small.loading + small.preparing:.0f} s。\n"
    )
    same, most = f"{posts * compared:,} 篇 posts", f"{posts * times:,} 篇"
    yield f"| 查询 query | rdflib，{same} | 磁盘 on disk，{same} | 倍数 ratio | 磁盘 on disk，{most} | 行 rows |"
    yield "|---|---|---|---|---|---|"
    yield from map(str, lines)


def _summary(lines: list[Line], most: str, compared: str, large: Opened) -> Iterator[str]:
    """What the table comes to, which docs/scorecard.md repeats."""
    quick = sum(line.large.seconds < ASKED for line in lines)
    slowest = max(lines, key=lambda line: line.large.seconds)
    ended = sum(line.memory.rows is None for line in lines)
    minutes = sum(line.memory.seconds >= 60 for line in lines)
    memory, disk = (
        sum(taken) for taken in zip(*((line.memory.seconds, line.disk.seconds) for line in lines), strict=True)
    )
    least = "> " if ended else ""
    ratio = f"{least}{memory / disk:,.0f}"
    yield (
        f"{most} 篇文章：打开 {large.opening:.2f} s；{quick}/{len(lines)} 个查询在 {ASKED:.0f} s 以内，最慢的 "
        f"{slowest.name} {slowest.large}。{compared} 篇，同一次运行：rdflib 有 {minutes} 个查询超过一分钟（其中 "
        f"{ended} 个到时未完），全部查询合计 {least}{memory:,.0f} s，磁盘 {disk:.1f} s，{ratio} 倍。\n"
    )
    yield (
        f"*{most} posts: opens in {large.opening:.2f} s; {quick} of {len(lines)} queries answer within {ASKED:.0f} s, "
        f"the slowest, {slowest.name}, in {slowest.large}. {compared} posts, the same run: {minutes} queries take "
        f"rdflib more than a minute ({ended} of them ended unanswered); all together take it {least}{memory:,.0f} s "
        f"and the disk {disk:.1f} s, a ratio of {ratio}.*\n"
    )


def _in_memory(
    facts: Facts, queries: tuple[NamedQuery, ...], path: Path, times: int, limit: float
) -> tuple[float, Mapping[str, Taken]]:
    """Give the seconds that reading took, and what each query did."""
    facts.write(path, times)
    start = perf_counter()
    dataset = read_trig(path)
    reading = perf_counter() - start
    path.unlink()
    store = MemoryStore(dataset)
    # What is there already is not looked through again, and children do not copy it.
    gc.collect()
    gc.freeze()
    taken = {}
    for query in queries:
        taken[query.name] = _within(limit, store, query, facts.asked(query.name, times))
        _say(f"rdflib {query.name} {taken[query.name]}")
    return reading, taken


def _on_disk(
    facts: Facts, queries: tuple[NamedQuery, ...], path: Path, times: int
) -> tuple[Opened, Mapping[str, Taken]]:
    opened = _opened(facts, path, times)
    taken = {}
    for query in queries:
        given = facts.asked(query.name, times)
        taken[query.name] = max((_asked(opened.store, query, given) for _ in range(RUNS)), key=lambda one: one.seconds)
        _say(f"disk {times} {query.name} {taken[query.name]}")
    opened.store.close()
    return opened, taken


def _opened(facts: Facts, path: Path, times: int) -> Opened:
    """Make and open a copy as `kg query` does."""
    facts.write(path, times)
    preparing = 0.0

    def prepare(made: Store) -> None:
        nonlocal preparing
        start = perf_counter()
        answer_prepared(made, QUERIES)
        preparing = perf_counter() - start

    start = perf_counter()
    open_copy(path, prepare).close()
    loading = perf_counter() - start - preparing
    start = perf_counter()
    opened = open_copy(path)
    opened.query("ASK { ?s ?p ?o }")
    opening = perf_counter() - start
    size = sum(file.stat().st_size for file in path.with_suffix(".store").rglob("*") if file.is_file())
    return Opened(opened, opened.size(), size, loading, preparing, opening)


def _asked(store: Store, query: NamedQuery, given: Mapping[str, str]) -> Taken:
    start = perf_counter()
    rows = len(run_query(store, query.text, given).rows)
    return Taken(perf_counter() - start, rows)


def _within(limit: float, store: Store, query: NamedQuery, given: Mapping[str, str]) -> Taken:
    """Ask in a process of its own, which can be ended."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=lambda: sender.send(_asked(store, query, given)))
    process.start()
    taken = receiver.recv() if receiver.poll(limit) else Taken(limit, None)
    process.kill()
    process.join()
    return taken


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201


if __name__ == "__main__":
    typer.run(main)
