"""How soon the explorer stands still, and what it costs: beside pyvis, and beside its libraries without it.

Run with `make bench-views`, which writes the figures into docs/explorer.md; they are those of one run on one machine,
and the ratios are what to read. Every page is visited several times, the pages in turn; what has once not come to rest
within the limit is not visited again.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Annotated

import typer
from chromium import open_browser, without_browser
from figures import MEASURED_VIEWS, SHARED, missing
from view_graphs import Corpus
from view_pages import PAGES, make_pages
from view_visits import Visit, visit

from kg.model import Entity, KnowledgeGraph
from kg.pipeline import load_extractor
from kg.view.data import all_entities

CORPUS = SHARED / "corpus" / "news-2023.jsonl.gz"
SIZES = (500, 2_000, 10_000, 20_000)
_SOONER = 50  # times as soon as pyvis's default is to be still,
_SOONER_AT = 2_000  # at this size
_LATER = 1.2  # times as long as a library alone, its positions given, it may take
_PAN = 3.0  # milliseconds of script in a frame of a pan,
_HEAP = 60.0  # and megabytes,
_SMALL_AT = 20_000  # at this size


@dataclass(frozen=True, slots=True)
class Seen:
    """All visits to one page of one graph; none where it did not come to rest within `limit` seconds."""

    visits: tuple[Visit, ...]
    size: int
    limit: float

    @property
    def still(self) -> float:
        """Seconds, the median; the limit where it was not reached."""
        return median(one.still for one in self.visits) if self.visits else self.limit

    @property
    def heap(self) -> float:
        """Megabytes, the median."""
        return median(one.heap for one in self.visits)

    @property
    def pan(self) -> float:
        """Milliseconds of script for each frame, the median."""
        return median(one.pan for one in self.visits)

    def __str__(self) -> str:
        size = f"{self.size / 1e6:.1f}"
        if not self.visits:
            return f"> {self.limit:.0f} | – | – | {size}"
        stills, pans, heaps = zip(*((one.still, one.pan, one.heap) for one in self.visits), strict=True)
        return f"{_spread(stills, 2)} | {_spread(pans, 1)} | {_spread(heaps, 0)} | {size}"


@dataclass(frozen=True, slots=True)
class Row:
    """A graph, and what was seen of each page of it."""

    nodes: int
    edges: int
    posts: int
    pages: Mapping[str, Seen]


def main(
    sizes: Annotated[list[int] | None, typer.Option("--size", help="How many nodes; may be given again.")] = None,
    runs: Annotated[int, typer.Option(min=1, help="How often each page is visited.")] = 5,
    limit: Annotated[float, typer.Option(min=1, help="Seconds that a page has to come to rest.")] = 150,
    posts: Annotated[int, typer.Option(min=1, help="How many posts are read at most.")] = 6_000,
    page: Annotated[Path | None, typer.Option(help="The page whose figures are renewed.")] = None,
) -> None:
    """Measure, tell how far it is, and write the tables."""
    if missing(CORPUS) or without_browser():
        return
    corpus = Corpus(CORPUS, load_extractor(), posts)
    rows = [_measure(size, corpus.graph(size), runs, limit) for size in sizes or SIZES]
    report = "\n".join(_report(rows, runs)) + "\n"
    _say(report)
    if page is not None:
        head, mark, _ = page.read_text(encoding="utf-8").partition(MEASURED_VIEWS)
        page.write_text(f"{head}{mark or MEASURED_VIEWS}\n{report}", encoding="utf-8")


def _measure(size: int, graph: KnowledgeGraph, runs: int, limit: float) -> Row:
    """Visit each page of a graph in turn, again and again, each time in a browser of its own."""
    _say(f"{size}: {len(all_entities(graph))} nodes of {len(graph.documents)} posts")
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder) / f"{name}.html" for name in PAGES}
        for name, html in make_pages(graph).items():
            paths[name].write_text(html, encoding="utf-8")
        visits = _visits(paths, runs, limit)
        pages = {name: Seen(tuple(visits[name]), path.stat().st_size, limit) for name, path in paths.items()}
    return Row(len(all_entities(graph)), _count_edges(graph), len(graph.documents), pages)


def _visits(paths: Mapping[str, Path], runs: int, limit: float) -> dict[str, list[Visit]]:
    visits: dict[str, list[Visit]] = {name: [] for name in paths}
    ended: set[str] = set()
    for _ in range(runs):
        for name in [name for name in paths if name not in ended]:
            with open_browser() as browser:
                one = visit(browser, paths[name], limit)
            _say(f"  {name}: {one or 'not still in time'}")
            if one:
                visits[name].append(one)
            else:
                ended.add(name)
                visits[name].clear()
    return visits


def _count_edges(graph: KnowledgeGraph) -> int:
    """Pairs of entities that facts connect."""
    ends = (frozenset((fact.subject.id, fact.object.id)) for fact in graph.facts if isinstance(fact.object, Entity))
    return len(set(ends))


def _report(rows: Sequence[Row], runs: int) -> Iterator[str]:
    yield from bars(rows)
    yield f"\n{runs} 次的中位数（最小–最大）。The median of {runs} visits (least–most).\n"
    for row in rows:
        yield (
            f"**{row.nodes:,}** 个节点 nodes，{row.edges:,} 条边 edges（{row.posts:,} 篇新闻 posts）\n\n"
            "| 页面 page | 静止 still，s | 一帧平移 frame of a pan，ms | 堆 heap，MB | 文件 file，MB |\n"
            "|---|---|---|---|---|"
        )
        for name, called in PAGES.items():
            yield f"| {called} | {row.pages[name]} |"
        yield ""


def bars(rows: Sequence[Row]) -> Iterator[str]:
    """What is asked, and whether it is met, for the sizes that were measured."""
    yield "| 要求 asked | 量得 measured | |\n|---|---|---|"
    for row in rows:
        own, default = row.pages["kg"], row.pages["pyvis"]
        if _near(row.nodes, _SOONER_AT):
            least = "" if default.visits else "> "
            ratio = default.still / own.still
            asked = f"比默认 pyvis 早静止 ≥ {_SOONER} 倍 times sooner still than pyvis's default"
            yield _bar(row, asked, f"{least}{ratio:.0f}", met=ratio >= _SOONER)
        for name in ("placed", "sigma"):
            ratio = own.still / row.pages[name].still
            yield _bar(row, f"不晚于 no later than {PAGES[name]} × {_LATER}", f"× {ratio:.2f}", met=ratio <= _LATER)
        if _near(row.nodes, _SMALL_AT):
            yield _bar(row, f"平移 pan ≤ {_PAN:.0f} ms", f"{own.pan:.1f} ms", met=own.pan <= _PAN)
            yield _bar(row, f"堆 heap ≤ {_HEAP:.0f} MB", f"{own.heap:.0f} MB", met=own.heap <= _HEAP)


def _near(nodes: int, size: int) -> bool:
    return abs(nodes - size) <= size / 20


def _bar(row: Row, asked: str, measured: str, *, met: bool) -> str:
    return f"| {row.nodes:,}：{asked} | {measured} | {'达到 met' if met else '**未达到 missed**'} |"


def _spread(values: Sequence[float], digits: int) -> str:
    return f"{median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201


if __name__ == "__main__":
    typer.run(main)
