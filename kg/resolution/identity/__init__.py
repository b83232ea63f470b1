"""One thing across posts: why names are joined, and why they are kept apart."""

from kg.resolution.identity.identity import Identities, identify
from kg.resolution.identity.merges import MERGES_FILE, Merge, merges_text, read_merges
from kg.resolution.identity.merging import merge

__all__ = ["MERGES_FILE", "Identities", "Merge", "identify", "merge", "merges_text", "read_merges"]
