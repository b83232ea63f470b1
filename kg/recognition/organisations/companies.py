"""Companies by signs other than a legal form: trades (甲乙地产), branches (甲行佛山分行), Latin names (Alpha工作室)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import ahocorasick

from kg.knowledge.shapes import Shapes
from kg.model import Mention, Sentence, Token
from kg.recognition.words import SentenceWords

__all__ = ["CompanyRecognizer"]

COMPANY = "company"
_TYPE = "Company"
_REGIONS = frozenset({"AdministrativeRegion", "Place"})
_NAMED = _REGIONS | {"Company", "GovernmentBody", "Industry", "Person", "Post", "University"}
_INDUSTRY = "Industry"
_MOST_BRANCH_WORDS = 5
_LONGEST_BRANCH = 14
_BRANCH_POS = ("n", "j", "vn", "b", "s", "eng", "f")
_OWN_NAME_POS = ("nr", "nz", "nt", "x")
_SURE_NAME_POS = ("nz", "nt", "x")
_BEFORE_TRADES = _REGIONS | {_TYPE}
_SHORTEST_OWN_NAME = 2
_LONGEST_OWN_NAME = 4
_LATIN = r"[A-Z][A-Za-z0-9'’&+\-]{0,24}(?:[ .][A-Z][A-Za-z0-9'’&+\-]{0,24}){0,3}|[a-z][A-Za-z0-9]{2,15}"
_BRACKETED = re.compile(r"[（(]([一-鿿]{2,4})[）)](?:有限公司|股份有限公司|公司)?")
_MOST_REGIONS = 3
_PARTNERSHIP = re.compile(r"[（(](?:有限|普通|特殊普通|特殊的普通)合伙[)）]")
_MAY_BE_PARTNERSHIPS = frozenset({"Company", "Facility", "Fund", "Organization"})
_SHARE_CLASS = re.compile(r"[ABＡＢ](?![A-Za-z0-9股轮])")
_HAN = re.compile(r"[一-鿿]")


class CompanyRecognizer:
    """Finds companies that neither a list nor a legal form names.

    Args:
        shapes: trades, branches and the heads that stand beside foreign names.
    """

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes.organisations
        self._boundaries = shapes.boundaries
        self._tails = shapes.company_tails
        self._automaton = ahocorasick.Automaton()
        for trade in sorted(self._shapes.trades | self._shapes.telling_trades):
            self._automaton.add_word(trade, trade)
        self._automaton.make_automaton()
        after = "|".join(map(re.escape, sorted(self._shapes.heads_after_names, key=lambda w: (-len(w), w))))
        before = "|".join(map(re.escape, sorted(self._shapes.heads_before_names, key=lambda w: (-len(w), w))))
        generic = "|".join(map(re.escape, sorted(self._shapes.generic_latin)))
        self._foreign = re.compile(rf"(?<![A-Za-z0-9])(?!(?:{generic})[^A-Za-z0-9])(?:{_LATIN})[ ]?(?:{after})")
        self._introduced = re.compile(rf"(?:{before})[“\"]?((?:{_LATIN}))(?![A-Za-z0-9])")

    def find(self, text: str, sentence: Sentence, known: Iterable[Mention]) -> Iterator[Mention]:
        """Companies in the sentence, given all names found before."""
        known = tuple(known)
        words = SentenceWords(text, sentence, (m for m in known if m.type in _NAMED))
        found = [*self._by_trade(words), *self._foreign_names(words)]
        yield from found
        for firm in (*(m for m in known if m.type in _MAY_BE_PARTNERSHIPS), *found):
            form = _PARTNERSHIP.match(text, firm.end, sentence.end)
            if form:
                yield Mention(_TYPE, firm.start, form.end(), text[firm.start : form.end()], found_by=COMPANY)
        for company in (*(m for m in known if m.type == _TYPE), *found):
            share = _SHARE_CLASS.match(text, company.end, sentence.end)
            if share:
                yield replace(company, end=share.end(), found_by=COMPANY)
            end = self._branch_end(words, company)
            if end > company.end:
                yield Mention(_TYPE, company.start, end, text[company.start : end], found_by=COMPANY)

    def _foreign_names(self, words: SentenceWords) -> Iterator[Mention]:
        for found in self._foreign.finditer(words.text, words.start, words.end):
            if found.end() in words.ending:
                yield _mention(words, found.start(), found.end())
        for found in self._introduced.finditer(words.text, words.start, words.end):
            yield _mention(words, found.start(1), found.end(1))

    def _by_trade(self, words: SentenceWords) -> Iterator[Mention]:
        longest: dict[int, tuple[int, str]] = {}
        for last, trade in self._automaton.iter(words.text, words.start, words.end):
            longest.setdefault(last + 1, (last + 1 - len(trade), trade))
            if longest[last + 1][0] > last + 1 - len(trade):
                longest[last + 1] = (last + 1 - len(trade), trade)
        for end, (place, trade) in sorted(longest.items()):
            listed = any(m.start < place or m.type != _INDUSTRY for m in words.names.get(end, ()) if m.start <= place)
            start = self._own_name(words, place, trade) if end in words.ending and not listed else None
            if start is not None and not self._is_kind(words.text[start:end]):
                yield _mention(words, self._before_regions(words, start), end)

    def _before_regions(self, words: SentenceWords, start: int) -> int:
        """Where the regions begin that stand before a name (某省|某市|某县|名称)."""
        for _ in range(_MOST_REGIONS):
            region = words.name_ending(start, _REGIONS)
            if region is None:
                break
            start = region.start
        return start

    def _own_name(self, words: SentenceWords, place: int, trade: str) -> int | None:
        """Where the name before a trade begins; None where no name stands there."""
        telling = trade in self._shapes.telling_trades
        known = words.name_ending(place, _NAMED)
        if known:
            named = telling and not known.name.endswith(self._tails)
            fits = named if known.type == _TYPE else trade in self._shapes.regional_trades
            return known.start if fits and known.type in _BEFORE_TRADES else None
        last = words.straddled(place) or words.ending.get(place)
        if last is None:
            return None
        name = words.text[last.start : place]
        if name in self._shapes.generic_modifiers or name in self._boundaries or not _HAN.match(name):
            return None
        if len(name) == 1:
            return self._spelled(words, last) if last.end == place else None
        fits = _SHORTEST_OWN_NAME <= len(name) <= _LONGEST_OWN_NAME
        naming = last.pos.startswith(_OWN_NAME_POS if telling else _SURE_NAME_POS)
        return last.start if fits and naming else None

    def _spelled(self, words: SentenceWords, last: Token) -> int | None:
        """A name of single characters that the segmenter does not know: 恒|盛."""
        before = words.ending.get(last.start)
        if before is None or before.end - before.start != 1 or not _HAN.match(words.word(before)):
            return None
        both = (words.word(before), words.word(last))
        content = not any(w in self._boundaries for w in both) and all(
            token.pos.startswith(("n", "j", "a", "v", "g", "zg", "x")) for token in (before, last)
        )
        further = words.ending.get(before.start)
        apart = further is None or further.end - further.start > 1 or not _HAN.match(words.word(further))
        alone = apart or (further is not None and words.word(further) in self._boundaries)
        return before.start if content and alone else None

    def _is_kind(self, name: str) -> bool:
        return name in self._shapes.kinds_of_companies

    def _branch_end(self, words: SentenceWords, company: Mention) -> int:
        """Where a branch of the company ends (建行|佛山|分行); the company's own end where none follows."""
        bracketed = _BRACKETED.match(words.text, company.end, words.end)
        start = stop = company.end
        if bracketed and words.name_ending(bracketed.end(1), _REGIONS):
            start = stop = bracketed.end()
        for token in words.following(start, _MOST_BRANCH_WORDS):
            ends = words.text.endswith(self._shapes.branches, start, token.end)
            if not (ends or token.pos.startswith(_BRANCH_POS)) or token.end - start > _LONGEST_BRANCH:
                break
            if ends:
                stop = token.end
        return stop


def _mention(words: SentenceWords, start: int, end: int) -> Mention:
    return Mention(_TYPE, start, end, words.text[start:end], found_by=COMPANY)
