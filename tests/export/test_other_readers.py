"""Readers that know nothing of this program take every file that it writes, without a word, and count the same."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph

from kg.export import write_rdf
from kg.graph import to_dataset
from kg.knowledge import ontology
from kg.knowledge.alignments import STANDARDS, load_alignment
from kg.model import KnowledgeGraph

from .jena import count, require_jena
from .samples import SAMPLE, hostile_graph

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

RDFLIB = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "trig": "trig", "jsonld": "json-ld", "rdf": "xml"}
OXIGRAPH = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
SUFFIXES = {"rdfxml": "rdf"}
KNOWLEDGE = Path(ontology.__file__).parent


def encodable(graph: KnowledgeGraph) -> KnowledgeGraph:
    """What UTF-8 can hold: half a character pair is refused by every form, and tested elsewhere."""
    kept = [
        fact
        for fact in graph.facts
        if "\ud800" not in repr(fact).encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        and "ud800" not in repr(fact)
    ]
    used = {fact.subject for fact in kept} | {fact.object for fact in kept}
    return KnowledgeGraph(entities=tuple(one for one in graph.entities if one in used), facts=tuple(kept))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("written")
    datasets = {
        "plain": to_dataset(SAMPLE),
        "aligned": to_dataset(SAMPLE, alignment=load_alignment(STANDARDS)),
        "hostile": to_dataset(encodable(hostile_graph())),
    }
    written = []
    for name, dataset in datasets.items():
        for form in ("ttl", "nt", "nq", "trig", "jsonld", "rdfxml"):
            path = folder / f"{name}.{SUFFIXES.get(form, form)}"
            path.write_bytes(write_rdf(dataset, form))
            written.append(path)
    return [*written, *sorted(KNOWLEDGE.glob("*.ttl"))]


def suffix(path: Path) -> str:
    return path.suffix.removeprefix(".")


def by_rdflib(path: Path) -> int:
    if suffix(path) in ("nq", "trig"):
        dataset = Dataset()
        dataset.parse(data=path.read_bytes(), format=RDFLIB[suffix(path)])
        return len(set(dataset.quads((None, None, None, None))))
    return len(Graph().parse(data=path.read_bytes(), format=RDFLIB[suffix(path)]))


def by_oxigraph(path: Path) -> int:
    return len(set(ox.parse(path.read_bytes(), format=OXIGRAPH[suffix(path)])))


def test_rdflib_and_oxigraph_count_the_same(files: list[Path]) -> None:
    assert {path.name: by_rdflib(path) for path in files} == {path.name: by_oxigraph(path) for path in files}


def test_jena_reads_all_without_a_warning_and_counts_the_same(files: list[Path], tmp_path: Path) -> None:
    require_jena()
    counted, trouble = count(tmp_path, files)
    assert trouble == []
    assert counted == {path.name: by_rdflib(path) for path in files}


def test_jena_would_complain(tmp_path: Path) -> None:
    require_jena()
    bad = tmp_path / "bad.nt"
    bad.write_text(
        '<https://a.example/ b> <https://a.example/p> "x"^^<http://www.w3.org/2001/XMLSchema#date> .\n',
        encoding="utf-8",
    )
    assert "Bad character in IRI" in "".join(count(tmp_path, [bad])[1])
