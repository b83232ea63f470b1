"""Chemicals and materials by the parts of their names: 磷酸铁锂, 氢氧化铝, 聚丙烯, and what is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.knowledge.things import MaterialShapes
from kg.model import Mention, Sentence

__all__ = ["MaterialRecognizer"]

_SHORTEST = 2


class MaterialRecognizer:
    """Finds names of chemicals and materials, wherever the segmenter cut them."""

    def __init__(self, materials: MaterialShapes) -> None:
        element, acid = _either(materials.elements), _either(materials.acids)
        number, cation = _either(materials.numbers), _either(materials.cations)
        base = rf"(?:{element}|{cation})"
        stem = rf"(?:{_either(materials.acid_prefixes)})?(?:{acid}|(?:{element}){{1,3}}酸)"
        salt = rf"{stem}(?:(?:{number})?{base}){{1,4}}"
        binary = rf"(?:{number})?(?:{_either(materials.anions)})化(?:{number})?(?:亚)?(?:{base}){{1,3}}(?!工|学)"
        root, group = _either(materials.organic_roots), _either(materials.organic_groups)
        organic = rf"(?:聚|(?:{root}))(?:{root})*(?:{group})(?:(?:{root})*(?:{group})){{0,3}}"
        core = rf"(?>{salt}|{binary}|{organic}|{_either(materials.names)})"
        grade = rf"(?:{_either(materials.grades)})"
        form = rf"(?:{_either(materials.forms)})"
        self._pattern = re.compile(rf"{grade}{{0,3}}{core}{form}{{0,2}}(?!{_either(materials.not_before)})")
        self._not = materials.not_materials

    def find(self, text: str, sentence: Sentence) -> Iterator[Mention]:
        """Materials in the sentence."""
        borders = {token.start for token in sentence.tokens}
        for found in self._pattern.finditer(text, sentence.start, sentence.end):
            if len(found[0]) >= _SHORTEST and found[0] not in self._not and found.start() in borders:
                yield Mention("Product", found.start(), found.end(), found[0], found_by="material")


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
