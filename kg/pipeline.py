"""The story on one screen: posts → documents → mentions → claims → facts → one graph → files."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from rdflib import Dataset, URIRef

from kg.errors import KgError, ReadingError
from kg.export import write_atomically, write_rdf
from kg.graph import DEFAULT_BASE, to_dataset
from kg.knowledge.loader import Knowledge, load_knowledge
from kg.knowledge.ontology import load_ontology
from kg.language import Segmenter, find_values, split_sentences
from kg.model import Document, Extraction, KnowledgeGraph
from kg.reading import find_posts, read_post
from kg.recognition import Recognizer
from kg.resolution import merge, resolve
from kg.rules import Rulebook
from kg.view import render_page

__all__ = ["Build", "Extractor", "build", "extract", "load", "load_extractor", "page", "save"]

_NOT_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`]')


@dataclass(frozen=True, slots=True)
class Extractor:
    """Everything that reading a document needs, loaded once and shared by all documents."""

    knowledge: Knowledge
    segmenter: Segmenter
    recognizer: Recognizer
    rulebook: Rulebook


@dataclass(frozen=True, slots=True)
class Build:
    """What a build gives: the graph, what each document said, and the posts that could not be read."""

    graph: KnowledgeGraph
    extractions: tuple[Extraction, ...]
    problems: tuple[ReadingError, ...]


def load_extractor(knowledge: Knowledge | None = None) -> Extractor:
    """Prepare the stages from `knowledge`, by default the one that ships with the program."""
    known = knowledge or load_knowledge()
    return Extractor(known, Segmenter(known.names), Recognizer(known), Rulebook(known))


def extract(document: Document, extractor: Extractor) -> Extraction:
    """Read one document; needs nothing but the document and the loaded knowledge."""
    sentences = split_sentences(document, extractor.segmenter)
    values = find_values(document, sentences, extractor.knowledge.units)
    mentions = extractor.recognizer.recognize(document, sentences, values)
    reading = extractor.rulebook.apply(document, sentences, mentions)
    return resolve(document, reading, extractor.knowledge)


def build(paths: Iterable[Path], extractor: Extractor, on_document: Callable[[Document], None] | None = None) -> Build:
    """Read all posts under `paths` and make them one graph; what cannot be read is reported, never fatal."""
    extractions: list[Extraction] = []
    problems: list[ReadingError] = []
    for item in _read(paths):
        if isinstance(item, ReadingError):
            problems.append(item)
            continue
        extractions.append(extract(item, extractor))
        if on_document:
            on_document(item)
    symmetric = frozenset(p.name for p in extractor.knowledge.ontology.properties.values() if p.symmetric)
    return Build(merge(extractions, symmetric), tuple(extractions), tuple(problems))


def page(graph: KnowledgeGraph) -> str:
    """The interactive page, with the ontology's labels."""
    ontology = load_ontology()
    return render_page(
        graph,
        class_labels={name: (kind.label_zh, kind.label_en) for name, kind in ontology.classes.items()},
        property_labels={name: (kind.label_zh, kind.label_en) for name, kind in ontology.properties.items()},
        class_parents={name: kind.parents[0] for name, kind in ontology.classes.items() if kind.parents},
    )


def save(graph: KnowledgeGraph, folder: Path) -> tuple[Path, ...]:
    """Write `graph.ttl`, `graph.trig` and `graph.html` into `folder`: all of them, or none.

    Raises:
        OutputError: one of them cannot be written; those of the build before are untouched.
    """
    dataset = to_dataset(graph)
    files: dict[Path, str | bytes] = {
        folder / "graph.html": page(graph),
        folder / "graph.trig": write_rdf(dataset, "trig"),
        folder / "graph.ttl": write_rdf(dataset, "ttl"),
    }
    write_atomically(files)
    return tuple(files)


def load(path: Path) -> Dataset:
    """Read back the `graph.trig` that `save` wrote.

    Raises:
        KgError: it is missing, or is not TriG.
    """
    try:
        dataset = _parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise KgError("没有这个图文件 no such graph", place=str(path), remedy="先运行 kg build") from error
    except OSError as error:
        raise KgError(f"读不了 unreadable: {error.strerror}", place=str(path), remedy="检查路径与权限") from error
    # The parser keeps to no kind of error: SyntaxError, AssertionError, AttributeError, bare Exception …
    except Exception as error:
        fault = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise KgError(f"不是 TriG not TriG: {fault}", place=str(path), remedy="重新运行 kg build") from error
    return dataset


def _parse(text: str) -> Dataset:
    dataset = Dataset()
    with warnings.catch_warnings():
        # rdflib 7.6 warns of a property that its own parser reads.
        warnings.simplefilter("ignore", DeprecationWarning)
        dataset.parse(data=text, format="trig", publicID=DEFAULT_BASE)
    # It takes any characters between < and >, and fails only when they are to be written again.
    used = {str(term) for quad in dataset for term in quad if isinstance(term, URIRef)}
    declared = {str(namespace) for _, namespace in dataset.namespaces()}
    for iri in sorted(used | declared):
        if _NOT_IRI.search(iri):
            raise ValueError(f"IRI {iri!r}")
    return dataset


def _read(paths: Iterable[Path]) -> Iterator[Document | ReadingError]:
    """Every post once, each with an id of its own; the same post in two folders counts once."""
    texts: dict[str, str] = {}
    for found in find_posts(paths):
        for item in [found] if isinstance(found, ReadingError) else read_post(found):
            if isinstance(item, ReadingError):
                yield item
                continue
            document = item if texts.get(item.id, item.text) == item.text else _renamed(item)
            if document.id not in texts:
                texts[document.id] = document.text
                yield document


def _renamed(document: Document) -> Document:
    """Another post of the same file name: its words tell it apart, wherever it stands in the order."""
    return replace(document, id=f"{document.id}~{sha256(document.text.encode()).hexdigest()[:8]}")
