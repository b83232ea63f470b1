"""Names for nodes: readable for entities and documents, a digest for everything else; never a blank node.

Entity 某某市人工智能计算中心 becomes `https://kg.example/entity/某某市人工智能计算中心`: only what RFC 3987 does not
allow in a path segment is percent-encoded, so that no name read from a post can end its IRI early or leave its folder.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, cast, get_args
from urllib.parse import unquote_to_bytes

from rdflib import URIRef

from kg.errors import KgError
from kg.model import Entity

__all__ = ["DEFAULT_BASE", "Iris", "Kind", "id_of", "kind_of"]

Kind = Literal["entity", "document", "statement", "evidence", "qualifier", "quantity", "interval", "quotation"]

DEFAULT_BASE = "https://kg.example/"

_ARTICLE = "document:"
_BASE = re.compile(r"[a-z][a-z0-9+.-]*://[^\s/<>\"{}|^`\\?#]+/([^\s<>\"{}|^`\\?#]*/)?")
# Beside what the grammar forbids: spaces and marks that cannot be seen or that turn the direction of writing.
_ILLEGAL = re.compile(
    r"[^A-Za-z0-9._~!$&'()*+,;=:@\-\u00a1-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd\U00020000-\U0002fffd"
    r"\U00030000-\U0003fffd]|[\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]"
)
_DIGEST_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Iris:
    """The maker of IRIs under one base.

    Args:
        base: an absolute IRI that ends with a slash.

    Raises:
        KgError: `base` is not such an IRI.
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not _BASE.fullmatch(self.base):
            raise KgError(f"不能用作图的基址：{self.base!r}", remedy="用以斜杠结尾的绝对地址，如 https://kg.example/")

    def folder(self, kind: Kind) -> str:
        """Give what all IRIs of a kind begin with."""
        return f"{self.base}{kind}/"

    def entity(self, entity: Entity) -> URIRef:
        """Name an entity; the article of a document is the document's own node."""
        if entity.type == "NewsArticle" and entity.id.startswith(_ARTICLE):
            return self.document(entity.id.removeprefix(_ARTICLE))
        return URIRef(self.folder("entity") + _escape(entity.id))

    def document(self, document_id: str) -> URIRef:
        """Name a document, which is the name of its graph too."""
        return URIRef(self.folder("document") + _escape(document_id))

    def resolve(self, path: str) -> URIRef | None:
        """Give the node that a request for a path below the base asks for (`entity/%E7%94%B2`), None if none can be.

        Browsers percent-encode what an IRI holds as it is, so the name is decoded and spelled anew.
        """
        kind, _, name = path.partition("/")
        if kind not in get_args(Kind) or not name:
            return None
        try:
            return URIRef(self.folder(cast("Kind", kind)) + _escape(_decoded(name)))
        except UnicodeDecodeError:
            return None

    def path(self, node: URIRef) -> str:
        """Give the path of a node of ours on a server that resolves its IRIs."""
        return "/" + str(node).removeprefix(self.base)

    def digest(self, kind: Kind, parts: object) -> URIRef:
        """Name a node by what it says; `parts` are strings, numbers and tuples of them."""
        # JSON keeps the parts apart whatever they hold, and being ASCII takes even text that UTF-8 cannot encode.
        said = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
        return URIRef(self.folder(kind) + sha256(said.encode("ascii")).hexdigest()[:_DIGEST_LENGTH])


def kind_of(node: object) -> str:
    """Give the folder that an IRI of ours lies in, "" for any other node."""
    parts = str(node).rsplit("/", 2)
    return parts[1] if isinstance(node, URIRef) and len(parts) == 3 else ""


def id_of(node: object) -> str:
    """Give back the id of the entity or document that an IRI of ours names."""
    name = _decoded(str(node).rpartition("/")[2])
    return _ARTICLE + name if kind_of(node) == "document" else name


def _decoded(name: str) -> str:
    return unquote_to_bytes(name).decode("utf-8", errors="surrogatepass")


def _escape(name: str) -> str:
    if not name.strip("."):
        # "." and ".." would climb to the folder above when somebody resolves the IRI.
        return name.replace(".", "%2E")
    return _ILLEGAL.sub(_percent, name)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", errors="surrogatepass"))
