"""Sentences and words."""

from kg.language.words.segmentation import Named, Segmenter
from kg.language.words.sentences import clauses, split_sentences

__all__ = ["Named", "Segmenter", "clauses", "split_sentences"]
