"""The whole program in two calls, `extract` and `build`, for use from Python and in notebooks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg import pipeline
from kg.errors import KgError, KnowledgeError, ReadingError
from kg.export import to_networkx, write_atomically
from kg.graph import to_dataset, to_graph
from kg.knowledge.ledger import load_ledger
from kg.knowledge.loader import load_knowledge
from kg.knowledge.ontology import Ontology
from kg.model import Document, Extraction, KnowledgeGraph
from kg.query import ResultTable, run_query
from kg.resolution import Merge

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
        ontology: the vocabulary, where rules of users add to the one that ships with the program.
        merges: the names that the graph takes for one thing, each with its reason and evidence.
    """

    graph: KnowledgeGraph
    extractions: tuple[Extraction, ...] = ()
    problems: tuple[KgError, ...] = ()
    ontology: Ontology | None = None
    merges: tuple[Merge, ...] = ()

    @property
    def dataset(self) -> Dataset:
        """RDF with one named graph for each document; made anew at each call."""
        return to_dataset(self.graph, ontology=self.ontology)

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

    def save(self, folder: str | Path, *, align: Sequence[str] = (), rdf12: bool = False) -> tuple[Path, ...]:
        """Write `graph.ttl`, `graph.trig` and `graph.html` into `folder`, all or none.

        Args:
            folder: made where there is none.
            align: other vocabularies in whose terms the graph is said too (`["schema", "org"]`).
            rdf12: whether to write `graph.rdf12.trig` too, where statements are triple terms.

        Raises:
            OutputError: `folder` cannot be written; what was there before is untouched.
            KnowledgeError: `align` names an unknown vocabulary.
        """
        return pipeline.save(
            self.graph, Path(folder), ontology=self.ontology, merges=self.merges, align=align, rdf12=rdf12
        )

    def view(self, path: str | Path) -> Path:
        """Write the interactive page alone, and return where it is.

        Raises:
            OutputError: `path` cannot be written.
        """
        write_atomically({Path(path): pipeline.page(self.graph, self.ontology)})
        return Path(path)

    def to_networkx(self) -> MultiDiGraph:
        """The entities as nodes, the facts between them as edges."""
        return to_networkx(self.graph)


def extract(
    text: str,
    *,
    published: date | datetime | None = None,
    publisher: str = "",
    rules: Sequence[str | Path] = (),
    names: Sequence[str | Path] = (),
    builtin: bool = True,
    model: str = "",
) -> Extraction:
    """Read one text.

    Offsets index `text` as it is given, but for white space at its ends, which is dropped first.

    Args:
        text: plain text; of several lines the first is the title, else the first sentence stands for it.
        published: the day of publication, from which 今年 and 上月 are reckoned.
        publisher: the medium.
        rules: rule files of your own, or folders of them.
        names: name lists of your own, or folders of them.
        builtin: whether the built-in rules and names serve beside your own.
        model: a trained model that finds names too (`lac`); none by default.

    Raises:
        ReadingError: `text` is blank.
        KnowledgeError: `rules` or `names` are not well formed; all faults at once.
    """
    extractor = _extractor_with(rules, names, builtin=builtin, model=model)
    return pipeline.extract(_document(text.strip(), published, publisher), extractor)


def build(
    paths: Iterable[str | Path],
    *,
    rules: Sequence[str | Path] = (),
    names: Sequence[str | Path] = (),
    builtin: bool = True,
    model: str = "",
    ledger: str | Path | None = None,
) -> Graph:
    """Read all posts under `paths` and make them one graph; unreadable posts are listed in `problems`, not raised.

    Args:
        paths: posts, or folders of posts.
        rules: rule files of your own, or folders of them.
        names: name lists of your own, or folders of them.
        builtin: whether the built-in rules and names serve beside your own.
        model: a trained model that finds names too (`lac`); none by default.
        ledger: the file that says which names are one thing and which are not.

    Raises:
        KnowledgeError: `rules`, `names` or `ledger` are not well formed; all faults at once.
    """
    extractor = _extractor_with(rules, names, builtin=builtin, model=model)
    ontology = extractor.knowledge.ontology
    decided = load_ledger(Path(ledger), ontology.classes) if ledger is not None else None
    built = pipeline.build([Path(path) for path in paths], extractor, ledger=decided)
    return Graph(built.graph, built.extractions, built.problems, ontology, built.merges)


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


def _extractor_with(
    rules: Sequence[str | Path], names: Sequence[str | Path], *, builtin: bool, model: str
) -> pipeline.Extractor:
    own_rules, own_names = _paths(rules), _paths(names)
    stamps = tuple(stamp for path in (*own_rules, *own_names) for stamp in _stamps(path))
    return _extractor(own_rules, own_names, builtin=builtin, model=model, stamps=stamps)


def _paths(given: Sequence[str | Path]) -> tuple[Path, ...]:
    if isinstance(given, str | Path):
        # A text is a sequence of texts too, and would be read as one file for each letter.
        raise KnowledgeError("rules、names 要写成列表 must be a list", place=str(given), remedy=f'["{given}"]')
    return tuple(map(Path, given))


def _stamps(path: Path) -> Iterator[tuple[str, int, int]]:
    """What changes when somebody edits, adds or removes a file of `path`."""
    # What cannot be read has no stamp here, and is reported where it is loaded.
    with suppress(OSError):
        for file in sorted(path.iterdir()) if path.is_dir() else [path]:
            found = file.stat()
            yield str(file.absolute()), found.st_mtime_ns, found.st_size


@lru_cache(maxsize=4)
def _extractor(
    rules: tuple[Path, ...],
    names: tuple[Path, ...],
    *,
    builtin: bool,
    model: str,
    stamps: tuple[tuple[str, int, int], ...],  # noqa: ARG001 - part of the key: edited rules are read again
) -> pipeline.Extractor:
    # Loading takes a second and gives a frozen value, so a notebook that extracts cell by cell pays for it once.
    return pipeline.load_extractor(load_knowledge(rules=rules, names=names, builtin=builtin), model)
