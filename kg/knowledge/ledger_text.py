"""Changing a ledger without touching what its user has written around: one decision more at its end, or one less."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

from kg.errors import KnowledgeError, OutputError
from kg.knowledge.ledger import Decision, check_decisions, parse_ledger

__all__ = ["with_decision", "without_decision"]

_NEW = """\
# 合并账本：哪些名称是一个东西（same），哪些不是（different）；kg build 照此办理。可以手改，改错了会指出行号。
# The merge ledger: which names are one thing (same) and which are not (different), as `kg build` takes them.
"""
_NEW_ONE = "新的决定 the new decision"
_HEAD = re.compile(r"^\ufeff?decisions:", re.MULTILINE)
_EMPTY = re.compile(r"(?<=^decisions:)[ \t]*\[[ \t]*\]", re.MULTILINE)
_ITEM = re.compile(r"^([ \t]*)- ")
# Plain in a YAML list; all else is put in quotes.
_PLAIN = re.compile(r"\w(?:[\w·（）.\-]*\w|[\w·（）.\-]*）)?")


def with_decision(text: str, decision: Decision, path: Path) -> str:
    """The text of a ledger with one decision more, at its end; comments and all else stay as they are.

    Args:
        text: of the ledger, "" for a new one.
        decision: to be added.
        path: of the file, for messages.

    Raises:
        KnowledgeError: the ledger is not well formed, or would contradict itself.
        OutputError: the ledger is written in a way that cannot be added to.
    """
    known = parse_ledger(text, path).decisions
    check_decisions([*known, replace(decision, place=_NEW_ONE)])
    head = _HEAD.search(text)
    start = (
        text if head or known else (text or _NEW) + ("" if not text or text.endswith("\n") else "\n") + "decisions:\n"
    )
    if head and not known:
        start = _EMPTY.sub("", text)
    end = "" if start.endswith("\n") else "\n"
    indent = _indent(text, known)
    changed = f"{start}{end}{_entry(decision, indent)}"
    _check(changed, [*known, decision], path)
    return changed


def without_decision(text: str, number: int, path: Path) -> str:
    """The text of a ledger without one decision; comments and all else stay as they are.

    Args:
        text: of the ledger.
        number: of the decision, from 1, in the order of the file.
        path: of the file, for messages.

    Raises:
        KnowledgeError: the ledger is not well formed, or has no such decision.
        OutputError: the decision is written in a way that it cannot be taken out of.
    """
    known = list(parse_ledger(text, path).decisions)
    if not 1 <= number <= len(known):
        raise KnowledgeError(f"没有第 {number} 条决定 no such decision", place=str(path), remedy="见 kg merges")
    first = int(known.pop(number - 1).place.rpartition(":")[2]) - 1
    lines = text.splitlines(keepends=True)
    item = _ITEM.match(lines[first])
    last = _end(lines, first, item[1]) if item else first
    changed = "".join(lines[:first] + lines[last:])
    _check(changed, known, path)
    return changed


def _end(lines: list[str], first: int, indent: str) -> int:
    """The line after the last one of an entry; comments after it belong to what follows."""
    last = first + 1
    for number, line in enumerate(lines[first + 1 :], first + 1):
        if line.strip() and not line.lstrip().startswith("#"):
            if not line.startswith((f"{indent} ", f"{indent}\t")):
                break
            last = number + 1
    return last


def _entry(decision: Decision, indent: str) -> str:
    key = "same" if decision.same else "different"
    lines = [f"{indent}- {key}: [{', '.join(map(_scalar, decision.names))}]"]
    for name, value in (("type", decision.type), ("reason", decision.reason), ("document", decision.document)):
        if value:
            lines.append(f"{indent}  {name}: {_scalar(value)}")
    return "\n".join(lines) + "\n"


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _indent(text: str, known: tuple[Decision, ...]) -> str:
    """How far the decisions of a ledger stand from its margin."""
    if not known:
        return "  "
    line = text.splitlines()[int(known[-1].place.rpartition(":")[2]) - 1]
    item = _ITEM.match(line)
    return item[1] if item else "  "


def _check(text: str, wanted: list[Decision], path: Path) -> None:
    """What is written must say what is meant: a file in an unforeseen form is rather left alone."""
    try:
        found = parse_ledger(text, path).decisions
    except KnowledgeError:
        found = ()
    if [replace(one, place="") for one in found] != [replace(one, place="") for one in wanted]:
        raise OutputError(
            "账本的写法不能自动改 this form cannot be changed here", place=str(path), remedy="请手改这个文件"
        )
