"""A sentence as patterns see it: outermost mentions, clauses, quotation marks and brackets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Document, Mention, Sentence
from kg.rules.passage import OPENING, clause_spans, passage_of, passage_within

from .scenes import is_a, scene


def test_only_the_outermost_mentions_are_units() -> None:
    passage = scene("由〔某某市甲公司:Company〕运营", extra=[("某某市", "Place"), ("甲公司", "Company")]).passage
    assert [mention.name for mention in passage.order] == ["某某市甲公司"]
    assert passage.inner == {2, 3, 4, 5, 6}


def test_two_readings_of_the_same_words_are_both_units() -> None:
    passage = scene("由〔甲中心:Platform|Facility〕运营").passage
    assert [mention.type for mention in passage.units[1]] == ["Facility", "Platform"]


def test_of_mentions_that_overlap_the_first_is_a_unit() -> None:
    text = "甲乙丙丁"
    mentions = [Mention("Company", 0, 3, "甲乙丙"), Mention("Company", 2, 4, "丙丁")]
    passage = passage_of(Document("d", "例", text), Sentence(0, 4), mentions, is_a)
    assert [mention.name for mention in passage.order] == ["甲乙丙"]


def test_mentions_side_by_side_are_both_units() -> None:
    passage = scene("〔甲公司:Company〕〔乙公司:Company〕").passage
    assert [mention.name for mention in passage.order] == ["甲公司", "乙公司"]


def test_a_mention_outside_the_sentence_or_across_its_border_is_none_of_its_units() -> None:
    first, second = scene("〔甲公司:Company〕投资。", "〔乙公司:Company〕运营。").passages
    assert ([m.name for m in first.order], [m.name for m in second.order]) == (["甲公司"], ["乙公司"])
    across = [Mention("Company", 1, 3, "司。")]
    assert not passage_of(Document("d", "例", "公司。运营"), Sentence(0, 2), across, is_a).order


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=12), st.integers(0, 20), st.integers(0, 20))
def test_of_all_mentions_those_in_the_sentence_are_found(pairs: list[tuple[int, int]], start: int, end: int) -> None:
    document, sentence = Document("d", "例", "甲" * 20), Sentence(min(start, end), max(start, end))
    mentions = [Mention("Company", a, b, "甲" * (b - a)) for a, b in sorted(pairs) if a < b]
    inside = [m for m in mentions if sentence.start <= m.start and m.end <= sentence.end]
    assert passage_of(document, sentence, mentions, is_a) == passage_of(document, sentence, inside, is_a)


def test_inside_a_name_its_parts_are_units() -> None:
    shown = scene("〔甲公司创新中心:Facility〕揭牌", extra=[("甲公司", "Company"), ("创新中心", "Facility")])
    passage = passage_within(shown.document, shown.mentions[0], shown.mentions, is_a)
    assert (passage.start, passage.end) == (0, 7)
    assert [mention.name for mention in passage.order] == ["甲公司", "创新中心"]
    assert passage.clauses == ((0, 7),)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("甲，乙；丙。", ["甲", "乙", "丙"]),
        ("甲：乙！丙？", ["甲", "乙", "丙"]),
        ("甲——乙", ["甲", "乙"]),
        ("，，甲", ["甲"]),
        ("甲、乙和丙", ["甲、乙和丙"]),
        ("甲", ["甲"]),
    ],
)
def test_clauses_lie_between_marks(text: str, clauses: list[str]) -> None:
    assert [text[start:end] for start, end in clause_spans(text, 0, len(text))] == clauses


@pytest.mark.parametrize("text", ["", "，", "。；"])
def test_a_sentence_of_marks_has_one_clause(text: str) -> None:
    assert clause_spans(text, 0, len(text)) == ((0, len(text)),)


@pytest.mark.parametrize(("place", "number"), [(0, 0), (1, 0), (2, 1), (3, 1), (4, 2), (5, 2), (6, 2), (7, 2)])
def test_a_mark_belongs_to_the_clause_after_it(place: int, number: int) -> None:
    assert scene("甲乙，丙，丁。").passage.clause_of(place) == number


@pytest.mark.parametrize(
    ("place", "start", "end"),
    [(0, True, False), (1, True, False), (2, False, True), (3, False, True), (4, True, False), (5, False, True)],
)
def test_edges_of_clauses_are_seen_through_quotation_marks(place: int, start: bool, end: bool) -> None:
    passage = scene("“甲”，乙。").passage
    assert (passage.at_clause_start(place), passage.at_clause_end(place)) == (start, end)


@pytest.mark.parametrize(("opening", "closing"), sorted(OPENING.items()))
def test_a_quoted_name_stands_where_its_quotation_mark_stands(opening: str, closing: str) -> None:
    passage = scene(f"由{opening}〔甲公司:Company〕{closing}运营").passage
    assert [(m.name, end) for m, end in passage.mentions_at(1, ("Agent",))] == [("甲公司", 6)]
    assert [(m.name, end) for m, end in passage.mentions_at(2, ("Agent",))] == [("甲公司", 5)]


def test_a_bracket_of_more_than_forty_characters_is_no_short_name() -> None:
    short, long = (scene(f"〔甲公司:Company〕（{'某' * size}）").passage for size in (40, 41))
    assert [end for _, end in short.mentions_at(0, ("Company",))] == [45, 3]
    assert [end for _, end in long.mentions_at(0, ("Company",))] == [3]


def test_a_bracket_of_the_next_sentence_is_not_taken() -> None:
    first, _ = scene("由〔甲公司:Company〕", "（简称甲）运营").passages
    assert [end for _, end in first.mentions_at(1, ("Company",))] == [4]


def test_steps_go_over_mentions_and_stop_at_marks() -> None:
    passage = scene("由〔甲公司:Company〕等，乙。丙").passage
    assert list(passage.steps(0, crosses_clauses=False)) == [1, 4, 5]
    assert list(passage.steps(0, crosses_clauses=True)) == [1, 4, 5, 6, 7]
    assert list(passage.steps(5, crosses_clauses=False)) == []
    assert list(passage.steps(10, crosses_clauses=False)) == []


@settings(derandomize=True, max_examples=200, deadline=None)
@given(
    st.text("甲乙，；。：—“”（）\n", max_size=20),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=6),
)
def test_units_never_cross_and_clauses_never_overlap(text: str, pairs: list[tuple[int, int]]) -> None:
    mentions = [Mention("Company", a, b, text[a:b]) for a, b in sorted(pairs) if a < b <= len(text)]
    passage = passage_of(Document("d", "例", text), Sentence(0, len(text)), mentions, is_a)
    ends = 0
    for mention in dict.fromkeys((m.start, m.end) for m in passage.order):
        assert ends <= mention[0]
        ends = mention[1]
    ends = 0
    for start, end in passage.clauses:
        assert ends <= start <= end <= len(text)
        ends = end
    for place in range(len(text) + 1):
        assert 0 <= passage.clause_of(place) < len(passage.clauses)
        steps = list(passage.steps(place, crosses_clauses=True))
        assert steps == sorted(set(steps))
        assert place in passage.inner or not set(steps) & passage.inner
