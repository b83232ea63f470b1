"""The named queries on the seed post: the questions that an analyst would put to it, and their answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Dataset

from kg import pipeline
from kg.graph import to_dataset
from kg.query import list_queries, run_query

QUERIES = {query.name: query for query in list_queries(Path(__file__).parents[2] / "queries")}
CENTRE, PARK = "青岛人工智能计算中心", "青岛人工智能产业园"
OPERATOR, PARENT = "青岛杰正泽润科技发展有限公司", "青岛高科产业发展有限公司"
CHILD = "青岛高科产业发展有限公司全资子公司"
TALENT = "科研创新与人才培养平台"
FUND = "新一代信息技术产业发展政府引导资金"
ARTICLE = "布局人工智能 山东青岛点亮“算力灯塔”"
INSTITUTE = "自然资源部第一海洋研究所"
Rows = set[tuple[str, ...]]

# Answers that are short stand here whole.
WHOLE: dict[tuple[str, str], Rows] = {
    ("operators", ""): {(CENTRE, OPERATOR, "已陈述", ""), (CENTRE, CHILD, "已陈述", "")},
    ("operators", "facility=算力灯塔"): {(CENTRE, OPERATOR, "已陈述", ""), (CENTRE, CHILD, "已陈述", "")},
    ("park-projects", ""): {
        (PARK, "中科曙光全球研发总部基地", "中科曙光", "转述"),
        (PARK, "智扬科技产业园", "", "转述"),
    },
    ("people", ""): {
        ("刘赞科", PARENT, "党委书记、董事长", "已陈述"),
        ("衣涛", "", "", ""),
        ("邓泰华", "华为", "高级副总裁", "已陈述"),
        ("魏志强", "中国海洋大学", "副校长", "已陈述"),
        ("魏志强", "国家发改委海洋大数据国家地方联合中心", "主任", "已陈述"),
        ("魏志强", "青岛海洋科学与技术试点国家实验室超算中心", "主任", "已陈述"),
    },
    ("investments", ""): {
        (CENTRE, "投资额", "", "390000000", "CNY", "about", "约3.9亿元", "", "已陈述"),
        (PARK, "投资额", "", "1000000000", "CNY", "exact", "10亿元", "在建项目", "转述"),
        (FUND, "投资", "人工智能", "", "", "", "", "", "计划中"),
        (FUND, "投资", "微电子", "", "", "", "", "", "计划中"),
        (FUND, "投资", "虚拟现实", "", "", "", "", "", "计划中"),
        ("社会资本", "资助", FUND, "", "", "", "", "", "计划中"),
    },
    ("partners", f"organisation={TALENT}"): {
        (TALENT, "合作意向", "中国海洋大学", "已陈述", ""),
        (TALENT, "合作意向", INSTITUTE, "已陈述", ""),
    },
    ("partners", "organisation=华为公司"): {("华为", "合作", "产业伙伴", "计划中", "邓泰华")},
    ("partners", "organisation=商汤"): {("商汤科技", "合作", "一汽解放青岛公司", "已陈述", "")},
    ("platforms", "platform=公共算力服务平台"): {
        ("公共算力服务平台", "提供", "人工智能算力服务", "计划中"),
        ("公共算力服务平台", "服务对象", "企业", "计划中"),
        ("公共算力服务平台", "服务对象", "高校", "计划中"),
        ("公共算力服务平台", "服务对象", "科研机构", "计划中"),
    },
    ("platforms", "platform=应用创新孵化平台"): {
        ("应用创新孵化平台", "支持", name, "计划中") for name in ("海尔", "海信", "极视角", "商汤科技", "达闼机器人")
    },
}

# Of long answers, the rows that matter.
ESSENTIAL: dict[tuple[str, str], Rows] = {
    ("partners", ""): {
        (OPERATOR, "合作", CHILD, "已陈述", ""),
        (CHILD, "合作", OPERATOR, "已陈述", ""),
        ("海纳云", "合作", "中国石油大学", "已陈述", ""),
        ("中国海洋大学", "合作意向", TALENT, "已陈述", ""),
        (INSTITUTE, "合作意向", TALENT, "已陈述", ""),
    },
    ("plans", f"subject={CENTRE}"): {
        (CENTRE, "建成时间", "2022-06", "首期", "预期", "刘赞科"),
        (CENTRE, "上线时间", "2022-07", "", "预期", "刘赞科"),
        (CENTRE, "满负荷时间", "2022-07-01/2022-09-30", "", "预期", "邓泰华"),
        (CENTRE, "算力规模", "100P", "首期", "计划中", ""),
        (CENTRE, "服务对象", "高校", "", "计划中", ""),
        (CENTRE, "承建方", "华为", "", "计划中", "邓泰华"),
    },
    ("plans", ""): {
        ("青岛市", "集聚", "工业智能产业集群", "", "预期", ""),
        ("青岛市", "集聚", "智慧海洋产业集群", "", "预期", ""),
        (FUND, "投资", "微电子", "", "计划中", ""),
    },
    ("platforms", ""): {
        (TALENT, "支持", "本地高校", "计划中"),
        ("产业聚合发展平台", "", "", ""),
    },
    ("entity", f"entity={PARK}"): {
        (PARK, "=", "类型", "产业园区", "", ""),
        (PARK, "→", "数量", "16家", "转述", ""),
        (PARK, "→", "数量", "6家", "转述", ""),
        (PARK, "→", "投资额", "10亿元", "转述", ""),
        (PARK, "→", "占地面积", "约2735.4亩", "已陈述", ""),
        (PARK, "→", "位于", "崂山区", "已陈述", ""),
        (PARK, "←", "建设", "崂山区", "已陈述", ""),
    },
    ("entity", "entity=邓泰华"): {
        ("邓泰华", "=", "类型", "人物", "", ""),
        ("邓泰华", "→", "任职于", "华为", "已陈述", ""),
        ("邓泰华", "→", "职务", "高级副总裁", "已陈述", ""),
    },
}
# What would be wrong to answer.
NEVER: dict[tuple[str, str], Rows] = {
    ("operators", ""): {(CENTRE, PARENT, "已陈述", ""), (CENTRE, "全资子公司", "已陈述", "")},
    ("partners", ""): {(TALENT, "合作", "中国海洋大学", "已陈述", ""), (TALENT, "合作", INSTITUTE, "已陈述", "")},
    ("plans", ""): {(CENTRE, "运营方", OPERATOR, "", "计划中", "")},
}


def labels(answers: dict[tuple[str, str], Rows]) -> list[str]:
    return [f"{name} {given}".strip() for name, given in answers]


@pytest.fixture(scope="module")
def seed_dataset(extractor: pipeline.Extractor, seed: Path) -> Dataset:
    return to_dataset(pipeline.build([seed], extractor).graph)


def ask(dataset: Dataset, name: str, given: str) -> tuple[tuple[str, ...], ...]:
    parameters = dict(pair.split("=", 1) for pair in given.split())
    return run_query(dataset, QUERIES[name].text, parameters).rows


@pytest.mark.parametrize(("name", "given"), WHOLE, ids=labels(WHOLE))
def test_the_whole_answer(seed_dataset: Dataset, name: str, given: str) -> None:
    rows = ask(seed_dataset, name, given)
    assert set(rows) == WHOLE[name, given]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize(("name", "given"), ESSENTIAL, ids=labels(ESSENTIAL))
def test_the_rows_that_matter(seed_dataset: Dataset, name: str, given: str) -> None:
    rows = ask(seed_dataset, name, given)
    assert ESSENTIAL[name, given] - set(rows) == set()
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize(("name", "given"), NEVER, ids=labels(NEVER))
def test_what_must_not_be_answered(seed_dataset: Dataset, name: str, given: str) -> None:
    assert NEVER[name, given] & set(ask(seed_dataset, name, given)) == set()


def test_who_said_what(seed_dataset: Dataset) -> None:
    rows = ask(seed_dataset, "quotations", "")
    speakers = [(row[0], row[1].split("; ")[0]) for row in rows]
    assert [speaker for speaker, _ in speakers] == ["刘赞科", *["邓泰华"] * 4, "魏志强"]
    assert {post for speaker, post in speakers if speaker != "魏志强"} == {
        f"{PARENT}党委书记、董事长",
        "华为高级副总裁",
    }
    assert rows[0][2] == "预计到6月份将完成首期100P FlopsAI算力建设，到7月份，预计将上线运行。"
    assert rows[1][2] == "华为将联合产业伙伴一起，高质量完成计算中心的建设，争取三季度上线即饱和运营。"
    assert rows[-1][2].startswith("中国海洋大学将发挥")
    assert {row[3] for row in rows} == {ARTICLE}


def test_where_it_stands_that_the_subsidiary_operates(seed_dataset: Dataset, seed: Path) -> None:
    rows = ask(seed_dataset, "evidence", f"subject={CENTRE} property=运营方 object={CHILD}")
    ((subject, relation, operator, status, quote, article, start, end, rule),) = rows
    assert (subject, relation, operator, status, article) == (CENTRE, "运营方", CHILD, "已陈述", ARTICLE)
    assert "成立全资子公司" in quote
    assert quote.endswith("共同负责运营")
    assert quote in seed.read_text(encoding="utf-8")
    assert int(end) - int(start) == len(quote)
    assert rule


def test_every_fact_can_show_its_words(seed_dataset: Dataset, extractor: pipeline.Extractor, seed: Path) -> None:
    evidences = {
        (one.start, one.end, one.quote, one.rule)
        for fact in pipeline.build([seed], extractor).graph.facts
        for one in fact.evidences
    }
    rows = ask(seed_dataset, "evidence", "")
    assert {(int(row[6]), int(row[7]), row[4], row[8]) for row in rows} == evidences


def test_every_query_asked_is_there() -> None:
    assert {name for table in (WHOLE, ESSENTIAL, NEVER) for name, _ in table} <= QUERIES.keys()
