"""Posts as the text composes them: 营销总监, 研究部主任, 常务副院长 from parts; 编辑 only where it is somebody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.knowledge.people import People
from kg.model import Mention, Sentence, Token

__all__ = ["POSTS", "PositionRecognizer"]

POSTS = frozenset({"Post", "Role"})
_LONGEST_PART = 5
_MOST_PARTS = 4
_JOINTS = frozenset("与和及")  # 产品与品牌负责人
_PERSON_TAGS = ("nr",)
_DETERMINERS = ("名", "位", "任", "该", "的", "一", "兼", "、", "/")
_CLOSING = frozenset("，。、；：）)】]！？/")


class PositionRecognizer:
    """Weighs the posts that the lists found, and adds the parts before them that belong to them.

    Args:
        people: what posts are composed of.
    """

    def __init__(self, people: People) -> None:
        self._parts = frozenset(people.post_prefixes) | frozenset(people.post_fields)
        self._fields = frozenset(people.post_fields)
        self._followers = people.post_followers
        self._verbs = people.post_verbs

    def find(self, text: str, sentence: Sentence, listed: Iterable[Mention]) -> Iterator[Mention]:
        """The posts of a sentence, given the mentions from the lists: each as long as it goes, none inside another."""
        posts = sorted((m for m in listed if m.type in POSTS), key=lambda m: (m.start, -m.end, m.type))
        if not posts:
            return
        words = _Words(text, sentence)
        reached = sentence.start
        for post in posts:
            if post.end <= reached:
                continue
            start = max(self._beginning(text, post.start, words), reached)
            if self._stands(text, post, start, words):
                reached = post.end
                composed = start < post.start
                found_by = "position" if composed else post.found_by
                yield replace(post, start=start, name=text[start : post.end], found_by=found_by)

    def _beginning(self, text: str, start: int, words: _Words) -> int:
        """Where the parts before a post begin."""
        fielded = any(text.startswith(field, start) for field in self._fields)
        for _ in range(_MOST_PARTS):
            sizes = range(min(_LONGEST_PART, start - words.start), 0, -1)
            size = next((n for n in sizes if start - n in words.borders and text[start - n : start] in self._parts), 0)
            start -= size
            joint = (size or fielded) and start - 1 > words.start and text[start - 1] in _JOINTS
            places = range(max(words.start, start - 1 - _LONGEST_PART), start - 2) if joint else ()
            joined = next((n for n in places if n in words.borders and text[n : start - 1] in self._fields), start)
            if not size and joined == start:
                break
            start = joined
        return start

    def _stands(self, text: str, post: Mention, start: int, words: _Words) -> bool:
        following = words.starting.get(post.end)
        if following and text[following.start : following.end] in self._followers:
            return False
        if post.name not in self._verbs or start < post.start:
            return True
        before = text[max(words.start, post.start - 1) : post.start]
        introduced = before in _DETERMINERS or before == "" or before in _CLOSING
        if following is None or text[following.start] in _CLOSING:
            return introduced or words.follows_noun(post.start)
        return following.pos.startswith(_PERSON_TAGS)


class _Words:
    """The words of a sentence by where they start and end."""

    def __init__(self, text: str, sentence: Sentence) -> None:
        self.start = sentence.start
        self.starting: dict[int, Token] = {token.start: token for token in sentence.tokens}
        self.borders = frozenset(self.starting)
        self._ending: dict[int, Token] = {token.end: token for token in sentence.tokens}
        self._text = text

    def follows_noun(self, place: int) -> bool:
        """Whether the word that ends at `place` is a noun."""
        token = self._ending.get(place)
        return token is not None and token.pos.startswith(("n", "eng"))
