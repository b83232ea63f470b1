"""Things: products, technologies, industries, events, policies, securities."""

from kg.recognition.things.things import ThingRecognizer
from kg.recognition.things.titles import find_titles

__all__ = ["ThingRecognizer", "find_titles"]
