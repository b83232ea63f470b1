"""Patterns at work: a tree becomes linked states, and states are run over a passage."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.model import Mention
from kg.rules import states
from kg.rules.passage import Passage
from kg.rules.prospects import first_characters, prospect_of
from kg.rules.states import Found, Run, State, SubjectFinder
from kg.rules.syntax import Blank, Capture, Choice, Edge, Gap, Literal, Look, Node, Sequence, Word, unparse

__all__ = ["Match", "Miss", "Pattern"]

_SEPARATOR = r"、(?:以及|及|和|与)?|，?(?:以及|及)|和|与|(?<=[”」』])(?=[“「『])"
_STEPS = 20_000
_STEPS_FOR_A_CHARACTER = 2_000

Watch = Callable[[int, int, str], None]


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
class Miss:
    """How far a pattern came.

    Attributes:
        place: where it could not go on.
        needed: what had to stand there, as pattern text.
        remaining: how many parts of the pattern were still to come.
    """

    place: int
    needed: tuple[str, ...]
    remaining: int


class Pattern:
    """A compiled pattern.

    Args:
        node: its tree.
        list_tail: what may follow a list before the sentence goes on (等一批…企业), or None.
        joints: verbs that join the items of a list (甲联合乙), beside 、, 和 and their like.
    """

    def __init__(self, node: Node, list_tail: Node | None = None, joints: Iterable[str] = ()) -> None:
        self._node = node
        self._list_tail = list_tail
        verbs = "|".join(re.escape(verb) for verb in joints)
        self._separator = re.compile(f"{_SEPARATOR}|，?(?:{verbs})" if verbs else _SEPARATOR)
        compiler = _Compiler(list_tail, self._separator)
        options = node.options if isinstance(node, Choice) else (node,)
        self._ways = tuple((prospect_of(way), compiler.compile(way, states.accept, 0)[0]) for way in options)

    def may_match(self, passage: Passage) -> bool:
        """Whether a passage has the words and names without which the pattern cannot match."""
        return any(prospect.fits(passage) for prospect, _ in self._ways)

    def search(self, passage: Passage, subjects: SubjectFinder, *, overlapping: bool = False) -> Iterator[Match]:
        """All matches from left to right; unless `overlapping`, each begins where the one before ended.

        Raises:
            LimitError: the pattern takes more steps than any sensible one on a text of this length.
        """
        ways = self._beginning_ways(passage)
        run = _run(passage, subjects)
        reached = passage.start
        for place in sorted(ways):
            if place < reached or place in passage.inner:
                continue
            found = states.first_of(ways[place], run, place)
            if found is None:
                continue
            match = _match(place, found)
            yield match
            reached = place + 1 if overlapping else max(match.end, place + 1)

    def _beginning_ways(self, passage: Passage) -> Mapping[int, list[State]]:
        """For each place the ways to match that may begin there, in their order."""
        found: defaultdict[int, list[State]] = defaultdict(list)
        for prospect, state in self._ways:
            for place in prospect.places(passage):
                found[place].append(state)
        return found

    def furthest_miss(self, passage: Passage, subjects: SubjectFinder) -> Miss | None:
        """Where the pattern came furthest without matching; None if it matches nowhere near, that is: at no place."""
        misses: dict[tuple[int, int], list[str]] = {}

        def watch(remaining: int, place: int, needed: str) -> None:
            listed = misses.setdefault((remaining, place), [])
            if needed not in listed:
                listed.append(needed)

        start, _ = _Compiler(self._list_tail, self._separator, watch).compile(self._node, states.accept, 0)
        run = _run(passage, subjects)
        for place in range(passage.start, passage.end + 1):
            if place not in passage.inner:
                start(run, place)
        if not misses:
            return None
        remaining, place = min(misses)
        return Miss(place, tuple(misses[remaining, place]), remaining)


class _Compiler:
    """Links the states of a tree from its end to its beginning, counting how many parts are still to come."""

    def __init__(self, list_tail: Node | None, separator: re.Pattern[str], watch: Watch | None = None) -> None:
        self._list_tail = list_tail
        self._separator = separator
        self._watch = watch

    def compile(self, node: Node, following: State, remaining: int) -> tuple[State, int]:
        """The state that matches `node` and then `following`, and how many parts it still needs."""
        match node:
            case Sequence(items):
                for item in reversed(items):
                    following, remaining = self.compile(item, following, remaining)
                return following, remaining
            case Choice(options):
                compiled = [self.compile(option, following, remaining) for option in options]
                fewest = min(count for _, count in compiled)
                ways = tuple(state for state, _ in compiled)
                firsts = [None if self._watch else first_characters(option) for option in options]
                return states.remembering(states.choice(ways, firsts)), fewest
            case Capture(name, body):
                marker = object()
                inner, count = self.compile(body, states.mark(marker, following), remaining)
                return states.capture(name, marker, inner), count
            case Look() | Blank() | Literal() | Gap() | Edge() | Word():
                state = self._watched(self._leaf(node, following, remaining), node, remaining + 1)
                return state, remaining + 1

    def _leaf(self, node: Look | Blank | Literal | Gap | Edge | Word, following: State, remaining: int) -> State:
        match node:
            case Literal(text):
                return states.literal(text, following)
            case Gap(limit, crosses_clauses):
                return states.remembering(states.gap(limit, crosses_clauses, following))
            case Edge(start):
                return states.edge(start, following)
            case Word(pos, words):
                return states.word(pos, words, following)
            case Look():
                return self._look(node, following)
            case Blank():
                return states.remembering(self._blank(node, following, remaining))

    def _look(self, look: Look, following: State) -> State:
        unwatched = _Compiler(self._list_tail, self._separator)
        if look.ahead:
            return states.look(look.wanted, unwatched.compile(look.body, states.accept, 0)[0], following)
        return states.look_behind(look.wanted, unwatched.compile(look.body, states.accept_target, 0)[0], following)

    def _blank(self, blank: Blank, following: State, remaining: int) -> State:
        if blank.carried:
            return states.carried(blank, following)
        if blank.free:
            return states.free(blank, following)
        if not blank.many:
            return states.mention(blank, following)
        if self._list_tail is None:
            return states.listing(blank, self._separator, following)
        tail, _ = self.compile(self._list_tail, following, remaining)
        return states.listing(blank, self._separator, states.choice((following, tail)))

    def _watched(self, state: State, node: Node, remaining: int) -> State:
        watch = self._watch
        if watch is None:
            return state
        needed = unparse(node)

        def watched(run: Run, place: int) -> Found | None:
            found = state(run, place)
            if found is None:
                watch(remaining, place, needed)
            return found

        return watched


def _run(passage: Passage, subjects: SubjectFinder) -> Run:
    steps = _STEPS + _STEPS_FOR_A_CHARACTER * (passage.end - passage.start)
    return Run(passage, subjects, set(), steps)


def _match(start: int, found: Found) -> Match:
    bindings: dict[str, tuple[Mention, ...]] = {}
    end, anchors = start, [start]
    link: Found | None = found
    while link is not None:
        if link.name:
            bindings[link.name] = link.mentions
        if link.anchor >= 0:
            anchors.append(link.anchor)
        end = max(end, link.end)
        link = link.rest
    heads = anchors[1:] or anchors
    return Match(start, end, min(heads), max(heads), bindings)
