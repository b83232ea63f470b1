"""Names of things by their heads: …终端, …技术, …产业, with the modifiers that make a name of them (量子计算机)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from kg.knowledge.shapes import Shapes
from kg.model import Mention, Sentence, Token

__all__ = ["HeadRecognizer"]

_LONGEST_NAME = 24
_LONGEST_QUOTED = 12
_SHORTEST_NAME = 4
_SHORTEST_MODIFIER = 2
_ACTORS = frozenset({"Company", "University", "ResearchInstitute", "GovernmentBody", "Organization", "MediaOutlet"})
_REGIONS = frozenset({"AdministrativeRegion", "Place"})
_TAKE_ACTORS = frozenset({"Product", "Service", "Initiative", "Policy", "Security"})
_TAKE_REGIONS = frozenset({"Group", "Policy", "Initiative", "Project", "Security"})
_PART_OF_NAMES = frozenset({"Industry", "Technology", "Product", "Initiative", "Platform", "Dataset", "Service"})
_STOPPING_POS = ("p", "c", "u", "r", "y", "e", "o", "t", "q", "k", "zg", "w")
_GROUP = "Group"
_FACILITY = "Facility"
_BUILT = frozenset({"Facility", "Project"})
_LISTED = "gazetteer"
_INDUSTRY = "Industry"
_VAGUE_TAIL = 4
_AFTER_VERBS = ("v", "d", "p", "t", "m", "r", "a")
_TAKES_OBJECT = ("到", "于", "为", "成", "出", "入", "至", "向", "在", "给")
_PAIRS = {"”": "“", "」": "「", "』": "『"}


class HeadRecognizer:
    """Finds names of things by their heads."""

    def __init__(self, shapes: Shapes) -> None:
        self._things = shapes.things
        self._boundaries = shapes.boundaries | shapes.things.governing_verbs
        self._beginnings = shapes.name_beginnings
        self._bare_names = shapes.bare_names
        self._common_nouns = shapes.common_nouns
        self._types: Mapping[str, str] = {word: kind for kind, words in self._things.heads.items() for word in words}
        self._sizes: dict[str, list[int]] = {}  # of the heads that end in a character, the longest first
        for length, last in sorted({(len(word), word[-1]) for word in self._types}, reverse=True):
            self._sizes.setdefault(last, []).append(length)

    def find(self, text: str, sentence: Sentence, known: Iterable[Mention]) -> Iterator[Mention]:
        """Names in the sentence, given the names of actors, places and things that are known already."""
        ending = _longest_by_end(known)
        by_end = {token.end: number for number, token in enumerate(sentence.tokens)}
        for number, token in enumerate(sentence.tokens):
            head = self._head(text, sentence.start, token.end)
            if head is None or self._goes_on(text, sentence.tokens, number, head):
                continue
            kind = self._types[head]
            if kind == _GROUP and self._is_listed_group(ending.get(token.end), head):
                continue
            before = ending.get(token.end - len(head))
            if head in self._things.fields and before is not None and before.type == _INDUSTRY:
                yield Mention(_INDUSTRY, before.start, token.end, before.name, found_by="thing")
                continue
            walk = _Walk(self, text, sentence, by_end, ending, kind)
            parts = walk.parts(token.end - len(head))
            whole = ending.get(token.end)
            if whole is not None and whole.type in _ACTORS and whole.start == parts[-1]:
                continue  # 福特汽车 is a company, whatever its head
            if whole is not None and whole.found_by == _LISTED and kind == _FACILITY and whole.type in _BUILT:
                continue  # 体验|某某铁路: the list knows all of its name
            name = text[parts[-1] : token.end]
            if self._is_name(text, parts, name, head):
                yield Mention(kind, parts[-1], token.end, name, found_by="thing")
                if head in self._things.empty_heads and before is None and len(name) - len(head) >= _SHORTEST_NAME:
                    yield Mention(kind, parts[-1], token.end - len(head), name, found_by="thing")

    def _head(self, text: str, start: int, end: int) -> str | None:
        """The longest head that ends at `end`."""
        for size in self._sizes.get(text[end - 1], ()):
            if end - size >= start and text[end - size : end] in self._types:
                return text[end - size : end]
        return None

    def _is_listed_group(self, known: Mention | None, head: str) -> bool:
        """Whether a list knows the group under a name of its own (头部企业), to which nothing need be added."""
        return known is not None and known.type == _GROUP and len(known.name) > len(head)

    def _goes_on(self, text: str, tokens: tuple[Token, ...], number: int, head: str) -> bool:
        """Whether the head is none: the noun behind it is the real one (系统|工程师), or it is a verb here."""
        if number + 1 == len(tokens):
            return False
        following = tokens[number + 1]
        word = text[following.start : following.end]
        if head in self._things.verbal_heads and following.pos.startswith(_AFTER_VERBS) and word != "等":
            return True
        compound = following.pos in {"n", "b", "nz", "l", "g", "k", "nr"} and word not in self._things.aspects
        return compound and word not in self._boundaries and word != "等"

    def _is_name(self, text: str, parts: list[int], name: str, head: str) -> bool:
        """Whether the parts before the head make a name of it."""
        if len(name) < _SHORTEST_NAME or name in self._things.vague or name in self._common_nouns:
            return False
        if self._types[head] == _GROUP and name[-_VAGUE_TAIL:] in self._things.vague:
            return False
        if name == head:
            return name in self._bare_names
        if len(name) - len(head) < _SHORTEST_MODIFIER:
            return False
        modifiers = [text[start:end] for end, start in pairwise(parts)]
        return head not in self._things.plain_heads or not all(map(self.is_generic, modifiers))

    def is_determiner(self, word: str) -> bool:
        """Whether the word is no part of a name (相关技术)."""
        return word in self._things.determiners

    def is_border(self, word: str) -> bool:
        """Whether no name reaches across this word."""
        return word in self._boundaries

    def is_nominal(self, word: str) -> bool:
        """Whether a name may hold this verb behind a noun (质量检测系统)."""
        return word in self._things.nominal_verbs or word in self._beginnings

    def is_generic(self, word: str) -> bool:
        """Whether the word makes no name by itself (新技术)."""
        return word in self._things.generic_modifiers

    def is_prefix(self, word: str) -> bool:
        """Whether the word is a prefix that the segmenter cut off (半|托管)."""
        return word in self._things.prefixes

    def is_owner(self, word: str) -> bool:
        """Whether the word says at the front whose the thing is (公司|广告业务)."""
        return word in self._things.leading_owners

    def may_begin(self, word: str) -> bool:
        """Whether a name may begin with this verb."""
        return word in self._beginnings

    def is_adverbial(self, word: str) -> bool:
        """Whether the word, an adverb to the segmenter, stands in names too (高速光通信)."""
        return word in self._things.nominal_adverbs


class _Walk:
    """One sentence, walked leftwards from a head."""

    def __init__(
        self,
        words: HeadRecognizer,
        text: str,
        sentence: Sentence,
        by_end: Mapping[int, int],
        ending: Mapping[int, Mention],
        kind: str,
    ) -> None:
        self._words = words
        self._text = text
        self._sentence = sentence
        self._by_end = by_end
        self._ending = ending
        self._kind = kind
        self._models = frozenset(m.start for m in ending.values() if m.found_by == "model")

    def parts(self, head: int) -> list[int]:
        """Where the parts of the name begin whose head begins at `head`, the head's first, from right to left."""
        starts = [head]
        if head not in self._by_end and head > self._sentence.start:
            inside = next((t for t in self._sentence.tokens if t.start < head < t.end), None)
            if inside:
                starts.append(inside.start)
        limit = max(self._sentence.start, head - _LONGEST_NAME)
        while starts[-1] > limit:
            step = self._step(starts[-1])
            if step is None:
                break
            starts.append(step)
            if self._is_model(step):
                break
        return self._trimmed(starts)

    def _is_model(self, start: int) -> bool:
        """Whether a model's name begins here: it begins the name of the thing too."""
        return start in self._models

    def _step(self, place: int) -> int | None:
        known = self._ending.get(place)
        if known:
            return known.start if self._takes(known) else None
        number = self._by_end.get(place)
        if number is None:
            return None
        token = self._sentence.tokens[number]
        word = self._text[token.start : place]
        if word in _PAIRS:
            return self._over_pair(place, _PAIRS[word])
        if word in " \xa0-":
            return self._over_space(number, place)
        before = self._sentence.tokens[number - 1] if number else None
        return token.start if self._may_hold(token, word, before) else None

    def _takes(self, known: Mention) -> bool:
        if known.type in _REGIONS:
            return self._kind in _TAKE_REGIONS
        if known.type in _ACTORS:
            return self._kind in _TAKE_ACTORS
        return known.type in _PART_OF_NAMES

    def _may_hold(self, token: Token, word: str, before: Token | None) -> bool:
        """Whether a word may stand in a name, given the word before it."""
        if word.isascii():
            return word.replace("-", "").isalnum() and not word.isdigit()
        if self._words.is_determiner(word):
            return False
        if self._words.is_border(word):
            return self._words.is_nominal(word) and before is not None and self._is_noun(before)
        if self._words.is_generic(word) or self._words.is_prefix(word):
            return True
        if token.pos == "q":
            return len(word) == 1 and before is not None and before.pos == "n" and before.end - before.start == 1
        if token.pos.startswith("d"):
            return self._words.is_adverbial(word)
        if token.pos.startswith(_STOPPING_POS) or token.pos in {"x", "m", "mq", "f"}:
            return self._words.is_adverbial(word)
        return not (token.pos.startswith("v") and (len(word) == 1 or word.endswith(_TAKES_OBJECT)))

    def _is_noun(self, token: Token) -> bool:
        word = self._text[token.start : token.end]
        if word in _PAIRS:
            return True
        known = self._ending.get(token.end)
        if known and not self._takes(known):
            return False
        plain = self._words.is_border(word) or self._words.is_generic(word) or self._words.is_determiner(word)
        return token.pos.startswith(("n", "j", "l", "b", "vn", "eng")) and not plain

    def _over_space(self, number: int, place: int) -> int | None:
        """A space or a hyphen in a Latin name (Vector Lake架构, Edge-Mesh架构) belongs to it."""
        before = self._sentence.tokens[number - 1] if number else None
        if before is None or place >= self._sentence.end:
            return None
        word = self._text[before.start : before.end]
        return before.start if word.isascii() and word.isalnum() and self._text[place].isascii() else None

    def _over_pair(self, place: int, opening: str) -> int | None:
        at = self._text.rfind(opening, max(self._sentence.start, place - _LONGEST_QUOTED - 2), place - 1)
        return at if at >= 0 and not set(self._text[at + 1 : place - 1]) & set("，。；“”") else None

    def _trimmed(self, starts: list[int]) -> list[int]:
        """Without the verbs in front; `starts` are the places where parts begin, the head's first."""
        while len(starts) > 1:
            first, following = starts[-1], starts[-2]
            if not self._is_idle(first, following):
                break
            starts.pop()
        return starts

    def _is_idle(self, start: int, end: int) -> bool:
        """Whether the part in front is none of the name: a verb, a single character."""
        word = self._text[start:end]
        number = self._by_end.get(end)
        token = self._sentence.tokens[number] if number is not None else None
        if token is None or token.start != start or self._words.may_begin(word):
            return False
        kept = self._words.is_generic(word) or self._words.is_prefix(word)
        single = len(word) == 1 and token.pos not in {"n", "b"} and not kept
        owner = self._kind != _GROUP and self._words.is_owner(word)
        return token.pos == "ad" or self._words.is_border(word) or single or owner


def _longest_by_end(known: Iterable[Mention]) -> dict[int, Mention]:
    """The longest name that ends at each place."""
    ending: dict[int, Mention] = {}
    for mention in sorted(known, key=lambda m: (m.end - m.start, m.type)):
        if mention.value is None:
            ending[mention.end] = mention
    return ending
