"""docs/rules.md: every pattern, every rule, every status and every figure in it is what the program does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import indent

import pytest
import typer
import yaml

from kg.cli import app
from kg.errors import RuleError
from kg.knowledge.loader import load_knowledge
from kg.knowledge.properties import PropertySpec
from kg.knowledge.rule_files import Example, GuardWords, RuleFiles, RuleSpec
from kg.language import find_values, split_sentences
from kg.model import Fact, Mention
from kg.pipeline import Extractor, extract
from kg.rules import Application, Rulebook, states, syntax
from kg.rules import matching as matcher
from kg.workbench.examples import check_examples, example_document

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
WHOLE = "全部"


def blocks(kind: str) -> list[str]:
    return [text for name, text in BLOCKS if name == kind]


@dataclass(frozen=True)
class Shown:
    """A pattern with what the page says of it."""

    pattern: str
    reads: str = ""
    words: tuple[str, ...] = ()
    held: str = ""
    reads_not: str = ""
    overlap: str = "first"
    fault: str = ""


def patterns() -> Iterator[Shown]:
    """The paragraphs of the `pattern` blocks."""
    marks = {"写": "pattern", "读": "reads", "空": "held", "不": "reads_not", "叠": "overlap", "错": "fault"}
    for block in blocks("pattern"):
        for paragraph in re.split(r"\n\s*\n", block.strip()):
            lines = [line.split(" ", 1) for line in paragraph.splitlines() if not line.startswith("#")]
            single = [(mark, text) for mark, text in lines if mark != "得"]
            assert len(dict(single)) == len(single), paragraph
            words = tuple(text for mark, text in lines if mark == "得")
            yield Shown(words=words, **{marks[mark]: text for mark, text in single})


READABLE = [shown for shown in patterns() if not shown.fault]
FAULTY = [shown for shown in patterns() if shown.fault]


def statuses() -> list[tuple[str, str, str]]:
    """The lines of the `status` blocks: sentence, status, speaker."""
    lines = [line for block in blocks("status") for line in block.splitlines() if not line.startswith("#")]
    found = [re.fullmatch(r"(.+) → (\S+)(?: 说话人 (\S+))?", line) for line in lines]
    assert all(found), lines
    return [(match[1], match[2], match[3] or "") for match in found if match]


def test_every_snippet_is_of_a_kind_that_is_run() -> None:
    assert {kind for kind, _ in BLOCKS} == {"pattern", "status", "yaml"}
    assert PAGE.count("```") == 2 * len(BLOCKS)
    assert len(READABLE) >= 20
    assert len(FAULTY) >= 3
    assert len(statuses()) >= 10


# Rules


@pytest.fixture(scope="module")
def documented(extractor: Extractor, tmp_path_factory: pytest.TempPathFactory) -> Extractor:
    """The program with all rules of the page in a folder of its user's, beside the built-in ones."""
    folder = tmp_path_factory.mktemp("rules")
    whole = [block for block in blocks("yaml") if not block.startswith("- ")]
    single = [block for block in blocks("yaml") if block.startswith("- ")]
    for number, block in enumerate(whole):
        (folder / f"shown-{number}.yaml").write_text(block, encoding="utf-8")
    (folder / "shown.yaml").write_text("rules:\n" + indent("".join(single), "  "), encoding="utf-8")
    knowledge = load_knowledge(rules=[folder])
    return replace(extractor, knowledge=knowledge, rulebook=Rulebook(knowledge))


@pytest.fixture(scope="module")
def files(documented: Extractor) -> RuleFiles:
    """The built-in rules with all those of the page."""
    return documented.knowledge.rules


def shown_rules(files: RuleFiles) -> list[RuleSpec]:
    return [spec for spec in files.rules if Path(spec.place).name.startswith("shown")]


def faults_of_shown(program: Extractor) -> list[str]:
    return [fault for fault in check_examples(program) if "/shown" in fault]


def test_all_examples_and_counterexamples_hold(documented: Extractor) -> None:
    assert faults_of_shown(documented) == []


def test_an_example_of_the_page_that_is_altered_is_found_out(documented: Extractor, files: RuleFiles) -> None:
    for spec in shown_rules(files):
        example = spec.examples[0]
        status = "Planned" if "= Negated" in example.facts[0] else "Negated"
        false = f"{example.facts[0].partition(' = ')[0]} = {status}"
        altered = spec.model_copy(update={"examples": (Example(text=example.text, facts=(false,)),)})
        few = replace(documented.knowledge, rules=replace(files, rules=(altered,)))
        assert len(faults_of_shown(replace(documented, knowledge=few))) == 1, spec.rule


def test_every_rule_of_the_page_reads_what_no_built_in_rule_reads(
    documented: Extractor, files: RuleFiles, extractor: Extractor
) -> None:
    for spec in shown_rules(files):
        texts = [example.text for example in spec.examples]
        assert any(stated(text, documented) - stated(text, extractor) for text in texts), spec.rule


def stated(text: str, program: Extractor) -> set[tuple[object, ...]]:
    facts = extract(example_document(text), program).facts
    return {
        (f.subject.name, f.property, str(getattr(f.object, "name", f.object)), f.status, f.qualifiers) for f in facts
    }


def test_the_cookbook_has_its_patterns(files: RuleFiles) -> None:
    numbered = re.findall(r"^### (\d+) ", PAGE, re.MULTILINE)
    assert [int(number) for number in numbered] == list(range(3, 22))
    for chapter in re.split(r"^### ", PAGE, flags=re.MULTILINE)[1:]:
        assert "- rule: " in chapter, chapter
    assert len(shown_rules(files)) >= len(numbered) + 2


@pytest.mark.parametrize("kind", [RuleSpec, PropertySpec])
def test_every_key_is_in_its_table(kind: type[RuleSpec | PropertySpec]) -> None:
    tables = re.split(r"^\|---.*\n", PAGE, flags=re.MULTILINE)
    rows = [dict(re.findall(r"^\| `(\w+)` \|( ✓)? ", table.split("\n\n")[0], re.MULTILINE)) for table in tables]
    fields = {name: field.is_required() for name, field in kind.model_fields.items() if name not in {"macros", "place"}}
    assert {name: bool(needed) for name, needed in next(row for row in rows if row.keys() & fields).items()} == fields


def test_nearly_every_key_is_in_use_somewhere() -> None:
    used = {key for block in blocks("yaml") for key in re.findall(r"^[- ]+(\w+):", block, re.MULTILINE)}
    assert RuleSpec.model_fields.keys() - used == {"confidence", "macros", "place"}


# Patterns


@pytest.fixture(scope="module")
def readers(extractor: Extractor, files: RuleFiles) -> Extractor:
    """The program with a rule for each pattern of the page, and nothing else."""
    rules = tuple(
        RuleSpec(
            rule=f"shown-{number}",
            says="例",
            match=(f"{{{WHOLE}={shown.pattern}}}",),
            emit=(f"{WHOLE} about {WHOLE}",),
            overlap=shown.overlap,
            examples=(Example(text="例", facts=("例",)),),
            counterexamples=("例",),
        )
        for number, shown in enumerate(READABLE)
    )
    knowledge = replace(extractor.knowledge, rules=replace(files, rules=rules))
    return replace(extractor, knowledge=knowledge, rulebook=Rulebook(knowledge))


def matches(text: str, number: int, program: Extractor) -> list[Application]:
    document = example_document(text)
    sentences = split_sentences(document, program.segmenter)
    values = find_values(document, sentences, program.knowledge.units)
    mentions = program.recognizer.recognize(document, sentences, values)
    _, applications = program.rulebook.trace(document, sentences, mentions)
    return [a for a in applications if a.rule.spec.rule == f"shown-{number}"]


@pytest.mark.parametrize("number", range(len(READABLE)), ids=[shown.pattern for shown in READABLE])
def test_a_pattern_reads_what_the_page_says(number: int, readers: Extractor) -> None:
    shown = READABLE[number]
    found = matches(shown.reads, number, readers)
    assert found
    assert shown.words or shown.held
    if shown.words:
        assert tuple(mention.name for match in found for mention in match.bindings[WHOLE]) == shown.words
    for part in shown.held.split("; ") if shown.held else ():
        blank, _, names = part.partition("=")
        assert [_names(match.bindings[blank]) for match in found] == [names]
    if shown.reads_not:
        assert matches(shown.reads_not, number, readers) == []


def _names(mentions: tuple[Mention, ...]) -> str:
    return "+".join(mention.name for mention in mentions)


@pytest.mark.parametrize("shown", FAULTY, ids=[shown.pattern for shown in FAULTY])
def test_a_faulty_pattern_is_refused_as_the_page_says(shown: Shown, extractor: Extractor, files: RuleFiles) -> None:
    broken = files.rules[0].model_copy(update={"match": (shown.pattern,)})
    with pytest.raises(RuleError, match=re.escape(shown.fault)):
        Rulebook(replace(extractor.knowledge, rules=replace(files, rules=(broken,))))


# Statuses and figures


@pytest.mark.parametrize(("sentence", "status", "speaker"), statuses(), ids=[line[0] for line in statuses()])
def test_a_sentence_has_the_status_that_the_page_says(
    sentence: str, status: str, speaker: str, extractor: Extractor
) -> None:
    facts = [fact for fact in extract(example_document(sentence), extractor).facts if _is_read(fact, "operated-by")]
    told = [(fact.status.value, fact.speaker.name if fact.speaker else "") for fact in facts]
    assert told == ([] if status == "不成事实" else [(status, speaker)])


def _is_read(fact: Fact, rule: str) -> bool:
    return any(evidence.rule == rule for evidence in fact.evidences)


def test_the_quotation_recipe_has_its_speaker(documented: Extractor, files: RuleFiles) -> None:
    (spec,) = [spec for spec in files.rules if spec.rule == "adds-investment-in-region"]
    facts = extract(example_document(spec.examples[0].text), documented).facts
    assert [fact.speaker.name for fact in facts if fact.speaker and _is_read(fact, spec.rule)] == ["王建国"]


STATUS_KEYS = (
    "negated",
    "denied",
    "formerly",
    "undone",
    "rumoured",
    "rumours",
    "refuted",
    "expected",
    "planned",
    "asserted",
    "aimed",
    "causing",
    "enacted",
    "settled",
    "claimed",
    "conditions",
    "questions",
    "whether",
    "subordinating",
    "instead",
    "answering",
    "unguarded",
    "adverbs",
)


def test_the_table_of_guards_is_the_list_of_guards(files: RuleFiles) -> None:
    table = PAGE.partition("| 管到哪里 reach |")[2].partition("\n\n")[0]
    rows = dict(re.findall(r"^\| `(\w+)` \|[^|]*\| ([^|]*) \|[^|]*\|$", table, re.MULTILINE))
    for key in STATUS_KEYS:
        words = getattr(files.guards, key)
        assert tuple(filter(None, rows.get(key, "").split("、"))) == tuple(words), key
    others = {
        *("governing", "prepositions", "joints", "speech_verbs", "prospective", "dated", "announcing"),
        *("reporting_verbs", "showing_verbs", "plain_verbs", "telling_verbs", "speech_nouns", "speech_settings"),
        *("speech_occasions", "speech_listeners", "behind_speech_nouns"),
    }
    assert GuardWords.model_fields.keys() == {*STATUS_KEYS, *others}


@pytest.mark.parametrize("name", ["joints"])
def test_words_named_in_the_text_are_those_of_the_files(name: str, files: RuleFiles) -> None:
    assert "".join(f"“{word}”" for word in getattr(files.guards, name)) in PAGE


def test_every_macro_that_the_page_uses_is_built_in_or_stands_in_its_file(files: RuleFiles) -> None:
    named = set(re.findall(r"(?:@|宏 `)(\w+)", PAGE)) - {"名", "没有的宏"}
    own = set(re.findall(r"^macros:\n  (\w+):", PAGE, re.MULTILINE))
    assert own
    assert named - own
    assert named - own <= files.macros.keys()


def test_every_command_that_is_named_exists() -> None:
    named = set(re.findall(r"`(kg [a-z]+(?: [a-z]+)?)", PAGE))
    assert {"kg rules test", "kg whynot", "kg explain"} <= named
    for command in sorted(named):
        group: object = typer.main.get_command(app)
        for word in command.split()[1:]:
            group = getattr(group, "commands", {}).get(word)
        assert group is not None, command


def test_every_link_leads_somewhere() -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", PAGE):
        assert (ROOT / "docs" / target).exists(), target


def test_limits_are_those_of_the_program() -> None:
    rows = [int(value) for value in re.findall(r"^\| .* \| (\d+) \|$", PAGE, re.MULTILINE)]
    assert rows == [
        syntax._SHORT_GAP,
        syntax._LONG_GAP,
        syntax._FREE_LENGTH,
        states._LONGEST_LIST,
        states._FURTHEST_BEHIND,
        syntax._DEEPEST,
        syntax._MACRO_DEPTH,
        matcher._STEPS,
        matcher._STEPS_FOR_A_CHARACTER,
    ]


def test_the_blocks_are_yaml_that_a_user_can_copy() -> None:
    for block in blocks("yaml"):
        loaded = yaml.safe_load(block)
        assert isinstance(loaded.get("rules") if isinstance(loaded, dict) else loaded, list)
