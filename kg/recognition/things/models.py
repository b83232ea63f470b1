"""Models and makes: Latin letters with digits (A330, Model 3, GPT-4), and families with a number (神舟十五号)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.knowledge.things import ThingShapes
from kg.model import Mention, Sentence

__all__ = ["ModelRecognizer"]

_RUN = re.compile(r"[A-Za-z][A-Za-z0-9.+\-]*(?:[ \xa0][A-Za-z0-9][A-Za-z0-9.+\-]*){0,3}")
_PART = re.compile(r"[^ \xa0]+")
_PROPER = re.compile(r"(?=.*\d)(?=.*[A-Z])[A-Za-z]{1,12}(?:[-.]?[A-Za-z0-9]+){0,4}\+?")
_CAMEL = re.compile(r"[a-z]{1,2}[A-Z]{2,}[A-Za-z]*|i[A-Z][a-z]+")
_NUMBER = re.compile(r"[A-Za-z]{0,4}-?\d{1,4}[A-Za-z]{0,5}\+?")
_NAME = re.compile(r"[A-Z][A-Za-z]{1,15}|[a-z][A-Z][A-Za-z]{1,12}")
_SUFFIX = re.compile(
    r"(?:[ \xa0]?(?:Pro|Max|Plus|PLUS|Ultra|Mini|mini|SE|Air|GT|EV|DM-i|DM|RS|Turbo|Lite|Preview))+\+?"
)
_VERSION = re.compile(r"(?<![A-Za-z0-9])-?[A-Za-z]{0,3}\d{1,4}[A-Za-z]{0,4}\+?(?![\d年月日.%％])")
_ORDER = re.compile(r"[一二三四五六七八九十百\d]{1,4}[A-Za-z]?号(?:[甲乙丙丁]|遥[一二三四五六七八九十百\d]+|[A-Z]\b)?")
_EDITION = re.compile(r"[一-鿿]{2}版$")
_LONGEST_EDITION = 3
_UNITS = re.compile(r"[A-Za-z]+/[A-Za-z]+")
_ALONE = 1
_SHORTEST_ALONE = 3
_PROPER_NOUNS = frozenset({"nz", "nr", "nrt", "nrfg", "nt", "ns"})
_SHORTEST_FAMILY = 2


class ModelRecognizer:
    """Finds models of products by the shape of their names."""

    def __init__(self, things: ThingShapes) -> None:
        self._not_models = frozenset(word.upper() for word in things.not_models)
        self._standards = things.standards
        self._after = re.compile("|".join(sorted(map(re.escape, things.after_not_models), key=lambda w: (-len(w), w))))
        tails = sorted(things.model_tails, key=lambda word: (-len(word), word))
        self._tail = re.compile("|".join(map(re.escape, tails)))
        families = sorted(things.model_families, key=lambda word: (-len(word), word))
        self._families = re.compile("|".join(map(re.escape, families)))

    def find(self, text: str, sentence: Sentence) -> Iterator[Mention]:
        """Models in the sentence."""
        for run in _RUN.finditer(text, sentence.start, sentence.end):
            yield from self._latin(text, run, sentence)
        starts = {token.start for token in sentence.tokens}
        for family in self._families.finditer(text, sentence.start, sentence.end):
            end = self._numbered(text, family, sentence.end)
            if end and family.start() in starts:
                yield _product(text, family.start(), end)

    def _latin(self, text: str, run: re.Match[str], sentence: Sentence) -> Iterator[Mention]:
        """Models in a run of Latin words: a word with digits of its own, or a capital word with a number behind it."""
        if run.start() > sentence.start and text[run.start() - 1].isascii() and text[run.start() - 1].isalnum():
            return
        parts = list(_PART.finditer(text, run.start(), run.end()))
        index = 0
        while index < len(parts):
            start, end, taken = self._model_at(parts, index)
            if taken:
                end = self._with_tail(text, end, sentence.end)
                if end - start <= _SHORTEST_ALONE:
                    start = self._with_family(text, start, sentence)
                if end - start > _SHORTEST_ALONE and not self._is_other(text, start, end):
                    yield _product(text, start, end)
                    edition = _EDITION.search(text, max(sentence.start, start - _LONGEST_EDITION), start)
                    if edition:
                        yield _product(text, edition.start(), end)
            index += max(taken, 1)

    def _model_at(self, parts: list[re.Match[str]], index: int) -> tuple[int, int, int]:
        """Where the model that begins at a part begins and ends, and how many parts it takes (0: there is none)."""
        first = parts[index]
        word = first[0].rstrip(".-")
        following = parts[index + 1][0].rstrip(".-") if index + 1 < len(parts) else ""
        if _NAME.fullmatch(word) and _NUMBER.fullmatch(following) and following.upper() not in self._not_models:
            return first.start(), parts[index + 1].start() + len(following), 2
        proper = (
            _PROPER.fullmatch(word) and word.upper() not in self._not_models and not word.startswith(self._standards)
        )
        if proper or _CAMEL.fullmatch(word):
            return first.start(), first.start() + len(word), 1
        return 0, 0, 0

    def _with_family(self, text: str, start: int, sentence: Sentence) -> int:
        """Where the name begins that a short model belongs to (某牌X5): the noun right before it, if there is one."""
        before = next((token for token in sentence.tokens if token.end == start), None)
        proper = before is not None and before.pos in _PROPER_NOUNS and before.end - before.start >= _SHORTEST_FAMILY
        return before.start if before is not None and proper and text[before.start] >= "一" else start

    def _with_tail(self, text: str, end: int, limit: int) -> int:
        suffix = _SUFFIX.match(text, end, limit)
        end = suffix.end() if suffix else end
        tail = self._tail.match(text, end, limit)
        return tail.end() if tail else end

    def _is_other(self, text: str, start: int, end: int) -> bool:
        """Whether what follows or stands before shows that this is no product: A座, T3航站楼, （600000.SH）."""
        return bool(
            self._after.match(text, end)
            or _UNITS.match(text, start)
            or text[end : end + 1] in {"/", "%", "％"}
            or text[max(0, start - 1) : start] in {"/", "@", "_", "."}
        )

    def _numbered(self, text: str, family: re.Match[str], limit: int) -> int | None:
        """Where the model of a family ends: 号 behind a number, or a number right behind the name."""
        ordered = _ORDER.match(text, family.end(), limit)
        if ordered:
            named = len(family[0]) >= _SHORTEST_FAMILY and not text.startswith("线", ordered.end())
            return ordered.end() if named else None
        version = _VERSION.match(text, family.end(), limit)
        if not version or self._after.match(text, version.end()):
            return None
        single = len(family[0]) == _ALONE
        if single and not version[0].startswith("-"):
            return None
        return self._with_tail(text, version.end(), limit)


def _product(text: str, start: int, end: int) -> Mention:
    return Mention("Product", start, end, text[start:end], found_by="model")
