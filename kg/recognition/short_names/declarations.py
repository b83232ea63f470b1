"""Where a text declares a short name: 甲（以下简称“乙”）, 甲（ABC）, ABC（甲）, 乙，全称甲, ABC是甲的简称."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Declaration", "find_brands", "find_declarations", "find_leading", "find_turned"]

_SAYING = (
    r"(?:以?下)?(?:统|合)?(?:简称|称|缩写)(?:作|为|是)?|(?:英文|中文|英语)?(?:名称?)?(?:简称|缩写|略称)(?:作|为|是)?"
    r"|又称|也称|亦称|又名|别称|俗称|通称|下称"
)
_SHORT = r"[^“”\"「」《》（）()，。；：:、\n]{2,16}?"
_QUOTED = rf"[“\"「](?P<quoted>{_SHORT})[”\"」]"
_NOTE = r"(?:\[?\d{1,2}\]?|\s)?"  # the number of a footnote between a name and its bracket
_ACRONYM = r"[A-Z][A-Za-z]{0,3}(?:[-&/]?[A-Z][A-Za-z]{0,2}){1,5}|[A-Z]{2,10}"
_ENGLISH = r"(?:英文名?|英语)?[：:]?\s?[A-Za-z][A-Za-z &.,'’/\-]{6,100}?"  # Full English Name
_SAID = (
    # 甲（以下简称“甲科”）, 甲（英语：Full Name，缩写：FN）
    re.compile(
        rf"{_NOTE}[（(](?:[^（）()\n]{{0,80}}?[，,；; 　])?(?:{_SAYING})[：:为]?\s?"
        rf"(?:{_QUOTED}|(?P<bare>{_SHORT})(?=[）)，,；;、（(]))"
    ),
    # 甲（“甲科”）
    re.compile(rf"{_NOTE}[（(]{_QUOTED}[）)]"),
    # 甲，英文名称：Full Name，缩写：FN
    re.compile(
        rf"[，；,;]?\s?其?英文(?:全称|名称?|译名)?[为是]?[：:]?\s?{_ENGLISH}[，；,;]\s?(?:中文简称[：:]?[^，；,;\n]{{2,8}}[，；,;]\s?)?"
        rf"(?:英文)?(?:简称|缩写)[为是]?[：:]?\s?(?P<bare>{_ACRONYM})"
    ),
    # 甲，简称甲科，
    re.compile(
        r"[，,]?(?:以?下)?(?:英文|英语)?(?:名称?)?(?:简称|缩写|又称|也称|亦称|又名|俗称|通称)(?:作|为|是)?[：:]?"
        rf"(?:{_QUOTED}|(?P<bare>{_SHORT})(?=[，。；、,（(\n ]|是|为|位于|坐落|成立|创|始建|由|于|在|$))"
    ),
)
_SHOWN = (
    # 甲（ABC）, 甲（ABC，Full English Name）, 甲（Full English Name，ABC）
    re.compile(rf"{_NOTE}[（(](?:{_ENGLISH}[，,;；、 ] ?)?(?P<bare>{_ACRONYM})(?=[）)，,；; ]|$)"),
    # 甲乙委员会（甲委会）
    re.compile(rf"{_NOTE}[（(](?P<bare>[^（）()，。；：、\n]{{2,8}})[）)]"),
)
_FULL = r"[^“”\"「」《》（）()，。；：:、\n]{4,30}?"
_LATIN_SHORT = rf"(?<![A-Za-z0-9])(?P<latin>{_ACRONYM})(?![A-Za-z])"
_ANY_SHORT = rf"(?:{_LATIN_SHORT}|[“\"「](?P<quoted>{_SHORT})[”\"」]|(?P<plain>(?<![\w])[一-鿿]{{2,8}}?))"
_BRAND = r"(?<![A-Za-z0-9])(?P<latin>[A-Z][A-Za-z0-9]+(?: [A-Z][A-Za-z0-9]*){0,2})"
_TURNED = (
    # ABC（甲）, ABC（即甲）, ABC（English Name，甲）
    re.compile(rf"{_LATIN_SHORT}[（(](?:{_ENGLISH}[，,;；、 ] ?)?即?(?P<full>[^（）()\n，,]{{3,30}})[）)]"),
    # 乙（全称甲）, 乙，全称为甲
    re.compile(
        rf"{_ANY_SHORT}\s?(?:[（(，,]|的)?(?:中文|英文)?全[称名](?:是|为|：|:)?[“\"「]?(?P<full>{_FULL})(?=[”\"」）)，。；,\n]|$)"
    ),
    # 乙是甲的简称
    re.compile(rf"{_ANY_SHORT}(?:是|为|即|就是)(?P<full>{_FULL})的(?:英文|中文)?(?:简称|缩写|略称)"),
    # ABC，即甲，
    re.compile(rf"{_LATIN_SHORT}[，,]?(?:也就是|即)(?P<full>{_FULL})(?=[，。；,\n]|$)"),
)
_BRANDS = (
    re.compile(rf"{_BRAND}[（(](?P<full>[一-鿿]{{2,10}})[）)]"),
    re.compile(r"(?P<full>[一-鿿]{2,10})[（(](?P<latin>[A-Z][A-Za-z0-9]+(?: [A-Z][A-Za-z0-9]*){0,2})[）)]"),
)
# ABC（English Name）甲: the full name begins where this ends
_LATIN_BEFORE = re.compile(rf"{_LATIN_SHORT}[（(]{_ENGLISH}[）)](?=[一-鿿])")
_OPENING = frozenset("（(，,；;以下简又也亦英其[0123456789 ")


@dataclass(frozen=True, slots=True)
class Declaration:
    """A short name and what it is short for.

    Attributes:
        full_start: of the full name; None where only its end is sure.
        full_end: of the full name.
        start: of the short name.
        end: of the short name.
        said: whether words say that it is one, not brackets alone.
    """

    full_start: int | None
    full_end: int
    start: int
    end: int
    said: bool


def find_declarations(text: str, start: int, limit: int) -> Iterator[Declaration]:
    """Short names behind the full ones, in order, within `text[start:limit]`."""
    reach = 0
    for place in range(start + 2, limit):
        if place >= reach and text[place] in _OPENING:
            declared = _declaration_at(text, place, limit)
            if declared:
                yield declared
                reach = declared.end


def find_turned(text: str, start: int, limit: int) -> Iterator[Declaration]:
    """Short names before the full ones, within `text[start:limit]`."""
    for number, pattern in enumerate(_TURNED):
        for found in pattern.finditer(text, start, limit):
            groups = found.groupdict()
            group = next(name for name in ("latin", "quoted", "plain") if groups.get(name))
            yield Declaration(*found.span("full"), *found.span(group), said=number > 0)


def find_brands(text: str, start: int, limit: int) -> Iterator[Declaration]:
    """Latin names with their Chinese ones in brackets, or the other way round: Lumen（甲乙科技）, 甲乙科技（Lumen）."""
    for number, pattern in enumerate(_BRANDS):
        for found in pattern.finditer(text, start, limit):
            yield Declaration(*found.span("full"), *found.span("latin"), said=number > 0)


def find_leading(text: str, start: int, limit: int) -> Iterator[tuple[tuple[int, int], int]]:
    """Acronyms with their English name, directly before what may be the full name: their spans, and where it begins."""
    for found in _LATIN_BEFORE.finditer(text, start, limit):
        yield found.span("latin"), found.end()


def _declaration_at(text: str, place: int, limit: int) -> Declaration | None:
    for pattern in (*_SAID, *_SHOWN):
        found = pattern.match(text, place, limit)
        if found:
            group = "quoted" if found.groupdict().get("quoted") else "bare"
            return Declaration(None, place, *found.span(group), said=pattern in _SAID)
    return None
