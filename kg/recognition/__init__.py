"""Names, quantities and times in sentences: which stretches of text mention what."""

from kg.recognition.recognizer import Recognizer

__all__ = ["Recognizer"]
