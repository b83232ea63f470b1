"""How far the text vouches for a claim: plan, forecast, negation, rumour and question, by the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.knowledge.rule_files import GuardWords
from kg.model import Status
from kg.rules.cues import Cue, CueFinder, Kind
from kg.rules.passage import Passage

__all__ = ["SENTENCES_AHEAD", "Guards", "Judgement"]

SENTENCES_AHEAD = 2
_NEGATION_REACH = 10
_AIM_REACH = 12
_CLAUSES_BACK = 12
_REACH = 200
_HEARSAY_REACH = 600
_SHORT_CLAUSE = 12
_LONGEST_WORD = 8
_ELLIPSIS = "…"
_PERFECT = "了"
_IF = "的话"
_STATUS = {Kind.EXPECTED: Status.EXPECTED, Kind.PLANNED: Status.PLANNED, Kind.ASSERTED: Status.ASSERTED}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status, and the guard word that gives it ("" where none does)."""

    status: Status
    word: str


class Guards:
    """The guard words of the rule files, ready to judge a place in a sentence."""

    def __init__(self, words: GuardWords) -> None:
        self._cues = CueFinder(words)
        self._questions = words.questions
        self._subordinating = words.subordinating
        self._undone = words.undone
        self._claimed = _either(words.claimed)
        self._rumours = words.rumours
        self._enacted = words.enacted

    def status(self, passage: Passage, head: int, anchor: int, after: Sequence[Passage] = ()) -> Status | None:
        """The status of a claim whose predicate runs from `head` to `anchor`, or None."""
        judgement = self.judge(passage, head, anchor, after)
        return judgement.status if judgement else None

    def judge(self, passage: Passage, head: int, anchor: int, after: Sequence[Passage] = ()) -> Judgement | None:
        """The status of a claim, and the word that gives it; None if the sentence asks or supposes.

        A negation wins, then a rumour; then the nearest clause with a guard word before the predicate decides; within
        a clause a forecast is stronger than a plan, a plan stronger than an assertion. What follows from a condition
        is expected; hearsay marks whatever else would be asserted.

        Args:
            passage: the sentence.
            head: where the predicate begins.
            anchor: where its last word stands.
            after: the sentences behind it, in which a rumour may be refuted.
        """
        number = passage.clause_of(head)
        if self._asks(passage, head) or self._condition(passage, number, number + 1):
            return None
        negation = self._negation(passage, head, anchor)
        if negation:
            return Judgement(Status.NEGATED, negation)
        rumour = self._rumour(passage, anchor)
        source = rumour or self._hearsay(passage, anchor)
        refutation = self._refutation(passage, anchor, after) if source else ""
        if refutation:
            return Judgement(Status.NEGATED, refutation)
        if rumour:
            return Judgement(Status.CLAIMED, rumour)
        judgement = self._modality(passage, head, anchor)
        if judgement.status is not Status.ASSERTED:
            return judgement
        condition = self._condition(passage, 0, number)
        if condition:
            return Judgement(Status.EXPECTED, condition)
        return Judgement(Status.CLAIMED, source) if source else judgement

    def _asks(self, passage: Passage, head: int) -> bool:
        """Whether the sentence asks, or its clause leaves open whether (是否收购乙)."""
        if any(passage.text.startswith(mark, passage.end - len(mark)) for mark in self._questions):
            return True
        start = passage.clauses[passage.clause_of(head)][0]
        return bool(self._cues.of_kind(passage, max(start, head - _REACH), head, Kind.WHETHER))

    def _negation(self, passage: Passage, head: int, anchor: int) -> str:
        """The word that negates the predicate: right before it, or behind it at the end of the clause."""
        for place in dict.fromkeys((head, anchor)):
            start = passage.clauses[passage.clause_of(place)][0]
            for cue in self._reaching(passage, max(start, place - _REACH), place):
                far = _distance(passage, cue.place, place) > _NEGATION_REACH
                if cue.kinds & {Kind.FORMERLY, Kind.DENIED} or (Kind.NEGATED in cue.kinds and not far):
                    return cue.word
        return self._undoing(passage, anchor)

    def _reaching(self, passage: Passage, start: int, end: int) -> Iterator[Cue]:
        """The guard words from `start` that reach `end`: not those before 而是 or in 拟上市的甲公司."""
        cues = self._cues.between(passage, start, end)
        turn = max((n for n, cue in enumerate(cues) if Kind.INSTEAD in cue.kinds), default=-1)
        return (cue for cue in cues[turn + 1 :] if not _modifies(passage, cue, end))

    def _undoing(self, passage: Passage, anchor: int) -> str:
        """The words 告吹, 未果 and the like with which the clause ends, or the short clause after it."""
        number = passage.clause_of(anchor)
        spans = [(_end_of_word(passage, anchor), passage.clauses[number][1])]
        if number + 1 < len(passage.clauses):
            start, end = passage.clauses[number + 1]
            if end - start <= _SHORT_CLAUSE and not any(place in passage.units for place in range(start, end)):
                spans.append((start, end))
        for start, end in spans:
            last = end - passage.text.startswith(_PERFECT, end - 1)
            found = next((word for word in self._undone if passage.text.endswith(word, start, last)), "")
            if found:
                return found
        return ""

    def _rumour(self, passage: Passage, anchor: int) -> str:
        """The word that makes a rumour of the claim: one before it that nobody has answered, or 的传闻 behind it."""
        start = max(passage.start, anchor - _HEARSAY_REACH)
        rumour, clause = "", 0
        for cue in self._cues.between(passage, start, anchor):
            if Kind.RUMOURED in cue.kinds:
                rumour, clause = cue.word, passage.clause_of(cue.place)
            elif rumour and Kind.ANSWERING in cue.kinds and passage.clause_of(cue.place) > clause:
                rumour = ""
        if rumour:
            return rumour
        end = passage.clauses[passage.clause_of(anchor)][1]
        behind = passage.text[anchor : min(end, anchor + _REACH)]
        return next((word for word in self._rumours if f"的{word}" in behind), "")

    def _hearsay(self, passage: Passage, anchor: int) -> str:
        found = self._claimed.search(passage.text, max(passage.start, anchor - _HEARSAY_REACH), anchor)
        return found.group() if found else ""

    def _refutation(self, passage: Passage, anchor: int, after: Sequence[Passage]) -> str:
        """The word by which a rumour is said to be untrue, in this sentence or the next ones."""
        spans = [(passage, anchor), *((later, later.start) for later in after[:SENTENCES_AHEAD])]
        for here, start in spans:
            cues = self._cues.of_kind(here, start, min(here.end, start + _HEARSAY_REACH), Kind.REFUTED)
            if cues:
                return cues[0].word
        return ""

    def _modality(self, passage: Passage, head: int, anchor: int) -> Judgement:
        number = passage.clause_of(anchor)
        clause = passage.clauses[number]
        if number + 1 < len(passage.clauses) and self._is_subordinate(passage, clause, anchor):
            following = passage.clauses[number + 1]
            cues = self._cues.between(passage, following[0], min(following[1], following[0] + _REACH))
            found = _strongest(cues)
            if found:
                return found
        own = list(self._reaching(passage, max(clause[0], anchor - _REACH), anchor))
        found = _strongest(own)
        if found and found.status is not Status.ASSERTED:
            return found
        done = _is_done(passage, anchor)
        aim = None if done or passage.text.startswith(self._enacted, head) else _aim(passage, own, head)
        if aim or found:
            return aim or found or Judgement(Status.ASSERTED, "")
        if done or self._is_settled(passage, clause[0], anchor):
            return Judgement(Status.ASSERTED, "")
        return self._carried(passage, number)

    def _carried(self, passage: Passage, number: int) -> Judgement:
        """What the nearest clause before says, up to a semicolon."""
        for earlier in range(number - 1, max(number - _CLAUSES_BACK, -1), -1):
            start, end = passage.clauses[earlier]
            if passage.text[end : end + 1] == "；":
                break
            cues = self._cues.between(passage, max(start, end - _REACH), end)
            found = _strongest(cue for cue in cues if not _modifies(passage, cue, end))
            if found:
                return found
        return Judgement(Status.ASSERTED, "")

    def _is_settled(self, passage: Passage, start: int, anchor: int) -> bool:
        """Whether the predicate is of state (位于): no plan of a clause before reaches it."""
        last = min(passage.end, anchor + _LONGEST_WORD)
        cues = self._cues.of_kind(passage, max(start, anchor - _REACH), last, Kind.SETTLED)
        return any(cue.place <= anchor for cue in cues)

    def _is_subordinate(self, passage: Passage, clause: tuple[int, int], anchor: int) -> bool:
        return any(passage.text.startswith(word, clause[0]) and clause[0] < anchor for word in self._subordinating)

    def _condition(self, passage: Passage, first: int, last: int) -> str:
        """The word with which one of these clauses begins to suppose, or ""."""
        for start, end in passage.clauses[max(first, last - _CLAUSES_BACK) : last]:
            cues = self._cues.of_kind(passage, start, min(end, start + _REACH), Kind.CONDITIONS)
            if cues:
                return cues[0].word
            if passage.text.endswith(_IF, start, end):
                return _IF
        return ""


def _either(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words; … in them stands for a few characters of the clause."""
    parts = ("[^，。；：]{0,20}?".join(map(re.escape, word.split(_ELLIPSIS))) for word in words)
    return re.compile("|".join(parts) or "(?!)")


def _strongest(cues: Iterable[Cue]) -> Judgement | None:
    """Of the guard words of a clause a forecast, or else a plan (also a former one), or else an assertion."""
    cues = tuple(cues)
    if not cues:
        return None
    for kind, status in _STATUS.items():
        word = next((cue.word for cue in cues if kind in cue.kinds), "")
        if not word and kind is Kind.PLANNED:
            word = next((cue.word for cue in cues if Kind.FORMERLY in cue.kinds), "")
        if word:
            return Judgement(status, word)
    return None


def _aim(passage: Passage, cues: Iterable[Cue], head: int) -> Judgement | None:
    """A plan, where what is read is a purpose (以实现…), or what others are moved to do (推动〔甲公司〕与乙合作)."""
    for cue in cues:
        near = cue.place < head and _distance(passage, cue.place, head) <= _AIM_REACH
        if near and (Kind.AIMED in cue.kinds or (Kind.CAUSING in cue.kinds and cue.end in passage.units)):
            return Judgement(Status.PLANNED, cue.word)
    return None


def _is_done(passage: Passage, anchor: int) -> bool:
    """Whether 了 closes the predicate (收购了)."""
    end = _end_of_word(passage, anchor)
    return _PERFECT in (passage.text[anchor : anchor + 1], passage.text[end : end + 1])


def _end_of_word(passage: Passage, place: int) -> int:
    word = passage.words.get(place)
    return word.end if word else place + 1


def _distance(passage: Passage, start: int, end: int) -> int:
    """How many characters lie between two places, a name counting as one."""
    length, place = 0, start
    while place < end:
        units = passage.units.get(place)
        place = max(units[0].end, place + 1) if units else place + 1
        length += 1
    return length


def _modifies(passage: Passage, cue: Cue, head: int) -> bool:
    """Whether a guard word belongs to a relative clause at the head of its clause: 拟上市的甲公司, not 拟将其持有的."""
    end = passage.text.find("的", cue.end, head)
    if end < 0 or not passage.at_clause_start(cue.place):
        return False
    units, following = passage.units.get(end + 1), passage.words.get(cue.end)
    if not units or units[0].end > head or (following and following.pos.startswith(("p", "r"))):
        return False
    between = [word for place in range(cue.end, end) if (word := passage.words.get(place))]
    verbs = [word for word in between if word.pos.startswith("v")]
    return len(between) == 1 or (len(verbs) == 1 and verbs[0].end == end)
