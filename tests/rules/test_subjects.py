"""Which mention governs a place: by clause, by sentence, by what stood before."""

from __future__ import annotations

import pytest

from kg.model import Document, Mention, Pointing, Sentence, Token
from kg.rules.passage import passage_of
from kg.rules.subjects import find_subjects, sentences_before

from .scenes import is_a, scene

WORDS = "运营/v 建设/v 投资/v 打造/v 在/p 由/p 面向/v 是/v 据/p 作为/p 上线/v 发展/vn 将/d 已/d 其中/r 表示/v 携手/n"


def governs(
    *marked: str,
    types: str = "Agent",
    many: bool = False,
    governing: tuple[str, ...] = (),
    attributing: tuple[str, ...] = (),
) -> list[str]:
    """Who governs the place of `‹`, the last of all sentences being its own."""
    plain = [sentence.replace("‹", " ") for sentence in marked]
    bare = scene(*plain).document.text
    found = sorted((bare.index(w.partition("/")[0]), w) for w in WORDS.split() if w.partition("/")[0] in bare)
    *before, here = scene(*plain, words=" ".join(word for _, word in found)).passages
    at = bare.index(" ")
    subjects = find_subjects(
        here,
        tuple(before),
        at,
        tuple(types.split("|")),
        many=many,
        governing=frozenset(governing),
        attributing=frozenset(attributing),
    )
    return [mention.name for mention in subjects]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("〔甲公司:Company〕‹运营", ["甲公司"]),
        ("〔甲公司:Company〕将‹运营", ["甲公司"]),
        ("“〔甲公司:Company〕”‹运营", ["甲公司"]),
        ("〔甲公司:Company〕上线，已‹运营", ["甲公司"]),
        ("〔甲公司:Company〕上线；已‹运营", ["甲公司"]),
        ("〔甲公司:Company〕投资〔乙公司:Company〕，‹运营", ["甲公司"]),
        ("〔甲公司:Company〕上线，〔乙公司:Company〕发展，‹运营", ["乙公司"]),
        ("〔甲公司:Company〕的〔乙公司:Company〕‹运营", ["乙公司"]),
        ("据〔甲公司:Company〕，‹运营", ["甲公司"]),
        ("作为〔甲公司:Company〕‹运营", ["甲公司"]),
        ("由〔甲公司:Company〕，‹运营", []),
        ("‹运营〔甲公司:Company〕", []),
        ("‹运营", []),
    ],
)
def test_looks_back_through_the_sentence(sentence: str, who: list[str]) -> None:
    assert governs(sentence) == who


@pytest.mark.parametrize("blocking", ["投资", "在", "由", "面向"])
def test_behind_a_verb_or_preposition_stands_no_subject(blocking: str) -> None:
    assert governs(f"〔甲公司:Company〕，{blocking}〔乙公司:Company〕‹运营") == ["甲公司"]


def test_words_may_be_named_after_which_no_subject_stands() -> None:
    sentence = "〔甲公司:Company〕，携手〔乙公司:Company〕‹运营"
    assert governs(sentence) == ["乙公司"]
    assert governs(sentence, governing=("携手",)) == ["甲公司"]


def test_is_does_not_block() -> None:
    assert governs("〔甲公司:Company〕，是〔乙公司:Company〕‹运营") == ["乙公司"]


def test_what_a_subject_is_governs_no_clause_behind() -> None:
    assert governs("〔甲公司:Company〕发展，是〔乙公司:Company〕的伙伴，‹运营") == ["甲公司"]
    assert governs("〔甲中心:Facility〕是〔乙中心:Facility〕，‹运营", types="Facility") == ["甲中心"]


def test_a_subject_of_another_class_is_passed_over() -> None:
    assert governs("〔甲公司:Company〕上线，〔乙中心:Facility〕发展，‹运营") == ["甲公司"]
    assert governs("〔甲公司:Company〕上线，〔乙中心:Facility〕发展，‹运营", types="Facility|Agent") == ["乙中心"]
    assert governs("〔甲公司:Company〕上线，‹运营", types="Person") == []


def test_where_no_clause_has_a_subject_the_nearest_mention_before_is_taken() -> None:
    assert governs("投资〔甲公司:Company〕，‹运营") == ["甲公司"]


def test_a_list_behind_a_verb_is_no_subject() -> None:
    assert governs("投资〔甲公司:Company〕、〔乙公司:Company〕，‹运营") == []


def test_sentences_before_are_asked_nearest_first() -> None:
    assert governs("〔甲公司:Company〕上线。", "〔乙公司:Company〕发展。", "‹运营。") == ["乙公司"]
    assert governs("〔甲公司:Company〕上线。", "发展。", "‹运营。") == ["甲公司"]


def test_no_more_than_three_sentences_before_are_asked() -> None:
    assert governs("〔甲公司:Company〕上线。", "甲。", "乙。", "‹运营。") == ["甲公司"]
    assert governs("〔甲公司:Company〕上线。", "甲。", "乙。", "丙。", "‹运营。") == []


def test_of_a_sentence_before_its_first_subject_is_taken() -> None:
    assert governs("〔甲公司:Company〕投资〔乙公司:Company〕，〔丙公司:Company〕发展。", "‹运营。") == ["甲公司"]


@pytest.mark.parametrize("joint", ["、", "和", "与", "及", "以及", "”“", "”、“"])
def test_companions_come_along_when_asked(joint: str) -> None:
    sentence = f"〔甲公司:Company〕{joint}〔乙公司:Company〕‹运营"
    assert governs(sentence, many=True) == ["甲公司", "乙公司"]
    assert len(governs(sentence)) == 1


def test_companions_are_of_the_class_and_in_the_list() -> None:
    sentence = "〔甲公司:Company〕，〔乙公司:Company〕、〔丙公司:Company〕‹运营"
    assert governs(sentence, many=True) == ["乙公司", "丙公司"]
    mixed = "〔甲公司:Company〕、〔张三:Person〕和〔乙公司:Company〕‹运营"
    assert governs(mixed, types="Company", many=True) == ["甲公司"]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("〔甲公司:Company〕上线，〔张三:Person〕表示，‹运营", "甲公司"),  # the speaker is not who operates
        ("〔甲公司:Company〕上线，〔张三:Person〕总经理表示，‹运营", "甲公司"),
        ("〔张三:Person〕表示，〔甲公司:Company〕上线，‹运营", "甲公司"),
        ("〔张三:Person〕表示，‹运营", "张三"),  # unless there is no other
        ("〔甲公司:Company〕上线，〔张三:Person〕上线，‹运营", "张三"),
        ("〔乙公司:Company〕上线，〔甲公司:Company〕表示，‹运营", "甲公司"),  # an organisation speaks of itself
    ],
)
def test_a_person_who_only_says_it_is_no_subject(sentence: str, who: str) -> None:
    assert governs(sentence, attributing=("表示",)) == [who]


def test_before_a_person_who_only_says_it_the_sentence_before_is_asked() -> None:
    sentences = ("〔甲公司:Company〕上线。", "〔张三:Person〕表示，‹运营。")
    assert governs(*sentences, attributing=("表示",)) == ["甲公司"]
    assert governs(*sentences) == ["张三"]


def test_behind_a_verb_the_head_of_a_relative_clause_is_the_subject() -> None:
    assert governs("〔丙公司:Company〕，由〔甲公司:Company〕投资的〔乙公司:Company〕将上线，‹运营") == ["乙公司"]
    assert governs("〔丙公司:Company〕，投资〔甲公司:Company〕的〔乙公司:Company〕，‹运营") == ["丙公司"]


@pytest.mark.parametrize(("pos", "expected"), [("n", ["甲公司"]), ("v", ["全省"])])
def test_the_whole_province_is_a_subject_only_before_its_predicate(pos: str, expected: list[str]) -> None:
    text = "甲公司上线，全省范围运营"
    tokens = (Token(3, 5, "v"), Token(6, 8, "n"), Token(8, 10, pos), Token(10, 12, "v"))
    mentions = [
        Mention("Company", 0, 3, "甲公司"),
        Mention("Company", 6, 8, "全省", found_by=Pointing.RELATIVE_REGION),
    ]
    document = Document("a", "例", text, paragraphs=((0, len(text)),))
    passage = passage_of(document, Sentence(0, len(text), tokens), mentions, is_a)
    assert [m.name for m in find_subjects(passage, (), 10, ("Company",), many=False)] == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, []), (1, [0]), (2, [0, 1]), (3, []), (4, [3]), (7, [4, 5, 6])],  # three at most, none of another paragraph
)
def test_the_sentences_before_are_those_of_the_paragraph_and_in_the_lead_the_title(
    number: int, expected: list[int]
) -> None:
    lines = ["题目", "甲。乙。", "丙。丁。戊。己。庚。"]
    text = "\n".join(lines)
    paragraphs = ((3, 7), (8, 18))
    document = Document("a", lines[0], text, paragraphs=paragraphs)
    spans = [(0, 2), (3, 5), (5, 7), *((start, start + 2) for start in range(8, 18, 2))]
    passages = [passage_of(document, Sentence(*span), (), is_a) for span in spans]
    assert list(sentences_before(document, passages, number)) == [passages[n] for n in expected]
