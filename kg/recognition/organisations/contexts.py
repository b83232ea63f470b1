"""Names that are common words or places too (苹果, 火箭, 罗马), settled by the company they keep; teams by their 队."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import ahocorasick

from kg.knowledge.names import NameEntry
from kg.knowledge.organisations import Context, OrganisationShapes
from kg.model import Mention, Sentence

__all__ = ["ContextRecognizer"]

CONTEXT = "context"
_AMBIGUOUS = "Ambiguous"
_TEAM = "Organization"
_TEAM_OWNERS = frozenset({"AdministrativeRegion", "Place", "Organization"})
_OUTVOTED = frozenset({"AdministrativeRegion", "Place", "Person"})
_NEAR = 60
_SHORTEST_TEAM = 2
_LONGEST_BEFORE = 8
_SEPARATOR = re.compile(r"[、，]|和|与|及|以及|或|[vV][sS]\.?|-|—|:|：|对|\s")
_LONGEST_SEPARATOR = 3


@dataclass(frozen=True, slots=True)
class _Test:
    """The words that settle names of one class, as patterns."""

    after: re.Pattern[str]
    before: re.Pattern[str]
    near: re.Pattern[str]


class ContextRecognizer:
    """Settles ambiguous names of the lists; what the context does not speak for is no name.

    Args:
        names: those whose type begins with `Ambiguous` are settled here.
        shapes: what settles them.
    """

    def __init__(self, names: Iterable[NameEntry], shapes: OrganisationShapes) -> None:
        names = tuple(names)
        self._tests = {kind: _test(context) for kind, context in shapes.contexts.items()}
        self._hints = {name: re.compile("|".join(map(re.escape, words))) for name, words in shapes.hints.items()}
        self._team = re.compile(shapes.team)
        self._team_word = re.compile(rf"(.{{2,8}}?)(?:{shapes.team})")
        self._regions = frozenset(entry.name for entry in names if entry.type == "AdministrativeRegion")
        self._rows = {kind: _row(known) for kind, known in shapes.rows_of_abbreviations.items()}
        self._abbreviations = shapes.rows_of_abbreviations
        types: dict[str, set[str]] = {}
        for entry in names:
            if entry.type.startswith(_AMBIGUOUS):
                types.setdefault(entry.name, set()).add(entry.type.removeprefix(_AMBIGUOUS))
        self._automaton = ahocorasick.Automaton()
        for name, kinds in sorted(types.items()):
            self._automaton.add_word(name, (name, tuple(sorted(kinds))))
        self._automaton.make_automaton()

    def settle(self, text: str, sentence: Sentence, listed: Sequence[Mention]) -> tuple[Mention, ...]:
        """The names of the lists with the ambiguous ones that are meant, without the places that are not, and teams."""
        settled = [*self._settled(text, sentence, listed), *self._in_rows(text, sentence)]
        spans = {(mention.start, mention.end) for mention in settled}
        kept = tuple(m for m in listed if (m.start, m.end) not in spans or m.type not in _OUTVOTED)
        return (*kept, *settled, *self._teams(text, sentence, (*kept, *settled)))

    def _settled(self, text: str, sentence: Sentence, listed: Sequence[Mention]) -> list[Mention]:
        candidates = self._candidates(text, sentence)
        if not candidates:
            return []
        found = [m for m in candidates if self._is_meant(text, sentence, m)]
        begins = {(m.start, m.type) for m in (*listed, *found)}
        ends = {(m.end, m.type) for m in (*listed, *found)}
        for mention in candidates:
            if mention not in found and _stands_beside(text, mention, begins, ends):
                found.append(mention)
                begins.add((mention.start, mention.type))
                ends.add((mention.end, mention.type))
        return found

    def _in_rows(self, text: str, sentence: Sentence) -> list[Mention]:
        """工、农、中、建: one-character names in a row of at least three."""
        return [
            Mention(kind, place, place + 1, self._abbreviations[kind][text[place]], found_by=CONTEXT)
            for kind, row in self._rows.items()
            for found in row.finditer(text, sentence.start, sentence.end)
            for place in range(found.start(), found.end())
            if text[place] in self._abbreviations[kind]
        ]

    def _candidates(self, text: str, sentence: Sentence) -> list[Mention]:
        hits = list(self._automaton.iter(text, sentence.start, sentence.end)) if len(self._automaton) else []
        if not hits:
            return []
        starts = {token.start for token in sentence.tokens}
        ends = {token.end for token in sentence.tokens}
        return [
            Mention(kind, last + 1 - len(name), last + 1, name, found_by=CONTEXT)
            for last, (name, kinds) in hits
            for kind in kinds
            if kind in self._tests and last + 1 - len(name) in starts and last + 1 in ends
        ]

    def _is_meant(self, text: str, sentence: Sentence, mention: Mention) -> bool:
        test = self._tests[mention.type]
        if test.after.match(text, mention.end, sentence.end):
            return True
        if test.before.search(text, max(sentence.start, mention.start - _LONGEST_BEFORE), mention.start):
            return True
        left = (max(sentence.start, mention.start - _NEAR), mention.start)
        right = (mention.end, min(sentence.end, mention.end + _NEAR))
        near = [test.near, self._hints[mention.name]] if mention.name in self._hints else [test.near]
        return any(words.search(text, *window) for words in near for window in (left, right))

    def _teams(self, text: str, sentence: Sentence, listed: Iterable[Mention]) -> list[Mention]:
        """德国队, 山东男篮, 曼联队: a region or a club with the word for what plays."""
        ends = {token.end for token in sentence.tokens}
        found: dict[tuple[int, int], Mention] = {}
        for mention in listed:
            team = self._team.match(text, mention.end, sentence.end) if mention.type in _TEAM_OWNERS else None
            if team and team.end() in ends:
                name = mention.name if mention.type == _TEAM else text[mention.start : team.end()]
                span = (mention.start, team.end())
                found.setdefault(span, replace(mention, type=_TEAM, end=span[1], name=name, found_by=CONTEXT))
        for token in sentence.tokens:  # 德国队 may be one word
            word = text[token.start : token.end]
            team = self._team_word.fullmatch(word) if len(word) > _SHORTEST_TEAM else None
            if team and team[1] in self._regions:
                found.setdefault(
                    (token.start, token.end), Mention(_TEAM, token.start, token.end, word, found_by=CONTEXT)
                )
        return list(found.values())


def _test(context: Context) -> _Test:
    after, before, near = ("|".join(map(re.escape, words)) for words in (context.after, context.before, context.near))
    return _Test(re.compile(rf"[”\"]?(?:{after})"), re.compile(rf"(?:{before})[“\"]?$"), re.compile(near))


def _row(known: Iterable[str]) -> re.Pattern[str]:
    one = f"[{''.join(map(re.escape, sorted(known)))}]"
    return re.compile(rf"(?<![一-鿿]){one}(?:、{one}){{2,}}|(?<=[，。；：“的、]){one}(?:、{one}){{2,}}")


def _stands_beside(text: str, mention: Mention, begins: set[tuple[int, str]], ends: set[tuple[int, str]]) -> bool:
    """Whether another name of the class stands right beside, parted by a mark or 和."""
    for size in range(1, _LONGEST_SEPARATOR + 1):
        if _SEPARATOR.fullmatch(text, mention.end, mention.end + size) and (mention.end + size, mention.type) in begins:
            return True
        before = mention.start - size
        if before >= 0 and _SEPARATOR.fullmatch(text, before, mention.start) and (before, mention.type) in ends:
            return True
    return False
