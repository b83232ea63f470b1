"""Words that no dictionary has: they are those of jieba's own search through its model, found sooner."""

from __future__ import annotations

import random

import pytest
from jieba import posseg

from kg.language.words.word_model import WordModel


@pytest.fixture(scope="module")
def model() -> WordModel:
    return WordModel(posseg.start_P, posseg.trans_P, posseg.emit_P, posseg.char_state_tab_P)


def by_jieba(characters: str) -> list[tuple[str, str]]:
    return [(pair.word, pair.flag) for pair in posseg.dt._POSTokenizer__cut(characters)]


def some(alphabet: list[str], number: int, longest: int) -> list[str]:
    generator = random.Random(number)  # noqa: S311 (repeatable)
    return ["".join(generator.choices(alphabet, k=generator.randint(1, longest))) for _ in range(number)]


KNOWN = sorted(posseg.char_state_tab_P)
ANY = [chr(code) for code in range(ord("一"), ord("鿿"))]


@pytest.mark.parametrize("characters", [*some(KNOWN, 150, 12), *some(ANY, 15, 6), *some([*KNOWN, *ANY[::9]], 40, 8)])
def test_the_words_are_those_of_jieba(characters: str, model: WordModel) -> None:
    assert list(model.words(characters)) == by_jieba(characters)


@pytest.mark.parametrize("characters", ["", "路", "路" * 399, "路" * 400, "路" * 401, "龘" * 810])
def test_the_words_rejoin_to_the_characters_however_many(characters: str, model: WordModel) -> None:
    assert "".join(word for word, _ in model.words(characters)) == characters


def test_tables_of_a_few_states_choose_the_likeliest_chain() -> None:
    begin, end, single = ("B", "n"), ("E", "n"), ("S", "v")
    following = {begin: {end: -0.1}, end: {begin: -1.0, single: -1.0}, single: {begin: -1.0, single: -1.0}}
    emitted = {begin: {"甲": -1.0}, end: {"乙": -1.0}, single: {"来": -1.0, "甲": -9.0}}
    states = {"甲": (begin, single), "乙": (end,), "来": (single,)}
    small = WordModel({begin: -1.0, end: -3.14e100, single: -1.0}, following, emitted, states)
    assert list(small.words("甲乙来甲")) == [("甲乙", "n"), ("来", "v"), ("甲", "n")]
    assert list(small.words("来甲乙")) == [("来", "v"), ("甲乙", "n")]
