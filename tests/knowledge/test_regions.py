"""What lies in what."""

from __future__ import annotations

import pytest

from kg.knowledge.loader import load_knowledge
from kg.knowledge.names import NameEntry
from kg.knowledge.regions import RegionTree

REGION = "AdministrativeRegion"


@pytest.fixture(scope="module")
def regions() -> RegionTree:
    return load_knowledge().regions


@pytest.mark.parametrize(
    ("small", "big"),
    [
        ("济南市", "山东省"),
        ("历下区", "山东省"),  # over the city
        ("鼓楼区", "南京市"),  # one of several of the name
        ("鼓楼区", "福州市"),
        ("某某镇", "济南市"),  # unknown: it may lie in what is known
        ("纳什维尔", "田纳西州"),  # lists of other countries leave out states
        ("纳什维尔", "美国"),
    ],
)
def test_lies_in(regions: RegionTree, small: str, big: str) -> None:
    assert regions.may_lie_in(small, big)


@pytest.mark.parametrize(
    ("small", "big"),
    [
        ("美国", "中国"),
        ("中国", "美国"),
        ("河南省", "山东省"),
        ("山东省", "济南市"),
        ("历下区", "烟台市"),
        ("贵州省", "大省"),  # what no list knows holds nothing that is known to lie elsewhere
        ("某某镇", "某某地"),
    ],
)
def test_does_not_lie_in(regions: RegionTree, small: str, big: str) -> None:
    assert not regions.may_lie_in(small, big)


def test_rings_end() -> None:
    ring = [NameEntry("甲", REGION, "甲", "乙"), NameEntry("乙", REGION, "乙", "甲")]
    assert RegionTree(ring, "中国").may_lie_in("甲", "乙")
    assert not RegionTree(ring, "中国").may_lie_in("甲", "丙")


def test_only_regions_count() -> None:
    assert not RegionTree([NameEntry("甲", "Company", "甲", "乙")], "中国").may_lie_in("甲", "乙")
