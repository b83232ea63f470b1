"""Sentences and clauses: where they end, and that nothing is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language import Segmenter, clauses, split_sentences
from kg.model import Document, Sentence

MARKS = '。！？!?…，；：、——“”（）()《》"甲乙丙AB12. \u3000'


def post(title: str, *paragraphs: str) -> Document:
    spans, text = [], title
    for paragraph in paragraphs:
        spans.append((len(text) + 1, len(text) + 1 + len(paragraph)))
        text += "\n" + paragraph
    return Document("a", title, text, paragraphs=tuple(spans))


def sentences_of(paragraph: str, segmenter: Segmenter) -> list[str]:
    document = post("标题", paragraph)
    return [document.text[s.start : s.end] for s in split_sentences(document, segmenter)][1:]


@pytest.mark.parametrize(
    "expected",
    [
        ["甲公司中标。", "乙公司落选。"],
        ["“到7月份，预计将上线运行。”", "张三这样说。"],
        ["“首先。", "其次。”", "张三介绍。"],
        ["“好！”，他说，“可以。”"],
        ["“什么是算力？”的问题并不简单。"],
        ["真的吗？！", "是的……", "好。"],
        ["甲公司（代码300001。简称“甲”）中标。", "完。"],
        ["投资3.9亿元，Acme Co., Ltd.出资50%。"],
        ["见http://a.cn/x?id=3!4。", "完。"],
        ["数据方面，形成资产；算法方面，吸引模型。"],
        ['"好。"', '他说"可以"。'],
        ["（文章来源：某某日报）"],
        ["（没有合上的括号。", "下一句。"],
    ],
    ids="|".join,
)
def test_ends_sentences(expected: list[str], segmenter: Segmenter) -> None:
    assert sentences_of("".join(expected), segmenter) == expected


def test_title_paragraphs_and_lines_are_apart(segmenter: Segmenter) -> None:
    document = post("标题 没有句号", "　　甲公司中标", "乙公司\n丙公司。 ", "")
    found = [document.text[s.start : s.end] for s in split_sentences(document, segmenter)]
    assert found == ["标题 没有句号", "甲公司中标", "乙公司", "丙公司。"]


def test_a_title_alone_is_a_sentence(segmenter: Segmenter) -> None:
    (sentence,) = split_sentences(Document("a", "标题。", "标题。"), segmenter)
    assert (sentence.start, sentence.end) == (0, 3)
    assert [(token.start, token.end) for token in sentence.tokens] == [(0, 2), (2, 3)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("数据方面，形成资产；算法方面，吸引模型。", ["数据方面", "形成资产", "算法方面", "吸引模型"]),
        ("依托甲、乙、丙，扩展“数据，算法”。", ["依托甲、乙、丙", "扩展“数据", "算法”"]),
        ("由区属平台——甲公司成立。", ["由区属平台", "甲公司成立"]),
        ("——甲平台将服务。", ["甲平台将服务"]),
        ("印发《规划，纲要：总则》，执行。", ["印发《规划，纲要：总则》", "执行"]),
        ("产值3,050万元,比例1：5。", ["产值3,050万元", "比例1：5"]),
        ("张三说：“好。”", ["张三说", "“好"]),
        ("，。", []),
    ],
)
def test_parts_clauses(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in clauses(text, Sentence(0, len(text)))] == expected


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.lists(st.text(alphabet=MARKS, max_size=30), min_size=1, max_size=4))
def test_sentences_cover_all_but_white_space(paragraphs: list[str]) -> None:
    document = post("标题。甲", *paragraphs)
    found = split_sentences(document, _NoWords())  # type: ignore[arg-type]
    reached, kept = 0, ""
    for sentence in found:
        assert reached <= sentence.start < sentence.end
        assert not document.text[sentence.start].isspace()
        assert "\n" not in document.text[sentence.start : sentence.end]
        assert document.text[reached : sentence.start].strip() == ""
        kept += document.text[sentence.start : sentence.end]
        reached = sentence.end
    assert document.text[reached:].strip() == ""
    assert "".join(kept.split()) == "".join(document.text.split())


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text(alphabet=MARKS, min_size=1, max_size=60))
def test_clauses_lie_in_order_inside_their_sentence(text: str) -> None:
    reached = 0
    for start, end in clauses(text, Sentence(0, len(text))):
        assert reached <= start < end <= len(text)
        reached = end


def test_is_quick_on_hostile_text() -> None:
    begun = time.perf_counter()
    for piece in ("（", "（）。", "《》，", "！，", '！"，', "（【）】。"):
        document = post("标题", piece * 20_000)
        (*_, last) = split_sentences(document, _NoWords())  # type: ignore[arg-type]
        assert last.end == len(document.text)
        clauses(document.text, Sentence(0, len(document.text)))
    assert time.perf_counter() - begun < 30


class _NoWords:
    """A segmenter that cuts nothing, where words do not matter."""

    def tokens(self, text: str, start: int, end: int) -> tuple[()]:
        return ()
