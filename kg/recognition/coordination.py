"""Lists whose head says what their items are: A、B、C等…企业 are companies, whatever their names look like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.knowledge.shapes import Shapes
from kg.model import Mention, Sentence, Token

__all__ = ["find_listed_items"]

_SEPARATOR = re.compile(r"、|和|与|以及|及")
_LONGEST_ITEM = 16
_LONGEST_TAIL = 22
_SHORTEST_ITEM = 2
_STOPS = frozenset("，。；：！？\n（）()《》")
_COUNTED = re.compile(r"(?:[0-9两二三四五六七八九十]+)(?:个|家|大|项|条|种|所)")
_JOINT = re.compile(r"(?<=[^、]{2})(?:以及|和|与|(?<!以)及)(?=.{2})")
_REGION_ENDINGS = ("市", "省", "区", "县")
_PARTICLES = ("了", "着", "过")
_AND_SO_ON = re.compile(r"等等?(?![于级待候同])")
_CONTENT = re.compile(r"[\w·“”+\-]+")


def find_listed_items(text: str, sentence: Sentence, shapes: Shapes, known: Iterable[Mention]) -> Iterator[Mention]:
    """Items of lists, typed by the head of their list; items already known keep the type they have."""
    known = tuple(known)
    for end, tail in _list_ends(text, sentence):
        head = _head(text, tail, sentence.end, shapes)
        if head is None:
            continue
        word, kind = head
        for start, stop in _items(text, sentence, end, shapes, known):
            name = text[start:stop]
            if word in shapes.completing_heads:
                yield Mention(kind, start, stop, name + word, found_by="list")
            elif not any(_names_item(m, start, stop) for m in known) and not _is_regional(text, start, stop, known):
                yield Mention(kind, start, stop, name, found_by="list")


def _list_ends(text: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where the items end and where what follows them begins: at 等, or at a number (A、B两个…)."""
    for found in _AND_SO_ON.finditer(text, sentence.start, sentence.end):
        yield found.start(), found.end()
    for found in _COUNTED.finditer(text, sentence.start, sentence.end):
        clause = max(text.rfind(mark, sentence.start, found.start()) for mark in "，；：。")
        if "、" in text[max(clause, sentence.start) : found.start()]:
            yield found.start(), found.end()


def _head(text: str, start: int, limit: int, shapes: Shapes) -> tuple[str, str] | None:
    """The first word after the list that says what its items are, with their type."""
    stop = next(
        (p for p in range(start, min(limit, start + _LONGEST_TAIL)) if text[p] in _STOPS), start + _LONGEST_TAIL
    )
    tail = text[start : min(stop, limit)]
    found = [(tail.find(word), -len(word), word) for word in shapes.list_heads if word in tail]
    if not found:
        return None
    word = min(found)[2]
    return word, shapes.list_heads[word]


def _items(
    text: str, sentence: Sentence, end: int, shapes: Shapes, known: tuple[Mention, ...]
) -> Iterator[tuple[int, int]]:
    stop = end
    while stop > sentence.start:
        start, joined = _item_start(text, sentence, stop, shapes, known)
        if start is None or stop - start > _LONGEST_ITEM:
            return
        if text.startswith(_PARTICLES, start):
            start += 1
        if stop - start >= _SHORTEST_ITEM and _CONTENT.fullmatch(text, start, stop):
            yield start, stop
        if not joined:
            return
        stop = joined


def _item_start(
    text: str, sentence: Sentence, stop: int, shapes: Shapes, known: tuple[Mention, ...]
) -> tuple[int | None, int]:
    """Where the item that ends at `stop` begins, and where the item before it ends (0 if it is the first)."""
    inner = _inner_start(text, sentence, stop, known)
    if inner:
        return inner
    whole = max((m for m in known if m.end == stop), key=lambda m: m.end - m.start, default=None)
    ending = {token.end: token for token in sentence.tokens}
    place = whole.start if whole else stop
    while place > sentence.start:
        mark = _separator_before(text, place)
        if mark:
            return place, place - mark
        token = ending.get(place)
        if token is None or _is_boundary(text, token, shapes):
            return (whole.start if whole and whole.found_by == "gazetteer" else place), 0
        listed = max((m for m in known if m.end == place and m.end < stop), key=lambda m: m.end - m.start, default=None)
        place = listed.start if listed else token.start
    return place, 0


def _inner_start(text: str, sentence: Sentence, stop: int, known: tuple[Mention, ...]) -> tuple[int, int] | None:
    """The item after a 、 is all that stands between, whatever words it was cut into."""
    mark = text.rfind("、", max(sentence.start, stop - _LONGEST_ITEM - 1), stop)
    if mark < 0 or set(text[mark + 1 : stop]) & _STOPS:
        return None
    if any(m.start == mark + 1 and m.end == stop for m in known):
        return mark + 1, mark
    joint = max((found.span() for found in _JOINT.finditer(text, mark + 1, stop)), default=(0, 0))
    if joint[1] and stop - joint[1] >= _SHORTEST_ITEM:
        return joint[1], joint[0]
    return mark + 1, mark


def _separator_before(text: str, place: int) -> int:
    for size in (2, 1):
        if place >= size and _SEPARATOR.fullmatch(text, place - size, place):
            return size
    return 0


def _is_boundary(text: str, token: Token, shapes: Shapes) -> bool:
    word = text[token.start : token.end]
    return (
        word in _STOPS or word in shapes.boundaries or not word.strip() or token.pos in {"p", "c", "x", "w", "uj", "ul"}
    )


def _names_item(mention: Mention, start: int, stop: int) -> bool:
    """Whether a known mention names the item; one that only looks like a name of its class is outvoted by the head."""
    same = (mention.start, mention.end) == (start, stop)
    return mention.end == stop and mention.start <= start and not (same and mention.found_by == "shape")


def _is_regional(text: str, start: int, stop: int, known: tuple[Mention, ...]) -> bool:
    """Whether the item is a known name with a region before it (青岛市|工业互联网)."""
    return any(m.end == stop and text[start : m.start].endswith(_REGION_ENDINGS) for m in known)
