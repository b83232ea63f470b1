"""Who says what, in each form of attribution, and what is no speech at all."""

from __future__ import annotations

import pytest

from kg.knowledge.rule_files import load_rule_files
from kg.model import Document
from kg.pipeline import Extractor
from kg.rules.speech import find_speech

from .scenes import scene

WORDS = load_rule_files().guards
ZHANG = "〔张三:Person〕"
LI = "〔李四:Person〕"


def said(*sentences: str) -> list[tuple[str, str, bool]]:
    """Who says which words, and whether in quotation marks."""
    shown = scene(*sentences)
    text = shown.document.text
    speech = find_speech(shown.document, shown.passages, WORDS)
    assert all(0 <= s.start < s.end <= len(text) for s in speech)
    return [(s.speaker.name, text[s.start : s.end], s.direct) for s in speech]


@pytest.mark.parametrize(
    ("sentences", "speech"),
    [
        # “…”张三说
        (("“项目很好，会按时上线。”", f"{ZHANG}说。"), [("张三", "项目很好，会按时上线。", True)]),
        (("“项目很好，会按时上线。”", f"甲公司总经理{ZHANG}说。"), [("张三", "项目很好，会按时上线。", True)]),
        (("“项目很好，会按时上线。”", f"{ZHANG}向记者介绍。"), [("张三", "项目很好，会按时上线。", True)]),
        # 张三说：“…”
        ((f"{ZHANG}说：“项目很好，会按时上线。”",), [("张三", "项目很好，会按时上线。", True)]),
        ((f"{ZHANG}说，“项目很好，会按时上线。”",), [("张三", "项目很好，会按时上线。", True)]),
        ((f"{ZHANG}说：“很不错！。”",), [("张三", "很不错！。", True)]),
        ((f"{ZHANG}说道：“项目很好，会按时上线。”",), [("张三", "项目很好，会按时上线。", True)]),
        # “…，”张三说，“…”
        (
            (f"“这个项目的进展很好，”{ZHANG}说，“会按时建成、上线的。”",),
            [("张三", "这个项目的进展很好，", True), ("张三", "会按时建成、上线的。", True)],
        ),
        # 张三表示，……
        ((f"{ZHANG}表示，项目很好，会上线。", "会后参观。"), [("张三", "项目很好，会上线。", False)]),
        ((f"{ZHANG}表示：项目很好。",), [("张三", "项目很好。", False)]),
        ((f"{ZHANG}在会上表示，项目很好。",), [("张三", "项目很好。", False)]),
        # Speech that runs on
        (
            ("“项目很好，会按时上线。”", f"{ZHANG}介绍。", "目前已有十家企业。", "明年更多。"),
            [("张三", "项目很好，会按时上线。", True), ("张三", "目前已有十家企业。明年更多。", False)],
        ),
        # An organisation speaks only right before the verb
        (("〔甲公司:Company〕表示，项目很好。",), [("甲公司", "项目很好。", False)]),
        (("〔甲公司:Company〕总经理表示，项目很好。",), []),
        # Settings, adverbs and nouns between speaker and verb; more verbs
        ((f"{ZHANG}在接受记者采访时表示，项目很好。",), [("张三", "项目很好。", False)]),
        ((f"{ZHANG}昨日在接受《泉城财经日报》记者采访时表示，项目很好。",), [("张三", "项目很好。", False)]),
        ((f"{ZHANG}告诉《泉城日报》记者，项目很好。",), [("张三", "项目很好。", False)]),
        (("〔甲公司:Company〕则在研报中指出，项目很好。",), [("甲公司", "项目很好。", False)]),
        (("〔甲公司:Company〕研究员也认为，项目很好。",), [("甲公司", "项目很好。", False)]),
        ((f"{ZHANG}致辞时表示，项目很好。",), [("张三", "项目很好。", False)]),
        ((f"据{ZHANG}介绍，项目很好。",), [("张三", "项目很好。", False)]),
        ((f"{ZHANG}补充道，项目很好。",), [("张三", "项目很好。", False)]),
        (("〔甲公司:Company〕研报显示，项目很好。",), [("甲公司", "项目很好。", False)]),
        (("〔甲公司:Company〕相关负责人表示，项目很好。",), [("甲公司", "项目很好。", False)]),
        (("〔甲公司:Company〕回应称，项目很好。",), [("甲公司", "项目很好。", False)]),
        (("〔甲公司:Company〕公告称，项目很好。",), [("甲公司", "项目很好。", False)]),
        # No mark is needed behind some verbs
        ((f"{ZHANG}认为这将带来变化。",), [("张三", "这将带来变化。", False)]),
        # A name in quotation marks at the beginning of what is said
        ((f"{ZHANG}表示，“百企”计划很好。",), [("张三", "“百企”计划很好。", False)]),
        # A title behind the name does not speak
        ((f"{ZHANG}〔律师:Group〕表示，项目很好。",), [("张三", "项目很好。", False)]),
        # A long phrase right beside its speaker, and marks within marks
        ((f"{ZHANG}说：“一二三四五六七八九十百千”",), [("张三", "一二三四五六七八九十百千", True)]),
        ((f"{ZHANG}说：“我们的“百企”计划，很好。”",), [("张三", "我们的“百企”计划，很好。", True)]),
        # A tale runs on up to another speaker, a quotation or the speaker's name
        ((f"{ZHANG}告诉记者，项目很好。", "会上线。"), [("张三", "项目很好。会上线。", False)]),
        (
            (f"{ZHANG}告诉记者，项目很好。", "会上线。", f"{LI}表示，园区很大。"),
            [("张三", "项目很好。会上线。", False), ("李四", "园区很大。", False)],
        ),
        ((f"{ZHANG}告诉记者，项目很好。", f"{ZHANG}参观了园区。"), [("张三", "项目很好。", False)]),
        ((f"{ZHANG}表示：项目很好。", "会上线。"), [("张三", "项目很好。会上线。", False)]),
        # Two speakers
        (
            (f"{ZHANG}说：“项目很好，会按时上线。”", f"{LI}说：“园区很大，能容十家企业。”"),
            [("张三", "项目很好，会按时上线。", True), ("李四", "园区很大，能容十家企业。", True)],
        ),
    ],
)
def test_who_says_what(sentences: tuple[str, ...], speech: list[tuple[str, str, bool]]) -> None:
    assert said(*sentences) == speech


@pytest.mark.parametrize("verb", WORDS.speech_verbs)
def test_every_listed_verb_attributes(verb: str) -> None:
    assert said(f"{ZHANG}{verb}，项目很好。") == [("张三", "项目很好。", False)]


@pytest.mark.parametrize(
    "sentences",
    [
        # A name in quotation marks is no speech, nor is a phrase
        ("“名称”", f"{ZHANG}说。"),
        (f"{ZHANG}说：“不错，。”",),
        (f"{ZHANG}说：“一二三四五六七八九”",),
        ("打造“人工智能生态创新中心某某某”。",),
        # Nobody says it
        ("“项目很好，会按时上线。”",),
        ("“项目很好，会按时上线。”", f"{ZHANG}参观了园区。"),
        ("“项目很好，会按时上线。",),
        # The verb is too far from the person, or in another clause
        (f"{ZHANG}一行在某某市参观园区之后表示，项目很好。",),
        (f"{ZHANG}参观，随后表示，项目很好。",),
        (f"{ZHANG}参观了园区。", "大家都表示，项目很好。"),
        # What speaks is no agent
        ("〔甲平台:Platform〕表示，项目很好。",),
        # The verb says nothing more
        (f"{ZHANG}说了很多。",),
    ],
)
def test_what_is_no_speech(sentences: tuple[str, ...]) -> None:
    assert said(*sentences) == []


def test_only_speech_behind_a_quotation_runs_on() -> None:
    assert said(f"{ZHANG}介绍。", "目前已有十家企业。") == []


def test_the_end_of_the_paragraph_ends_all_speech() -> None:
    shown = scene("“项目很好，会按时上线。”", f"{ZHANG}介绍。", "会后参观。")
    text = shown.document.text
    middle = text.index("会后")
    document = Document("d", "例", text, paragraphs=((0, middle), (middle, len(text))))
    speech = find_speech(document, shown.passages, WORDS)
    assert [(text[s.start : s.end], s.direct) for s in speech] == [("项目很好，会按时上线。", True)]


def over_paragraphs(*paragraphs: str) -> list[tuple[str, str]]:
    """Who says which words, a paragraph for each argument."""
    shown = scene(*paragraphs)
    spans = tuple((sentence.start, sentence.end) for sentence in shown.sentences)
    document = Document("d", "例", shown.document.text, paragraphs=spans)
    speech = find_speech(document, shown.passages, WORDS)
    return [(s.speaker.name, document.text[s.start : s.end]) for s in speech]


@pytest.mark.parametrize(
    ("paragraphs", "speech"),
    [
        # Each paragraph opens anew, the last is closed
        ((f"{ZHANG}说：“项目很好。", "“会按时上线。”"), [("张三", "项目很好。"), ("张三", "会按时上线。")]),
        # Opened in one, closed in a later one
        (
            (f"{ZHANG}说：“项目很好。", "目前已有十家企业。", "会按时上线。”"),
            [("张三", "项目很好。"), ("张三", "目前已有十家企业。"), ("张三", "会按时上线。")],
        ),
        # A paragraph that is a quotation goes on with the speaker of the one before
        (
            (f"{ZHANG}说：“项目很好，会上线。”", "“目前已有十家企业。”"),
            [("张三", "项目很好，会上线。"), ("张三", "目前已有十家企业。")],
        ),
        # But not behind a paragraph that goes on without him
        ((f"{ZHANG}说：“项目很好，会上线。”会后参观。", "“目前已有十家企业。”"), [("张三", "项目很好，会上线。")]),
        # What is never closed ends with its paragraph
        ((f"{ZHANG}说：“项目很好。", "园区“百企”计划启动。"), [("张三", "项目很好。")]),
    ],
)
def test_speech_over_paragraphs(paragraphs: tuple[str, ...], speech: list[tuple[str, str]]) -> None:
    assert over_paragraphs(*paragraphs) == speech


def test_an_attribution_in_another_paragraph_is_not_of_this_quotation() -> None:
    shown = scene("“项目很好，会按时上线。”", f"{ZHANG}说。")
    text = shown.document.text
    middle = text.index("张三")
    document = Document("d", "例", text, paragraphs=((0, middle), (middle, len(text))))
    assert find_speech(document, shown.passages, WORDS) == ()


@pytest.mark.parametrize("sentence", [f"{ZHANG}表示", f"项目很好，{ZHANG}说"])
def test_a_verb_at_the_very_end_says_nothing(sentence: str) -> None:
    assert said(sentence) == []


def test_no_speech_without_paragraphs(extractor: Extractor) -> None:
    assert find_speech(Document("d", "例", "例"), (), extractor.knowledge.rules.guards) == ()
