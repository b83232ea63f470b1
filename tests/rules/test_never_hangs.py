"""Whatever the post, the pattern or the rule file: reading ends, and nothing but the errors of the program is raised.

`KG_LONG_TESTS=1` runs the same properties over many more cases and over every built-in rule.
"""

from __future__ import annotations

import os
import random
import re
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg.knowledge
from kg.errors import KnowledgeError, LimitError, RuleError
from kg.knowledge.rule_files import RuleFiles, RuleSpec, load_rule_files
from kg.language import find_values, split_sentences
from kg.model import Document, Mention, Reading, Sentence, Token
from kg.pipeline import Extractor, build, extract
from kg.reading import find_posts, read_post
from kg.resolution import resolve
from kg.rules import Rulebook
from kg.rules.compiling import CompiledRule
from kg.rules.matching import Pattern
from kg.rules.passage import passage_of
from kg.rules.syntax import parse_pattern, unparse
from kg.workbench.examples import example_document

from .scenes import is_a, rule, scene

THOROUGH = os.environ.get("KG_LONG_TESTS") == "1"
LONG = 100_000
RULE_FILES = Path(kg.knowledge.__file__).parent / "rules"


class TooSlowError(Exception):
    """More processor time than was given."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Stop what takes more processor time than this, so that not even a hang hangs the tests."""

    def stop(_signal: int, frame: FrameType | None) -> None:
        # What is raised while hypothesis watches the garbage collector is lost: then the next tick stops it.
        if frame is not None and "hypothesis" in frame.f_code.co_filename:
            return
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        raise TooSlowError(f"more than {seconds} s")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.02)
    try:
        yield
    except TooSlowError as error:
        # A signal may strike where the bytecode has no line, and reports want one: so the trace begins here.
        raise TooSlowError(str(error)) from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def test_what_takes_too_long_is_stopped() -> None:
    with pytest.raises(TooSlowError), within(0.05):
        while True:
            pass


# Random Chinese


CHARACTERS = (
    "由甲乙丙公司将拟在与和、以及，。；：“”‘’（）()《》「」【】——……等的了着年月日0189.亿元%％ \t\u3000\n?？!🙂𠮷á"
)
WORDS = (
    *(
        "济南",
        "某某科技有限公司",
        "人工智能计算中心",
        "王建国",
        "总经理",
        "董事长",
        "平台",
        "产业园",
        "项目",
        "大会",
        "基金",
    ),
    *(
        "运营",
        "建设",
        "打造",
        "揭牌",
        "举行",
        "总投资",
        "约5亿元",
        "5月15日",
        "落户",
        "提供",
        "赋能",
        "面向",
        "表示",
        "成立",
    ),
    *(
        "预计",
        "已",
        "不再",
        "据悉",
        "如果",
        "通过",
        "等企业",
        "2家",
        "首期",
        "全资子公司",
        "以下简称",
        "联合",
        "省内首个",
    ),
)
CHINESE = st.lists(st.sampled_from([*CHARACTERS, *WORDS]), max_size=60).map("".join)


@settings(derandomize=True, max_examples=3000 if THOROUGH else 80, deadline=None)
@given(text=CHINESE | st.text(max_size=40))
def test_random_chinese_is_read(text: str, extractor: Extractor) -> None:
    document = example_document(text)
    with within(10):
        extraction = extract(document, extractor)
    for fact in extraction.facts:
        assert all(document.text[e.start : e.end] == e.quote for e in fact.evidences)


# Sentences of 100,000 characters


FACILITY, COMPANY = {"甲中心": "Facility"}, {"乙公司": "Company"}
SHAPES: dict[str, tuple[str, dict[str, str]]] = {
    "one word": ("由", {}),
    "a list without end": ("乙公司、", COMPANY),
    "one long clause": ("甲中心由乙公司运营", FACILITY | COMPANY),
    "many clauses": ("甲中心由乙公司运营，", FACILITY | COMPANY),
    "nested brackets": ("（", {}),
    "names and brackets": ("乙公司（", COMPANY),
    "open quotation marks": ("“由乙公司，", COMPANY),
    "digits": ("7", {}),
    "plans": ("将拟预计未", {}),
    "conditions and hearsay": ("据悉，如果甲中心由乙公司运营，", FACILITY | COMPANY),
}


def long_text(
    unit: str, names: Mapping[str, str], wake: str = "", length: int = LONG
) -> tuple[Document, list[Mention]]:
    """One sentence of `length` characters, `unit` over and over, and the names in it; `wake` stands at its end."""
    text = (unit * (length // len(unit) + 1))[: length - len(wake)] + wake
    mentions = [
        Mention(kind, found.start(), found.end(), name)
        for name, kind in names.items()
        for found in re.finditer(name, text)
    ]
    return Document("long", "例", text, paragraphs=((0, length),)), mentions


def read(rulebook: Rulebook, document: Document, mentions: list[Mention]) -> Reading:
    """What the rules read in one sentence of words of one character."""
    size = len(document.text)
    return rulebook.apply(document, (Sentence(0, size, words(size)),), mentions)


@cache
def words(size: int) -> tuple[Token, ...]:
    """Words of one character."""
    return tuple(Token(place, place + 1, "n") for place in range(size))


def only(extractor: Extractor, rules: tuple[RuleSpec, ...]) -> Rulebook:
    """These rules alone, with the built-in macros and guard words."""
    return Rulebook(replace(extractor.knowledge, rules=replace(extractor.knowledge.rules, rules=rules)))


def some_rules(extractor: Extractor, number: int) -> tuple[CompiledRule, ...]:
    """Built-in rules, others for each number; all of them in the thorough tests."""
    rules = [found for found in extractor.rulebook.rules if not found.within]
    return tuple(rules if THOROUGH else random.Random(number).sample(rules, 2))  # noqa: S311 (repeatable)


@pytest.mark.parametrize("shape", SHAPES)
def test_built_in_rules_end_on_a_sentence_of_100_000_characters(shape: str, extractor: Extractor) -> None:
    unit, names = SHAPES[shape]
    rules = some_rules(extractor, list(SHAPES).index(shape))
    wake = "，" + "".join(min(found.triggers, default="") for found in rules)
    document, mentions = long_text(unit, names, wake)
    assert len(document.text) == LONG
    with within(600 if THOROUGH else 15):
        reading = read(only(extractor, tuple(found.spec for found in rules)), document, mentions)
    assert len(reading.claims) <= LONG


@pytest.mark.skipif(not THOROUGH, reason="KG_LONG_TESTS=1 reads 100,000 characters with the whole program")
@pytest.mark.parametrize("shape", SHAPES)
def test_the_whole_program_ends_on_a_sentence_of_100_000_characters(shape: str, extractor: Extractor) -> None:
    unit, _ = SHAPES[shape]
    unit = unit.replace("甲中心", "济南人工智能计算中心").replace("乙公司", "东方明远科技有限公司")
    document, _ = long_text(unit, {})
    with within(120):
        extract(document, extractor)


# Patterns


ATOMS = st.sampled_from(
    [
        *("由", "运营", "甲", "，", "…", "…3", "……", "……9", "^", "$", "<n>", "<n:由|甲>"),
        *("{:Company}", "{a:Company+}", "{b←:Company}", "{c:Concept…5}", "{d:Thing}", "{e:Company|Facility+}"),
    ]
)
PATTERNS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(" ".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda options: f"({'|'.join(options)})"),
        inner.map(lambda body: f"({body})?"),
        inner.map(lambda body: f"{{k={body}}}"),
        st.tuples(st.sampled_from(["前有", "前无", "后有", "后无"]), inner).map(lambda both: f"({both[0]} {both[1]})"),
    ),
    max_leaves=12,
)
SENTENCES = st.lists(st.sampled_from([*"由运营甲，。；（“”", "〔乙公司:Company〕", "〔丙中心:Facility〕"]), max_size=30)


@settings(derandomize=True, max_examples=5000 if THOROUGH else 200, deadline=None)
@given(pattern=PATTERNS, pieces=SENTENCES)
def test_any_pattern_ends_on_any_sentence(pattern: str, pieces: list[str]) -> None:
    shown = scene("".join(pieces))
    passage = passage_of(shown.document, Sentence(0, len(shown.document.text)), shown.mentions, is_a)
    node = parse_pattern(pattern, {})
    assert parse_pattern(unparse(node), {}) is not None
    compiled = Pattern(node, parse_pattern("等 …6 企业 | 等", {}), ("联合",))
    with within(10):
        try:
            found = list(compiled.search(passage, lambda *_: shown.mentions[:1], overlapping=True))
            if not found:
                compiled.furthest_miss(passage, lambda *_: ())
        except LimitError:
            return
    assert all(passage.start <= match.start <= match.end <= passage.end for match in found)


@settings(derandomize=True, max_examples=5000 if THOROUGH else 200, deadline=None)
@given(text=st.text("{}()|?…^$<>@+←:=前后有无 甲aA0，“", max_size=60))
def test_any_text_is_a_pattern_or_a_fault(text: str) -> None:
    with within(5):
        try:
            parse_pattern(text, {"a": "甲", "甲": "@甲"})
        except KnowledgeError as fault:
            assert str(fault)


@pytest.mark.parametrize(
    ("opening", "closing"), [("(", ")"), ("(", ")?"), ("{a=", "}"), ("(后无 ", ")"), ("(前无 ", ")")]
)
@pytest.mark.parametrize("depth", [1, 10, 39, 41, 500, 50_000])
def test_nested_brackets_are_read_or_refused(opening: str, closing: str, depth: int) -> None:
    pattern = opening * depth + "由" + closing * depth
    with within(5):
        try:
            node = parse_pattern(pattern, {})
        except KnowledgeError as fault:
            assert depth > 39
            assert "太深" in str(fault)
        else:
            assert depth <= 39
            Pattern(node)


def user_rule(match: str, **fields: object) -> RuleSpec:
    """A rule as a user might write it: it notes its whole match."""
    return rule("mine", match=f"{{whole={match}}}", emit="whole alias “甲”", place="mine.yaml:3", **fields)


BRANCHING = " ".join(["(由|由)?"] * 30) + " 止"
NESTED_GAPS = "由 " + "……60 " * 20 + "止"


@pytest.mark.parametrize(
    "match",
    [
        pytest.param(BRANCHING, id="branching"),
        pytest.param(NESTED_GAPS, id="nested gaps"),
        pytest.param("由 " + "{:Concept…} " * 20 + "止", id="free words"),
        pytest.param("{a=" * 20 + "由 …" + " …}" * 20 + " 止", id="captures in captures"),
        pytest.param("(" * 12 + "由" + "|由 …)" * 12 + " 止", id="options in options"),
        pytest.param("(后无 …… " * 8 + "止" + ")" * 8 + " 止", id="looking ahead in looking ahead"),
        pytest.param("由 (后有 ……40 止) " * 8, id="looking ahead again and again"),
        pytest.param("{:Company+} " * 30 + "止", id="lists behind lists"),
    ],
)
def test_a_catastrophic_pattern_ends_soon(match: str, extractor: Extractor) -> None:
    document, mentions = long_text("由乙公司、", COMPANY, "，止", LONG if THOROUGH else 3000)
    with within(300 if THOROUGH else 6):
        try:
            read(only(extractor, (user_rule(match),)), document, mentions)
        except LimitError as error:
            assert error.place == "mine.yaml:3 mine"


LOOKING_BACK = "(前无 由? …40 由? " * 8 + "甲" + ")" * 8 + " 由"


def test_a_pattern_of_too_many_steps_is_stopped_by_its_name(extractor: Extractor) -> None:
    document, mentions = long_text("由", {}, length=80)
    with pytest.raises(LimitError) as caught, within(6):
        read(only(extractor, (user_rule(LOOKING_BACK),)), document, mentions)
    assert caught.value.place == "mine.yaml:3 mine"
    assert caught.value.remedy


def test_a_build_goes_on_without_the_post_that_took_too_long(
    extractor: Extractor, write_post: Callable[..., Path]
) -> None:
    write_post("posts/long.md", body=f"<p>{'由' * 80}</p>")
    write_post("posts/short.md", body="<p>由某某运营。</p>")
    program = replace(extractor, rulebook=only(extractor, (user_rule(LOOKING_BACK),)))
    with within(12):
        built = build([write_post("posts/other.md").parent], program)
    assert [document.id for document in built.graph.documents] == ["other", "short"]
    (problem,) = built.problems
    assert isinstance(problem, LimitError)
    assert problem.place == "mine.yaml:3 mine"
    assert "long" in problem.message


# What once took too long: each with the smallest case that showed it.


@pytest.mark.parametrize(
    ("match", "length"),
    [
        pytest.param("由 ……200 止", 10_000, id="a gap"),
        pytest.param("由 {:Concept…200} 止", 10_000, id="free words"),
        pytest.param("(前无 " * 4 + "(前有 甲)" + ")" * 4 + " 由", 400, id="looking back"),
        pytest.param(
            "(前无 …40 " * 3 + "甲" + ")" * 3 + " 由",
            400,
            id="looking back over gaps",
        ),
    ],
)
def test_steps_are_counted_wherever_they_are_made(match: str, length: int, extractor: Extractor) -> None:
    document, mentions = long_text("由", {}, length=length)
    with within(0.6):
        try:
            read(only(extractor, (user_rule(match),)), document, mentions)
        except LimitError as error:
            assert error.place == "mine.yaml:3 mine"


@pytest.mark.parametrize(
    ("match", "macros"),
    [
        pytest.param(
            "由? " * 600,
            {},
            id="a pattern of 600 parts",
        ),
        pytest.param(
            f"由 …{'9' * 5000} 止",
            {},
            id="a number of 5000 digits",
        ),
        pytest.param(
            "@a0",
            {f"a{n}": "|".join([f"@a{n + 1}"] * 10) for n in range(6)} | {"a6": "由"},
            id="macros of macros",
        ),
    ],
)
def test_a_pattern_that_is_too_large_is_refused(match: str, macros: dict[str, str], extractor: Extractor) -> None:
    known = extractor.knowledge.rules
    rules = replace(known, rules=(user_rule(match),), macros={**known.macros, **macros})
    document, mentions = long_text("由", {}, length=100)
    with within(0.6):
        try:
            read(Rulebook(replace(extractor.knowledge, rules=rules)), document, mentions)
        except RuleError as error:
            assert "mine.yaml:3" in error.faults[0]


OPERATED = "{what:Facility} 由 {who:Company} 运营"


@pytest.mark.parametrize(
    ("unit", "length", "fields"),
    [
        pytest.param(
            "甲中心由乙公司运营",
            15_000,
            {},
            id="one clause",
        ),
        pytest.param("我很好，甲中心由乙公司运营，", 30_000, {}, id="many clauses"),
        pytest.param(
            "由",
            10_000,
            {"match": "{what=由}", "overlap": "longest", "status": "Asserted"},
            id="the longest of overlapping",
        ),
    ],
)
def test_a_sentence_twice_as_long_takes_about_twice_as_long(
    unit: str, length: int, fields: dict[str, str], extractor: Extractor
) -> None:
    document, mentions = long_text(unit, FACILITY | COMPANY, length=length)
    rulebook = only(extractor, (rule("mine", **({"match": OPERATED, "emit": "what alias “甲”"} | fields)),))
    with within(0.6):
        read(rulebook, document, mentions)


@pytest.mark.parametrize(
    ("unit", "names"),
    [
        pytest.param("甲由乙运营。", {}, id="sentences"),
        pytest.param(
            "“由甲公司投资。”王建国说。",
            {"王建国": "Person"},
            id="quotations",
        ),
    ],
)
def test_a_paragraph_twice_as_long_takes_about_twice_as_long(
    unit: str, names: dict[str, str], extractor: Extractor
) -> None:
    document, mentions = long_text(unit, names)
    ends = [found.end() for found in re.finditer("。”?", document.text)]
    sentences = [Sentence(start, end) for start, end in zip([0, *ends], ends, strict=False)]
    with within(2.5):
        only(extractor, (rule("mine", match=OPERATED, emit="what operatedBy who"),)).apply(
            document, sentences, mentions
        )


# Rule files


PIECES = (
    *("……", "…99", "@建设", "@说", "(前无 ", "(后有 ", "{who:", "{x=", "{:Company}", "+}", "←", "?", "??", "||", "()"),
    *(
        " = Planned",
        "(of=",
        "<v>",
        "<v:甲>",
        "stage: 3",
        "status: ",
        "within: Company",
        "overlap: longest",
        "overlap: all",
    ),
    *("&a ", "*a", "!!python/object", "<<: ", "null", "true", "1e9", "{who}", "{", "}", "[", "\t", "\x00", "\ufeff"),
)
MARKS = "{}()|?…^$<>@+←:=“”、，。0 9\n-#&*!%[]'\"\\甲Aa"


def mutated(text: str, dice: random.Random) -> str:
    """The text with one to four places deleted, doubled, moved or overwritten."""
    for _ in range(dice.randint(1, 4)):
        start, other, size = dice.randrange(len(text) + 1), dice.randrange(len(text) + 1), dice.choice([1, 1, 2, 5, 20])
        match dice.randrange(6):
            case 0:
                text = text[:start] + text[start + size :]
            case 1:
                text = text[:start] + text[start : start + size] * 2 + text[start + size :]
            case 2:
                text = text[:start] + dice.choice(MARKS) + text[start + 1 :]
            case 3:
                text = text[:start] + text[other : other + size] + text[start:]
            case _:
                text = mutated_pattern(text, dice)
    return text


def mutated_pattern(text: str, dice: random.Random) -> str:
    """The text with something put into one of the lines that matter, or in place of one of its characters."""
    lines = text.split("\n")
    number = dice.choice(
        [n for n, line in enumerate(lines) if re.search(r"match|emit|introduces|- \"|\w+: ", line)] or [0]
    )
    place = dice.randrange(len(lines[number]) + 1)
    rest = lines[number][place + dice.choice([0, 1]) :]
    lines[number] = lines[number][:place] + dice.choice((*PIECES, *MARKS)) + rest
    return "\n".join(lines)


@pytest.fixture(scope="module")
def article(seed: Path, extractor: Extractor) -> tuple[Document, tuple[Sentence, ...], tuple[Mention, ...]]:
    """The seed post as the rules get it."""
    (post,) = find_posts([seed])
    document = next(found for found in read_post(post) if isinstance(found, Document))
    sentences = split_sentences(document, extractor.segmenter)
    values = find_values(document, sentences, extractor.knowledge.units)
    return document, sentences, tuple(extractor.recognizer.recognize(document, sentences, values))


MUTANTS = 1500 if THOROUGH else 10


@pytest.mark.parametrize("name", sorted(path.name for path in RULE_FILES.glob("*.yaml")))
def test_a_mutated_rule_file_has_faults_with_places_or_is_read(
    name: str,
    extractor: Extractor,
    article: tuple[Document, tuple[Sentence, ...], tuple[Mention, ...]],
    tmp_path: Path,
) -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in RULE_FILES.glob("*.yaml")}
    topic = name if name not in {"macros.yaml", "guards.yaml"} else "events.yaml"
    loaded = 0
    for number in range(MUTANTS):
        text = mutated(texts[name], random.Random(f"{name} {number}"))  # noqa: S311 (repeatable)
        for file in {"macros.yaml", "guards.yaml", topic}:
            (tmp_path / file).write_text(text if file == name else texts[file], encoding="utf-8", newline="")
        with within(20):
            try:
                read_with(load_rule_files(tmp_path), extractor, article)
                loaded += 1
            except RuleError as error:
                assert error.faults, number
                assert all(".yaml" in fault for fault in error.faults), (number, error.faults)
            except LimitError as error:
                assert str(tmp_path) in error.place, number
    assert loaded or not THOROUGH


def read_with(
    rules: RuleFiles, extractor: Extractor, article: tuple[Document, tuple[Sentence, ...], tuple[Mention, ...]]
) -> None:
    knowledge = replace(extractor.knowledge, rules=rules)
    reading = Rulebook(knowledge).apply(*article)
    resolve(article[0], reading, knowledge)
