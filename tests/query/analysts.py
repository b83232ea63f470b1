"""A second small graph, of a group of companies and what became of its plans; every name in it is invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

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
    Status,
    Value,
)  # fmt: skip

FIRST = Document("一", "甲集团的新园区", "甲集团的新园区", datetime(2022, 3, 1, 8, tzinfo=UTC), "某某日报")
SECOND = Document("二", "园区投产", "园区投产", datetime(2023, 7, 2, 8, tzinfo=UTC), "某某日报")
THIRD = Document("三", "丁公司融资", "丁公司融资", datetime(2023, 9, 3, 8, tzinfo=UTC), "某某财经")
GROUP, SUB, SMALL, OTHER = (Entity(name, "Company", name) for name in ("甲集团", "乙科技", "丙软件", "丁公司"))
FUND = Entity("戊基金", "Fund", "戊基金")
PERSON = Entity("张三", "Person", "张三")
PARK = Entity("甲园区", "IndustrialPark", "甲园区")
PROVINCE, CITY = (Entity(name, "AdministrativeRegion", name) for name in ("某某省", "某某市"))
YEAR = Period(date(2023, 1, 1), date(2023, 12, 31), Precision.YEAR, "2023年")
JUNE = Period(date(2023, 6, 1), date(2023, 6, 30), Precision.MONTH, "6月")
AUTUMN = Period(date(2024, 7, 1), date(2024, 9, 30), Precision.INTERVAL, "三季度")


def money(number: int, words: str, bound: Bound = Bound.EXACT) -> Quantity:
    return Quantity(Decimal(number), "CNY", bound, words)


def fact(
    subject: Entity, name: str, value: Value, *documents: Document, status: Status = Status.ASSERTED, **more: Value
) -> Fact:
    evidences = tuple(Evidence(one.id, 0, 2, one.text[:2], "rule") for one in documents or (FIRST,))
    return Fact(subject, name, value, status, tuple(sorted(more.items())), evidences=evidences)


FACTS = (
    fact(SUB, "subsidiaryOf", GROUP, wholly="true"),
    fact(SMALL, "subsidiaryOf", SUB, FIRST, SECOND),
    fact(PARK, "ownedBy", SMALL),
    fact(FUND, "holdsStakeIn", OTHER, THIRD, ratio=Quantity(Decimal("12.5"), "percent", Bound.EXACT, "12.5%")),
    fact(PARK, "builtBy", OTHER),
    fact(GROUP, "builds", PARK, status=Status.PLANNED),
    fact(OTHER, "develops", Entity("庚系统", "Product", "庚系统"), THIRD),
    fact(FUND, "investsIn", OTHER, THIRD, round="A轮", amount=money(10**8, "1亿元")),
    fact(OTHER, "financingAmount", money(3 * 10**8, "3亿元", Bound.ABOUT), THIRD, round="A轮"),
    fact(PARK, "completionDate", YEAR, status=Status.PLANNED),
    fact(PARK, "launchDate", JUNE, status=Status.EXPECTED),
    fact(PARK, "launchDate", Period(date(2023, 7, 1), date(2023, 7, 1), Precision.DAY, "7月1日"), SECOND),
    fact(PARK, "fullLoadDate", AUTUMN, SECOND, status=Status.EXPECTED),
    fact(PARK, "investmentAmount", money(10**9, "10亿元")),
    fact(PARK, "investmentAmount", money(12 * 10**8, "逾12亿元", Bound.MORE_THAN), SECOND),
    fact(PARK, "investmentAmount", money(2 * 10**8, "2亿元"), of="首期"),
    fact(PERSON, "worksFor", SUB, title="总经理"),
    fact(PERSON, "worksFor", GROUP, SECOND, THIRD, title="董事长"),
    fact(PARK, "locatedIn", CITY),
    fact(CITY, "locatedIn", PROVINCE),
    fact(SUB, "settlesIn", CITY),
    fact(SUB, "cooperatesWith", OTHER),
    fact(OTHER, "signsWith", FUND, THIRD),
)
ANALYSTS = KnowledgeGraph((FIRST, SECOND, THIRD), (), FACTS, ())
A, B, C, ALL = "已陈述", "计划中", "预期", "甲集团的新园区"

ANSWERS: dict[tuple[str, str], set[tuple[str, ...]]] = {
    ("builders", ""): {
        ("甲园区", "承建方", "丁公司", A), ("甲园区", "建设", "甲集团", B), ("庚系统", "研发", "丁公司", A),
    },
    ("builders", "builder=丁公司"): {("甲园区", "承建方", "丁公司", A), ("庚系统", "研发", "丁公司", A)},
    ("owners", "thing=丁公司"): {("丁公司", "持股", "戊基金", "12.5%", A)},
    ("owners", "owner=乙科技"): {("丙软件", "母公司", "乙科技", "", A)},
    ("investors", "company=丁公司"): {("丁公司", "戊基金", "A轮", "1亿元", A, "2023-09-03")},
    ("investors", "investor=乙科技"): set(),
    ("funding-rounds", ""): {("丁公司", "A轮", "3亿元", "about", A, "2023-09-03")},
    ("ownership-path", "thing=甲园区"): {
        ("甲园区", "甲园区", "丙软件"), ("甲园区", "丙软件", "乙科技"), ("甲园区", "乙科技", "甲集团"),
    },
    ("subsidiaries", "parent=甲集团"): {("甲集团", "乙科技", "甲集团"), ("甲集团", "丙软件", "乙科技")},
    ("subsidiaries", "parent=丁公司"): set(),
    ("plans-due", "from=2023 until=2023-12-31"): {
        ("甲园区", "建成时间", "2023", B, ""), ("甲园区", "上线时间", "2023-06", C, "2023-07-01"),
    },
    ("plans-due", "from=2023-06-15 until=2023-06"): {
        ("甲园区", "建成时间", "2023", B, ""), ("甲园区", "上线时间", "2023-06", C, "2023-07-01"),
    },
    ("plans-due", "from=2024-08 until=2025"): {("甲园区", "满负荷时间", "2024-09-30", C, "")},
    ("conflicts", ""): {
        ("甲园区", "投资额", "1000000000 CNY", "exact", ALL, "1200000000 CNY", "moreThan", "园区投产"),
    },
    ("conflicts", "subject=丁公司"): set(),
    ("career", "person=张三"): {
        ("张三", "乙科技", "总经理", A, "2022-03-01", "2022-03-01"),
        ("张三", "甲集团", "董事长", A, "2023-07-02", "2023-09-03"),
    },
    ("most-connected", "class_name=公司"): {
        ("丁公司", "公司", "4"), ("乙科技", "公司", "5"), ("甲集团", "公司", "3"), ("丙软件", "公司", "2"),
    },
    ("by-region", "region=某某省"): {
        ("某某省", "某某市", "行政区", "某某省"), ("某某省", "甲园区", "产业园区", "某某市"),
        ("某某省", "乙科技", "公司", "某某市"),
    },
    ("timeline", "entity=张三"): {
        ("2022-03-01", "张三", "任职于", "乙科技", A, ALL),
        ("2023-07-02", "张三", "任职于", "甲集团", A, "园区投产"),
        ("2023-09-03", "张三", "任职于", "甲集团", A, "丁公司融资"),
    },
    ("co-mentioned", "entity=戊基金"): {
        ("丁公司", "1"), ("庚系统", "1"), ("张三", "1"), ("甲集团", "1"),
    },
    ("by-publisher", ""): {("某某日报", "2", "18"), ("某某财经", "1", "6")},
    ("by-publisher", "publisher=某某财经"): {("某某财经", "1", "6")},
    ("partner-network", "organisation=乙科技"): {("乙科技", "丁公司", "戊基金")},
    ("partner-network", "organisation=戊基金"): {("戊基金", "丁公司", "乙科技")},
}  # fmt: skip
