"""YAML with places: lines of mappings, keys given once, plain data only, and every fault as `file:line: what`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.knowledge.placed_yaml import LINE, load_placed, without_lines


@pytest.fixture
def fault_of(tmp_path: Path):
    """The one fault of a text, the folder left out."""

    def fault(text: str | bytes) -> str:
        path, faults = tmp_path / "a.yaml", []
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        assert load_placed(path, faults) is None
        (found,) = faults
        assert "\n" not in found
        return found.replace(f"{tmp_path}/", "")

    return fault


def loaded(path: Path, text: str) -> object:
    path.write_text(text, encoding="utf-8")
    faults: list[str] = []
    found = load_placed(path, faults)
    assert faults == []
    return found


def test_every_mapping_knows_its_line(tmp_path: Path) -> None:
    text = "# 说明\nrules:\n  - rule: a\n    says: 甲\n\n  - rule: b\n    more: {c: 1}\nlast:\n  d: 2\n"
    assert loaded(tmp_path / "a.yaml", text) == {
        LINE: 2,
        "rules": [{LINE: 3, "rule": "a", "says": "甲"}, {LINE: 6, "rule": "b", "more": {LINE: 7, "c": "1"}}],
        "last": {LINE: 9, "d": "2"},
    }


def test_without_lines_it_is_the_same_data(tmp_path: Path) -> None:
    found = loaded(tmp_path / "a.yaml", "a: [{b: 1}, [{c: {d: 2}}], 3]\ne: {}\n")
    assert without_lines(found) == {"a": [{"b": "1"}, [{"c": {"d": "2"}}], "3"], "e": {}}
    assert without_lines("甲") == "甲"


def test_a_mark_at_the_start_of_the_file_is_no_character_of_it(tmp_path: Path) -> None:
    assert without_lines(loaded(tmp_path / "a.yaml", "\ufeffa: 1\n")) == {"a": "1"}


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("a: 1\nb: 2\na: 3\n", "a.yaml:3: 键重复 a"),
        ("a:\n  - b: 1\n    c: 2\n    b: 3\n", "a.yaml:4: 键重复 b"),
        ("a: {b: 1, b: 1}\n", "a.yaml:1: 键重复 b"),
        ("1: a\n'1': b\n", "a.yaml:2: 键重复 1"),
    ],
)
def test_a_key_is_given_once(text: str, start: str, fault_of) -> None:
    assert fault_of(text).startswith(start)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: 1\nb: [\n", 3, "stream end"),
        ("a: {\n", 2, "stream end"),
        ("a: '甲\n", 2, "end of stream"),
        ("\ta:\n", 1, "cannot start any token"),
        ("a: 1\nb: *x\n", 2, "alias"),
        ("rules:\n  - a: 1\n  b: [\n", 3, "block end"),
        ("a: 1\n---\nb: 2\n", 2, "another document"),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", 3, "alias"),
        ("__line__: 7\n", 1, "键重复 __line__"),
    ],
)
def test_bad_yaml_is_a_fault_of_its_line(text: str, line: int, said: str, fault_of) -> None:
    found = fault_of(text)
    assert found.startswith(f"a.yaml:{line}: ")
    assert said in found


@pytest.mark.parametrize("text", ["3\n", "甲\n", "- 甲\n", "[]\n", "", "# 只有说明\n", "---\n"])
def test_a_file_is_a_mapping(text: str, fault_of) -> None:
    assert fault_of(text) == "a.yaml:1: 应是一组键值（expected a mapping）"


@pytest.mark.parametrize("text", ["a: &x [*x]\n", "a: &x\n  b: *x\n", "a: &x\n  b: {c: [*x]}\n"])
def test_what_holds_itself_is_a_fault(text: str, fault_of) -> None:
    assert "alias" in fault_of(text)


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}"), ("- ", "")])
def test_what_is_nested_too_deep_is_a_fault(opening: str, closing: str, fault_of) -> None:
    start = "" if opening == "- " else "a: "
    assert fault_of(f"{start}{opening * 3000}甲{closing * 3000}\n").startswith("a.yaml")


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"a: \xd6\xd0\n", b"a: \x00\n", b"a: \x1b[31m\n"])
def test_what_is_no_text_is_a_fault(data: bytes, fault_of) -> None:
    assert fault_of(data).startswith("a.yaml: ")


def test_a_file_that_is_not_there_or_a_folder_is_a_fault(tmp_path: Path) -> None:
    faults: list[str] = []
    assert load_placed(tmp_path / "none.yaml", faults) is None
    assert load_placed(tmp_path, faults) is None
    assert [fault.partition(": ")[0] for fault in faults] == [str(tmp_path / "none.yaml"), str(tmp_path)]


def test_faults_are_added_to_those_before(tmp_path: Path) -> None:
    faults = ["前面的"]
    load_placed(tmp_path / "none.yaml", faults)
    assert faults[0] == "前面的"
    assert len(faults) == 2


@pytest.mark.parametrize(
    "value", ["2020-13-45", "!!int 甲", "!foo 甲", "!!python/object/apply:builtins.print [甲]", "yes"]
)
def test_values_are_text_whatever_their_tag(value: str, tmp_path: Path) -> None:
    found = without_lines(loaded(tmp_path / "a.yaml", f"b: {value}\n"))
    assert found == {"b": ["甲"] if "[" in value else value.rpartition(" ")[2]}


def test_aliases_do_not_multiply(fault_of) -> None:
    bomb = "a0: &a0 [甲]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    assert "alias" in fault_of(bomb)


PLAIN = st.recursive(
    st.sampled_from(["甲", "a b", "", "0", "1.5", "yes"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["甲", "b", "c d"]), inner, max_size=3),
    max_leaves=8,
)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(data=st.dictionaries(st.sampled_from(["规则", "a", "on2"]), PLAIN))
def test_what_is_written_is_read(data: dict[str, object], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("yaml") / "a.yaml"
    assert without_lines(loaded(path, yaml.safe_dump(data, allow_unicode=True))) == data


@settings(derandomize=True, max_examples=200, deadline=None)
@given(text=st.text("ab甲:-[]{}&*'\"|#>? \n\t", max_size=30))
def test_any_text_is_a_mapping_or_one_fault(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("yaml") / "a.yaml"
    path.write_text(text, encoding="utf-8")
    faults: list[str] = []
    found = load_placed(path, faults)
    assert (found is None) is (len(faults) == 1)
    assert all(re.match(rf"{re.escape(str(path))}(:\d+)?: ", fault) for fault in faults)
