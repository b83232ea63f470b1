"""Statistics of rules as text and as a table for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from kg.workbench.statistics import RuleCount, Statistics

__all__ = ["describe_statistics", "statistics_table"]

_MOST_SHOWN = 20


def statistics_table(statistics: Statistics) -> dict[str, Any]:
    """The statistics as plain data, precision and idle rules included."""
    return {
        **asdict(statistics),
        "rules": [{**asdict(rule), "precision": rule.precision} for rule in statistics.rules],
        "idle": [rule.rule for rule in statistics.idle],
    }


def describe_statistics(statistics: Statistics) -> tuple[str, ...]:
    """Lines for people: one for each rule that matched, the slowest first; then overlaps, conflicts, idle rules."""
    return tuple(_lines(statistics))


def _lines(statistics: Statistics) -> Iterator[str]:
    yield (
        f"文章 documents {statistics.documents}，有标注 with gold {statistics.gold_documents}，"
        f"用时 seconds {statistics.seconds:.1f}，"
        f"其中规则 rules {sum(rule.milliseconds for rule in statistics.rules) / 1000:.1f}"
    )
    yield ""
    yield "规则、匹配、事实、精确率（对/判）、毫秒、占比"
    width = max((len(rule.rule) for rule in statistics.rules), default=4)
    yield f"{'rule':{width}} {'matches':>8} {'facts':>7} {'precision':>16} {'ms':>9} {'share':>6}"
    for rule in sorted(statistics.rules, key=lambda one: (-one.milliseconds, one.rule)):
        if rule.matches:
            yield _row(rule, width)
    yield from _overlaps(statistics)
    yield from _conflicts(statistics)
    yield from _idle(statistics, width)
    if statistics.stopped:
        yield f"\n太费时而略过的文章 documents left out: {len(statistics.stopped)}"
        yield from (f"    {line}" for line in statistics.stopped)


def _row(rule: RuleCount, width: int) -> str:
    precision = "-" if rule.precision is None else f"{rule.precision:.2f} ({rule.right}/{rule.judged})"
    return (
        f"{rule.rule:{width}} {rule.matches:>8} {rule.facts:>7} {precision:>16} "
        f"{rule.milliseconds:>9.1f} {rule.share:>6.1%}"
    )


def _overlaps(statistics: Statistics) -> Iterator[str]:
    yield f"\n重叠：两条规则在相交的位置说同一属性 overlaps: {len(statistics.overlaps)}"
    for one in statistics.overlaps[:_MOST_SHOWN]:
        yield f"    {one.rules[0]} + {one.rules[1]}  {one.property}  {one.times} 次 times"
    yield from _more(len(statistics.overlaps))


def _conflicts(statistics: Statistics) -> Iterator[str]:
    yield f"\n冲突：同一件事，状态不同 conflicts: {len(statistics.conflicts)}"
    for one in statistics.conflicts[:_MOST_SHOWN]:
        readings = "；".join(f"{status}（{'、'.join(rules)}）" for status, rules in one.readings)
        yield f"    {one.document}: {one.subject} {one.property} {one.object}: {readings}"
    yield from _more(len(statistics.conflicts))


def _idle(statistics: Statistics, width: int) -> Iterator[str]:
    yield f"\n从未匹配的规则 rules that never matched: {len(statistics.idle)}"
    for rule in statistics.idle:
        yield f"    {rule.rule:{width}} {rule.milliseconds:>9.1f} ms"


def _more(count: int) -> Iterator[str]:
    if count > _MOST_SHOWN:
        yield f"    …… 还有 {count - _MOST_SHOWN} 条，--json 给出全部 more with --json"
