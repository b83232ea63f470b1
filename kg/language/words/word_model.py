"""Words that no dictionary has: characters cut into words with their parts of speech by a hidden Markov model.

Each character is in a state: the begin, middle or end of a word, or a word by itself (B, M, E, S), with its part of
speech. The likeliest chain of states (Viterbi) is the one that jieba finds, with the same sums in the same order;
only the steps that the model rules out are not taken, which is most of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

__all__ = ["State", "WordModel"]

State = tuple[str, str]

_NEVER = -3.14e100  # the logarithm of no chance at all, as jieba's tables write it
_ENDS = ("E", "S")
_CHARACTERS = 4096
_LONGEST = 400
_Chances = tuple[tuple[int, float], ...]


class WordModel:
    """The tables of a model, ready for use; states are numbered in their own order, since equal chains part by it.

    Args:
        start: the logarithmic chance of each state to be the first.
        following: of each state to be followed by another.
        emitted: of each state to be that of a character.
        states: the states that a character can have; any, for one that is not there.
    """

    def __init__(
        self,
        start: Mapping[State, float],
        following: Mapping[State, Mapping[State, float]],
        emitted: Mapping[State, Mapping[str, float]],
        states: Mapping[str, tuple[State, ...]],
    ) -> None:
        self._states = tuple(sorted(following))
        self._numbers = {state: number for number, state in enumerate(self._states)}
        self._start = tuple(start[state] for state in self._states)
        self._emitted = tuple(emitted[state] for state in self._states)
        self._strange = tuple((number, _NEVER) for number in self._numbers.values())
        self._of_character = states
        self._into = tuple(
            {self._numbers[source]: following[source][state] for source in self._states if state in following[source]}
            for state in self._states
        )
        self._emissions = lru_cache(_CHARACTERS)(self._emissions_of)

    def words(self, characters: str) -> Iterator[tuple[str, str]]:
        """The words that `characters` are, with their parts of speech; without gap or overlap.

        More characters than any text has without a word of the dictionary among them are read in pieces.
        """
        for first in range(0, len(characters), _LONGEST):
            yield from self._words(characters[first : first + _LONGEST])

    def _words(self, characters: str) -> Iterator[tuple[str, str]]:
        begin = 0
        chain = self._likeliest(characters)
        for place, (position, tag) in enumerate(chain):
            if position == "B":
                begin = place
            elif position in _ENDS:
                yield characters[begin : place + 1], tag
                begin = place + 1
        if begin < len(characters):
            yield characters[begin:], chain[begin][1]

    def _likeliest(self, characters: str) -> list[State]:
        chances = {state: self._start[state] + chance for state, chance in self._emissions(characters[0])}
        steps: list[dict[int, int]] = []
        for character in characters[1:]:
            chances, sources = self._step(chances, character)
            steps.append(sources)
        state = max((chance, state) for state, chance in chances.items())[1]
        chain = [state]
        for sources in reversed(steps):
            state = sources[state]
            chain.append(state)
        return [self._states[number] for number in reversed(chain)]

    def _step(self, before: dict[int, float], character: str) -> tuple[dict[int, float], dict[int, int]]:
        """The best chances of the states of a character and where they come from, after those `before`."""
        found = self._reached(before, self._emissions(character))
        return found if found[0] else self._reached(before, self._any_state(character))

    def _reached(self, before: dict[int, float], emissions: _Chances) -> tuple[dict[int, float], dict[int, int]]:
        chances: dict[int, float] = {}
        origins: dict[int, int] = {}
        behind = before.items()  # in the order of the states, as the emissions are
        for state, emission in emissions:
            into = self._into[state]
            best, origin = 0.0, -1
            if len(into) < len(before):
                candidates = [(before[source] + chance, source) for source, chance in into.items() if source in before]
            else:
                candidates = [(chance + into[source], source) for source, chance in behind if source in into]
            for candidate, source in candidates:
                chance = candidate + emission
                if origin < 0 or chance >= best:  # of equal ones the last state, as jieba has it
                    best, origin = chance, source
            if origin >= 0:
                chances[state], origins[state] = best, origin
        return chances, origins

    def _emissions_of(self, character: str) -> _Chances:
        states = self._of_character.get(character)
        if not states:
            return self._any_state(character)
        numbers = sorted(self._numbers[state] for state in states)
        return tuple((number, self._emitted[number].get(character, _NEVER)) for number in numbers)

    def _any_state(self, character: str) -> _Chances:
        if not any(character in table for table in self._emitted):
            return self._strange
        return tuple((number, table.get(character, _NEVER)) for number, table in enumerate(self._emitted))
