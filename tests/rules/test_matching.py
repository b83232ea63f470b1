"""Each construct of the pattern language at work on a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Document, Mention, Sentence
from kg.pipeline import Extractor
from kg.rules.matching import Match, Pattern
from kg.rules.passage import Passage, passage_of
from kg.rules.syntax import parse_pattern

from .scenes import is_a, named, scene, search, spans

COMPANY = "〔甲公司:Company〕"


@pytest.mark.parametrize(
    ("pattern", "sentence", "found"),
    [
        # Literals
        ("投资", "甲投资乙", ["投资"]),
        ("投资", "甲投乙资", []),
        ("投 资", "甲投资乙", ["投资"]),
        ("投资", "投资投资", ["投资", "投资"]),
        # Options and alternatives
        ("由 负责? 运营", "由负责运营，由运营", ["由负责运营", "由运营"]),
        ("(建设|承建) 了", "承建了，建设了，兴建了", ["承建了", "建设了"]),
        ("(甲|甲乙) 丙", "甲乙丙", ["甲乙丙"]),
        ("(甲|甲乙)", "甲乙", ["甲"]),
        ("(甲 (乙|丙)?)? 丁", "甲丙丁，甲丁，丁", ["甲丙丁", "甲丁", "丁"]),
        # Short gaps
        ("由 … 运营", "由某某负责运营", ["由某某负责运营"]),
        ("由 … 运营", "由运营", ["由运营"]),
        ("由 … 运营", "由甲运营乙运营", ["由甲运营"]),
        ("由 … 运营", "由甲，乙运营", []),
        ("由 … 运营", "由" + "某" * 12 + "运营", ["由" + "某" * 12 + "运营"]),
        ("由 … 运营", "由" + "某" * 13 + "运营", []),
        ("由 …3 运营", "由某某某运营", ["由某某某运营"]),
        ("由 …3 运营", "由某某某某运营", []),
        # Long gaps
        ("由 …… 运营", "由甲，乙运营", ["由甲，乙运营"]),
        ("由 …… 运营", "由甲。乙运营", []),
        ("由 …… 运营", "由甲；乙运营", []),
        ("由 …… 运营", "由" + "某" * 40 + "运营", ["由" + "某" * 40 + "运营"]),
        ("由 …… 运营", "由" + "某" * 41 + "运营", []),
        ("由 ……3 运营", "由甲，乙运营", ["由甲，乙运营"]),
        ("由 ……2 运营", "由甲，乙运营", []),
        # Edges of clauses
        ("^ 投资", "投资甲，投资乙；再投资", ["投资", "投资"]),
        ("^ 投资", "“投资甲", ["投资"]),
        ("投资 $", "再投资，投资甲；投资", ["投资", "投资"]),
        ("投资 $", "“投资”", ["投资"]),
        ("^ 投资 $", "投资。", ["投资"]),
        # What stands before and after
        ("(前无 拟) 投资", "拟投资，投资", ["投资"]),
        ("(前有 拟) 投资", "拟投资，投资", ["投资"]),
        ("投资 (后无 者)", "投资者", []),
        ("投资 (后无 者)", "投资", ["投资"]),
        ("投资 (后有 乙)", "投资乙", ["投资"]),
        ("投资 (后有 … 元)", "投资三亿元，投资人", ["投资"]),
        ("(前有 甲|乙) 投资", "甲投资，乙投资，丙投资", ["投资", "投资"]),
        ("(前无 甲) (前无 乙) 投资", "甲投资，乙投资，丙投资", ["投资"]),
    ],
)
def test_matches(pattern: str, sentence: str, found: list[str]) -> None:
    assert spans(pattern, sentence) == found


@pytest.mark.parametrize("mark", "，；：。！？!?;—")
def test_a_short_gap_stops_at_every_clause_mark(mark: str) -> None:
    assert spans("由 … 运营", f"由甲{mark}乙运营") == []


@pytest.mark.parametrize("mark", "。；！？")
def test_a_long_gap_stops_at_the_end_of_a_sentence(mark: str) -> None:
    assert spans("由 …… 运营", f"由甲{mark}乙运营") == []


@pytest.mark.parametrize("mark", "，：、（")
def test_a_long_gap_crosses_other_marks(mark: str) -> None:
    assert spans("由 …… 运营", f"由甲{mark}乙运营") == [f"由甲{mark}乙运营"]


@pytest.mark.parametrize(
    ("pattern", "held"),
    [
        ("{who:Company} 投资", ["甲公司"]),
        ("{who:Organization} 投资", ["甲公司"]),
        ("{who:Thing} 投资", ["甲公司"]),
        ("{who:Person|Agent} 投资", ["甲公司"]),
        ("{who:Person} 投资", None),
        ("{who:Facility|Person} 投资", None),
    ],
)
def test_a_blank_takes_a_class_and_those_below(pattern: str, held: list[str] | None) -> None:
    found = search(pattern, f"{COMPANY}投资")
    assert [named(match)["who"] for match in found] == ([held] if held else [])


def test_a_blank_does_not_take_a_class_above() -> None:
    assert not search("{who:Company} 投资", "〔某单位:Organization〕投资")


def test_of_two_readings_of_the_same_words_the_fitting_one_is_taken() -> None:
    (match,) = search("{who:Company} 投资", "〔甲公司:Company|Platform〕投资")
    assert [mention.type for mention in match.bindings["who"]] == ["Company"]


@pytest.mark.parametrize(
    ("between", "joined"),
    [
        ("、", True),
        ("和", True),
        ("与", True),
        ("及", True),
        ("以及", True),
        ("，以及", True),
        ("，及", True),
        ("、以及", True),
        ("、和", True),
        ("", False),
        ("，", False),
        ("向", False),
        ("和某", False),
        ("；", False),
    ],
)
def test_a_list_is_joined_by_its_separators(between: str, joined: bool) -> None:
    sentence = f"〔甲公司:Company〕{between}〔乙公司:Company〕投资"
    (match,) = search("{who:Company+} 投资", sentence)
    assert named(match)["who"] == (["甲公司", "乙公司"] if joined else ["乙公司"])


def test_quoted_names_side_by_side_are_a_list() -> None:
    (match,) = search("{who:Company+} 投资", "“〔甲公司:Company〕”“〔乙公司:Company〕”《〔丙公司:Company〕》投资")
    assert named(match)["who"] == ["丙公司"]
    (match,) = search("{who:Company+} 投资", "“〔甲公司:Company〕”“〔乙公司:Company〕”和「〔丙公司:Company〕」投资")
    assert named(match)["who"] == ["甲公司", "乙公司", "丙公司"]


def test_a_list_gives_back_what_the_rest_needs() -> None:
    (match,) = search("{who:Company+} 和 {whom:Company} 签约", f"{COMPANY}、〔乙公司:Company〕和〔丙公司:Company〕签约")
    assert named(match) == {"who": ["甲公司", "乙公司"], "whom": ["丙公司"]}


def test_a_list_ends_at_what_does_not_fit() -> None:
    (match,) = search("{who:Company+}", "〔甲公司:Company〕、〔张三:Person〕、〔乙公司:Company〕", overlapping=False)[
        :1
    ]
    assert named(match)["who"] == ["甲公司"]


def test_a_single_mention_is_a_list() -> None:
    (match,) = search("{who:Company+} 投资", f"{COMPANY}投资")
    assert named(match)["who"] == ["甲公司"]


def test_a_list_is_cut_at_forty() -> None:
    many = "、".join(f"〔甲{number}公司:Company〕" for number in range(60))
    (match, *_) = search("{who:Company+}", many)
    assert len(match.bindings["who"]) == 40


@pytest.mark.parametrize("between", ["", "等", "等企业", "等一批龙头企业"])
def test_a_list_may_have_a_tail(between: str) -> None:
    sentence = f"〔甲公司:Company〕、〔乙公司:Company〕{between}投资"
    (match,) = search("{who:Company+} 投资", sentence, tail="等 …6 企业 | 等")
    assert named(match)["who"] == ["甲公司", "乙公司"]
    assert bool(search("{who:Company+} 投资", sentence)) is (between == "")


def test_only_a_list_has_a_tail() -> None:
    assert not search("{who:Company} 投资", f"{COMPANY}等投资", tail="等")


@pytest.mark.parametrize(
    "shown",
    [
        "“〔甲公司:Company〕”",
        "「〔甲公司:Company〕」",
        "『〔甲公司:Company〕』",
        "《〔甲公司:Company〕》",
        '"〔甲公司:Company〕"',
        "‘〔甲公司:Company〕’",
        "〔甲公司:Company〕（以下简称“甲”）",
        "〔甲公司:Company〕(600000)",
        "“〔甲公司:Company〕”（下称甲）",
    ],
)
def test_quotation_marks_and_brackets_belong_to_the_name(shown: str) -> None:
    (match,) = search("由 {who:Company} 运营", f"由{shown}运营")
    assert named(match)["who"] == ["甲公司"]


@pytest.mark.parametrize(
    "shown", ["“〔甲公司:Company〕", "“〔甲公司:Company〕大楼”", "〔甲公司:Company〕（", "〔甲公司:Company〕（）"]
)
def test_marks_that_do_not_close_around_the_name_are_words(shown: str) -> None:
    assert not search("由 {who:Company} 运营", f"由{shown}运营")


def test_what_stands_in_brackets_may_be_read_too() -> None:
    (match,) = search("{who:Company} （ 下称 {alias:Thing…} ）", "〔甲公司:Company〕（下称甲）运营")
    assert named(match) == {"who": ["甲公司"], "alias": ["甲"]}


def test_only_an_agent_is_followed_by_its_short_name() -> None:
    assert not search("由 {who:Facility} 运营", "由〔甲中心:Facility〕（简称甲）运营")


@pytest.mark.parametrize(
    ("pattern", "sentence", "held"),
    [
        ("以 {goal:Concept…} 为", "以创新发展为纲", "创新发展"),
        ("以 {goal:Concept…3} 为", "以创新发展为纲", None),
        ("以 {goal:Concept…4} 为", "以创新发展为纲", "创新发展"),
        ("以 {goal:Concept…} 为", "以为纲", None),
        ("以 {goal:Concept…} 为", "以创新，发展为纲", None),
        ("以 {goal:Concept…} 为", "以为为纲", "为"),
        ("以 {goal:Concept…} 为", "以〔甲公司:Company〕的愿景为纲", "甲公司的愿景"),
        ("以 {goal:Concept…} 为", "以" + "远" * 30 + "为纲", "远" * 30),
        ("以 {goal:Concept…} 为", "以" + "远" * 31 + "为纲", None),
    ],
)
def test_a_free_blank_takes_the_fewest_words_of_the_clause(pattern: str, sentence: str, held: str | None) -> None:
    found = search(pattern, sentence)
    assert [(m.name, m.type) for match in found for m in match.bindings["goal"]] == (
        [(held, "Concept")] if held else []
    )


@pytest.mark.parametrize(
    ("pattern", "sentence", "held"),
    [
        ("{kind=全资|控股} 子公司", "控股子公司", "控股"),
        ("{kind=全资? 子公司}", "全资子公司", "全资子公司"),
        ("{kind=甲|甲乙} 丙", "甲乙丙", "甲乙"),
        ("{kind=…4 体系} 建设", "人才体系体系建设", "人才体系体系"),
        ("{kind={who:Company} 的 …4} 体系", f"{COMPANY}的人才体系", "甲公司的人才"),
        ("{kind=(甲|乙)?} 丙", "丙", ""),
    ],
)
def test_a_capture_holds_its_words_after_backtracking(pattern: str, sentence: str, held: str) -> None:
    (match,) = search(pattern, sentence)
    assert [(m.name, m.type) for m in match.bindings["kind"]] == [(held, "Text")]


def test_captures_may_stand_in_one_another() -> None:
    (match,) = search("{whole={first=甲|甲乙} 丙}", "甲乙丙")
    assert named(match) == {"whole": ["甲乙丙"], "first": ["甲乙"]}


def test_a_blank_within_a_capture_is_bound_too() -> None:
    (match,) = search("{kind={who:Company} 平台}", f"{COMPANY}平台")
    assert named(match) == {"kind": ["甲公司平台"], "who": ["甲公司"]}


def test_what_was_not_taken_is_not_bound() -> None:
    (match,) = search("{who:Company}? 投资 ({what:Platform}|乙)", "投资乙")
    assert dict(match.bindings) == {}


def test_a_word_is_told_by_its_part_of_speech() -> None:
    words = "公司/n 拟/v 投资/vn 平台/n"
    assert len(search("<v>", "公司拟投资平台", words=words)) == 2
    (match,) = search("<vn> 平台", "公司拟投资平台", words=words)
    assert (match.start, match.end) == (3, 7)
    assert not search("<d>", "公司拟投资平台", words=words)
    assert not search("<v>", "公司拟投资平台")


def test_a_word_is_not_taken_out_of_a_mention() -> None:
    assert not search("<v>", "〔投资公司:Company〕", words="投资/v 公司/n")


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("公司", "〔甲公司:Company〕投资"),
        ("公司 投资", "〔甲公司:Company〕投资"),
        ("投资 甲", "投资〔甲公司:Company〕"),
        ("投资 (后有 甲)", "投资〔甲公司:Company〕"),
        ("{kind=甲公}", "〔甲公司:Company〕投资"),
    ],
)
def test_no_match_begins_or_ends_within_a_mention(pattern: str, sentence: str) -> None:
    assert spans(pattern, sentence) == []


def test_a_literal_may_cover_a_whole_mention() -> None:
    assert spans("由 甲公司 运营", f"由{COMPANY}运营") == ["由甲公司运营"]


def test_a_gap_skips_mentions_whole() -> None:
    assert spans("由 … 公司", f"由某{COMPANY}的公司") == ["由某甲公司的公司"]
    assert spans("由 …3 运营", f"由{COMPANY}运营") == ["由甲公司运营"]
    assert spans("由 …2 运营", f"由{COMPANY}运营") == []


def test_a_condition_may_ask_for_a_mention() -> None:
    assert spans("(前无 {:Company}) 投资", f"{COMPANY}投资，再投资") == ["投资"]
    assert spans("投资 (后有 {:Company})", f"投资{COMPANY}，投资人") == ["投资"]
    assert spans("(前有 {:Company}) 投资", "“〔甲公司:Company〕”投资") == ["投资"]


def test_a_condition_sees_a_long_name_before() -> None:
    assert spans("(前有 {:Company}) 投资", "〔某某市甲乙丙科技发展有限责任公司:Company〕投资") == ["投资"]
    assert spans("(前无 {:Company}) 投资", "〔某某市甲乙丙科技发展有限责任公司:Company〕投资") == []


@pytest.mark.parametrize(("between", "seen"), [(39, True), (40, False)])
def test_a_condition_looks_back_forty_characters(between: int, seen: bool) -> None:
    assert bool(spans("(前有 甲 …60) 丙", f"甲{'乙' * between}丙")) is seen


def test_a_condition_tries_all_its_alternatives() -> None:
    assert spans("(前有 甲|甲乙) 丙", "甲乙丙") == ["丙"]
    assert spans("(前无 甲|甲乙) 丙", "甲乙丙") == []
    assert spans("(前有 甲 (乙|乙丙) 丁?) 戊", "甲乙丙丁戊，甲乙戊，甲戊") == ["戊", "戊"]


@pytest.mark.parametrize(("joint", "listed"), [("联合", 2), ("，联合", 2), ("会同", 1)])
def test_verbs_may_join_the_items_of_a_list(joint: str, listed: int) -> None:
    sentence = f"〔甲公司:Company〕{joint}〔乙公司:Company〕投资"
    (match,) = search("{who:Company+} 投资", sentence, joints=("联合",))
    assert len(match.bindings["who"]) == listed
    (plain,) = search("{who:Company+} 投资", sentence)
    assert len(plain.bindings["who"]) == 1


def test_a_joint_is_words_not_a_pattern() -> None:
    sentence = "〔甲公司:Company〕联合〔乙公司:Company〕投资"
    (match,) = search("{who:Company+} 投资", sentence, joints=("..", "(", "联|合"))
    assert len(match.bindings["who"]) == 1


def test_matches_do_not_overlap_unless_asked() -> None:
    chain = "〔甲公司:Company〕〔乙公司:Company〕〔丙公司:Company〕"
    first = search("{one:Company} {two:Company}", chain)
    assert [named(match) for match in first] == [{"one": ["甲公司"], "two": ["乙公司"]}]
    every = search("{one:Company} {two:Company}", chain, overlapping=True)
    assert [named(match)["two"] for match in every] == [["乙公司"], ["丙公司"]]


def test_a_pattern_of_nothing_matches_and_ends() -> None:
    assert [match.end - match.start for match in search("甲?", "乙乙")] == [0, 0, 0]


def test_head_and_anchor_are_the_first_and_the_last_literal() -> None:
    (match,) = search("{who:Company} 由 …4 负责 {what:Company}", f"{COMPANY}由某某负责〔乙公司:Company〕")
    assert (match.start, match.head, match.anchor, match.end) == (0, 3, 6, 11)
    (match,) = search("{who:Company} {what:Company}", "某〔甲公司:Company〕〔乙公司:Company〕")
    assert (match.head, match.anchor) == (1, 1)


def test_a_carried_blank_asks_who_governs_where_it_stands() -> None:
    shown = scene(f"{COMPANY}，投资〔乙平台:Platform〕")
    asked: list[tuple[int, tuple[str, ...], bool]] = []

    def governing(place: int, types: tuple[str, ...], many: bool) -> tuple[Mention, ...]:
        asked.append((place, types, many))
        return shown.mentions[:1]

    pattern = Pattern(parse_pattern("{who←:Agent|Group+} 投资 {what:Platform}", {}))
    (match,) = pattern.search(shown.passage, governing)
    assert asked == [(4, ("Agent", "Group"), True)]
    assert named(match) == {"who": ["甲公司"], "what": ["乙平台"]}
    assert not list(pattern.search(shown.passage, lambda *_: ()))


def test_a_carried_blank_that_may_be_missing() -> None:
    (match,) = search("{who←:Agent}? 投资", "投资")
    assert dict(match.bindings) == {}


class _Counted(str):
    """Text that may be looked at so often and no more."""

    __slots__ = ("looks",)

    def startswith(self, *arguments: object) -> bool:
        self.looks -= 1
        assert self.looks >= 0
        return str.startswith(self, *arguments)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("由? " * 24 + "止", "由" * 200),
        ("… " * 8 + "止", "由" * 200),
        ("…… " * 4 + "止", "由，" * 100),
        ("(由 (由 (由|…)|…)|…) " * 4 + "止", "由" * 200),
        ("{a:Concept…} {b:Concept…} {c:Concept…} 止", "由" * 200),
        ("{a={b={c=由? …} …} …} 止", "由" * 200),
    ],
)
def test_work_is_bounded_by_pattern_times_text(pattern: str, text: str) -> None:
    counted = _Counted(text + "止息")  # the last word is there, but inside a name: so the pattern is tried at all
    counted.looks = 60 * len(text) * len(pattern)
    document = Document("d", "例", counted)
    name = Mention("Company", len(text), len(counted), "止息")
    passage = passage_of(document, Sentence(0, len(counted)), (name,), is_a)
    assert not list(Pattern(parse_pattern(pattern, {})).search(passage, lambda *_: ()))
    assert counted.looks < 60 * len(text) * len(pattern)


CHARACTERS = "由甲乙丙公司将拟在与和、以及，。；：“”（）等的了年月0亿元 \n—《》投资建设打造运营"
WORDS = ("运营", "建设", "打造", "揭牌", "举行", "总投资", "落户", "提供", "形成", "中心", "发布", "面向", "赋能")
CLASSES = [
    "Company",
    "Facility",
    "AdministrativeRegion",
    "Person",
    "Industry",
    "Platform",
    "Event",
    "Time",
    "Money",
    "Post",
]


@st.composite
def _passages(draw: st.DrawFn, extractor: Extractor) -> Passage:
    """Random Chinese with random mentions, cut into words at random."""
    text = "".join(draw(st.lists(st.sampled_from([*CHARACTERS, *WORDS]), min_size=1, max_size=40)))
    place = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(place, place, st.sampled_from(CLASSES)), max_size=8))
    mentions = [Mention(kind, min(a, b), max(a, b), text[min(a, b) : max(a, b)]) for a, b, kind in pairs if a != b]
    sentence = Sentence(0, len(text), extractor.segmenter.tokens(text, 0, len(text)))
    return passage_of(Document("d", "例", text), sentence, mentions, extractor.knowledge.is_a)


@pytest.fixture(scope="module")
def built_in(extractor: Extractor) -> list[Pattern]:
    rules = extractor.knowledge.rules
    tail = parse_pattern(rules.macros["列举尾"], rules.macros)
    return [Pattern(parse_pattern(text, rules.macros_of(spec)), tail) for spec in rules.rules for text in spec.match]


@settings(derandomize=True, max_examples=150, deadline=None)
@given(data=st.data())
def test_built_in_patterns_hold_to_the_borders(
    data: st.DataObject, extractor: Extractor, built_in: list[Pattern]
) -> None:
    passage = data.draw(_passages(extractor))

    def governing(place: int, types: tuple[str, ...], many: bool) -> tuple[Mention, ...]:
        return passage.order[:1] if place % 2 else ()

    for pattern in built_in:
        ends = passage.start
        for match in pattern.search(passage, governing):
            assert ends <= match.start <= match.head <= match.anchor <= match.end <= passage.end
            assert not {match.start, match.end} & passage.inner
            assert all(_is_inside(match, mention) or mention in passage.order[:1] for mention in _held(match))
            ends = max(match.end, match.start + 1)


def _held(match: Match) -> list[Mention]:
    return [mention for found in match.bindings.values() for mention in found]


def _is_inside(match: Match, mention: Mention) -> bool:
    return match.start <= mention.start <= mention.end <= match.end
