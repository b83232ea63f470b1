"""Turtle and its kin (TriG, N-Triples, N-Quads), written by Oxigraph, which is much faster at it than rdflib.

Oxigraph writes what it gets in the order in which it comes, so the triples are sorted here: subjects by their IRI, what
a subject is before what is said of it, a blank line between two. Bytes depend on the triples and prefixes alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import pyoxigraph as ox
from rdflib import RDF, URIRef

from kg.store.terms import write_term

__all__ = ["TURTLE_FORMATS", "NamedTriples", "write_turtle"]

NamedTriples = tuple[str, Iterable[ox.Triple]]
"""The name of a graph, "" for the default graph, and its triples."""

TURTLE_FORMATS: Mapping[str, ox.RdfFormat] = MappingProxyType(
    {
        "ttl": ox.RdfFormat.TURTLE,
        "nt": ox.RdfFormat.N_TRIPLES,
        "nq": ox.RdfFormat.N_QUADS,
        "trig": ox.RdfFormat.TRIG,
    }
)

_TYPE = ox.NamedNode(str(RDF.type))
# A name that ends in an escaped dot (`kge:Inc\.`), which rdflib does not read. In a text each backslash is followed by
# another, a quotation mark or a letter, never by a dot.
_DOTTED = re.compile(rb"(?<![^\s^])([^\s:\\\"<]*):((?:[^\s\\]|\\.)*\\\.)(?=\s)")
_ESCAPED = re.compile(rb"\\(.)")
# What stands before a name with a prefix.
_BEFORE = (b"\n", b"\t", b" ", b"^")
# A line that begins at the margin begins a subject: Oxigraph indents what is said of it, escapes line ends in texts.
_SUBJECT = re.compile(rb"\n(?=[^\t\n])")


def write_turtle(graphs: Sequence[NamedTriples], format: str, prefixes: Mapping[str, str]) -> bytes:  # noqa: A002
    """Serialise graphs, in UTF-8.

    Args:
        graphs: each by its name, in the order in which TriG is to have them.
        format: `ttl` or `nt` for all graphs in one; `nq` or `trig` for the graphs by name.
        prefixes: namespaces by prefix; those that nothing uses are left out.

    Raises:
        StoreError: the name of a graph is no IRI.
    """
    if format == "trig":
        return _with_head([_block(name, _subjects(triples, prefixes)) for name, triples in graphs], prefixes)
    if format == "nq":
        return b"".join(sorted({line for name, triples in graphs for line in _quad_lines(name, triples)}))
    union = {triple for _, triples in graphs for triple in triples}
    if format == "ttl":
        return _with_head([b"\n" + _subjects(union, prefixes)] if union else [], prefixes)
    return b"".join(sorted(_lines(union)))


def _lines(triples: Iterable[ox.Triple]) -> list[bytes]:
    # Only \n ends a line here: literals keep their U+2028 and the like, and \n within them is escaped.
    content = ox.serialize(triples, format=TURTLE_FORMATS["nt"]) or b""
    return [line + b"\n" for line in content.split(b"\n") if line]


def _quad_lines(name: str, triples: Iterable[ox.Triple]) -> list[bytes]:
    place = f"{write_term(URIRef(name))} .\n".encode() if name else b".\n"
    return [line.removesuffix(b".\n") + place for line in _lines(triples)]


def _subjects(triples: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> bytes:
    """The triples in Turtle, without its head: one paragraph for each subject."""
    content = ox.serialize(sorted(set(triples), key=_order), format=TURTLE_FORMATS["ttl"], prefixes=dict(prefixes))
    body = (content or b"").split(b"\n", len(prefixes))[-1]

    def written_out(name: re.Match[bytes]) -> bytes:
        return b"<%s%s>" % (prefixes[name[1].decode()].encode(), _ESCAPED.sub(rb"\1", name[2]))

    return _SUBJECT.sub(b"\n\n", _DOTTED.sub(written_out, body) if b"\\." in body else body)


def _order(triple: ox.Triple) -> tuple[str, bool, str, str]:
    predicate = triple.predicate
    return str(triple.subject), predicate != _TYPE, predicate.value, str(triple.object)


def _block(name: str, subjects: bytes) -> bytes:
    opening = f"{write_term(URIRef(name))} {{" if name else "{"
    return b"\n%s\n%s}\n" % (opening.encode(), subjects)


def _with_head(parts: Sequence[bytes], prefixes: Mapping[str, str]) -> bytes:
    body = b"".join(parts)
    used = [prefix for prefix in sorted(prefixes) if any(before + f"{prefix}:".encode() in body for before in _BEFORE)]
    head = "".join(f"@prefix {prefix}: {ox.NamedNode(prefixes[prefix])} .\n" for prefix in used)
    return head.encode() + body
