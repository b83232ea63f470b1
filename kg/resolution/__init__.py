"""Who is meant: mentions become entities, claims become facts, documents become one graph."""

from kg.resolution.facts import refer, resolve
from kg.resolution.identity import Identities, identify
from kg.resolution.merges import MERGES_FILE, Merge, merges_text, read_merges
from kg.resolution.merging import merge
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
