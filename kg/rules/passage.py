"""A sentence (or the inside of a name) as patterns see it: characters, with mentions as units."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Document, Mention, Sentence, Token

__all__ = ["Lineage", "Passage", "clause_spans", "passage_of", "passage_within"]

CLAUSE_MARKS = frozenset("，；：。！？!?;\n—")
OPENING = {"“": "”", "「": "」", "『": "』", "《": "》", '"': '"', "‘": "’"}
_MOST_QUOTATION_MARKS = 40
_BRACKET = re.compile(r"[（(][^（）()]{1,40}[）)]")
_SPACES = frozenset({" ", "\xa0"})

IsA = Callable[[str, str], bool]
Types = tuple[str, ...]


class Lineage:
    """Which class lies under which, with what was asked once remembered: the questions are few and come often."""

    def __init__(self, is_a: IsA) -> None:
        self._is_a = is_a
        self._known: dict[tuple[str, Types], bool] = {}

    def __call__(self, kind: str, wanted: str) -> bool:
        """Whether a class is, or lies under, another."""
        return self.fits(kind, (wanted,))

    def fits(self, kind: str, types: Types) -> bool:
        """Whether a class is, or lies under, one of several."""
        known = self._known.get((kind, types))
        if known is None:
            known = self._known[kind, types] = any(self._is_a(kind, wanted) for wanted in types)
        return known


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document with the mentions in it that are not part of a larger one.

    Attributes:
        text: of the whole document, so that offsets are the document's.
        start: of the stretch.
        end: of the stretch.
        units: the outermost mentions by their start; several where they share their span.
        inner: positions strictly inside an outermost mention.
        clauses: spans between the marks, in order.
        words: tokens by their start.
        is_a: whether a type is (a subclass of) another.
        order: the outermost mentions, in order.
        kinds: their types.
    """

    text: str
    start: int
    end: int
    units: Mapping[int, tuple[Mention, ...]]
    inner: frozenset[int]
    clauses: tuple[tuple[int, int], ...]
    words: Mapping[int, Token]
    is_a: Lineage = field(compare=False)
    order: tuple[Mention, ...] = field(default=())
    kinds: frozenset[str] = frozenset()
    _standing: dict[tuple[str, ...], Mapping[int, tuple[tuple[Mention, int], ...]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _had: dict[tuple[str, ...], bool] = field(default_factory=dict, init=False, repr=False, compare=False)
    _known: dict[object, tuple[int, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def standing(self, types: tuple[str, ...]) -> Mapping[int, tuple[tuple[Mention, int], ...]]:
        """The mentions of these types by where they stand, in quotation marks or not, each with its end."""
        found = self._standing.get(types)
        if found is None:
            found = self._standing[types] = self._places(types)
        return found

    def has(self, types: Types) -> bool:
        """Whether it mentions anything of these types."""
        found = self._had.get(types)
        if found is None:
            found = self._had[types] = any(self.is_a.fits(kind, types) for kind in self.kinds)
        return found

    def places(self, asker: object, find: Callable[[Passage], Iterable[int]]) -> tuple[int, ...]:
        """The places that `find` finds in it, looked for once for each asker."""
        found = self._known.get(asker)
        if found is None:
            found = self._known[asker] = tuple(find(self))
        return found

    def mentions_at(self, place: int, types: tuple[str, ...]) -> tuple[tuple[Mention, int], ...]:
        """The mentions of these types that stand at `place`, in quotation marks or not, and where each ends."""
        return self.standing(types).get(place, ())

    def clause_of(self, place: int) -> int:
        """The number of the clause in which `place` stands (the next one, if it stands on a mark)."""
        return min(bisect.bisect_left(self.clauses, place + 1, key=lambda clause: clause[1]), len(self.clauses) - 1)

    def at_clause_start(self, place: int) -> bool:
        """Whether nothing of the clause stands before `place`."""
        nearest = max(self.start, place - _MOST_QUOTATION_MARKS)
        while place > nearest and self.text[place - 1] in "“「『":
            place -= 1
        return place <= self.start or self.text[place - 1] in CLAUSE_MARKS

    def at_clause_end(self, place: int) -> bool:
        """Whether nothing of the clause stands after `place`."""
        return place >= self.end or self.text[place] in CLAUSE_MARKS or self.text[place : place + 1] in "”」』"

    def steps(self, place: int, *, crosses_clauses: bool) -> Iterator[int]:
        """The places a gap can reach from `place`, nearest first; mentions are skipped whole."""
        while place < self.end:
            if self.text[place] in ("。；！？\n" if crosses_clauses else CLAUSE_MARKS):
                return
            units = self.units.get(place)
            place = units[0].end if units else place + 1
            yield place

    def _places(self, types: tuple[str, ...]) -> dict[int, tuple[tuple[Mention, int], ...]]:
        found: defaultdict[int, list[tuple[Mention, int]]] = defaultdict(list)
        fitting = {kind for kind in self.kinds if self.is_a.fits(kind, types)}
        for mention in self.order if fitting else ():
            if mention.type not in fitting:
                continue
            ends = tuple(self._ends(mention, mention.end))
            found[mention.start].extend(ends)
            if self.text[mention.start - 1 : mention.start] in _SPACES and mention.start > self.start:
                found[mention.start - 1].extend(ends)  # CEO Mia: the space before a name belongs to it
            closing = OPENING.get(self.text[mention.start - 1 : mention.start])
            if closing and self.text[mention.end : mention.end + 1] == closing:
                found[mention.start - 1].extend(self._ends(mention, mention.end + 1))
        return {place: tuple(ends) for place, ends in found.items()}

    def _ends(self, mention: Mention, place: int) -> Iterator[tuple[Mention, int]]:
        """Behind a name and its short form in brackets, 甲科技有限公司（以下简称“甲科技”）, or else behind the name."""
        found = _BRACKET.match(self.text, place, self.end) if self.is_a(mention.type, "Agent") else None
        if found:
            yield mention, found.end()
        yield mention, place
        if self.text[place : place + 1] in _SPACES and place < self.end:
            yield mention, place + 1


def clause_spans(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The stretches between clause marks, none of them empty; at least one."""
    spans: list[tuple[int, int]] = []
    begin = start
    for place in range(start, end + 1):
        if place == end or text[place] in CLAUSE_MARKS:
            if place > begin:
                spans.append((begin, place))
            begin = place + 1
    return tuple(spans) or ((start, end),)


def passage_of(document: Document, sentence: Sentence, mentions: Sequence[Mention], is_a: IsA) -> Passage:
    """A sentence as patterns see it; `mentions` are all of the document, sorted by where they begin."""
    first = bisect.bisect_left(mentions, sentence.start, key=lambda m: m.start)
    last = bisect.bisect_right(mentions, sentence.end, lo=first, key=lambda m: m.start)
    return _passage(document.text, sentence.start, sentence.end, sentence.tokens, mentions[first:last], is_a)


def passage_within(document: Document, whole: Mention, mentions: Sequence[Mention], is_a: IsA) -> Passage:
    """The inside of a name as patterns see it: the names that it is made of are its units.

    Args:
        document: whose text it is.
        whole: the name.
        mentions: all of the document, sorted by where they begin.
        is_a: whether a type is (a subclass of) another.
    """
    first = bisect.bisect_left(mentions, whole.start, key=lambda m: m.start)
    last = bisect.bisect_right(mentions, whole.end, lo=first, key=lambda m: m.start)
    parts = [m for m in mentions[first:last] if (m.start, m.end) != (whole.start, whole.end)]
    return _passage(document.text, whole.start, whole.end, (), parts, is_a)


def _passage(
    text: str, start: int, end: int, tokens: Iterable[Token], mentions: Iterable[Mention], is_a: IsA
) -> Passage:
    units: defaultdict[int, list[Mention]] = defaultdict(list)
    order: list[Mention] = []
    inner: set[int] = set()
    reach = start
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end, m.type)):
        if mention.start < start or mention.end > end:
            continue
        same = order and (order[-1].start, order[-1].end) == (mention.start, mention.end)
        if mention.start < reach and not same:
            continue
        units[mention.start].append(mention)
        order.append(mention)
        inner.update(range(mention.start + 1, mention.end))
        reach = mention.end
    return Passage(
        text=text,
        start=start,
        end=end,
        units={place: tuple(found) for place, found in units.items()},
        inner=frozenset(inner),
        clauses=clause_spans(text, start, end),
        words={token.start: token for token in tokens},
        is_a=is_a if isinstance(is_a, Lineage) else Lineage(is_a),
        order=tuple(order),
        kinds=frozenset(mention.type for mention in order),
    )
