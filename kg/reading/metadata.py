"""What a post says about itself outside its text: front matter, JSON fields, HTML meta elements."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from kg.reading.characters import one_line
from kg.reading.dates import parse_published

__all__ = ["Metadata", "metadata_from", "source_url"]

_URL = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]{1,2000}", re.IGNORECASE)
_BETWEEN_TAGS = re.compile(r"[\s,，、;；]+")
_ABSENT = frozenset({"", "~", "null", "Null", "NULL", "None"})


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields of a document that do not come from its text; each is empty where the post has none."""

    title: str = ""
    published: datetime | None = None
    publisher: str = ""
    author: str = ""
    url: str = ""
    tags: tuple[str, ...] = ()


def metadata_from(fields: Mapping[str, object]) -> Metadata:
    """Pick the fields that are known, under the names that posts give them.

    `title`, `date` or `published`, `publisher` or `source`, `author`, `url` or `link` or `source`, `tags`. A value
    of another kind than the field wants is as good as absent: nothing here makes a post unreadable.
    """
    publisher = _first(fields, "publisher", "source")
    return Metadata(
        title=_first(fields, "title"),
        published=parse_published(_first(fields, "published", "date")),
        publisher="" if source_url(publisher) else publisher,
        author=_first(fields, "author"),
        url=next(filter(None, (source_url(_first(fields, name)) for name in ("url", "link", "source"))), ""),
        tags=_tags(fields.get("tags")),
    )


def source_url(text: str) -> str:
    """The address, when it is one of the web that every graph file can carry, else ""."""
    candidate = text.strip()
    if not _URL.fullmatch(candidate):
        return ""
    try:
        return candidate if urlsplit(candidate).hostname else ""
    except ValueError:
        return ""


def _first(fields: Mapping[str, object], *names: str) -> str:
    return next(filter(None, (_line(fields.get(name)) for name in names)), "")


def _line(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    line = one_line(value) if isinstance(value, str) else ""
    return "" if line in _ABSENT else line


def _tags(value: object) -> tuple[str, ...]:
    words = value if isinstance(value, list) else _BETWEEN_TAGS.split(_line(value))
    return tuple(dict.fromkeys(filter(None, map(_line, words))))
