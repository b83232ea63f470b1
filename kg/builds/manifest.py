"""What a build was made of, written beside its graph: it tells a later comparison which post, rule or list changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256

from pydantic import TypeAdapter, ValidationError

from kg.builds.fingerprints import Fingerprint, document_print
from kg.errors import ReadingError
from kg.knowledge.ledger import Ledger
from kg.model import Document

__all__ = ["MANIFEST_FILE", "Manifest", "manifest_text", "parse_manifest", "take_manifest"]

MANIFEST_FILE = "build.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The digests of all that went into a build.

    Attributes:
        posts: by id.
        rules: by name.
        words: the words that rules share, by kind (`macros`, `guards`, `properties`).
        names: of each type of names.
        program: the code that read the posts, its tables and libraries.
        ledger: the user's decisions on names.
    """

    posts: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    program: str = ""
    ledger: str = ""


_MANIFEST = TypeAdapter(Manifest)


def take_manifest(documents: Iterable[Document], fingerprint: Fingerprint, ledger: Ledger | None = None) -> Manifest:
    """Give the digests of all that goes into a build."""
    decided = sorted(repr(decision.says()) for decision in (ledger or Ledger()).decisions)
    return Manifest(
        posts={document.id: document_print(document) for document in documents},
        rules=fingerprint.rules,
        words=fingerprint.words,
        names=fingerprint.names,
        program=fingerprint.program,
        ledger=sha256(json.dumps(decided).encode()).hexdigest(),
    )


def manifest_text(manifest: Manifest) -> str:
    """JSON, sorted; the inverse of `parse_manifest`."""
    return json.dumps(asdict(manifest), ensure_ascii=True, indent=1, sort_keys=True) + "\n"


def parse_manifest(text: str, place: str = "") -> Manifest:
    """Read what `manifest_text` made.

    Args:
        text: of the file.
        place: of the file, for messages.

    Raises:
        ReadingError: it was not written by a build.
    """
    try:
        return _MANIFEST.validate_json(text)
    except ValidationError as error:
        raise ReadingError("读不了构建清单 unreadable manifest", place=place, remedy="再运行一次 kg build") from error
