"""Claims about mentions become facts about entities."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.knowledge.loader import Knowledge
from kg.model import (
    Claim,
    Document,
    Entity,
    Evidence,
    Extraction,
    Fact,
    Mention,
    Period,
    Pointing,
    Precision,
    Quantity,
    Reading,
    Speech,
    Status,
)
from kg.pipeline import Extractor, extract
from kg.resolution import resolve
from kg.workbench.examples import example_document
from tests.resolution.samples import PUBLISHED, claim, mention, post

TEXT = "云帆科技投资云海中心，云海中心由云帆科技运营，青岛大学与云帆科技合作。"


def read(
    knowledge: Knowledge,
    document: Document,
    mentions: list[Mention],
    claims: list[Claim],
    speech: tuple[Speech, ...] = (),
) -> Extraction:
    return resolve(document, Reading(tuple(mentions), tuple(claims), speech), knowledge)


def stated(extraction: Extraction) -> list[Fact]:
    return [f for f in extraction.facts if f.evidences[0].rule != "article"]


@pytest.fixture(scope="module")
def document() -> Document:
    return post(TEXT)


@pytest.fixture(scope="module")
def company(document: Document) -> Mention:
    return mention(document, "云帆科技", "Company")


@pytest.fixture(scope="module")
def centre(document: Document) -> Mention:
    return mention(document, "云海中心", "Facility")


def test_a_claim_becomes_a_fact_with_its_evidence(
    knowledge: Knowledge, document: Document, company: Mention, centre: Mention
) -> None:
    extraction = read(knowledge, document, [company, centre], [claim(company, "investsIn", centre)])
    (fact,) = stated(extraction)
    assert (fact.subject.name, fact.property, fact.object, fact.status) == (
        "云帆科技",
        "investsIn",
        Entity("云海中心", "Facility", "云海中心"),
        Status.ASSERTED,
    )
    assert fact.evidences == (Evidence("a", 2, 12, "云帆科技投资云海中心", "example"),)


def test_a_fact_said_twice_is_one_with_both_places(
    knowledge: Knowledge, document: Document, company: Mention, centre: Mention
) -> None:
    again, there = mention(document, "云帆科技", "Company", nth=1), mention(document, "云海中心", "Facility", nth=1)
    claims = [claim(there, "operatedBy", again), claim(centre, "operatedBy", company, rule="other")]
    (fact,) = stated(read(knowledge, document, [company, centre, again, there], claims))
    assert [(e.start, e.rule) for e in fact.evidences] == [(company.start, "other"), (there.start, "example")]


def test_the_same_claim_twice_gives_one_evidence(
    knowledge: Knowledge, document: Document, company: Mention, centre: Mention
) -> None:
    claims = [claim(company, "investsIn", centre)] * 2
    (fact,) = stated(read(knowledge, document, [company, centre], claims))
    assert len(fact.evidences) == 1


@pytest.mark.parametrize(
    "difference",
    [
        {"status": Status.PLANNED},
        {"status": Status.NEGATED},
        {"qualifiers": (("round", "A轮"),)},
    ],
)
def test_what_differs_in_status_or_qualifier_is_kept_apart(
    knowledge: Knowledge, document: Document, company: Mention, centre: Mention, difference: dict[str, object]
) -> None:
    seed_round = {"qualifiers": (("round", "天使轮"),)}
    claims = [
        claim(company, "investsIn", centre, **seed_round),
        claim(company, "investsIn", centre, **seed_round | difference),
    ]
    assert len(stated(read(knowledge, document, [company, centre], claims))) == 2


def test_two_times_are_two_facts_and_none_is_no_third_with_one(
    knowledge: Knowledge, document: Document, company: Mention, centre: Mention
) -> None:
    may, june = (Period(date(2022, m, 1), date(2022, m, 30), Precision.MONTH) for m in (5, 6))
    dated = [claim(company, "investsIn", centre, time=time) for time in (may, june)]
    assert len(stated(read(knowledge, document, [company, centre], dated))) == 2
    once = [claim(company, "investsIn", centre), dated[0]]
    assert [fact.time for fact in stated(read(knowledge, document, [company, centre], once))] == [may]


def test_a_fact_that_somebody_says_is_kept_apart(
    knowledge: Knowledge, document: Document, company: Mention, centre: Mention
) -> None:
    speaker = mention(document, "青岛大学", "University")
    claims = [claim(company, "investsIn", centre), claim(company, "investsIn", centre, speaker=speaker)]
    facts = stated(read(knowledge, document, [company, centre, speaker], claims))
    assert {f.speaker.name if f.speaker else "" for f in facts} == {"", "青岛大学"}


@pytest.mark.parametrize(("name", "count"), [("cooperatesWith", 1), ("signsWith", 1), ("investsIn", 2)])
def test_a_symmetric_fact_is_kept_in_one_direction(
    knowledge: Knowledge, document: Document, company: Mention, name: str, count: int
) -> None:
    university = mention(document, "青岛大学", "University")
    claims = [claim(university, name, company), claim(company, name, university)]
    assert len(stated(read(knowledge, document, [company, university], claims))) == count


def test_what_no_entity_stands_behind_is_dropped(knowledge: Knowledge, document: Document, centre: Mention) -> None:
    lost = Mention("Project", 2, 6, "项目", found_by="anaphor")
    post_mention = Mention("Post", 2, 6, "董事长", found_by="gazetteer")
    text = Mention("Text", 2, 6, "某物", found_by="rule")
    claims = [claim(subject, "operatedBy", centre) for subject in (lost, post_mention, text)]
    claims += [claim(centre, "operatedBy", thing) for thing in (lost, post_mention, text)]
    assert stated(read(knowledge, document, [centre, lost], claims)) == []


def test_nothing_is_related_to_itself(knowledge: Knowledge, document: Document, company: Mention) -> None:
    again = mention(document, "云帆科技", "Company", nth=1)
    assert stated(read(knowledge, document, [company, again], [claim(company, "cooperatesWith", again)])) == []


def test_values_are_taken_from_their_mentions(knowledge: Knowledge, document: Document, centre: Mention) -> None:
    money = Quantity(Decimal(300000000), "CNY", surface="3亿元")
    found = Mention("Money", 2, 6, "3亿元", value=money, found_by="quantity")
    title = Mention("Post", 2, 6, "董事长", found_by="gazetteer")
    company = mention(document, "云帆科技", "Company")
    claims = [
        claim(centre, "investmentAmount", found, qualifiers=(("of", company), ("round", "A轮"))),
        claim(centre, "computeCapacity", money),
        claim(centre, "hasTitle", title),
    ]
    facts = {f.property: f for f in stated(read(knowledge, document, [centre, company], claims))}
    assert facts["investmentAmount"].object == money
    assert facts["investmentAmount"].qualifiers == (("of", "云帆科技"), ("round", "A轮"))
    assert facts["computeCapacity"].object == money
    assert facts["hasTitle"].object == "董事长"


def test_a_concept_that_a_rule_made_becomes_an_entity(
    knowledge: Knowledge, document: Document, company: Mention
) -> None:
    made = Mention("Concept", 7, 10, "一个“样板”", found_by="rule")
    (fact,) = stated(read(knowledge, document, [company], [claim(company, "aimsAt", made)]))
    assert isinstance(fact.object, Entity)
    assert (fact.object.type, fact.object.name) == ("Concept", "样板")


def test_a_declared_alias_is_a_fact_and_a_name(knowledge: Knowledge, document: Document, company: Mention) -> None:
    extraction = read(knowledge, document, [company], [claim(company, "alias", "云帆")])
    (fact,) = stated(extraction)
    assert (fact.property, fact.object, fact.subject.aliases) == ("alias", "云帆", ("云帆",))


def test_the_confidence_is_that_of_the_rule(
    knowledge: Knowledge, document: Document, company: Mention, centre: Mention
) -> None:
    unsure = min(knowledge.rules.rules, key=lambda spec: spec.confidence)
    claims = [claim(company, "investsIn", centre, rule=unsure.rule), claim(centre, "operatedBy", company)]
    facts = {f.property: f.confidence for f in stated(read(knowledge, document, [company, centre], claims))}
    assert facts == {"investsIn": unsure.confidence, "operatedBy": 1.0}


def test_quotations(knowledge: Knowledge) -> None:
    document = post("王海山说：“很好。”他说：“不坏。”")
    speaker = mention(document, "王海山", "Person")
    nobody = Mention("Person", 13, 14, "他", found_by="anaphor")
    start = document.text.index("很好")
    speech = (Speech(start, start + 3, speaker, direct=True), Speech(17, 20, nobody, direct=True))
    (quotation,) = read(knowledge, document, [speaker], [], speech).quotations
    assert (quotation.speaker.name, quotation.text, quotation.document) == ("王海山", "很好。", "a")
    assert document.text[quotation.start : quotation.end] == quotation.text


def test_the_article_is_among_the_entities_and_the_mentions_are_kept(
    knowledge: Knowledge, company: Mention, document: Document
) -> None:
    extraction = read(knowledge, document, [company], [])
    assert [e.id for e in extraction.entities] == ["document:a", "云帆科技"]
    assert extraction.mentions == (company,)
    assert extraction.document is document


def test_an_author_and_a_medium_that_are_not_mentioned_are_entities_too(knowledge: Knowledge) -> None:
    document = post("正文。", publisher="某某日报", author="王海山", published=PUBLISHED)
    extraction = read(knowledge, document, [], [])
    assert {e.name for e in extraction.entities} == {"例", "某某日报", "王海山"}


def test_what_is_said_of_several_is_said_of_each(knowledge: Knowledge) -> None:
    document = post("甲公司与乙公司签约。双方投资丙平台，丙平台支持双方。")
    names = [mention(document, words, "Company") for words in ("甲公司", "乙公司")]
    platform = mention(document, "丙平台", "Platform")
    both = [mention(document, "双方", "Organization", nth=nth, found_by=Pointing.SEVERAL) for nth in (0, 1)]
    claims = [claim(both[0], "investsIn", platform), claim(platform, "supports", both[1])]
    facts = read(knowledge, document, [*names, platform, *both], claims).facts
    found = {(f.subject.name, f.property, getattr(f.object, "name", "")) for f in facts if f.property != "about"}
    assert found == {
        ("甲公司", "investsIn", "丙平台"), ("乙公司", "investsIn", "丙平台"),
        ("丙平台", "supports", "甲公司"), ("丙平台", "supports", "乙公司"),
    }  # fmt: skip


def test_each_party_is_named_once_and_nobody_buys_from_themselves(extractor: Extractor) -> None:
    text = "星河科技有限公司拟收购远山实业有限公司（以下简称“远山”）、海信集团所持的云海计算有限公司60%股权。"
    facts = [f for f in extract(example_document(text), extractor).facts if f.property == "acquires"]
    sellers = {tuple(value.name for name, value in f.qualifiers if name == "from") for f in facts}  # type: ignore[union-attr]
    assert sellers == {("海信", "远山实业有限公司")}


def test_a_sale_to_oneself_is_none(knowledge: Knowledge, document: Document, company: Mention, centre: Mention) -> None:
    to_itself = replace(claim(company, "transfers", centre), qualifiers=(("to", company),))
    assert stated(read(knowledge, document, [company, centre], [to_itself])) == []


# The whole way, on sentences whose reading is not in doubt.
WHOLE = [
    ("云海计算中心由星河科技有限公司运营。该中心位于历下区。", [
        ("云海计算中心", "operatedBy", "星河科技有限公司"), ("云海计算中心", "locatedIn", "历下区")]),
    ("济南人工智能计算中心揭牌。计算中心位于历下区。", [("济南人工智能计算中心", "locatedIn", "历下区")]),
    ("济南人工智能计算中心项目开工。项目投资3亿元。", [("济南人工智能计算中心", "investmentAmount", "3亿元")]),
    ("济南人工智能计算中心是省内首个人工智能计算中心。", [("济南人工智能计算中心", "firstOfKindIn", "山东省")]),
    ("济南举行机器人大会。现场，海尔集团总裁王海山表示满意。", [("王海山", "worksFor", "海尔")]),
    ("星河科技有限公司与远山实业有限公司签约。双方将投资3亿元建设云海计算中心。", [
        ("星河科技有限公司", "investsIn", "云海计算中心"), ("远山实业有限公司", "investsIn", "云海计算中心")]),
    ("星河科技有限公司成立于2011年。该公司收购了远山实业有限公司。",
     [("星河科技有限公司", "acquires", "远山实业有限公司")]),
    ("星河科技有限公司总经理王海山表示：“我们将投资3亿元建设云海计算中心，提高效率。”",
     [("星河科技有限公司", "investsIn", "云海计算中心")]),
    ("济南人工智能计算中心揭牌。项目占地500亩，总投资10亿元。", [
        ("济南人工智能计算中心", "landArea", "500亩"), ("济南人工智能计算中心", "investmentAmount", "10亿元")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_the_whole_way(extractor: Extractor, text: str, expected: list[tuple[str, str, str]]) -> None:
    facts = extract(example_document(text), extractor).facts
    found = {
        (
            f.subject.name,
            f.property,
            f.object.name if isinstance(f.object, Entity) else getattr(f.object, "surface", ""),
        )
        for f in facts
    }
    assert set(expected) <= found


FRAGMENTS = (
    "星河科技有限公司", "星河科技", "济南", "历下区政府", "山东大学", "海尔集团", "济南人工智能计算中心", "计算中心",
    "该中心", "项目", "首期", "董事长王海山", "王海山", "表示，", "由", "负责运营", "投资", "约3亿元", "将建设", "与",
    "签约", "合作", "位于", "省内首个", "全国", "、", "等企业", "，", "。", "“", "”", "6月", "现场，", "人工智能", "\n",
    "（以下简称“星河”）",
)  # fmt: skip


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=16).map("".join))
@settings(max_examples=100, derandomize=True, deadline=None)
def test_what_holds_for_any_text(extractor: Extractor, text: str) -> None:
    document = example_document(text)
    extraction = extract(document, extractor)
    known = set(extraction.entities)
    assert len({e.id for e in known}) == len(extraction.entities)
    for fact in extraction.facts:
        assert fact.evidences
        for evidence in fact.evidences:
            assert 0 <= evidence.start < evidence.end <= len(document.text)
            assert evidence.quote == document.text[evidence.start : evidence.end]
            assert evidence.document == document.id
        parts = (fact.subject, fact.object, fact.speaker, *(value for _, value in fact.qualifiers))
        assert {part for part in parts if isinstance(part, Entity)} <= known
        assert 0 <= fact.confidence <= 1
    for quotation in extraction.quotations:
        assert quotation.speaker in known
        assert quotation.text == document.text[quotation.start : quotation.end]
    assert extract(document, extractor) == extraction


def test_a_region_lies_only_where_the_map_has_it(knowledge: Knowledge) -> None:
    document = post("山东济南，中国美国。")
    places = [mention(document, name, "AdministrativeRegion") for name in ("山东", "济南", "中国", "美国")]
    lying = [claim(places[1], "locatedIn", places[0]), claim(places[3], "locatedIn", places[2])]
    found = stated(read(knowledge, document, places, lying))
    assert [(f.subject.name, getattr(f.object, "name", "")) for f in found] == [("济南市", "山东省")]
