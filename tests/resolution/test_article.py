"""What can be said of the article itself."""

from __future__ import annotations

import pytest

from kg.knowledge.loader import Knowledge
from kg.model import Document, Entity, Evidence, Fact, Status
from kg.resolution.article import article_entity, article_facts
from kg.resolution.references import resolve_references
from tests.resolution.samples import PUBLISHED, mention, post


def facts_of(document: Document, knowledge: Knowledge, *named: tuple[str, str, int]) -> tuple[Fact, ...]:
    mentions = [mention(document, words, kind, nth=nth) for words, kind, nth in named]
    return article_facts(document, resolve_references(document, mentions, (), knowledge), knowledge)


def about(document: Document, knowledge: Knowledge, *named: tuple[str, str, int]) -> list[str]:
    facts = facts_of(document, knowledge, *named)
    return [f.object.name for f in facts if f.property == "about" and isinstance(f.object, Entity)]


def test_the_article_goes_by_its_document_and_its_title() -> None:
    assert article_entity(post("正文", title="标题", id="b")) == Entity("document:b", "NewsArticle", "标题")


def test_publisher_author_and_date(knowledge: Knowledge) -> None:
    document = post("正文。（某某日报 王海山）", publisher="某某日报", author="王海山", published=PUBLISHED)
    article = article_entity(document)
    end = len(document.text)
    assert facts_of(document, knowledge) == (
        Fact(article, "publishedBy", Entity("某某日报", "MediaOutlet", "某某日报"), Status.ASSERTED,
             evidences=(Evidence("a", end - 9, end - 5, "某某日报", "article"),)),
        Fact(article, "author", Entity("王海山", "Person", "王海山"), Status.ASSERTED,
             evidences=(Evidence("a", end - 4, end - 1, "王海山", "article"),)),
        Fact(article, "publishedOn", "2022-05-16T09:06:00+00:00", Status.ASSERTED,
             evidences=(Evidence("a", 0, 1, "例", "article"),)),
    )  # fmt: skip


def test_of_a_post_that_states_nothing_nothing_is_said(knowledge: Knowledge) -> None:
    assert facts_of(post("正文。"), knowledge) == ()


def test_the_title_stands_for_what_the_text_does_not_print(knowledge: Knowledge) -> None:
    (fact,) = facts_of(post("正文。", title="标题", publisher="某某日报"), knowledge)
    assert fact.evidences == (Evidence("a", 0, 2, "标题", "article"),)


def test_the_last_place_is_the_evidence(knowledge: Knowledge) -> None:
    document = post("某某日报称。来源：某某日报", publisher="某某日报")
    (fact,) = facts_of(document, knowledge)
    assert fact.evidences[0].start == document.text.rindex("某某日报")


def test_the_author_is_the_person_of_the_text(knowledge: Knowledge) -> None:
    document = post("王海山说。", author="王海山")
    facts = facts_of(document, knowledge, ("王海山", "Person", 0))
    assert [f.object for f in facts if f.property == "author"] == [Entity("王海山", "Person", "王海山")]


def test_a_publisher_under_another_name_is_the_outlet_of_the_text(knowledge: Knowledge) -> None:
    document = post("36Kr报道。", publisher="36Kr")
    (fact, *_) = facts_of(document, knowledge, ("36Kr", "MediaOutlet", 0))
    assert fact.object == Entity("36氪", "MediaOutlet", "36氪", ("36Kr",))


def test_a_publisher_goes_by_its_canonical_name(knowledge: Knowledge) -> None:
    (fact,) = facts_of(post("正文。", publisher="36Kr"), knowledge)
    assert isinstance(fact.object, Entity)
    assert fact.object.id == "36氪"


CENTRE, PARK, COMPANY = ("云海中心", "Facility"), ("远山园", "IndustrialPark"), ("云帆科技", "Company")


def times(named: tuple[str, str], count: int) -> list[tuple[str, str, int]]:
    """The first so many places where the text names it."""
    return [(*named, nth) for nth in range(count)]


def test_an_article_is_about_what_its_title_names(knowledge: Knowledge) -> None:
    document = post("远山园扩建，远山园，远山园，云海中心，云海中心。", title="云海中心揭牌")
    assert about(document, knowledge, *times(CENTRE, 3), *times(PARK, 3)) == ["云海中心"]


def test_an_article_is_about_two_things_at_most_the_most_mentioned_first(knowledge: Knowledge) -> None:
    document = post(
        "远山园，远山园，远山园，云帆科技，云帆科技。云海中心，云海中心，云海中心，云海中心。",
        title="云海中心、远山园与云帆科技",
    )
    named = [*times(COMPANY, 3), *times(PARK, 4), *times(CENTRE, 5)]
    assert about(document, knowledge, *named) == ["云海中心", "远山园"]
    assert about(document, knowledge, *reversed(named)) == ["云海中心", "远山园"]


def test_the_text_must_keep_speaking_of_it(knowledge: Knowledge) -> None:
    document = post("云海中心，远山园，远山园。", title="云海中心与远山园")
    assert about(document, knowledge, *times(CENTRE, 2), *times(PARK, 3)) == ["远山园"]
    assert about(document, knowledge, *times(CENTRE, 2), *times(PARK, 2)) == []


def test_of_a_title_that_names_nothing_nothing_is_said(knowledge: Knowledge) -> None:
    document = post("远山园扩建，远山园，远山园。")
    assert about(document, knowledge, *times(PARK, 3)) == []


def test_what_four_others_outnumber_is_no_subject(knowledge: Knowledge) -> None:
    others = [(f"{name}中心", "Facility") for name in ("东山", "西山", "南山", "北山")]
    document = post(f"{'，'.join(name for name, _ in others) * 4}。云海中心，云海中心。", title="云海中心揭牌")
    named = [place for other in others for place in times(other, 4)]
    assert about(document, knowledge, *times(CENTRE, 3), *named) == []
    assert about(document, knowledge, *times(CENTRE, 3), *named[4:]) == ["云海中心"]


def test_an_alias_in_the_title_counts(knowledge: Knowledge) -> None:
    document = post("云海计算中心揭牌，云海计算中心。远山园，远山园，远山园。", title="计算中心揭牌")
    centre = [*times(("云海计算中心", "ComputingCentre"), 2), ("计算中心", "ComputingCentre", 0)]
    assert about(document, knowledge, *centre, *times(PARK, 3)) == ["云海计算中心"]


def test_people_and_regions_are_no_subjects(knowledge: Knowledge) -> None:
    document = post("王海山在济南。", title="王海山在济南")
    assert about(document, knowledge, ("王海山", "Person", 0), ("济南", "AdministrativeRegion", 0)) == []


def test_things_come_before_regions_and_fields(knowledge: Knowledge) -> None:
    document = post("济南，济南，济南。云海中心，云海中心，云海中心。", title="济南建成云海中心")
    named = [*times(("济南", "AdministrativeRegion"), 4), *times(CENTRE, 4)]
    assert set(about(document, knowledge, *named)) == {"云海中心", "济南市"}
    both = post(
        "济南，济南，济南。云海中心，云海中心，云海中心，远山园，远山园，远山园。", title="济南的云海中心和远山园"
    )
    assert set(about(both, knowledge, *named, *times(PARK, 4))) == {"云海中心", "远山园"}


def test_a_region_that_does_something_comes_with_the_things(knowledge: Knowledge) -> None:
    document = post(
        "济南，济南，济南。云海中心，云海中心，云海中心，远山园，远山园，远山园。", title="济南加快建设云海中心和远山园"
    )
    named = [*times(("济南", "AdministrativeRegion"), 4), *times(CENTRE, 4), *times(PARK, 4)]
    assert about(document, knowledge, *named) == ["济南市", "云海中心"]


def test_behind_a_person_stands_the_occasion(knowledge: Knowledge) -> None:
    person, centre = ("王海山", "Person"), ("云海计算中心", "Facility")
    document = post("王海山，王海山，王海山。", title="王海山考察云海计算中心")
    assert about(document, knowledge, *times(person, 4), (*centre, 0)) == ["王海山", "云海计算中心"]


@pytest.mark.parametrize("title", ["云帆在济南设厂", "济南的天气", "【济南】天气"])
def test_a_region_that_only_says_where_is_no_subject(knowledge: Knowledge, title: str) -> None:
    document = post("济南，济南，济南。", title=title)
    assert about(document, knowledge, *times(("济南", "AdministrativeRegion"), 4)) == []


def test_a_country_is_no_subject(knowledge: Knowledge) -> None:
    document = post("法国，法国，法国。", title="法国多地下雨")
    assert about(document, knowledge, *times(("法国", "AdministrativeRegion"), 4)) == []


def test_a_person_is_the_subject_who_comes_first(knowledge: Knowledge) -> None:
    person = ("王海山", "Person")
    named = [*times(person, 4), *times(COMPANY, 4)]
    text = "王海山，王海山，王海山。云帆科技，云帆科技，云帆科技。"
    assert set(about(post(text, title="王海山考察云帆科技"), knowledge, *named)) == {"王海山", "云帆科技"}
    assert about(post(text, title="云帆科技迎来王海山"), knowledge, *named) == ["云帆科技"]


def test_an_occasion_with_a_full_name_is_the_subject_of_a_short_post(knowledge: Knowledge) -> None:
    occasion = ("第三届云海算力大会", "Event")
    assert about(post("各界参加。", title="第三届云海算力大会在济南举行"), knowledge, (*occasion, 0)) == [occasion[0]]
    assert about(post("各界参加。", title="云海大会在济南举行"), knowledge, ("云海大会", "Event", 0)) == []


def test_the_owner_in_the_name_of_the_thing_counts(knowledge: Knowledge) -> None:
    document = post("云帆科技，云帆科技，云帆科技。", title="云帆科技智能产线投产")
    named = [("云帆科技智能产线", "Facility", 0), *times(COMPANY, 4)]
    assert set(about(document, knowledge, *named)) == {"云帆科技智能产线", "云帆科技"}
