"""Places: addresses by their endings, regions by one character."""

from kg.recognition.places.abbreviations import AbbreviationRecognizer
from kg.recognition.places.places import PlaceRecognizer

__all__ = ["AbbreviationRecognizer", "PlaceRecognizer"]
