"""What stands in 《》: policies, agreements, reports, by their endings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.knowledge.shapes import Shapes
from kg.model import Mention, Sentence

__all__ = ["find_titles"]

_TITLE = re.compile(r"《([^《》\n]{2,80})》")


def find_titles(text: str, sentence: Sentence, shapes: Shapes) -> Iterator[Mention]:
    """Titles of documents in the sentence; those of an unknown kind are Documents."""
    for found in _TITLE.finditer(text, sentence.start, sentence.end):
        name = re.sub(r"[（(][^（()）]*[)）]$", "", found[1])
        endings = [(ending, kind) for kind, listed in shapes.titles.items() for ending in listed]
        fitting = [(len(ending), kind) for ending, kind in endings if name.endswith(ending)]
        kind = max(fitting)[1] if fitting else "Document"
        yield Mention(kind, found.start(1), found.end(1), found[1], found_by="title")
