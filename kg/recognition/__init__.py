"""Names, quantities and times in sentences: which stretches of text mention what."""

from kg.recognition.recognizer import Recognizer
from kg.recognition.statistical import load_model, model_names

__all__ = ["Recognizer", "load_model", "model_names"]
