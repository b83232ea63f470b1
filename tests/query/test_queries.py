"""Every named query answers, exactly, over a graph whose facts are known."""

from pathlib import Path

import pytest
from rdflib import Dataset

from kg.query import list_queries, run_query

QUERIES = {query.name: query for query in list_queries(Path(__file__).parents[2] / "queries")}
CENTRE, PARK, BASE = "某某市人工智能计算中心", "某某人工智能产业园", "乙公司研发基地"
PLATFORM, ARTICLE = "公共算力服务平台", "某某市点亮“算力灯塔”"

ANSWERS = {
    ("operators", ""): {(CENTRE, "乙公司", "已陈述", ""), (CENTRE, "甲公司全资子公司", "已陈述", "")},
    ("operators", "facility=算力灯塔"): {(CENTRE, "乙公司", "已陈述", ""), (CENTRE, "甲公司全资子公司", "已陈述", "")},
    ("operators", "facility=某某人工智能产业园"): set(),
    ("partners", "organisation=乙"): {
        ("乙公司", "合作", "甲公司全资子公司", "已陈述", ""),
        ("乙公司", "签约", "丙大学", "已陈述", ""),
    },
    ("partners", "organisation=丙大学"): {
        ("丙大学", "签约", "乙公司", "已陈述", ""),
        ("丙大学", "合作意向", PLATFORM, "已陈述", ""),
        ("丙大学", "合作", "甲公司", "否定", "李四"),
    },
    ("platforms", ""): {(PLATFORM, "服务对象", "高校", "计划中"), ("百景平台", "", "", "")},
    ("platforms", "platform=百景平台"): {("百景平台", "", "", "")},
    ("investments", ""): {
        (CENTRE, "投资额", "", "390000000", "CNY", "about", "约3.9亿元", "", "已陈述"),
        (PARK, "投资额", "", "1000000000", "CNY", "exact", "", "在建项目", "转述"),
        ("某某引导资金", "投资", "微电子", "2.5", "CNY", "atLeast", "", "", "计划中"),
    },
    ("investments", "entity=微电子"): {("某某引导资金", "投资", "微电子", "2.5", "CNY", "atLeast", "", "", "计划中")},
    ("quotations", ""): {
        ("张三", "甲公司董事长", "预计到6月份完成首期建设。", ARTICLE, "20"),
        ("李四", f"丙大学副校长; {CENTRE}主任", "我们没有与甲公司合作。", ARTICLE, "33"),
        ("王五", "", "值得期待。", "算力上线", "5"),
    },
    ("quotations", "speaker=张三"): {("张三", "甲公司董事长", "预计到6月份完成首期建设。", ARTICLE, "20")},
    ("plans", ""): {
        (CENTRE, "建成时间", "2022-06", "首期", "预期", "张三"),
        (CENTRE, "满负荷时间", "2022-07-01/2022-09-30", "", "预期", ""),
        (CENTRE, "承建方", "乙公司", "", "计划中", ""),
        (PLATFORM, "服务对象", "高校", "", "计划中", ""),
        ("某某引导资金", "投资", "微电子", "", "计划中", ""),
    },
    ("plans", "subject=公共算力服务平台"): {(PLATFORM, "服务对象", "高校", "", "计划中", "")},
    ("people", ""): {
        ("张三", "甲公司", "董事长", "已陈述"),
        ("李四", "丙大学", "副校长", "已陈述"),
        ("李四", CENTRE, "主任", "已陈述"),
        ("王五", "", "教授", "已陈述"),
    },
    ("people", "person=王五"): {("王五", "", "教授", "已陈述")},
    ("park-projects", ""): {(PARK, BASE, "乙公司", "转述")},
    ("park-projects", f"park={PARK}"): {(PARK, BASE, "乙公司", "转述")},
    ("entity", "entity=计算中心"): {
        (CENTRE, "=", "类型", "计算中心", "", ""),
        (CENTRE, "=", "别名", "算力灯塔", "", ""),
        (CENTRE, "=", "别名", "计算中心", "", ""),
        (CENTRE, "→", "运营方", "甲公司全资子公司", "已陈述", ""),
        (CENTRE, "→", "运营方", "乙公司", "已陈述", ""),
        (CENTRE, "→", "承建方", "乙公司", "计划中", ""),
        (CENTRE, "→", "投资额", "约3.9亿元", "已陈述", ""),
        (CENTRE, "→", "建成时间", "2022-06", "预期", "张三"),
        (CENTRE, "→", "满负荷时间", "2022-07-01/2022-09-30", "预期", ""),
        (CENTRE, "←", "任职于", "李四", "已陈述", ""),
        (CENTRE, "←", "主题", ARTICLE, "已陈述", ""),
    },
    ("evidence", "subject=计算中心 property=运营方 object=乙公司"): {
        (CENTRE, "运营方", "乙公司", "已陈述", "乙公司运营计算中心", "算力上线", "5", "14", "operates"),
        (
            CENTRE,
            "运营方",
            "乙公司",
            "已陈述",
            "计算中心由甲公司全资子公司联合乙公司共同负责运营",
            ARTICLE,
            "12",
            "36",
            "operated-by",
        ),
    },
}


VALUES = {"from": "2022-01", "until": "2022-12", "person": "张三"}
# What this graph says nothing of; `analysts.py` does.
UNANSWERED = {"by-region", "conflicts", "funding-rounds", "ownership-path", "subsidiaries"}


@pytest.mark.parametrize(("name", "given"), ANSWERS, ids=" ".join)
def test_answers(dataset: Dataset, name: str, given: str) -> None:
    parameters = dict(pair.split("=", 1) for pair in given.split())
    rows = run_query(dataset, QUERIES[name].text, parameters).rows
    assert set(rows) == ANSWERS[name, given]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_has_a_fixed_order_and_shows_no_iri(dataset: Dataset, name: str) -> None:
    query = QUERIES[name]
    assert "ORDER BY" in query.text
    assert query.question_zh
    assert query.question_en
    given = {
        parameter.name: VALUES.get(parameter.name, "乙公司") for parameter in query.parameters if parameter.required
    }
    rows = run_query(dataset, query.text, given).rows
    assert rows or name in UNANSWERED
    assert not [cell for row in rows for cell in row if "kg.example" in cell]


def test_a_property_may_be_given_by_its_name_in_the_ontology(dataset: Dataset) -> None:
    text = QUERIES["evidence"].text
    assert run_query(dataset, text, {"property": "operatedBy"}) == run_query(dataset, text, {"property": "运营方"})
