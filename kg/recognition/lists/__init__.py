"""Lists whose head or verb says what their items are."""

from kg.recognition.lists.coordination import find_listed_items
from kg.recognition.lists.enumerations import EnumerationRecognizer

__all__ = ["EnumerationRecognizer", "find_listed_items"]
