"""IRIs are readable, stable, and cannot be broken out of."""

import re

import pytest
from hypothesis import given, settings

from kg.errors import KgError
from kg.graph import Iris
from kg.graph.iris import id_of, kind_of
from kg.model import Entity

from .strategies import HOSTILE, entities, hostile

IRIS = Iris()
FORBIDDEN = re.compile(r"[\x00-\x20<>\"{}|^`\\\x7f-\xa0/?#\u200b-\u200f\u2028-\u202e\u3000\ufeff\ud800-\uf8ff]")


@pytest.mark.parametrize(
    ("name", "readable"),
    [
        ("某某市人工智能计算中心", "某某市人工智能计算中心"),
        ("“1-4-3-2”模式", "“1-4-3-2”模式"),
        ("张三（甲公司）", "张三（甲公司）"),
        ("5G+AI", "5G+AI"),
        ("A股 50%", "A股%2050%25"),
        ("a/b?c#d", "a%2Fb%3Fc%23d"),
        ("..", "%2E%2E"),
        ("甲\u202e乙", "甲%E2%80%AE乙"),
    ],
)
def test_a_name_stays_readable(name: str, readable: str) -> None:
    assert str(IRIS.entity(Entity(name, "Company", name))) == f"https://kg.example/entity/{readable}"


@settings(max_examples=200, derandomize=True, deadline=None)
@given(entities)
def test_no_name_breaks_out_and_all_come_back(entity: Entity) -> None:
    iri = IRIS.entity(entity)
    folder = "document" if entity.type == "NewsArticle" and entity.id.startswith("document:") else "entity"
    assert iri.startswith(f"https://kg.example/{folder}/")
    name = iri.removeprefix(f"https://kg.example/{folder}/")
    assert not FORBIDDEN.search(name)
    assert name not in {".", ".."}
    assert id_of(iri) == entity.id
    assert kind_of(iri) == folder


@settings(max_examples=100, derandomize=True, deadline=None)
@given(hostile, hostile)
def test_different_names_have_different_iris(one: str, other: str) -> None:
    assert (IRIS.document(one) == IRIS.document(other)) == (one == other)


def test_a_lone_surrogate_does_no_harm() -> None:
    iri = IRIS.document("\ud800")
    assert iri.isascii()
    assert id_of(iri) == "document:\ud800"


def test_the_article_of_a_document_is_the_document() -> None:
    article = Entity("document:某某日报-1", "NewsArticle", "标题")
    assert IRIS.entity(article) == IRIS.document("某某日报-1")
    assert IRIS.entity(Entity("document:某某日报-1", "Company", "标题")) != IRIS.document("某某日报-1")


def test_a_digest_keeps_its_parts_apart_and_never_changes() -> None:
    assert IRIS.digest("statement", ("甲", "乙丙")) != IRIS.digest("statement", ("甲乙", "丙"))
    assert IRIS.digest("statement", ("甲", 1)) != IRIS.digest("statement", ("甲", "1"))
    assert str(IRIS.digest("statement", ("甲", "乙"))) == "https://kg.example/statement/1453b42a52225b187dc2991d"
    assert IRIS.digest("statement", HOSTILE).rpartition("/")[0] == "https://kg.example/statement"


@pytest.mark.parametrize("base", ["", "kg", "https://kg.example", "https://kg.example/#", "http://a b/", "http://a/>/"])
def test_a_base_must_be_one(base: str) -> None:
    with pytest.raises(KgError, match="基址"):
        Iris(base)


@pytest.mark.parametrize("base", ["https://kg.example/", "http://localhost:8000/图/", "https://kg.example/a/b/"])
def test_a_base_is_kept(base: str) -> None:
    assert str(Iris(base).document("a")) == f"{base}document/a"
