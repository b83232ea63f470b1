"""All recognisers together: spreading, and what must hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Mention
from kg.recognition import Recognizer

FRAGMENTS = (
    "云帆科技有限公司",
    "济南",
    "历下区政府",
    "山东大学",
    "海尔",
    "济南人工智能计算中心",
    "该中心",
    "项目",
    "首期",
    "董事长",
    "王海山",
    "表示",
    "《某市规划》",
    "、",
    "与",
    "和",
    "等企业",
    "等产业集群",
    "，",
    "。",
    "“",
    "”",
    "（济南）",
    "3亿元",
    "6月",
    "将建设",
    "\n",
    "A",
    "第十二次",
    "<b>",
    "𠮷",
)

# Text, the mention that must be found where the words stand for the second time: type, words.
SPREAD = [
    ("济南集聚了云帆智造、星河数科等企业。云帆智造增长。", "Company", "云帆智造"),
    ("云帆科技有限公司揭牌。据云帆科技有限公司称。", "Company", "云帆科技有限公司"),
    ("总裁王海山出席。他说，王海山很忙。", "Person", "王海山"),
    ("王海山表示满意。会后王海山离开。", "Person", "王海山"),
    ("印发《云港行动方案》。云港行动方案提出要求。", "Policy", "云港行动方案"),
    ("王海山表示满意。“王海山”二字很好。", "Person", "王海山"),
]


@pytest.mark.parametrize(("text", "kind", "words"), SPREAD)
def test_what_was_found_once_is_found_everywhere(recognize, text: str, kind: str, words: str) -> None:
    places = [m.start for m in recognize(text) if (m.type, m.name) == (kind, words)]
    assert places == [text.index(words), text.rindex(words)]


def test_a_title_is_one_plan_with_its_bracket(recognize) -> None:
    found = recognize("印发《济南市算力发展规划（2021—2025年）》。")
    assert [m.name for m in found if m.type == "Policy"] == ["济南市算力发展规划（2021—2025年）"]


def test_a_completed_name_does_not_spread(recognize) -> None:
    found = recognize("汇聚工业智能、智慧农业两个产业集群。工业智能发展。")
    assert [m.start for m in found if m.type == "IndustryCluster" and "智能" in m.name] == [2]


def test_a_name_of_two_characters_spreads_to_words_only(recognize) -> None:
    found = recognize("总裁王海出席。王海说完，王海洋笑了。")
    assert [m.start for m in found if (m.type, m.name) == ("Person", "王海")] == [2, 7]


def test_what_points_back_does_not_spread(recognize) -> None:
    found = recognize("项目将完成。推动项目发展。")
    assert [m.start for m in found if m.name == "项目"] == [0]


def test_mentions_stay_in_their_sentences(recognize) -> None:
    names = {m.name for m in recognize("我们在云帆\n科技有限公司")}
    assert not any("\n" in name or "云帆科技" in name for name in names)


def test_a_document_without_sentences_mentions_nothing(extractor) -> None:
    from kg.workbench.examples import example_document

    assert Recognizer(extractor.knowledge).recognize(example_document("海尔。"), (), ()) == ()


def cross(a: Mention, b: Mention) -> bool:
    return a.start < b.start < a.end < b.end or b.start < a.start < b.end < a.end


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join))
@settings(max_examples=120, derandomize=True, deadline=None)
def test_mentions_of_any_text(recognize, text: str) -> None:
    found = recognize(text)
    assert list(found) == sorted(found, key=lambda m: (m.start, -m.end, m.type))
    assert not any(cross(a, b) for a in found for b in found)
    for mention in found:
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.name
        assert mention.found_by
        surface = text[mention.start : mention.end]
        assert mention.value is not None or mention.name in (surface, surface + "产业集群")
    assert recognize(text) == found


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40))
@settings(max_examples=80, derandomize=True, deadline=None)
def test_no_text_is_too_odd(recognize, text: str) -> None:
    for mention in recognize(f"海尔{text}有限公司"):
        assert mention.start < mention.end
