"""Companies by what companies alone do: a name no dictionary has in the place of a buyer, a holder, a listed share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

import ahocorasick

from kg.knowledge.names import NameEntry
from kg.knowledge.organisations import Cues
from kg.knowledge.shapes import Shapes
from kg.model import Mention, Sentence, Token

__all__ = ["DealingsRecognizer"]

DEALINGS = "company"
_TYPE = "Company"
_REGION = "AdministrativeRegion"
_FOREIGN_NAME = "ForeignName"
_DESCRIBED = frozenset({"Industry", "Technology", "Product", "Service", "Place", "Person", "Concept"})
_MISTAKEN = frozenset({"Place", "Person"})
_HAN = re.compile(r"[一-鿿]+")
_LATIN = re.compile(r"[A-Z][A-Za-z&\-]{2,}|[A-Z]{2,}")
_SINGLE_POS = ("n", "j", "a", "v", "g", "zg", "b", "z", "q", "m", "vg", "ng", "ag", "l", "i")
_NAME_POS = ("nx", "nz", "nt", "x")
_WEAK_POS = ("nr", "ns")
_UNSURE = frozenset({"nrt", "nrfg", "ns"})
_SURNAME = "Surname"
_WORD_POS = ("n", "a", "f", "j", "b", "vn", "i", "l", "z", "s")
_LONGEST_WORD = 3
_LONGEST_NAME = 16
_SHORTEST_NAME = 2
_LONGEST_SHARE = 4
_LONGEST_MARK = 5
_MOST_PIECES = 6
# R region, C company, F company with its legal form, T trade, U trade that is a common noun too, V trade that is a verb
# too, N word of no dictionary, P name of anything, H name that may be a person's or a place's, L Latin, S single
# character, D word, a adverb, o anything else.
_BY_ITSELF = re.compile(r"R?(?:N[NS]?|SN)(?:[TU]+|VT+)|R?[PH][NS]?T[TU]*|C[TUV]*T[TU]*")
_IN_SURE_PLACE = re.compile(
    r"R?(?:N{1,2}|L|SN|NS(?=[TUV])|[PH][NPH]?|[PH]S(?=[TUV])|S[PH]|N[PH]|S{2,3}|D{1,2}(?=[TUV]))[TUV]*"
    r"|R[TUV]+|C(?:R|[NPHDS]?[TUV]+|N)|RC"
)
_IN_LIKELY_PLACE = re.compile(
    r"R?(?:[NP]{1,2}|L|SN|NS(?=[TUV]))[TUV]*|R?(?:[NPHD]{1,2}|S{2,3})[TUV]+|R[TUV]+|RH|C(?:R|[TUV]+)"
)
_BESIDE_ANOTHER = re.compile(r"R?(?:N{1,2}|L|SN|NS(?=[TUV]))[TUV]*|R?(?:[PH]|S{2,3})[TUV]+|R[TU]+")
# A region and what is no word: a company, where a sentence is about shares or suits.
_BEHIND_REGION = re.compile(r"(?<![RNPH])R(?:[NP]|SN|NS|PS|SP|SS)(?![NPHSRTUVCF])")
_OF_STAKES = re.compile(r"股权|股份|持股|收购|质押|减持|增持|受让|起诉|诉讼|被告|原告|债务|担保|赔偿|判令|诉请")
_ADVERB = "a"
_FORM = "公司"
_KNOWN = frozenset("CF")
_JOINTS = frozenset("、和与及")


class _Place(IntEnum):
    """How sure it is that a company stands in a place."""

    LIKELY = 1
    SURE = 2


_PATTERNS = {_Place.LIKELY: _IN_LIKELY_PLACE, _Place.SURE: _IN_SURE_PLACE}


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word or a known name with the letter of what it may be in the name of a company."""

    letter: str
    start: int
    end: int


class DealingsRecognizer:
    """Finds companies by the words around them and what they are made of.

    Args:
        shapes: for trades, the words that stand beside companies, and what names never reach across.
        names: surnames, and the names that foreign people bear, which name no company by themselves.
    """

    def __init__(self, shapes: Shapes, names: Iterable[NameEntry]) -> None:
        organisations = shapes.organisations
        dealings = organisations.dealings
        self._boundaries = shapes.boundaries
        self._grammar = dealings.grammar
        self._region_tails = tuple(sorted(shapes.region_tails))
        self._verbal = dealings.verbal_trades
        self._common = dealings.common_trades
        self._trades = organisations.trades | dealings.trades | self._verbal | self._common
        self._generic = organisations.generic_modifiers | dealings.no_names | organisations.generic_latin
        names = tuple(names)
        self._surnames = frozenset(entry.name for entry in names if entry.type == _SURNAME)
        self._generic |= {entry.name for entry in names if entry.type == _FOREIGN_NAME}
        self._kinds = organisations.kinds_of_companies
        self._cues = ahocorasick.Automaton()
        for word, meant in sorted(_cues(dealings.before, dealings.after).items()):
            self._cues.add_word(word, (len(word), *meant))
        self._cues.make_automaton()
        marks = "|".join(map(re.escape, dealings.share_marks))
        self._marked = re.compile(rf"(?<![A-Za-z])(?:{marks})[ ]?(?=[一-鿿])")
        self._coded = re.compile(r"[（(](?:[036]\d{5}|\d{4,6}\.(?:SH|SZ|HK|BJ)|股票代码|证券代码)")

    def find(self, text: str, sentence: Sentence, known: Iterable[Mention]) -> Iterator[Mention]:
        """Companies in the sentence, given all names found before."""
        pieces = self._pieces(text, sentence, known)
        letters = "".join(piece.letter for piece in pieces)
        longest: dict[int, int] = {}
        for start, end in self._spans(text, sentence, pieces, letters):
            longest[start] = max(end, longest.get(start, end))
        for start, end in sorted(longest.items()):
            name = text[start:end]
            if _SHORTEST_NAME <= len(name) <= _LONGEST_NAME and name not in self._kinds and name not in self._generic:
                yield Mention(_TYPE, start, end, name, found_by=DEALINGS)
                yield from self._with_mark(text, sentence, start, end)

    def _with_mark(self, text: str, sentence: Sentence, start: int, end: int) -> Iterator[Mention]:
        """*ST甲乙: the mark is part of the short name of the share; the company goes by its own."""
        window = max(sentence.start, start - _LONGEST_MARK)
        mark = next((m for m in self._marked.finditer(text, window, start + 1) if m.end() == start), None)
        if mark:
            for place in {mark.start(), mark.start() + mark[0].startswith("*")}:
                yield Mention(_TYPE, place, end, text[start:end], found_by=DEALINGS)

    def _spans(
        self, text: str, sentence: Sentence, pieces: Sequence[_Piece], letters: str
    ) -> Iterator[tuple[int, int]]:
        for found in _BY_ITSELF.finditer(letters):
            yield pieces[found.start()].start, pieces[found.end() - 1].end
        if _OF_STAKES.search(text, sentence.start, sentence.end):
            for found in _BEHIND_REGION.finditer(letters):
                yield pieces[found.start()].start, pieces[found.end() - 1].end
        before, after = self._places(text, sentence)
        beginning = {piece.start: place for place, piece in enumerate(pieces)}
        ending = {piece.end: place + 1 for place, piece in enumerate(pieces)}
        for start, sureness in before.items():
            first = beginning.get(start)
            last = None if first is None else _longest_from(letters, first, _PATTERNS[sureness])
            if first is not None and last is not None:
                yield start, pieces[last - 1].end
        for end, sureness in after.items():
            last = ending.get(end)
            while last and letters[last - 1] == _ADVERB:
                last -= 1
            first = _longest_to(letters, last, _PATTERNS[sureness]) if last else None
            if last and first is not None:
                yield pieces[first].start, pieces[last - 1].end
        yield from _beside_companies(text, pieces, letters)
        yield from self._marked_names(text, sentence)

    def _marked_names(self, text: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """*ST甲乙: the short name of a share is two to four characters, whatever words they are."""
        ends = {token.end for token in sentence.tokens}
        for found in self._marked.finditer(text, sentence.start, sentence.end):
            start = found.end()
            sizes = range(_SHORTEST_NAME, _LONGEST_SHARE + 1)
            end = next((start + size for size in sizes if start + size in ends), None)
            if end and _HAN.fullmatch(text, start, end) and text[start:end] not in self._generic:
                yield start, end

    def _places(self, text: str, sentence: Sentence) -> tuple[dict[int, _Place], dict[int, _Place]]:
        """Where companies begin behind a cue, and where they end before one."""
        before: dict[int, _Place] = {}
        after: dict[int, _Place] = {}
        for last, (size, behind, ahead) in self._cues.iter(text, sentence.start, sentence.end):
            if behind:
                before[last + 1] = _Place(max(behind, before.get(last + 1, behind)))
            if ahead:
                start = last + 1 - size
                after[start] = _Place(max(ahead, after.get(start, ahead)))
        for found in self._coded.finditer(text, sentence.start, sentence.end):
            after[found.start()] = _Place.SURE
        return before, after

    def _pieces(self, text: str, sentence: Sentence, known: Iterable[Mention]) -> list[_Piece]:
        names: dict[int, Mention] = {}
        for mention in known:
            if mention.end - mention.start > 1 and mention.end > names.get(mention.start, mention).end - 1:
                names[mention.start] = _preferred(mention, names.get(mention.start))
        pieces: list[_Piece] = []
        reach = sentence.start
        ends = {token.end for token in sentence.tokens}
        for token in sentence.tokens:
            if token.start < reach:
                continue
            name = names.get(token.start)
            word = text[token.start : token.end]
            if name and name.end in ends and not (name.end == token.end and word in self._trades):
                reach = name.end
                pieces.append(_Piece(self._letter_of_name(text, name, token), name.start, name.end))
            else:
                reach = token.end
                pieces.append(_Piece(self._letter(word, token), token.start, token.end))
        return pieces

    def _letter_of_name(self, text: str, name: Mention, token: Token) -> str:
        if name.type == _TYPE:
            return "F" if text.endswith(_FORM, 0, name.end) else "C"
        if name.type == _REGION:
            return "R"
        if name.type in _DESCRIBED:
            word = text[name.start : name.end]
            whole = name.end == token.end
            letter = self._letter(word, token) if whole else "o"
            named = letter == "N" or (letter in {"P", "H"} and name.type not in _MISTAKEN)
            return "D" if named or (not whole and name.type == "Industry") else letter
        return "o"

    def _letter(self, word: str, token: Token) -> str:
        """What a word may be in a name."""
        if token.pos == "d":
            return _ADVERB
        if word in self._trades:
            return "V" if word in self._verbal else "U" if word in self._common else "T"
        if word.isascii():
            return "L" if _LATIN.fullmatch(word) and word not in self._generic else "o"
        if word in self._boundaries or word in self._generic or not _HAN.fullmatch(word):
            return "o"
        if len(word) == 1:
            return "S" if token.pos in _SINGLE_POS or token.pos.startswith("nr") else "o"
        if token.pos.startswith((*_NAME_POS, *_WEAK_POS)):
            return "o" if self._is_stuck(word, token) else self._letter_of_name_like(word, token)
        return "D" if token.pos in _WORD_POS and len(word) <= _LONGEST_WORD else "o"

    def _is_stuck(self, word: str, token: Token) -> bool:
        """Whether it holds more than a name: 对|甲乙, 甲乙|后, 亚太|地区."""
        region = token.pos == "ns" and len(word) > _SHORTEST_NAME and word.endswith(self._region_tails)
        return region or word[0] in self._grammar or word[-1] in self._grammar

    def _letter_of_name_like(self, word: str, token: Token) -> str:
        """What looks like a name to the segmenter: a word of no dictionary, a person, or what is neither."""
        if token.pos.startswith(_NAME_POS):
            return "N"
        return "H" if token.pos in _UNSURE or word[0] in self._surnames else "P"


def _cues(*sides: Cues) -> dict[str, tuple[int, int]]:
    """Each cue with how sure it makes the place behind it, and the place before it; 0 for not at all."""
    found: dict[str, list[int]] = {}
    for side, cues in enumerate(sides):
        for sureness, words in ((_Place.LIKELY, cues.likely), (_Place.SURE, cues.sure)):
            for word in words:
                found.setdefault(word, [0, 0])[side] = int(sureness)
    return {word: (behind, ahead) for word, (behind, ahead) in found.items()}


def _preferred(mention: Mention, other: Mention | None) -> Mention:
    """The longer of two names that begin together; of equal ones a company, then a region."""
    if other is None or mention.end > other.end:
        return mention
    ranks = {_TYPE: 2, _REGION: 1}
    return mention if mention.end == other.end and ranks.get(mention.type, 0) > ranks.get(other.type, 0) else other


def _longest_from(letters: str, first: int, pattern: re.Pattern[str]) -> int | None:
    last = min(len(letters), first + _MOST_PIECES)
    return next((end for end in range(last, first, -1) if pattern.fullmatch(letters, first, end)), None)


def _longest_to(letters: str, last: int, pattern: re.Pattern[str]) -> int | None:
    return next(
        (start for start in range(max(0, last - _MOST_PIECES), last) if pattern.fullmatch(letters, start, last)), None
    )


def _beside_companies(text: str, pieces: Sequence[_Piece], letters: str) -> Iterator[tuple[int, int]]:
    """甲公司、乙丙和丁戊: what is joined to a company is one, too."""
    for place, piece in enumerate(pieces):
        if piece.letter != "o" or text[piece.start : piece.end] not in _JOINTS:
            continue
        if letters[place - 1 : place] in _KNOWN and (last := _longest_from(letters, place + 1, _BESIDE_ANOTHER)):
            yield pieces[place + 1].start, pieces[last - 1].end
        if letters[place + 1 : place + 2] in _KNOWN:
            first = _longest_to(letters, place, _BESIDE_ANOTHER)
            if first is not None:
                yield pieces[first].start, piece.start
