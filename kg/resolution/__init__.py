"""Who is meant: mentions become entities, claims become facts, documents become one graph."""

from kg.resolution.facts import refer, resolve
from kg.resolution.identity import MERGES_FILE, Identities, Merge, identify, merge, merges_text, read_merges
from kg.resolution.references import References

__all__ = [
    "MERGES_FILE",
    "Identities",
    "Merge",
    "References",
    "identify",
    "merge",
    "merges_text",
    "read_merges",
    "refer",
    "resolve",
]
