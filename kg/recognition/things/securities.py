"""Securities by their codes and classes, and rounds of financing: 600000.SH, （股票代码：000001）, A股, Pre-A轮."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.knowledge.things import ThingShapes
from kg.model import Mention, Sentence

__all__ = ["CODE", "ROUND", "SecurityRecognizer"]

CODE = "Code"
ROUND = "Round"
_LETTERED_ROUND = r"(?:Pre-?)?[A-H](?:[1-9]|\+{1,3})?\+?轮"


class SecurityRecognizer:
    """Finds codes (type `Code`), rounds (type `Round`) and classes of shares (type `Security`)."""

    def __init__(self, things: ThingShapes) -> None:
        suffixes = _either(things.exchange_suffixes)
        prefixes = _either(things.exchange_prefixes)
        words = _either(things.code_words)
        self._codes = re.compile(
            rf"(?<![A-Za-z0-9.])(?:(\d{{4,6}}\.(?:{suffixes})|[A-Z]{{1,5}}\.(?:US|O|N|OQ))(?![A-Za-z0-9])"
            rf"|(?:{prefixes})[：: ]{{1,2}}([A-Z]{{1,5}}|\d{{4,6}})(?![A-Za-z0-9])"
            rf"|(?:{words})(?:为)?[：: ]{{0,2}}([A-Z]{{1,5}}|\d{{4,6}}(?:\.(?:{suffixes}))?)(?![A-Za-z0-9]))"
        )
        self._rounds = re.compile(rf"(?<![A-Za-z0-9]){_LETTERED_ROUND}|{_either(things.rounds)}")
        self._classes = re.compile(rf"(?<![A-Za-z0-9])(?:{_either(things.share_classes)})(?!东|权|民|份|息|比|价)")

    def find(self, text: str, sentence: Sentence) -> Iterator[Mention]:
        """What the sentence says of securities; the mention of a code is the code alone."""
        for found in self._codes.finditer(text, sentence.start, sentence.end):
            group = found.lastindex or 0
            yield Mention(CODE, found.start(group), found.end(group), found[group], found_by="security")
        for kind, pattern in ((ROUND, self._rounds), ("Security", self._classes)):
            for found in pattern.finditer(text, sentence.start, sentence.end):
                yield Mention(kind, found.start(), found.end(), found[0], found_by="security")


def _either(words: object) -> str:
    listed = sorted(words, key=lambda word: (-len(word), word))  # type: ignore[call-overload]
    return "|".join(map(re.escape, listed))
