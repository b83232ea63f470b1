"""On which side a time is open: 2025年底前, 自2021年起, 截至5月16日, 2018年以来.

A `Period` has two ends. The words beside it may say that what is meant lies before, up to, since or after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.model import Mention

__all__ = ["Limit", "LimitedTime", "find_limits"]

LONGEST = 8  # characters; as far as the words around a time are looked at
_BEFORE = re.compile(
    r"(?:(?P<until>(?:截至|截止到|截止至|截止|直到|直至)了?)|(?P<since>自从|自打|从|自)"
    r"|(?P<after>晚于|迟于)|(?P<before>早于|先于)) ?$"
)
_AFTER = re.compile(
    r" ?(?:(?P<until>[或及](?:之前|以前|更早)|为止|止(?![步损于痛血住]))"
    r"|(?P<since>[或及](?:之后|以后|更晚)|以来|开始|起(?![点源步飞草诉]))"
    r"|(?P<before>之前|以前|前(?![后夕往景列端三二一半者沿期卫任台所线]))"
    r"|(?P<after>之后|以后|后(?![续期勤备台者卫])))"
)
_NEEDS_BEHIND = "从自"


class Limit(StrEnum):
    """Where the meant time lies, seen from the one that is named."""

    BEFORE = "before"
    UNTIL = "until"
    SINCE = "since"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class LimitedTime:
    """A time with the words that open it on one side.

    Attributes:
        start: of the words with the limit (自2021年起).
        end: of these words.
        limit: where the meant time lies.
        time_start: of the time itself (2021年).
        time_end: of the time itself.
    """

    start: int
    end: int
    limit: Limit
    time_start: int
    time_end: int


def find_limits(text: str, times: Iterable[Mention]) -> tuple[LimitedTime, ...]:
    """Those of `times` that words beside them open on one side, in the same order."""
    return tuple(_limited(text, times))


def _limited(text: str, times: Iterable[Mention]) -> Iterator[LimitedTime]:
    for time in times:
        before = _BEFORE.search(text[max(time.start - LONGEST, 0) : time.start])
        after = _AFTER.match(text, time.end)
        limit = _limit(before, after)
        if limit is None:
            continue
        start = time.start - len(before.group()) if before and _belongs(before, after) else time.start
        yield LimitedTime(start, after.end() if after else time.end, limit, time.start, time.end)


def _limit(before: re.Match[str] | None, after: re.Match[str] | None) -> Limit | None:
    """What the words behind say, else those before; 从 and 自 alone begin a way as well as a time."""
    if after and after.lastgroup:
        return Limit(after.lastgroup)
    if before and before.lastgroup and before.group().strip() not in _NEEDS_BEHIND:
        return Limit(before.lastgroup)
    return None


def _belongs(before: re.Match[str], after: re.Match[str] | None) -> bool:
    """Whether the words before belong to the limit: 自 … 起 do, 自 … 之前 do not."""
    return after is None or after.lastgroup == before.lastgroup
