"""A small graph made by hand, after the manner of news of a computing centre; every name in it is invented."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from rdflib import Dataset

from kg.graph import to_dataset
from kg.model import (
    Bound,
    Document,
    Entity,
    Evidence,
    Fact,
    KnowledgeGraph,
    Period,
    Precision,
    Quantity,
    Quotation,
    Status,
    Value,
)

ARTICLE = Entity("document:某某日报-1", "NewsArticle", "某某市点亮“算力灯塔”", ())
CENTRE = Entity("某某市人工智能计算中心", "ComputingCentre", "某某市人工智能计算中心", ("算力灯塔", "计算中心"))
CHILD = Entity("甲公司全资子公司", "Company", "甲公司全资子公司")
FIRST = Entity("甲公司", "Company", "甲公司", ("甲",))
SECOND = Entity("乙公司", "Company", "乙公司", ("乙",))
UNIVERSITY = Entity("丙大学", "University", "丙大学")
CHAIR = Entity("张三", "Person", "张三")
DEAN = Entity("李四", "Person", "李四")
READER = Entity("王五", "Person", "王五")
PARK = Entity("某某人工智能产业园", "IndustrialPark", "某某人工智能产业园")
BASE = Entity("乙公司研发基地", "Project", "乙公司研发基地")
PLATFORM = Entity("公共算力服务平台", "Platform", "公共算力服务平台")
OTHER_PLATFORM = Entity("百景平台", "Platform", "百景平台")
GROUP = Entity("高校", "Group", "高校")
FUND = Entity("某某引导资金", "Fund", "某某引导资金")
INDUSTRY = Entity("微电子", "Industry", "微电子")
ENTITIES = (
    ARTICLE,
    CENTRE,
    CHILD,
    FIRST,
    SECOND,
    UNIVERSITY,
    CHAIR,
    DEAN,
    READER,
    PARK,
    BASE,
    PLATFORM,
    OTHER_PLATFORM,
    GROUP,
    FUND,
    INDUSTRY,
)

TEXT = "某某市点亮“算力灯塔”\n计算中心由甲公司全资子公司联合乙公司共同负责运营。"
POST = Document(
    id="某某日报-1",
    title="某某市点亮“算力灯塔”",
    text=TEXT,
    published=datetime(2022, 5, 16, 1, 6, 32, tzinfo=UTC),
    publisher="某某日报",
    url="http://news.example/1?a=b",
    tags=("新闻", "人工智能"),
    paragraphs=((12, len(TEXT)),),
)
FOLLOW_UP = Document(id="某某日报-2", title="算力上线", text="算力上线\n乙公司运营计算中心。")


def evidence(document: Document, quote: str, rule: str) -> Evidence:
    start = document.text.index(quote)
    return Evidence(document.id, start, start + len(quote), quote, rule)


OPERATION = evidence(POST, "计算中心由甲公司全资子公司联合乙公司共同负责运营", "operated-by")
LATER = evidence(FOLLOW_UP, "乙公司运营计算中心", "operates")


def fact(
    subject: Entity,
    name: str,
    value: Value,
    status: Status = Status.ASSERTED,
    *,
    speaker: Entity | None = None,
    evidences: tuple[Evidence, ...] = (OPERATION,),
    **qualifiers: Value,
) -> Fact:
    return Fact(subject, name, value, status, tuple(sorted(qualifiers.items())), speaker, evidences=evidences)


def month(number: int, surface: str) -> Period:
    return Period(date(2022, number, 1), date(2022, number, 30 if number == 6 else 31), Precision.MONTH, surface)


SUMMER = Period(date(2022, 7, 1), date(2022, 9, 30), Precision.INTERVAL, "")
ABOUT_390_MILLION = Quantity(Decimal(390000000), "CNY", Bound.ABOUT, "约3.9亿元")
FACTS = (
    fact(CENTRE, "operatedBy", CHILD),
    fact(CENTRE, "operatedBy", SECOND, evidences=(OPERATION, LATER)),
    fact(CHILD, "subsidiaryOf", FIRST, wholly="true"),
    fact(CENTRE, "investmentAmount", ABOUT_390_MILLION),
    fact(CENTRE, "completionDate", month(6, "6月份"), Status.EXPECTED, speaker=CHAIR, of="首期"),
    fact(CENTRE, "fullLoadDate", SUMMER, Status.EXPECTED),
    fact(CENTRE, "builtBy", SECOND, Status.PLANNED),
    fact(CHILD, "cooperatesWith", SECOND),
    fact(SECOND, "signsWith", UNIVERSITY),
    fact(PLATFORM, "cooperationIntentWith", UNIVERSITY),
    fact(FIRST, "cooperatesWith", UNIVERSITY, Status.NEGATED, speaker=DEAN),
    fact(PLATFORM, "serves", GROUP, Status.PLANNED),
    fact(PARK, "hasProject", BASE, Status.CLAIMED),
    fact(BASE, "locatedIn", PARK, Status.CLAIMED),
    fact(BASE, "ownedBy", SECOND),
    fact(PARK, "investmentAmount", Quantity(Decimal(10**9), "CNY"), Status.CLAIMED, of="在建项目"),
    fact(FUND, "investsIn", INDUSTRY, Status.PLANNED, amount=Quantity(Decimal("2.5"), "CNY", Bound.AT_LEAST)),
    fact(CHAIR, "worksFor", FIRST, title="董事长"),
    fact(CHAIR, "hasTitle", "董事长"),
    fact(DEAN, "worksFor", UNIVERSITY, title="副校长"),
    fact(DEAN, "worksFor", CENTRE, title="主任"),
    fact(READER, "hasTitle", "教授"),
    fact(ARTICLE, "about", CENTRE),
    fact(ARTICLE, "publishedOn", "2022-05-16T01:06:32+00:00"),
    fact(ARTICLE, "sourceUrl", "http://news.example/1?a=b"),
)
QUOTATIONS = (
    Quotation(CHAIR, "预计到6月份完成首期建设。", POST.id, 20, 32),
    Quotation(DEAN, "我们没有与甲公司合作。", POST.id, 33, 44),
    Quotation(READER, "值得期待。", FOLLOW_UP.id, 5, 10),
)
GRAPH = KnowledgeGraph((POST, FOLLOW_UP), ENTITIES, FACTS, QUOTATIONS)


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    return to_dataset(GRAPH)
