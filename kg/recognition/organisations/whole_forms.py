"""Companies by region and legal form: between the two everything is the name (某省|某某|科技|有限公司)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.knowledge.shapes import Shapes
from kg.model import Mention, Sentence, Token
from kg.recognition.words import SentenceWords

__all__ = ["WholeFormRecognizer"]

_TYPE = "Company"
_REGION = "AdministrativeRegion"
_FORM = re.compile(r"(?:股份)?有限(?:责任)?公司|(?<=[一-鿿])[（(](?:有限|普通|特殊普通|特殊的普通)合伙[)）]")
_REGION_POS = "ns"
_REGION_ENDS = ("省", "市", "区", "县", "州")
_GOVERNING_POS = ("p", "c", "r", "u")
_LONGEST_NAME = 26
_MOST_WORDS = 9
_HAN = re.compile(r"[一-鿿]+")


class WholeFormRecognizer:
    """Finds companies whose own name the segmenter cuts into words that are in no name (百年|同|龢|食品有限公司).

    Args:
        shapes: words that names never reach across, and those that companies hold all the same.
    """

    def __init__(self, shapes: Shapes) -> None:
        self._boundaries = shapes.boundaries
        self._inside = shapes.within_companies
        self._grammar = shapes.organisations.dealings.grammar

    def find(self, text: str, sentence: Sentence, listed: Iterable[Mention]) -> Iterator[Mention]:
        """Companies in the sentence, given the names from lists."""
        forms = tuple(_FORM.finditer(text, sentence.start, sentence.end))
        if not forms:
            return
        words = SentenceWords(text, sentence, (m for m in listed if m.type == _REGION))
        for form in forms:
            start = self._beginning(words, form.start())
            if start is not None:
                yield Mention(_TYPE, start, form.end(), text[start : form.end()], found_by="shape")

    def _beginning(self, words: SentenceWords, form: int) -> int | None:
        """Where the region stands that the name begins with; None if a word stands between that is in no name."""
        straddling = words.straddled(form)
        place = straddling.start if straddling else form
        doubtful = False
        for _ in range(_MOST_WORDS):
            region = self._region(words, place)
            start = self._from_region(words, region, sure=not doubtful) if region is not None and place < form else None
            if start is not None:
                return start
            token = words.ending.get(place)
            if token is None or form - token.start > _LONGEST_NAME:
                return None
            word = words.word(token)
            if not _HAN.fullmatch(word) or self._is_outside(words, token, word):
                return None
            doubtful = doubtful or (len(word) == 1 and word in self._boundaries)
            place = token.start
        return None

    def _is_outside(self, words: SentenceWords, token: Token, word: str) -> bool:
        """Whether no name of a company holds the word; a single character beside another may be half of a word."""
        if word in self._inside:
            return False
        governing = word in self._boundaries or token.pos.startswith(_GOVERNING_POS)
        if len(word) > 1 or not governing:
            return governing
        beside = (words.ending.get(token.start), words.beginning.get(token.end))
        return word in self._grammar or not any(t and t.end - t.start == 1 for t in beside)

    def _region(self, words: SentenceWords, end: int) -> int | None:
        listed = words.name_ending(end, frozenset({_REGION}))
        if listed:
            return listed.start
        token = words.ending.get(end)
        named = token is not None and token.pos == _REGION_POS and words.word(token).endswith(_REGION_ENDS)
        return token.start if token and named and token.end - token.start > len(_REGION_POS) else None

    def _from_region(self, words: SentenceWords, start: int, *, sure: bool) -> int | None:
        """The beginning of the regions one within another, where a clause begins or a word of grammar ends."""
        while (outer := self._region(words, start)) is not None:
            start = outer
        before = words.ending.get(start)
        if before is None:
            return start if start <= words.start else None
        word = words.word(before)
        marked = _HAN.search(word) is None and not word[-1].isalnum()
        led = word in self._boundaries or word in self._grammar
        return start if marked or (sure and led) else None
