"""Names of things, all recognisers of them together: models, quoted names, securities, and names by their heads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.knowledge.shapes import Shapes
from kg.model import Mention, Sentence
from kg.recognition.lists.enumerations import EnumerationRecognizer
from kg.recognition.things.heads import HeadRecognizer
from kg.recognition.things.latin import LatinNames
from kg.recognition.things.materials import MaterialRecognizer
from kg.recognition.things.models import ModelRecognizer
from kg.recognition.things.objects import ObjectRecognizer
from kg.recognition.things.outputs import OutputRecognizer
from kg.recognition.things.prefixed import PrefixedNames
from kg.recognition.things.quoted import QuotedNames
from kg.recognition.things.securities import SecurityRecognizer

__all__ = ["ThingRecognizer"]

_LISTED = "gazetteer"
_KINDS = frozenset({"Product", "Technology"})
_NAMED = frozenset({"latin", "model", "quoted"})
_OPENING, _CLOSING = frozenset("“「"), frozenset("”」")
_THINGS = frozenset({"Event", "Initiative", "Platform", "Policy", "Product", "Project", "Service", "Technology"})


class ThingRecognizer:
    """Finds products, technologies, industries, policies, securities and their like."""

    def __init__(self, shapes: Shapes) -> None:
        self._models = ModelRecognizer(shapes.things)
        self._quoted = QuotedNames(shapes.things)
        self._securities = SecurityRecognizer(shapes.things)
        self._heads = HeadRecognizer(shapes)
        self._latin = LatinNames(shapes.things)
        self._objects = ObjectRecognizer(shapes)
        self._enumerations = EnumerationRecognizer(shapes)
        self._prefixed = PrefixedNames(shapes.things)
        self._materials = MaterialRecognizer(shapes.things.materials)
        self._outputs = OutputRecognizer(shapes.things.outputs)

    def find(self, text: str, sentence: Sentence, known: Iterable[Mention]) -> Iterator[Mention]:
        """Things in the sentence, given the names that are known already."""
        known = tuple(known)
        securities = tuple(self._securities.find(text, sentence))
        taken = {place for m in securities for place in range(m.start, m.end)}
        models = tuple(m for m in self._models.find(text, sentence) if m.start not in taken)
        inside = {place for m in models for place in range(m.start, m.end)}
        listed = {m.name for m in known if m.found_by == _LISTED and m.type in _THINGS}
        quoted = tuple(m for m in self._quoted.find(text, sentence) if m.start not in inside and m.name not in listed)
        materials = tuple(self._materials.find(text, sentence))
        found = (*securities, *models, *quoted, *materials)
        yield from found
        outputs = tuple(self._outputs.find(text, sentence))
        yield from outputs
        known = (*known, *found)
        headed = tuple(m for m in self._heads.find(text, sentence, known) if not text.startswith("》", m.end))
        yield from headed
        known = (*known, *headed)
        yield from self._quoted.find_unexplained(text, sentence, known)
        counted = {place for m in outputs for place in range(m.start, m.end)}
        yield from (m for m in self._prefixed.find(text, sentence, known) if m.start not in counted)
        latin = tuple(self._latin.find(text, sentence, known))
        yield from latin
        yield from _apposed(text, (*known, *latin))
        objects = tuple(self._objects.find(text, sentence, known))
        yield from objects
        yield from self._enumerations.find(text, sentence, (*known, *objects))


def _apposed(text: str, known: Iterable[Mention]) -> Iterator[Mention]:
    """工业相机Lumen X1: what a product is and its own name are one name, the latter."""
    known = tuple(known)
    kinds = {m.end: m for m in sorted(known, key=lambda m: m.start, reverse=True) if m.type in _KINDS}
    for product in known:
        opening = text[product.start - 1 : product.start] in _OPENING
        kind = kinds.get(product.start - opening) if product.type == "Product" else None
        named = product.found_by in _NAMED and kind is not None and kind.found_by not in _NAMED
        closing = opening and text[product.end : product.end + 1] in _CLOSING
        if kind and named and opening == closing:
            yield Mention("Product", kind.start, product.end + closing, product.name, found_by="apposed")
