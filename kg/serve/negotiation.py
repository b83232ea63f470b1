"""The form of an answer, as the request's Accept header prefers (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["choose"]

_QUALITY = re.compile(r"[01](\.\d{0,3})?", re.ASCII)
_MOST_RANGES = 100


def choose(accept: str | None, offers: Sequence[str]) -> str | None:
    """Choose among media types.

    Args:
        accept: the header; None or empty takes anything.
        offers: media types without parameters, ours first.

    Returns:
        The one that the client likes best, of equals the earlier; None if it takes none of them.
    """
    if accept is None or not accept.strip():
        return offers[0]
    ranges = [_range(part) for part in accept.split(",")[:_MOST_RANGES] if part.strip()]
    liked = [(_quality(offer, ranges), -place, offer) for place, offer in enumerate(offers)]
    quality, _, best = max(liked)
    return best if quality > 0 else None


def _range(text: str) -> tuple[str, float]:
    name, *parameters = (part.strip().lower() for part in text.split(";"))
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            value = value.strip()
            return name, min(float(value), 1.0) if _QUALITY.fullmatch(value) else 0.0
    return name, 1.0


def _quality(offer: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The quality that the most specific range gives."""
    for pattern in (offer, f"{offer.partition('/')[0]}/*", "*/*"):
        given = [quality for name, quality in ranges if name == pattern]
        if given:
            return max(given)
    return 0.0
