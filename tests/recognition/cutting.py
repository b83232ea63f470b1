"""Sentences cut by hand, so that a test of one recogniser does not hang on the segmenter."""

from __future__ import annotations

from kg.model import Mention, Sentence, Token

__all__ = ["cut", "span"]


def cut(marked: str) -> tuple[str, Sentence]:
    """Make a text and its sentence of words with their parts of speech: `董事长/n 王海山/nr`."""
    tokens: list[Token] = []
    text = ""
    for piece in marked.split():
        word, _, pos = piece.rpartition("/")
        tokens.append(Token(len(text), len(text) + len(word), pos))
        text += word
    return text, Sentence(0, len(text), tuple(tokens))


def span(text: str, words: str, kind: str, found_by: str = "gazetteer", nth: int = 0) -> Mention:
    """The mention of this type that stands where `words` stand for the `nth` time."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Mention(kind, start, start + len(words), words, found_by=found_by)
