"""All posts of a build, each once and with an id of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from kg.errors import ReadingError
from kg.model import Document
from kg.reading.discovery import find_posts
from kg.reading.post import read_post

__all__ = ["read_posts"]


def read_posts(paths: Iterable[Path], *, skip: Path | None = None) -> Iterator[Document | ReadingError]:
    """Read every post under `paths`; the same post in two folders counts once.

    Args:
        paths: files and folders.
        skip: a folder that is not read, such as the one that the build writes to.

    Yields:
        documents, and what could not be read.
    """
    texts: dict[str, str] = {}
    for found in find_posts(paths):
        if isinstance(found, Path) and skip and found.resolve().is_relative_to(skip.resolve()):
            continue
        for item in [found] if isinstance(found, ReadingError) else read_post(found):
            if isinstance(item, ReadingError):
                yield item
                continue
            document = item if texts.get(item.id, item.text) == item.text else _renamed(item)
            if document.id not in texts:
                texts[document.id] = document.text
                yield document


def _renamed(document: Document) -> Document:
    """Another post of the same file name: its words tell it apart from the one that was read first."""
    return replace(document, id=f"{document.id}~{sha256(document.text.encode()).hexdigest()[:8]}")
