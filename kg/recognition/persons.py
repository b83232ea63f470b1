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
_FUNCTION_WORDS = ("p", "c", "d", "u", "v")
_NOT_IN_NAMES = ("t", "v", "p", "d", "u", "c", "r", "m", "w", "x")
_LONGEST_PART = 8
_LONGEST_GIVEN_NAME = 2
_BEFORE_SPEAKER = frozenset("，。；：！？”」据")


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
        for token, following in zip(sentence.tokens, (*sentence.tokens[1:], None), strict=True):
            if self._is_speaker(text, token, sentence):
                yield Mention("Person", token.start, token.end, text[token.start : token.end], found_by="speaker")
            elif following and self._is_cut_speaker(text, token, following, sentence):
                yield Mention(
                    "Person", token.start, following.end, text[token.start : following.end], found_by="speaker"
                )

    def _name_end(self, text: str, sentence: Sentence, start: int) -> int | None:
        """Where a name that begins at `start` ends; None if no name begins there."""
        latin = _LATIN.match(text, start, sentence.end)
        if latin:
            return latin.end()
        foreign = _FOREIGN_FIRST.match(text, start, sentence.end)
        if foreign:
            return self._last_part(text, sentence, foreign.end())
        token = next((t for t in sentence.tokens if t.start == start), None)
        surname = next((size for size in (2, 1) if text[start : start + size] in self._surnames), 0)
        if not surname:
            return None
        if token and (token.end - start > surname or token.pos.startswith(_FUNCTION_WORDS)):
            return token.end if token.pos.startswith("nr") else None
        return self._by_borders(text, sentence, start + surname)

    def _last_part(self, text: str, sentence: Sentence, start: int) -> int | None:
        """Where the last part of a foreign name ends: before the first word that no name is made of."""
        end = start
        for token in sentence.tokens:
            if token.start != end:
                continue
            said = any(text.startswith(verb, token.start) for verb in self._verbs)
            if said or token.pos.startswith(_NOT_IN_NAMES) or token.end - start > _LONGEST_PART:
                break
            end = token.end
        return end if end > start else None

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

    def _is_cut_speaker(self, text: str, surname: Token, given: Token, sentence: Sentence) -> bool:
        """赵|建国表示: a name that the segmenter cut behind the surname."""
        if text[surname.start : surname.end] not in self._surnames or surname.pos.startswith(_FUNCTION_WORDS):
            return False
        short = given.end - given.start <= _LONGEST_GIVEN_NAME and not given.pos.startswith(_NOT_IN_NAMES)
        begins = surname.start == sentence.start or text[surname.start - 1] in _BEFORE_SPEAKER
        return short and begins and any(text.startswith(verb, given.end, sentence.end) for verb in self._verbs)
