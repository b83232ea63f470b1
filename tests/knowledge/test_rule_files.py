"""Rule files on disk: what is well formed is read in order, and every fault is said at once with its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import RuleError
from kg.knowledge.rule_files import RuleFiles, load_rule_files
from kg.model import Status

GUARDS = """\
negated: [未]
expected: 预计
planned: [将, 拟]
asserted: [已]
claimed: [据悉]
questions: ["？"]
subordinating: [通过]
governing: [面向]
prepositions: [以]
joints: [联合]
speech_verbs: [说]
prospective: [count]
"""
RULE = """\
  - rule: invests
    says: 甲投资乙
    match: "{who:Agent} 投资 {what:Agent}"
    emit: who investsIn what
    examples:
      - text: 甲公司投资乙公司。
        facts: 甲公司 investsIn 乙公司
    counterexamples: 甲公司投资。
"""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a folder of rule files: `write(a="rules: …", guards=None)` leaves guards.yaml out."""

    def folder(**files: str | bytes | None) -> Path:
        for name, text in ({"guards": GUARDS, "macros": "投: 投资|注资\n"} | files).items():
            if text is not None:
                (tmp_path / f"{name}.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return folder


def faults_of(folder: Path) -> list[str]:
    """Every fault, the folder left out."""
    with pytest.raises(RuleError) as caught:
        load_rule_files(folder)
    return [fault.replace(f"{folder}/", "") for fault in caught.value.faults]


def test_what_ships_is_well_formed() -> None:
    shipped = load_rule_files()
    assert len(shipped.rules) > 50
    assert all(spec.place.partition(":")[0].endswith(".yaml") for spec in shipped.rules)
    assert all(spec.place.rpartition(":")[2].isdecimal() for spec in shipped.rules)
    assert "__line__" not in shipped.macros
    assert all(isinstance(text, str) for text in shipped.macros.values())


def test_loading_twice_gives_the_same() -> None:
    assert load_rule_files() == load_rule_files()


def test_reads_a_folder(write: Write) -> None:
    found = load_rule_files(write(a=f"rules:\n{RULE}"))
    assert isinstance(found, RuleFiles)
    (spec,) = found.rules
    assert (spec.rule, spec.match, spec.emit) == (
        "invests",
        ("{who:Agent} 投资 {what:Agent}",),
        ("who investsIn what",),
    )
    assert spec.examples[0].facts == ("甲公司 investsIn 乙公司",)
    assert spec.counterexamples == ("甲公司投资。",)
    assert (spec.within, spec.through, spec.overlap, spec.status, spec.stage) == ("", "", "first", None, 2)
    assert found.macros == {"投": "投资|注资"}
    assert (found.guards.expected, found.guards.planned) == (("预计",), ("将", "拟"))
    assert (found.guards.prepositions, found.guards.joints) == (("以",), ("联合",))


def test_a_file_has_macros_of_its_own(write: Write) -> None:
    other = RULE.replace("invests", "second")
    found = load_rule_files(write(a=f"macros:\n  投: 入股\n  买: 收购\nrules:\n{RULE}", b=f"rules:\n{other}"))
    first, second = found.rules
    assert found.macros_of(first) == {"投": "入股", "买": "收购"}
    assert found.macros_of(second) == found.macros == {"投": "投资|注资"}


def test_rules_stand_in_the_order_of_files_and_lines(write: Write) -> None:
    other = RULE.replace("invests", "second")
    found = load_rule_files(write(b=f"rules:\n{RULE.replace('invests', 'third')}", a=f"rules:\n{RULE}{other}"))
    assert [(spec.rule, spec.place.rpartition("/")[2]) for spec in found.rules] == [
        ("invests", "a.yaml:2"),
        ("second", "a.yaml:10"),
        ("third", "b.yaml:2"),
    ]


def test_everything_that_a_rule_may_say(write: Write) -> None:
    said = ("stage: 1", "overlap: all", "within: Event", "through: Event", "status: Planned", "confidence: 1")
    more = "".join(f"    {line}\n" for line in (*said, "introduces: {what: Company}"))
    (spec,) = load_rule_files(write(a=f"rules:\n{RULE}{more}")).rules
    assert (spec.stage, spec.overlap, spec.within, spec.through, spec.status) == (
        1,
        "all",
        "Event",
        "Event",
        Status.PLANNED,
    )
    assert (spec.confidence, spec.introduces) == (1.0, {"what": "Company"})


def test_a_file_may_have_no_rules_yet(write: Write) -> None:
    assert load_rule_files(write(a="rules: []\n")).rules == ()


@pytest.mark.parametrize(
    ("old", "new", "key", "said"),
    [
        ("rule: invests", "rule: Invests", "rule", "match pattern"),
        ("rule: invests", "rule: 投资", "rule", "match pattern"),
        ("rule: invests", "rule: 3", "rule", "match pattern"),
        ("  - rule: invests\n    says", "  - says", "rule", "required"),
        ("    says: 甲投资乙\n", "", "says", "required"),
        ("says: 甲投资乙", 'says: ""', "says", "at least 1 character"),
        ('    match: "{who:Agent} 投资 {what:Agent}"\n', "", "match", "required"),
        ('match: "{who:Agent} 投资 {what:Agent}"', "match: []", "match", "at least 1 item"),
        ('match: "{who:Agent} 投资 {what:Agent}"', "match: {who: Agent}", "match.0", "valid string"),
        ("emit: who investsIn what", "emits: who investsIn what", "emits", "not permitted"),
        ("emit: who investsIn what", "emit: [[甲]]", "emit.0", "valid string"),
        (
            "    examples:\n      - text: 甲公司投资乙公司。\n        facts: 甲公司 investsIn 乙公司\n",
            "",
            "examples",
            "required",
        ),
        ("- text: 甲公司投资乙公司。\n        facts: 甲公司 investsIn 乙公司", "[]", "examples", "at least 1 item"),
        ("        facts: 甲公司 investsIn 乙公司\n", "", "examples.0.facts", "required"),
        ("facts: 甲公司 investsIn 乙公司", "facts: []", "examples.0.facts", "at least 1 item"),
        ("text: 甲公司投资乙公司。", 'text: ""', "examples.0.text", "at least 1 character"),
        ("facts:", "note: 好\n        facts:", "examples.0.note", "not permitted"),
        ("    counterexamples: 甲公司投资。\n", "", "counterexamples", "required"),
        ("counterexamples: 甲公司投资。", "counterexamples: []", "counterexamples", "at least 1 item"),
        ("emit:", "status: Surely\n    emit:", "status", "Asserted"),
        ("emit:", "status: planned\n    emit:", "status", "Asserted"),
        ("emit:", "overlap: some\n    emit:", "overlap", "first"),
        ("emit:", "stage: 0\n    emit:", "stage", "greater"),
        ("emit:", "stage: 4\n    emit:", "stage", "less"),
        ("emit:", "confidence: 1.1\n    emit:", "confidence", "less"),
        ("emit:", "confidence: -1\n    emit:", "confidence", "greater"),
        ("emit:", "introduces: [what]\n    emit:", "introduces", "dictionary"),
        ("emit:", "foo: 1\n    emit:", "foo", "not permitted"),
    ],
)
def test_says_what_is_wrong_with_a_rule_and_where(old: str, new: str, key: str, said: str, write: Write) -> None:
    assert old in RULE
    faults = faults_of(write(a=f"rules:\n{RULE.replace('invests', 'sound', 1)}{RULE.replace(old, new, 1)}"))
    assert any(fault.startswith(f"a.yaml:10: {key}: ") and said in fault for fault in faults), faults


def test_a_rule_name_is_used_once_in_all_files(write: Write) -> None:
    folder = write(a=f"rules:\n{RULE}{RULE}", b=f"rules:\n{RULE}")
    first, second = faults_of(folder)
    assert first.startswith("a.yaml:10: ")
    assert second.startswith("b.yaml:2: ")
    assert all("invests" in fault and "a.yaml:2" in fault for fault in (first, second))


def test_all_faults_of_all_files_are_said_at_once(write: Write) -> None:
    folder = write(
        guards=GUARDS.replace("planned:", "plannned:"),
        macros="- 投资\n",
        a=f"rules:\n{RULE.replace('says', 'sagt')}",
        b="rules: [\n",
        c="- 甲\n",
        d=b"\xff\xfe",
    )
    faults = faults_of(folder)
    for start in ("guards.yaml: planned: ", "guards.yaml: plannned: ", "macros.yaml:1: ", "a.yaml:2: says: "):
        assert any(fault.startswith(start) for fault in faults), (start, faults)
    for name in ("b.yaml", "c.yaml:1", "d.yaml"):
        assert any(fault.startswith(name) for fault in faults), (name, faults)
    assert all("\n" not in fault for fault in faults)


@pytest.mark.parametrize("missing", ["guards", "macros"])
def test_macros_and_guards_must_be_there(missing: str, write: Write) -> None:
    (fault,) = faults_of(write(**{missing: None}))
    assert fault.startswith(f"{missing}.yaml: ")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert len(faults_of(tmp_path / "none")) == 2


@pytest.mark.parametrize("text", ["3\n", "甲\n", "- 甲\n", ""])
def test_a_file_is_a_mapping(text: str, write: Write) -> None:
    (fault,) = faults_of(write(a=text))
    assert fault.startswith("a.yaml:1: ")


def test_bad_yaml_is_a_fault_of_its_line(write: Write) -> None:
    (fault,) = faults_of(write(a=f"rules:\n{RULE}  foo: [\n"))
    assert fault.startswith("a.yaml:10: ")


def test_yaml_makes_no_objects(write: Write) -> None:
    (fault,) = faults_of(write(a="rules: !!python/object/apply:builtins.print [甲]\n"))
    assert "第 1 条" in fault


@pytest.mark.parametrize("text", ["rules: [甲]\n", "rules: [[甲]]\n", "rules: 甲\n", "rules: {a: 1}\n"])
def test_a_rule_is_a_mapping(text: str, write: Write) -> None:
    assert all(fault.startswith("a.yaml") for fault in faults_of(write(a=text)))


@pytest.mark.parametrize("text", ["rules: 3\n", "rules: true\n", "rules:\n", "{}\n"])
def test_rules_are_a_list(text: str, write: Write) -> None:
    (fault,) = faults_of(write(a=text))
    assert fault.startswith("a.yaml:1: ")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        pytest.param({"a": f"ruels:\n{RULE}"}, "a.yaml:1: 多余的键 ruels", id="a slip in the key of all rules"),
        pytest.param({"a": f"rules:\n{RULE}note: 好\n"}, "a.yaml:1: 多余的键 note", id="a key beside rules"),
        pytest.param(
            {"a": f"rules:\n{RULE}    emit: who builds what\n"}, "a.yaml:10: 键重复 emit", id="a key of a rule twice"
        ),
        pytest.param({"macros": "投: [投资, 注资]\n"}, "macros.yaml: 宏 投", id="a macro that is a list"),
        pytest.param({"a": f"macros: [投]\nrules:\n{RULE}"}, "a.yaml: macros 下", id="macros that are a list"),
        pytest.param({"a": f"macros: {{投: [买]}}\nrules:\n{RULE}"}, "a.yaml: 宏 投", id="a macro of a file: a list"),
        pytest.param({"macros": "投: 投资\n投: 注资\n"}, "macros.yaml:2: 键重复 投", id="a macro twice"),
        pytest.param({"guards": f"{GUARDS}planned: [拟]\n"}, "guards.yaml:13: 键重复 planned", id="guards twice"),
    ],
)
def test_slips_do_not_pass_unnoticed(files: dict[str, str], said: str, write: Write) -> None:
    assert any(fault.startswith(said) for fault in faults_of(write(**({"a": f"rules:\n{RULE}"} | files))))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder that is whole: guards, one macro, one rule."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name, text in (("guards", GUARDS), ("macros", "投: 投资|注资\n建: 建设\n"), ("a", f"rules:\n{RULE}")):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def mine(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


OWN = RULE.replace("rule: invests", "rule: own")


def names_of(found: RuleFiles) -> list[str]:
    return [spec.rule for spec in found.rules]


def test_users_add_files_and_folders(home: Path, tmp_path: Path) -> None:
    folder = mine(tmp_path, b=f"rules:\n{OWN}", macros="建: 兴建\n新: 新\n")
    one = tmp_path / "one.yml"
    one.write_text(f"rules:\n{RULE.replace('rule: invests', 'rule: single')}", encoding="utf-8")
    found = load_rule_files(home, added=[one, folder])
    assert names_of(found) == ["invests", "single", "own"]
    assert found.macros == {"投": "投资|注资", "建": "兴建", "新": "新"}
    assert found.guards.planned == ("将", "拟")
    assert names_of(load_rule_files(home, added=[one, folder], alone=True)) == ["single", "own"]
    assert load_rule_files(home, added=[one, folder], alone=True).macros == found.macros


def test_a_users_guards_stand_in_place_of_the_others(home: Path, tmp_path: Path) -> None:
    found = load_rule_files(home, added=[mine(tmp_path, guards=GUARDS.replace("[将, 拟]", "[要]"))])
    assert found.guards.planned == ("要",)
    assert names_of(found) == ["invests"]


def test_a_file_given_twice_is_read_once(home: Path, tmp_path: Path) -> None:
    folder = mine(tmp_path, b=f"rules:\n{OWN}")
    assert names_of(load_rule_files(home, added=[folder, folder / "b.yaml", folder])) == ["invests", "own"]


def test_editors_leave_files_that_are_none(home: Path, tmp_path: Path) -> None:
    folder = mine(tmp_path, b=f"rules:\n{OWN}")
    (folder / ".b.yaml").write_text("rules: [", encoding="utf-8")
    (folder / "notes.txt").write_text("甲", encoding="utf-8")
    assert names_of(load_rule_files(home, added=[folder])) == ["invests", "own"]


def test_all_faults_of_users_are_said_at_once(home: Path, tmp_path: Path) -> None:
    folder = mine(
        tmp_path,
        a=f"rules:\n{RULE}",
        b="properties:\n  - property: 位列\nrules: 3\n",
        macros="新: 新\n",
        guards=GUARDS,
    )
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "macros.yaml").write_text("别: 别\n新: 又\n", encoding="utf-8")
    (tmp_path / "more" / "guards.yaml").write_text(GUARDS, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    added = [folder, tmp_path / "more", tmp_path / "empty", tmp_path / "none.yaml"]
    with pytest.raises(RuleError) as caught:
        load_rule_files(home, added=added)
    faults = [fault.replace(f"{tmp_path}/", "") for fault in caught.value.faults]
    for start in (
        "mine/a.yaml:2: 规则名重复 invests（already in home/a.yaml:2",
        "mine/b.yaml:2: property: ",
        "mine/b.yaml:2: zh: ",
        "mine/b.yaml:1: 应有 rules",
        "more/macros.yaml:2: 宏重复 新（already in mine/macros.yaml",
        "more/guards.yaml:1: ",
        "empty: ",
        "none.yaml: ",
    ):
        assert any(fault.startswith(start) for fault in faults), (start, faults)


def test_a_file_may_declare_properties_alone(home: Path, tmp_path: Path) -> None:
    text = "properties:\n  - {property: a, zh: 甲, en: a, subject: Company, value: true}\n"
    (spec,) = load_rule_files(home, added=[mine(tmp_path, b=text)]).properties
    assert (spec.property, spec.subject, spec.object, spec.value) == ("a", ("Company",), None, True)
    assert spec.place.endswith("mine/b.yaml:2")
