"""What is in view when a pointing word comes: near before far, subjects before objects, one or several."""

from __future__ import annotations

import re
import time

import pytest

from kg.knowledge.loader import Knowledge
from kg.model import Document, Mention, Pointing, Speech
from kg.resolution.references import resolve_references
from tests.resolution.samples import mention

KINDS = {
    "公司": "Company", "集团": "Company", "银行": "Company", "大学": "University", "中心": "Facility",
    "平台": "Platform", "市": "AdministrativeRegion", "日报": "MediaOutlet", "机": "Product",
    "大模型": "Technology", "王海山": "Person", "李明": "Person", "赵梅": "Person",
}  # fmt: skip
POINTING = {
    "该公司": ("Company", "anaphor"), "公司": ("Company", "anaphor"), "该行": ("Company", "anaphor"),
    "该校": ("University", "anaphor"), "该产品": ("Product", "anaphor"), "该模型": ("Product", "anaphor"),
    "该平台": ("Platform", "anaphor"), "该市": ("AdministrativeRegion", "anaphor"), "项目": ("Project", "anaphor"),
    "他": ("Person", "anaphor"), "其": ("Agent", "anaphor"), "前者": ("Agent", "anaphor"),
    "后者": ("Agent", "anaphor"), "双方": ("Organization", "several"), "三方": ("Organization", "several"),
    "上述企业": ("Company", "several"), "两家公司": ("Company", "several"), "他们": ("Person", "several"),
    "本公司": ("Company", "own"), "我们": ("Organization", "own"),
}  # fmt: skip


def document(text: str, title: str = "例") -> Document:
    """A post; each line of `text` is a paragraph."""
    whole = f"{title}\n{text}"
    paragraphs, start = [], len(title) + 1
    for line in text.split("\n"):
        paragraphs.append((start, start + len(line)))
        start += len(line) + 1
    return Document("a", title, whole, paragraphs=tuple(paragraphs))


def named(post: Document, *names: str) -> list[Mention]:
    """Every place of these names, typed by their endings."""
    found = []
    for name in names:
        kind = next(kind for ending, kind in KINDS.items() if name.endswith(ending))
        place = -1
        while (place := post.text.find(name, place + 1)) >= 0:
            found.append(Mention(kind, place, place + len(name), name, found_by="shape"))
    return found


def meant(knowledge: Knowledge, text: str, word: str, *names: str, title: str = "例") -> list[str]:
    """What the last `word` of a text refers to."""
    post = document(text, title)
    kind, found_by = POINTING[word]
    start = post.text.rfind(word)
    pointing = Mention(kind, start, start + len(word), word, found_by=found_by)
    references = resolve_references(post, [*named(post, *names), pointing], (), knowledge)
    return [entity.name for entity in references.meant(pointing)]


A, B, C = "云帆公司", "远山公司", "清河公司"
ONE = [
    # text, the word, names, what it means
    (f"{A}收购{B}。该公司扩产。", "该公司", [A, B], A),  # the subject before the object
    (f"昨日，{A}收购{B}，该公司扩产。", "该公司", [A, B], A),
    (f"{A}成立，{B}扩产，该公司增收。", "该公司", [A, B], B),  # the nearest subject of the sentence
    (f"{A}扩产。{B}增收。该公司盈利。", "该公司", [A, B], B),  # the nearest sentence
    (f"{A}扩产。{B}的产品上市。该公司盈利。", "该公司", [A, B], B),
    (f"{A}扩产。\n{B}增收。\n行情回暖。公司盈利。", "公司", [A, B], None),  # another paragraph, and no topic
    (f"{A}扩产。\n公司盈利。", "公司", [A], A),  # it begins its paragraph
    (f"{A}扩产。{A}增收。{A}盈利。\n{B}上市。\n行情回暖。公司盈利。", "公司", [A, B], A),  # what the post is about
    ("行情回暖。公司盈利。", "公司", [A], A),  # the title
    ("云帆银行与云帆公司扩产。该行盈利。", "该行", ["云帆银行", A], "云帆银行"),
    (f"{A}与云帆大学合作。该校扩建。", "该校", [A, "云帆大学"], "云帆大学"),
    ("云帆客机首飞。该产品获批。", "该产品", ["云帆客机"], "云帆客机"),
    ("云帆大模型发布。该模型开源。", "该模型", ["云帆大模型"], "云帆大模型"),
    ("云帆客机首飞。该平台上线。", "该平台", ["云帆客机"], None),
    ("云帆日报报道。其已扩产。", "其", ["云帆日报"], None),  # never the medium
    (f"王海山接手{A}。其已扩产。", "其", ["王海山", A], "王海山"),
    ("王海山会见李明。他表示满意。", "他", ["王海山", "李明"], "王海山"),
    ("王海山致电李明，祝贺他当选。", "他", ["王海山", "李明"], "李明"),  # not the subject of its own clause
    (f"{A}与{B}签约，前者出资。", "前者", [A, B], A),
    (f"{A}与{B}签约，后者出资。", "后者", [A, B], B),
    (f"{A}扩产，后者出资。", "后者", [A], None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "names", "expected"), ONE)
def test_one_thing_that_is_meant(
    knowledge: Knowledge, text: str, word: str, names: list[str], expected: str | None
) -> None:
    title = f"{A}喜报" if text.startswith("行情") else "例"
    assert meant(knowledge, text, word, *names, title=title) == ([expected] if expected else [])


SEVERAL = [
    (f"{A}与{B}签约。双方将合作。", "双方", [A, B], [A, B]),
    (f"{A}宣布，与{B}签约。双方将合作。", "双方", [A, B], [A, B]),
    (f"{A}、{B}、{C}签约。双方将合作。", "双方", [A, B, C], []),  # which two?
    (f"{A}、{B}、{C}签约。三方将合作。", "三方", [A, B, C], [A, B, C]),
    (f"{A}与{B}签约，{C}到场。双方将合作。", "双方", [A, B, C], [A, B]),  # those that stand together
    (f"{A}与{B}签约。\n根据协议，双方将合作。", "双方", [A, B], [A, B]),
    (f"{A}扩产。{B}增收。两家公司盈利。", "两家公司", [A, B], [A, B]),
    (f"{A}扩产，员工增加，产品畅销{B}。双方", "双方", [A, B], []),  # nothing brings them together
    (f"{A}、{B}、{C}入选。上述企业盈利。", "上述企业", [A, B, C], [A, B, C]),
    (f"{A}入选。上述企业盈利。", "上述企业", [A], [A]),
    ("王海山、李明和赵梅到场。他们表示满意。", "他们", ["王海山", "李明", "赵梅"], ["王海山", "李明", "赵梅"]),
    ("王海山到场。他们表示满意。", "他们", ["王海山"], []),
    ("双方将合作。", "双方", [], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "names", "expected"), SEVERAL)
def test_several_things_that_are_meant(
    knowledge: Knowledge, text: str, word: str, names: list[str], expected: list[str]
) -> None:
    assert meant(knowledge, text, word, *names) == expected


def test_what_was_pointed_at_is_in_view_again(knowledge: Knowledge) -> None:
    post = document(f"{A}扩产。{B}到场。{A}增收。该公司盈利，{C}亏损。该公司上市。")
    words = [mention(post, "该公司", "Company", nth=nth, found_by=Pointing.ANAPHOR) for nth in (0, 1)]
    references = resolve_references(post, [*named(post, A, B, C), *words], (), knowledge)
    assert [references.of[word].name for word in words] == [A, A]


def test_a_word_does_not_mean_who_does_something_to_it(knowledge: Knowledge) -> None:
    post = document(f"{A}扩产，{B}减持公司股份。")
    company = mention(
        post, "公司", "Company", nth=post.text[: post.text.index("公司股份")].count("公司"), found_by=Pointing.ANAPHOR
    )
    names = named(post, A, B)
    holder = next(m for m in names if m.name == B)
    assert resolve_references(post, [*names, company], (), knowledge).of[company].name == B
    parted = resolve_references(post, [*names, company], (), knowledge, others={company: frozenset({holder})})
    assert parted.of[company].name == A


@pytest.mark.parametrize(("employed", "expected"), [(True, [A]), (False, [])])
def test_we_are_the_organisation_of_the_speaker(knowledge: Knowledge, employed: bool, expected: list[str]) -> None:
    post = document(f"{B}扩产。王海山表示：“我们将扩产。”{A}增收。")
    we = mention(post, "我们", "Organization", found_by=Pointing.OWN)
    names = named(post, A, B, "王海山")
    speaker = next(m for m in names if m.type == "Person")
    employer = next(m for m in names if m.name == A)
    said = Speech(we.start, post.text.index("”"), speaker, direct=True)
    references = resolve_references(
        post, [*names, we], (), knowledge, speech=[said], employers={speaker: employer} if employed else {}
    )
    assert [entity.name for entity in references.meant(we)] == expected


def test_in_a_notice_the_company_is_that_of_the_notice(knowledge: Knowledge) -> None:
    text = f"证券代码：000000。{B}扩产。公司盈利。"
    assert meant(knowledge, text, "公司", A, B, title=f"{A}公告") == [A]
    assert meant(knowledge, text.replace("证券代码：", ""), "公司", A, B, title=f"{A}公告") == [B]
    assert meant(knowledge, f"{B}扩产。\n本公司盈利。", "本公司", A, B, title=f"{A}公告") == [A]


def test_twenty_thousand_pointing_words_are_looked_up_in_linear_time(knowledge: Knowledge) -> None:
    words = ("该公司", "双方", "他", "该市")

    def seconds(count: int) -> float:
        post = document(f"{A}与{B}扩产，王海山在云帆市；{'，'.join(words)}，" * count)
        pointing = [
            Mention(POINTING[word][0], found.start(), found.end(), word, found_by=POINTING[word][1])
            for word in words
            for found in re.finditer(word, post.text)
        ]
        mentions = [*named(post, A, B, "王海山", "云帆市"), *pointing]
        begin = time.perf_counter()
        references = resolve_references(post, mentions, (), knowledge)
        taken = time.perf_counter() - begin
        assert all(references.meant(one) for one in pointing)
        return taken

    assert seconds(5_000) < 20 * max(seconds(500), 0.02)
