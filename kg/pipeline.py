"""The story on one screen: posts → documents → mentions → claims → facts → one graph → files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ReadingError
from kg.export import write_rdf
from kg.graph import to_dataset
from kg.knowledge.loader import Knowledge, load_knowledge
from kg.language import Segmenter, split_sentences
from kg.model import Document, Extraction, KnowledgeGraph
from kg.reading import find_posts, read_post
from kg.recognition import Recognizer
from kg.resolution import article_facts, merge, resolve
from kg.rules import Rulebook
from kg.view import render_page

__all__ = ["Build", "Extractor", "build", "extract", "load_extractor", "save"]


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
    mentions = extractor.recognizer.recognize(document, sentences)
    reading = extractor.rulebook.apply(document, sentences, mentions)
    return resolve(document, reading, extractor.knowledge)


def build(paths: Iterable[Path], extractor: Extractor, on_document: Callable[[Document], None] | None = None) -> Build:
    """Read all posts under `paths` and make them one graph; what cannot be read is reported, never fatal."""
    extractions: list[Extraction] = []
    problems: list[ReadingError] = []
    for found in find_posts(paths):
        for item in [found] if isinstance(found, ReadingError) else read_post(found):
            if isinstance(item, ReadingError):
                problems.append(item)
                continue
            extractions.append(extract(item, extractor))
            if on_document:
                on_document(item)
    return Build(merge(extractions), tuple(extractions), tuple(problems))


def save(graph: KnowledgeGraph, folder: Path) -> tuple[Path, ...]:
    """Write `graph.ttl`, `graph.trig` and `graph.html` into `folder`: all of them, or none."""
    raise NotImplementedError
