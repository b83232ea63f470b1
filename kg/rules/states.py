"""The states that a pattern is made of: each tries one thing at a place and hands on to what follows it.

A state that failed at a place is never tried there again (`remembering`), so the work is bounded by states x places
whatever the pattern: the memoised backtracking of Norvig 1991 and of RE2's bit state.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from kg.errors import LimitError
from kg.model import Mention
from kg.rules.passage import Passage
from kg.rules.syntax import Blank

__all__ = [
    "Found",
    "Run",
    "State",
    "SubjectFinder",
    "accept",
    "accept_target",
    "capture",
    "carried",
    "choice",
    "edge",
    "first_of",
    "free",
    "gap",
    "listing",
    "literal",
    "look",
    "look_behind",
    "mark",
    "mention",
    "remembering",
    "take_step",
    "word",
]

SubjectFinder = Callable[[int, tuple[str, ...], bool], tuple[Mention, ...]]
_LONGEST_LIST = 40
_FURTHEST_BEHIND = 40
_TEXT = "Text"


@dataclass(frozen=True, slots=True)
class Found:
    """A chain of what was bound on the way to success, last first."""

    end: int
    name: str = ""
    mentions: tuple[Mention, ...] = ()
    anchor: int = -1
    marker: object = None
    rest: Found | None = None


@dataclass(slots=True)
class Run:
    """One passage being matched; remembers which states failed where.

    Attributes:
        passage: what is matched.
        subjects: finds the subject that governs a place.
        failed: states and places that need not be tried again.
        steps_left: how many more states may be tried before the pattern is stopped.
        target: where a look behind must end.
    """

    passage: Passage
    subjects: SubjectFinder
    failed: set[tuple[int, int]]
    steps_left: int
    target: int = -1


State = Callable[[Run, int], Found | None]


def take_step(run: Run) -> None:
    """Count a step.

    Raises:
        LimitError: it is one too many.
    """
    run.steps_left -= 1
    if run.steps_left < 0:
        raise LimitError("规则太费时（too many steps）", remedy="把间隔写短，或用更少见的字词打头")


def accept(_run: Run, place: int) -> Found | None:
    """The end of a pattern."""
    return Found(place)


def remembering(state: State) -> State:
    """A state that is not tried twice where it failed, and that counts its steps."""

    key = id(state)

    def remembered(run: Run, place: int) -> Found | None:
        if (key, place) in run.failed:
            return None
        take_step(run)
        found = state(run, place)
        if found is None:
            run.failed.add((key, place))
        return found

    return remembered


def literal(text: str, following: State) -> State:
    """These very characters; they may not end inside a name."""

    length = len(text)

    def state(run: Run, place: int) -> Found | None:
        end = place + length
        passage = run.passage
        if end > passage.end or not passage.text.startswith(text, place) or end in passage.inner:
            return None
        found = following(run, end)
        return Found(end, anchor=place, rest=found) if found else None

    return state


def choice(options: tuple[State, ...], firsts: Sequence[frozenset[str] | None] = ()) -> State:
    """The first of the options that leads to success; `firsts`: with which characters each can begin, None if any."""
    paired = tuple(zip_longest(options, firsts))
    others = tuple(option for option, first in paired if first is None)
    begun = {
        character: tuple(option for option, first in paired if first is None or character in first)
        for character in frozenset().union(*filter(None, firsts))
    }

    def state(run: Run, place: int) -> Found | None:
        return first_of(begun.get(run.passage.text[place : place + 1], others), run, place)

    return state


def first_of(options: Iterable[State], run: Run, place: int) -> Found | None:
    """What the first of the options that leads to success finds."""
    for option in options:
        found = option(run, place)
        if found:
            return found
    return None


def gap(limit: int, crosses_clauses: bool, following: State) -> State:
    """As few characters as possible, names being skipped whole."""

    def state(run: Run, place: int) -> Found | None:
        found = following(run, place)
        if found:
            return found
        for reached in run.passage.steps(place, crosses_clauses=crosses_clauses):
            if reached - place > limit:
                return None
            take_step(run)
            found = following(run, reached)
            if found:
                return found
        return None

    return state


def mention(blank: Blank, following: State) -> State:
    """One mention of the blank's classes."""

    def state(run: Run, place: int) -> Found | None:
        for mention, end in run.passage.mentions_at(place, blank.types):
            found = following(run, end)
            if found:
                return Found(end, blank.name, (mention,), rest=found)
        return None

    return state


def listing(blank: Blank, separators: re.Pattern[str], following: State) -> State:
    """As many mentions as possible, parted by separators."""

    def state(run: Run, place: int) -> Found | None:
        ends: list[tuple[int, tuple[Mention, ...]]] = []
        items: tuple[Mention, ...] = ()
        while len(items) < _LONGEST_LIST:
            item = next(iter(run.passage.mentions_at(place, blank.types)), None)
            if item is None:
                break
            items = (*items, item[0])
            ends.append((item[1], items))
            separator = separators.match(run.passage.text, item[1], run.passage.end)
            if separator is None:
                break
            place = separator.end()
        for end, mentions in reversed(ends):
            found = following(run, end)
            if found:
                return Found(end, blank.name, mentions, rest=found)
        return None

    return state


def carried(blank: Blank, following: State) -> State:
    """The subject that governs the first literal that follows; takes no characters."""

    def state(run: Run, place: int) -> Found | None:
        found = following(run, place)
        if found is None:
            return None
        mentions = run.subjects(_first_anchor(found, place), blank.types, blank.many)
        return Found(place, blank.name, mentions, rest=found) if mentions else None

    return state


def _first_anchor(found: Found, place: int) -> int:
    anchors: list[int] = []
    link: Found | None = found
    while link is not None:
        if link.anchor >= 0:
            anchors.append(link.anchor)
        link = link.rest
    return min(anchors, default=place)


def free(blank: Blank, following: State) -> State:
    """As few words as possible, taken as a mention of the blank's class."""

    def state(run: Run, place: int) -> Found | None:
        for end in run.passage.steps(place, crosses_clauses=False):
            if end - place > blank.free:
                return None
            take_step(run)
            found = following(run, end)
            if found:
                mention = Mention(blank.types[0], place, end, run.passage.text[place:end])
                return Found(end, blank.name, (mention,), rest=found)
        return None

    return state


def mark(marker: object, following: State) -> State:
    """Notes where the body of a capture ends."""

    def state(run: Run, place: int) -> Found | None:
        found = following(run, place)
        return Found(place, marker=marker, rest=found) if found else None

    return state


def capture(name: str, marker: object, body: State) -> State:
    """The words that the body matches, up to its mark."""

    def state(run: Run, place: int) -> Found | None:
        found = body(run, place)
        link = found
        while link is not None and link.marker is not marker:
            link = link.rest
        if link is None:
            return None
        mention = Mention(_TEXT, place, link.end, run.passage.text[place : link.end])
        return Found(link.end, name, (mention,), anchor=place, rest=found)

    return state


def look(wanted: bool, body: State, following: State) -> State:
    """Whether the body matches (or does not match) here, without taking characters; asked only if all else fits."""

    def state(run: Run, place: int) -> Found | None:
        found = following(run, place)
        if found is None:
            return None
        return found if (body(run, place) is not None) is wanted else None

    return state


def look_behind(wanted: bool, body: State, following: State) -> State:
    """Whether the body matches (or does not match) up to here; asked only if all else fits."""

    def state(run: Run, place: int) -> Found | None:
        found = following(run, place)
        if found is None:
            return None
        behind = Run(run.passage, run.subjects, set(), run.steps_left, target=place)
        starts = range(place, max(run.passage.start, place - _FURTHEST_BEHIND) - 1, -1)
        seen = any(body(behind, start) is not None for start in starts)
        run.steps_left = behind.steps_left
        return found if seen is wanted else None

    return state


def accept_target(run: Run, place: int) -> Found | None:
    """The end of the body of a look behind."""
    return Found(place) if place == run.target else None


def edge(start: bool, following: State) -> State:
    """The beginning or the end of a clause."""

    def state(run: Run, place: int) -> Found | None:
        at_edge = run.passage.at_clause_start(place) if start else run.passage.at_clause_end(place)
        return following(run, place) if at_edge else None

    return state


def word(pos: str, words: tuple[str, ...], following: State) -> State:
    """One word of this part of speech, and one of `words` where they are given."""
    wanted = frozenset(words)

    def state(run: Run, place: int) -> Found | None:
        passage = run.passage
        token = passage.words.get(place)
        if token is None or not token.pos.startswith(pos) or token.end in passage.inner:
            return None
        if wanted and passage.text[token.start : token.end] not in wanted:
            return None
        found = following(run, token.end)
        return Found(token.end, anchor=place if wanted else -1, rest=found) if found else None

    return state
