"""A graph of all that somebody could write to break a page: names, titles, classes, relations, values, units, rules."""

from datetime import date, datetime
from decimal import Decimal

from kg.model import Document, Entity, Evidence, Fact, KnowledgeGraph, Period, Precision, Quantity, Quotation, Status

LONG = "长" * 10_000
WIDE = "W" * 10_000
TURNED = "甲\u202e公司\u2066\u2069\u2069\u202e乙"
NAMES = (
    "<img src=x onerror=window.harmed=1>",
    "</script><script>window.harmed=1</script>",
    "javascript:window.harmed=1",
    TURNED,
    "零\u200b宽\ufeff公司",
    "空\x00控\x07\x1b[31m\x7f制\ud800",
    LONG,
    WIDE,
    "=cmd|' /C calc'!A0",
    "{{data}}{{scripts}}${window.harmed=1}",
    "Z" + "\u0335" * 2_000,
    "\" onmouseover=window.harmed=1 x='",
    "شركة الحوسبة",
    "\u202e",
)
MARKUP = NAMES[0]
TEXT = "\n".join(NAMES) + "\n"


def hostile_graph() -> KnowledgeGraph:
    entities = tuple(
        Entity(f"e/{n}/{name}", name if n % 2 else "Company", name, (name, MARKUP, LONG))
        for n, name in enumerate(NAMES)
    )
    following = (*entities[1:], entities[0])
    facts = [fact for n, name in enumerate(NAMES) for fact in _facts(n, name, entities[n], following[n])]
    quotations = tuple(
        Quotation(entity, name, "d/1", TEXT.index(name), TEXT.index(name) + len(name))
        for entity, name in zip(entities, NAMES, strict=True)
    )
    return KnowledgeGraph(_documents(), entities, tuple(facts), quotations)


def _documents() -> tuple[Document, ...]:
    return (
        Document("d/1", MARKUP, TEXT, datetime(2022, 5, 16, 9), TURNED, MARKUP, url="javascript:window.harmed=1"),
        Document("d/2", LONG, LONG, datetime(1, 1, 1), WIDE, LONG, url="https://a.example/" + "x" * 10_000),
    )


def _facts(n: int, name: str, one: Entity, other: Entity) -> list[Fact]:
    start = TEXT.index(name)
    stated = (
        Evidence("d/1", start, start + len(name), name, MARKUP + LONG),
        Evidence("d/2", 0, len(LONG), LONG, "某规则"),
    )
    days = Period((date(2022, 5, 1), date.min)[n % 2], (date(2022, 6, 1), date.max)[n % 2], Precision.INTERVAL, name)
    figure = Quantity(Decimal(10 + n), name, surface=name)
    beyond = Quantity(Decimal("1E+999999"), "CNY")
    of = (("of", name), (name, other))
    return [
        Fact(one, name, other, tuple(Status)[n % 5], of, other, days, 0.5, stated),
        Fact(one, "investmentAmount", figure, Status.ASSERTED, evidences=stated),
        Fact(one, "count", Quantity(Decimal(10 + n), "个", surface=name), Status.ASSERTED, evidences=stated),
        Fact(one, "cost", beyond, Status.PLANNED, of, evidences=stated),
        Fact(one, "alias", name, Status.ASSERTED, evidences=stated),
    ]
