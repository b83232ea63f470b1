"""Persons of one name in several posts."""

from __future__ import annotations

import pytest

from kg.knowledge.ledger import Decision, Ledger
from kg.knowledge.loader import Knowledge
from kg.model import Extraction
from kg.resolution import identify, merge
from tests.resolution.posts_said import company, person, said, thing

FIRM, SCHOOL, LAB = company("甲海有限公司"), thing("乙山大学", "University"), thing("丙研究院", "ResearchInstitute")
WHO = person("丁一")


def works(post: str, *places, who=WHO) -> Extraction:
    return said(post, *((who, "worksFor", place) for place in places))


def titled(post: str, who=WHO) -> Extraction:
    return said(post, (who, "hasTitle", "教授"))


def people(posts: list[Extraction], knowledge: Knowledge, *decisions: Decision) -> dict[str, list[str]]:
    """The documents that speak of each person, by id."""
    graph = merge(posts, identities=identify(posts, knowledge, Ledger(decisions)))
    found = {entity.id: set() for entity in graph.entities if entity.type == "Person"}
    assert {entity.name for entity in graph.entities if entity.type == "Person"} <= {
        "丁一",
        "老丁",
        "约翰逊甲",
        "欧阳丁一",
    }
    for fact in graph.facts:
        if fact.subject.id in found:
            found[fact.subject.id] |= {one.document for one in fact.evidences}
    return {identifier: sorted(documents) for identifier, documents in found.items()}


def test_one_organisation_is_one_person(knowledge: Knowledge) -> None:
    assert people([works("a", FIRM), works("b", FIRM)], knowledge) == {"丁一": ["a", "b"]}


def test_two_organisations_are_two_persons(knowledge: Knowledge) -> None:
    assert people([works("a", FIRM), works("b", SCHOOL)], knowledge) == {
        "丁一（甲海有限公司）": ["a"],
        "丁一（乙山大学）": ["b"],
    }


def test_a_post_that_names_both_connects_them(knowledge: Knowledge) -> None:
    posts = [works("a", FIRM), works("b", SCHOOL), works("c", SCHOOL, FIRM)]
    assert people(posts, knowledge) == {"丁一": ["a", "b", "c"]}
    (found,) = identify(posts, knowledge).merges
    assert (found.reason, found.document) == ("connected", "c")
    assert {found.name, found.into} == {"丁一（甲海有限公司）", "丁一（乙山大学）"}


def test_what_one_post_says_of_one_person_is_no_merge(knowledge: Knowledge) -> None:
    assert identify([works("a", FIRM, SCHOOL)], knowledge).merges == ()


def test_names_of_one_organisation_do_not_part_a_person(knowledge: Knowledge) -> None:
    assert people([works("a", company("甲海科技")), works("b", company("甲海科技有限公司"))], knowledge) == {
        "丁一": ["a", "b"]
    }


def test_a_post_without_an_organisation_speaks_of_the_only_candidate(knowledge: Knowledge) -> None:
    posts = [works("a", FIRM), titled("b")]
    assert people(posts, knowledge) == {"丁一": ["a", "b"]}
    assert [(one.name, one.into, one.reason) for one in identify(posts, knowledge).merges] == [
        ("丁一", "丁一（甲海有限公司）", "only-namesake")
    ]


def test_of_several_candidates_it_is_none(knowledge: Knowledge) -> None:
    posts = [works("a", FIRM), works("b", SCHOOL), titled("c"), titled("d")]
    assert people(posts, knowledge) == {"丁一（甲海有限公司）": ["a"], "丁一（乙山大学）": ["b"], "丁一": ["c", "d"]}


def test_posts_without_an_organisation_alone(knowledge: Knowledge) -> None:
    assert people([titled("a"), titled("b")], knowledge) == {"丁一": ["a", "b"]}


@pytest.mark.parametrize("name", ["集团", "公司", "市政府", "中央委员会"])
def test_an_organisation_that_may_be_any_tells_nobody_apart(name: str, knowledge: Knowledge) -> None:
    assert people([works("a", FIRM), works("b", thing(name, "Organization"))], knowledge) == {"丁一": ["a", "b"]}


def test_a_long_name_is_one_person(knowledge: Knowledge) -> None:
    who = person("约翰逊甲")
    assert people([works("a", FIRM, who=who), works("b", SCHOOL, who=who)], knowledge) == {"约翰逊甲": ["a", "b"]}


def test_a_compound_surname_does_not_make_a_name_rare(knowledge: Knowledge) -> None:
    who = person("欧阳丁一")
    assert len(people([works("a", FIRM, who=who), works("b", SCHOOL, who=who)], knowledge)) == 2


def test_an_author_is_of_the_medium(knowledge: Knowledge) -> None:
    article = thing("document:a", "NewsArticle")
    medium = thing("丙日报", "MediaOutlet")
    posts = [said("a", (article, "publishedBy", medium), (article, "author", WHO)), works("b", FIRM)]
    graph = merge(posts, identities=identify(posts, knowledge))
    assert {one.id for one in graph.entities if one.type == "Person"} == {"丁一（丙日报）", "丁一（甲海有限公司）"}


def test_the_ledger_joins_and_parts(knowledge: Knowledge) -> None:
    told = ("丁一（甲海有限公司）", "丁一（乙山大学）")
    posts = [works("a", FIRM), works("b", SCHOOL)]
    assert people(posts, knowledge, Decision(True, told)) == {"丁一": ["a", "b"]}
    posts.append(works("c", SCHOOL, FIRM))
    assert people(posts, knowledge, Decision(False, told)) == {told[0]: ["a"], told[1]: ["b"], "丁一": ["c"]}


def test_the_ledger_knows_an_organisation_by_any_name(knowledge: Knowledge) -> None:
    posts = [works("a", company("甲海科技有限公司", "甲海")), works("b", SCHOOL)]
    assert people(posts, knowledge, Decision(True, ("丁一（甲海）", "丁一（乙山大学）"))) == {"丁一": ["a", "b"]}


def test_the_ledger_takes_back_the_only_candidate(knowledge: Knowledge) -> None:
    posts = [works("a", FIRM), titled("b")]
    assert people(posts, knowledge, Decision(False, ("丁一", "丁一（甲海有限公司）"))) == {
        "丁一（甲海有限公司）": ["a"],
        "丁一": ["b"],
    }


def test_two_names_of_one_person(knowledge: Knowledge) -> None:
    posts = [works("a", FIRM), titled("b", person("老丁"))]
    assert people(posts, knowledge, Decision(True, ("丁一", "老丁"))) in ({"丁一": ["a", "b"]}, {"老丁": ["a", "b"]})


def test_three_organisations_by_two_posts(knowledge: Knowledge) -> None:
    posts = [works("a", FIRM, SCHOOL), works("b", SCHOOL, LAB), works("c", LAB), works("d", FIRM)]
    assert people(posts, knowledge) == {"丁一": ["a", "b", "c", "d"]}


@pytest.mark.parametrize("kind", ["Company", "Facility"])
def test_an_id_that_something_else_has_is_not_taken(kind: str, knowledge: Knowledge) -> None:
    posts = [works("a", FIRM), works("b", SCHOOL), said("c", (thing("丁一（乙山大学）", kind), "cooperatesWith", FIRM))]
    graph = merge(posts, identities=identify(posts, knowledge))
    assert len({entity.id for entity in graph.entities}) == len(graph.entities) == 6 - 1
