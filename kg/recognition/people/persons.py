"""People: names weighed by their form and by the words around them (董事长张三, 张三介绍, 张三和李四)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.knowledge.names import NameEntry
from kg.knowledge.people import People, load_people
from kg.model import Mention, Sentence
from kg.recognition.people.chinese_names import ChineseNames
from kg.recognition.people.dotted_names import DottedNames
from kg.recognition.people.foreign_names import ForeignNames
from kg.recognition.people.japanese_names import JapaneseNames
from kg.recognition.people.surroundings import Surroundings, SurroundingsReader

__all__ = ["PersonRecognizer"]

# What form and surroundings must come to together. Foreign names have no surnames to show that they are names of
# people, but are seldom common words.
_ENOUGH_CHINESE = 4.0
_ENOUGH_FOREIGN = 3.0
_LINKED = 2.0
_LINK = re.compile(r"、|和|与|及|以及|/|,|，")
_REGNAL = re.compile(r"[一二三四五六七八九十]{1,3}世(?![纪界代家间人])")  # 穆罕默德|六世
_BRACKETED = re.compile(r"[（(]([A-Za-z][A-Za-z .'’-]{3,38}[A-Za-z])[）)]")

Weighed = tuple[int, int, float, str]


class PersonRecognizer:
    """Finds the names of people.

    Args:
        names: for surnames and for transliterated names.
        speech_verbs: words of saying that follow a speaker (表示, 介绍).
        people: what names look like, by default what ships with the program.
    """

    def __init__(self, names: Iterable[NameEntry], speech_verbs: Iterable[str], people: People | None = None) -> None:
        looks = people or load_people()
        names = tuple(names)
        foreign = tuple(entry.name for entry in names if entry.type == "ForeignName")
        self._finders = (
            (ChineseNames(looks, (entry.name for entry in names if entry.type == "Surname")), _ENOUGH_CHINESE),
            (JapaneseNames(looks), _ENOUGH_FOREIGN),
            (DottedNames(looks, foreign), _ENOUGH_FOREIGN),
            (ForeignNames(looks, foreign), _ENOUGH_FOREIGN),
        )
        self._surroundings = SurroundingsReader(looks, speech_verbs)

    def find(self, text: str, sentence: Sentence, listed: Iterable[Mention]) -> Iterator[Mention]:
        """People in the sentence, given the posts and names found before.

        A Latin name in brackets behind a person (马斯克（Elon Musk）) is a mention of the same person.
        """
        around = self._surroundings.read(text, sentence, listed)
        chosen = _without_overlaps(self._weighed(around))
        for start, stop, _, found_by in _linked(text, chosen):
            regnal = _REGNAL.match(text, stop, sentence.end)
            end = regnal.end() if regnal else stop
            name = text[start:end]
            yield Mention("Person", start, end, name, found_by=found_by)
            latin = _BRACKETED.match(text, end, sentence.end)
            if latin:
                yield Mention("Person", latin.start(1), latin.end(1), name, found_by="bracket")

    def _weighed(self, around: Surroundings) -> Iterator[Weighed]:
        """Candidates with the points beyond what is enough; below zero, only a list can save them."""
        for finder, enough in self._finders:
            for start, end, form in finder.find(around):
                if around.is_known(start, end):
                    continue
                points = form + around.before(start) + around.after(start, end) - enough
                if points >= -_LINKED:
                    found_by = "post" if around.follows_post(start) else "speaker" if around.speaks(end) else "name"
                    yield start, end, points, found_by


def _without_overlaps(candidates: Iterable[Weighed]) -> tuple[Weighed, ...]:
    """The best first; of equals the longer, then the earlier."""
    taken: set[int] = set()
    chosen: list[Weighed] = []
    for candidate in sorted(candidates, key=lambda c: (-c[2], c[0] - c[1], c[0], c[3])):
        places = range(candidate[0], candidate[1])
        if taken.isdisjoint(places):
            taken.update(places)
            chosen.append(candidate)
    return tuple(sorted(chosen))


def _linked(text: str, candidates: tuple[Weighed, ...]) -> Iterator[Weighed]:
    """Those with enough points, and those in a list with one that has (张三、李四和王五)."""
    sure = [candidate[2] >= 0 for candidate in candidates]
    order = range(len(candidates))
    for numbers, step in ((order, -1), (reversed(order), 1)):
        for number in numbers:
            other = number + step
            if sure[number] or not 0 <= other < len(candidates) or not sure[other]:
                continue
            left, right = sorted((candidates[number], candidates[other]))
            sure[number] = _LINK.fullmatch(text, left[1], right[0]) is not None
    return (candidate for candidate, is_sure in zip(candidates, sure, strict=True) if is_sure)
