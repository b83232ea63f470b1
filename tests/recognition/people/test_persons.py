"""People: a post before the name, a verb behind it, and the form of the name itself."""

from __future__ import annotations

import time

import pytest

from kg.knowledge.names import NameEntry
from kg.recognition.people.persons import PersonRecognizer
from tests.recognition.cutting import cut, span

SURNAMES = ("顾", "王", "李", "周", "陈", "欧", "欧阳", "马", "向", "单", "高", "于")
FOREIGN = ("埃隆", "马斯克", "约翰", "史密斯")
VERBS = ("说", "表示", "告诉记者")

AFTER_POSTS = [
    # words with their parts of speech, the posts in them, the people found
    ("董事长/n 王海山/nr 出席/v", ["董事长"], ["王海山"]),
    ("董事长/n 王海/nr 出席/v", ["董事长"], ["王海"]),
    ("董事长/n 王海/nr 计划/n 6/m 个/q 月/n 内/f", ["董事长"], ["王海"]),  # a verb before a figure
    ("董事长/n 王/nr 海于/v 昨日/t 质押/v", ["董事长"], ["王海"]),  # a preposition stuck to the name
    ("董事长/n 王海山/nr", ["董事长"], ["王海山"]),
    ("市长/n 周/nr 海波/n 出席/v", ["市长"], ["周海波"]),  # a name that was cut in two
    ("市长/n 周/nr 海/n 波/n 出席/v", ["市长"], ["周海波"]),
    ("市长/n 周/nr 波/n", ["市长"], ["周波"]),
    ("院长/n 欧阳明华/nr 出席/v", ["院长"], ["欧阳明华"]),
    ("院长/n 欧阳/nr 明/n 出席/v", ["院长"], ["欧阳明"]),
    ("书记/n 、/x 董事长/n 李明/nr 说/v", ["书记", "董事长"], ["李明"]),
    ("高级/b 副总裁/n 李明/nr 说/v", ["高级副总裁"], ["李明"]),
    ("副总裁/n 助理/n 李明/nr 说/v", ["副总裁", "副总裁助理"], ["李明"]),  # a post inside a post introduces nobody
    ("副总裁/n 高/b 助/n 李明/nr", ["副总裁", "副总裁高助"], ["李明"]),
    ("总裁/n 埃隆/nr ·/x 马斯克/nr ，/x", ["总裁"], ["埃隆·马斯克"]),
    ("总裁/n 埃隆/ns ·/x 马斯克/nr 出席/v", ["总裁"], ["埃隆·马斯克"]),
    ("总裁/n 埃隆/ns ·/x 马/nr 斯克/nz 出席/v", ["总裁"], ["埃隆·马斯克"]),  # the last part was cut in two
    ("总裁/n Tim/eng", ["总裁"], ["Tim"]),
    ("国王/n 约翰/nr 六世/t 出席/v", ["国王"], ["约翰六世"]),
    ("国王/n 约翰/nr 六/m 世纪/n 出席/v", ["国王"], ["约翰"]),
    ("董事长/n 马奕谦/i 先生/n 出席/v", ["董事长"], ["马奕谦"]),  # taken for an idiom
    ("董事长/n 王文/n 海/n ，/x", ["董事长"], ["王文海"]),  # a word and a character
    ("董事长/n 出席/v", ["董事长"], []),  # no surname
    ("董事长/n 王/nr", ["董事长"], []),  # a surname alone is no name
    ("董事长/n ，/x 王海山/nr", ["董事长"], []),  # a mark between
    ("王海山/nr 董事长/n 出席/v", ["董事长"], []),
    ("董事长/n 王/nr 共同富裕/n", ["董事长"], []),  # no border where a given name could end
]

SPEAKERS = [
    ("王海山/nr 表示/v", ["王海山"]),
    ("王海/nr 说/v", ["王海"]),
    ("欧阳明华/nr 告诉记者/v", ["欧阳明华"]),
    ("再/d 见/v 王海/nr 时/n", []),  # says nothing, and two characters are little
    ("王海山/n 表示/v", []),  # not a name to the segmenter
    ("王/nr 表示/v", []),
    ("王海山大人物/nr 表示/v", []),  # too long
    ("沐海山/nr 表示/v", []),  # not a surname that is known
]


BY_FORM = [
    # words with their parts of speech, the people found
    ("大家/r 记得/v 周海波/nr 的/uj 故事/n", ["周海波"]),  # three characters that names are made of
    ("大家/r 记得/v 王海/nr 的/uj 故事/n", []),  # two need their surroundings
    ("，/x 王海/nr 不再/d 参加/v", ["王海"]),
    ("，/x 周末/nr 不再/d 参加/v", []),  # a common word
    ("王海/nr ：/x 我/r 看好/v", ["王海"]),
    ("（/x 文/n //x 王海/nr ）/x", ["王海"]),  # a byline
    ("村民/n 王海/nr 的/uj 家/n", ["王海"]),
    ("王海/nr 夫妇/n", ["王海"]),
    ("周/nr 海/n 波/n 夫妇/n", ["周海波"]),
    ("李先生/nr 表示/v", []),  # a form of address names nobody
    ("周海山/nr 纪念馆/n", []),  # a thing that bears the name
    ("《/x 王海山/nr 传/n 》/x 出版/v", []),  # the title of a work
    ("王海山/nr 、/x 李/nr 明/a 和/c 周海波/nr 出席/v", ["王海山", "李明", "周海波"]),  # a list
    ("市长/n 王海/nr 林先生/nr", ["王海林"]),  # the segmenter joined the last character to the address
    ("院长/n 王海/nr 平等/a 出席/v", ["王海平"]),
    ("（/x 记者/n 周亮/a ）/x", ["周亮"]),
    ("记者/n 马上/n 出发/v", []),
]

FOREIGN_NAMES = [
    ("大家/r 喜欢/v 史密斯/nz 的/uj 书/n", ["史密斯"]),  # a name of the list
    ("大家/r 喜欢/v 托马德/nr 的/uj 书/n", []),  # as well a place
    ("主帅/n 托马德/nr 的/uj 书/n", ["托马德"]),
    ("托马德/nr 表示/v", ["托马德"]),
    ("大/a 史密斯/nz 、/x 小/a 约翰/nz", ["史密斯", "约翰"]),
    ("史密斯/nz 大学/n", []),
    ("约翰/nz ·/x 托马德/nr 曾/d 来/v", ["约翰·托马德"]),
    ("约翰/nz ·/x 托马德曾/nr 来/v", ["约翰·托马德"]),  # the segmenter joined the adverb to the name
    ("约翰/nz ·/x 史密斯/nz 大学/n", []),
    ("马斯克/nz （/x Elon Musk/eng ）/x 来访/v", ["马斯克", "马斯克"]),  # twice the same person
    ("大家/r 见/v 佐藤/nr 健/a 的/uj", []),
    ("导演/n 佐藤/nr 健/a 的/uj 作品/n", ["佐藤健"]),
    ("高桥/nr 英明/nr 获奖/v", ["高桥英明"]),
]


@pytest.fixture(scope="module")
def recognizer() -> PersonRecognizer:
    surnames = [NameEntry(name, "Surname", name) for name in SURNAMES]
    foreign = [NameEntry(name, "ForeignName", name) for name in FOREIGN]
    return PersonRecognizer([*surnames, *foreign], VERBS)


@pytest.mark.parametrize(("words", "posts", "expected"), AFTER_POSTS)
def test_names_after_posts(recognizer: PersonRecognizer, words: str, posts: list[str], expected: list[str]) -> None:
    text, sentence = cut(words)
    listed = [span(text, post, "Post") for post in posts]
    found = [m for m in recognizer.find(text, sentence, listed) if m.found_by == "post"]
    assert [m.name for m in found] == expected
    assert all(m.type == "Person" and text[m.start : m.end] == m.name for m in found)


@pytest.mark.parametrize("kind", ["Company", "AdministrativeRegion"])
def test_only_posts_introduce_names(recognizer: PersonRecognizer, kind: str) -> None:
    text, sentence = cut("云帆/n 王海/nr 出席/v")
    assert not [m for m in recognizer.find(text, sentence, [span(text, "云帆", kind)]) if m.found_by == "post"]


@pytest.mark.parametrize(("words", "expected"), SPEAKERS)
def test_names_before_verbs_of_speech(recognizer: PersonRecognizer, words: str, expected: list[str]) -> None:
    text, sentence = cut(words)
    found = list(recognizer.find(text, sentence, ()))
    assert [(m.name, m.found_by) for m in found] == [(name, "speaker") for name in expected]


@pytest.mark.parametrize(("words", "expected"), [*BY_FORM, *FOREIGN_NAMES])
def test_names_by_their_form_and_surroundings(recognizer: PersonRecognizer, words: str, expected: list[str]) -> None:
    text, sentence = cut(words.replace("Elon Musk", "ElonMusk"))
    posts = [span(text, post, "Post") for post in ("市长", "院长", "记者", "主帅", "导演") if post in text]
    assert [m.name for m in recognizer.find(text, sentence, posts)] == expected


def test_what_is_known_to_be_something_else_is_nobody(recognizer: PersonRecognizer) -> None:
    text, sentence = cut("王海山/nr 表示/v")
    assert not list(recognizer.find(text, sentence, [span(text, "王海山", "Company")]))
    assert list(recognizer.find(text, sentence, [span(text, "海山", "AdministrativeRegion")]))


def test_a_latin_name_in_brackets_is_the_same_person(recognizer: PersonRecognizer) -> None:
    text, sentence = cut("马斯克/nz （/x ElonMusk/eng ）/x")
    latin = list(recognizer.find(text, sentence, ()))[1]
    assert (text[latin.start : latin.end], latin.name, latin.found_by) == ("ElonMusk", "马斯克", "bracket")


AMONG_ALL = [
    ("云帆科技董事长王海山出席。", {"王海山"}),
    ("华为公司高级副总裁欧阳明介绍，平台将上线。", {"欧阳明"}),
    ("泉城大学副校长、某实验室主任李明华这样说。", {"李明华"}),
    ("党委书记、董事长司马光出席。", {"司马光"}),
    ("市委书记、市长周海波出席。", {"周海波"}),
    ("首席执行官埃隆·马斯克，来到济南。", {"埃隆·马斯克"}),
    ("首席执行官埃隆·马斯克出席。", {"埃隆·马斯克"}),
    ("首席执行官埃隆·马斯克表示满意。", {"埃隆·马斯克"}),  # the last part counts no second time
    ("首席执行官Tim Cook出席。", {"Tim Cook"}),
    ("李明介绍了情况。", {"李明"}),
    ("赵建国表示，公司将扩产。", {"赵建国"}),
    ("记者张小云报道。", {"张小云"}),
    ("记者来到济南。", set()),
    ("主任高度评价了项目。", set()),
    ("市长要求加快建设。", set()),
    ("局长时间安排。", set()),
    ("董事长单位落户济南。", set()),
    ("主任安排工作。", set()),
    ("经理高兴地说。", set()),
    ("校长毕业于山东大学。", set()),
    ("总经理向客户介绍产品。", set()),  # a preposition that is a surname too
    ("院长陈列馆开馆。", set()),
    ("总工程师华为员工。", set()),
]


@pytest.mark.parametrize(("text", "expected"), AMONG_ALL)
def test_people_among_all_mentions(named, text: str, expected: set[str]) -> None:
    assert {name for kind, name in named(text) if kind == "Person"} == expected


def test_a_name_found_once_is_found_everywhere(recognize) -> None:
    found = [m.found_by for m in recognize("市长周海波出席。大家感谢周海波一家人。") if m.name == "周海波"]
    assert len(found) == 2


def test_a_foreign_name_may_have_three_parts(recognizer: PersonRecognizer) -> None:
    text, sentence = cut("总裁/n 约翰/nr ·/x 保罗/nr ·/x 琼斯/nr 出席/v")
    found = recognizer.find(text, sentence, [span(text, "总裁", "Post")])
    assert [m.name for m in found] == ["约翰·保罗·琼斯"]


@pytest.mark.parametrize("piece", ["王/nr 海/n ", "马/nr ", "约翰/nz ·/x ", "当/p ", "王海山/nr 、/x ", "《/x "])
def test_long_sentences_take_linear_time(recognizer: PersonRecognizer, piece: str) -> None:
    def seconds(times: int) -> float:
        text, sentence = cut(piece * times)
        start = time.perf_counter()
        list(recognizer.find(text, sentence, ()))
        return time.perf_counter() - start

    short = max(min(seconds(1_000) for _ in range(3)), 0.002)
    assert seconds(8_000) < 30 * short


def test_who_acts_in_concert_with_others_may_be_a_person(recognizer: PersonRecognizer) -> None:
    text, sentence = cut("，/x 顾/v 清波/n 及其/c 一致行动人/nz 的/uj 股份/n")
    assert [m.name for m in recognizer.find(text, sentence, [])] == ["顾清波"]
