"""Speakers with their verbs of speech: 甲公司总经理张三表示, 乙证券研报指出, 他补充道."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.knowledge.rule_files import GuardWords
from kg.model import Mention
from kg.rules.passage import CLAUSE_MARKS, Passage

__all__ = ["Attribution", "Attributions"]

_REACH = 24
_PERSON_REACH = 8
_SETTING_REACH = 18
_ADVERB_REACH = 4
_NOUN_REACH = 14
_LISTENER_REACH = 14
_ADVERBS = ("d", "t", "c", "a", "b", "u", "zg", "f")
_NO_BREAK = frozenset("，。；：！？“”\n")
_PARTICLES = ("道", "到")
_MARKS = frozenset("，：。！；“")
_BEHIND_A_VERB = frozenset("：，。道着")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker with a verb of speech.

    Attributes:
        speaker: who says it.
        start: where the speaker stands.
        end: behind the verb.
        plain: whether the verb may be followed by what is said without a mark (认为这将…).
        telling: whether it begins a tale of several sentences (告诉记者).
    """

    speaker: Mention
    start: int
    end: int
    plain: bool = False
    telling: bool = False


class Attributions:
    """Finds who is said to say something, by the verbs of the rule files."""

    def __init__(self, words: GuardWords) -> None:
        self._verbs = tuple(sorted({*words.speech_verbs, *words.reporting_verbs}, key=lambda verb: (-len(verb), verb)))
        self._showing = words.showing_verbs
        self._beginnings = frozenset(verb[0] for verb in (*self._verbs, *self._showing))
        self._nouns = words.speech_nouns
        self._settings = words.speech_settings
        self._listeners = words.speech_listeners
        self._behind_nouns = words.behind_speech_nouns
        self._occasions = words.speech_occasions
        self._plain = frozenset(words.plain_verbs)
        self._telling = frozenset(words.telling_verbs)

    def of(self, passage: Passage) -> Iterator[Attribution]:
        """All of a sentence, in the order of their speakers; of several before one verb a person, or the last."""
        found: dict[int, Attribution] = {}
        for mention in passage.order:
            if not passage.is_a(mention.type, "Agent"):
                continue
            verb = self._verb_after(passage, mention)
            known = found.get(verb[0]) if verb else None
            stays = known and (passage.is_a(known.speaker.type, "Person") or self._is_noun(mention))
            if verb and not stays:
                end = verb[0] + len(verb[1]) + passage.text.startswith(_PARTICLES, verb[0] + len(verb[1]))
                found[verb[0]] = Attribution(
                    mention, mention.start, end, plain=verb[1] in self._plain, telling=self._tells(verb[1])
                )
        yield from sorted(found.values(), key=lambda a: a.start)

    def _is_noun(self, mention: Mention) -> bool:
        """Whether a mention is one of the nouns that may stand between: 相关负责人."""
        return mention.name.endswith(self._nouns)

    def _verb_after(self, passage: Passage, speaker: Mention) -> tuple[int, str] | None:
        """The first verb of speech behind a speaker, if nothing stands between that parts the two."""
        is_person = passage.is_a(speaker.type, "Person")
        last = min(speaker.end + _REACH, passage.end)
        for place in range(speaker.end, last):
            units = passage.units.get(place, ())
            if passage.text[place] in _NO_BREAK or (units and not is_person and not self._is_noun(units[0])):
                return None
            noun = self._is_words_of(passage.text[speaker.end : place])
            verb = self._verb_at(passage, place, self._showing if noun else ())
            told = self._told(passage, place, verb)
            if told or (verb and self._speaks(passage, place + len(verb), verb)):
                verb = told or verb
                apart = self._person_apart if is_person else self._body_apart
                return (place, verb) if apart(passage, speaker.end, place) else None
        return None

    def _verb_at(self, passage: Passage, place: int, showing: tuple[str, ...]) -> str:
        text, words = passage.text, passage.words
        if text[place] not in self._beginnings or (words and place not in words):
            return ""
        for verb in (*self._verbs, *showing):
            end = place + len(verb)
            bordered = not words or end in words or end in passage.units or end >= passage.end
            if text.startswith(verb, place) and end <= passage.end and (bordered or text[end] in _BEHIND_A_VERB):
                return verb
        return ""

    def _speaks(self, passage: Passage, end: int, verb: str) -> bool:
        """Whether a mark follows the verb (表示，, not 表示欢迎), or none is needed; 道 and 到 belong to the verb."""
        end += passage.text.startswith(_PARTICLES, end)
        return end >= passage.end or passage.text[end] in _MARKS or verb in self._plain

    def _tells(self, verb: str) -> bool:
        return verb in self._telling or (bool(self._listeners) and verb.endswith(self._listeners))

    def _told(self, passage: Passage, place: int, verb: str) -> str:
        """The verb with who listens, where the mark stands behind them: 告诉《泉城日报》记者，."""
        start = place + len(verb)
        for listener in self._listeners if verb in self._telling else ():
            end = passage.text.find(listener, start, min(start + _LISTENER_REACH, passage.end)) + len(listener)
            heard = passage.text[place:end]
            if end > start and passage.text[end : end + 1] in _MARKS and not set(heard) & CLAUSE_MARKS:
                return heard
        return ""

    def _is_words_of(self, between: str) -> bool:
        """Whether what stands between ends with a noun for the words of an organisation: 在研报中, 分析师也."""
        while rest := next((w for w in self._behind_nouns if between.endswith(w)), ""):
            between = between.removesuffix(rest)
        return between.endswith(self._nouns)

    def _person_apart(self, passage: Passage, start: int, place: int) -> bool:
        """Whether a person and the verb belong together: 张三（在接受采访时）表示."""
        setting = passage.text.startswith(self._settings, start)
        if passage.text.endswith(self._occasions, start, place):
            return place - start <= _REACH
        return place - start <= (_SETTING_REACH if setting else _PERSON_REACH)

    def _body_apart(self, passage: Passage, start: int, place: int) -> bool:
        """Whether an organisation and the verb do: side by side, with an adverb, or 研报, 相关负责人 between."""
        if place == start:
            return True
        between = passage.text[start:place]
        if place - start <= _NOUN_REACH and self._is_words_of(between):
            return not set(between) & CLAUSE_MARKS
        if place - start > _ADVERB_REACH:
            return False
        while start < place:
            word = passage.words.get(start)
            if word is None or not word.pos.startswith(_ADVERBS):
                return False
            start = word.end
        return start == place
