"""The words of one sentence by place: which word begins, ends or lies where, and which names end there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from kg.model import Mention, Sentence, Token

__all__ = ["SentenceWords"]


class SentenceWords:
    """A sentence with its words and the names found in it so far, looked up by place.

    Args:
        text: of the document.
        sentence: with its tokens.
        listed: names found before; of several that end at one place the longest is kept.
    """

    def __init__(self, text: str, sentence: Sentence, listed: Iterable[Mention] = ()) -> None:
        self.text = text
        self.start = sentence.start
        self.end = sentence.end
        self.beginning: dict[int, Token] = {token.start: token for token in sentence.tokens}
        self.ending: dict[int, Token] = {token.end: token for token in sentence.tokens}
        self._starts = [token.start for token in sentence.tokens]
        self.names: dict[int, list[Mention]] = {}
        for mention in sorted(listed, key=lambda m: (m.start - m.end, m.type)):
            self.names.setdefault(mention.end, []).append(mention)

    def word(self, token: Token) -> str:
        """The word itself."""
        return self.text[token.start : token.end]

    def name_ending(self, place: int, types: frozenset[str]) -> Mention | None:
        """The longest name of one of the types that ends at `place`."""
        return next((mention for mention in self.names.get(place, ()) if mention.type in types), None)

    def names_from(self, start: int, end: int) -> list[Mention]:
        """The names that lie in the stretch, by where they end."""
        return [m for place in range(start + 1, end + 1) for m in self.names.get(place, ()) if m.start >= start]

    def straddled(self, place: int) -> Token | None:
        """The word that `place` lies inside, if it is no border of words."""
        if place in self.beginning or place in self.ending or place <= self.start:
            return None
        at = bisect_left(self._starts, place) - 1
        token = self.beginning[self._starts[at]] if at >= 0 else None
        return token if token and token.end > place else None

    def following(self, place: int, most: int) -> list[Token]:
        """Up to `most` words from `place` on; none where no word begins there."""
        found: list[Token] = []
        while len(found) < most and (token := self.beginning.get(place)):
            found.append(token)
            place = token.end
        return found
