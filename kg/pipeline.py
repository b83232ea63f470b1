"""The story on one screen: posts → documents → mentions → claims → facts → one graph → files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.builds import MANIFEST_FILE, Manifest, Shelf, manifest_text
from kg.errors import KgError, LimitError, ReadingError
from kg.export import write_atomically, write_rdf, write_rdf12
from kg.graph import DEFAULT_BASE, to_dataset
from kg.knowledge.alignments import load_alignment
from kg.knowledge.ledger import Ledger
from kg.knowledge.loader import Knowledge, load_knowledge
from kg.knowledge.ontology import Ontology, load_ontology
from kg.knowledge.quality import load_expectations
from kg.language import Segmenter, find_values, split_sentences
from kg.model import Document, Extraction, KnowledgeGraph, Mention, Sentence
from kg.query import list_queries
from kg.reading import read_posts
from kg.recognition import Recognizer, load_model
from kg.resolution import MERGES_FILE, Merge, identify, merge, merges_text, resolve
from kg.rules import Rulebook
from kg.validation import check_quality
from kg.view import editor_content, render_editor_file, render_page, render_report

__all__ = [
    "Build",
    "Extractor",
    "build",
    "extract",
    "load_extractor",
    "page",
    "recognize",
    "report",
    "save",
    "sparql_page",
]

REPORT_FILE = "report.html"
RDF12_FILE = "graph.rdf12.trig"


@dataclass(frozen=True, slots=True)
class Extractor:
    """Everything that reading a document needs, loaded once and shared by all documents."""

    knowledge: Knowledge
    segmenter: Segmenter
    recognizer: Recognizer
    rulebook: Rulebook


@dataclass(frozen=True, slots=True)
class Build:
    """What a build gives.

    Attributes:
        graph: all documents together.
        extractions: what each document said, in the order of reading.
        problems: the posts left out.
        merges: the names taken for one thing.
        kept: how many of the documents were read by an earlier build.
    """

    graph: KnowledgeGraph
    extractions: tuple[Extraction, ...]
    problems: tuple[KgError, ...]
    merges: tuple[Merge, ...] = ()
    kept: int = 0


def load_extractor(knowledge: Knowledge | None = None, model: str = "") -> Extractor:
    """Prepare the stages.

    Args:
        knowledge: by default the one that ships with the program.
        model: the trained model that finds names beside lists and shapes (`lac`); none by default.

    Raises:
        KnowledgeError: the model is unknown, or its package is not installed.
    """
    known = knowledge or load_knowledge()
    recognizer = Recognizer(known, load_model(model) if model else None)
    return Extractor(known, Segmenter(known.names), recognizer, Rulebook(known))


def extract(document: Document, extractor: Extractor) -> Extraction:
    """Read one document; needs nothing but the document and the loaded knowledge."""
    sentences, mentions = recognize(document, extractor)
    reading = extractor.rulebook.apply(document, sentences, mentions)
    return resolve(document, reading, extractor.knowledge)


def recognize(document: Document, extractor: Extractor) -> tuple[tuple[Sentence, ...], tuple[Mention, ...]]:
    """The sentences of a document and all that is mentioned in it, before any rule has read them."""
    sentences = split_sentences(document, extractor.segmenter)
    values = find_values(document, sentences, extractor.knowledge.units)
    return sentences, extractor.recognizer.recognize(document, sentences, values)


def build(
    paths: Iterable[Path],
    extractor: Extractor,
    on_document: Callable[[Document], None] | None = None,
    *,
    skip: Path | None = None,
    ledger: Ledger | None = None,
    shelf: Shelf | None = None,
) -> Build:
    """Read all posts under `paths` but those in `skip`, and make them one graph, as the `ledger` decides on names.

    What cannot be read, or takes too long, is reported and left out, never fatal. What lies on the `shelf` is not read
    again; the graph is the same with it and without.

    Raises:
        KnowledgeError: the ledger contradicts itself on the names of these posts.
        OutputError: another build has the shelf.
    """
    extractions: list[Extraction] = []
    problems: list[KgError] = []
    kept = 0
    for item in read_posts(paths, skip=skip):
        if isinstance(item, ReadingError):
            problems.append(item)
            continue
        known = shelf.get(item) if shelf else None
        try:
            extraction = known or extract(item, extractor)
        except LimitError as error:
            problems.append(LimitError(f"{error.message}：{item.id}", place=error.place, remedy=error.remedy))
            continue
        extractions.append(extraction)
        if known:
            kept += 1
        elif shelf:
            shelf.put(extraction)
        if on_document:
            on_document(item)
    identities = identify(extractions, extractor.knowledge, ledger)
    graph = merge(extractions, extractor.knowledge.ontology.symmetric, identities)
    return Build(graph, tuple(extractions), tuple(problems), identities.merges, kept)


def page(graph: KnowledgeGraph, ontology: Ontology | None = None, *, large: bool | None = None) -> str:
    """The interactive page, with the labels of `ontology`, by default the one that ships with the program.

    `large` draws it as large graphs are drawn, or as small ones; by default its size decides.
    """
    known = ontology or load_ontology()
    return render_page(
        graph,
        class_labels={name: (kind.label_zh, kind.label_en) for name, kind in known.classes.items()},
        property_labels={name: (kind.label_zh, kind.label_en) for name, kind in known.properties.items()},
        class_parents={name: kind.parents[0] for name, kind in known.classes.items() if kind.parents},
        large=large,
    )


def sparql_page(trig: bytes, base: str, queries: Path, ontology: Ontology | None = None) -> str:
    """The page to ask a graph with SPARQL, the graph in it.

    Args:
        trig: the graph's file.
        base: what the IRIs of its nodes begin with.
        queries: the folder of named queries; without it none are offered.
        ontology: with the labels, by default the one that ships with the program.

    Raises:
        QueryError: a query in the folder is faulty.
    """
    found = list_queries(queries) if queries.is_dir() else ()
    said = ((query.name, query.question_zh, query.question_en, query.text) for query in found)
    return render_editor_file(editor_content(base, ontology or load_ontology(), said), trig)


def report(
    graph: KnowledgeGraph,
    ontology: Ontology | None = None,
    *,
    language: str = "zh",
    as_of: date | None = None,
    limit: int = 40,
) -> str:
    """The report, with the labels of `ontology` and the conflicts that `kg validate` finds; see `render_report`."""
    known = ontology or load_ontology()
    findings = check_quality(graph, known, load_expectations())
    return render_report(
        graph,
        language=language,
        as_of=as_of,
        limit=limit,
        # That a class and a property do not go together is a matter of reading, not of what the posts say.
        conflicts=[finding for finding in findings if finding.kind != "signature"],
        class_labels={name: (kind.label_zh, kind.label_en) for name, kind in known.classes.items()},
        property_labels={name: (kind.label_zh, kind.label_en) for name, kind in known.properties.items()},
    )


def save(
    graph: KnowledgeGraph,
    folder: Path,
    *,
    ontology: Ontology | None = None,
    base: str = DEFAULT_BASE,
    merges: Iterable[Merge] = (),
    manifest: Manifest | None = None,
    align: Iterable[str] = (),
    rdf12: bool = False,
) -> tuple[Path, ...]:
    """Write `graph.ttl`, `.trig`, `.html`, `report.html`, `merges.json` and `build.json` into `folder`: all, or none.

    What an earlier build wrote there and this one does not write is removed, for it would tell of another graph.

    Args:
        graph: to write.
        folder: made where there is none.
        ontology: the vocabulary of the graph, by default the one that ships with the program.
        base: what the IRIs of entities and documents begin with.
        merges: the names that the graph takes for one thing.
        manifest: what the graph was made of; without one there is no `build.json`.
        align: the other vocabularies in whose terms the graph is said too (`schema`, `org`, `prov` …).
        rdf12: whether to write `graph.rdf12.trig` too, where statements are triple terms.

    Raises:
        OutputError: one of them cannot be written; those of the build before are untouched.
        KnowledgeError: the graph uses a class or a property that the ontology does not have, or `align` names
            an unknown vocabulary.
    """
    standards = tuple(align)
    alignment = load_alignment(standards) if standards else None
    dataset = to_dataset(graph, base, ontology=ontology, alignment=alignment)
    files: dict[Path, str | bytes] = {folder / MANIFEST_FILE: manifest_text(manifest)} if manifest else {}
    files |= {
        folder / "graph.html": page(graph, ontology),
        folder / "graph.trig": write_rdf(dataset, "trig"),
        folder / "graph.ttl": write_rdf(dataset, "ttl"),
        folder / MERGES_FILE: merges_text(merges),
        folder / REPORT_FILE: report(graph, ontology),
    }
    if rdf12:
        files[folder / RDF12_FILE] = write_rdf12(dataset, "trig")
    optional = (folder / MANIFEST_FILE, folder / RDF12_FILE)
    write_atomically(files, stale=[path for path in optional if path not in files])
    return tuple(files)
