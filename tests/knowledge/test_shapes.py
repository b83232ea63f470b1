"""The shapes of names: what ships fits the ontology and itself, and a file that is not well formed is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kg.errors import KnowledgeError
from kg.knowledge.loader import Knowledge, load_knowledge
from kg.knowledge.shapes import Shapes, load_shapes

SHIPPED = Path(str(load_shapes.__code__.co_filename)).parent / "shapes.yaml"


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return load_shapes()


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def test_every_kind_is_a_type(shapes: Shapes, knowledge: Knowledge) -> None:
    for kind in (*shapes.endings, *shapes.list_heads.values(), *shapes.anaphor_heads.values(), *shapes.titles):
        assert knowledge.knows_type(kind), kind


def test_an_ending_has_one_kind(shapes: Shapes) -> None:
    endings = [ending for listed in shapes.endings.values() for ending in listed]
    assert sorted(endings) == sorted(set(endings))


def test_no_word_is_empty_or_has_white_space(shapes: Shapes) -> None:
    words = [ending for listed in shapes.endings.values() for ending in listed]
    words += [*shapes.boundaries, *shapes.list_heads, *shapes.pointers, *shapes.phases, *shapes.company_tails]
    assert all(word and not set(word) & set(" \t\n\u3000") for word in words)


def test_heads_that_complete_their_items_are_heads(shapes: Shapes) -> None:
    assert shapes.completing_heads <= set(shapes.list_heads)


@pytest.mark.parametrize(
    ("ending", "kind"),
    [("有限公司", "Company"), ("大学", "University"), ("计算中心", "ComputingCentre"), ("产业园", "IndustrialPark")],
)
def test_well_known_endings(ending: str, kind: str, shapes: Shapes) -> None:
    assert ending in shapes.endings[kind]


def test_what_is_loaded_cannot_be_changed(shapes: Shapes) -> None:
    with pytest.raises(ValueError, match="frozen"):
        shapes.country = "某国"


@pytest.mark.parametrize(
    ("change", "said"),
    [({"foo": []}, "foo"), ({"country": 3}, "country"), ({"endings": {"Company": "公司"}}, "endings")],
)
def test_a_fault_is_refused_with_its_key(change: dict[str, object], said: str, tmp_path: Path) -> None:
    path = tmp_path / "shapes.yaml"
    whole = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump(whole | change, allow_unicode=True), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=said) as caught:
        load_shapes(path)
    assert caught.value.place == str(path)


def test_all_missing_keys_are_said_at_once(tmp_path: Path) -> None:
    path = tmp_path / "shapes.yaml"
    path.write_text("country: 中国\n", encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load_shapes(path)
    assert all(
        name in caught.value.message
        for name in Shapes.model_fields
        if name not in {"country", "organisations", "things"}
    )


@pytest.mark.parametrize("content", [b"\xff", b"a: [", b"", b"- a"])
def test_what_is_no_mapping_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "shapes.yaml"
    path.write_bytes(content)
    with pytest.raises(KnowledgeError):
        load_shapes(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as caught:
        load_shapes(tmp_path / "none.yaml")
    assert "none.yaml" in str(caught.value)
