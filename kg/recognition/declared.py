"""Short names that the text itself declares: 甲科技有限公司（以下简称“甲科”）, 甲委员会（甲委）, 甲组织（ABC）."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.knowledge.shapes import Shapes
from kg.model import Mention, Sentence, Token
from kg.recognition.short_forms import is_abbreviation

__all__ = ["DeclaredNames"]

FOUND_BY = "declared"
_SAYING = (
    r"(?:以?下)?(?:统|合)?(?:简称|称|缩写)(?:作|为|是)?|(?:英文|中文|英语)?(?:简称|缩写|略称)(?:作|为|是)?"
    r"|又称|也称|亦称|又名|别称|下称"
)
_SHORT = r"[^“”\"「」《》（）()，。；：:、\n]{2,16}?"
_QUOTED = rf"[“\"「](?P<quoted>{_SHORT})[”\"」]"
_NOTE = r"(?:\[?\d{1,2}\]?|\s)?"  # the number of a footnote between a name and its bracket
_ACRONYM = r"[A-Z][A-Za-z]{0,3}(?:[-&/]?[A-Z][A-Za-z]{0,2}){1,5}|[A-Z]{2,10}"
_SAID = (
    # 甲（以下简称“甲科”）, 甲（英语：Full Name，缩写：FN）
    re.compile(
        rf"{_NOTE}[（(](?:[^（）()\n]{{0,80}}?[，,；; 　])?(?:{_SAYING})[：:为]?\s?"
        rf"(?:{_QUOTED}|(?P<bare>{_SHORT})(?=[）)，,；;、（(]))"
    ),
    # 甲（“甲科”）
    re.compile(rf"{_NOTE}[（(]{_QUOTED}[）)]"),
    # 甲，简称甲科，
    re.compile(
        r"[，,]?(?:以?下)?(?:英文)?(?:简称|又称|也称|亦称|又名)(?:作|为|是)?[：:]?"
        rf"(?:{_QUOTED}|(?P<bare>{_SHORT})(?=[，。；、,（(\n]|是|$))"
    ),
)
_SHOWN = (
    # 甲（ABC）, 甲（ABC，Full English Name）, 甲（Full English Name，ABC）
    re.compile(rf"{_NOTE}[（(](?:[A-Za-z ]{{8,80}}[，,] ?)?(?P<bare>{_ACRONYM})(?=[）)，,；; ]|$)"),
    # 甲乙委员会（甲委会）
    re.compile(rf"{_NOTE}[（(](?P<bare>[^（）()，。；：、\n]{{2,8}})[）)]"),
)
# ABC（甲）
_TURNED = re.compile(rf"(?<![A-Za-z0-9])(?P<short>{_ACRONYM})[（(](?P<full>[^（）()\n]{{3,30}})[）)]")
_OPENING = frozenset("（(，,以下简又也亦英[0123456789 ")
_LATIN = re.compile(r"[A-Za-z]")
_STOPPING_POS = ("p", "c", "u", "d", "r", "y", "e", "o", "x", "w", "f", "m", "q", "v")
_LONGEST_NAME = 30
_SHORTEST_NAME = 4
_ORGANIZATION = "Organization"
_SHORT_NAME = "ShortName"
_NEVER_SHORTENED = frozenset({"Post", "Time", "Role", "Person", "Text", "Concept"})
_PARTS = frozenset({"AdministrativeRegion", "Group", "Industry"})


@dataclass(frozen=True, slots=True)
class _Declaration:
    """A short name from `start` to `end` of what ends at `name_end`; `said` where words say that it is one."""

    name_end: int
    start: int
    end: int
    said: bool


class DeclaredNames:
    """Finds declarations of short names.

    Args:
        shapes: for the words that no name reaches across, and the ends of institutions' names.
        is_a: whether a class is (a subclass of) another.
    """

    def __init__(self, shapes: Shapes, is_a: Callable[[str, str], bool]) -> None:
        self._boundaries = shapes.boundaries
        self._heads = tuple(sorted(shapes.institution_tails))
        self._not_short = shapes.not_short_names
        self._is_a = is_a

    def find(self, text: str, sentences: Sequence[Sentence], chosen: Iterable[Mention]) -> Iterator[Mention]:
        """The short names, each named by the full name it stands behind; full names that nothing else found, too."""
        known = _Known(chosen)
        for sentence in sentences:
            yield from self._turned(text, sentence, known)
            for declared in _declarations(text, sentence):
                if text[declared.start : declared.end] not in self._not_short:
                    yield from self._named(text, sentence, declared, known)

    def _named(self, text: str, sentence: Sentence, declared: _Declaration, known: _Known) -> Iterator[Mention]:
        short = text[declared.start : declared.end]
        full = known.longest_to(declared.name_end)
        if full is None or _lacks(text[full.start : full.end], short):
            longer = self._unknown_name(text, sentence, declared, known)
            if longer and (full is None or not _lacks(longer.name, short)):
                full = replace(longer, type=full.type) if full else longer
                yield full
        if full and (declared.said or _LATIN.match(short) or self._abbreviates(text, short, full)):
            yield from _short_name(text, full, declared.start, declared.end)

    def _abbreviates(self, text: str, short: str, full: Mention) -> bool:
        return self._is_a(full.type, _ORGANIZATION) and is_abbreviation(short, text[full.start : full.end])

    def _turned(self, text: str, sentence: Sentence, known: _Known) -> Iterator[Mention]:
        """ABC（甲乙组织）: the short name first."""
        for found in _TURNED.finditer(text, sentence.start, sentence.end):
            name = found["full"]
            full = known.longest_to(found.end("full"))
            if full is None and name.endswith(self._heads):
                full = Mention(_ORGANIZATION, *found.span("full"), name, found_by=FOUND_BY)
                yield full
            if full and full.start == found.start("full") and self._is_a(full.type, _ORGANIZATION):
                yield from _short_name(text, full, *found.span("short"))

    def _unknown_name(self, text: str, sentence: Sentence, declared: _Declaration, known: _Known) -> Mention | None:
        """What a short name stands behind is a name, even where nothing else says so."""
        end = declared.name_end
        short = text[declared.start : declared.end]
        ending: dict[int, Token] = {token.end: token for token in sentence.tokens}
        start = end
        while (token := ending.get(start)) and end - token.start <= _LONGEST_NAME and start not in known.others:
            stops = token.pos.startswith(_STOPPING_POS) and token.pos != "vn"
            if stops or text[token.start : token.end] in self._boundaries:
                break
            start = token.start
        name = text[start:end]
        sure = declared.said or (name.endswith(self._heads) and (_LATIN.match(short) or is_abbreviation(short, name)))
        return (
            Mention(_ORGANIZATION, start, end, name, found_by=FOUND_BY)
            if sure and len(name) >= _SHORTEST_NAME
            else None
        )


class _Known:
    """The names that are known, by where they end, and where what has no short name ends: values, people, posts."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._ending: defaultdict[int, list[Mention]] = defaultdict(list)
        self.others: set[int] = set()
        for mention in mentions:
            if mention.value is not None or mention.type in _NEVER_SHORTENED:
                self.others.add(mention.end)
            elif mention.type not in _PARTS:
                self._ending[mention.end].append(mention)

    def longest_to(self, end: int) -> Mention | None:
        """The longest name that ends here."""
        return max(self._ending.get(end, ()), key=lambda m: (m.end - m.start, m.type), default=None)


def _lacks(full: str, short: str) -> bool:
    """Whether the short name has a Chinese character that the full name does not have."""
    return any(letter not in full for letter in short if not letter.isascii())


def _short_name(text: str, full: Mention, start: int, end: int) -> Iterator[Mention]:
    """Another mention of what has the full name, and the short name as words that a rule can read."""
    yield replace(full, start=start, end=end, found_by=FOUND_BY)
    yield Mention(_SHORT_NAME, start, end, text[start:end], found_by=FOUND_BY)


def _declarations(text: str, sentence: Sentence) -> Iterator[_Declaration]:
    reach = 0
    for place in range(sentence.start + 2, sentence.end):
        if place >= reach and text[place] in _OPENING:
            declared = _declaration_at(text, place, sentence.end)
            if declared:
                yield declared
                reach = declared.end


def _declaration_at(text: str, place: int, limit: int) -> _Declaration | None:
    for pattern in (*_SAID, *_SHOWN):
        found = pattern.match(text, place, limit)
        if found:
            group = "quoted" if found.groupdict().get("quoted") else "bare"
            return _Declaration(place, *found.span(group), pattern in _SAID)
    return None
