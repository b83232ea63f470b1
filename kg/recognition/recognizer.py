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
from kg.recognition.gazetteer import Gazetteer
from kg.recognition.lists import find_listed_items
from kg.recognition.organisations import (
    CompanyRecognizer,
    ContextRecognizer,
    DealingsRecognizer,
    GovernmentRecognizer,
    PartyRecognizer,
    StatedRecognizer,
    VentureRecognizer,
    WholeFormRecognizer,
    without_roles,
)
from kg.recognition.people import POSTS, PersonRecognizer, PositionRecognizer
from kg.recognition.places import AbbreviationRecognizer, PlaceRecognizer
from kg.recognition.shapes import ShapeRecognizer
from kg.recognition.short_names import DeclaredNames, ShortForms
from kg.recognition.statistical import NameModel, StatisticalRecognizer
from kg.recognition.things import ThingRecognizer, find_titles

__all__ = ["Recognizer"]

_SPREADING = frozenset({"company", "declared", "shape", "list", "post", "speaker", "name", "title", "quoted", "model"})
_DECLARING = frozenset({"declared", "declaration"})
_SHORTEST_SPREAD = 2
_SPACES = (" ", "\xa0")


class Recognizer:
    """Finds mentions in documents with the lists and shapes of `knowledge`, and with a model where one is given."""

    def __init__(self, knowledge: Knowledge, model: NameModel | None = None) -> None:
        self._shapes = knowledge.shapes
        self._gazetteer = Gazetteer(knowledge.names)
        self._contexts = ContextRecognizer(knowledge.names, knowledge.shapes.organisations)
        self._bodies = GovernmentRecognizer(knowledge.shapes.organisations, knowledge.names)
        self._companies = CompanyRecognizer(knowledge.shapes)
        self._dealings = DealingsRecognizer(knowledge.shapes, knowledge.names)
        self._ventures = VentureRecognizer(knowledge.shapes)
        self._parties = PartyRecognizer(knowledge.shapes, knowledge.names)
        self._stated = StatedRecognizer(knowledge.shapes)
        self._whole_forms = WholeFormRecognizer(knowledge.shapes)
        self._by_shape = ShapeRecognizer(knowledge.shapes, knowledge.names)
        self._persons = PersonRecognizer(knowledge.names, knowledge.rules.guards.speech_verbs, knowledge.people)
        self._positions = PositionRecognizer(knowledge.people)
        self._places = PlaceRecognizer(knowledge.shapes, knowledge.names)
        self._abbreviations = AbbreviationRecognizer(knowledge.names, knowledge.shapes)
        self._things = ThingRecognizer(knowledge.shapes)
        self._anaphors = AnaphorRecognizer(knowledge.shapes)
        self._declared = DeclaredNames(knowledge.shapes, knowledge.is_a)
        self._short_forms = ShortForms(knowledge)
        self._by_model = StatisticalRecognizer(model, knowledge, self._by_shape) if model else None

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
        chosen = (*chosen, *self._abbreviations.find(document.text, sentences, chosen))
        chosen = _replaced(chosen, tuple(self._declared.find(document.text, sentences, chosen)))
        chosen = _replaced(chosen, tuple(self._short_forms.find(document.text, sentences, chosen)))
        chosen = _replaced(chosen, tuple(self._ventures.find(document.text, sentences, chosen)))
        spread = _spread(document.text, sentences, chosen)
        return select([*chosen, *spread])

    def _in_sentence(self, text: str, sentence: Sentence) -> Iterator[Mention]:
        found = self._contexts.settle(text, sentence, tuple(self._gazetteer.find(text, sentence)))
        found = (*(m for m in found if m.type not in POSTS), *self._positions.find(text, sentence, found))
        found = (*found, *self._places.find_joined(text, sentence))
        listed = (*found, *_modified_groups(text, found, self._shapes))
        listed = (*listed, *self._bodies.find(text, sentence, listed))
        shaped = _or_whole(self._by_shape.find(text, sentence, listed), self._whole_forms.find(text, sentence, listed))
        shaped = (*shaped, *self._companies.find(text, sentence, (*listed, *shaped)))
        shaped = (*shaped, *_unposted(text, listed, self._dealings.find(text, sentence, (*listed, *shaped))))
        titles = tuple(find_titles(text, sentence, self._shapes))
        people = tuple(self._persons.find(text, sentence, (*listed, *shaped)))
        places = tuple(self._places.find(text, sentence, listed))
        known = (*listed, *shaped, *titles, *people, *places)
        known = (*known, *self._stated.find(text, sentence, known))
        known = (*known, *self._parties.find(text, sentence, known))
        roles = self._shapes.organisations.roles
        known = without_roles(text, known, roles.names, roles.kinds)
        things = self._things.find(text, sentence, known)
        known = (*known, *(m for m in things if not any(_is_head_of(m, title) for title in titles)))
        yield from known
        yield from find_listed_items(text, sentence, self._shapes, known)
        yield from self._anaphors.find(text, sentence)
        if self._by_model:
            yield from self._by_model.find(text, sentence, known)


def _or_whole(shaped: Iterable[Mention], whole: Iterable[Mention]) -> tuple[Mention, ...]:
    """The names by shape, but for those that are the end of a whole one (百年同庆|食品有限公司)."""
    wholes = {m.end: m for m in whole}
    kept = tuple(m for m in shaped if m.end not in wholes or m.start < wholes[m.end].start)
    longer = {m.end for m in kept}
    return (*kept, *(m for end, m in wholes.items() if end not in longer))


def _unposted(text: str, listed: Iterable[Mention], companies: Iterable[Mention]) -> Iterator[Mention]:
    """Without those whose Latin names stand right behind a post: 产品负责人|Mia is somebody."""
    posts = {m.end for m in listed if m.type in POSTS}
    for company in companies:
        behind = company.start - (text[company.start - 1 : company.start] in _SPACES)
        if behind not in posts or not text[company.start : company.end].replace(" ", "").isascii():
            yield company


def _is_head_of(thing: Mention, title: Mention) -> bool:
    """Whether it is the title itself but for its brackets: 《某规划（2023—2025年）》 is one plan."""
    return thing.type == title.type and title.start == thing.start and thing.end <= title.end


def _replaced(chosen: Iterable[Mention], better: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """What is known to be a short name stands for its full name, and no longer for itself."""
    spans = {(m.start, m.end) for m in better}
    kept = (m for m in chosen if (m.start, m.end) not in spans or m.found_by in _DECLARING)
    return (*kept, *better)


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
    meanings: dict[str, set[tuple[str, str]]] = {}
    for mention in chosen:
        surface = text[mention.start : mention.end]
        own_name = mention.name == surface or mention.found_by == "declared"
        if mention.found_by in _SPREADING and own_name and len(surface) >= _SHORTEST_SPREAD:
            meanings.setdefault(surface, set()).add((mention.type, mention.name))
    if not meanings:
        return
    automaton = ahocorasick.Automaton()
    for surface, meant in sorted(meanings.items()):
        automaton.add_word(surface, (surface, tuple(sorted(meant))))
    automaton.make_automaton()
    borders = {token.start for s in sentences for token in s.tokens} | {t.end for s in sentences for t in s.tokens}
    for last, (surface, meant) in automaton.iter(text):
        start, end = last - len(surface) + 1, last + 1
        if len(surface) <= _SHORTEST_SPREAD and not {start, end} <= borders:
            continue
        for kind, name in meant:
            yield Mention(kind, start, end, name, found_by="spread")
