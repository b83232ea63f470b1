"""Which mention governs a place: the subject of its clause, or the one carried over from before (承前省略)."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.model import Document, Mention, Pointing, Token
from kg.rules.passage import Passage

__all__ = ["SENTENCES_BACK", "find_subjects", "sentences_before"]

_BLOCKING = ("v", "p")
_PREDICATE = ("v", "d", "p")
_NOT_BLOCKING = frozenset({"是", "据", "随着", "为了", "作为", "除"})
_JOINED = re.compile(r"[”」』》]?(?:、|和|与|及|以及)?[“「『《]?")
_SOURCES = ("Person", "MediaOutlet")
_MEDIUM = "MediaOutlet"
_HEAD_OF_POST = ("）：", "：")
_COPULAS = frozenset({"是", "系"})
_PREDICATE_REACH = 40
_ATTRIBUTION_REACH = 12
SENTENCES_BACK = 3
_CLAUSES_BACK = 12
_CLAUSE_BEGINNING = 200
_MENTIONS_BACK = 40
_LONGEST_WORD = 4
_NESTED = 3  # names inside a name that may stand between it and the next item of its list
_LONGEST_LIST = 8
_BRACKETS = ("（", "(")
_FRAMES = ("基础上", "同时", "之际", "时", "后")


def find_subjects(
    here: Passage,
    before: tuple[Passage, ...],
    place: int,
    types: tuple[str, ...],
    *,
    many: bool,
    governing: frozenset[str] = frozenset(),
    attributing: frozenset[str] = frozenset(),
) -> tuple[Mention, ...]:
    """The mention (with `many`, the list of mentions) in subject position that governs `place`.

    Looked for in this clause, then backwards through the sentence's clauses, then anywhere earlier in the
    sentence, then in the sentences before (nearest first). Who is only quoted or reported from (张三介绍，；36氪获悉，)
    is no subject of what follows, unless there is no other.

    Args:
        here: the sentence.
        before: the sentences before it that may have its subject, in order.
        place: where the predicate begins.
        types: what the subject may be.
        many: whether its co-ordinated companions come with it.
        governing: words after which no subject stands, beside verbs and prepositions.
        attributing: words that attribute what follows to somebody (表示, 获悉).
    """
    for strict in (True, False):
        passage, found = _nearest(here, before, place, _Sought(types, governing, attributing, strict=strict))
        if found:
            return _companions(passage, found, types) if many else (found,)
    return ()


def sentences_before(document: Document, passages: Sequence[Passage], number: int) -> tuple[Passage, ...]:
    """The sentences that may have the subject of one: those before it in its paragraph, in the lead also the title.

    Args:
        document: whose sentences they are.
        passages: all of its sentences, in order, the title first.
        number: of the sentence.
    """
    paragraph = bisect.bisect_right(document.paragraphs, passages[number].start, key=lambda p: p[0]) - 1
    if paragraph < 0:
        return ()
    start = document.paragraphs[paragraph][0] if paragraph else 0
    return tuple(p for p in passages[max(0, number - SENTENCES_BACK) : number] if p.start >= start)


@dataclass(frozen=True, slots=True)
class _Sought:
    """What a subject may be, and the words that say where none stands."""

    types: tuple[str, ...]
    governing: frozenset[str]
    attributing: frozenset[str]
    strict: bool

    def first(self, passage: Passage, mentions: Iterable[Mention]) -> Mention | None:
        """The first of these mentions that may be the subject."""
        return next((m for m in mentions if self.fits(passage, m)), None)

    def fits(self, passage: Passage, mention: Mention) -> bool:
        """Whether this mention may be."""
        if not any(passage.is_a(mention.type, wanted) for wanted in self.types):
            return False
        if passage.is_a(mention.type, _MEDIUM) and passage.text.startswith(
            (*self.attributing, *_HEAD_OF_POST), mention.end
        ):
            return False
        if not self.strict:
            return True
        return not (self._is_source(passage, mention) or _is_modifier(passage, mention))

    def _is_source(self, passage: Passage, mention: Mention) -> bool:
        """Whether the clause of a person or a medium says no more than that they say or have heard what follows."""
        if not any(passage.is_a(mention.type, kind) for kind in _SOURCES):
            return False
        end = passage.clauses[passage.clause_of(mention.start)][1]
        if end - mention.end > _ATTRIBUTION_REACH:
            return False
        return passage.text[mention.end : end].endswith(tuple(self.attributing))


def _is_modifier(passage: Passage, mention: Mention) -> bool:
    """Whether 全国, 全省 and the like only say of what follows where it is (全国范围, 全省首个)."""
    if mention.found_by != Pointing.RELATIVE_REGION:
        return False
    word = passage.words.get(mention.end)
    return word is None or not word.pos.startswith(_PREDICATE)


def _is_predicative(passage: Passage, mention: Mention) -> bool:
    """Whether a mention of a clause before only says what its subject is (，是该市的〔重点工程〕，)."""
    start = max(passage.clauses[passage.clause_of(mention.start)][0], mention.start - _PREDICATE_REACH)
    words = (word for place in range(start, mention.start) if (word := passage.words.get(place)))
    return any(passage.text[word.start : word.end] in _COPULAS for word in words)


def _nearest(here: Passage, before: tuple[Passage, ...], place: int, sought: _Sought) -> tuple[Passage, Mention | None]:
    found = _in_sentence(here, place, sought) or _anywhere(here, place, sought)
    if found:
        return here, found
    for earlier in reversed(before[-SENTENCES_BACK:]):
        found = _first_subject(earlier, sought) or _anywhere(earlier, earlier.end, sought)
        if found:
            return earlier, found
    return here, None


def _in_sentence(passage: Passage, place: int, sought: _Sought) -> Mention | None:
    last = passage.clause_of(place)
    for number in range(last, max(last - _CLAUSES_BACK, -1), -1):
        start, end = passage.clauses[number]
        end = min(end, place, start + _CLAUSE_BEGINNING)
        candidates = _candidates(passage, start, end, sought.governing)
        if sought.strict and number < last:
            candidates = (mention for mention in candidates if not _is_predicative(passage, mention))
        found = sought.first(passage, candidates)
        if found:
            return found
    return None


def _first_subject(passage: Passage, sought: _Sought) -> Mention | None:
    for start, end in passage.clauses:
        beginning = min(end, start + _CLAUSE_BEGINNING)
        candidates = _candidates(passage, start, beginning, sought.governing)
        if sought.strict:
            candidates = (mention for mention in candidates if not _is_predicative(passage, mention))
        found = sought.first(passage, candidates)
        if found:
            return found
    return None


def _anywhere(passage: Passage, place: int, sought: _Sought) -> Mention | None:
    behind = bisect.bisect_right(passage.order, place, key=lambda m: m.end)
    nearest = passage.order[max(0, behind - _MENTIONS_BACK) : behind]
    own = passage.clauses[passage.clause_of(place)][0]
    return next(
        (
            m
            for m in reversed(nearest)
            if sought.fits(passage, m)
            and not _is_oblique(passage, m)
            and not (sought.strict and m.start < own and _is_predicative(passage, m))
        ),
        None,
    )


def _is_oblique(passage: Passage, mention: Mention) -> bool:
    """Whether a mention cannot be a subject: behind a preposition, in a list behind either that or a verb, in brackets.

    In 在甲中心建成的基础上 it is one, of a clause of its own.
    """
    if passage.text.startswith(_BRACKETS, mention.start - 1):
        return True
    start = mention.start
    for _ in range(_LONGEST_LIST):
        here = bisect.bisect_left(passage.order, start, key=lambda m: m.start)
        joined = here > 0 and _are_joined(passage, passage.order[here - 1], passage.order[here])
        if not joined:
            break
        start = passage.order[here - 1].start
    before = range(start - 1, max(passage.start, start - _LONGEST_WORD) - 1, -1)
    word = next((passage.words[place] for place in before if place in passage.words), None)
    if word is None or word.end != start:
        return False
    if word.pos.startswith("v"):
        here = bisect.bisect_left(passage.order, mention.start, key=lambda m: m.start)
        ahead = passage.order[here : here + 1 + _NESTED]
        return start < mention.start or any(_are_joined(passage, mention, other) for other in ahead)
    if not word.pos.startswith("p"):
        return False
    following = passage.words.get(mention.end)
    clause_end = passage.clauses[passage.clause_of(mention.start)][1]
    in_frame = passage.text.endswith(_FRAMES, mention.end, clause_end)
    return not (in_frame and following is not None and following.pos.startswith("v"))


def _candidates(passage: Passage, start: int, end: int, governing: frozenset[str]) -> Iterator[Mention]:
    """Mentions in subject position: before the first verb or preposition of the clause, not possessors.

    Behind it only the head of a relative clause with its own predicate (由甲公司建设的〔乙平台〕将…).
    """
    place, governed = start, False
    while place < end:
        units = passage.units.get(place)
        if units:
            place = units[0].end
            possessor = passage.text.startswith("的", place)
            if not possessor and (not governed or _heads_relative_clause(passage, units[0])):
                yield from units
            continue
        word = passage.words.get(place)
        if word is None:
            place += 1
            continue
        governed = governed or _governs(passage, word, governing)
        place = next((inside for inside in range(word.start + 1, word.end) if inside in passage.units), word.end)


def _governs(passage: Passage, word: Token, governing: frozenset[str]) -> bool:
    text = passage.text[word.start : word.end]
    return text in governing or (word.pos.startswith(_BLOCKING) and text not in _NOT_BLOCKING)


def _heads_relative_clause(passage: Passage, mention: Mention) -> bool:
    following = passage.words.get(mention.end)
    return (
        passage.text.startswith("的", mention.start - 1)
        and following is not None
        and following.pos.startswith(_PREDICATE)
    )


def _companions(passage: Passage, first: Mention, types: tuple[str, ...]) -> tuple[Mention, ...]:
    """A、B和C around one of them, itself included."""
    here = bisect.bisect_left(passage.order, first.start, key=lambda m: m.start)
    around = passage.order[max(0, here - _MENTIONS_BACK) : here + _MENTIONS_BACK]
    chosen = [m for m in around if any(passage.is_a(m.type, wanted) for wanted in types)]
    at = chosen.index(first)
    left, right = at, at
    while left > 0 and _are_joined(passage, chosen[left - 1], chosen[left]):
        left -= 1
    while right + 1 < len(chosen) and _are_joined(passage, chosen[right], chosen[right + 1]):
        right += 1
    return tuple(chosen[left : right + 1])


def _are_joined(passage: Passage, left: Mention, right: Mention) -> bool:
    between = passage.text[left.end : right.start]
    return bool(between) and left.end <= right.start and _JOINED.fullmatch(between) is not None
