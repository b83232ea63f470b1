"""Findings as a text to read, in Chinese or English, and as JSON."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import Literal

from kg.validation.findings import Exhibit, Finding, Severity

__all__ = ["Language", "as_json", "as_text"]

Language = Literal["zh", "en"]

_KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "record": ("记录不完整", "Records that are not whole"),
        "shape": ("不合形状（SHACL）", "Against the shapes (SHACL)"),
        "signature": ("主语或宾语的类型与属性不合", "Subjects or objects of a class that the property does not have"),
        "range": ("数值超出范围", "Figures out of range"),
        "dates": ("日期前后矛盾", "Dates that contradict each other"),
        "values": ("不同的说法：同一事物的值不能并存", "Values of one thing that cannot both hold"),
        "both-ways": ("单向关系两个方向都有", "One-way relations in both directions"),
        "itself": ("与自己的关系", "Relations of a thing to itself"),
        "status": ("既已陈述又被否定", "Asserted, and denied"),
    }
)
_SEVERITIES = MappingProxyType({Severity.VIOLATION: ("违反", "violations"), Severity.WARNING: ("可疑", "warnings")})

_EXHIBITS = 5


def as_text(findings: Sequence[Finding], language: Language = "zh", limit: int = 20) -> str:
    """Give a report: how many of each, then each kind with its findings.

    Args:
        findings: of all checks.
        language: of the report; what the posts say stays as it is.
        limit: how many of each kind are shown, each with its first facts; 0 for all.
    """
    return "\n".join(_lines(findings, 0 if language == "zh" else 1, limit)) + "\n"


def as_json(findings: Sequence[Finding]) -> str:
    """Give all findings, with their counts by severity."""
    counts = {str(severity): _count(findings, severity) for severity in Severity}
    return json.dumps({**counts, "findings": [asdict(one) for one in findings]}, ensure_ascii=False, indent=1) + "\n"


def _count(findings: Sequence[Finding], severity: Severity) -> int:
    return sum(finding.severity is severity for finding in findings)


def _lines(findings: Sequence[Finding], side: int, limit: int) -> Iterator[str]:
    if not findings:
        yield ("没有发现问题", "nothing found")[side]
        return
    yield ("，", ", ")[side].join(f"{names[side]} {_count(findings, kind)}" for kind, names in _SEVERITIES.items())
    by_kind: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_kind[finding.kind].append(finding)
    for kind, names in _KINDS.items():
        if found := by_kind.get(kind):
            yield f"\n{names[side]} ({len(found)})"
            shown = found[:limit] if limit else found
            for finding in shown:
                yield from _finding_lines(finding, side, _EXHIBITS if limit else None)
            if len(shown) < len(found):
                yield f"  {_and_more(len(found) - len(shown), side)}"


def _finding_lines(finding: Finding, side: int, most: int | None) -> Iterator[str]:
    said = _one_line((finding.zh, finding.en)[side])
    mark = "✗" if finding.severity is Severity.VIOLATION else "?"
    place = "" if finding.kind == "signature" else _one_line(finding.place)
    yield f"  {mark} {place}: {said}" if place else f"  {mark} {said} ({len(finding.exhibits)})"
    shown = finding.exhibits[:most]
    for one in shown:
        yield f"      {_exhibit_line(one, side)}"
    if len(shown) < len(finding.exhibits):
        yield f"      {_and_more(len(finding.exhibits) - len(shown), side)}"


def _and_more(number: int, side: int) -> str:
    return (f"… 另有 {number} 项", f"… and {number} more")[side]


def _exhibit_line(shown: Exhibit, side: int) -> str:
    where = " ".join(part for part in (shown.published, shown.document, shown.rule) if part)
    return _one_line(f"{shown.subject} {shown.label[side]} {shown.value} [{shown.status}] {where}: {shown.sentence}")


def _one_line(text: str) -> str:
    # Names and sentences come from outside: no line break or escape code in them may reach the terminal.
    return "".join(mark if mark.isprintable() else "\N{REPLACEMENT CHARACTER}" for mark in text)
