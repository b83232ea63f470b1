"""Public bodies: what owns them, what they are called, and what only looks like one."""

from __future__ import annotations

import time

import pytest

BODIES = [
    # text, the body that is the outermost name there
    ("济南市教育局发布通知。", "济南市教育局"),
    ("山东省住房和城乡建设厅印发文件。", "山东省住房和城乡建设厅"),
    ("市住建委表示，房价平稳。", "市住建委"),
    ("历下区人民法院开庭审理。", "历下区人民法院"),
    ("泗水县质监局介绍了情况。", "泗水县质监局"),
    ("济南市国土资源和房屋管理局公布名单。", "济南市国土资源和房屋管理局"),
    ("济南市公安局经侦支队立案。", "济南市公安局经侦支队"),
    ("美国驻格鲁吉亚大使馆发表声明。", "美国驻格鲁吉亚大使馆"),
    ("俄海军举行演习。", "俄海军"),
    ("印度空军接收新机。", "印度空军"),
    ("加拿大议会通过法案。", "加拿大议会"),
    ("江苏江阴市政府开展试点。", "江苏江阴市政府"),
    ("嘉定法院受理此案。", "嘉定法院"),
]


@pytest.mark.parametrize(("text", "name"), BODIES)
def test_a_body_with_its_owner(outermost, text: str, name: str) -> None:
    assert ("GovernmentBody", name) in outermost(text)


@pytest.mark.parametrize("text", ["市委市政府召开会议。", "济南市委市政府召开会议。"])
def test_two_bodies_side_by_side_are_two(named, text: str) -> None:
    names = {name for kind, name in named(text) if kind == "GovernmentBody"}
    assert "市政府" in names
    assert not any(name.endswith("市委市政府") for name in names)


@pytest.mark.parametrize(
    "text", ["他是本次比赛的评委。", "日前，当地成立协议会。", "26日央行公布数据。", "公司市场部招聘。", "军队建设。"]
)
def test_what_only_looks_like_a_body(named, text: str) -> None:
    assert not {name for kind, name in named(text) if kind == "GovernmentBody"} - {"央行"}


def test_a_long_row_of_bodies_takes_linear_time(recognize) -> None:
    def seconds(count: int) -> float:
        start = time.perf_counter()
        recognize("济南市教育局" * count)
        return time.perf_counter() - start

    seconds(10)
    assert seconds(1600) < 12 * seconds(400) + 0.5
