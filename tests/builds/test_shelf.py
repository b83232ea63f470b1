"""The shelf gives back what was laid on it, and never stands in the way of a build."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from kg.builds import SHELF_FILE, Shelf
from kg.errors import OutputError
from kg.model import Document, Extraction
from kg.pipeline import Extractor, extract

TEXT = (
    "甲科技有限公司与乙大学签约\n5月15日，甲科技有限公司总经理王建国说：“我们将投资约3.9亿元。”公司营业收入占比第3名。"
)


@pytest.fixture(scope="module")
def reading(extractor: Extractor) -> Extraction:
    found = extract(Document("a", "题", TEXT, paragraphs=((0, len(TEXT)),)), extractor)
    assert found.facts
    assert found.mentions
    return found


def kept(folder: Path, reading: Extraction, knowledge: str = "k") -> Extraction | None:
    with Shelf(folder, knowledge) as shelf:
        return shelf.get(reading.document)


@pytest.fixture
def filled(tmp_path: Path, reading: Extraction) -> Path:
    with Shelf(tmp_path, "k") as shelf:
        assert shelf.get(reading.document) is None
        shelf.put(reading)
    return tmp_path


def test_what_was_read_comes_back(filled: Path, reading: Extraction) -> None:
    assert kept(filled, reading) == reading


def test_not_for_another_post_or_other_knowledge(filled: Path, reading: Extraction) -> None:
    assert kept(filled, reading, "other") is None
    assert kept(filled, replace(reading, document=replace(reading.document, title="另一题"))) is None


def test_a_fresh_build_reads_all_and_keeps_it(filled: Path, reading: Extraction) -> None:
    with Shelf(filled, "k", fresh=True) as shelf:
        assert shelf.get(reading.document) is None
        shelf.put(replace(reading, facts=()))
    assert kept(filled, reading) == replace(reading, facts=())


def test_what_is_kept_survives_a_build_that_fails(tmp_path: Path, reading: Extraction) -> None:
    with pytest.raises(RuntimeError), Shelf(tmp_path, "k") as shelf:
        shelf.get(reading.document)
        shelf.put(reading)
        raise RuntimeError
    assert kept(tmp_path, reading) == reading


def test_others_are_forgotten(filled: Path, reading: Extraction) -> None:
    other = replace(reading, document=replace(reading.document, id="b"))
    with Shelf(filled, "k") as shelf:
        shelf.get(other.document)
        shelf.put(other)
        shelf.forget_others()
    assert kept(filled, reading) is None
    assert kept(filled, other) == other


def test_a_shelf_that_nobody_asks_leaves_no_trace(tmp_path: Path) -> None:
    with Shelf(tmp_path / "new", "k") as shelf:
        shelf.forget_others()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"no base", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_broken_shelf_is_begun_anew(tmp_path: Path, reading: Extraction, content: bytes) -> None:
    (tmp_path / SHELF_FILE).write_bytes(content)
    with Shelf(tmp_path, "k") as shelf:
        assert shelf.get(reading.document) is None
        shelf.put(reading)
        assert shelf.trouble == ""
    assert kept(tmp_path, reading) == reading


@pytest.mark.parametrize("content", [b"", b"{}", b'{"document": 1}', b"[]", b"\xff"])
def test_what_does_not_fit_the_types_is_read_anew(filled: Path, reading: Extraction, content: bytes) -> None:
    with sqlite3.connect(filled / SHELF_FILE) as base:
        base.execute("UPDATE readings SET reading = ?", (content,))
    assert kept(filled, reading) is None


def test_two_builds_never_share_a_folder(filled: Path, reading: Extraction) -> None:
    with Shelf(filled, "k") as first:
        first.get(reading.document)
        with pytest.raises(OutputError, match="另一个"), Shelf(filled, "k") as second:
            second.get(reading.document)
    assert kept(filled, reading) == reading


def test_half_a_character_is_not_kept(tmp_path: Path, reading: Extraction) -> None:
    odd = replace(reading, mentions=(replace(reading.mentions[0], name="\ud83d"),))
    with Shelf(tmp_path, "k") as shelf:
        shelf.get(odd.document)
        shelf.put(odd)
        assert shelf.trouble == ""
    assert kept(tmp_path, odd) is None


def test_where_nothing_can_be_written_the_posts_are_read(tmp_path: Path, reading: Extraction) -> None:
    (tmp_path / SHELF_FILE).mkdir()
    with Shelf(tmp_path, "k") as shelf:
        assert shelf.get(reading.document) is None
        shelf.put(reading)
        shelf.forget_others()
        assert shelf.get(reading.document) is None
        assert SHELF_FILE in shelf.trouble


def test_a_full_disk_is_no_trouble_to_the_build(filled: Path, reading: Extraction) -> None:
    with Shelf(filled, "k") as shelf:
        shelf.get(reading.document)
        shelf._base.execute("PRAGMA max_page_count = 1")  # SQLite's own way to say that there is no more room
        for number in range(100):
            shelf.put(replace(reading, document=replace(reading.document, id=str(number))))
        assert "full" in shelf.trouble
    assert kept(filled, reading) == reading
    assert [path.name for path in filled.iterdir()] == [SHELF_FILE]
