"""Companies by the whole stretch between a border and what is said of companies alone: 近日，甲乙|创始人丙丁."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import ahocorasick

from kg.knowledge.shapes import Shapes
from kg.model import Mention, Sentence, Token
from kg.recognition.words import SentenceWords

__all__ = ["StatedRecognizer"]

STATED = "company"
_TYPE = "Company"
_POST = "Post"
_PERSON = "Person"
_REGION = "AdministrativeRegion"
_ORGANISED = frozenset(
    {"Company", "Fund", "GovernmentBody", "MediaOutlet", "Organization", "ResearchInstitute", "University"}
)
_HINDERING = _ORGANISED | {"Group", "Person", "Post", "Platform", "Facility", "Event", "Project"}
_STOPPING_POS = ("p", "c", "u", "d", "r", "y", "e", "o", "m", "q", "f", "t", "zg")
_TELLING_POS = ("nr", "nz", "nx", "nt", "ns", "eng")
_NEVER_PART = frozenset({"Group", "Post"})
_STUCK_POS = ("nr", "nx")
# What is owned of a company: 收购甲乙|30%股权.
_STAKE = re.compile(r"\d[\d.]{0,8} ?[%％](?:的)?(?:股权|股份|权益)|(?:全部|部分|剩余|控股|多数)股[权份]")
_CODE = re.compile(r"[（(](?:[0368]\d{5}|\d{4,6}\.(?:SH|SZ|HK|BJ|OC)|股票代码|证券代码|股票简称|证券简称)")
_NAME = re.compile(r"[一-鿿A-Za-z0-9]+")
_SHORTEST_NAME = 2
_LONGEST_NAME = 8
_LONGEST_BEHIND_REGION = 4
_MOST_WORDS = 4
_REACH_OF_POSTS = 14
_MARKS = "，。；：！？、（）()【】“”"


class StatedRecognizer:
    """Finds companies that no list, form or trade names, by what is said of them.

    Args:
        shapes: the posts and predicates of companies, and what stands before names.
    """

    def __init__(self, shapes: Shapes) -> None:
        organisations = shapes.organisations
        dealings = organisations.dealings
        stated = organisations.stated
        self._leading = stated.posts
        self._founding = stated.founders
        self._holders = stated.holders
        self._borders = shapes.boundaries | frozenset(organisations.heads_before_names) | stated.before
        self._trades = (
            organisations.trades | organisations.telling_trades | dealings.trades | dealings.common_trades
        ) | dealings.verbal_trades
        self._ends = organisations.telling_trades | frozenset(shapes.possessions)
        self._grammar = dealings.grammar
        self._generic = (
            organisations.generic_modifiers
            | dealings.no_names
            | organisations.generic_latin
            | organisations.kinds_of_companies
            | shapes.common_nouns
        )
        self._predicates = ahocorasick.Automaton()
        for word in sorted(stated.after):
            self._predicates.add_word(word, len(word))
        self._predicates.make_automaton()

    def find(self, text: str, sentence: Sentence, known: Iterable[Mention]) -> Iterator[Mention]:
        """Companies in the sentence, given all names found before."""
        known = tuple(known)
        cues = sorted({*self._before_posts(text, known), *self._before_predicates(text, sentence)})
        codes = [found.start() for found in _CODE.finditer(text, sentence.start, sentence.end)]
        holders = [t.end for t in sentence.tokens if text[t.start : t.end] in self._holders]
        if not (cues or codes or holders):
            return
        words = SentenceWords(text, sentence, known)
        stretches = [
            *(self._stretch(words, cue) for cue in cues),
            *(self._stretch(words, code, any_word=True) for code in codes),
            *(self._stretch_behind(words, holder) for holder in holders),
        ]
        for tokens in stretches:
            name = self._named(words, tokens)
            if name:
                yield name

    def _before_posts(self, text: str, known: tuple[Mention, ...]) -> Iterator[int]:
        """Where posts of companies begin: founders, and chiefs whose name follows."""
        people = {m.start for m in known if m.type == _PERSON}
        for post in known:
            if post.type != _POST or not post.name.endswith((*self._leading, *self._founding)):
                continue
            named = post.name.endswith(self._founding) or any(
                place in people and not set(text[post.end : place]) & set(_MARKS)
                for place in range(post.end, post.end + _REACH_OF_POSTS)
            )
            if named:
                yield post.start

    def _before_predicates(self, text: str, sentence: Sentence) -> Iterator[int]:
        for last, size in self._predicates.iter(text, sentence.start, sentence.end):
            yield last + 1 - size
        for found in _STAKE.finditer(text, sentence.start, sentence.end):
            yield found.start()

    def _named(self, words: SentenceWords, tokens: list[Token]) -> Mention | None:
        """The company that the words name; None where something else stands there.

        What ends names begins none: 减持1%股份|甲乙科技(300…).
        """
        while tokens and words.word(tokens[0]) in self._ends:
            tokens = tokens[1:]
        if not tokens:
            return None
        start, end = tokens[0].start, tokens[-1].end
        region = next((m for m in words.names.get(tokens[0].end, ()) if m.type == _REGION and m.start == start), None)
        if region and end - region.end >= _LONGEST_BEHIND_REGION:
            tokens = [token for token in tokens if token.start >= region.end]
            start = region.end
        name = words.text[start:end]
        if not _SHORTEST_NAME <= len(name) <= _LONGEST_NAME or name in self._generic or not _NAME.fullmatch(name):
            return None
        hindering = [m for token in tokens for m in words.names.get(token.end, ()) if m.type in _HINDERING]
        if any(m.type in _NEVER_PART or (m.start <= start and m.end == end) for m in hindering):
            return None
        return Mention(_TYPE, start, end, name, found_by=STATED) if self._tells(words, tokens) else None

    def _stretch(self, words: SentenceWords, cue: int, *, any_word: bool = False) -> list[Token]:
        """The words from the border to the cue, in order; none if a word stands there that is in no name."""
        tokens: list[Token] = []
        place = cue
        while len(tokens) <= _MOST_WORDS and (token := words.ending.get(place)):
            word = words.word(token)
            if self._is_border(words, token, word):
                return tokens[::-1]
            if not any_word and (token.pos.startswith(_STOPPING_POS) or self._is_plain_verb(token, word)):
                return []
            if token.pos.startswith(_STUCK_POS) and len(word) > _SHORTEST_NAME and word[0] in self._grammar:
                return [Token(token.start + 1, token.end, token.pos), *tokens[::-1]]
            tokens.append(token)
            place = token.start
        return tokens[::-1] if place <= words.start else []

    def _stretch_behind(self, words: SentenceWords, place: int) -> list[Token]:
        """The words from the holder (股东, 被告) to the next word that is in no name."""
        tokens: list[Token] = []
        while len(tokens) <= _MOST_WORDS and (token := words.beginning.get(place)):
            word = words.word(token)
            ends = self._is_border(words, token, word) or token.pos.startswith(_STOPPING_POS)
            if ends or self._is_plain_verb(token, word):
                return tokens
            tokens.append(token)
            place = token.end
        return []

    def _is_border(self, words: SentenceWords, token: Token, word: str) -> bool:
        valued = any(m.value is not None for m in words.names.get(token.end, ()))
        return valued or word in self._borders or _NAME.fullmatch(word) is None

    def _is_plain_verb(self, token: Token, word: str) -> bool:
        return token.pos.startswith("v") and len(word) > 1 and word not in self._trades

    def _tells(self, words: SentenceWords, tokens: list[Token]) -> bool:
        """Whether anything in it looks like a name: a word of no dictionary, a single character, a trade at its end."""
        telling = any(t.pos.startswith(_TELLING_POS) or t.end - t.start == 1 for t in tokens)
        last = words.word(tokens[-1])
        content = any(words.word(token) not in self._generic for token in tokens)
        return content and (telling or (len(tokens) > 1 and last in self._trades))
