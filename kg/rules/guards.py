"""How far the text vouches for a claim: plan, forecast, negation, hearsay and question, by the words around it."""

from __future__ import annotations

from collections.abc import Mapping

from kg.knowledge.rule_files import GuardWords
from kg.model import Status
from kg.rules.passage import Passage

__all__ = ["Guards"]

_NEGATION_REACH = 10


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
        self._subordinating = words.subordinating

    def status(self, passage: Passage, head: int, anchor: int) -> Status | None:
        """The status of a claim whose predicate runs from `head` to `anchor`; None if the sentence asks, not tells.

        The nearest clause with a guard word before the predicate decides; within a clause a forecast is
        stronger than a plan, a plan stronger than an assertion. Hearsay marks whatever would be asserted.
        """
        if any(passage.text.startswith(mark, passage.end - len(mark)) for mark in self._questions):
            return None
        status = self._modality(passage, head, anchor)
        if status is Status.ASSERTED and self._is_hearsay(passage, anchor):
            return Status.CLAIMED
        return status

    def _modality(self, passage: Passage, head: int, anchor: int) -> Status:
        number = passage.clause_of(anchor)
        if self._is_negated(passage, head) or self._is_negated(passage, anchor):
            return Status.NEGATED
        if number + 1 < len(passage.clauses) and self._is_subordinate(passage, passage.clauses[number], anchor):
            following = passage.clauses[number + 1]
            found = self._in_clause(passage, following[0], following[1])
            if found:
                return found
        for earlier in range(number, -1, -1):
            start, end = passage.clauses[earlier]
            if earlier < number and passage.text[end : end + 1] == "；":
                break
            found = self._in_clause(passage, start, min(end, anchor))
            if found:
                return found
        return Status.ASSERTED

    def _in_clause(self, passage: Passage, start: int, end: int) -> Status | None:
        seen = [status for place, status in self._words(passage, start, end)]
        for status in (Status.EXPECTED, Status.PLANNED, Status.ASSERTED):
            if status in seen:
                return status
        return None

    def _is_negated(self, passage: Passage, place: int) -> bool:
        reach = max(passage.clauses[passage.clause_of(place)][0], place - _NEGATION_REACH)
        return any(status is Status.NEGATED for _, status in self._words(passage, reach, place))

    def _words(self, passage: Passage, start: int, end: int) -> list[tuple[int, Status]]:
        found: list[tuple[int, Status]] = []
        for place in range(start, end):
            if place not in passage.words or place in passage.inner or place in passage.units:
                continue
            status = self._status_at(passage, place, end)
            if status:
                found.append((place, status))
        return found

    def _status_at(self, passage: Passage, place: int, end: int) -> Status | None:
        """The status that the longest guard word at `place` gives; words must end where the segmenter's words end.

        A guard word counts also where it was joined with the preposition after it (拟以, 将与).
        """
        for length in range(min(self._longest, end - place), 0, -1):
            status = self._status.get(passage.text[place : place + length])
            if status and self._is_border(passage, place, place + length):
                return status
        return None

    def _is_border(self, passage: Passage, start: int, end: int) -> bool:
        if end in passage.words or end >= passage.end:
            return True
        word = passage.words[start]
        return word.end == end + 1 and passage.text[end] in self._prepositions

    def _is_subordinate(self, passage: Passage, clause: tuple[int, int], anchor: int) -> bool:
        return any(passage.text.startswith(word, clause[0]) and clause[0] < anchor for word in self._subordinating)

    def _is_hearsay(self, passage: Passage, anchor: int) -> bool:
        before = passage.text[passage.start : anchor]
        return any(word in before for word in self._claimed)
