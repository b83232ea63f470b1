"""Sentences with their mentions marked in them: `〔甲公司:Company〕投资〔乙平台:Platform〕`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from kg.knowledge.loader import Knowledge
from kg.knowledge.rule_files import Example, RuleFiles, RuleSpec
from kg.model import Document, Mention, Sentence, Token
from kg.rules import Rulebook
from kg.rules.matching import Match, Pattern
from kg.rules.passage import Passage, passage_of
from kg.rules.syntax import parse_pattern

__all__ = ["FEW_CLASSES", "Scene", "is_a", "named", "read", "rule", "scene", "search", "spans", "with_rules"]

# A little ontology of the tests' own: class → the class above it.
FEW_CLASSES: Mapping[str, str] = {
    "Company": "Organization",
    "Organization": "Agent",
    "Person": "Agent",
    "Group": "Agent",
    "Agent": "Thing",
    "Facility": "Thing",
    "Platform": "Thing",
    "Event": "Thing",
    "Time": "",
    "Post": "",
}
_MARKED = re.compile(r"〔([^〔〕:]+):([\w|]+)〕")


@dataclass(frozen=True)
class Scene:
    """A document of one paragraph, its sentences and its mentions."""

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Each sentence as patterns see it."""
        return tuple(passage_of(self.document, sentence, self.mentions, is_a) for sentence in self.sentences)

    @property
    def passage(self) -> Passage:
        """The only sentence."""
        (only,) = self.passages
        return only


def is_a(name: str, ancestor: str) -> bool:
    """Whether a class is, or lies under, another of the little ontology."""
    while name and name != ancestor:
        name = FEW_CLASSES.get(name, "")
    return bool(name)


def scene(*marked: str, words: str = "", extra: Iterable[tuple[str, str]] = ()) -> Scene:
    """Sentences, one for each argument, with what is marked in them.

    Args:
        marked: a sentence each; `〔name:Class〕` marks a mention, `〔name:Class|Class〕` two on the same words.
        words: `将/d 投资/v`: words with their part of speech, each found after the one before.
        extra: further mentions, as words and class: those inside others.
    """
    text, mentions, borders = "", [], [0]
    for sentence in marked:
        for piece in re.split(r"(〔[^〕]*〕)", sentence):
            found = _MARKED.fullmatch(piece)
            start, text = len(text), text + (found[1] if found else piece)
            mentions += [Mention(kind, start, len(text), found[1]) for kind in found[2].split("|")] if found else []
        borders.append(len(text))
    for name, kind in extra:
        mentions.append(Mention(kind, text.index(name), text.index(name) + len(name), name))
    tokens = _tokens(text, words)
    sentences = tuple(
        Sentence(start, end, tuple(token for token in tokens if start <= token.start < end))
        for start, end in pairwise(borders)
    )
    document = Document("scene", "例", text, paragraphs=((0, len(text)),))
    return Scene(document, sentences, tuple(sorted(mentions, key=lambda m: (m.start, -m.end, m.type))))


def search(
    pattern: str,
    marked: str,
    *,
    words: str = "",
    macros: Mapping[str, str] | None = None,
    tail: str = "",
    joints: Iterable[str] = (),
    overlapping: bool = False,
) -> list[Match]:
    """All matches of a pattern in a sentence; no subject is ever carried."""
    known = macros or {}
    compiled = Pattern(parse_pattern(pattern, known), parse_pattern(tail, known) if tail else None, joints)
    passage = scene(marked, words=words).passage
    return list(compiled.search(passage, lambda *_: (), overlapping=overlapping))


def spans(pattern: str, marked: str, **options: object) -> list[str]:
    """The words of each match."""
    text = scene(marked).document.text
    return [text[match.start : match.end] for match in search(pattern, marked, **options)]


def named(match: Match) -> dict[str, list[str]]:
    """What each blank holds, by name."""
    return {name: [mention.name for mention in found] for name, found in match.bindings.items()}


def rule(name: str = "a-rule", **fields: object) -> RuleSpec:
    """A rule that is well formed but for what `fields` say."""
    plain = {
        "says": "测试",
        "match": "{who:Organization} 投资 {what:Organization}",
        "emit": "who investsIn what",
        "examples": (Example(text="例", facts=("甲 investsIn 乙",)),),
        "counterexamples": ("反例",),
        "place": "a.yaml:1",
    }
    return RuleSpec.model_validate(plain | {"rule": name} | fields)


def with_rules(knowledge: Knowledge, *rules: RuleSpec, macros: Mapping[str, str] | None = None) -> Knowledge:
    """The same knowledge with these rules in place of its own."""
    return Knowledge(
        knowledge.ontology,
        knowledge.names,
        knowledge.units,
        knowledge.shapes,
        RuleFiles(rules, macros or {}, knowledge.rules.guards),
    )


def read(knowledge: Knowledge, shown: Scene, *rules: RuleSpec, macros: Mapping[str, str] | None = None) -> list[str]:
    """What rules claim of a scene, a line each: `甲公司 investsIn 乙公司 (of=算力) = Planned`."""
    reading = Rulebook(with_rules(knowledge, *rules, macros=macros)).apply(
        shown.document, shown.sentences, shown.mentions
    )
    lines = []
    for claim in reading.claims:
        target = claim.object.name if isinstance(claim.object, Mention) else claim.object
        pairs = ", ".join(f"{key}={getattr(value, 'name', value)}" for key, value in claim.qualifiers)
        qualifiers = f" ({pairs})" if pairs else ""
        lines.append(f"{claim.subject.name} {claim.property} {target}{qualifiers} = {claim.status}")
    return lines


def _tokens(text: str, words: str) -> tuple[Token, ...]:
    tokens: list[Token] = []
    place = 0
    for word in words.split():
        surface, _, pos = word.rpartition("/")
        start = text.index(surface, place)
        place = start + len(surface)
        tokens.append(Token(start, place, pos))
    return tuple(tokens)
