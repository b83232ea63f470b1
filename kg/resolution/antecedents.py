"""What words that point back point at: the thing that the text has in view when they come.

In view is first what stands in the same sentence, then in the sentences before it in the paragraph; of the things in
one sentence its subject goes before its objects (the ranking of centering theory, Grosz, Joshi and Weinstein 1995).
What was pointed at is in view again.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.knowledge.shapes import Shapes
from kg.model import Document, Mention, Pointing, Speech
from kg.resolution.naming import Key, NamingRules

__all__ = ["Antecedents", "Surroundings"]

_SENTENCE_END = re.compile(r"[。！？!?\n]")
_CLAUSE_MARK = "，；：。！？!?;\n—,:"
_CLAUSE_REACH = 40
_LEADING = re.compile(
    r"(?:[“”「」『』《（(]|目前|日前|近日|当前|如今|今年|去年|明年|昨日|今日|当日|近年来|未来|此前|此外|同时|其中|另外|随后|后来|"
    r"据悉|而|但|不过|因此|并且|作为|据|\d{1,4}(?:年|月|日)(?:底|初|末)?|(?:上|下)半年|[一二三四]季度|截至)*"
)
_JOINT = re.compile(r"[”」』》）)]?(?:、|，|和|与|及|以及|同|跟|联合|携手)[“「『《]?")
_COORDINATED = re.compile(r"[”」』》）)]?(?:、|和|与|及|以及)[“「『《]?")
_WITH = re.compile(r"[与和同跟及、]|携手|联合|牵手|入股|收购|并购|签约|合作")
_IN_VIEW = 60
_SENTENCES_OF_SEVERAL = 8
_FEWEST_OF_A_TOPIC = 3
_NUMBERS = {"双": 2, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


@dataclass(frozen=True, slots=True)
class Standing:
    """A mention that later words may point at.

    Attributes:
        mention: a name, or a word that points at one.
        key: of what it refers to.
        sentence: in which it stands, counted from the title (0).
        leads: whether it is the subject of its clause, or looks like it.
    """

    mention: Mention
    key: Key
    sentence: int
    leads: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a document beside its mentions.

    Attributes:
        document: whose mentions they are.
        speech: who says what.
        employers: the organisation that each person is said to work for.
        others: what a word cannot mean: who does something to it (甲披露，乙减持〔公司〕股份).
    """

    document: Document
    speech: tuple[Speech, ...] = ()
    employers: Mapping[Mention, Mention] = field(default_factory=dict)
    others: Mapping[Mention, frozenset[Mention]] = field(default_factory=dict)


class Antecedents:
    """Walks through the mentions of a document in order and knows at each what is in view."""

    def __init__(
        self, around: Surroundings, named: Mapping[Mention, Key], pointing: Sequence[Mention], naming: NamingRules
    ) -> None:
        self._around = around
        self._text = around.document.text
        self._naming = naming
        self._shapes: Shapes = naming.shapes
        self._sentences = [found.end() for found in _SENTENCE_END.finditer(self._text)]
        self._named = named
        self._sorts = sorted({m.type for m in pointing})
        self._heads = sorted({(m.type, naming.head(m.name)) for m in pointing if m.found_by == Pointing.ANAPHOR})
        self._fitting: defaultdict[str, list[Standing]] = defaultdict(list)
        self._by_head: defaultdict[tuple[str, str], list[Standing]] = defaultdict(list)
        self._last: Standing | None = None
        self._topics: dict[str, Key | None] = {}
        self._spoken = [s.start for s in around.speech]
        self._is_notice = any(mark in self._text for mark in self._shapes.notice_marks)

    def add(self, mention: Mention, key: Key) -> None:
        """Bring a mention into view; mentions come in the order of the text."""
        leads = self._leads(mention) or self._joins(mention)
        standing = self._last = Standing(mention, key, self._sentence(mention.start), leads)
        names = (mention.name, key[1])
        for sort in self._sorts:
            if self._naming.may_be_called(mention.type, sort):
                self._fitting[sort].append(standing)
        for sort, head in self._heads:
            if self._naming.may_be_called(mention.type, sort) and any(name.endswith(head) for name in names):
                self._by_head[sort, head].append(standing)

    def of(self, mention: Mention) -> tuple[Key, ...]:
        """What a pointing word refers to; several things for 双方, none where it is not known."""
        if mention.found_by == Pointing.SEVERAL:
            return self._several(mention, _number(mention.name))
        if mention.name in self._shapes.ordinal_words:
            pair = self._several(mention, 2)
            return pair[self._shapes.ordinal_words[mention.name] :][:1]
        found = self._of_the_speaker(mention) if mention.found_by == Pointing.OWN else self._single(mention)
        return (found,) if found else ()

    def _single(self, mention: Mention) -> Key | None:
        head = self._naming.head(mention.name)
        if head == mention.name and self._is_notice and head in self._shapes.plain_heads:
            return self._topic(mention.type) or self._nearest(self._fitting[mention.type], mention)
        if head in self._shapes.plain_heads or mention.name in self._shapes.pronouns:
            return self._nearest(self._fitting[mention.type], mention, bounded=True)
        same_head = self._nearest(self._by_head[mention.type, head], mention)
        if same_head or head in self._shapes.strict_heads:
            return same_head
        return self._nearest(self._fitting[mention.type], mention, bounded=True, exactly=True)

    def _nearest(
        self, candidates: Sequence[Standing], mention: Mention, *, bounded: bool = False, exactly: bool = False
    ) -> Key | None:
        """The best of the nearest sentence that has one.

        Args:
            candidates: in the order of the text.
            mention: the pointing word.
            bounded: whether its paragraph bounds the search; then what the post is about is taken before what other
                paragraphs are about, unless the word begins its paragraph.
            exactly: whether the class must be that of the word or one below it.
        """
        others = {self._named.get(one) for one in self._around.others.get(mention, ())}
        before = [
            one
            for one in candidates[-_IN_VIEW:]
            if one.mention.end <= mention.start
            and one.key not in others
            and (not exactly or self._naming.is_a(one.mention.type, mention.type))
        ]
        if not before:
            return self._topic(mention.type) if bounded else None
        here = self._sentence(mention.start)
        best = self._best(before, mention, here)
        if bounded and not self._is_in_reach(best, mention):
            return self._topic(mention.type)
        return best.key

    def _joins(self, mention: Mention) -> bool:
        """Whether it stands beside a subject: 甲公司和〔乙公司〕."""
        last = self._last
        joint = _COORDINATED.fullmatch(self._text, last.mention.end, mention.start) if last and last.leads else None
        return joint is not None

    def _best(self, before: Sequence[Standing], mention: Mention, here: int) -> Standing:
        """Of the nearest sentence: in the word's own the nearest subject, in one before it the first; else the last.

        A pronoun in object place does not mean the subject of its own clause, and rather an object before it
        (甲致电乙，祝贺他).
        """
        nearest = before[-1].sentence
        inside = [one for one in before if one.sentence == nearest]
        leading = [one for one in inside if one.leads]
        if nearest == here and mention.name in self._shapes.pronouns and not self._leads(mention):
            clause = max(
                self._text.rfind(mark, max(mention.start - _CLAUSE_REACH, 0), mention.start) for mark in "，；：,:"
            )
            outside = [one for one in inside if one.mention.end <= clause]
            if outside:
                return outside[-1]
        if not leading:
            called = [one for one in inside if one.mention.name.endswith(self._naming.head(mention.name))]
            return (called or inside)[-1]
        return leading[-1] if nearest == here else leading[0]

    def _is_in_reach(self, standing: Standing, mention: Mention) -> bool:
        """Whether both stand in one paragraph, or the word is in the first sentence of the next one."""
        paragraphs = self._around.document.paragraphs
        theirs, ours = (_number_of(paragraphs, m.start) for m in (standing.mention, mention))
        if theirs == ours:
            return True
        begins = self._sentence(paragraphs[ours][0]) == self._sentence(mention.start)
        return begins and theirs >= ours - 1

    def _topic(self, sort: str) -> Key | None:
        """What the post is about: the thing of this class in its title, or that which it names most."""
        if sort not in self._topics:
            fitting = [(m, key) for m, key in self._named.items() if self._naming.may_be_called(m.type, sort)]
            titled = [key for m, key in fitting if m.end <= len(self._around.document.title)]
            counts = Counter(key for _, key in fitting)
            listed = sorted({*titled} or {*counts}, key=lambda key: (-counts[key], key))
            clear = len(listed) == 1 or (len(listed) > 1 and counts[listed[0]] > counts[listed[1]])
            often = bool(listed) and (titled or counts[listed[0]] >= _FEWEST_OF_A_TOPIC)
            self._topics[sort] = listed[0] if clear and often else None
        return self._topics[sort]

    def _of_the_speaker(self, mention: Mention) -> Key | None:
        """本公司, 我们: the organisation of who is speaking; in a notice that of the notice."""
        said = bisect.bisect_right(self._spoken, mention.start) - 1
        paragraph = _number_of(self._around.document.paragraphs, mention.start)
        if said >= 0 and _number_of(self._around.document.paragraphs, self._spoken[said]) == paragraph:
            return self._employer(self._around.speech[said].speaker)
        return None if mention.name in self._shapes.own_words else self._topic(mention.type)

    def _employer(self, speaker: Mention) -> Key | None:
        person = self._naming.is_a(speaker.type, "Person")
        sought = self._around.employers.get(speaker) if person else speaker
        return self._named.get(sought) if sought else None

    def _several(self, mention: Mention, number: int) -> tuple[Key, ...]:
        """The last so many things that stand together, or are all of their sentence; with 0 the last list."""
        here = self._sentence(mention.start)
        near = [s for s in self._fitting[mention.type][-_IN_VIEW:] if s.mention.end <= mention.start]
        for sentence in sorted({s.sentence for s in near}, reverse=True):
            if here - sentence > _SENTENCES_OF_SEVERAL:
                break
            inside = [s for s in near if s.sentence == sentence]
            found = self._together(mention, inside, number)
            if found:
                return found
        leading = tuple(dict.fromkeys(s.key for s in near if here - s.sentence <= 2 and s.leads))
        return leading if number and len(leading) == number else ()

    def _together(self, mention: Mention, inside: Sequence[Standing], number: int) -> tuple[Key, ...]:
        distinct = tuple(dict.fromkeys(s.key for s in inside))
        lists = [keys for run in self._runs(inside) if len(keys := tuple(dict.fromkeys(s.key for s in run))) > 1]
        if number:
            joined = [keys for keys in lists if len(keys) == number]
            met = len(distinct) == number and all(self._meet(*pair) for pair in pairwise(inside))
            return joined[-1] if joined else (distinct if met else ())
        single = len(distinct) == 1 and mention.name.startswith(self._shapes.several_pointers)
        return lists[-1] if lists else (distinct if single else ())

    def _meet(self, left: Standing, right: Standing) -> bool:
        """Whether the text brings the two together: 甲公司宣布与乙公司合作."""
        end = min(right.mention.start, left.mention.end + _CLAUSE_REACH)
        return left.key == right.key or _WITH.search(self._text, left.mention.end, end) is not None

    def _runs(self, inside: Sequence[Standing]) -> Iterator[list[Standing]]:
        """Mentions joined by 、, 和, 与."""
        run: list[Standing] = []
        for standing in inside:
            if run and not _JOINT.fullmatch(self._text, run[-1].mention.end, standing.mention.start):
                yield run
                run = []
            run.append(standing)
        if run:
            yield run

    def _sentence(self, place: int) -> int:
        return bisect.bisect_right(self._sentences, place)

    def _leads(self, mention: Mention) -> bool:
        """Whether nothing stands before it in its clause but when and how, and it is not a possessor (甲公司的…)."""
        start = max(mention.start - _CLAUSE_REACH, 0)
        before = self._text[start : mention.start]
        clause = max(map(before.rfind, _CLAUSE_MARK)) + 1
        leading = _LEADING.fullmatch(before, clause)
        return leading is not None and not self._text.startswith("的", mention.end)


def _number_of(paragraphs: Sequence[tuple[int, int]], place: int) -> int:
    """The paragraph in which a place lies; the title goes with the first."""
    return max(bisect.bisect_right(paragraphs, place, key=lambda span: span[0]) - 1, 0)


def _number(words: str) -> int:
    """How many a word points at (双方: 2); 0 where it does not say."""
    return next((int(c) if c.isdigit() else _NUMBERS[c] for c in words if c in _NUMBERS or c.isdigit()), 0)
