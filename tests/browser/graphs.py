"""Graphs for the pages that are tried in a browser."""

from datetime import datetime

from kg.model import Document, Entity, Evidence, Fact, KnowledgeGraph, Quotation, Status

HOSTILE = "<img src=x onerror=window.harmed=1></script><script>window.harmed=1</script> href"
TEXT = (
    f"{HOSTILE}\n甲公司拟投资某某市人工智能计算中心。该中心由乙公司运营。"
    "传甲公司将收购乙公司。乙公司否认与甲公司合作。丙某说：“会按期建成。”"
)
LABELS = {
    "Company": ("公司", "Company"),
    "ComputingCentre": ("计算中心", "Computing centre"),
    "Person": ("人物", "Person"),
}
PROPERTIES = {
    "investsIn": ("投资", "invests in"),
    "operatedBy": ("运营方", "operated by"),
    "acquires": ("收购", "acquires"),
}

FIRST = Entity("c/甲公司", "Company", "甲公司", ("甲司",))
SECOND = Entity("c/乙公司", "Company", "乙公司")
CENTRE = Entity("f/某某市人工智能计算中心", "ComputingCentre", "某某市人工智能计算中心", ("该中心",))
PERSON = Entity("p/丙某", "Person", "丙某")
ODD = Entity("x/__proto__", HOSTILE, HOSTILE, (HOSTILE,))


def evidence(quote: str) -> tuple[Evidence, ...]:
    start = TEXT.index(quote)
    return (Evidence("d1", start, start + len(quote), quote, "某规则"),)


def small_graph() -> KnowledgeGraph:
    said = TEXT.index("会按期")
    return KnowledgeGraph(
        (Document("d1", HOSTILE, TEXT, datetime(2026, 1, 2, 3, 4), "某日报", url="https://a.example/1"),),
        (FIRST, SECOND, CENTRE, PERSON, ODD),
        (
            Fact(
                FIRST, "investsIn", CENTRE, Status.PLANNED, (("amount", HOSTILE),), evidences=evidence("甲公司拟投资")
            ),
            Fact(CENTRE, "operatedBy", SECOND, Status.ASSERTED, evidences=evidence("由乙公司运营")),
            Fact(FIRST, "acquires", SECOND, Status.CLAIMED, evidences=evidence("将收购乙公司")),
            Fact(FIRST, "cooperatesWith", SECOND, Status.NEGATED, evidences=evidence("否认与甲公司合作")),
            Fact(CENTRE, "alias", HOSTILE, Status.ASSERTED, (), PERSON, evidences=evidence("该中心")),
            Fact(ODD, "__proto__", ODD, Status.EXPECTED, (("constructor", ODD),), evidences=evidence(HOSTILE)),
        ),
        (Quotation(PERSON, "会按期建成。", "d1", said, said + 6),),
    )


def large_graph(count: int = 150) -> KnowledgeGraph:
    kinds = ("Company", "Person", "Product", "AdministrativeRegion", "Project", "Industry")
    entities = tuple(Entity(f"e/{n:03}", kinds[n % len(kinds)], f"某某第{n}号实体") for n in range(count))
    statuses = tuple(Status)
    facts = tuple(
        Fact(entities[n], "supports", entities[(n * n) % max(1, n)], statuses[n % len(statuses)])
        for n in range(1, count)
        for _ in range(1 + n % 2)
    )
    return KnowledgeGraph((), entities, facts)
