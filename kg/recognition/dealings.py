"""Companies by what companies alone do: a name no dictionary has in the place of a buyer, a holder, a listed share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.knowledge.shapes import Shapes
from kg.model import Mention, Sentence, Token

__all__ = ["DealingsRecognizer"]

DEALINGS = "company"
_TYPE = "Company"
_REGION = "AdministrativeRegion"
_PARTS = frozenset({"Industry", "Technology", "Product", "Service"})
_PASSED_OVER = frozenset({"Place", "Person", "ForeignName"})
_HAN = re.compile(r"[一-鿿]+")
_LATIN = re.compile(r"[A-Z][A-Za-z&\-]+|[A-Z]{2,}")
_SINGLE_POS = ("n", "j", "a", "v", "g", "zg", "b", "z", "q", "m", "vg", "ng", "ag", "l", "i")
_NAME_POS = ("nx", "nz", "nt", "x")
_WEAK_POS = ("nr", "ns")
_WORD_POS = ("n", "a", "f", "j", "b", "vn", "i", "l", "z", "s", "t")
_LONGEST_NAME = 14
_SHORTEST_NAME = 2
_LONGEST_CUE = 8
# R region, C company, T trade, U trade that is a common word too, N word of no dictionary, P perhaps a person or a
# place, L Latin, S single character, D word, o anything else.
_SURE = re.compile(r"R?(?:N[NS]?|SN)T[TU]*|R?(?:N|SN|NS)U[TU]*T|RPT[TU]*|CU*T[TU]*")
_FITTING = (
    re.compile(r"R?(?:[NL]{1,2}|S?[NP]S?|S{2,3}|[NP]{1,2})[TU]*"),
    re.compile(r"R?DD?[TU]+"),
    re.compile(r"R[TU]+"),
    re.compile(r"C(?:R|[NPD]?[TU]+|N|D)"),
    re.compile(r"RC"),
)
_BARE = re.compile(r"R?[NL]{1,2}")
_HOLDING = re.compile(r"R?(?:[NL]{1,2}|SN|NS|[NPD]{1,2}[TU]+|S{2,3}[TU]+)|R[TU]+|C[TU]+")


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
    """

    def __init__(self, shapes: Shapes) -> None:
        organisations = shapes.organisations
        dealings = organisations.dealings
        self._boundaries = shapes.boundaries
        self._verbs = dealings.verbal_trades
        self._trades = organisations.trades | dealings.trades | frozenset(shapes.company_tails)
        self._generic = organisations.generic_modifiers | dealings.no_names
        self._kinds = organisations.kinds_of_companies
        self._sure_after = _start_of(dealings.sure_after)
        self._after = _start_of((*dealings.sure_after, *dealings.after))
        self._sure_before = _end_of(dealings.sure_before)
        self._before = _end_of((*dealings.sure_before, *dealings.before))
        self._marked = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(map(re.escape, dealings.share_marks))}) ?([一-鿿A-Z]{{2,4}})")
        self._coded = re.compile(r"[（(](?:[036]\d{5}|\d{4,6}\.(?:SH|SZ|HK|BJ)|股票代码|证券代码)")

    def find(self, text: str, sentence: Sentence, known: Iterable[Mention]) -> Iterator[Mention]:
        """Companies in the sentence, given all names found before."""
        pieces = self._pieces(text, sentence, tuple(known))
        letters = "".join(piece.letter for piece in pieces)
        beside = {p.start for p in pieces if p.letter == "C"}, {p.end for p in pieces if p.letter == "C"}
        yield from self._with_marks(text, sentence, pieces)
        for first, last in _runs(letters):
            run = pieces[first:last]
            yield from self._in_run(text, sentence, letters[first:last], run, beside)
"""
"""
