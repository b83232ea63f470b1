"""Codes on an exchange, in one way of writing: 600000、600000.SH、sh600000 are one."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["listing_code"]

_CODE = re.compile(r"(?:(SH|SZ|BJ|HK|SS)[.:]?)?(\d{4,6})(?:[.:]?(SH|SZ|BJ|HK|SS))?")
_FOREIGN = re.compile(r"[A-Z][A-Z.]*:?[A-Z.]*")
_SIX = 6
# The boards of mainland China number their securities apart from each other.
_BOARDS = (("92", "BJ"), ("6", "SH"), ("9", "SH"), ("0", "SZ"), ("2", "SZ"), ("3", "SZ"), ("4", "BJ"), ("8", "BJ"))


def listing_code(text: str) -> str:
    """A code with its exchange, `600000.SH`; "" for words that are none.

    Args:
        text: as the post has it; six digits without an exchange are of the one whose numbers begin so, four or five
            are of Hong Kong.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).upper().split())
    found = _CODE.fullmatch(plain)
    if not found:
        return plain if _FOREIGN.fullmatch(plain) else ""
    exchange = (found[1] or found[3] or "").replace("SS", "SH")
    digits = found[2]
    if len(digits) < _SIX:
        return f"{digits.lstrip('0').zfill(5)}.HK" if exchange in {"", "HK"} else ""
    board = next((name for first, name in _BOARDS if digits.startswith(first)), "")
    return f"{digits}.{exchange or board}" if exchange or board else ""
