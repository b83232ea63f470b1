"""What the user calls a thing, looked up in the graph: 甲 or 甲公司 → its IRI."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from rdflib import RDFS, SKOS, Literal, URIRef
from rdflib.term import Identifier

from kg.errors import QueryError
from kg.knowledge.ontology import ONTOLOGY_NAMESPACE
from kg.query.catalogue import ParameterKind
from kg.store import Store

__all__ = ["find_terms"]

_LANGUAGES = ("zh", "en", None)


def find_terms(store: Store, name: str, kind: ParameterKind) -> list[Identifier]:
    """Find all that a name may stand for, sorted; canonical names win over aliases.

    Args:
        store: with the labels.
        name: a label, an alias, or (for a property) the name in the ontology.
        kind: a text stands for itself.

    Raises:
        QueryError: nothing has that name; the nearest names are proposed.
    """
    if kind == "text":
        return [Literal(name)]
    for predicate in (RDFS.label, SKOS.altLabel):
        labels = [Literal(name, lang=tag) for tag in _LANGUAGES]
        nodes = {node for label in labels for node, _, _ in store.match(None, predicate, label)}
        if found := _of_kind(nodes, kind):
            return found
    term = URIRef(ONTOLOGY_NAMESPACE + name)
    if kind == "property" and name.isidentifier() and any(True for _ in store.match(term)):
        return [term]
    raise QueryError(f"图中没有名为“{name}”的{_KINDS[kind]}", remedy=_propose(store, name, kind))


_KINDS = {"entity": "实体", "property": "属性"}


def _of_kind(nodes: Iterable[Identifier], kind: ParameterKind) -> list[Identifier]:
    in_ontology, named = kind == "property", (node for node in nodes if isinstance(node, URIRef))
    return sorted(node for node in named if node.startswith(ONTOLOGY_NAMESPACE) == in_ontology)


def _propose(store: Store, name: str, kind: ParameterKind) -> str:
    # A large graph has a million labels, and comparing two takes its time.
    letters = set(name)
    alike = (found for found in store.match(None, RDFS.label) if not letters.isdisjoint(found[2]))
    labels = {str(label) for node, _, label in alike if _of_kind([node], kind)}
    near = get_close_matches(name, sorted(labels), n=3, cutoff=0.4)
    return f"相近的有：{'、'.join(near)}" if near else "查看图中的名称后再试"
