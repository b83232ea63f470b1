"""How the terms of the ontology answer to those of other vocabularies: what `alignments.ttl` says, ready to be applied.

The closure is small and our own: up the classes, up the properties, and across `owl:inverseOf`. A reasoner of all of
OWL RL would make the same triples, and many that nobody asks for, in minutes instead of milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from kg.errors import KnowledgeError
from kg.knowledge.ontology import ONTOLOGY_NAMESPACE

__all__ = ["ALIGNMENTS_FILE", "STANDARDS", "Alignment", "load_alignment"]

ALIGNMENTS_FILE = Path(__file__).with_name("alignments.ttl")
_ONTOLOGY_FILE = Path(__file__).with_name("ontology.ttl")

STANDARDS: Mapping[str, str] = MappingProxyType(
    {
        "schema": "https://schema.org/",
        "org": "http://www.w3.org/ns/org#",
        "prov": "http://www.w3.org/ns/prov#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "time": "http://www.w3.org/2006/time#",
        "oa": "http://www.w3.org/ns/oa#",
        "qudt": "http://qudt.org/schema/qudt/",
    }
)

# What an entity is called, and what else it is called.
_LABELS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"schema": ("name", "alternateName"), "skos": ("prefLabel", "altLabel"), "foaf": ("name", "nick")}
)
_Names = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Alignment:
    """What follows for other vocabularies from the terms of ours; all are full IRIs, sorted.

    Attributes:
        types: for a class, the classes of others that its things have too.
        forward: for a property, those of others that hold between the same two.
        backward: for a property, those of others that hold the other way round.
        labels: the properties of others for the name of a thing, and for its other names.
        units: for a base unit (`m2`), its term.
    """

    types: _Names
    forward: _Names
    backward: _Names
    labels: tuple[tuple[str, str], ...]
    units: Mapping[str, str]


def load_alignment(standards: Iterable[str]) -> Alignment:
    """Give what follows for some vocabularies, by their names in `STANDARDS`.

    Raises:
        KnowledgeError: there is no such vocabulary, or the file is not Turtle.
    """
    wanted = tuple(standards)
    if unknown := sorted(set(wanted) - STANDARDS.keys()):
        raise KnowledgeError(
            f"没有对应到 {'、'.join(unknown)} 的词 no such vocabulary", remedy="可用 known: " + "、".join(STANDARDS)
        )
    graph = _read(_ONTOLOGY_FILE) + _read(ALIGNMENTS_FILE)
    places = tuple(STANDARDS[name] for name in wanted)
    ours = sorted({term for term in graph.subjects() if str(term).startswith(ONTOLOGY_NAMESPACE)}, key=str)
    return Alignment(
        types=_kept(((term, _above(graph, term, RDFS.subClassOf, OWL.equivalentClass)) for term in ours), places),
        forward=_kept(((term, _above(graph, term, RDFS.subPropertyOf)) for term in ours), places),
        backward=_kept(((term, _beyond(graph, term)) for term in ours), places),
        labels=tuple(
            (STANDARDS[name] + _LABELS[name][0], STANDARDS[name] + _LABELS[name][1])
            for name in _LABELS
            if name in wanted
        ),
        units=_units(graph) if "qudt" in wanted else MappingProxyType({}),
    )


def _read(path: Path) -> Graph:
    try:
        return Graph().parse(data=path.read_text(encoding="utf-8"), format="turtle")
    except (OSError, UnicodeDecodeError, BadSyntax) as error:
        raise KnowledgeError(f"无法读取：{error}", place=str(path)) from error


def _above(graph: Graph, term: Node, *predicates: URIRef) -> set[Node]:
    """All that lies above a term, without itself."""
    found: set[Node] = set()
    waiting = [term]
    while waiting:
        node = waiting.pop()
        parents = set(chain.from_iterable(graph.objects(node, predicate) for predicate in predicates))
        waiting.extend(parents - found)
        found |= parents
    return found - {term}


def _beyond(graph: Graph, term: Node) -> set[Node]:
    """What lies above the inverse of a property."""
    mirrors = {*graph.objects(term, OWL.inverseOf), *graph.subjects(OWL.inverseOf, term)}
    if (term, RDF.type, OWL.SymmetricProperty) in graph:
        mirrors.add(term)
    return set(chain.from_iterable(_above(graph, mirror, RDFS.subPropertyOf) for mirror in mirrors))


def _kept(found: Iterable[tuple[Node, set[Node]]], places: tuple[str, ...]) -> _Names:
    named = (
        (str(term), tuple(sorted(str(one) for one in above if str(one).startswith(places)))) for term, above in found
    )
    return MappingProxyType({term: above for term, above in named if above})


def _units(graph: Graph) -> Mapping[str, str]:
    return MappingProxyType({str(sign): str(unit) for unit, sign in sorted(graph.subject_objects(SKOS.notation))})
