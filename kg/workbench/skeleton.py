"""A new rule from a sentence: its names, quantities and times become typed blanks, its other words stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from kg.errors import KgError, KnowledgeError
from kg.model import Document, Mention, Status
from kg.pipeline import Extractor, recognize
from kg.resolution import References, refer
from kg.rules.guards import Guards, Judgement
from kg.rules.matching import Match, Pattern
from kg.rules.passage import CLAUSE_MARKS, Passage, passage_of
from kg.rules.punctuation import as_rules_see
from kg.rules.syntax import parse_pattern
from kg.workbench.examples import example_document

__all__ = ["PROPERTY", "Skeleton", "draft_rule"]

PROPERTY = "PROPERTY"
"""What stands in a drafted rule where its author writes a property."""

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_LITERAL = re.compile(r"[^\s()|?…{}^$<>@]+")
_SENTENCE_ENDS = "。！？!?；;…”’」』 "
_FIRST_STAGE = 1
# The states of a pattern call one another: very many parts would exhaust the interpreter's stack.
_MOST_PARTS = 60
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A drafted rule.

    Attributes:
        name: of the rule.
        sentence: that it was drafted from, and that its pattern matches.
        pattern: its pattern text.
        subject: the blank that its `emit` begins with.
        object: the blank that its `emit` ends with.
        yaml: the rule file; it loads as soon as a property of the ontology stands for `PROPERTY`.
    """

    name: str
    sentence: str
    pattern: str
    subject: str
    object: str
    yaml: str


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of the pattern: words, or a blank with what stands in it."""

    start: int
    end: int
    text: str
    mention: Mention | None = None
    blank: str = ""


@dataclass(frozen=True, slots=True)
class _Scene:
    """A text as the new rule will see it."""

    passages: tuple[Passage, ...]
    references: References


def draft_rule(text: str, extractor: Extractor, name: str = "") -> Skeleton:
    """Draft a rule from a sentence; of several sentences, from the one with the most names.

    Args:
        text: as a user pastes it.
        extractor: to find its names, quantities and times.
        name: of the rule; by default `my-rule`, with a number where that is taken.

    Raises:
        KgError: there is no text, less than two things are named in it, or it is too long for one rule.
        KnowledgeError: the name is taken, or is not one.
    """
    rule = _rule_name(name, extractor)
    sentence, scene = _single_sentence(" ".join(text.split()), extractor)
    (passage,) = scene.passages
    parts = _with_two_blanks(passage, _parts(passage, extractor))
    pattern = " ".join(part.text for part in parts)
    match = _match(pattern, passage, extractor)
    judgement = Guards(extractor.knowledge.rules.guards).judge(passage, match.head, match.anchor)
    subject, target = _ends(parts, extractor)
    fact = f"{_shown(subject, match, scene)} {PROPERTY} {_shown(target, match, scene)}{_status(judgement)}"
    head = _advice(sentence, judgement, [p for p in parts if p.blank not in ("", subject, target)])
    return Skeleton(
        rule, sentence, pattern, subject, target, head + _yaml(rule, sentence, pattern, f"{subject} {target}", fact)
    )


def _rule_name(name: str, extractor: Extractor) -> str:
    taken = {spec.rule for spec in extractor.knowledge.rules.rules}
    if not name:
        numbered = (f"my-rule-{number}" for number in range(2, len(taken) + 3))
        return next(free for free in ("my-rule", *numbered) if free not in taken)
    if not _NAME.fullmatch(name):
        raise KnowledgeError(f"{name} 不能作规则名 not a rule name", remedy="用小写字母、数字、连字符，如 ranks-among")
    if name in taken:
        raise KnowledgeError(f"已有规则 {name} the name is taken", remedy="换一个名字")
    return name


def _single_sentence(text: str, extractor: Extractor) -> tuple[str, _Scene]:
    """The sentence with the most names, read by itself."""
    if not text:
        raise KgError("没有句子 no sentence", remedy='kg rules new "甲科技有限公司投资乙科技有限公司。"')
    while True:
        document = example_document(text)
        scene = _scene(document, extractor)
        best = max(scene.passages, key=lambda passage: len(passage.order))
        if len(scene.passages) == 1:
            return document.text[best.start : best.end], scene
        text = document.text[best.start : best.end]


def _scene(document: Document, extractor: Extractor) -> _Scene:
    sentences, known = recognize(document, extractor)
    reading = extractor.rulebook.apply(document, sentences, known)
    # A new rule is of the second stage: what rules of the first introduced is there for it, the rest is not.
    late = {spec.rule for spec in extractor.knowledge.rules.rules if spec.stage > _FIRST_STAGE}
    seen = sorted((m for m in reading.mentions if m.found_by not in late), key=lambda m: (m.start, -m.end, m.type))
    body = (s for s in sentences if s.start > len(document.title))
    shown = as_rules_see(document)
    passages = tuple(passage_of(shown, sentence, seen, extractor.knowledge.is_a) for sentence in body)
    return _Scene(passages, refer(document, reading, extractor.knowledge))


def _parts(passage: Passage, extractor: Extractor) -> list[_Part]:
    for by_word in (True, False):
        parts = list(_walk(passage, extractor, by_word=by_word))
        if len(parts) <= _MOST_PARTS:
            return parts
    raise KgError("句子太长，一条规则装不下 too long for one rule", remedy="只给出说这件事的分句")


def _walk(passage: Passage, extractor: Extractor, *, by_word: bool) -> Iterator[_Part]:
    """The pieces of a sentence without its closing marks: names whole, and what stands between them."""
    end = passage.start + len(passage.text[passage.start : passage.end].rstrip(_SENTENCE_ENDS))
    place, count = passage.start, 0
    while place < end:
        units = passage.units.get(place, ())
        stop = units[0].end if units else _word_end(passage, place, end, by_word=by_word)
        types = sorted({m.type for m in units if extractor.knowledge.knows_type(m.type)})
        if types:
            blank = _LETTERS[count % len(_LETTERS)] + (str(count // len(_LETTERS)) if count >= len(_LETTERS) else "")
            count += 1
            yield _Part(place, stop, f"{{{blank}:{'|'.join(types)}}}", units[0], blank)
        else:
            yield from _words(passage.text, place, stop)
        place = stop


def _word_end(passage: Passage, place: int, end: int, *, by_word: bool) -> int:
    word = passage.words.get(place)
    reach = end if not by_word else min(word.end, end) if word else place + 1
    return next((at for at in range(place + 1, reach) if at in passage.units), reach)


def _words(text: str, start: int, end: int) -> Iterator[_Part]:
    """Words as literals; what means something in the pattern language becomes a gap of its length."""
    place = start
    for found in _LITERAL.finditer(text, start, end):
        if found.start() > place:
            yield _Part(place, found.start(), f"……{found.start() - place}")
        yield _Part(found.start(), found.end(), found[0])
        place = found.end()
    if place < end:
        yield _Part(place, end, f"……{end - place}")


def _with_two_blanks(passage: Passage, parts: list[_Part]) -> list[_Part]:
    """With a single name in the sentence, the longest run of other words but its first becomes the second blank."""
    named = sum(bool(part.blank) for part in parts)
    if named > 1:
        return parts
    first, last = max(_runs(parts), key=lambda run: run[1] - run[0], default=(0, 0))
    if not named or last - first <= 1:
        raise KgError(
            "句中认得的名称不到两个 fewer than two names are known in it",
            remedy="用 --names 给出名单，或给出一个说两者关系的句子",
        )
    start, end = parts[first + 1].start, parts[last - 1].end
    words = Mention("Concept", start, end, passage.text[start:end])
    blank = _Part(start, end, f"{{b:Concept…{end - start}}}", words, "b")
    closing = [_Part(end, end, "$")] if last == len(parts) and passage.at_clause_end(end) else []
    return [*parts[: first + 1], blank, *closing, *parts[last:]]


def _runs(parts: list[_Part]) -> Iterator[tuple[int, int]]:
    """Stretches of words between names and clause marks."""
    start = 0
    for number, part in enumerate([*parts, _Part(0, 0, "，")]):
        if part.blank or part.text[0] == "…" or CLAUSE_MARKS & set(part.text):
            if number > start:
                yield start, number
            start = number + 1


def _match(pattern: str, passage: Passage, extractor: Extractor) -> Match:
    rules = extractor.knowledge.rules
    compiled = Pattern(parse_pattern(pattern, rules.macros), None, rules.guards.joints)
    found = next(compiled.search(passage, lambda _place, _types, _many: ()), None)
    if found is None:
        raise KgError("写不出能读这个句子的规则 no rule that reads it could be drafted", remedy="换一个短些的句子")
    return found


def _ends(parts: list[_Part], extractor: Extractor) -> tuple[str, str]:
    """The blanks of subject and object: the first two different things, or else a thing and a value."""
    blanks = [(part.blank, part.mention) for part in parts if part.mention]
    classes = extractor.knowledge.ontology.classes
    ordered = sorted(blanks, key=lambda pair: pair[1].type not in classes)
    (subject, named), *others = ordered
    return subject, next((blank for blank, mention in others if mention.name != named.name), others[0][0])


def _shown(blank: str, match: Match, scene: _Scene) -> str:
    mention = match.bindings[blank][0]
    entity = scene.references.of.get(mention)
    return entity.name if entity else mention.value.surface if mention.value else mention.name


def _status(judgement: Judgement | None) -> str:
    asserted = judgement is None or judgement.status is Status.ASSERTED
    return "" if asserted or judgement is None else f" = {judgement.status.value}"


def _advice(sentence: str, judgement: Judgement | None, spare: list[_Part]) -> str:
    lines = [
        f"规则草稿，出自：{sentence}",
        f"1. 把 {PROPERTY} 改成你要的属性（emit 和 facts 里都要改），如 cooperatesWith；主语、宾语不对就换空的字母。",
        "2. 删去句型里不要紧的词；可有可无的词后加 ?，几种说法写成 (甲|乙)，中间隔着别的话写 …。",
        "3. 换上一句真正的反例，然后运行 kg rules test --rules 这个文件。",
        "A draft: put your property for PROPERTY, drop words that do not matter, give a real counterexample, test it.",
    ]
    if spare:
        named = "、".join(f"{part.blank}（{part.mention.name if part.mention else ''}）" for part in spare)
        lines.append(f"其余的空 {named} 不用就改回原词；要用，可在 emit 末尾写作限定，如 (of={spare[0].blank})。")
    if judgement is None:
        lines.append("这是问句：规则不从问句里读事实，请把例句换成陈述句。A question states nothing.")
    return "".join(f"# {line}\n" for line in lines)


def _yaml(rule: str, sentence: str, pattern: str, blanks: str, fact: str) -> str:
    subject, _, target = blanks.partition(" ")
    return f"""rules:
  - rule: {rule}
    says: 说一说这条规则读什么  # 改成你的话
    match: {_quoted(pattern)}
    emit: {subject} {PROPERTY} {target}  # 改成你要的属性
    examples:
      - text: {_quoted(sentence)}
        facts:
          - {_quoted(fact)}  # 属性同上
    counterexamples:
      - 把这里换成一句相像、但不该读出这个事实的话。
"""


def _quoted(text: str) -> str:
    return str(yaml.safe_dump(text, allow_unicode=True, default_style='"', width=float("inf"))).strip()
