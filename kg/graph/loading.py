"""The graph files that this program wrote, read back."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

from rdflib import Dataset, URIRef

from kg.errors import KgError
from kg.graph.iris import DEFAULT_BASE

__all__ = ["parse_trig", "read_trig"]

_NOT_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`]')


def read_trig(path: Path) -> Dataset:
    """Read a TriG file.

    Raises:
        KgError: it is missing, or is not TriG.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise KgError("没有这个图文件 no such graph", place=str(path), remedy="先运行 kg build") from error
    except OSError as error:
        raise KgError(f"读不了 unreadable: {error.strerror}", place=str(path), remedy="检查路径与权限") from error
    except UnicodeDecodeError as error:
        raise _fault(error, str(path)) from error
    return parse_trig(text, str(path))


def parse_trig(text: str, place: str = "") -> Dataset:
    """Read the text of a TriG file.

    Args:
        text: of the file.
        place: of the file, for messages.

    Raises:
        KgError: it is not TriG.
    """
    try:
        return _parse(text)
    # The parser keeps to no kind of error: SyntaxError, AssertionError, AttributeError, bare Exception …
    except Exception as error:
        raise _fault(error, place) from error


def _fault(error: Exception, place: str) -> KgError:
    said = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return KgError(f"不是 TriG not TriG: {said}", place=place, remedy="重新运行 kg build")


def _parse(text: str) -> Dataset:
    dataset = Dataset()
    with warnings.catch_warnings():
        # rdflib 7.6 warns of a property that its own parser reads.
        warnings.simplefilter("ignore", DeprecationWarning)
        dataset.parse(data=text, format="trig", publicID=DEFAULT_BASE)
    # It takes any characters between < and >, and fails only when they are to be written again.
    used = {str(term) for quad in dataset for term in quad if isinstance(term, URIRef)}
    declared = {str(namespace) for _, namespace in dataset.namespaces()}
    for iri in sorted(used | declared):
        if _NOT_IRI.search(iri):
            raise ValueError(f"IRI {iri!r}")
    return dataset
