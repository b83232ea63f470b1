"""甲公司全资子公司乙: the role stands between two names and belongs to neither."""

from __future__ import annotations

from kg.model import Mention
from kg.recognition.organisations import without_roles

ROLES, KINDS = ("子公司",), ("全资", "控股")


def mention(text: str, words: str, found_by: str = "shape") -> Mention:
    start = text.index(words)
    return Mention("Company", start, start + len(words), words, found_by=found_by)


def kept(text: str, *mentions: Mention) -> list[str]:
    return [m.name for m in without_roles(text, mentions, ROLES, KINDS)]


def test_a_role_before_another_name_belongs_to_neither() -> None:
    text = "明湖云控股子公司北辰智数中标"
    found = [mention(text, words) for words in ("明湖云", "明湖云控股", "明湖云控股子公司", "北辰智数")]
    assert kept(text, *found) == ["明湖云", "北辰智数"]


def test_marks_may_stand_between() -> None:
    text = "明湖云全资子公司——北辰智数中标"
    found = [mention(text, words) for words in ("明湖云", "明湖云全资子公司", "北辰智数")]
    assert kept(text, *found) == ["明湖云", "北辰智数"]


def test_without_a_name_behind_it_the_subsidiary_has_the_descriptive_name() -> None:
    text = "明湖云全资子公司中标"
    found = [mention(text, words) for words in ("明湖云", "明湖云全资子公司")]
    assert kept(text, *found) == ["明湖云", "明湖云全资子公司"]


def test_names_of_the_lists_stay() -> None:
    text = "明湖云控股子公司北辰智数"
    found = [mention(text, "明湖云"), mention(text, "明湖云控股", "gazetteer"), mention(text, "北辰智数")]
    assert kept(text, *found) == ["明湖云", "明湖云控股", "北辰智数"]


def test_an_organisation_that_is_no_mention_of_its_own_becomes_one() -> None:
    text = "明湖云全资子公司北辰智数中标"
    found = [mention(text, "明湖云全资子公司"), mention(text, "北辰智数")]
    assert kept(text, *found) == ["明湖云", "北辰智数"]
    owner = without_roles(text, found, ROLES, KINDS)[0]
    assert text[owner.start : owner.end] == owner.name


def test_a_role_alone_is_no_organisation() -> None:
    text = "明湖云的控股子公司北辰智数中标"
    found = [mention(text, "明湖云"), mention(text, "控股子公司"), mention(text, "北辰智数")]
    assert kept(text, *found) == ["明湖云", "北辰智数"]
