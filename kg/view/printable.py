"""What of a name, a title or a label may be shown: posts and graph files hold characters that would harm a page.

A mark of direction that nobody closes, or that closes what the page itself has opened, turns the words beside it round;
a mark of zero width makes two names of one; a control character ends an XML file. Sentences that stand as evidence are
shown to the letter instead, in paragraphs of their own.
"""

from __future__ import annotations

import re

__all__ = ["printable"]

# Joiners (200c, 200d) stay: Persian and composed emoji need them.
_UNSEEN = re.compile("[\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_NO_CHARACTER = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def printable(text: str) -> str:
    """Without marks of direction and of zero width; what is no character (controls, half a pair) becomes U+FFFD."""
    if text.isprintable():  # most names, and a hundred times as fast
        return text
    return _NO_CHARACTER.sub("\ufffd", _UNSEEN.sub("", text))
