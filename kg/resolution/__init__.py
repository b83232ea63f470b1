"""Who is meant: mentions become entities, claims become facts, documents become one graph."""

from kg.resolution.facts import refer, resolve
from kg.resolution.merging import merge
from kg.resolution.references import References

__all__ = ["References", "merge", "refer", "resolve"]
