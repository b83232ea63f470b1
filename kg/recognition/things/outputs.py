"""Projects and plants that are called by what they will make: 年产20万吨某物项目, 10万吨某物扩建工程."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.knowledge.things import OutputShapes
from kg.model import Mention, Sentence

__all__ = ["OutputRecognizer"]

_INSIDE = r"[一-鿿A-Za-z0-9（）()\-+]"


class OutputRecognizer:
    """Finds such names; the quantity is part of them."""

    def __init__(self, outputs: OutputShapes) -> None:
        self._heads = outputs.heads
        number = r"\d{1,6}(?:\.\d{1,4})?(?:余|多)?[百千万亿]{0,2}"
        measured = rf"(?:{_either(outputs.words)})(?:约|超|近)?{number}(?:{_either(outputs.units)})"
        weighed = rf"(?<![\d.产达能量]){number}(?:{_either(outputs.weights)})(?:/年)?"
        barred = _either(outputs.barred)
        self._pattern = re.compile(
            rf"(?:配套(?:建设)?)?(?P<name>(?:{measured}|{weighed})(?:(?!{barred}){_INSIDE}){{2,30}}?(?P<head>{_either(outputs.heads)}))"
            rf"(?!{_either(outputs.heads)})"
        )

    def find(self, text: str, sentence: Sentence) -> Iterator[Mention]:
        """Such names in the sentence."""
        for found in self._pattern.finditer(text, sentence.start, sentence.end):
            yield Mention(self._heads[found["head"]], found.start(), found.end(), found["name"], found_by="output")


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
