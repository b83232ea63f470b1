"""People: a post before the name (董事长张三), a verb of speech after it (张三介绍)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.knowledge.names import NameEntry
from kg.model import Mention, Sentence, Token

__all__ = ["PersonRecognizer"]

_HAN = "一-鿿"
_FOREIGN_FIRST = re.compile(rf"(?:[{_HAN}]{{1,8}}·){{1,3}}")
_LATIN = re.compile(r"[A-Z][a-z]{1,15}(?: [A-Z][a-z]{1,15}){0,2}")
_NOT_IN_NAMES = ("t", "v", "p", "d", "u", "c", "r", "m", "w", "x")
_LONGEST_PART = 8
_LONGEST_GIVEN_NAME = 2


class PersonRecognizer:
    """Finds the names of people.

    Args:
        names: for surnames and posts.
        speech_verbs: words of saying that follow a speaker (表示, 介绍).
    """

    def __init__(self, names: Iterable[NameEntry], speech_verbs: Iterable[str]) -> None:
        self._surnames = frozenset(entry.name for entry in names if entry.type == "Surname")
        self._verbs = tuple(sorted(speech_verbs, key=lambda verb: (-len(verb), verb)))

    def find(self, text: str, sentence: Sentence, listed: Iterable[Mention]) -> Iterator[Mention]:
        """People in the sentence, given the posts that the lists found."""
        listed = tuple(listed)
        for post in listed:
            if post.type == "Post" and not any(
                o.type == "Post" and o.start <= post.start and o.end > post.end for o in listed
            ):
                end = self._name_end(text, sentence, post.end)
                if end:
                    yield Mention("Person", post.end, end, text[post.end : end], found_by="post")
        for token in sentence.tokens:
            if self._is_speaker(text, token, sentence):
                yield Mention("Person", token.start, token.end, text[token.start : token.end], found_by="speaker")

    def _name_end(self, text: str, sentence: Sentence, start: int) -> int | None:
        """Where a name that begins at `start` ends; None if no name begins there."""
        latin = _LATIN.match(text, start, sentence.end)
        if latin:
            return latin.end()
        foreign = _FOREIGN_FIRST.match(text, start, sentence.end)
        if foreign:
            return _last_part(sentence, start, foreign.end())
        token = next((t for t in sentence.tokens if t.start == start), None)
        surname = next((size for size in (2, 1) if text[start : start + size] in self._surnames), 0)
        if not surname:
            return None
        if token and token.end - start > surname:
            return token.end if token.pos.startswith("nr") else None
        return self._by_borders(text, sentence, start + surname)

    def _by_borders(self, text: str, sentence: Sentence, given: int) -> int | None:
        """The longest given name that ends at a border of words."""
        borders = {token.start for token in sentence.tokens} | {sentence.end}
        for size in range(_LONGEST_GIVEN_NAME, 0, -1):
            end = given + size
            if end in borders and re.fullmatch(rf"[{_HAN}]+", text[given:end]):
                return end
        return None

    def _is_speaker(self, text: str, token: Token, sentence: Sentence) -> bool:
        name = text[token.start : token.end]
        if not token.pos.startswith("nr") or not 2 <= len(name) <= 4 or name[0] not in self._surnames:
            return False
        return any(text.startswith(verb, token.end, sentence.end) for verb in self._verbs)


def _last_part(sentence: Sentence, start: int, last: int) -> int | None:
    """Where a foreign name ends whose last part begins at `last`; None if a word in it is in no name."""
    end = last
    for token in sentence.tokens:
        in_name = not token.pos.startswith(_NOT_IN_NAMES) and token.end - last <= _LONGEST_PART
        if start <= token.start < last - 1 and not in_name:
            return None
        if token.start == end and in_name:
            end = token.end
        elif token.start > end:
            break
    return end if end > last else None
