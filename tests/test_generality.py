"""No list, rule, query or line of code holds what only the seed post knows: its names must come from rules.

The names are those of the gold annotation. What the country knows, and words that name a kind of thing, are listed here
with their reason; all the rest must stand nowhere under `kg/` and `queries/`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold" / "s01.json"

# Classes whose members have proper names. Places are general knowledge; groups, industries, technologies and concepts
# are common nouns.
PROPER = {
    "Company", "ComputingCentre", "Dataset", "Event", "Facility", "Fund", "GovernmentBody", "IndustrialPark",
    "IndustryCluster", "Initiative", "InnovationCentre", "MediaOutlet", "NewsArticle", "Organization", "Person",
    "Platform", "Policy", "Product", "Project", "ResearchInstitute", "Service", "University",
}  # fmt: skip
COMMON = {
    "AdministrativeRegion", "Concept", "Group", "Industry", "Place", "Technology",
}  # fmt: skip

NATIONAL = "known to the whole country 全国知名"
KIND = "a word for a kind of thing 通名"
ALLOWED: Mapping[str, str] = {
    "青岛日报": "a newspaper with a national serial number, in the list with all others 全国发行的报纸",
    "华为": NATIONAL,
    "华为公司": NATIONAL,
    "海尔": NATIONAL,
    "海信": NATIONAL,
    "商汤": NATIONAL,
    "商汤科技": NATIONAL,
    "中科曙光": NATIONAL,
    "中国海洋大学": NATIONAL,
    "中国石油大学": NATIONAL,
    "自然资源部": NATIONAL,
    "自然资源部海洋第一研究所": NATIONAL,
    "国家发改委": NATIONAL,
    "青岛海洋科学与技术试点国家实验室": "a state laboratory, in the list with all others 国家实验室",
    "政府": KIND,
    "全资子公司": KIND,
    "计算中心": KIND,
    "人工智能计算中心": KIND,
    "首期": KIND,
    "一期": KIND,
    "开工仪式": KIND,
    "揭牌": KIND,
    "产业集群": KIND,
    "工业机器人": KIND,
    "工业相机": KIND,
    "工业智能": "an industry, in the list with all others 行业名",
    "智慧海洋": "an industry, in the list with all others 行业名",
    "1-4-3-2": "a shape of digits with hyphens, in comments on what is no quantity 数字形式",
}
# Words for a kind of thing, in use from city to city: they may stand in the examples of rules, never in what a rule
# or a list matches.
IN_EXAMPLES: Mapping[str, str] = dict.fromkeys(
    (
        "公共算力服务平台", "应用创新孵化平台", "产业聚合发展平台", "算法软件开源社区", "人才培养体系", "华为生态体系",
        "人工智能产业集群", "人工智能创新应用先导区", "国家首批人工智能创新应用先导区", "人工智能算力服务",
        "人工智能计算机集群",
    ),
    KIND,
)  # fmt: skip
_LEGAL_FORM = re.compile(r"(?:科技发展|产业发展|科技|发展)?有限公司$")
_SHORTEST_CORE = 3


def names() -> dict[str, str]:
    """The proper names of the seed with their class: canonical, other names, and companies without place and form."""
    entities = json.loads(GOLD.read_text(encoding="utf-8"))["entities"]
    regions = [
        name for one in entities if one["type"] == "AdministrativeRegion" for name in (one["name"], *one["aliases"])
    ]
    places = sorted(regions, key=len, reverse=True)
    found: dict[str, str] = {}
    for entity in entities:
        if entity["type"] in PROPER:
            for name in (entity["name"], *entity["aliases"]):
                found[name] = entity["type"]
                if entity["type"] == "Company" and _LEGAL_FORM.search(name):
                    core = next((name.removeprefix(place) for place in places if name.startswith(place)), name)
                    core = _LEGAL_FORM.sub("", core)
                    found |= {core: "Company"} if len(core) >= _SHORTEST_CORE else {}
    return found


def searched(root: Path) -> Iterator[Path]:
    """The files that ship with the program."""
    for folder in ("kg", "queries"):
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix not in {".gz", ".png", ".pyc"}:
                yield path


def without_examples(text: str) -> str:
    """A rule file without its examples, counterexamples and comments."""
    loaded = yaml.safe_load(text)
    rules = loaded.get("rules") if isinstance(loaded, dict) else None
    for rule in rules or ():
        rule.pop("examples", None)
        rule.pop("counterexamples", None)
    return yaml.safe_dump(loaded, allow_unicode=True, width=10_000)


def leaks(root: Path, wanted: Iterable[str], *, examples: bool = True) -> list[str]:
    """`file: name` for every name that a file holds; with `examples` false, the examples of rules do not count."""
    found = []
    listed = sorted(wanted)
    for path in searched(root):
        text = path.read_text(encoding="utf-8")
        if not examples and path.suffix == ".yaml":
            text = without_examples(text)
        found += [f"{path.relative_to(root)}: {name}" for name in listed if name in text]
    return found


def test_no_file_holds_a_name_of_the_seed() -> None:
    assert leaks(ROOT, names().keys() - ALLOWED.keys() - IN_EXAMPLES.keys()) == []


def test_words_of_the_seed_stand_in_examples_at_most() -> None:
    assert leaks(ROOT, IN_EXAMPLES, examples=False) == []


def test_the_names_are_those_that_matter() -> None:
    assert names().keys() - ALLOWED.keys() - IN_EXAMPLES.keys() >= {
        "刘赞科", "邓泰华", "魏志强", "衣涛", "极视角", "达闼机器人", "创新奇智", "海纳云", "百企百景", "杰正泽润",
        "青岛高科产业发展有限公司", "青岛国际创新园", "青岛人工智能计算中心", "智扬科技产业园", "青岛科创母基金",
    }  # fmt: skip


def test_every_class_of_the_gold_is_judged() -> None:
    entities = json.loads(GOLD.read_text(encoding="utf-8"))["entities"]
    assert {entity["type"] for entity in entities} <= PROPER | COMMON


def test_every_exception_is_a_name_of_the_seed_and_has_its_reason() -> None:
    exceptions = {**ALLOWED, **IN_EXAMPLES}
    assert exceptions.keys() <= names().keys()
    assert all(exceptions.values())
    assert not ALLOWED.keys() & IN_EXAMPLES.keys()


def test_no_person_is_an_exception() -> None:
    found = names()
    assert [name for name in (*ALLOWED, *IN_EXAMPLES) if found[name] in {"Person", "Fund", "Policy", "Dataset"}] == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("kg/knowledge/names/companies.tsv", "极视角\tCompany\t\t\n"),
        ("kg/knowledge/rules/places.yaml", "rules:\n  - rule: a\n    match: 崂山区政府\n"),
        ("kg/knowledge/ontology.ttl", "# 青岛科创母基金\n"),
        ("kg/recognition/people/persons.py", 'NAMES = ("刘赞科",)\n'),
        ("kg/view/templates/page.js", "// 杰正泽润\n"),
        ("queries/operators.rq", "# 问：青岛国际创新园由谁运营？\n"),
    ],
)
def test_a_planted_name_is_found(tmp_path: Path, file: str, text: str) -> None:
    planted = tmp_path / file
    planted.parent.mkdir(parents=True)
    wanted = names().keys() - ALLOWED.keys()
    planted.write_text("无\n", encoding="utf-8")
    assert leaks(tmp_path, wanted) == []
    planted.write_text(text, encoding="utf-8")
    assert [one.partition(": ")[0] for one in leaks(tmp_path, wanted)] == [file]


@pytest.mark.parametrize(("key", "found"), [("match", 1), ("examples", 0), ("counterexamples", 0)])
def test_a_word_in_a_pattern_is_told_from_one_in_an_example(tmp_path: Path, key: str, found: int) -> None:
    planted = tmp_path / "kg" / "a.yaml"
    planted.parent.mkdir()
    planted.write_text(f"rules:\n  - rule: a\n    {key}: [应用创新孵化平台]\n", encoding="utf-8")
    assert len(leaks(tmp_path, IN_EXAMPLES, examples=False)) == found
