"""The shapes of a vocabulary, as SHACL: those of records, which hold for every graph, and one for each property.

A property's shape is its domain and range in the ontology. Texts are looser than any ontology, so that a wrong class
is a warning; a number where a date should be is a violation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import Literal

from kg.errors import KnowledgeError
from kg.knowledge import ontology as _home
from kg.knowledge.ontology import Ontology, Property
from kg.knowledge.quality import Expectations

__all__ = ["SHAPES_FILE", "shapes_text"]

SHAPES_FILE = Path(_home.__file__).with_name("shapes.ttl")
_RECORDS = Path(_home.__file__).with_name("record_shapes.ttl")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_HEADING = """
# One shape for each property, made from ontology.ttl and quality.yaml: what its subject and its object may be.
"""


def shapes_text(ontology: Ontology, expected: Expectations) -> str:
    """Give all shapes as Turtle; for the ontology that ships with the program, that is `shapes.ttl`.

    Raises:
        KnowledgeError: the shapes of records cannot be read.
    """
    try:
        records = _RECORDS.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"无法读取形状：{error}", place=str(_RECORDS)) from error
    shapes = ("\n".join(_shape(found, expected)) for found in ontology.properties.values())
    return f"{records}{_HEADING}\n" + "\n\n".join(shapes) + "\n"


def _shape(stated: Property, expected: Expectations) -> Iterator[str]:
    severity = "Warning" if stated.kind == "object" else "Violation"
    yield f"kgh:{stated.name} a sh:NodeShape ;"
    yield f"    sh:targetSubjectsOf kgo:{stated.name} ;"
    yield f"    {_one_of(stated.domain)}sh:severity sh:Warning ;"
    yield f"    {_message(stated, '的主语须是本体所列的类', 'has a subject of its domain')} ;"
    yield "    sh:property"
    if stated.name in expected.never_negative:
        yield f"        [ sh:path ( kgo:{stated.name} kgo:value ) ; sh:minInclusive 0 ; sh:severity sh:Warning ;"
        yield f"          {_message(stated, '不会小于零', 'is not below zero')} ],"
    yield f"        [ sh:path kgo:{stated.name} ; {_one_of(stated.range)}sh:severity sh:{severity} ;"
    yield f"          {_message(stated, '的宾语须是本体所列的种类', 'has an object of its range')} ] ."


def _one_of(names: Iterable[str]) -> str:
    """What a node must be, up to the semicolon; nothing where nothing is known."""
    # A graph may declare properties of its own, and is not to be trusted: what is no name says nothing here.
    kinds = [_kind(name) for name in sorted(names) if _NAME.fullmatch(name)]
    if len(kinds) < 2:
        return "".join(f"{kind} ; " for kind in kinds)
    return "sh:or ( " + " ".join(f"[ {kind} ]" for kind in kinds) + " ) ; "


def _kind(name: str) -> str:
    return f"sh:class kgo:{name}" if name[0].isupper() else f"sh:datatype xsd:{name}"


def _message(stated: Property, zh: str, en: str) -> str:
    said = (Literal(f"“{stated.label_zh}”{zh}", lang="zh"), Literal(f"{stated.name} {en}", lang="en"))
    return "sh:message " + ", ".join(text.n3() for text in said)
