"""Rules at work on a document: stages, overlap, names within names, who speaks, and every fault of a rule reported."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import RuleError
from kg.knowledge.loader import Knowledge
from kg.language import find_values, split_sentences
from kg.model import Claim, Document, Mention, Reading, Sentence, Token
from kg.pipeline import Extractor
from kg.rules import Rulebook

from .scenes import read, rule, scene, with_rules


@pytest.fixture(scope="module")
def knowledge(extractor: Extractor) -> Knowledge:
    return extractor.knowledge


def test_a_rule_reads_a_sentence(knowledge: Knowledge) -> None:
    shown = scene("〔甲公司:Company〕投资〔乙公司:Company〕。")
    assert read(knowledge, shown, rule()) == ["甲公司 investsIn 乙公司 = Asserted"]


def test_a_claim_says_where_and_by_which_rule(knowledge: Knowledge) -> None:
    shown = scene("某日，〔甲公司:Company〕投资〔乙公司:Company〕。")
    reading = Rulebook(with_rules(knowledge, rule())).apply(shown.document, shown.sentences, shown.mentions)
    (claim,) = reading.claims
    assert (shown.document.text[claim.start : claim.end], claim.rule) == ("甲公司投资乙公司", "a-rule")
    assert reading.mentions == shown.mentions


def test_the_evidence_reaches_back_to_a_carried_subject_of_the_sentence(knowledge: Knowledge) -> None:
    carried = rule(match="{who←:Organization} 投资 {what:Organization}")
    shown = scene("〔甲公司:Company〕上线，投资〔乙公司:Company〕。")
    (claim,) = _claims(knowledge, shown, carried)
    assert shown.document.text[claim.start : claim.end] == "甲公司上线，投资乙公司"
    shown = scene("〔甲公司:Company〕上线。", "投资〔乙公司:Company〕。")
    (claim,) = _claims(knowledge, shown, carried)
    assert shown.document.text[claim.start : claim.end] == "投资乙公司"
    assert claim.subject.name == "甲公司"


def test_no_subject_is_carried_from_another_paragraph(knowledge: Knowledge) -> None:
    carried = rule(match="{who←:Organization} 投资 {what:Organization}")
    shown = scene("〔甲公司:Company〕上线。", "投资〔乙公司:Company〕。")
    middle = shown.sentences[1].start
    whole = Document("d", "例", shown.document.text, paragraphs=((0, middle), (middle, len(shown.document.text))))
    assert not Rulebook(with_rules(knowledge, carried)).apply(whole, shown.sentences, shown.mentions).claims


def test_of_several_patterns_the_first_that_fits_counts(knowledge: Knowledge) -> None:
    two = rule(match=("{who:Company} 投资 {what:Company}", "{who:Company} 投资 ，? 控股 {what:Company}"))
    assert read(knowledge, scene("〔甲公司:Company〕投资〔乙公司:Company〕。"), two)
    assert read(knowledge, scene("〔甲公司:Company〕投资控股〔乙公司:Company〕。"), two)


@pytest.mark.parametrize(("overlap", "found"), [("first", 1), ("all", 2)])
def test_matches_overlap_when_the_rule_says_so(overlap: str, found: int, knowledge: Knowledge) -> None:
    chain = rule(match="{who:Company} 投资 {what:Company}", overlap=overlap)
    shown = scene("〔甲公司:Company〕投资〔乙公司:Company〕投资〔丙公司:Company〕。")
    assert len(read(knowledge, shown, chain)) == found


def test_guards_and_the_status_of_a_rule(knowledge: Knowledge) -> None:
    shown = scene("〔甲公司:Company〕将投资〔乙公司:Company〕。", words="将/d 投资/v")
    between = "{who:Company} …2 投资 {what:Company}"
    assert read(knowledge, shown, rule(match=between)) == ["甲公司 investsIn 乙公司 = Planned"]
    assert read(knowledge, shown, rule(match=between, status="Asserted")) == ["甲公司 investsIn 乙公司 = Asserted"]
    said = rule(match=between, emit="who investsIn what = Expected")
    assert read(knowledge, shown, said) == ["甲公司 investsIn 乙公司 = Expected"]


def test_a_question_is_read_by_no_guarded_rule(knowledge: Knowledge) -> None:
    shown = scene("〔甲公司:Company〕投资〔乙公司:Company〕吗？")
    assert read(knowledge, shown, rule()) == []
    assert read(knowledge, shown, rule(status="Asserted")) == ["甲公司 investsIn 乙公司 = Asserted"]


def test_what_is_said_has_its_speaker(knowledge: Knowledge) -> None:
    shown = scene("〔张三:Person〕表示，〔甲公司:Company〕投资〔乙公司:Company〕。")
    (claim,) = _claims(knowledge, shown, rule())
    assert claim.speaker is not None
    assert claim.speaker.name == "张三"
    (free,) = _claims(knowledge, shown, rule(status="Asserted"))
    assert free.speaker is None


SUBSIDIARY = {
    "match": "{who:Company} 成立 {child=全资子公司}",
    "introduces": {"child": "Company {who}{child}"},
    "emit": "who establishes child",
}


def test_a_rule_introduces_mentions_for_later_stages(knowledge: Knowledge) -> None:
    shown = scene("〔甲公司:Company〕成立全资子公司，由全资子公司运营〔乙平台:Platform〕。")
    operates = {"match": "成立 {who:Company} ……9 {what:Platform}", "emit": "what operatedBy who"}
    first = rule("first", stage=1, **SUBSIDIARY)
    assert read(knowledge, shown, first, rule("then", stage=2, **operates)) == [
        "甲公司 establishes 甲公司全资子公司 = Asserted",
        "乙平台 operatedBy 甲公司全资子公司 = Asserted",
    ]
    assert len(read(knowledge, shown, first, rule("beside", stage=1, **operates))) == 1
    assert len(read(knowledge, shown, rule("last", stage=3, **SUBSIDIARY), rule("then", **operates))) == 1


def test_an_introduced_mention_says_which_rule_made_it(knowledge: Knowledge) -> None:
    shown = scene("〔甲公司:Company〕成立全资子公司。")
    made = rule("made", **SUBSIDIARY)
    reading = Rulebook(with_rules(knowledge, made)).apply(shown.document, shown.sentences, shown.mentions)
    (child,) = set(reading.mentions) - set(shown.mentions)
    assert child == Mention("Company", 5, 10, "甲公司全资子公司", found_by="made")


def test_an_introduced_mention_may_keep_its_own_words(knowledge: Knowledge) -> None:
    named = rule(**SUBSIDIARY | {"introduces": {"child": "Concept"}})
    assert read(knowledge, scene("〔甲公司:Company〕成立全资子公司。"), named) == [
        "甲公司 establishes 全资子公司 = Asserted"
    ]


def test_an_introduced_name_lists_what_a_list_holds(knowledge: Knowledge) -> None:
    opened = rule(match="{what:Company+} {act=揭牌}", introduces={"act": "Event {what}揭牌"}, emit="act about what")
    shown = scene("〔甲公司:Company〕、〔乙公司:Company〕揭牌。")
    assert set(read(knowledge, shown, opened)) == {
        "甲公司、乙公司揭牌 about 甲公司 = Asserted",
        "甲公司、乙公司揭牌 about 乙公司 = Asserted",
    }


def test_an_introduced_name_does_without_a_blank_that_is_empty(knowledge: Knowledge) -> None:
    maybe = rule(
        match="{who:Company}? 成立 {child=全资子公司}",
        introduces={"child": "Company {who}{child}"},
        emit="child alias “新”",
    )
    assert read(knowledge, scene("某日成立全资子公司。"), maybe) == ["全资子公司 alias 新 = Asserted"]
    assert read(knowledge, scene("〔甲公司:Company〕成立全资子公司。"), maybe) == [
        "甲公司全资子公司 alias 新 = Asserted"
    ]


def test_within_a_name_its_parts_are_read(knowledge: Knowledge) -> None:
    inside = rule(within="Event", match="^ {what:Facility} …4 仪式 $", emit="whole about what")
    shown = scene("〔甲中心开工仪式:Event〕举行。", extra=[("甲中心", "Facility")])
    assert read(knowledge, shown, inside) == ["甲中心开工仪式 about 甲中心 = Asserted"]
    other = scene("〔甲中心开工仪式:Document〕印发。", extra=[("甲中心", "Facility")])
    assert read(knowledge, other, inside) == []
    assert read(knowledge, scene("〔甲中心:Facility〕开工仪式。"), inside) == []


def test_the_evidence_of_a_name_is_the_name(knowledge: Knowledge) -> None:
    inside = rule(within="Event", match="{what:Facility} 开工", emit="whole about what")
    shown = scene("某日〔甲中心开工仪式:Event〕举行。", extra=[("甲中心", "Facility")])
    (claim,) = _claims(knowledge, shown, inside)
    assert shown.document.text[claim.start : claim.end] == "甲中心开工仪式"


def test_within_takes_lower_classes_and_several(knowledge: Knowledge) -> None:
    inside = rule(within="Policy|Organization", match="^ {where:AdministrativeRegion}", emit="whole locatedIn where")
    shown = scene("〔某市甲公司:Company〕发展。", extra=[("某市", "AdministrativeRegion")])
    assert read(knowledge, shown, inside) == ["某市甲公司 locatedIn 某市 = Asserted"]


def test_through_a_name_its_parts_are_seen(knowledge: Knowledge) -> None:
    shown = scene("〔甲中心开工仪式:Event〕在某地举行。", extra=[("甲中心", "Facility")])
    starts = {"match": "{what:Facility} 开工", "emit": "what alias “开工”"}
    assert read(knowledge, shown, rule(**starts)) == []
    assert read(knowledge, shown, rule(through="Event", **starts)) == ["甲中心 alias 开工 = Asserted"]
    assert read(knowledge, shown, rule(through="Policy", **starts)) == []


def test_macros_are_known_to_every_rule(knowledge: Knowledge) -> None:
    shared = rule(match="{who:Company} @投 {what:Company}")
    shown = scene("〔甲公司:Company〕注资〔乙公司:Company〕。")
    assert read(knowledge, shown, shared, macros={"投": "投资|注资"}) == ["甲公司 investsIn 乙公司 = Asserted"]


def test_the_tail_of_a_list_is_a_macro(knowledge: Knowledge) -> None:
    listed = rule(match="{who:Company+} 投资 {what:Platform}")
    shown = scene("〔甲公司:Company〕、〔乙公司:Company〕等企业投资〔丙平台:Platform〕。")
    assert read(knowledge, shown, listed) == []
    assert len(read(knowledge, shown, listed, macros={"列举尾": "等 企业"})) == 2


@pytest.mark.parametrize(
    "match",
    [
        "{who:Company} {what:Company}",
        "{who:Company} (投资|…4) {what:Company}",
        "{who:Company} 投资? …4 {what:Company}",
        "{who:Company} (后有 投) …4 {what:Company}",
        "{who:Company} {how=投资|入股} {what:Company}",
        "(甲|乙)? {who:Company} (投 资|入 股) {what:Company}",
    ],
)
def test_no_word_that_may_be_missing_keeps_a_rule_from_running(match: str, knowledge: Knowledge) -> None:
    between = "" if match == "{who:Company} {what:Company}" else "投资"
    shown = scene(f"〔某公司:Company〕{between}〔另公司:Company〕。")
    assert read(knowledge, shown, rule(match=match)) == ["某公司 investsIn 另公司 = Asserted"]


def test_of_two_rules_about_one_quantity_the_longer_match_speaks(knowledge: Knowledge, extractor: Extractor) -> None:
    text = "甲公司乙平台投资3亿元。"
    document = Document("d", "例", text, paragraphs=((0, len(text)),))
    sentences = split_sentences(document, extractor.segmenter)
    money = find_values(document, sentences, knowledge.units)
    mentions = [Mention("Company", 0, 3, "甲公司"), Mention("Platform", 3, 6, "乙平台"), *money]
    near = rule("near", match="{p:Platform} 投资 {m:Money}", emit="p investmentAmount m")
    far = rule("far", match="{c:Company} …6 投资 {m:Money}", emit="c investmentAmount m")
    claims = Rulebook(with_rules(knowledge, near, far)).apply(document, sentences, mentions).claims
    assert [claim.subject.name for claim in claims] == ["甲公司"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"match": "{who:Nobody} 投资 {what:Company}"}, "没有类型 Nobody"),
        ({"match": "{who:Company} (后无 {:Nobody}) 投资 {what:Company}"}, "没有类型 Nobody"),
        ({"match": "{who:Company} {what=投资 {:Nobody}}"}, "没有类型 Nobody"),
        ({"match": "{who:Company} 投资 {what:Nothing…5}"}, "没有类型 Nothing"),
        ({"within": "Nobody"}, "没有类型 Nobody"),
        ({"through": "Company|Nobody"}, "没有类型 Nobody"),
        ({"introduces": {"what": "Nobody {what}"}}, "没有类型 Nobody"),
        ({"introduces": {"whom": "Company"}}, "whom"),
        ({"introduces": {"what": "Company {nobody}{what}"}}, "introduces 用到的空 nobody"),
        ({"introduces": {"what": "Company {what.name}"}}, "introduces 的名称里只能写"),
        ({"introduces": {"what": "Company {}"}}, "introduces 的名称里只能写"),
        ({"introduces": {"what": "Company {what"}}, "not a template"),
        ({"introduces": {"what": "Company what}"}}, "not a template"),
        ({"emit": "who foo what"}, "没有属性 foo"),
        ({"emit": "who investsIn whom"}, "whom"),
        ({"emit": "whom investsIn what"}, "whom"),
        ({"emit": "who investsIn what (of=whom)"}, "whom"),
        ({"emit": "whole investsIn what"}, "whole"),
        ({"emit": "who investsIn"}, "主语 属性 宾语"),
        ({"emit": "who investsIn what = Surely"}, "unknown status"),
        ({"emit": ()}, "says nothing"),
        ({"match": "{who:Company"}, "cannot read"),
        ({"match": "{who:Company} @投 {what:Company}"}, "没有宏 @投"),
    ],
)
def test_says_what_is_wrong_with_a_rule(fields: dict[str, object], said: str, knowledge: Knowledge) -> None:
    with pytest.raises(RuleError, match=said) as caught:
        Rulebook(with_rules(knowledge, rule("bad-rule", place="b.yaml:7", **fields)))
    (fault,) = caught.value.faults
    assert fault.startswith("b.yaml:7: bad-rule: ")


@pytest.mark.parametrize("template", ["Company {what:d}", "Company {what!x}", "Company {}{what}"])
def test_a_template_that_cannot_be_filled_is_a_fault(template: str, knowledge: Knowledge) -> None:
    introducing = rule(match="{:Company} 投资 {what:Company}", introduces={"what": template}, emit="what alias “新”")
    with pytest.raises(RuleError):
        Rulebook(with_rules(knowledge, introducing))


def test_all_faults_are_said_at_once(knowledge: Knowledge) -> None:
    rules = [
        rule("one", match="{who:Nobody} 投资 {what:Company}", emit="who foo what", place="a.yaml:1"),
        rule("good", place="a.yaml:9"),
        rule("two", match="(投资", place="b.yaml:2"),
    ]
    with pytest.raises(RuleError) as caught:
        Rulebook(with_rules(knowledge, *rules, macros={"列举尾": "(等"}))
    said = "\n".join(caught.value.faults)
    for part in ("a.yaml:1: one: ", "Nobody", "foo", "b.yaml:2: two: ", "列举尾"):
        assert part in said
    assert "good" not in said


def test_no_rules_read_nothing(knowledge: Knowledge) -> None:
    assert read(knowledge, scene("〔甲公司:Company〕投资〔乙公司:Company〕。")) == []


TEXTS = st.lists(
    st.sampled_from(
        [
            *"由将拟在与和、以及，。；：“”（）的了\n",
            *(
                "济南市",
                "山东大学",
                "华为",
                "人工智能",
                "东方明远科技有限公司",
                "济南人工智能计算中心",
                "王建国",
                "董事长",
            ),
            *(
                "运营",
                "建设",
                "打造",
                "揭牌",
                "开工仪式",
                "举行",
                "总投资",
                "5亿元",
                "5月15日",
                "表示",
                "首期",
                "全资子公司",
            ),
            *("公共算力服务平台", "落户", "预计", "已", "未", "提供", "赋能", "面向", "等企业", "2家", "成立", "引入"),
        ]
    ),
    min_size=1,
    max_size=25,
).map("".join)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(text=TEXTS)
def test_every_claim_lies_in_one_sentence_and_says_what_is_there(text: str, extractor: Extractor) -> None:
    document, reading = _read(text, extractor)
    sentences = split_sentences(document, extractor.segmenter)
    assert _read(text, extractor)[1] == reading
    for claim in reading.claims:
        assert any(s.start <= claim.start < claim.end <= s.end for s in sentences)
        assert claim.property in extractor.knowledge.ontology.properties
        assert claim.qualifiers == tuple(sorted(claim.qualifiers, key=lambda pair: pair[0]))
    for mention in reading.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
    assert len(set(reading.claims)) == len(reading.claims)


LONG = 20_000
HOSTILE: dict[str, tuple[str, dict[str, str]]] = {
    "one word": ("由" * LONG, {}),
    "commas": ("，" * LONG, {}),
    "brackets": ("（" * (LONG // 2) + "由" * (LONG // 2), {}),
    "brackets in pairs": ("（由）" * (LONG // 3), {}),
    "quotation marks": ("“" * (LONG // 2) + "”" * (LONG // 2), {}),
    "quoted speech": ("“由。，" * (LONG // 4), {}),
    "plans": ("将投资" * (LONG // 3), {}),
    "every trigger": ("由运营在举行为提供打造建设落户" * (LONG // 15), {}),
    "names": ("甲公司" * (LONG // 3), {"甲公司": "Company"}),
    "lists of names": ("甲公司、" * (LONG // 4), {"甲公司": "Company"}),
    "names with brackets": ("甲公司（" * (LONG // 4), {"甲公司": "Company"}),
    "carried subjects": ("由甲公司运营，" * (LONG // 7), {"甲公司": "Company"}),
    "carried subjects in one clause": ("由甲公司运营、" * (LONG // 7), {"甲公司": "Company"}),
    "possessors and carried subjects": (
        "中国的赋能人工智能、" * (LONG // 10),
        {"中国": "Country", "人工智能": "Industry"},
    ),
    "hearsay": ("据悉，甲公司投资甲公司，" * (LONG // 12), {"甲公司": "Company"}),
    "times": ("5月15日，" * (LONG // 6), {"5月15日": "Time"}),
    "speakers": ("王建国表示，" * (LONG // 6), {"王建国": "Person"}),
    "posts": ("董事长、" * (LONG // 4), {"董事长": "Post"}),
    "industries": ("人工智能、" * (LONG // 5), {"人工智能": "Industry"}),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_sentence_ends_soon(kind: str, extractor: Extractor) -> None:
    text, names = HOSTILE[kind]
    seconds, claims = _seconds(text, names, extractor)
    assert seconds < 10
    assert len(claims) <= LONG


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("中国的", "", id="possessors"),
        pytest.param("甲公司", "", id="names"),
        pytest.param("甲公司、", "", id="lists of names"),
        pytest.param("甲公司，", "", id="clauses"),
        pytest.param("", "由甲公司运营，", id="carried subjects"),
        pytest.param("甲公司，", "由甲公司运营，", id="clauses and carried subjects"),
        pytest.param("中国的", "赋能人工智能、", id="carried subjects in one clause"),
    ],
)
def test_four_times_the_sentence_is_about_four_times_the_work(first: str, second: str, extractor: Extractor) -> None:
    names = {"甲公司": "Company", "中国": "AdministrativeRegion", "人工智能": "Industry"}
    small, large = (_looks(first * times + "，" + second * times, names, extractor) for times in (80, 320))
    assert large < 5 * small


def _looks(text: str, names: dict[str, str], extractor: Extractor) -> int:
    """How often the rules look at a word or a name of a sentence."""
    looks = 0

    class CountedMention(Mention):
        def __getattribute__(self, name: str) -> object:
            nonlocal looks
            looks += 1
            return super().__getattribute__(name)

    class CountedToken(Token):
        def __getattribute__(self, name: str) -> object:
            nonlocal looks
            looks += 1
            return super().__getattribute__(name)

    tokens = tuple(CountedToken(place, place + 1, "n") for place in range(len(text)))
    mentions = [CountedMention(kind, start, end, name) for kind, start, end, name in _places(text, names)]
    document = Document("d", "例", text, paragraphs=((0, len(text)),))
    extractor.rulebook.apply(document, (Sentence(0, len(text), tokens),), mentions)
    return looks


def _places(text: str, names: dict[str, str]) -> list[tuple[str, int, int, str]]:
    return [
        (kind, found.start(), found.end(), name)
        for name, kind in names.items()
        for found in re.finditer(re.escape(name), text)
    ]


def _seconds(text: str, names: dict[str, str], extractor: Extractor) -> tuple[float, tuple[Claim, ...]]:
    """How long the rules take over one sentence of single-character words with these names in it."""
    document = Document("d", "例", text, paragraphs=((0, len(text)),))
    sentence = Sentence(0, len(text), tuple(Token(place, place + 1, "n") for place in range(len(text))))
    mentions = [Mention(kind, start, end, name) for kind, start, end, name in _places(text, names)]
    started = time.process_time()
    reading = extractor.rulebook.apply(document, (sentence,), mentions)
    return time.process_time() - started, reading.claims


def _claims(knowledge: Knowledge, shown: object, *rules: object) -> tuple[Claim, ...]:
    return Rulebook(with_rules(knowledge, *rules)).apply(shown.document, shown.sentences, shown.mentions).claims


def _read(text: str, extractor: Extractor) -> tuple[Document, Reading]:
    document = Document("d", "例", text, paragraphs=((0, len(text)),))
    sentences = split_sentences(document, extractor.segmenter)
    values = find_values(document, sentences, extractor.knowledge.units)
    mentions = extractor.recognizer.recognize(document, sentences, values)
    return document, extractor.rulebook.apply(document, sentences, mentions)
