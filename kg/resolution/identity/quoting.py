"""Where a post says a name, with the words around it, for people who judge a merge."""

from __future__ import annotations

import re

from kg.model import Evidence, Extraction

__all__ = ["place_of"]

_AROUND = 30
_STOP = re.compile(r"[。！？；\n]")


def place_of(name: str, extraction: Extraction) -> Evidence | None:
    """The first place where a post says a name, in its own sentence and 30 characters around it at most.

    Returns:
        the place; where the text has only another name of the thing, that of the other name; else None.
    """
    document = extraction.document
    others = (alias for entity in extraction.entities if entity.name == name for alias in entity.aliases)
    said = next((one for one in (name, *others) if one in document.text), None)
    if said is None:
        return None
    start = document.text.find(said)
    end = start + len(said)
    before = [stop.end() for stop in _STOP.finditer(document.text, max(0, start - _AROUND), start)]
    after = _STOP.search(document.text, end, end + _AROUND)
    first = before[-1] if before else max(0, start - _AROUND)
    last = after.end() if after else min(len(document.text), end + _AROUND)
    return Evidence(document.id, first, last, document.text[first:last].rstrip("\n"), "")
