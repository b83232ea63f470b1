"""What can go wrong, as a small tree that the command line maps to exit codes.

    KgError                 anything this program reports about its input or its settings
    ├── ReadingError        a post that cannot be read (missing, not UTF-8, broken front matter, empty)
    ├── KnowledgeError      rules, names, units or the ontology are not well formed
    │   └── RuleError       one or several faults in rule files, each with its place
    ├── LimitError          a rule that takes too many steps on a text
    ├── QueryError          a query that is unknown, not well formed, or not a query
    ├── StoreError          a store of graphs that cannot be opened, reached, read or changed
    └── OutputError         the result cannot be written

Every message names the place first, then what is wrong, then the way out.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = [
    "KgError",
    "KnowledgeError",
    "LimitError",
    "OutputError",
    "QueryError",
    "ReadingError",
    "RuleError",
    "StoreError",
]


class KgError(Exception):
    """Anything this program reports about its input or its settings.

    Args:
        message: what is wrong, in one line.
        place: the file, with the line where it is known (`posts/a.md:3`).
        remedy: what the user can do about it.
    """

    def __init__(self, message: str, *, place: str = "", remedy: str = "") -> None:
        self.message = message
        self.place = place
        self.remedy = remedy
        super().__init__(message)

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}" if self.place else self.message
        return f"{text}（{self.remedy}）" if self.remedy else text


class ReadingError(KgError):
    """A post that cannot be read."""


class KnowledgeError(KgError):
    """Rules, names, units or the ontology are not well formed."""


class RuleError(KnowledgeError):
    """Faults in rule files, all of them at once.

    Args:
        faults: one line for each fault, its place first.
    """

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class LimitError(KgError):
    """A rule takes too many steps on a text; the place names the rule."""


class QueryError(KgError):
    """A query that is unknown, not well formed, or not a query."""


class StoreError(KgError):
    """A store of graphs that cannot be opened, reached, read or changed."""


class OutputError(KgError):
    """The result cannot be written."""
