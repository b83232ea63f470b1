"""How fast the named queries are on disk and in memory, over a corpus repeated with renamed entities.

The facts of some posts are written again and again, each time with other names of entities, documents and statements;
regions keep theirs, so that the copies hang together. Run with `make bench-stores`, which writes the figures into
docs/stores.md; they are those of one run on one machine, and the ratios are what to read.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Annotated

import typer
from rdflib import RDF, RDFS, Dataset, URIRef
from rdflib.term import Node

from benchmarks.figures import missing
from benchmarks.rules_doubling import read_corpus
from kg.export import write_rdf
from kg.graph import to_dataset
from kg.knowledge.ontology import ONTOLOGY_NAMESPACE
from kg.model import Document
from kg.pipeline import extract, load_extractor
from kg.query import NamedQuery, list_queries, run_query
from kg.reading import read_posts
from kg.resolution import identify, merge
from kg.store import DiskStore, MemoryStore, Store

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "news-2023.jsonl.gz"
PAGE = ROOT / "docs" / "stores.md"
MARK = "<!-- measured: make bench-stores -->\n"
RUNS = 3
# A query is asked of the subject (or the object, with a caret) that has most statements of a property.
ASKED: Mapping[str, Mapping[str, str]] = {
    "builders": {"thing": "^builds"},
    "by-region": {"region": "^locatedIn"},
    "career": {"person": "worksFor"},
    "co-mentioned": {"entity": "cooperatesWith"},
    "entity": {"entity": "cooperatesWith"},
    "evidence": {"subject": "cooperatesWith"},
    "funding-rounds": {"company": "financingAmount"},
    "investments": {"entity": "investsIn"},
    "investors": {"company": "^investsIn"},
    "operators": {"facility": "operatedBy"},
    "owners": {"thing": "subsidiaryOf"},
    "ownership-path": {"thing": "subsidiaryOf"},
    "park-projects": {"park": "^locatedIn"},
    "partner-network": {"organisation": "cooperatesWith"},
    "partners": {"organisation": "cooperatesWith"},
    "people": {"person": "worksFor"},
    "plans": {"subject": "builds"},
    "platforms": {"platform": "provides"},
    "quotations": {"speaker": "worksFor"},
    "subsidiaries": {"parent": "^subsidiaryOf"},
    "timeline": {"entity": "cooperatesWith"},
}
REGION = URIRef(ONTOLOGY_NAMESPACE + "AdministrativeRegion")
DATES = {"plans-due": {"from": "2024-03", "until": "2024-06"}}
_IRI = re.compile(
    rb"<(https://kg\.example/(?:entity|document|statement|evidence|qualifier|quantity|interval|quotation)/[^>]*)>"
)


@dataclass(frozen=True, slots=True)
class Line:
    """What one query took: milliseconds in memory and on disk at the small size, and on disk at the large one."""

    name: str
    memory: float
    small: float
    large: float
    rows: int


def main(
    posts: Annotated[int, typer.Option(min=1, help="How many posts are read.")] = 250,
    times: Annotated[int, typer.Option(min=1, help="How many times their facts are repeated.")] = 400,
    corpus: Annotated[Path, typer.Option(help="JSON lines, packed with gzip or not.")] = CORPUS,
    page: Annotated[Path | None, typer.Option(help="The page whose figures are renewed; none prints them.")] = None,
) -> None:
    """Measure, and print or write the table."""
    if missing(corpus):
        return
    dataset = _read(corpus, posts)
    queries = list_queries(ROOT / "queries")
    with tempfile.TemporaryDirectory() as folder:
        report = "\n".join(_measure(dataset, queries, Path(folder), posts, times)) + "\n"
    if page is None:
        print(report)  # noqa: T201
        return
    head, mark, _ = page.read_text(encoding="utf-8").partition(MARK)
    page.write_text(f"{head}{mark or MARK}\n{report}", encoding="utf-8")


def _read(corpus: Path, posts: int) -> Dataset:
    extractor = load_extractor()
    # The seed first: it states what the news of the corpus seldom do (who operates, invests, plans).
    seeds = [item for item in read_posts([ROOT / "seeds"]) if isinstance(item, Document)]
    documents = [*seeds, *read_corpus(corpus, posts)][:posts]
    extractions = [extract(document, extractor) for document in documents]
    ontology = extractor.knowledge.ontology
    identities = identify(extractions, extractor.knowledge, None)
    return to_dataset(merge(extractions, ontology.symmetric, identities), ontology=ontology)


def _measure(dataset: Dataset, queries: tuple[NamedQuery, ...], folder: Path, posts: int, times: int) -> Iterator[str]:
    memory = MemoryStore(dataset)
    prefixes = memory.prefixes
    lines = write_rdf(dataset, "nq").splitlines(keepends=True)
    _, small, _, _ = _loaded(folder / "small", lines, 1, prefixes)
    quads, large, loading, opening = _loaded(folder / "large", lines, times, prefixes)
    size = sum(file.stat().st_size for file in (folder / "large").rglob("*") if file.is_file())
    yield f"{posts * times:,} 篇文章 posts ({posts} × {times})：{quads:,} 个四元组 quads，{size / 1e9:.1f} GB；"
    yield f"载入 loading {loading:.0f} s，打开 opening {opening:.2f} s。\n"
    yield (
        f"| 查询 query | rdflib，{posts} 篇 posts | 磁盘 on disk，{posts} 篇 | 倍数 ratio "
        f"| 磁盘 on disk，{posts * times:,} 篇 | 行 rows |"
    )
    yield "|---|---|---|---|---|---|"
    for query in queries:
        given, renamed = _parameters(dataset, query.name, times)
        line = Line(
            query.name,
            _time(memory, query, given)[0],
            _time(small, query, given)[0],
            *_time(large, query, renamed),
        )
        yield (
            f"| {line.name} | {line.memory:.0f} ms | {line.small:.0f} ms | {line.memory / line.small:.1f} "
            f"| {line.large:.0f} ms | {line.rows} |"
        )


def _loaded(
    folder: Path, lines: list[bytes], times: int, prefixes: Mapping[str, str]
) -> tuple[int, DiskStore, float, float]:
    path = folder.with_suffix(".nq")
    shared = {
        line.split(b" ", 1)[0] for line in lines if b"#type> <https://kg.example/ontology#AdministrativeRegion>" in line
    }
    with path.open("wb") as output:
        for copy in range(times):
            output.writelines(_renamed(lines, copy, shared))
    start = perf_counter()
    with DiskStore(folder) as store:
        store.load_file(path)
        quads = store.size()
    loading = perf_counter() - start
    path.unlink()
    start = perf_counter()
    opened = DiskStore(folder, read_only=True, prefixes=prefixes)
    opened.query("ASK { ?s ?p ?o }")
    return quads, opened, loading, perf_counter() - start


def _renamed(lines: list[bytes], copy: int, shared: set[bytes]) -> Iterator[bytes]:
    """Write the lines with other names; the first copy is the original."""
    if copy == 0:
        yield from lines
        return
    mark = f"·{copy}".encode()

    def rename(found: re.Match[bytes]) -> bytes:
        return found[0] if found[0] in shared else b"<" + found[1] + mark + b">"

    for line in lines:
        changed = _IRI.sub(rename, line)
        named = line.split(b" ", 1)[0] not in shared
        yield changed.replace(b'"@zh ', mark + b'"@zh ', 1) if named and b"/entity/" in line[:40] else changed


def _parameters(dataset: Dataset, name: str, times: int) -> tuple[dict[str, str], dict[str, str]]:
    """Give what to ask for in the small graph, and in the large one: names of the last copy, but of regions."""
    small = dict(DATES.get(name, {}))
    large = dict(small)
    for parameter, stated in ASKED.get(name, {}).items():
        thing = _busiest(dataset, stated) or _busiest(dataset, "locatedIn")
        small[parameter] = large[parameter] = str(dataset.value(thing, RDFS.label))
        if times > 1 and (thing, RDF.type, REGION) not in dataset:
            large[parameter] += f"·{times - 1}"
    return small, large


def _busiest(dataset: Dataset, stated: str) -> Node | None:
    """Give the entity with most statements of a property."""
    end = RDF.object if stated.startswith("^") else RDF.subject
    statements = dataset.subjects(RDF.predicate, URIRef(ONTOLOGY_NAMESPACE + stated.removeprefix("^")))
    counts = Counter(dataset.value(statement, end) for statement in statements)
    named = [found for found in counts if dataset.value(found, RDFS.label) is not None]
    return min(named, key=lambda found: (-counts[found], str(found)), default=None)


def _time(store: Store, query: NamedQuery, given: Mapping[str, str]) -> tuple[float, int]:
    taken = []
    rows = 0
    for _ in range(RUNS):
        start = perf_counter()
        rows = len(run_query(store, query.text, given).rows)
        taken.append((perf_counter() - start) * 1000)
        if taken[-1] > 10_000:
            break
    return median(taken), rows


if __name__ == "__main__":
    typer.run(main)
