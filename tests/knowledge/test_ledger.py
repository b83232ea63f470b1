"""The merge ledger: what it may say, and how every slip in it is reported."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KnowledgeError
from kg.knowledge.ledger import Decision, Ledger, load_ledger, parse_ledger

PATH = Path("ledger.yaml")
TYPES = {"Company", "Person"}
WHOLE = """\
# 我们的决定
decisions:
  - same: [甲海, 甲海有限公司]   # 同一家
    type: Company
    reason: 公司官网
    document: post-1

  - different: [丁一（甲海）, 丁一（乙大学）]
"""


def faults(text: str) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        parse_ledger(text, PATH, TYPES)
    return str(caught.value).splitlines()


def test_everything_that_it_may_say() -> None:
    assert parse_ledger(WHOLE, PATH, TYPES).decisions == (
        Decision(True, ("甲海", "甲海有限公司"), "Company", "公司官网", "post-1", "ledger.yaml:3"),
        Decision(False, ("丁一（甲海）", "丁一（乙大学）"), place="ledger.yaml:8"),
    )


@pytest.mark.parametrize("text", ["", "\n", "# 空\n", "\ufeff# 空\n", "decisions:\n", "decisions: []\n"])
def test_no_decision(text: str) -> None:
    assert parse_ledger(text, PATH) == Ledger()


def test_pairs() -> None:
    assert Decision(True, ("a", "b", "c")).pairs == (("a", "b"), ("b", "c"))
    assert Decision(False, ("a", "b", "c")).pairs == (("a", "b"), ("a", "c"), ("b", "c"))


@pytest.mark.parametrize(
    ("entry", "line", "words"),
    [
        ("- same: [甲]", 2, "two names"),
        ("- same: []", 2, "either"),
        ("- same: 甲", 2, "same"),
        ("- same: [甲, {a: b}]", 2, "same.1"),
        ("- same: [甲, 甲]", 2, "given twice"),
        ("- same: [甲, '']", 2, "same.1"),
        ("- same: [甲, '   ']", 2, "same.1"),
        ('- same: [甲, "乙\\u200b"]', 2, "cannot be seen"),
        ("- same: [甲, 乙]\n    different: [甲, 丙]", 2, "either"),
        ("- reason: 无", 2, "either"),
        ("- same: [甲, 乙]\n    sort: x", 2, "sort"),
        ("- same: [甲, 乙]\n    type: Compan", 2, "Company"),
        ("- same: [甲, 乙]\n    type: [Company]", 2, "type"),
        ("- same: [甲, 乙]\n    same: [甲, 丙]", 3, "same"),
        ("- 甲", None, "1"),
        ("- same: &a [甲, 乙]\n  - same: *a", 3, "aliases"),
        ("- same: [甲, 乙]\n  - same: [乙, 甲]", 3, "ledger.yaml:2"),
        ("- same: [甲, 乙", 3, ""),
        ("- same: !!python/name:os.system [甲, 乙]\n    x: y", 2, "x"),
    ],
)
def test_slips_are_named_with_their_line(entry: str, line: int | None, words: str) -> None:
    (fault, *_) = faults(f"decisions:\n  {entry}\n")
    assert fault.startswith(f"ledger.yaml:{line}:" if line else "ledger.yaml:")
    assert words in fault


@pytest.mark.parametrize(
    "text", ["decision: []", "- same: [甲, 乙]", "decisions: 甲", "a: b: c", "\0", "甲", "[" * 3000]
)
def test_files_that_are_no_ledger(text: str) -> None:
    assert all(fault.startswith("ledger.yaml") for fault in faults(text))


def test_all_slips_at_once() -> None:
    assert len(faults("more: x\ndecisions:\n  - same: [甲]\n  - different: [乙]\n    type: X\n")) == 4


def test_a_contradiction_names_its_entries() -> None:
    (fault,) = faults("decisions:\n  - same: [甲, 乙]\n  - different: [甲, 丙]\n  - same: [乙, 丙]\n")
    assert fault.startswith("ledger.yaml:3:")
    assert "甲 = 乙（ledger.yaml:2）" in fault
    assert "乙 = 丙（ledger.yaml:4）" in fault


def test_decisions_of_two_classes_do_not_contradict_each_other() -> None:
    text = "decisions:\n  - same: [甲, 乙]\n    type: Company\n  - different: [甲, 乙]\n    type: Person\n"
    assert len(parse_ledger(text, PATH, TYPES).decisions) == 2
    assert len(faults(text + "  - different: [乙, 甲]\n")) == 1


def test_a_ledger_of_many_decisions_is_checked_in_time() -> None:
    names = [f"甲{number}" for number in range(2000)]
    same = "".join(f"  - same: [{one}, {other}]\n" for one, other in pairwise(names))
    different = "".join(f"  - different: [{one}, 乙]\n" for one in names)
    assert len(parse_ledger(f"decisions:\n{same}{different}", PATH).decisions) == 3999


def test_what_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "ledger.yaml"
    with pytest.raises(KnowledgeError, match=r"ledger\.yaml"):
        load_ledger(path)
    path.write_bytes(b"decisions: \xff")
    with pytest.raises(KnowledgeError, match="UTF-8"):
        load_ledger(path)
    path.write_text(WHOLE, encoding="utf-8")
    assert len(load_ledger(path, TYPES).decisions) == 2


@given(st.text(alphabet="-: []{}#&*!|>'\"\\\n\t甲乙a,same", max_size=60))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_any_text_is_a_ledger_or_a_fault(text: str) -> None:
    try:
        found = parse_ledger(f"decisions:\n{text}", PATH)
    except KnowledgeError as error:
        assert "ledger.yaml" in str(error)
    else:
        assert all(len(one.names) >= 2 for one in found.decisions)
