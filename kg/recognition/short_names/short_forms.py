"""Short forms of the full names that a text spells out: 济南云岭 of 济南云岭产业发展有限公司, 莱大 of 莱斯特大学."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

import ahocorasick

from kg.knowledge.loader import Knowledge
from kg.knowledge.names import entries_of
from kg.model import Mention, Sentence, Token

__all__ = ["FOUND_BY", "ShortForms", "is_abbreviation"]

FOUND_BY = "short"
_BRACKETS = re.compile(r"[（(]([^（）()]{1,8})[）)]")
_LATIN_PREFIX = re.compile(r"^[A-Za-z]+")
# Parts of speech of common words, which no brand is.
_COMMON_POS = ("n", "vn", "v", "vd", "a", "an", "ad", "b", "d", "l", "i", "t", "m", "f", "s", "p", "c", "r", "u", "q")
_BRAND_POS = frozenset({"nr", "nrt", "ns", "nz"})
_NAME_MARKS = re.compile(r"[·•・ ]")
_SHORTEST_FULL = 4
_LONGEST_SHORT = 5
_SHORTEST_FORM = 2
_SHORTEST_BRAND = 2
_BRAND_SIZES = (2, 3, 4)
_SHORTEST_WITH_REGION = 3
_MOST_WORDS = 6
_LONGEST_REGION = 8
_REGION_TAILS = "省市区县"
_PAIR = 2
_ORGANIZATION = "Organization"
_UNIVERSITY = "大学"
_SCHOOLS = (_UNIVERSITY, "学院", "中学")
_TEAM = "队"
_LEGAL = "公司"
_GROUP_TAILS = ("集团", "控股", "股份")
_BRANDED = ("足球俱乐部", "篮球俱乐部", "俱乐部", _UNIVERSITY, _TEAM)  # what a brand may stand without
_NESTING = frozenset({"Post", "AdministrativeRegion", "Person", "Industry", "Technology", "Group"})


def is_abbreviation(short: str, full: str) -> bool:
    """Whether `short` is made of characters of `full` in their order, from its beginning to its end.

    >>> is_abbreviation("旅发局", "某某旅游发展局"), is_abbreviation("局发旅", "某某旅游发展局")
    (True, False)
    """
    letters = _LATIN_PREFIX.sub("", short)
    if not letters or not _SHORTEST_FORM <= len(short) < len(full) or full.endswith(short):
        return False
    rest = iter(full)
    return 0 <= full.find(letters[0]) <= len(full) // 2 and all(letter in rest for letter in letters)


class ShortForms:
    """Finds where a text speaks of a full name by a short form that is made of it.

    Args:
        knowledge: for regions, class tree, legal forms of companies and listed names.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._is_a = knowledge.is_a
        self._longest_first = sorted(knowledge.shapes.institution_tails, key=lambda tail: (-len(tail), tail))
        self._institutions = knowledge.shapes.institution_tails
        self._tails = sorted(knowledge.shapes.company_tails, key=lambda tail: (-len(tail), tail))
        self._regions = frozenset(name for name, kind in knowledge.canonical_names if kind == "AdministrativeRegion")
        self._pairs = knowledge.shapes.short_pairs
        self._canonical = knowledge.canonical_names
        self._known: defaultdict[str, set[str]] = defaultdict(set)
        for entry in entries_of(knowledge.names, "ShortForm"):
            self._known[entry.canonical].add(entry.name)
        classes = knowledge.ontology.classes
        self._brands = frozenset(name for name, kind in knowledge.canonical_names if kind.endswith("Company"))
        self._listed = frozenset(name for name, kind in knowledge.canonical_names if kind in classes)

    def find(self, text: str, sentences: Sequence[Sentence], chosen: Iterable[Mention]) -> Iterator[Mention]:
        """Short forms in the text, each named by its full name; those that fit two full names are left alone."""
        chosen = tuple(chosen)
        meant = self._forms(text, sentences, chosen)
        if not meant:
            return
        automaton = ahocorasick.Automaton()
        for form, full in sorted(meant.items()):
            automaton.add_word(form, (form, full))
        automaton.make_automaton()
        starts = {token.start for s in sentences for token in s.tokens}
        ends = {token.end for s in sentences for token in s.tokens}
        reach = _reach(m for m in chosen if m.type not in _NESTING)
        for last, (form, full) in automaton.iter_long(text):
            start, end = last - len(form) + 1, last + 1
            met = (reach[place] for place in range(start, end) if place in reach)
            if start in starts and end in ends and all(start <= begin and stop <= end for begin, stop in met):
                yield Mention(full.type, start, end, full.name, found_by=FOUND_BY)

    def _forms(self, text: str, sentences: Sequence[Sentence], chosen: tuple[Mention, ...]) -> Mapping[str, Mention]:
        tokens = {token.start: token for s in sentences for token in s.tokens}
        meant: defaultdict[str, dict[str, Mention]] = defaultdict(dict)
        fulls: dict[str, Mention] = {}
        reach = 0
        for mention in sorted(chosen, key=lambda m: (m.start, -m.end, m.type)):
            full = text[mention.start : mention.end]
            if mention.end <= reach or len(full) < _SHORTEST_FULL or not self._is_a(mention.type, "Agent"):
                continue
            reach = mention.end
            if fulls.setdefault(full, mention) is mention:
                known = self._known.get(self._canonical.get((full, mention.type), full), set())
                for form in (self._derived(text, mention, tokens) - self._listed) | known:
                    meant[form][mention.name] = mention
        for short, name, mention in self._abbreviations(text, chosen, fulls):
            meant[short][name] = mention
        unique = {form: next(iter(found.values())) for form, found in meant.items() if len(found) == 1}
        return {form: full for form, full in unique.items() if form not in fulls or self._may_be_both(full)}

    def _may_be_both(self, full: Mention) -> bool:
        """Whether what is recognised as a name of its own may be a short form of this as well."""
        return full.type == "Person" or self._is_a(full.type, "Company")

    def _abbreviations(
        self, text: str, chosen: Iterable[Mention], fulls: Mapping[str, Mention]
    ) -> Iterator[tuple[str, str, Mention]]:
        """Organisations known by a short name that is made of the full name of another (旅发局, 某某旅游发展局)."""
        by_first: defaultdict[str, list[str]] = defaultdict(list)
        for full, mention in fulls.items():
            if self._is_a(mention.type, _ORGANIZATION):
                by_first[full[0]].append(full)
                by_first[text[self._region(text, mention)[1]]].append(full)
        for mention in chosen:
            short = text[mention.start : mention.end]
            listed = self._canonical.get((short, mention.type), short)
            if len(short) > _LONGEST_SHORT or not self._is_a(mention.type, _ORGANIZATION):
                continue
            for full in by_first.get(short[0], ()):
                if full not in self._listed and self._abbreviates({short, listed}, full):
                    yield short, fulls[full].name, fulls[full]

    def _abbreviates(self, names: set[str], full: str) -> bool:
        """Whether one of the names is made of the full one as short names are, and is not a full name itself."""
        if full.endswith(_LEGAL):
            core = self._without_tail(_BRACKETS.sub("", full))
            bare = next((core.removesuffix(tail) for tail in _GROUP_TAILS if core.endswith(tail)), core)
            made = any(len(n) >= _SHORTEST_WITH_REGION and n not in full and is_abbreviation(n, core) for n in names)
            return bool(names & {core, bare}) or made
        tail = next((t for t in self._longest_first if full.endswith(t)), "")
        ends = tuple(end for end in self._institutions.get(tail, ()) if len(end) < len(tail))
        return bool(ends) and any(name.endswith(ends) and is_abbreviation(name, full) for name in names)

    def _derived(self, text: str, mention: Mention, tokens: Mapping[int, Token]) -> set[str]:
        if mention.type == "Person":
            return _of_person(text[mention.start : mention.end])
        if not self._is_a(mention.type, _ORGANIZATION):
            return set()
        region, start = self._region(text, mention)
        words = list(self._words(text, start, mention.end, tokens))
        if not words:
            return set()
        if self._is_a(mention.type, "Company"):
            return self._of_company(text[mention.start : mention.end], region, words)
        return self._of_institution(region, words)

    def _region(self, text: str, mention: Mention) -> tuple[str, int]:
        """The last region that the name begins with, without 省, 市 …, and where the rest begins."""
        region, start = "", mention.start
        while True:
            sizes = range(min(_LONGEST_REGION, mention.end - start - 1), 1, -1)
            size = next((size for size in sizes if text[start : start + size] in self._regions), 0)
            if not size:
                return region.rstrip(_REGION_TAILS) if len(region) > _SHORTEST_WITH_REGION - 1 else region, start
            region, start = text[start : start + size], start + size

    def _of_company(self, full: str, region: str, words: list[tuple[str, str]]) -> set[str]:
        """What is left without region and legal form, the brand with what follows it, the brand alone."""
        bracketed = _BRACKETS.findall(full)
        core = self._without_tail(_BRACKETS.sub("", full))
        known = [core[:size] for size in _BRAND_SIZES if core[:size] in self._brands]
        branches = {brand + branch for brand in known for branch in bracketed}  # 福特汽车（中国）有限公司 → 福特中国
        brand, pos = _brand(words)
        if pos in _COMMON_POS or brand.endswith(tuple(_REGION_TAILS)):
            return branches
        core = core[core.find(brand) :]
        parts = (part for word, _ in words if core.find(word) >= len(brand) for part in {word, *_pairs(word)})
        sectors = [part for part in parts if len(part) >= _PAIR]
        # 甲股份 is not 甲集团有限公司: it is the company that this one holds.
        tails = [tail for tail in self._tails if _LEGAL in tail or tail in full]
        forms = {core, *(brand + word for word in (*sectors, *bracketed, *tails))}
        forms |= {region + form for form in (brand, core)} if region else set()
        kept = {form for form in forms if len(form) >= _SHORTEST_WITH_REGION}
        alone = {brand} if len(full) - len(brand) >= _SHORTEST_FORM else set()
        return {*kept, *alone, *branches} - {full, region}

    def _without_tail(self, name: str) -> str:
        tail = next((t for t in self._tails if name.endswith(t) and len(name) - len(t) >= _SHORTEST_BRAND), "")
        return self._without_tail(name.removesuffix(tail)) if tail and "公司" in tail else name

    def _words(self, text: str, start: int, limit: int, tokens: Mapping[int, Token]) -> Iterator[tuple[str, str]]:
        """The words of a name with their parts of speech; an institution's tail is a word of its own."""
        place = start
        while place < limit:
            token = tokens.get(place)
            # What the segmenter joined with the region before it goes up to the next word (西安|交通大学).
            end = min(token.end, limit) if token else next((p for p in range(place + 1, limit) if p in tokens), limit)
            word, pos = text[place:end], token.pos if token else "x"
            tail = next((t for t in self._longest_first if word.endswith(t) and word != t), "")
            if tail:
                yield from ((part, pos) for part in _pairs(word.removesuffix(tail)))
            yield tail or word, pos
            place = end

    def _of_institution(self, region: str, named: list[tuple[str, str]]) -> set[str]:
        """甲乙大学 → 甲大, 甲乙大; 旅游发展局 → 旅发局; 电力科学研究院 → 电科院: parts of each word, in their order."""
        words = [word for word, _ in named]
        whole = "".join(words)
        tail = next((tail for tail in _BRANDED if whole.endswith(tail)), "")
        brand = whole.removesuffix(tail)
        alone = {brand} if tail and len(brand) >= _SHORTEST_BRAND and named[0][1] in _BRAND_POS else set()
        if tail == _TEAM or not 1 < len(words) + bool(region) <= _MOST_WORDS:
            return alone | ({region + brand} if alone and region else set())
        first, *middle, last = words if len(words) > 1 else [region, *words]
        choices = [
            {first, first[0], region + first, region[:1] + first[0], *([""] if middle else [])},
            *({word[0], word, ""} for word in middle),
            {last, *self._institutions.get(last, ())},
        ]
        joined = {"".join(parts) for parts in product(*map(sorted, choices))}
        if whole.endswith(_SCHOOLS):
            initials = [word[0] for word in (region, *words) if word]
            alone |= {"".join(initials[:_PAIR])} if len(initials) > _PAIR else set()  # 北京邮电大学 → 北邮
        shortest = _SHORTEST_FORM + (not whole.endswith(self._pairs))
        longest = len(region + whole) - 1
        return alone | {f for f in joined if shortest <= len(f) <= longest and not (region + whole).endswith(f)}


def _reach(mentions: Iterable[Mention]) -> dict[int, tuple[int, int]]:
    """For each place in a name, where the longest name there begins and ends."""
    reach: dict[int, tuple[int, int]] = {}
    for mention in sorted(mentions, key=lambda m: (m.end - m.start, m.start, m.type)):
        reach.update(dict.fromkeys(range(mention.start, mention.end), (mention.start, mention.end)))
    return reach


def _of_person(full: str) -> set[str]:
    """埃隆·某斯克 → 某斯克: the last part of a name of several."""
    *before, last = _NAME_MARKS.split(full)
    return {last} if before and len(last) >= _SHORTEST_FORM else set()


def _pairs(word: str) -> Iterator[str]:
    """Four characters that the segmenter did not part are two words of two (旅游|发展)."""
    if len(word) == 2 * _PAIR:
        yield word[:_PAIR]
        word = word[_PAIR:]
    yield word


def _brand(words: list[tuple[str, str]]) -> tuple[str, str]:
    """The first word, or the first characters that the segmenter left alone: they are no common word."""
    brand, pos = words[0]
    if len(brand) >= _SHORTEST_BRAND:
        return brand, pos
    for word, _ in words[1:]:
        brand += word
        if len(brand) >= _SHORTEST_BRAND:
            break
    return brand, "x"
