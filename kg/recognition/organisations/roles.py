"""甲公司全资子公司乙: two names with a role between them, not one name with another behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.model import Mention

__all__ = ["without_roles"]

_COMPANY = "Company"
_ORGANISED = frozenset({"Company", "Fund", "GovernmentBody", "Organization", "ResearchInstitute", "University"})
_BY_LOOKS = frozenset({"shape", "company"})
_MARKS = ("", "——", "“", "：", "、")


def without_roles(
    text: str, mentions: Iterable[Mention], roles: tuple[str, ...], kinds: tuple[str, ...]
) -> tuple[Mention, ...]:
    """The mentions without those that are an organisation, a role of companies and nothing more, before another name.

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
    return tuple(m for m in mentions if not _is_role(text, m, starts, owners[m.start], roles, kinds))


def _is_role(
    text: str, mention: Mention, starts: set[int], owners: set[int], roles: tuple[str, ...], kinds: tuple[str, ...]
) -> bool:
    if mention.type != _COMPANY or mention.found_by not in _BY_LOOKS or not any(e < mention.end for e in owners):
        return False
    if text.endswith(roles, mention.start, mention.end):
        return any(text.startswith(mark, mention.end) and mention.end + len(mark) in starts for mark in _MARKS)
    return text.endswith(kinds, mention.start, mention.end) and text.startswith(roles, mention.end)
