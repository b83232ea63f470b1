"""Who is meant: mentions become entities, claims become facts, documents become one graph."""

from kg.resolution.facts import resolve
from kg.resolution.merging import merge

__all__ = ["merge", "resolve"]
