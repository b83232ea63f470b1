"""The whole program in two calls, `extract` and `build`, for use from Python and in notebooks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg import pipeline
from kg.errors import KgError, ReadingError
from kg.export import to_networkx, write_atomically
from kg.graph import to_dataset, to_graph
from kg.model import Document, Extraction, KnowledgeGraph
from kg.query import ResultTable, run_query

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from rdflib import Dataset
    from rdflib import Graph as RdfGraph

__all__ = ["Graph", "build", "extract"]

_FIRST_LINE = re.compile(r"[^\n]+")
_FIRST_SENTENCE = re.compile(r"[^。！？]+[。！？]*[”’」』）]*")
_PARAGRAPH = re.compile(r"\S(?:[^\n]*\S)?")


@dataclass(frozen=True)
class Graph:
    """A built graph and the ways to use it.

    Attributes:
        graph: documents, entities, facts and quotations as frozen values.
        extractions: what each document said, in the order of reading.
        problems: the posts that could not be read, with the reason.
    """

    graph: KnowledgeGraph
    extractions: tuple[Extraction, ...] = ()
    problems: tuple[KgError, ...] = ()

    @property
    def dataset(self) -> Dataset:
        """RDF with one named graph for each document; made anew at each call."""
        return to_dataset(self.graph)

    @property
    def rdf(self) -> RdfGraph:
        """RDF of all documents together; made anew at each call."""
        return to_graph(self.dataset)

    def query(self, sparql: str, **parameters: str) -> ResultTable:
        """Ask with SPARQL; `parameters` are bound to the variables of that name, never pasted into the text.

        Raises:
            QueryError: the query is not well formed, or would change or fetch something.
        """
        return run_query(self.dataset, sparql, parameters)

    def save(self, folder: str | Path) -> tuple[Path, ...]:
        """Write `graph.ttl`, `graph.trig` and `graph.html` into `folder`, all or none.

        Raises:
            OutputError: `folder` cannot be written; what was there before is untouched.
        """
        return pipeline.save(self.graph, Path(folder))

    def view(self, path: str | Path) -> Path:
        """Write the interactive page alone, and return where it is.

        Raises:
            OutputError: `path` cannot be written.
        """
        write_atomically({Path(path): pipeline.page(self.graph)})
        return Path(path)

    def to_networkx(self) -> MultiDiGraph:
        """The entities as nodes, the facts between them as edges."""
        return to_networkx(self.graph)


def extract(text: str, *, published: date | datetime | None = None, publisher: str = "") -> Extraction:
    """Read one text.

    Offsets index `text` as it is given, but for white space at its ends, which is dropped first.

    Args:
        text: plain text; of several lines the first is the title, else the first sentence stands for it.
        published: the day of publication, from which 今年 and 上月 are reckoned.
        publisher: the medium.

    Raises:
        ReadingError: `text` is blank.
    """
    return pipeline.extract(_document(text.strip(), published, publisher), _extractor())


def build(paths: Iterable[str | Path]) -> Graph:
    """Read all posts under `paths` and make them one graph; unreadable posts are listed in `problems`, not raised."""
    built = pipeline.build([Path(path) for path in paths], _extractor())
    return Graph(built.graph, built.extractions, built.problems)


def _document(text: str, published: date | datetime | None, publisher: str) -> Document:
    if not text:
        raise ReadingError("文本为空 the text is blank", place="kg.extract", remedy="给出一篇文章的正文")
    title = _FIRST_LINE.match(text) if "\n" in text else _FIRST_SENTENCE.match(text)
    start = title.end() if title else len(text)
    return Document(
        id="text",
        title=text[:start].rstrip(),
        text=text,
        published=_moment(published),
        publisher=publisher,
        paragraphs=tuple(match.span() for match in _PARAGRAPH.finditer(text, start)),
    )


def _moment(published: date | datetime | None) -> datetime | None:
    if published is None or isinstance(published, datetime):
        return published
    return datetime.combine(published, time())


@cache
def _extractor() -> pipeline.Extractor:
    # Loading takes a second and gives a frozen value, so a notebook that extracts cell by cell pays for it once.
    return pipeline.load_extractor()
