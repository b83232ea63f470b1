"""The words around a name, and what they say for or against its being the name of a person."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.knowledge.people import People
from kg.model import Mention, Sentence, Token
from kg.recognition.people.positions import POSTS

__all__ = ["DOTS", "Surroundings", "SurroundingsReader"]

# Points for and against; a name counts when its form and its surroundings have enough of them together.
AFTER_POST = 3.0
AFTER_INTRODUCTION = 2.0
BEFORE_SPEECH = 2.5
BEFORE_ADDRESS = 2.0
BEFORE_DEED = 1.5
BEFORE_COLON = 2.0
BEFORE_WORK = 1.0
AT_MARK = 0.75
AMONG_HOLDERS = 1.0  # beside a predicate, in a sentence on shares or suits
BEFORE_PREDICATE = 0.75
BEFORE_PARTNERS = 2.5  # 及其一致行动人
BEFORE_THING = -2.5
BESIDE_DOT = -3.0
_PREDICATES = ("v", "d", "p")
_BEHIND_VERBS = ("v", "d", "p", "m", "t")  # 王小明计划|6个月内
_OPENING = frozenset("／，。；：！？、“‘（(【[《\n \u3000□■◎●★/")
_CLOSING = frozenset("／，。；：！？、”’（()）】]\n \u3000/")
DOTS = frozenset("·•・‧∙")
_BYLINE_MARKS = frozenset("/／：:丨|")
_LONGEST_INTRODUCTION = 5
_TITLE = re.compile(r"《[^《》\n]{1,60}》?")


class SurroundingsReader:
    """Holds the word lists; reads sentences.

    Args:
        people: words before and behind names.
        speech_verbs: words of saying that follow a speaker.
    """

    def __init__(self, people: People, speech_verbs: Iterable[str]) -> None:
        self.speech = _any_of(speech_verbs)
        self.deeds = _any_of(people.person_verbs)
        self.honorifics = _any_of(people.honorifics)
        self.introductions = frozenset(people.introductions)
        self.bylines = people.bylines
        self.things = people.thing_followers
        self.holdings = _any_of(people.holdings)
        self.partners = _any_of(people.partners)
        self.governing = people.governing
        self.verbal_things = people.verbal_things

    def read(self, text: str, sentence: Sentence, listed: Iterable[Mention]) -> Surroundings:
        """Prepare one sentence."""
        return Surroundings(self, text, sentence, listed)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(
        "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or "(?!)"
    )


class Surroundings:
    """One sentence with its words and what the lists know in it."""

    def __init__(self, reader: SurroundingsReader, text: str, sentence: Sentence, listed: Iterable[Mention]) -> None:
        listed = tuple(listed)
        posts = tuple(m for m in listed if m.type in POSTS)
        self.text = text
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.at: dict[int, int] = {token.start: number for number, token in enumerate(sentence.tokens)}
        self._reader = reader
        self._post_ends = {m.end for m in posts}
        self._post_starts = {m.start for m in posts}
        self._among_holders = reader.holdings.search(text, sentence.start, sentence.end) is not None
        self._posts = {place for m in posts for place in range(m.start, m.end)}
        self._first: dict[int, int] = {}
        self._last: dict[int, int] = {}
        for start, end in (
            *((m.start, m.end) for m in listed if m.type not in POSTS and m.value is None),
            *(found.span() for found in _TITLE.finditer(text, sentence.start, sentence.end)),
        ):
            self._cover(start, end)

    def _cover(self, start: int, end: int) -> None:
        for place in range(start, end):
            self._first[place] = min(start, self._first.get(place, start))
            self._last[place] = max(end, self._last.get(place, end))

    def word(self, token: Token) -> str:
        """The characters of a word."""
        return self.text[token.start : token.end]

    def token_at(self, start: int) -> Token | None:
        """The word that starts here."""
        number = self.at.get(start)
        return None if number is None else self.tokens[number]

    def is_known(self, start: int, end: int) -> bool:
        """Whether a name from the lists holds the stretch or crosses its border; one inside it does not count."""
        for place in range(start, end):
            first, last = self._first.get(place, end), self._last.get(place, start)
            if place in self._posts or (first <= start and last >= end) or first < start or last > end:
                return True
        return False

    def follows_post(self, start: int) -> bool:
        """Whether a post ends here, or a space before: CTO Mia."""
        spaced = self.text[start - 1 : start] == " " and self.text[start].isascii()
        return start in self._post_ends or (spaced and start - 1 in self._post_ends)

    def is_introduced(self, start: int) -> bool:
        """Whether words that name people stand right before: 法定代表人为, 创始人是."""
        return self.before(start) >= AFTER_INTRODUCTION

    def is_addressed(self, end: int) -> bool:
        """Whether a form of address stands here: 先生."""
        return self._reader.honorifics.match(self.text, end, self.sentence.end) is not None

    def closes(self, end: int) -> bool:
        """Whether a mark, a post or the end of the sentence stands here."""
        return end == self.sentence.end or self.text[end] in _CLOSING or end in self._post_starts

    def speaks(self, end: int) -> bool:
        """Whether a verb of speech begins here."""
        return self._reader.speech.match(self.text, end, self.sentence.end) is not None

    def before(self, start: int) -> float:
        """Points of what stands before a name that starts here."""
        if self.follows_post(start):
            return AFTER_POST
        if start == self.sentence.start:
            return AT_MARK
        if self.text[start - 1] in DOTS:
            return BESIDE_DOT
        if self.text[start - 1] in _OPENING:
            return AFTER_INTRODUCTION if self._in_byline(start) else AT_MARK
        longest = min(_LONGEST_INTRODUCTION, start - self.sentence.start)
        if any(self.text[start - size : start] in self._reader.introductions for size in range(1, longest + 1)):
            return AFTER_INTRODUCTION
        return 0.0

    def _in_byline(self, start: int) -> bool:
        """文/张三, 摄影：张三."""
        if self.text[start - 1] not in _BYLINE_MARKS:
            return False
        longest = min(_LONGEST_INTRODUCTION, start - 1 - self.sentence.start)
        words = (self.text[start - 1 - size : start - 1] for size in range(1, longest + 1))
        return start - 1 in self._post_ends or any(word in self._reader.bylines for word in words)

    def after(self, start: int, end: int) -> float:
        """Points of what stands behind a name from `start` to `end`."""
        text, limit = self.text, self.sentence.end
        doing = self._doing(end)
        if doing:
            return doing
        if text.startswith(("：", ":"), end) and (start == self.sentence.start or text[start - 1] in _OPENING):
            return BEFORE_COLON
        if text.startswith("《", end):
            return BEFORE_WORK
        if end == limit:
            return AT_MARK
        if text[end] in DOTS:
            return BESIDE_DOT
        if text[end] in _CLOSING:
            return BEFORE_THING if text[end] in "”’" and self._is_thing(end + 1) else AT_MARK
        if self._is_thing(end):
            return BEFORE_THING
        return self._before_predicate(end)

    def _doing(self, end: int) -> float:
        """Points for what people alone do, are called or have: 表示, 先生, 及其一致行动人; none for anything else."""
        if self.speaks(end):
            return BEFORE_SPEECH
        if end in self._post_starts or self.is_addressed(end):
            return BEFORE_ADDRESS
        reader, limit = self._reader, self.sentence.end
        if reader.partners.match(self.text, end, limit):
            return BEFORE_PARTNERS
        return BEFORE_DEED if reader.deeds.match(self.text, end, limit) else 0.0

    def _before_predicate(self, end: int) -> float:
        following = self.token_at(end)
        stuck = following is None and self.text[end] in self._reader.governing  # 王小|明向
        if not stuck and (following is None or not following.pos.startswith(_PREDICATES)):
            return 0.0
        return BEFORE_PREDICATE + (AMONG_HOLDERS if self._among_holders else 0.0)

    def _is_thing(self, start: int) -> bool:
        following = self.token_at(start)
        if following is None or self.word(following) not in self._reader.things:
            return False
        further = self.token_at(following.end) if self.word(following) in self._reader.verbal_things else None
        return further is None or not further.pos.startswith(_BEHIND_VERBS)
