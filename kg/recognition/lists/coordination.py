"""Lists whose head says what their items are: A、B、C等…企业 are companies, whatever their names look like."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.knowledge.shapes import Shapes
from kg.model import Mention, Sentence, Token

__all__ = ["find_listed_items"]

_SEPARATOR = re.compile(r"、|和|与|以及|及")
_LONGEST_ITEM = 16
_LONGEST_TAIL = 22
_SHORTEST_ITEM = 2
_STOPS = frozenset("，。；：！？\n（）()《》")
_COUNTED = re.compile(r"(?<![0-9两二三四五六七八九十])[0-9两二三四五六七八九十]+(?:个|家|大|项|条|种|所|类|款)")
_JOINT = re.compile(r"(?<=[^、]{2})(?:以及|和|与|(?<!以)及)(?=.{2})")
_REGION_ENDINGS = ("市", "省", "区", "县")
_PARTICLES = ("了", "着", "过")
_AND_SO_ON = re.compile(r"等等?(?![于级待候同])")
_CONTENT = re.compile(r"[\w·“”+\-]+")
_BOTH = re.compile(r"(?:两|2)[个家大项条种所类款]")
_COMMA = frozenset("、")
_ANY_JOINT = frozenset("、和与及")
_CUE = re.compile(
    r"(?:线|矩阵|体系|群|范围|类型|种类)?(?:主要|已|目前)?"
    r"(?:包括了?|包含了?|涵盖了?|囊括了?|覆盖了?|分为|分别为|分别是|有|[，：]如|[，：]例如|[，：]比如)：?"
)
_CLAUSE_END = re.compile(r"[，。；：！？\n（]")
_LONGEST_CLAUSE = 400  # no joint of a list is looked for further back
_LONGEST_LIST = 80
_MOST_ITEMS = 60
_LONGEST_HEAD = 6
_NO_ITEM = re.compile(r"(?<![高平同对中初优均劣])等(?![级离])|[0-9](?:多|余|万|亿)?[家个项名位件座条种款次人年月日]")
_PERSON = "Person"
_CONCEPT = "Concept"
_SHORTEST_CONCEPT = 4
_BY_LOOKS = frozenset({"shape", "thing"})


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence with what is known of it, each name and word at hand by where it stands."""

    text: str
    sentence: Sentence
    shapes: Shapes
    names: Mapping[int, tuple[Mention, ...]]
    starting: Mapping[int, Token]
    ending: Mapping[int, Token]
    people: frozenset[int]


def find_listed_items(text: str, sentence: Sentence, shapes: Shapes, known: Iterable[Mention]) -> Iterator[Mention]:
    """Items of lists, typed by the head of their list; items already known keep the type they have."""
    place: _Place | None = None
    for end, tail in _list_ends(text, sentence, shapes):
        place = place or _survey(text, sentence, shapes, known)
        head = _head(place, tail) or _head_before(text, end, sentence, shapes)
        if head is None:
            continue
        word, kind = head
        for start, stop in _items(place, end):
            name = text[start:stop]
            if not _may_be(kind, place, start, stop):
                continue
            if word in shapes.completing_heads:
                yield Mention(kind, start, stop, name + word, found_by="list")
            elif not any(_names_item(m, start, stop) for m in place.names.get(stop, ())) and not _is_regional(
                place, start, stop
            ):
                yield Mention(kind, start, stop, name, found_by="list")


def _survey(text: str, sentence: Sentence, shapes: Shapes, known: Iterable[Mention]) -> _Place:
    names: defaultdict[int, list[Mention]] = defaultdict(list)
    people: set[int] = set()
    for mention in known:
        names[mention.end].append(mention)
        if mention.type == _PERSON:
            people.update(range(mention.start, mention.end))
    return _Place(
        text,
        sentence,
        shapes,
        {end: tuple(found) for end, found in names.items()},
        {token.start: token for token in sentence.tokens},
        {token.end: token for token in sentence.tokens},
        frozenset(people),
    )


def _list_ends(text: str, sentence: Sentence, shapes: Shapes) -> Iterator[tuple[int, int]]:
    """Where the items end and where what follows them begins: at 等, a number (A、B两个…), the end of a clause."""
    for found in _AND_SO_ON.finditer(text, sentence.start, sentence.end):
        yield found.start(), found.end()
    yield from _counted_ends(text, sentence)
    if "、" not in text[sentence.start : sentence.end]:
        return
    for found in _whole(shapes.things.wholes).finditer(text, sentence.start, sentence.end):
        if _has_list(text, sentence, found.start(), _COMMA):
            yield found.start(), found.start() + 1
    for found in _CUE.finditer(text, sentence.start, sentence.end):
        stop = _CLAUSE_END.search(text, found.end(), min(sentence.end, found.end() + _LONGEST_LIST))
        if stop and "、" in text[found.end() : stop.start()] and not _AND_SO_ON.search(text, found.end(), stop.start()):
            yield stop.start(), stop.start()


def _counted_ends(text: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    for found in _COUNTED.finditer(text, sentence.start, sentence.end):
        if _has_list(text, sentence, found.start(), _ANY_JOINT if _BOTH.fullmatch(found[0]) else _COMMA):
            yield found.start(), found.end()


def _has_list(text: str, sentence: Sentence, end: int, joints: frozenset[str]) -> bool:
    """Whether a list stands in the clause before `end`."""
    first = max(sentence.start, end - _LONGEST_CLAUSE)
    clause = max(text.rfind(mark, first, end) for mark in "，；：。")
    return not joints.isdisjoint(text[max(clause, first) : end])


@lru_cache(maxsize=8)
def _whole(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))))


def _head(at: _Place, start: int) -> tuple[str, str] | None:
    """The first word after the list that says what its items are, with their type; it stands before any verb."""
    heads = at.shapes.list_heads
    limit = min(at.sentence.end, start + _LONGEST_TAIL)
    stop = next((place for place in range(start, limit) if at.text[place] in _STOPS), limit)
    behind = [token for place in range(start, stop) if (token := at.starting.get(place))]
    stop = next((token.start for token in behind if _ends_phrase(at.text, token, at.shapes)), stop)
    ends = [token.end for token in behind if token.end <= stop]
    sizes = range(1, _LONGEST_TAIL)
    words = [(end - size, -size, at.text[end - size : end]) for end in ends for size in sizes if end - size >= start]
    found = min((candidate for candidate in words if candidate[2] in heads), default=None)
    return (found[2], heads[found[2]]) if found else None


def _head_before(text: str, end: int, sentence: Sentence, shapes: Shapes) -> tuple[str, str] | None:
    """The word that says what the items are where it stands before them: 产品包括A、B、C等。"""
    cues = tuple(_CUE.finditer(text, max(sentence.start, end - _LONGEST_LIST), end))
    cue = cues[-1] if cues else None
    if cue is None or set(text[cue.end() : end]) & _STOPS:
        return None
    before = text[max(sentence.start, cue.start() - _LONGEST_HEAD) : cue.start()]
    fitting = [word for word in shapes.list_heads if before.endswith(word)]
    word = max(fitting, key=lambda found: (len(found), found), default="")
    return (word, shapes.list_heads[word]) if word else None


def _ends_phrase(text: str, token: Token, shapes: Shapes) -> bool:
    """Whether the noun phrase behind 等 ends before this word."""
    return token.pos == "p" or _governs(text[token.start : token.end], shapes)


def _governs(word: str, shapes: Shapes) -> bool:
    return word in shapes.things.governing_verbs and word not in shapes.things.nominal_verbs


def _may_be(kind: str, at: _Place, start: int, stop: int) -> bool:
    """Whether an item may be of the kind: no person, a concept of more than a word, nothing else begins with a verb."""
    if _NO_ITEM.search(at.text, start, stop) or (kind != _PERSON and at.people.intersection(range(start, stop))):
        return False
    if kind == _CONCEPT:
        return stop - start >= _SHORTEST_CONCEPT
    if at.text[start:stop] in at.shapes.common_nouns:
        return False
    first = at.starting.get(start)
    return first is None or not _governs(at.text[first.start : first.end], at.shapes)


def _items(at: _Place, end: int) -> Iterator[tuple[int, int]]:
    stop = end
    for _ in range(_MOST_ITEMS):
        start, joined = _item_start(at, stop, alone=stop == end)
        if start is None or stop - start > _LONGEST_ITEM:
            return
        if at.text.startswith(_PARTICLES, start):
            start += 1
        if stop - start >= _SHORTEST_ITEM and _CONTENT.fullmatch(at.text, start, stop):
            yield start, stop
        if not at.sentence.start < joined < stop:
            return
        stop = joined


def _item_start(at: _Place, stop: int, *, alone: bool) -> tuple[int | None, int]:
    """Where the item that ends at `stop` begins, and where the item before it ends (0 if it is the first)."""
    inner = _quoted_start(at, stop, alone=alone) or _inner_start(at, stop)
    if inner:
        return inner
    whole = max(at.names.get(stop, ()), key=lambda m: m.end - m.start, default=None)
    place = whole.start if whole else stop
    while place > at.sentence.start and stop - place <= _LONGEST_ITEM:
        mark = _separator_before(at.text, place)
        if mark:
            return place, place - mark
        token = at.ending.get(place)
        if token is None or _is_boundary(at.text, token, at.shapes):
            return (whole.start if whole and whole.found_by == "gazetteer" else place), 0
        ending = (m for m in at.names.get(place, ()) if m.end < stop)
        listed = max(ending, key=lambda m: m.end - m.start, default=None)
        place = listed.start if listed else token.start
    return place, 0


def _quoted_start(at: _Place, stop: int, *, alone: bool) -> tuple[int, int] | None:
    """An item in quotation marks begins at its mark; the one before it may stand right beside: “早申报”“船边提”."""
    if stop <= at.sentence.start or at.text[stop - 1] != "”":
        return None
    opening = at.text.rfind("“", max(at.sentence.start, stop - _LONGEST_ITEM), stop)
    if opening < 0:
        return None
    if opening > at.sentence.start and at.text[opening - 1] == "”":
        return opening, opening
    mark = _separator_before(at.text, opening)
    if alone and not mark:
        return None
    return opening, opening - mark if mark else 0


def _inner_start(at: _Place, stop: int) -> tuple[int, int] | None:
    """The item after a 、 is all that stands between, whatever words it was cut into."""
    mark = at.text.rfind("、", max(at.sentence.start, stop - _LONGEST_ITEM - 1), stop)
    if mark < 0 or set(at.text[mark + 1 : stop]) & _STOPS:
        return None
    if any(m.start == mark + 1 for m in at.names.get(stop, ())):
        return mark + 1, mark
    joint = max((found.span() for found in _JOINT.finditer(at.text, mark + 1, stop)), default=(0, 0))
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
        word in _STOPS
        or word in shapes.boundaries
        or _governs(word, shapes)
        or not word.strip()
        or token.pos in {"p", "c", "x", "w", "uj", "ul"}
    )


def _names_item(mention: Mention, start: int, stop: int) -> bool:
    """Whether a known mention names the item; one that only looks like a name of its class is outvoted by the head."""
    same = (mention.start, mention.end) == (start, stop)
    return mention.end == stop and mention.start <= start and not (same and mention.found_by in _BY_LOOKS)


def _is_regional(at: _Place, start: int, stop: int) -> bool:
    """Whether the item is a known name with a region before it (青岛市|工业互联网)."""
    return any(at.text[start : m.start].endswith(_REGION_ENDINGS) for m in at.names.get(stop, ()))
