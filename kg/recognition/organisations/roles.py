"""甲公司全资子公司乙: two names with a role between them, not one name with another behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.model import Mention

__all__ = ["without_roles"]

_COMPANY = "Company"
_ORGANISED = frozenset({"Company", "Fund", "GovernmentBody", "Organization", "ResearchInstitute", "University"})
_BY_LOOKS = frozenset({"shape", "company"})
_SHORTEST_OWNER = 2
_MARKS = ("", "——", "“", "：", "、")


def without_roles(
    text: str, mentions: Iterable[Mention], roles: tuple[str, ...], kinds: tuple[str, ...]
) -> tuple[Mention, ...]:
    """The mentions without those that are an organisation, a role of companies and nothing more, before another name.

    Where the organisation is no mention of its own it becomes one; a role without an organisation is none.

    Args:
        text: of the document.
        mentions: of one sentence.
        roles: what one company is to another (子公司).
        kinds: what may stand before a role (全资, 控股).
    """
    mentions = tuple(mentions)
    starts = {m.start for m in mentions if m.type in _ORGANISED}
    owners: defaultdict[int, set[int]] = defaultdict(set)
    for mention in mentions:
        if mention.type in _ORGANISED:
            owners[mention.start].add(mention.end)
    return tuple(_owners_alone(text, mentions, starts, owners, roles, kinds))


def _owners_alone(
    text: str,
    mentions: Iterable[Mention],
    starts: set[int],
    owners: Mapping[int, set[int]],
    roles: tuple[str, ...],
    kinds: tuple[str, ...],
) -> Iterator[Mention]:
    for mention in mentions:
        if not _is_role(text, mention, starts, roles, kinds):
            yield mention
            continue
        end = _end_of_owner(text, mention, roles, kinds)
        owned = any(e < mention.end for e in owners[mention.start])
        if not owned and end - mention.start >= _SHORTEST_OWNER:
            yield replace(mention, end=end, name=text[mention.start : end])


def _is_role(text: str, mention: Mention, starts: set[int], roles: tuple[str, ...], kinds: tuple[str, ...]) -> bool:
    if mention.type != _COMPANY or mention.found_by not in _BY_LOOKS:
        return False
    if text.endswith(roles, mention.start, mention.end):
        return any(text.startswith(mark, mention.end) and mention.end + len(mark) in starts for mark in _MARKS)
    return text.endswith(kinds, mention.start, mention.end) and text.startswith(roles, mention.end)


def _end_of_owner(text: str, mention: Mention, roles: tuple[str, ...], kinds: tuple[str, ...]) -> int:
    """Where the organisation ends before the words for what it owns: 甲|海外全资子公司."""
    end = mention.end
    while word := next((w for w in (*roles, *kinds) if text.endswith(w, mention.start, end)), ""):
        end -= len(word)
    return end
