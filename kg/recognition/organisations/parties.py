"""Companies as parties of dealings in shares: what stands between a verb and the stake, who begins such a clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import pairwise

from kg.knowledge.names import NameEntry
from kg.knowledge.shapes import Shapes
from kg.model import Mention, Sentence, Token
from kg.recognition.words import SentenceWords

__all__ = ["PartyRecognizer"]

_TYPE = "Company"
_FOUND_BY = "company"
_REGION = "AdministrativeRegion"
_SURNAME = "Surname"
_STAKE = re.compile(r"\d[\d.]{0,8} ?[%％](?:的)?(?:股权|股份|权益)|股权")
_JOINTS = frozenset({"和", "与", "及", "以及", "、"})
_OF_BUYING = "了"
_ORGANISED = frozenset({"Company", "Fund", "GovernmentBody", "Organization", "ResearchInstitute", "University"})
_HINDERING = _ORGANISED | {"Group", "Person", "Post", "Platform", "Facility", "Event", "Project", "Document"}
_MADE = frozenset({"Product", "Technology"})
_NEVER_PART = frozenset({"Group", "Post", "Person", "Event"})
_NEVER_HELD = ("p", "u", "r", "c", "t", "m", "y")
_NEVER_SUBJECT = ("u", "r", "m", "y", "q", "f")
_GOVERNING = ("p", "d", "c")
_TELLING_POS = ("nr", "nx", "nt", "eng")
_ENDING_POS = ("nr", "nx", "nz", "ns", "nt")
_STUCK_POS = ("nr", "nx")
_NAME = re.compile(r"[一-鿿A-Za-z0-9&.\- ]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9&.\-]*(?: [A-Za-z][A-Za-z0-9&.\-]*){0,6}$")
_MARKS = frozenset("，。；：！？、\n【】（）()“”,;: ")
_CLAUSE_END = re.compile(r"[。；;！？\n]")
_SHORTEST_NAME, _LONGEST_NAME = 2, 12
_LONGEST_LATIN = 48
_LONGEST_PERSON = 3
_LONGEST_BEHIND_REGION = 4
_MOST_WORDS = 5
_MOST_LISTED = 4
_REACH = 60
_PAIR = 2


class _Place(Enum):
    """How a stretch stands: between a verb and a stake, or before what it does."""

    HELD = "held"
    ACTING = "acting"


class PartyRecognizer:
    """Finds companies that are known by nothing but what they deal in.

    Args:
        shapes: the verbs of dealings and the words beside their parties.
        names: for surnames: who bears one may be a person.
    """

    def __init__(self, shapes: Shapes, names: Iterable[NameEntry]) -> None:
        organisations, dealings = shapes.organisations, shapes.organisations.dealings
        self._parties = organisations.parties
        self._leaders, self._deeds = self._parties.leaders, self._parties.deeds
        self._sure = tuple(sorted(self._parties.sure))
        self._dealing = re.compile("|".join(map(re.escape, sorted(self._parties.dealings, key=lambda w: (-len(w), w)))))
        self._leading = organisations.stated.before | organisations.stated.holders
        self._trades = dealings.trades | dealings.common_trades | organisations.trades | organisations.telling_trades
        self._trades |= dealings.verbal_trades
        self._boundaries = shapes.boundaries
        self._grammar = dealings.grammar
        names = tuple(names)
        self._surnames = frozenset(entry.name for entry in names if entry.type == _SURNAME)
        self._countries = frozenset(e.name for e in names if e.type == _REGION and not e.parent)
        self._roles = frozenset({*organisations.roles.names, *organisations.roles.kinds}) | organisations.stated.holders
        self._no_names = dealings.no_names
        self._generic = (
            organisations.generic_modifiers
            | dealings.no_names
            | organisations.generic_latin
            | organisations.kinds_of_companies
            | shapes.common_nouns
            | self._leading
            | self._roles
        )

    def find(self, text: str, sentence: Sentence, known: Iterable[Mention]) -> Iterator[Mention]:
        """Companies in the sentence, given all names found before."""
        if self._dealing.search(text, sentence.start, sentence.end) is None:
            return
        words = SentenceWords(text, sentence, known)
        for start, end in self._held(words):
            yield from self._named(words, start, end, _Place.HELD)
        for start, end in (*self._subjects(words, sentence), *self._led(words, sentence)):
            yield from self._named(words, start, end, _Place.ACTING)

    def _held(self, words: SentenceWords) -> Iterator[tuple[int, int]]:
        """收购|甲乙|30%股权, 购买甲乙和|丙丁|各100%股权: all that stand between the verb and the stake."""
        for stake in _STAKE.finditer(words.text, words.start, words.end):
            end = self._behind_company(words, stake.start())
            found: list[tuple[int, int]] = []
            while end is not None and len(found) < _MOST_LISTED:
                start, end = self._between(words, end, found)
            if found and end is None and start is not None:
                yield from found

    def _behind_company(self, words: SentenceWords, place: int) -> int | None:
        """Where the company would end whose stake begins here."""
        if words.straddled(place):
            return place  # the segmenter took 甲乙PSA50 for one word
        while (token := words.ending.get(place)) and words.word(token) in {*self._parties.between, " "}:
            place = token.start
        return place if words.ending.get(place) else None

    def _between(self, words: SentenceWords, end: int, found: list[tuple[int, int]]) -> tuple[int | None, int | None]:
        """Adds the stretch that ends here; tells where it begins, and where another ends that is joined to it."""
        straddling = words.straddled(end)
        place = straddling.start if straddling else end
        for _ in range(_MOST_WORDS + 6):
            token = words.ending.get(place)
            if token is None:
                return None, None
            word = words.word(token)
            before = words.ending.get(token.start)
            if word in self._parties.verbs or (
                word == _OF_BUYING and before is not None and words.word(before) in self._parties.verbs
            ):
                found.append((place, end))
                return place, None
            if word in _JOINTS:
                found.append((place, end))
                return place, token.start
            if token.pos.startswith(_NEVER_HELD) or (word in _MARKS and word != " "):
                return None, None
            place = token.start
        return None, None

    def _subjects(self, words: SentenceWords, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """近日，甲乙|将其持有的股份…: from the beginning of the clause to what governs it."""
        starting = True
        for token in sentence.tokens:
            word = words.word(token)
            if word in _MARKS:
                starting = True
                continue
            if starting and not self._is_leading(words, token, word):
                end = self._subject_end(words, token.start)
                if end is not None:
                    yield token.start, end
                starting = False

    def _led(self, words: SentenceWords, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """向|甲乙|转让, 判决|甲乙|赔偿|丙丁|若干: between what leads to a party and what the party does."""
        for token in sentence.tokens:
            word = words.word(token)
            stuck = token.pos.startswith(_STUCK_POS) and token.end - token.start > _PAIR and word[0] in self._leaders
            if word in self._leaders or stuck:
                start = token.start + 1 if stuck else token.end
                place = token.end
                for _ in range(_MOST_WORDS):
                    following = words.beginning.get(place)
                    if following is None:
                        break
                    if words.word(following) in self._deeds and place > start:
                        yield start, place
                        break
                    if following.pos.startswith((*_NEVER_SUBJECT, *_GOVERNING)) or words.word(following) in _MARKS:
                        break
                    place = following.end

    def _is_leading(self, words: SentenceWords, token: Token, word: str) -> bool:
        valued = any(m.value is not None and m.start <= token.start for m in words.names.get(token.end, ()))
        return valued or token.pos.startswith(("t", "m")) or word in self._leading

    def _subject_end(self, words: SentenceWords, start: int) -> int | None:
        place = start
        for _ in range(_MOST_WORDS):
            token = words.beginning.get(place)
            if token is None:
                return None
            word = words.word(token)
            governed = token.pos.startswith(_GOVERNING) or word in self._parties.after
            timed = any(m.value is not None and m.start == place for m in words.names_from(place, place + _REACH))
            if place > start and (governed or timed):
                return place if self._is_about_shares(words, place) else None
            plain = token.pos.startswith(("v", "a")) and len(word) > 1 and word not in self._trades
            ends = governed or plain or word in _MARKS or word in self._boundaries
            if ends or token.pos.startswith(_NEVER_SUBJECT):
                return None
            place = token.end
        return None

    def _is_about_shares(self, words: SentenceWords, place: int) -> bool:
        ends = _CLAUSE_END.search(words.text, place, words.end)
        limit = min(place + _REACH, ends.start() if ends else words.end)
        return self._dealing.search(words.text, place, limit) is not None

    def _named(self, words: SentenceWords, start: int, end: int, place: _Place) -> Iterator[Mention]:
        """The company of this name; none where something else stands there."""
        text = words.text
        start += len(text[start:end]) - len(text[start:end].lstrip(" "))
        latin = _LATIN.search(text[start:end])
        if latin:
            yield from self._latin(words, start + latin.start(), end)
            return
        region = next((m for m in words.names_from(start, end) if m.type == _REGION and m.start == start), None)
        if region and end - region.end >= _LONGEST_BEHIND_REGION and region.name in self._countries:
            start = region.end
        name = text[start:end]
        fits = _SHORTEST_NAME <= len(name) <= _LONGEST_NAME and _NAME.fullmatch(name)
        if fits and not self._is_taken(words, start, end) and self._tells(words, start, end, place):
            yield Mention(_TYPE, start, end, name, found_by=_FOUND_BY)

    def _latin(self, words: SentenceWords, start: int, end: int) -> Iterator[Mention]:
        """The whole of a Latin name; what it is said to be before it is no part of it (品牌Lumen)."""
        text = words.text
        before = text[max(words.start, start - _PAIR) : start]
        cut_short = before.endswith((".", ",")) or (before.endswith(" ") and before[:1].isascii())
        owner = words.name_ending(start, frozenset({_TYPE}))
        named = text[start].isalpha() and any(character.isupper() for character in text[start:end])
        fits = end - start <= _LONGEST_LATIN and named and not cut_short and text[start:end] not in self._generic
        if fits and not any(m.type in _HINDERING and m.end == end for m in words.names_from(start, end)):
            first = owner.start if owner else start
            yield Mention(_TYPE, first, end, text[first:end], found_by=_FOUND_BY)

    def _is_taken(self, words: SentenceWords, start: int, end: int) -> bool:
        """Whether what is known already stands here, or in it what no company's name holds."""
        inside = words.names_from(start, end)
        known = any(m.type in _HINDERING and (m.end == end or self._is_whole(m, start)) for m in inside)
        made = any(m.type in _MADE and m.end == end and m.name not in self._trades for m in inside)
        return known or made or any(m.type in _NEVER_PART for m in inside)

    def _is_whole(self, known: Mention, start: int) -> bool:
        return known.start == start and known.end - start >= _LONGEST_BEHIND_REGION

    def _tells(self, words: SentenceWords, start: int, end: int, place: _Place) -> bool:
        """Whether it looks like a name: a word of no dictionary, single characters, a trade at its end."""
        tokens = [token for token in words.following(start, _MOST_WORDS) if token.start < end]
        written = [words.word(token) for token in tokens]
        roles = self._roles.intersection(written[:-1]) or not self._trades.issuperset(self._roles.intersection(written))
        if roles or all(word in self._generic or word in self._trades for word in written):
            return not tokens  # what the segmenter glued to a preposition is no word of the dictionary
        if self._may_be_person(words, start, end) or words.text[start:end] in self._generic:
            return False
        if words.text[start] in self._grammar or self._is_none(written):
            return False
        if place is _Place.HELD:
            return True
        if any(token.pos.startswith(_TELLING_POS) for token in tokens) and self._ends_well(tokens[-1], written[-1]):
            return True
        spelled = any(len(one) == len(other) == 1 for one, other in pairwise(written))
        region = any(m.type == _REGION and m.start == start for m in words.names_from(start, end - 1))
        behind = region and len(written) == _PAIR and len(written[-1]) == _PAIR
        sure = behind and tokens[-1].pos in {"n", "nr", "nz", "v"} and words.text.startswith(self._sure, end)
        return (len(tokens) > 1 and written[-1] in self._trades) or spelled or sure

    def _is_none(self, written: list[str]) -> bool:
        """Whether it begins or ends with a word that no name does: 公司总|股本."""
        return bool(written) and (written[0] in self._no_names or written[-1] in self._no_names - self._trades)

    def _ends_well(self, last: Token, word: str) -> bool:
        return word in self._trades or last.pos.startswith(_ENDING_POS) or len(word) == 1

    def _may_be_person(self, words: SentenceWords, start: int, end: int) -> bool:
        text = words.text
        named = text[start] in self._surnames or text[start : start + _PAIR] in self._surnames
        return named and end - start <= _LONGEST_PERSON
