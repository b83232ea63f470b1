"""Where a pattern may begin at all: what must stand in a passage, and what its first part needs.

Most rules that a word wakes have no chance in the sentence: the facility or the second verb is missing. To see that
costs a look at a word or at a type; to try the states at each place costs a hundred times as much.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.rules.passage import Passage
from kg.rules.syntax import Blank, Capture, Choice, Edge, Gap, Literal, Look, Node, Sequence, Word

__all__ = ["Prospect", "first_characters", "prospect_of"]

Types = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sign:
    """One of these words, or a mention of one of these groups of types; `reach` characters before it a match may begin.

    A match needs a sign anywhere in the passage, or begins at one: then the reach counts.
    """

    words: frozenset[str] = frozenset()
    types: frozenset[Types] = frozenset()
    reach: int = 0

    def stands_in(self, passage: Passage) -> bool:
        """Whether the passage has it."""
        text, start, end = passage.text, passage.start, passage.end
        for types in self.types:
            if passage.has(types):
                return True
        return any(text.find(word, start, end) >= 0 for word in self.words)

    def places(self, passage: Passage) -> Iterator[int]:
        """Where a match that begins with it may begin; some places several times."""
        if not self.reach:
            yield from self._own_places(passage)
            return
        behind = passage.start
        for place in sorted(self._own_places(passage)):
            yield from range(max(place - self.reach, behind), place + 1)
            behind = place + 1

    def _own_places(self, passage: Passage) -> Iterator[int]:
        for word in self.words:
            place = passage.text.find(word, passage.start, passage.end)
            while place >= 0:
                yield place
                place = passage.text.find(word, place + 1, passage.end)
        for types in self.types:
            yield from passage.standing(types)


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a passage must have for a pattern to match in it.

    Attributes:
        needs: signs all of which must stand in it.
        beginnings: signs at one of which a match begins; None if it may begin anywhere.
    """

    needs: tuple[_Sign, ...]
    beginnings: tuple[_Sign, ...] | None

    def fits(self, passage: Passage) -> bool:
        """Whether a passage has all that is needed."""
        return all(need.stands_in(passage) for need in self.needs)

    def places(self, passage: Passage) -> Iterable[int]:
        """The places where it is worth trying to match, in no order; none if the passage lacks what is needed."""
        if not self.fits(passage):
            return ()
        if self.beginnings is None:
            return range(passage.start, passage.end + 1)
        return {place for sign in self.beginnings for place in sign.places(passage)}


def first_characters(node: Node) -> frozenset[str] | None:
    """The characters of which one must stand where `node` begins; None if any may."""
    match node:
        case Literal(text):
            return frozenset(text[:1])
        case Word(words=words) if words:
            return frozenset(word[:1] for word in words)
        case Capture(body=body):
            return first_characters(body)
        case Choice(options):
            each = [first_characters(option) for option in options]
            return frozenset().union(*(found for found in each if found)) if all(each) else None
        case Sequence(items) if items:
            return first_characters(items[0])
        case _:
            return None


def prospect_of(node: Node) -> Prospect:
    """What must stand in a passage in which `node` matches, and where it may begin."""
    return Prospect(tuple(sorted(set(_needs(node)), key=_cost)), _beginnings(node, None))


def _cost(sign: _Sign) -> tuple[int, list[str], list[Types]]:
    """The rarest and cheapest first: mentions, then few words."""
    return len(sign.words), sorted(sign.words), sorted(sign.types)


def _needs(node: Node) -> list[_Sign]:
    match node:
        case Literal(text):
            return [_Sign(frozenset({text}))]
        case Word(words=words) if words:
            return [_Sign(frozenset(words))]
        case Blank(carried=False, free=0, types=types):
            return [_Sign(types=frozenset({types}))]
        case Capture(body=body):
            return _needs(body)
        case Sequence(items):
            return [need for item in items for need in _needs(item)]
        case Choice(options):
            each = [_rarest(_needs(option)) for option in options]
            found = [sign for sign in each if sign]
            return [_either(found)] if found and len(found) == len(each) else []
        case _:
            return []


def _rarest(signs: list[_Sign]) -> _Sign | None:
    """The one with the longest words, since those are the rarest."""
    return max(signs, key=lambda sign: (min(map(len, sign.words), default=0), len(sign.types) == 0), default=None)


def _either(signs: Iterable[_Sign]) -> _Sign:
    signs = tuple(signs)
    return _Sign(frozenset().union(*(sign.words for sign in signs)), frozenset().union(*(sign.types for sign in signs)))


def _beginnings(node: Node, following: tuple[_Sign, ...] | None) -> tuple[_Sign, ...] | None:
    """The signs at which `node` with what follows it begins; None if anywhere."""
    match node:
        case Literal() | Blank(carried=False, free=0):
            return tuple(_needs(node))
        case Word(words=words):
            return tuple(_needs(node)) if words else None
        case Gap(limit=limit) | Blank(carried=False, free=limit):
            return following and tuple(replace(sign, reach=sign.reach + limit) for sign in following)
        case Edge() | Look() | Blank():
            return following
        case Capture(body=body):
            return _beginnings(body, following)
        case Sequence(items):
            for item in reversed(items):
                following = _beginnings(item, following)
            return following
        case Choice(options):
            each = [_beginnings(option, following) for option in options]
            return None if None in each else _together(sign for signs in each for sign in signs or ())


def _together(signs: Iterable[_Sign]) -> tuple[_Sign, ...]:
    """One sign for all that have the same reach."""
    by_reach: dict[int, list[_Sign]] = {}
    for sign in signs:
        by_reach.setdefault(sign.reach, []).append(sign)
    return tuple(replace(_either(found), reach=reach) for reach, found in sorted(by_reach.items()))
