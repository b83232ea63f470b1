"""Copies of facts have names of their own but for regions, and are TriG."""

from __future__ import annotations

from pathlib import Path

from rdflib import RDF, RDFS, Dataset, Literal, URIRef
from repeated_corpus import Facts

from kg.graph import read_trig

ENTITY, KGO = "https://kg.example/entity/", "https://kg.example/ontology#"
DOCUMENT = URIRef("https://kg.example/document/d")


def test_a_copy_is_the_original_under_other_names(tmp_path: Path) -> None:
    dataset = Dataset()
    region, company = URIRef(ENTITY + "某市"), URIRef(ENTITY + "甲公司")
    graph = dataset.graph(DOCUMENT)
    graph.add((region, RDF.type, URIRef(KGO + "AdministrativeRegion")))
    graph.add((region, RDFS.label, Literal("某市", lang="zh")))
    graph.add((company, RDFS.label, Literal("甲公司", lang="zh")))
    graph.add((company, URIRef(KGO + "locatedIn"), region))
    graph.add((DOCUMENT, URIRef(KGO + "publisherName"), Literal("某报")))
    Facts(dataset).write(tmp_path / "two.trig", 2)
    read = read_trig(tmp_path / "two.trig")
    graphs = {str(found.identifier): found for found in read.graphs() if len(found)}
    assert graphs.keys() == {str(DOCUMENT), f"{DOCUMENT}·1"}
    copy = graphs[f"{DOCUMENT}·1"]
    other = URIRef(ENTITY + "甲公司·1")
    assert (other, RDFS.label, Literal("甲公司·1", lang="zh")) in copy
    assert (other, URIRef(KGO + "locatedIn"), region) in copy
    assert (region, RDFS.label, Literal("某市", lang="zh")) in copy
    assert str(next(copy.objects(None, URIRef(KGO + "publisherName")))) == "某报·1"
    assert [len(found) for found in graphs.values()] == [5, 5]
