"""Words that point back: 该中心, 项目 at the start of a clause, 首期, 现场."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.knowledge.shapes import Shapes
from kg.model import Mention, Sentence, Token

__all__ = ["AnaphorRecognizer"]

ANAPHOR = "anaphor"
VENUE = "venue"
PHASE = "phase"
RELATIVE_REGION = "relative-region"
_CLAUSE_START = re.compile(r"(?:^|[，。；：！？\n—“”])$")
_AFTER_BARE_HEAD = ("v", "d", "p")


class AnaphorRecognizer:
    """Finds the words that point back; what they point at is for the resolution to say."""

    def __init__(self, shapes: Shapes) -> None:
        heads = "|".join(sorted(shapes.anaphor_heads, key=lambda w: (-len(w), w)))
        pointers = "|".join(sorted(shapes.pointers, key=lambda w: (-len(w), w)))
        self._heads = shapes.anaphor_heads
        self._pointed = re.compile(rf"(?:{pointers})({heads})")
        self._bare = re.compile(heads)
        self._venues = re.compile("|".join(sorted(shapes.venues, key=lambda w: (-len(w), w))))
        self._phases = re.compile("|".join(shapes.phases))
        self._regions = re.compile("|".join(sorted(shapes.relative_regions, key=lambda w: (-len(w), w))))

    def find(self, text: str, sentence: Sentence) -> Iterator[Mention]:
        """Pointing words in the sentence, typed as loosely as their words say."""
        starts = {token.start: token for token in sentence.tokens}
        yield from self._bare_heads(text, sentence, starts)
        for found in self._pointed.finditer(text, sentence.start, sentence.end):
            if found.start() in starts:
                yield _mention(self._heads[found[1]], found, ANAPHOR)
        for found in self._venues.finditer(text, sentence.start, sentence.end):
            if _begins_clause(text, sentence, found.start()):
                yield _mention("Event", found, VENUE)
        for found in self._phases.finditer(text, sentence.start, sentence.end):
            if found.start() in starts:
                yield _mention("Phase", found, PHASE)
        for start in sorted(starts):
            region = self._regions.match(text, start, sentence.end)
            if region:
                yield _mention("AdministrativeRegion", region, RELATIVE_REGION)

    def _bare_heads(self, text: str, sentence: Sentence, starts: Mapping[int, Token]) -> Iterator[Mention]:
        """项目将…: a head alone at the start of a clause, with its verb after it."""
        for found in self._bare.finditer(text, sentence.start, sentence.end):
            following = starts.get(found.end())
            before_verb = following is not None and following.pos.startswith(_AFTER_BARE_HEAD)
            if before_verb and _begins_clause(text, sentence, found.start()):
                yield _mention(self._heads[found[0]], found, ANAPHOR)


def _begins_clause(text: str, sentence: Sentence, place: int) -> bool:
    return place == sentence.start or _CLAUSE_START.search(text[max(sentence.start, place - 1) : place]) is not None


def _mention(kind: str, found: re.Match[str], recognizer: str) -> Mention:
    return Mention(kind, found.start(), found.end(), found[0], found_by=recognizer)
