"""Patterns at work: a tree becomes linked states, and states are run over a passage.

A state that failed at a place is never tried there again, so the work is bounded by
states x places whatever the pattern (the memoised backtracking of Norvig 1991 and RE2's bit state).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.model import Mention
from kg.rules.passage import Passage
from kg.rules.syntax import Blank, Capture, Choice, Edge, Gap, Literal, Look, Node, Sequence, Word

__all__ = ["Match", "Pattern", "SubjectFinder"]

SubjectFinder = Callable[[int, tuple[str, ...], bool], tuple[Mention, ...]]
_SEPARATOR = r"、(?:以及|及|和|与)?|，?(?:以及|及)|和|与|(?<=[”」』])(?=[“「『])"
_LONGEST_LIST = 40
_FURTHEST_BEHIND = 40
_TEXT = "Text"


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern matched and what its blanks hold.

    Attributes:
        start: of the match.
        end: of the match.
        head: where its first literal stands: where the predicate begins.
        anchor: where its last literal stands: the place whose status counts.
        bindings: the mentions of each blank.
    """

    start: int
    end: int
    head: int
    anchor: int
    bindings: Mapping[str, tuple[Mention, ...]]


@dataclass(frozen=True, slots=True)
class _Found:
    """A chain of what was bound on the way to success, last first."""

    end: int
    name: str = ""
    mentions: tuple[Mention, ...] = ()
    anchor: int = -1
    marker: object = None
    rest: _Found | None = None


_State = Callable[["_Run", int], "_Found | None"]


@dataclass(slots=True)
class _Run:
    """One passage being matched; remembers which states failed where."""

    passage: Passage
    subjects: SubjectFinder
    failed: set[tuple[int, int]]
    target: int = -1


class Pattern:
    """A compiled pattern.

    Args:
        node: its tree.
        list_tail: what may follow a list before the sentence goes on (等一批…企业), or None.
        joints: verbs that join the items of a list (甲联合乙), beside 、, 和 and their like.
    """

    def __init__(self, node: Node, list_tail: Node | None = None, joints: Iterable[str] = ()) -> None:
        self._list_tail = list_tail
        verbs = "|".join(re.escape(verb) for verb in joints)
        self._separator = re.compile(f"{_SEPARATOR}|，?(?:{verbs})" if verbs else _SEPARATOR)
        self._start = self._compile(node, _accept)

    def search(self, passage: Passage, subjects: SubjectFinder, *, overlapping: bool = False) -> Iterator[Match]:
        """All matches from left to right; unless `overlapping`, each begins where the one before ended."""
        run = _Run(passage, subjects, set())
        place = passage.start
        while place <= passage.end:
            found = self._start(run, place) if place not in passage.inner else None
            if found is None:
                place += 1
                continue
            match = _match(place, found)
            yield match
            place = place + 1 if overlapping else max(match.end, place + 1)

    def _compile(self, node: Node, following: _State) -> _State:
        match node:
            case Sequence(items):
                for item in reversed(items):
                    following = self._compile(item, following)
                return following
            case Choice(options):
                return _remembering(_choice(tuple(self._compile(option, following) for option in options)))
            case Blank():
                return _remembering(self._blank(node, following))
            case Capture(name, body):
                marker = object()
                return _capture(name, marker, self._compile(body, _mark(marker, following)))
            case Look(ahead, wanted, body):
                if ahead:
                    return _look(wanted, self._compile(body, _accept), following)
                return _look_behind(wanted, self._compile(body, _accept_target), following)
            case Literal() | Gap() | Edge() | Word():
                return _leaf(node, following)

    def _blank(self, blank: Blank, following: _State) -> _State:
        if blank.carried:
            return _carried(blank, following)
        if blank.free:
            return _free(blank, following)
        if blank.many:
            if self._list_tail is None:
                return _list(blank, self._separator, following)
            return _list(blank, self._separator, _choice((following, self._compile(self._list_tail, following))))
        return _mention(blank, following)


def _leaf(node: Literal | Gap | Edge | Word, following: _State) -> _State:
    match node:
        case Literal(text):
            return _literal(text, following)
        case Gap(limit, crosses_clauses):
            return _remembering(_gap(limit, crosses_clauses, following))
        case Edge(start):
            return _edge(start, following)
        case Word(pos):
            return _word(pos, following)


def _match(start: int, found: _Found) -> Match:
    bindings: dict[str, tuple[Mention, ...]] = {}
    end, anchors = start, [start]
    link: _Found | None = found
    while link is not None:
        if link.name:
            bindings[link.name] = link.mentions
        if link.anchor >= 0:
            anchors.append(link.anchor)
        end = max(end, link.end)
        link = link.rest
    heads = anchors[1:] or anchors
    return Match(start, end, min(heads), max(heads), bindings)


def _accept(_run: _Run, place: int) -> _Found | None:
    return _Found(place)


def _remembering(state: _State) -> _State:
    key = id(state)

    def remembered(run: _Run, place: int) -> _Found | None:
        if (key, place) in run.failed:
            return None
        found = state(run, place)
        if found is None:
            run.failed.add((key, place))
        return found

    return remembered


def _literal(text: str, following: _State) -> _State:
    length = len(text)

    def state(run: _Run, place: int) -> _Found | None:
        end = place + length
        passage = run.passage
        if end > passage.end or not passage.text.startswith(text, place) or end in passage.inner:
            return None
        found = following(run, end)
        return _Found(end, anchor=place, rest=found) if found else None

    return state


def _choice(options: tuple[_State, ...]) -> _State:
    def state(run: _Run, place: int) -> _Found | None:
        for option in options:
            found = option(run, place)
            if found:
                return found
        return None

    return state


def _gap(limit: int, crosses_clauses: bool, following: _State) -> _State:
    def state(run: _Run, place: int) -> _Found | None:
        found = following(run, place)
        if found:
            return found
        for reached in run.passage.steps(place, crosses_clauses=crosses_clauses):
            if reached - place > limit:
                return None
            found = following(run, reached)
            if found:
                return found
        return None

    return state


def _mention(blank: Blank, following: _State) -> _State:
    def state(run: _Run, place: int) -> _Found | None:
        for mention, end in run.passage.mentions_at(place, blank.types):
            found = following(run, end)
            if found:
                return _Found(end, blank.name, (mention,), rest=found)
        return None

    return state


def _list(blank: Blank, separators: re.Pattern[str], following: _State) -> _State:
    def state(run: _Run, place: int) -> _Found | None:
        ends: list[tuple[int, tuple[Mention, ...]]] = []
        items: tuple[Mention, ...] = ()
        while len(items) < _LONGEST_LIST:
            item = next(run.passage.mentions_at(place, blank.types), None)
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
                return _Found(end, blank.name, mentions, rest=found)
        return None

    return state


def _carried(blank: Blank, following: _State) -> _State:
    def state(run: _Run, place: int) -> _Found | None:
        found = following(run, place)
        if found is None:
            return None
        mentions = run.subjects(place, blank.types, blank.many)
        return _Found(place, blank.name, mentions, rest=found) if mentions else None

    return state


def _free(blank: Blank, following: _State) -> _State:
    def state(run: _Run, place: int) -> _Found | None:
        for end in run.passage.steps(place, crosses_clauses=False):
            if end - place > blank.free:
                return None
            found = following(run, end)
            if found:
                mention = Mention(blank.types[0], place, end, run.passage.text[place:end])
                return _Found(end, blank.name, (mention,), rest=found)
        return None

    return state


def _mark(marker: object, following: _State) -> _State:
    """Notes where the body of a capture ends."""

    def state(run: _Run, place: int) -> _Found | None:
        found = following(run, place)
        return _Found(place, marker=marker, rest=found) if found else None

    return state


def _capture(name: str, marker: object, body: _State) -> _State:
    def state(run: _Run, place: int) -> _Found | None:
        found = body(run, place)
        link = found
        while link is not None and link.marker is not marker:
            link = link.rest
        if link is None:
            return None
        mention = Mention(_TEXT, place, link.end, run.passage.text[place : link.end])
        return _Found(link.end, name, (mention,), anchor=place, rest=found)

    return state


def _look(wanted: bool, body: _State, following: _State) -> _State:
    def state(run: _Run, place: int) -> _Found | None:
        seen = body(run, place) is not None
        return following(run, place) if seen is wanted else None

    return state


def _look_behind(wanted: bool, body: _State, following: _State) -> _State:
    def state(run: _Run, place: int) -> _Found | None:
        behind = _Run(run.passage, run.subjects, set(), target=place)
        starts = range(place, max(run.passage.start, place - _FURTHEST_BEHIND) - 1, -1)
        seen = any(body(behind, start) is not None for start in starts)
        return following(run, place) if seen is wanted else None

    return state


def _accept_target(run: _Run, place: int) -> _Found | None:
    return _Found(place) if place == run.target else None


def _edge(start: bool, following: _State) -> _State:
    def state(run: _Run, place: int) -> _Found | None:
        at_edge = run.passage.at_clause_start(place) if start else run.passage.at_clause_end(place)
        return following(run, place) if at_edge else None

    return state


def _word(pos: str, following: _State) -> _State:
    def state(run: _Run, place: int) -> _Found | None:
        token = run.passage.words.get(place)
        if token is None or not token.pos.startswith(pos) or token.end in run.passage.inner:
            return None
        found = following(run, token.end)
        return _Found(token.end, rest=found) if found else None

    return state
