"""Companies by the stretch before what is said of companies alone."""

from __future__ import annotations

import time

import pytest

from kg.knowledge.shapes import Shapes
from kg.model import Mention, Sentence, Token
from kg.recognition.organisations.stated import StatedRecognizer
from tests.recognition.cutting import cut, span


@pytest.fixture(scope="module")
def stated(shapes: Shapes) -> StatedRecognizer:
    return StatedRecognizer(shapes)


def names(stated: StatedRecognizer, words: str, *known: tuple[str, str]) -> list[str]:
    text, sentence = cut(words)
    mentions = [span(text, name, kind) for name, kind in known]
    return [m.name for m in stated.find(text, sentence, mentions)]


POST = ("创始人", "Post")
CHIEF = ("总经理", "Post")
PERSON = ("王建国", "Person")
FOUND = [
    ("近日/t ，/x 云帆/nr 创/v 创始人/n 说/v", (POST,), ["云帆创"]),  # whatever words the segmenter takes it for
    ("据/p 云帆/nr 总经理/n 王建国/nr 介绍/v", (CHIEF, PERSON), ["云帆"]),
    ("据/p 云帆/nr 总经理/n 介绍/v", (CHIEF,), []),  # a chief without a name may be anybody's
    ("公司/n 总经理/n 王建国/nr 介绍/v", (CHIEF, PERSON), []),
    ("美妆/n 品牌/n 创始人/n 说/v", (POST,), []),  # two words of the dictionary are no name
    ("火箭/n 企业/n 云帆/nr 空间/n 创始人/n 说/v", (POST,), ["云帆空间"]),  # a kind of company before the name
    ("本轮/r 由/p 云帆/nr 领投/v", (), ["云帆"]),
    ("本轮/r 由云帆/nr 科技/n 领投/v", (), ["云帆科技"]),  # a preposition stuck to the name
    ("昨日/t ，/x 光轮/n 智能/n 成立于/v 济南/ns", (), ["光轮智能"]),
    ("目前/t 奔跑/v 云帆/nr 成立于/v 济南/ns", (), []),  # a verb in the stretch
    ("，/x 济南/ns 云帆/nr 创新/v 科技/n 是一家/v 公司/n", (("济南", "AdministrativeRegion"),), []),
    ("，/x 济南/ns 云帆/nr 科技/n 是一家/v 公司/n", (("济南", "AdministrativeRegion"),), ["云帆科技"]),
    ("收购/v 平煤隆/nz 基/n 30/m %/x 股权/n", (), ["平煤隆基"]),  # a stake is held in a company
    ("收购/v 大型/b 企业/n 30/m %/x 股权/n", (), []),
    ("昨日/t ，/x 云来/nr 特/d (/x 002999.SZ/eng )/x 公告/n", (), ["云来特"]),  # a code is a company's, whatever word
    ("减持/v 1/m %/x 股份/n 云来/nr 特/d (/x 002999/m )/x 公告/n", (), ["云来特"]),  # what a company has begins none
    ("股东/n 深圳/ns 鼎/ng 帆/nr 因/p 约定/v", (("深圳", "AdministrativeRegion"),), ["深圳鼎帆"]),
    ("股东/n 王建国/nr 因/p 约定/v", (PERSON,), []),
    ("，/x 山东大学/nt 成立于/v 济南/ns", (("山东大学", "University"),), []),
]


@pytest.mark.parametrize(("words", "known", "found"), FOUND)
def test_the_stretch_is_a_name(
    stated: StatedRecognizer, words: str, known: tuple[tuple[str, str], ...], found: list[str]
) -> None:
    assert names(stated, words, *known) == found


def test_a_long_sentence_takes_no_time(stated: StatedRecognizer) -> None:
    text = "云帆领投" * 20_000
    tokens = tuple(Token(place, place + 2, "nr" if place % 4 == 0 else "v") for place in range(0, len(text), 2))
    known = [Mention("Person", place, place + 2, "云帆") for place in range(0, len(text), 4)]
    started = time.process_time()
    list(stated.find(text, Sentence(0, len(text), tokens), known))
    assert time.process_time() - started < 2
