"""The manifest says what a build was made of."""

from __future__ import annotations

import pytest

from kg.builds import Manifest, manifest_text, parse_manifest, take_fingerprint, take_manifest
from kg.errors import ReadingError
from kg.knowledge.ledger import Decision, Ledger
from kg.model import Document
from kg.pipeline import Extractor


def test_it_comes_back_as_it_was_written(extractor: Extractor) -> None:
    fingerprint = take_fingerprint(extractor.knowledge)
    taken = take_manifest([Document("b", "题", "题"), Document("a", "题", "题")], fingerprint)
    assert parse_manifest(manifest_text(taken)) == taken
    assert set(taken.posts) == {"a", "b"}
    assert taken.rules == fingerprint.rules


def test_decisions_count_but_not_their_place(extractor: Extractor) -> None:
    fingerprint = take_fingerprint(extractor.knowledge)

    def digest(*decisions: Decision) -> str:
        return take_manifest([], fingerprint, Ledger(decisions)).ledger

    one, other = Decision(True, ("甲", "乙"), place="a:1"), Decision(False, ("甲", "丙"))
    assert digest(one, other) == digest(other, Decision(True, ("乙", "甲"), place="b:9"))
    assert len({digest(), digest(one), digest(other)}) == 3


@pytest.mark.parametrize("content", ["", "[]", '{"posts": 1}', '{"posts": {"a": 1}}'])
def test_what_no_build_wrote_is_not_read(content: str) -> None:
    with pytest.raises(ReadingError, match=r"old/build\.json: .*manifest"):
        parse_manifest(content, "old/build.json")


def test_an_empty_one_is_written_too() -> None:
    assert manifest_text(Manifest()).startswith("{")
