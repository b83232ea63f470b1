"""The merges of a build as a file beside its graph, so that they can be judged without reading the posts again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.errors import ReadingError

__all__ = ["MERGES_FILE", "Merge", "merges_text", "read_merges"]

MERGES_FILE = "merges.json"


@dataclass(frozen=True, slots=True)
class Merge:
    """Two names that a build took for one thing.

    Attributes:
        id: short, the same in every build that makes this merge.
        name: the one given up.
        into: the one that it was compared with.
        type: the class of the thing.
        reason: the stage that joined them (`declared-alias`, `legal-form`, `ledger` …).
        document: the id of the post that speaks for it, or that has the name.
        start: of the quote in the text of the document.
        end: of the quote.
        quote: the words; "" where the post has the name in other words.
    """

    id: str
    name: str
    into: str
    type: str
    reason: str
    document: str = ""
    start: int = 0
    end: int = 0
    quote: str = ""


def merges_text(merges: Iterable[Merge]) -> str:
    """A JSON list, one merge a line."""
    # ASCII takes even names that UTF-8 cannot encode only where there are such names; all others stay readable.
    lines = [json.dumps(asdict(one), ensure_ascii=not _is_encodable(one)) for one in merges]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def read_merges(path: Path) -> tuple[Merge, ...]:
    """Read what `merges_text` made.

    Raises:
        ReadingError: there is no such file, or it was not written by a build.
    """
    try:
        return tuple(Merge(**one) for one in json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise ReadingError(
            f"读不了合并记录 unreadable merges: {error}", place=str(path), remedy="先运行 kg build"
        ) from error


def _is_encodable(merge: Merge) -> bool:
    try:
        "".join((merge.name, merge.into, merge.document, merge.quote)).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
