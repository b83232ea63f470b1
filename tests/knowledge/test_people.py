"""What names of people look like: the file that ships, and files that are not well formed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.knowledge.people import load_people


def test_the_file_that_ships_is_well_formed() -> None:
    people = load_people()
    assert "海" in people.given_characters
    assert people.foreign_only <= people.foreign_characters
    assert all(len(character) == 1 for character in people.given_characters | people.foreign_characters)
    assert all(len(name) > 1 for name in people.common_words | people.japanese_surnames)


@pytest.mark.parametrize("content", ["", "- 甲", "given_characters: 甲\n", "unknown: 甲\n", "a: [", "\x00"])
def test_a_file_that_is_not_well_formed_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "people.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeError) as raised:
        load_people(path)
    assert raised.value.place == str(path)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"people\.yaml"):
        load_people(tmp_path / "people.yaml")
