"""RDF 1.2: statements reify triple terms, everything else is as in RDF 1.1, and the bytes depend on nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, Dataset, Literal

from kg.errors import OutputError
from kg.export import export, write_rdf12
from kg.export.rdf12 import RDF12_FORMATS
from kg.graph import to_dataset
from kg.model import Status
from kg.store.terms import quad_to_oxigraph

from .samples import KGD, KGE, KGO, SAMPLE, hostile_graph, sample_dataset

SYNTAX = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
}
REIFIES = ox.NamedNode(str(RDF) + "reifies")
PARTS = {str(RDF.subject), str(RDF.predicate), str(RDF.object)}


def quads(dataset: Dataset) -> set[ox.Quad]:
    """The quads of a dataset as RDF 1.2 says them, made in the plainest way."""
    found = {quad_to_oxigraph(quad) for quad in dataset.quads((None, None, None, None))}
    said = {}
    for quad in found:
        if quad.predicate.value in PARTS:
            said.setdefault((quad.subject, quad.graph_name), {})[quad.predicate.value] = quad.object
    terms = {
        ox.Quad(
            node, REIFIES, ox.Triple(*(parts[str(RDF[name])] for name in ("subject", "predicate", "object"))), place
        )
        for (node, place), parts in said.items()
    }
    return {quad for quad in found if quad.predicate.value not in PARTS} | terms


def read(content: bytes, name: str) -> list[ox.Quad]:
    return list(ox.parse(content, format=SYNTAX[name]))


@pytest.mark.parametrize("name", RDF12_FORMATS)
def test_statements_are_triple_terms_and_all_else_stays(name: str) -> None:
    dataset = to_dataset(SAMPLE)
    wanted = quads(dataset)
    if name in ("ttl", "nt"):
        wanted = {ox.Quad(quad.subject, quad.predicate, quad.object) for quad in wanted}
    back = read(write_rdf12(dataset, name), name)
    assert set(back) == wanted
    assert len(back) == len(wanted)
    assert sum(quad.predicate == REIFIES for quad in back) >= len(SAMPLE.facts)


def test_what_is_not_asserted_stands_in_a_triple_term_alone() -> None:
    back = read(write_rdf12(to_dataset(SAMPLE), "nt"), "nt")
    planned = [quad for quad in back if str(quad.object).endswith("ontology#Planned>")]
    terms = {quad.object for quad in back if quad.predicate == REIFIES and quad.subject == planned[0].subject}
    (term,) = terms
    assert isinstance(term, ox.Triple)
    asserted = {quad.triple for quad in back}
    reified = {quad.object for quad in back if quad.predicate == REIFIES}
    assert len(reified & asserted) == sum(fact.status is Status.ASSERTED for fact in SAMPLE.facts)
    assert len(reified - asserted) == 2, "the claimed and the expected; the planned is asserted by another fact"


@pytest.mark.parametrize("name", RDF12_FORMATS)
def test_the_order_of_coming_is_of_no_consequence(name: str) -> None:
    one = write_rdf12(sample_dataset(hostile=True), name)
    assert one == write_rdf12(sample_dataset(hostile=True, backwards=True), name)
    assert set(read(one, name))


@pytest.mark.parametrize("name", RDF12_FORMATS)
def test_hostile_texts_come_back_as_they_were(name: str) -> None:
    graph = hostile_graph()
    with pytest.raises(OutputError, match="surrogates"):
        write_rdf12(to_dataset(graph), name)
    kept = sample_dataset(hostile=True)
    texts = {str(value) for _, _, value, _ in kept.quads((KGE.q, KGO.text, None, None))}
    back = {quad.object.value for quad in read(write_rdf12(kept, name), name) if quad.predicate.value == str(KGO.text)}
    assert back == texts


def test_half_a_statement_stays_as_it_is() -> None:
    dataset = Dataset()
    dataset.graph(KGD["甲篇"]).add((KGE.s, RDF.subject, KGE.a))
    assert set(read(write_rdf12(dataset, "nq"), "nq")) == {quad_to_oxigraph((KGE.s, RDF.subject, KGE.a, KGD["甲篇"]))}


def test_numbers_keep_their_digits() -> None:
    dataset = Dataset()
    dataset.default_graph.add(
        (
            KGE.q,
            KGO.value,
            Literal("390000000.50", datatype="http://www.w3.org/2001/XMLSchema#decimal", normalize=False),
        )
    )
    assert b"390000000.50" in write_rdf12(dataset, "ttl")


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import sys; from tests.export.samples import SAMPLE; from kg.graph import to_dataset; "
        "from kg.export import write_rdf12; sys.stdout.buffer.write(write_rdf12(to_dataset(SAMPLE), 'trig'))"
    )
    written = {
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code],
            cwd=Path(__file__).parent.parent.parent,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(written) == 1
    assert b"<<(" in written.pop()


def test_forms_without_triple_terms_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="jsonld"):
        write_rdf12(sample_dataset(), "jsonld")
    with pytest.raises(OutputError, match="graphml"):
        export(SAMPLE, sample_dataset(), "graphml", tmp_path / "x", rdf12=True)
    assert list(tmp_path.iterdir()) == []
    (path,) = export(SAMPLE, to_dataset(SAMPLE), "ttl", tmp_path / "x.ttl", rdf12=True)
    assert "rdf:reifies <<( " in path.read_text(encoding="utf-8")
