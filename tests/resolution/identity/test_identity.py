"""Which names of several posts are one thing: each reason, and what it must not join."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KnowledgeError
from kg.export import write_rdf
from kg.graph import to_dataset
from kg.knowledge.ledger import Decision, Ledger
from kg.knowledge.loader import Knowledge
from kg.model import Entity, Extraction
from kg.resolution import Identities, identify, merge
from tests.resolution.posts_said import company, person, said, thing

UNIVERSITY = thing("乙大学", "University")
PARTNER = "cooperatesWith"


def partner(post: str, name: str | Entity) -> Extraction:
    """A post that says something of a company and no more."""
    return said(post, (name if isinstance(name, Entity) else company(name), PARTNER, UNIVERSITY))


def reasons(found: Identities) -> list[tuple[str, str, str]]:
    return [(one.name, one.into, one.reason) for one in found.merges]


def same(*names: str, **more: str) -> Decision:
    return Decision(True, names, place="ledger.yaml:2", **more)


def different(*names: str, **more: str) -> Decision:
    return Decision(False, names, place="ledger.yaml:9", **more)


@pytest.mark.parametrize(
    ("name", "full", "reason"),
    [
        ("甲海(集团)有限公司", "甲海（集团）有限公司", "same-writing"),
        ("甲海（集团）有限公司", "甲海集团有限公司", "same-writing"),
        ("甲海科技有限公司", "甲海科技有限责任公司", "same-writing"),
        ("济南甲海科技有限公司", "济南市甲海科技有限公司", "same-place"),
        ("山东济南甲海科技有限公司", "济南甲海科技有限公司", "same-place"),
        ("甲海科技有限公司", "甲海科技股份有限公司", "legal-form"),
        ("甲海科技", "甲海科技有限公司", "short-form"),
        ("甲海科技公司", "甲海科技有限公司", "short-form"),
        ("甲海集团", "甲海（集团）有限公司", "short-form"),
        ("济南甲海科技", "济南市甲海科技有限公司", "short-form"),
    ],
)
def test_names_of_one_company(name: str, full: str, reason: str, knowledge: Knowledge) -> None:
    posts = [partner("a", name), partner("b", full)]
    found = identify(posts, knowledge)
    assert reasons(found) == [(name, full, reason)]
    graph = merge(posts, identities=found)
    assert graph.entities[1] == company(full, name)
    (fact,) = graph.facts
    assert [one.document for one in fact.evidences] == ["a", "b"]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("甲海集团有限公司", "甲海有限公司"),
        ("甲海科技有限公司", "济南甲海科技有限公司"),
        ("甲海科技", "济南甲海科技有限公司"),
        ("济南甲海科技有限公司", "青岛甲海科技有限公司"),
        ("甲海", "甲海科技有限公司"),
        ("甲海科技", "甲海科技发展有限公司"),
        ("公司", "有限公司"),
        ("甲海科技（济南）有限公司", "甲海科技有限公司"),
    ],
)
def test_names_of_two_companies(name: str, other: str, knowledge: Knowledge) -> None:
    found = identify([partner("a", name), partner("b", other)], knowledge)
    assert reasons(found) == []


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("济南市政府", "济南市人民政府"),
        ("山东省济南市人民政府", "济南市人民政府"),
        ("济南市发改委", "济南市发展和改革委员会"),
    ],
)
def test_names_of_one_office(name: str, full: str, knowledge: Knowledge) -> None:
    posts = [
        said(post, (thing(each, "GovernmentBody"), PARTNER, UNIVERSITY)) for post, each in (("a", name), ("b", full))
    ]
    assert reasons(identify(posts, knowledge)) == [(name, full, "same-place")]


def test_two_legal_forms_that_one_post_tells_apart_are_two_companies(knowledge: Knowledge) -> None:
    one, other = company("甲海科技有限公司"), company("甲海科技股份有限公司")
    posts = [partner("a", one), partner("b", other)]
    assert reasons(identify(posts, knowledge))
    assert reasons(identify([*posts, said("c", (one, "holdsStakeIn", other))], knowledge)) == []


def test_a_short_form_that_fits_two_full_names_is_nobody_s(knowledge: Knowledge) -> None:
    posts = [partner("a", "甲海科技"), partner("b", "甲海科技有限公司"), partner("c", "甲海科技股份有限公司")]
    apart = said("d", (company("甲海科技有限公司"), "holdsStakeIn", company("甲海科技股份有限公司")))
    assert ("甲海科技", "甲海科技有限公司") not in [pair[:2] for pair in reasons(identify([*posts, apart], knowledge))]
    assert len(reasons(identify(posts, knowledge))) == 2


def test_a_declared_alias_reaches_other_posts(knowledge: Knowledge) -> None:
    full = company("甲海云数科技有限公司", "甲云")
    posts = [said("a", (full, "alias", "甲云")), partner("b", "甲云")]
    (found,) = identify(posts, knowledge).merges
    assert (found.name, found.into, found.reason, found.document) == ("甲云", full.name, "declared-alias", "a")
    assert found.quote == posts[0].document.text[found.start : found.end] != ""


def test_an_alias_that_two_declare_is_nobody_s(knowledge: Knowledge) -> None:
    posts = [said(post, (company(f"{post}海有限公司", "甲云"), "alias", "甲云")) for post in "丙丁"]
    assert reasons(identify([*posts, partner("b", "甲云")], knowledge)) == []


@pytest.mark.parametrize("alias", ["公司", "集团", "目标公司", "发行人", "甲方", "中心"])
def test_a_word_for_a_role_does_not_leave_its_post(alias: str, knowledge: Knowledge) -> None:
    posts = [said("a", (company("甲海有限公司", alias), "alias", alias)), partner("b", alias)]
    assert reasons(identify(posts, knowledge)) == []


def test_the_alias_of_a_centre(knowledge: Knowledge) -> None:
    centre = thing("济南甲海计算中心", "ComputingCentre", "济算中心")
    posts = [said("a", (centre, "alias", "济算中心")), partner("b", thing("济算中心", "Facility"))]
    assert reasons(identify(posts, knowledge)) == [("济算中心", centre.name, "declared-alias")]
    posts[1] = partner("b", thing("济算中心", "Policy"))
    assert reasons(identify(posts, knowledge)) == []


def test_a_short_form_that_one_post_uses(knowledge: Knowledge) -> None:
    posts = [partner("a", company("甲海科技有限公司", "甲海")), partner("b", "甲海")]
    assert reasons(identify(posts, knowledge)) == [("甲海", "甲海科技有限公司", "used-alias")]
    more = partner("c", company("甲海置业有限公司", "甲海"))
    assert reasons(identify([*posts, more], knowledge)) == []


def test_a_place_may_be_left_out_where_a_post_does(knowledge: Knowledge) -> None:
    full = company("济南甲海科技有限公司", "甲海科技有限公司")
    posts = [partner("a", full), partner("b", "甲海科技有限公司")]
    assert reasons(identify(posts, knowledge)) == [("甲海科技有限公司", full.name, "used-alias")]


def test_names_do_not_chain(knowledge: Knowledge) -> None:
    """甲云 is 乙云 by one post and 乙云 丙云 by another: nobody says that 甲云 is 丙云."""
    posts = [
        said("a", (thing("乙云院", "ResearchInstitute", "甲云院"), "alias", "甲云院")),
        said("b", (thing("丙云院", "ResearchInstitute", "乙云院"), "alias", "乙云院")),
        partner("c", thing("甲云院", "ResearchInstitute")),
    ]
    assert reasons(identify(posts, knowledge)) == [("乙云院", "丙云院", "declared-alias")]


def test_aliases_of_each_other_are_one(knowledge: Knowledge) -> None:
    posts = [
        said("a", (thing("乙云院", "ResearchInstitute", "甲海云院"), "alias", "甲海云院")),
        said("b", (thing("甲海云院", "ResearchInstitute", "乙云院"), "alias", "乙云院")),
    ]
    assert reasons(identify(posts, knowledge)) == [("乙云院", "甲海云院", "declared-alias")]


def test_one_code_is_one_company(knowledge: Knowledge) -> None:
    posts = [
        said("a", (company("甲海股份有限公司"), "stockCode", "600001.SH")),
        said("b", (company("乙山"), "stockCode", "600001")),
        said("c", (company("丙山"), "stockCode", "000001")),
    ]
    found = identify(posts, knowledge)
    assert reasons(found) == [("乙山", "甲海股份有限公司", "stock-code")]
    assert found.merges[0].document == "b"


def test_what_is_said_between_two_names_of_one_thing_is_left_out(knowledge: Knowledge) -> None:
    code = [said(post, (company(name), "stockCode", "600001")) for post, name in (("a", "甲海"), ("b", "乙山"))]
    posts = [*code, said("c", (company("甲海"), PARTNER, company("乙山")))]
    graph = merge(posts, identities=identify(posts, knowledge))
    assert [fact.property for fact in graph.facts] == ["stockCode"]


# The ledger.


def test_the_ledger_joins(knowledge: Knowledge) -> None:
    posts = [partner("a", "甲海"), partner("b", "乙山有限公司")]
    found = identify(posts, knowledge, Ledger((same("甲海", "乙山有限公司"),)))
    assert reasons(found) == [("甲海", "乙山有限公司", "ledger")]
    assert merge(posts, identities=found).entities[1] == company("乙山有限公司", "甲海")


def test_the_ledger_keeps_apart(knowledge: Knowledge) -> None:
    posts = [partner("a", "甲海科技"), partner("b", "甲海科技有限公司")]
    ledger = Ledger((different("甲海科技", "甲海科技有限公司"),))
    assert reasons(identify(posts, knowledge, ledger)) == []


def test_what_is_kept_apart_is_not_joined_by_way_of_a_third(knowledge: Knowledge) -> None:
    posts = [partner("a", "甲海科技"), partner("b", "甲海科技有限公司"), partner("c", "甲海科技股份有限公司")]
    ledger = Ledger((different("甲海科技", "甲海科技股份有限公司"),))
    found = identify(posts, knowledge, ledger)
    assert found.of("a", "甲海科技", "甲海科技") != found.of("c", "甲海科技股份有限公司", "甲海科技股份有限公司")


def test_ruling_one_out_leaves_the_other(knowledge: Knowledge) -> None:
    posts = [said(post, (company(f"{post}海有限公司", "甲云"), "alias", "甲云")) for post in "丙丁"]
    ledger = Ledger((different("甲云", "丙海有限公司"),))
    found = identify([*posts, partner("b", "甲云")], knowledge, ledger)
    assert reasons(found) == [("甲云", "丁海有限公司", "declared-alias")]


def test_names_in_the_ledger_may_be_written_in_another_way(knowledge: Knowledge) -> None:
    posts = [partner("a", "甲海（集团）"), partner("b", "乙山有限公司")]
    assert len(identify(posts, knowledge, Ledger((same("甲海(集团)", "乙山有限公司"),))).merges) == 1


def test_a_class_tells_which_of_two_things_is_meant(knowledge: Knowledge) -> None:
    industry, technology = Entity("云海（产业）", "Industry", "云海"), Entity("云海（技术）", "Technology", "云海")
    other = Entity("山海（技术）", "Technology", "山海")
    posts = [said("a", (company("甲海"), "usesTechnology", one)) for one in (technology,)]
    posts += [
        said("b", (company("甲海"), "inIndustry", industry)),
        said("c", (company("甲海"), "usesTechnology", other)),
    ]
    for decision in (same("云海", "山海", type="Technology"), same("云海", "山海")):
        found = identify(posts, knowledge, Ledger((decision,)))
        assert [(one.name, one.type) for one in found.merges] == [("云海", "Technology")]


def test_names_that_no_post_has_are_of_no_consequence(knowledge: Knowledge) -> None:
    posts = [partner("a", "甲海")]
    assert identify(posts, knowledge, Ledger((same("甲海", "戊"), different("己", "庚")))).merges == ()


def test_a_contradiction_by_another_name_names_its_entries(knowledge: Knowledge) -> None:
    posts = [partner("a", company("甲海科技有限公司", "甲海")), partner("b", "乙山")]
    ledger = Ledger((same("甲海", "乙山"), different("甲海科技有限公司", "乙山")))
    with pytest.raises(KnowledgeError, match=r"ledger.yaml:9: .*ledger.yaml:2"):
        identify(posts, knowledge, ledger)


# The order of posts.

NAMES = (
    "甲海科技", "甲海科技有限公司", "甲海科技股份有限公司", "甲海科技（集团）有限公司", "甲海科技集团",
    "济南甲海科技有限公司", "济南市甲海科技有限责任公司", "甲海", "乙山", "乙山有限公司", "乙山公司", "丙院",
)  # fmt: skip
PEOPLE = ("丁一", "丁一", "戊二")


@st.composite
def builds(draw: st.DrawFn) -> tuple[list[Extraction], Ledger]:
    posts = []
    for number in range(draw(st.integers(1, 6))):
        told = []
        for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)):
            others = draw(st.sets(st.sampled_from(("甲海", "乙山", "甲云")), max_size=1)) - {name}
            one = company(name, *sorted(others))
            told.append((one, PARTNER, UNIVERSITY))
            told += [(one, "alias", alias) for alias in sorted(others) if draw(st.booleans())]
            told += [(one, "stockCode", "600001")] if draw(st.integers(0, 5)) == 0 else []
            told += [(person(draw(st.sampled_from(PEOPLE))), "worksFor", one)] if draw(st.booleans()) else []
        told += [(person(draw(st.sampled_from(PEOPLE))), "hasTitle", "总裁")] if draw(st.booleans()) else []
        posts.append(said(f"post-{number}", *told))
    pair = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda each: each[0] != each[1])
    decision = st.builds(lambda names, kind: Decision(kind, names, place="l:1"), pair, st.booleans())
    return posts, Ledger(tuple(draw(st.lists(decision, max_size=1))))


@given(builds(), st.randoms(use_true_random=False))
@settings(max_examples=80, derandomize=True, deadline=None)
def test_the_order_of_posts_never_matters(
    knowledge: Knowledge, build: tuple[list[Extraction], Ledger], random: Random
) -> None:
    posts, ledger = build
    shuffled = list(posts)
    random.shuffle(shuffled)
    found = identify(posts, knowledge, ledger)
    assert identify(shuffled, knowledge, ledger) == found
    graph = merge(posts, frozenset({PARTNER}), found)
    assert merge(shuffled, frozenset({PARTNER}), found) == graph
    assert len({entity.id for entity in graph.entities}) == len(graph.entities)
    for decision in ledger.decisions:
        if not decision.same:
            one, other = (found.of("", name, name) for name in decision.names)
            assert one != other
    # An id is that of one of the entities, or that of a person with an organisation.
    known = {entity.id for post in posts for entity in post.entities}
    assert all(entity.id in known or entity.type == "Person" for entity in graph.entities)


def test_the_bytes_are_the_same_in_any_order(knowledge: Knowledge) -> None:
    posts = [partner(str(number), name) for number, name in enumerate(NAMES)]
    posts += [said(f"p{n}", (person("丁一"), "worksFor", company(name))) for n, name in enumerate(NAMES[:4])]
    written = set()
    for order in (posts, posts[::-1], posts[5:] + posts[:5]):
        graph = merge(order, frozenset({PARTNER}), identify(order, knowledge))
        written.add(write_rdf(to_dataset(graph), "trig"))
    assert len(written) == 1


def test_many_names_take_no_longer_than_they_should(knowledge: Knowledge) -> None:
    names = [f"甲{number}海科技有限公司" for number in range(3000)] + [f"甲{number}海科技" for number in range(3000)]
    posts = [said("a", *(company(name, "甲海云") for name in names)), said("b", company("甲海云"))]
    found = identify(posts, knowledge)
    assert len(found.merges) == 3000
