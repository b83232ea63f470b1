"""Words that point back: 该中心, 项目 at the start of a clause, 双方, 本公司, 他, 首期, 现场."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.knowledge.shapes import Shapes
from kg.model import Mention, Pointing, Sentence, Token

__all__ = ["AnaphorRecognizer"]

_CLAUSE_MARKS = "，。；：！？\n—“,:"
_CLOSING_MARK = "”"
_LEADING_WORDS = 4
_BEFORE_SUBJECT = ("t", "c", "d")
_AFTER_BARE_HEAD = ("v", "d", "p", "t")
_AFTER_CLITIC = ("v", "d", "p")
_NOT_IN_MODIFIER = ("v", "c", "d", "p", "r", "u", "x", "m", "y")
_NOT_FIRST_IN_CLAUSE = ("c", "d", "x", "r", "y")
_REGION = "AdministrativeRegion"
_COPULA = "是"
_BEFORE_POSSESSOR = ("n", "a", "b", "j", "r", "u", "m", "q")
_JOINED_TO = ("n", "j", "a", "b", "v")
_COUNT = "两|二|三|四|五|六|七|八|九|十|几|多|[2-9]"
_MEASURE = "家|个|所|大|位|名|款|座"
_SHARES = re.compile(r"(?:不超过|不超|约)?\d[\d,.]{0,15}(?:[%％]的?股|[万亿]?股)")


@dataclass(frozen=True, slots=True)
class _Words:
    """A sentence with its tokens by where they begin and by where they end."""

    text: str
    sentence: Sentence
    starting: Mapping[int, Token]
    ending: Mapping[int, Token]

    def word(self, token: Token) -> str:
        return self.text[token.start : token.end]

    def is_border(self, place: int) -> bool:
        return place in self.starting or place >= self.sentence.end

    def between(self, start: int, end: int) -> Iterator[Token]:
        """The tokens from `start` to `end`, one after the other."""
        while start < end and (token := self.starting.get(start)):
            yield token
            start = token.end

    def begins_clause(self, place: int) -> bool:
        """Whether nothing of the clause stands before `place`."""
        if place == self.sentence.start:
            return True
        closed = self.text[place - 1] == _CLOSING_MARK  # …。”项目将, but “某某”工程
        return self.text[place - 2 if closed else place - 1] in _CLAUSE_MARKS

    def may_be_subject(self, place: int, phases: Collection[str] = ()) -> bool:
        """Whether before `place` nothing of the clause stands but when, how and how it hangs together (目前, 同时).

        What follows one of the `phases` is its head, not the subject (一期工程).
        """
        for _ in range(_LEADING_WORDS):
            if self.begins_clause(place):
                return True
            token = self.ending.get(place)
            if token is None or not token.pos.startswith(_BEFORE_SUBJECT) or self.word(token) in phases:
                return False
            place = token.start
        return self.begins_clause(place)


class AnaphorRecognizer:
    """Finds the words that point back; what they point at is for the resolution to say."""

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes
        pointers, measures = _either(shapes.pointers), _either(shapes.pointer_measures)
        head = rf"(?P<head>{_either(shapes.anaphor_heads)})"
        pointer = rf"(?:{pointers})(?:{measures})?"
        self._pointers = re.compile(pointer)
        self._forms = (  # 该中心, 该智能产线, 此次投产产线, 此次投产的产线
            re.compile(rf"(?:{pointers})(?:{measures})??{head}"),
            re.compile(rf"{pointer}(?P<modifier>[一-鿿]{{1,4}}?){head}"),
            re.compile(rf"(?:此次|本次|这次)(?P<verb>[一-鿿]{{2}}){head}"),
            re.compile(rf"{pointer}(?P<clause>[一-鿿A-Za-z0-9]{{1,8}}?)的(?P<modifier>[一-鿿]{{1,4}}?)??{head}"),
        )
        self._bare = re.compile(_either(shapes.bare_heads))
        self._own = re.compile(rf"(?:{_either(shapes.own_pointers)})({_either(shapes.own_heads)})")
        several, counted = _either(shapes.several_heads), rf"(?:{_COUNT})(?:{_MEASURE})?"
        self._several = re.compile(
            rf"(?:{_either(shapes.several_pointers)})(?:{counted})?({several})"
            rf"|(?:{pointers}){counted}({several})|两(?:{_MEASURE})?({several})"
        )
        self._words = {
            **{word: (kind, Pointing.OWN) for word, kind in shapes.own_words.items()},
            **{word: (kind, Pointing.SEVERAL) for word, kind in shapes.several_words.items()},
            **{word: (kind, Pointing.ANAPHOR) for word, kind in shapes.pronouns.items()},
            **dict.fromkeys(shapes.ordinal_words, ("Agent", Pointing.ANAPHOR)),
        }
        self._venues = re.compile(_either(shapes.venues))
        self._phases = re.compile(_either(shapes.phases))
        self._regions = re.compile(_either(shapes.relative_regions))

    def find(self, text: str, sentence: Sentence) -> Iterator[Mention]:
        """Pointing words in the sentence, typed as loosely as their words say."""
        words = _Words(
            text, sentence, {token.start: token for token in sentence.tokens}, {t.end: t for t in sentence.tokens}
        )
        yield from self._bare_heads(words)
        yield from self._possessors(words)
        yield from self._counterparts(words)
        yield from self._pointed(words)
        yield from self._of_the_speaker(words)
        yield from self._of_several(words)
        yield from self._single_words(words)
        yield from self._settings(words)

    def _bare_heads(self, words: _Words) -> Iterator[Mention]:
        """项目将…: a head alone at the start of a clause, with its verb after it."""
        for found in self._bare.finditer(words.text, words.sentence.start, words.sentence.end):
            following = words.starting.get(found.end())
            if following is None or not words.may_be_subject(found.start(), self._shapes.phases):
                continue
            if following.pos.startswith(_AFTER_BARE_HEAD) or words.word(following) in self._shapes.bare_followers:
                yield _mention(self._shapes.anaphor_heads[found[0]], found, Pointing.ANAPHOR)

    def _possessors(self, words: _Words) -> Iterator[Mention]:
        """减持公司股份, 公司控股股东: a company that has what only the company in view can have."""
        head = self._shapes.bare_possessor
        for token in words.sentence.tokens:
            before = words.ending.get(token.start)
            if words.word(token) != head or not self._is_possessed(words.text, token.end):
                continue
            held = words.text.endswith(self._shapes.holdings, words.sentence.start, token.start)
            if held or before is None or not before.pos.startswith(_BEFORE_POSSESSOR):
                kind = self._shapes.anaphor_heads[head]
                yield Mention(kind, token.start, token.end, head, found_by=Pointing.ANAPHOR)

    def _is_possessed(self, text: str, place: int) -> bool:
        """Whether here stands what a company has: 股份, 控股股东, a part or a number of its shares (公司2%的股份)."""
        return text.startswith(self._shapes.possessions, place) or _SHARES.match(text, place) is not None

    def _counterparts(self, words: _Words) -> Iterator[Mention]:
        """甲披露，乙将向公司采购: the company that tells it, behind a preposition and before a verb."""
        head = self._shapes.bare_possessor
        for token in words.sentence.tokens:
            before = words.ending.get(token.start)
            if words.word(token) != head or before is None or words.word(before) not in self._shapes.toward:
                continue
            if _stands_before(words, token.end, ("v",)):
                kind = self._shapes.anaphor_heads[head]
                yield Mention(kind, token.start, token.end, head, found_by=Pointing.OWN)

    def _pointed(self, words: _Words) -> Iterator[Mention]:
        """该中心, 这家企业, 此次投产的智能产线: the shortest form that stands on the borders of words."""
        for pointer in self._pointers.finditer(words.text, words.sentence.start, words.sentence.end):
            if pointer.start() not in words.starting or self._says_more(words.text, pointer.start()):
                continue
            forms = (form.match(words.text, pointer.start(), words.sentence.end) for form in self._forms)
            found = next((one for one in forms if one and _is_description(one, words)), None)
            kind = self._shapes.anaphor_heads[found["head"]] if found else ""
            if found and not (kind == _REGION and pointer[0] in self._shapes.own_pointers):  # 本国 is each his own
                yield _mention(kind, found, Pointing.ANAPHOR)

    def _says_more(self, text: str, place: int) -> bool:
        """Whether here stands a word for the speaker's own (本公司) or for several (上述企业)."""
        return self._own.match(text, place) is not None or self._several.match(text, place) is not None

    def _of_the_speaker(self, words: _Words) -> Iterator[Mention]:
        """本公司, 我行."""
        for found in self._own.finditer(words.text, words.sentence.start, words.sentence.end):
            if found.start() in words.starting and words.is_border(found.end()):
                yield _mention(self._shapes.own_heads[found[1]], found, Pointing.OWN)

    def _of_several(self, words: _Words) -> Iterator[Mention]:
        """上述企业, 这三家公司; 两家公司 without a pointer only at the start of a clause."""
        for found in self._several.finditer(words.text, words.sentence.start, words.sentence.end):
            if not (found.start() in words.starting and words.is_border(found.end())):
                continue
            if not found[3] or words.may_be_subject(found.start()):
                yield _mention(self._shapes.several_heads[found[1] or found[2] or found[3]], found, Pointing.SEVERAL)

    def _single_words(self, words: _Words) -> Iterator[Mention]:
        """他, 其, 双方, 前者, 我们."""
        for token in words.sentence.tokens:
            word = words.word(token)
            kind = self._words.get(word)
            if kind is None:
                continue
            if word in self._shapes.clitic_pronouns and not _stands_before(words, token.end, _AFTER_CLITIC):
                continue
            before = words.ending.get(token.start)
            if kind[1] is Pointing.SEVERAL and before and before.pos.startswith(_JOINED_TO):
                continue  # 供需双方, 合作双方
            yield Mention(kind[0], token.start, token.end, word, found_by=kind[1])

    def _settings(self, words: _Words) -> Iterator[Mention]:
        """现场, 首期, 省内."""
        text, sentence = words.text, words.sentence
        for found in self._venues.finditer(text, sentence.start, sentence.end):
            if words.begins_clause(found.start()):
                yield _mention("Event", found, Pointing.VENUE)
        for found in self._phases.finditer(text, sentence.start, sentence.end):
            if found.start() in words.starting:
                yield _mention("Phase", found, Pointing.PHASE)
        for start in sorted(words.starting):
            region = self._regions.match(text, start, sentence.end)
            if region:
                yield _mention(_REGION, region, Pointing.RELATIVE_REGION)


def _is_description(found: re.Match[str], words: _Words) -> bool:
    """Whether the words between pointer and head may describe a thing: whole words, and no sentence of their own."""
    if not words.is_border(found.end()):
        return False
    groups = found.groupdict()
    if groups.get("modifier"):
        start, end = found.span("modifier")
        inside = tuple(words.between(start, end))
        if not inside or inside[-1].end != end or any(t.pos.startswith(_NOT_IN_MODIFIER) for t in inside):
            return False
    if groups.get("verb"):
        verb = words.starting.get(found.start("verb"))
        return verb is not None and verb.end == found.end("verb") and verb.pos.startswith("v")
    if groups.get("clause"):
        first = words.starting.get(found.start("clause"))
        if first is None or first.pos.startswith(_NOT_FIRST_IN_CLAUSE) or words.text[first.start] == _COPULA:
            return False
    return True


def _stands_before(words: _Words, place: int, tags: tuple[str, ...]) -> bool:
    token = words.starting.get(place)
    return token is not None and token.pos.startswith(tags)


def _either(options: Iterable[str] | Collection[str]) -> str:
    """A pattern for one of these words, the longest first."""
    return "|".join(map(re.escape, sorted(options, key=lambda word: (-len(word), word))))


def _mention(kind: str, found: re.Match[str], recognizer: Pointing) -> Mention:
    return Mention(kind, found.start(), found.end(), found[0], found_by=recognizer)
