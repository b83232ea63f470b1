"""When what a rule reads holds: the date at the head of its clause, or of the sentence (11月20日，甲公司收购乙)."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from datetime import date

from kg.knowledge.rule_files import GuardWords
from kg.model import Mention, Period
from kg.rules.matching import Match
from kg.rules.passage import Passage

__all__ = ["Timing", "is_ahead"]

_TIME = "Time"
_CLAUSES_BACK = 8
_REACH = 200
_BEFORE_TIME = ("p", "c", "d", "t", "r", "x", "f", "m")
_AFTER_TIME = 4
_WORDS_BEFORE = 6
_GAP = 4
_BRACKET = re.compile(r"（[^（）]{1,60}）")
_DATING = ("于", "自", "在", "从")


class Timing:
    """Finds the time that governs a match.

    Args:
        words: of the rule files, with the verbs that announce (公告).
    """

    def __init__(self, words: GuardWords) -> None:
        self._announcing = words.announcing
        self._dated = frozenset(words.dated)

    def dates(self, property_name: str) -> bool:
        """Whether facts of a property are events, which happen at a time."""
        return property_name in self._dated

    def of(self, passage: Passage, match: Match) -> Period | None:
        """The time of a match whose blanks hold none: the nearest before it in its clause, else one that leads.

        Before both come a time within the match that goes with a preposition (股东甲于11月7日将股份质押给乙) and one
        right behind a party (股东甲自10月22日至11月8日期间，通过…增持).
        In a clause before, a time governs what follows if it begins the clause (2022年，…), or stands between the
        subject and a verb of announcing (甲公司11月20日公告，…).
        """
        if not passage.has((_TIME,)):
            return None
        bound = [m for found in match.bindings.values() for m in found]
        if any(isinstance(m.value, Period) for m in bound):
            return None
        within = [m for m in _times(passage, match.head, match.anchor) if not _is_attribute(passage, m)]
        dated = next((m for m in within if _goes_with_a_preposition(passage, m)), None) or _behind_a_party(
            passage, match, bound
        )
        if dated:
            return _period(dated)
        number = passage.clause_of(match.head)
        start, _ = passage.clauses[number]
        own = [m for m in _times(passage, max(start, match.head - _REACH), match.head) if not _is_attribute(passage, m)]
        if own:
            return _period(own[-1])
        for earlier in range(number - 1, max(number - _CLAUSES_BACK, -1), -1):
            start, end = passage.clauses[earlier]
            if passage.text[end : end + 1] == "；":
                break
            found = next(_times(passage, start, min(end, start + _REACH)), None)
            if found and self._governs(passage, found, start, end):
                return _period(found)
        return _period(within[0]) if within else None

    def _governs(self, passage: Passage, time: Mention, start: int, end: int) -> bool:
        if _is_attribute(passage, time):
            return False
        if _begins(passage, start, time.start):
            return not _opens_relative_clause(passage, time, end)
        following = passage.text[time.end : min(time.end + _AFTER_TIME + max(map(len, self._announcing)), end)]
        return any(0 <= following.find(verb) <= _AFTER_TIME for verb in self._announcing)


def is_ahead(periods: Iterable[Period], today: date | None) -> Period | None:
    """The first of these times that had not begun on the day the text was published."""
    return next((period for period in periods if today and period.start > today), None)


def _times(passage: Passage, start: int, end: int) -> Iterator[Mention]:
    """The times that stand between two places, in order."""
    first = bisect.bisect_left(passage.order, start, key=lambda m: m.start)
    last = bisect.bisect_left(passage.order, end, lo=first, key=lambda m: m.start)
    return (m for m in passage.order[first:last] if m.end <= end and isinstance(m.value, Period))


def _goes_with_a_preposition(passage: Passage, time: Mention) -> bool:
    """Whether it says since when or at which time: 于11月7日; of a span the word belongs to it (自5月至7月)."""
    return passage.text.startswith(_DATING, time.start - 1) or passage.text.startswith(_DATING, time.start)


def _behind_a_party(passage: Passage, match: Match, bound: Iterable[Mention]) -> Mention | None:
    """The last time before the predicate that stands right behind what fills a blank, a preposition between them."""
    ends = [_past_bracket(passage, m.end) for m in bound if passage.start <= m.start < match.head]
    times = (m for m in _times(passage, min(ends, default=match.head), match.head) if not _is_attribute(passage, m))
    behind = [m for m in times if _goes_with_a_preposition(passage, m) and any(0 <= m.start - e <= _GAP for e in ends)]
    return behind[-1] if behind else None


def _past_bracket(passage: Passage, place: int) -> int:
    bracket = _BRACKET.match(passage.text, place)
    return bracket.end() if bracket else place


def _period(time: Mention) -> Period | None:
    return time.value if isinstance(time.value, Period) else None


def _is_attribute(passage: Passage, time: Mention) -> bool:
    """Whether a time only says of which time a thing is (2022年的收购)."""
    return passage.text.startswith("的", time.end)


def _begins(passage: Passage, start: int, place: int) -> bool:
    """Whether nothing stands before `place` in its clause but small words, and one that goes with it (到, 截至)."""
    for _ in range(_WORDS_BEFORE):
        if start >= place:
            return start == place
        word = passage.words.get(start)
        if word is None or start in passage.units:
            return False
        if not word.pos.startswith(_BEFORE_TIME) and word.end != place:
            return False
        start = word.end
    return False


def _opens_relative_clause(passage: Passage, time: Mention, end: int) -> bool:
    """Whether the time belongs to a relative clause: 2015年成立的甲公司."""
    end = min(end, time.end + _REACH)
    at = passage.text.find("的", time.end, end)
    return at >= 0 and at + 1 in passage.units and not any(p in passage.units for p in range(time.end, at))
