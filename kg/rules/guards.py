"""How far the text vouches for a claim: plan, forecast, negation, hearsay and question, by the words around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.knowledge.rule_files import GuardWords
from kg.model import Status
from kg.rules.passage import Passage

__all__ = ["Guards", "Judgement"]

_NEGATION_REACH = 10
_CLAUSES_BACK = 12
_REACH = 200
_HEARSAY_REACH = 600


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status, and the guard word that gives it ("" where none does)."""

    status: Status
    word: str


class Guards:
    """The guard words of the rule files, ready to judge a place in a sentence."""

    def __init__(self, words: GuardWords) -> None:
        by_status = {
            Status.NEGATED: words.negated,
            Status.EXPECTED: words.expected,
            Status.PLANNED: words.planned,
            Status.ASSERTED: words.asserted,
        }
        self._status: Mapping[str, Status] = {word: status for status, listed in by_status.items() for word in listed}
        self._longest = max(map(len, self._status))
        self._prepositions = frozenset(words.prepositions)
        self._claimed = words.claimed
        self._questions = words.questions
        self._conditions = frozenset(words.conditions)
        self._subordinating = words.subordinating

    def status(self, passage: Passage, head: int, anchor: int) -> Status | None:
        """The status of a claim whose predicate runs from `head` to `anchor`, or None."""
        judgement = self.judge(passage, head, anchor)
        return judgement.status if judgement else None

    def judge(self, passage: Passage, head: int, anchor: int) -> Judgement | None:
        """The status of a claim, and the word that gives it; None if the sentence asks or supposes.

        The nearest clause with a guard word before the predicate decides; within a clause a forecast is stronger than
        a plan, a plan stronger than an assertion. What follows from a condition is expected; hearsay marks whatever
        else would be asserted.
        """
        if any(passage.text.startswith(mark, passage.end - len(mark)) for mark in self._questions):
            return None
        number = passage.clause_of(head)
        if self._condition(passage, number, number + 1):
            return None
        judgement = self._modality(passage, head, anchor)
        if judgement.status is not Status.ASSERTED:
            return judgement
        condition = self._condition(passage, 0, number)
        source = self._hearsay(passage, anchor)
        if condition:
            return Judgement(Status.EXPECTED, condition)
        return Judgement(Status.CLAIMED, source) if source else judgement

    def _modality(self, passage: Passage, head: int, anchor: int) -> Judgement:
        number = passage.clause_of(anchor)
        negation = self._negation(passage, head) or self._negation(passage, anchor)
        if negation:
            return Judgement(Status.NEGATED, negation)
        if number + 1 < len(passage.clauses) and self._is_subordinate(passage, passage.clauses[number], anchor):
            following = passage.clauses[number + 1]
            found = self._in_clause(passage, following[0], min(following[1], following[0] + _REACH))
            if found:
                return found
        for earlier in range(number, max(number - _CLAUSES_BACK, -1), -1):
            start, end = passage.clauses[earlier]
            if earlier < number and passage.text[end : end + 1] == "；":
                break
            last = min(end, anchor)
            found = self._in_clause(passage, max(start, last - _REACH), last)
            if found:
                return found
        return Judgement(Status.ASSERTED, "")

    def _in_clause(self, passage: Passage, start: int, end: int) -> Judgement | None:
        seen = self._words(passage, start, end)
        for status in (Status.EXPECTED, Status.PLANNED, Status.ASSERTED):
            word = next((word for word, found in seen if found is status), None)
            if word:
                return Judgement(status, word)
        return None

    def _negation(self, passage: Passage, place: int) -> str:
        reach = max(passage.clauses[passage.clause_of(place)][0], place - _NEGATION_REACH)
        return next((word for word, status in self._words(passage, reach, place) if status is Status.NEGATED), "")

    def _words(self, passage: Passage, start: int, end: int) -> list[tuple[str, Status]]:
        found: list[tuple[str, Status]] = []
        for place in range(start, end):
            if place in passage.words and place not in passage.inner and place not in passage.units:
                word = self._word_at(passage, place, end)
                if word:
                    found.append((word, self._status[word]))
        return found

    def _word_at(self, passage: Passage, place: int, end: int) -> str:
        """The longest guard word at `place`; it must end where the segmenter's words end.

        A guard word counts also where it was joined with the preposition after it (拟以, 将与).
        """
        for length in range(min(self._longest, end - place), 0, -1):
            word = passage.text[place : place + length]
            if word in self._status and self._is_border(passage, place, place + length):
                return word
        return ""

    def _is_border(self, passage: Passage, start: int, end: int) -> bool:
        if end in passage.words or end >= passage.end:
            return True
        word = passage.words[start]
        return word.end == end + 1 and passage.text[end] in self._prepositions

    def _is_subordinate(self, passage: Passage, clause: tuple[int, int], anchor: int) -> bool:
        return any(passage.text.startswith(word, clause[0]) and clause[0] < anchor for word in self._subordinating)

    def _condition(self, passage: Passage, first: int, last: int) -> str:
        """The word with which one of these clauses begins to suppose, or ""."""
        for start, end in passage.clauses[max(first, last - _CLAUSES_BACK) : last]:
            places = range(start, min(end, start + _REACH))
            words = (passage.text[t.start : t.end] for place in places if (t := passage.words.get(place)))
            found = next((word for word in words if word in self._conditions), "")
            if found:
                return found
        return ""

    def _hearsay(self, passage: Passage, anchor: int) -> str:
        before = passage.text[max(passage.start, anchor - _HEARSAY_REACH) : anchor]
        return next((word for word in self._claimed if word in before), "")
