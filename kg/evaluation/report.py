"""A summary to read, as Markdown in Chinese or English, and a summary for programs, as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping

from kg.evaluation.figures import Proportion, Score
from kg.evaluation.listing import error_sections, errors_table
from kg.evaluation.scoring import TIERS, Report, Summary
from kg.evaluation.wording import LABELS, number, plain, proportion, row, span

__all__ = ["report_json", "report_text"]

_ENOUGH = 10  # fewer cases give an interval that tells nothing


def report_text(summary: Summary, language: str = "zh", *, errors: bool = True) -> str:
    """The figures as Markdown tables.

    Args:
        summary: what to tell.
        language: `zh` or `en`; any other is taken as `zh`.
        errors: whether to list each miss, extra, wrong status and wrong evidence too.
    """
    labels = LABELS.get(language, LABELS["zh"])
    tables = [
        _overall(summary, labels),
        _beside(summary, labels),
        _rows(labels, "document", summary.documents, {}),
        _rows(labels, "property", summary.properties, summary.property_intervals),
    ]
    unlike = [plain(report.id) for report in summary.reports if not report.text_agrees]
    warning = [labels["text"].format(", ".join(unlike))] if unlike else []
    listed = error_sections(summary, labels) if errors else []
    return "\n\n".join([*("\n".join(table) for table in tables), *warning, *listed]) + "\n"


def _overall(summary: Summary, labels: Mapping[str, str]) -> list[str]:
    rows = [
        row(labels[tier], proportion(score.precision), proportion(score.recall), number(score.f1), span(interval))
        for tier, score in summary.tiers.items()
        for interval in [summary.f1_intervals[tier]]
    ]
    return [labels["head"], "|---|---|---|---|---|", *rows]


def _beside(summary: Summary, labels: Mapping[str, str]) -> list[str]:
    all_, tier1 = summary.tiers["all"], summary.tiers["tier1"]
    figures = {
        "precision": all_.precision,
        "recall": all_.recall,
        "recall1": tier1.recall,
        "status": summary.status,
        "bounds": summary.bounds,
        "quotations": summary.quotations,
        "evidence": summary.evidence,
    }
    return [
        labels["beside"],
        "|---|---|---|",
        *(row(labels[name], proportion(one), span(one.interval)) for name, one in figures.items()),
    ]


_Intervals = Mapping[str, Mapping[str, tuple[float, float] | None]]


def _rows(
    labels: Mapping[str, str], kind: str, scores: Mapping[str, Mapping[str, Score]], intervals: _Intervals
) -> list[str]:
    cells = [
        (name, *(cell for tier in ("all", "tier1") for cell in _cells(tiers[tier], intervals.get(name, {}).get(tier))))
        for name, tiers in scores.items()
    ]
    return [labels["rows"].format(labels[kind]), "|---|---|---|---|---|---|---|", *(row(*line) for line in cells)]


def _cells(score: Score, interval: tuple[float, float] | None) -> tuple[str, str, str]:
    return _with_interval(score.precision), _with_interval(score.recall), f"{number(score.f1)}{_bracketed(interval)}"


def _with_interval(share: Proportion) -> str:
    return proportion(share) + _bracketed(share.interval if share.total >= _ENOUGH else None)


def _bracketed(interval: tuple[float, float] | None) -> str:
    return f" [{interval[0]:.2f}–{interval[1]:.2f}]" if interval and interval[0] < interval[1] else ""


def report_json(summary: Summary) -> str:
    """The same figures as JSON, with every count, so that others can compute on; keys are sorted."""
    content = {
        "tiers": _scores(summary.tiers),
        "f1_intervals": {name: _rounded(interval) for name, interval in summary.f1_intervals.items()},
        "properties": {name: _scores(tiers) for name, tiers in summary.properties.items()},
        "property_intervals": {
            name: {tier: _rounded(interval) for tier, interval in tiers.items()}
            for name, tiers in summary.property_intervals.items()
        },
        "documents": {name: _scores(tiers) for name, tiers in summary.documents.items()},
        **{name: _figure(getattr(summary, name)) for name in ("status", "bounds", "quotations", "evidence")},
        "by_document": {report.id: _counts(report) for report in summary.reports},
        "errors": {report.id: errors_table(report) for report in summary.reports},
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _counts(report: Report) -> dict[str, dict[str, list[int]]]:
    """For each property and tier: hits and all of ours, found and all of gold; what a later run is compared with."""
    names = sorted({one.property for one in report.judged} | {one.gold.property for one in report.sought})
    return {
        name: {
            tier: [score.precision.right, score.precision.total, score.recall.right, score.recall.total]
            for tier, numbers in TIERS.items()
            for score in [report.score(numbers, name)]
        }
        for name in names
    }


def _scores(tiers: Mapping[str, Score]) -> dict[str, object]:
    return {
        name: {
            "precision": _figure(score.precision),
            "recall": _figure(score.recall),
            "f1": None if score.f1 is None else round(score.f1, 4),
        }
        for name, score in tiers.items()
    }


def _figure(proportion: Proportion) -> dict[str, object]:
    value = proportion.value
    return {
        "right": proportion.right,
        "total": proportion.total,
        "value": None if value is None else round(value, 4),
        "interval": _rounded(proportion.interval),
    }


def _rounded(interval: tuple[float, float] | None) -> list[float] | None:
    return None if interval is None else [round(end, 4) for end in interval]
