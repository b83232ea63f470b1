"""All recognisers together: what each proposes is weighed, and what was found once is found everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import ahocorasick

from kg.knowledge.loader import Knowledge
from kg.knowledge.shapes import Shapes
from kg.model import Document, Mention, Sentence
from kg.recognition.anaphors import AnaphorRecognizer
from kg.recognition.candidates import select
from kg.recognition.coordination import find_listed_items
from kg.recognition.declared import find_declared
from kg.recognition.gazetteer import Gazetteer
from kg.recognition.persons import PersonRecognizer
from kg.recognition.shapes import ShapeRecognizer
from kg.recognition.titles import find_titles

__all__ = ["Recognizer"]

_SPREADING = frozenset({"declared", "shape", "list", "post", "speaker", "title"})
_SHORTEST_SPREAD = 2


class Recognizer:
    """Finds mentions in documents with the lists and shapes of `knowledge`."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._shapes = knowledge.shapes
        self._gazetteer = Gazetteer(knowledge.names)
        self._by_shape = ShapeRecognizer(knowledge.shapes, knowledge.names)
        self._persons = PersonRecognizer(knowledge.names, knowledge.rules.guards.speech_verbs)
        self._anaphors = AnaphorRecognizer(knowledge.shapes)

    def recognize(
        self, document: Document, sentences: Iterable[Sentence], values: Iterable[Mention]
    ) -> tuple[Mention, ...]:
        """All mentions of a document, nested ones included, sorted by place.

        Args:
            document: the text.
            sentences: with their tokens.
            values: quantities and times found before.
        """
        sentences = tuple(sentences)
        found = [*values, *(m for s in sentences for m in self._in_sentence(document.text, s))]
        chosen = select(found)
        chosen = (*chosen, *find_declared(document.text, chosen))
        spread = _spread(document.text, sentences, chosen)
        return select([*chosen, *spread])

    def _in_sentence(self, text: str, sentence: Sentence) -> Iterator[Mention]:
        found = tuple(self._gazetteer.find(text, sentence))
        listed = (*found, *_modified_groups(text, found, self._shapes))
        shaped = tuple(self._by_shape.find(text, sentence, listed))
        titles = tuple(find_titles(text, sentence, self._shapes))
        people = tuple(self._persons.find(text, sentence, listed))
        known = (*listed, *shaped, *titles, *people)
        yield from known
        yield from find_listed_items(text, sentence, self._shapes, known)
        yield from self._anaphors.find(text, sentence)


def _modified_groups(text: str, listed: Iterable[Mention], shapes: Shapes) -> Iterator[Mention]:
    """本地高校: a group with the modifier that belongs to its name."""
    for group in listed:
        if group.type != "Group":
            continue
        for modifier in shapes.group_modifiers:
            start = group.start - len(modifier)
            if start >= 0 and text.startswith(modifier, start):
                yield replace(group, start=start, name=text[start : group.end], found_by="group")


def _spread(text: str, sentences: tuple[Sentence, ...], chosen: tuple[Mention, ...]) -> Iterator[Mention]:
    """A name that was recognised once by its surroundings is recognised wherever it stands."""
    types: dict[str, set[str]] = {}
    for mention in chosen:
        surface = text[mention.start : mention.end]
        if mention.found_by in _SPREADING and mention.name == surface and len(surface) >= _SHORTEST_SPREAD:
            types.setdefault(surface, set()).add(mention.type)
    if not types:
        return
    automaton = ahocorasick.Automaton()
    for name, kinds in sorted(types.items()):
        automaton.add_word(name, (name, tuple(sorted(kinds))))
    automaton.make_automaton()
    borders = {token.start for s in sentences for token in s.tokens} | {t.end for s in sentences for t in s.tokens}
    for last, (name, kinds) in automaton.iter(text):
        start, end = last - len(name) + 1, last + 1
        if len(name) <= _SHORTEST_SPREAD and not {start, end} <= borders:
            continue
        for kind in kinds:
            yield Mention(kind, start, end, name, found_by="spread")
