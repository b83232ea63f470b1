"""Two runs over the same gold: what was gained, what was lost, and whether the difference can be chance."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.evaluation.figures import Proportion, Score, pool
from kg.evaluation.listing import gold_line, our_line
from kg.evaluation.scoring import TIERS, Report, Summary
from kg.evaluation.wording import LABELS, number, plain, proportion, row, span

__all__ = ["Change", "Comparison", "compare", "comparison_text", "load_baseline"]

_ROUNDS = 1000
_SEED = 20220516
_KEYS = ("by_document", "errors")

Scores = Mapping[str, Mapping[str, Score]]
"""Of one document: by property, by tier."""


@dataclass(frozen=True, slots=True)
class Change:
    """A score then and now."""

    then: Score
    now: Score

    @property
    def difference(self) -> float:
        """Of F1; an undefined one counts as 0."""
        return (self.now.f1 or 0.0) - (self.then.f1 or 0.0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run beside an earlier one.

    Attributes:
        tiers: of `all`, `tier1`, `tier2`.
        intervals: the 95 % interval of each difference of F1, by paired bootstrap over documents; None
            for fewer than two.
        properties: those that changed, of all tiers.
        gained: gold facts that are found now and were not then, each with its document.
        lost: those found then and not now.
        new_extras: facts of ours that no gold fact matches and that were not there then.
        gone_extras: those that were.
        sign: the probability of so uneven a split of gained and lost if both were as likely (exact, two sides).
        unlike: documents of one run alone, which are left out.
    """

    tiers: Mapping[str, Change]
    intervals: Mapping[str, tuple[float, float] | None]
    properties: Mapping[str, Change]
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    new_extras: tuple[str, ...]
    gone_extras: tuple[str, ...]
    sign: float
    unlike: tuple[str, ...]

    @property
    def regressed(self) -> bool:
        """Whether F1 of all facts, or of the first tier, is lower than it was."""
        return any(self.tiers[tier].difference < 0 for tier in ("all", "tier1"))


def load_baseline(path: Path) -> Mapping[str, Any]:
    """Read what an earlier run wrote with `--json`.

    Raises:
        KgError: it cannot be read, or is not such a report.
    """
    try:
        loaded = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise KgError(
            f"读不了先前的结果 unreadable：{error}", place=str(path), remedy="kg evaluate … --json > 文件"
        ) from error
    if not isinstance(loaded, dict) or not all(isinstance(loaded.get(key), dict) for key in _KEYS):
        raise KgError("不是 --json 写出的结果 not a report", place=str(path), remedy="kg evaluate … --json > 文件")
    return loaded


def compare(summary: Summary, baseline: Mapping[str, Any], properties: frozenset[str] = frozenset()) -> Comparison:
    """Set a run beside an earlier one, document by document.

    Args:
        summary: of now.
        baseline: of then, as `load_baseline` gives it.
        properties: to compare; all when empty.

    Raises:
        KgError: the baseline is not well formed.
    """
    try:
        return _compare(summary, baseline, properties)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise KgError(f"先前的结果不完整 the baseline is incomplete：{error!r}", remedy="重新写一份：--json") from error


def _compare(summary: Summary, baseline: Mapping[str, Any], properties: frozenset[str]) -> Comparison:
    now = {report.id: _now(report, properties) for report in summary.reports}
    then = {name: _then(scores, properties) for name, scores in baseline["by_document"].items()}
    common = sorted(now.keys() & then.keys())
    reports = [report for report in summary.reports if report.id in then]
    names = sorted({name for document in common for side in (now, then) for name in side[document]})
    by_property = {
        name: Change(_pooled((then[d] for d in common), "all", name), _pooled((now[d] for d in common), "all", name))
        for name in names
    }
    gold = [_gold_changes(report, baseline["errors"][report.id], properties) for report in reports]
    extras = [_extra_changes(report, baseline["errors"][report.id], properties) for report in reports]
    gained, lost = _joined(gold)
    new, gone = _joined(extras)
    pairs = {tier: [Change(_pooled([then[d]], tier), _pooled([now[d]], tier)) for d in common] for tier in TIERS}
    return Comparison(
        tiers={tier: _sum(changes) for tier, changes in pairs.items()},
        intervals={tier: _paired_interval(changes) for tier, changes in pairs.items()},
        properties={name: change for name, change in by_property.items() if change.then != change.now},
        gained=gained,
        lost=lost,
        new_extras=new,
        gone_extras=gone,
        sign=sign_test(len(gained), len(lost)),
        unlike=tuple(sorted(now.keys() ^ then.keys())),
    )


def _now(report: Report, properties: frozenset[str]) -> Scores:
    names = {one.property for one in report.judged} | {one.gold.property for one in report.sought}
    wanted = names & properties if properties else names
    return {name: {tier: report.score(numbers, name) for tier, numbers in TIERS.items()} for name in wanted}


def _then(counts: Mapping[str, Mapping[str, Sequence[int]]], properties: frozenset[str]) -> Scores:
    return {
        name: {tier: Score(Proportion(*four[:2]), Proportion(*four[2:4])) for tier, four in tiers.items()}
        for name, tiers in counts.items()
        if not properties or name in properties
    }


def _pooled(documents: Iterable[Scores], tier: str, name: str = "") -> Score:
    return pool(scores[tier] for each in documents for one, scores in each.items() if name in ("", one))


def _sum(changes: Sequence[Change]) -> Change:
    return Change(pool(change.then for change in changes), pool(change.now for change in changes))


def _paired_interval(changes: Sequence[Change]) -> tuple[float, float] | None:
    """The percentile interval of the difference when documents are drawn anew, the same ones for both runs."""
    if len(changes) < 2:
        return None
    draw = random.Random(_SEED)  # noqa: S311 - resampling, not a secret
    drawn = sorted(_sum(draw.choices(changes, k=len(changes))).difference for _ in range(_ROUNDS))
    return drawn[int(0.025 * _ROUNDS)], drawn[int(0.975 * _ROUNDS) - 1]


def sign_test(gained: int, lost: int) -> float:
    """The exact two-sided sign test (McNemar's for the facts that changed sides)."""
    total = gained + lost
    tail = sum(comb(total, k) for k in range(min(gained, lost) + 1))
    return float(min(1.0, 2 * tail / 2**total))


def _gold_changes(report: Report, errors: Mapping[str, Any], properties: frozenset[str]) -> tuple[list[str], list[str]]:
    then = Counter((one["fact"], one["tier"], one["quote"]) for one in errors["misses"])
    gained: list[str] = []
    lost: list[str] = []
    for one in report.sought:
        if properties and one.gold.property not in properties:
            continue
        key = gold_line(one.gold), one.gold.tier, one.quote
        was_missed = then[key] > 0
        then[key] -= was_missed
        line = f"{report.id} {key[0]} [{one.gold.status.value}, {one.gold.tier}]「{one.quote}」"
        if one.ours and was_missed:
            gained.append(line)
        elif not one.ours and not was_missed:
            lost.append(line)
    return gained, lost


def _extra_changes(
    report: Report, errors: Mapping[str, Any], properties: frozenset[str]
) -> tuple[list[str], list[str]]:
    now = Counter[tuple[str, str]]()
    for one in report.extras:
        if not properties or one.property in properties:
            evidence = one.fact.evidences[0] if one.fact.evidences else None
            shown = f" {evidence.rule}「{evidence.quote}」" if evidence else ""
            now[our_line(one.fact), shown] += 1
    then = Counter[tuple[str, str]]()
    for each in errors["extras"]:
        if not properties or each["property"] in properties:
            first = next(iter(each["evidence"]), None)
            then[each["fact"], f" {first['rule']}「{first['quote']}」" if first else ""] += 1
    return _surplus(report.id, now, then), _surplus(report.id, then, now)


def _surplus(document: str, more: Counter[tuple[str, str]], less: Counter[tuple[str, str]]) -> list[str]:
    """What the first has and the second has not, whichever rule read it."""
    left = Counter(fact for fact, _ in less.elements())
    lines = []
    for fact, shown in sorted(more.elements()):
        if left[fact] > 0:
            left[fact] -= 1
        else:
            lines.append(f"{document} {fact}{shown}")
    return lines


def _joined(changes: Iterable[tuple[list[str], list[str]]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    both = list(changes)
    return tuple(line for one, _ in both for line in one), tuple(line for _, other in both for line in other)


def comparison_text(comparison: Comparison, language: str = "zh") -> str:
    """The comparison as Markdown: tiers, properties that changed, and each fact gained and lost."""
    labels = LABELS.get(language, LABELS["zh"])
    head = f"|  | F1 {labels['then']} | F1 {labels['now']} | {labels['difference']} | 95% |"
    tiers = [
        row(labels[tier], number(c.then.f1), number(c.now.f1), f"{c.difference:+.3f}", span(comparison.intervals[tier]))
        for tier, c in comparison.tiers.items()
    ]
    changed = [
        row(name, _both(c.then.precision, c.now.precision), _both(c.then.recall, c.now.recall), f"{c.difference:+.3f}")
        for name, c in comparison.properties.items()
    ]
    parts = [f"# {labels['compare']}", "\n".join([head, "|---|---|---|---|---|", *tiers])]
    parts += ["\n".join([labels["changed"], "|---|---|---|---|", *changed])] if changed else []
    if comparison.unlike:
        parts.append(labels["unlike"].format(plain("、".join(comparison.unlike))))
    listed = ("gained", "lost", "new_extras", "gone_extras")
    sections = [(labels[name], getattr(comparison, name)) for name in listed if getattr(comparison, name)]
    parts += [
        "\n".join([f"## {title} ({len(lines)})", "", *(f"- {plain(line)}" for line in lines)])
        for title, lines in sections
    ]
    if comparison.gained or comparison.lost:
        parts.append(f"{labels['sign']} = {comparison.sign:.3f}")
    return "\n\n".join([*parts, *([] if changed or sections else [labels["same"]])]) + "\n"


def _both(then: Proportion, now: Proportion) -> str:
    return proportion(now) if then == now else f"{proportion(then)} → {proportion(now)}"
