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
        the place; None where the name is not in the text as it is (a descriptive name).
    """
    document = extraction.document
    start = document.text.find(name)
    if start < 0:
        return None
    end = start + len(name)
    before = [stop.end() for stop in _STOP.finditer(document.text, max(0, start - _AROUND), start)]
    after = _STOP.search(document.text, end, end + _AROUND)
    first = before[-1] if before else max(0, start - _AROUND)
    last = after.end() if after else min(len(document.text), end + _AROUND)
    return Evidence(document.id, first, last, document.text[first:last].rstrip("\n"), "")
