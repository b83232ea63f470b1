"""Texts that nobody writes but anybody can post: one character or one name over and over, and Chinese at random.

The program reads all of them in time that grows with their length. `KG_LONG_TESTS=1` reads 100,000 characters of each.
"""

from __future__ import annotations

import os
import random
import time

import pytest

from kg.errors import LimitError
from kg.model import Document
from kg.pipeline import Extractor, extract

THOROUGH = os.environ.get("KG_LONG_TESTS") == "1"
LENGTH = 100_000 if THOROUGH else 6_000
SECONDS_FOR_1000_CHARACTERS = 0.5  # some ten times what an idle machine takes

UNITS = (
    *("路", "年", "会", "在", "的", "一", "A", "1", "王", "（", "“", "、", "《", "—", "，", "\n"),
    *("北京", "大学", "公司", "中美", "《》", "（）", "“”", "1-", "A1", "5月", "1亿"),
    *("甲、乙、丙、", "张三、", "两家公司", "该公司", "（简称甲）", "甲公司（A）", "https://a.cn/"),
)


def seconds(text: str, extractor: Extractor) -> float:
    """The processor time that reading takes; a post that takes too many steps may be left out, but soon."""
    document = Document("hostile", "例", text, paragraphs=((0, len(text)),))
    begin = time.process_time()
    try:
        extraction = extract(document, extractor)
    except LimitError:
        return time.process_time() - begin
    taken = time.process_time() - begin
    assert all(text[e.start : e.end] == e.quote for fact in extraction.facts for e in fact.evidences)
    return taken


@pytest.mark.parametrize("unit", UNITS)
def test_one_thing_over_and_over_is_read_in_linear_time(unit: str, extractor: Extractor) -> None:
    text = (unit * LENGTH)[:LENGTH]
    assert seconds(text, extractor) < SECONDS_FOR_1000_CHARACTERS * LENGTH / 1000


@pytest.mark.parametrize("unit", ["1", "（简称甲）", "两家公司", "路"])
def test_a_text_four_times_as_long_takes_about_four_times_as_long(unit: str, extractor: Extractor) -> None:
    # The best of three: the collection of garbage falls into some runs.
    short, long = (
        min(seconds((unit * size)[:size], extractor) for _ in range(3)) for size in (LENGTH // 2, LENGTH * 2)
    )
    assert long < 10 * short + 0.2


@pytest.mark.parametrize("sentence", ["他说。", "华为在北京市发布了新平台。", "张三表示，甲公司投资5亿元。"])
def test_many_short_sentences_are_read_in_linear_time(sentence: str, extractor: Extractor) -> None:
    number = 5_000 if THOROUGH else 300
    assert seconds(sentence * number, extractor) < SECONDS_FOR_1000_CHARACTERS * number * len(sentence) / 1000


@pytest.mark.parametrize("last", ["乿", "鿿"])
def test_chinese_at_random_is_read_in_linear_time(last: str, extractor: Extractor) -> None:
    chosen = random.Random(7).choices  # noqa: S311 (repeatable)
    length = 200_000 // 3 if THOROUGH else 3_000
    text = "".join(chosen([chr(code) for code in range(ord("一"), ord(last))], k=length))
    assert seconds(text, extractor) < SECONDS_FOR_1000_CHARACTERS * length / 1000
