"""When a post was published, from the forms in which posts write it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

__all__ = ["date_in_file_name", "parse_published"]

_PUBLISHED = re.compile(
    r"""\s*(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?
        (?:[T\s]\s*(?P<hour>\d{1,2})[:：](?P<minute>\d{2})(?:[:：](?P<second>\d{2})(?:[.,]\d{1,9})?)?
           \s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?\s*""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_FILE_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d)", re.ASCII)


def parse_published(text: str) -> datetime | None:
    """Read a date with or without a time and a zone.

    The zone stays the one that is written: `2022-05-16 09:06:32 +0800` is not turned into UTC, since the day of the
    text counts. Without a zone the result is naive. 2022-05-16, 2022/5/16 9:06 and 2022年5月16日 09:06 are read too.

    Returns:
        None when the text is no date, or one that no calendar has (2022-02-30).
    """
    found = _PUBLISHED.fullmatch(text)
    if not found:
        return None
    numbers = [int(found[name] or 0) for name in ("year", "month", "day", "hour", "minute", "second")]
    try:
        return datetime(*numbers, tzinfo=_zone(found["zone"]))  # type: ignore[misc, arg-type]
    except ValueError:
        return None


def date_in_file_name(stem: str) -> datetime | None:
    """The date that a Jekyll post has at the start of its name: 2022-05-16-NW1 → 2022-05-16, without a zone."""
    found = _FILE_NAME.match(stem)
    return parse_published(found[1]) if found else None


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))
