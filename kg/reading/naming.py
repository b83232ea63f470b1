"""The ids of documents: readable, stable, and safe as one segment of an IRI once it is percent-encoded."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from kg.reading.characters import one_line

__all__ = ["document_id"]

_MAX_KEY = 200
"""Characters: what a file name may have, and more than any key needs."""


def document_id(path: Path, key: str = "") -> str:
    """The id of the document in a file, or of the one with `key` in a file of many.

    `posts/2022-05-16-甲.md` → `2022-05-16-甲`; `news.jsonl` with the key `a 7` → `news:a_7`. Composed characters
    (NFC), since file systems differ in that; blanks become `_`; dots at the start go, for `..` is no segment.
    """
    stem = _clean(path.stem).lstrip(".") or "post"
    return f"{stem}:{_clean(key)[:_MAX_KEY]}" if key else stem


def _clean(name: str) -> str:
    return one_line(unicodedata.normalize("NFC", name)).replace(" ", "_")
