"""What two datasets differ in, as an RDF patch: a list of quads to delete and to add that stores can replay.

The form is that of https://afs.github.io/rdf-patch/ (version 1), which Apache Jena reads.
"""

from __future__ import annotations

from rdflib import Dataset

from kg.export.rdf import write_rdf

__all__ = ["write_patch"]


def write_patch(old: Dataset, new: Dataset) -> bytes:
    """Say how one dataset becomes another, in UTF-8; deletions first, each part sorted.

    Raises:
        OutputError: a term cannot be written.
    """
    # Only \n ends a line of N-Quads: literals keep their U+2028 and the like.
    before, after = (write_rdf(one, "nq").split(b"\n") for one in (old, new))
    known, wanted = set(before), set(after)
    gone = [b"D " + line for line in before if line not in wanted]
    come = [b"A " + line for line in after if line not in known]
    return b"".join(line + b"\n" for line in (b"TX .", *gone, *come, b"TC ."))
