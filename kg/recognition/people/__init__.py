"""People and the posts they hold."""

from kg.recognition.people.persons import PersonRecognizer
from kg.recognition.people.positions import POSTS, PositionRecognizer

__all__ = ["POSTS", "PersonRecognizer", "PositionRecognizer"]
