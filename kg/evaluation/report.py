"""A summary to read, as Markdown in Chinese or English, and a summary for programs, as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from kg.evaluation.figures import Proportion, Score
from kg.evaluation.gold import GoldDate, GoldEntity, GoldFact, GoldValue
from kg.evaluation.scoring import Judged, Report, Sought, Summary
from kg.model import Entity, Fact, Period, Quantity, Value

__all__ = ["report_json", "report_text"]

_LABELS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "zh": {
            "all": "全部",
            "tier1": "第一级",
            "tier2": "第二级",
            "head": "|  | 精确率 | 召回率 | F1 | F1 的 95% 区间 |",
            "beside": "| 另计 | 比例 | 95% 区间 |",
            "precision": "精确率（全部）",
            "recall": "召回率（全部）",
            "recall1": "召回率（第一级）",
            "status": "状态正确（已找到的事实）",
            "bounds": "数量界限正确（已找到的数量）",
            "quotations": "引语找到",
            "evidence": "证据与原文一致",
            "document": "文档",
            "property": "属性",
            "rows": "| {} | 精确率 | 召回率 | F1 | 第一级精确率 | 第一级召回率 | 第一级 F1 |",
            "misses": "遗漏",
            "extras": "多出",
            "wrong_status": "状态不符",
            "faults": "证据与原文不符",
            "text": "正文与标注所用的不同，偏移量不可比：{}",
            "tier": "级",
        },
        "en": {
            "all": "all",
            "tier1": "tier 1",
            "tier2": "tier 2",
            "head": "|  | precision | recall | F1 | 95% interval of F1 |",
            "beside": "| beside | proportion | 95% interval |",
            "precision": "precision (all)",
            "recall": "recall (all)",
            "recall1": "recall (tier 1)",
            "status": "status right (facts found)",
            "bounds": "bound right (quantities found)",
            "quotations": "quotations found",
            "evidence": "evidence is the text at its place",
            "document": "document",
            "property": "property",
            "rows": "| {} | precision | recall | F1 | tier 1 precision | tier 1 recall | tier 1 F1 |",
            "misses": "Missed",
            "extras": "Too many",
            "wrong_status": "Wrong status",
            "faults": "Evidence that is not the text at its place",
            "text": "the text is not the one that was annotated, offsets do not compare: {}",
            "tier": "tier",
        },
    }
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def report_text(summary: Summary, language: str = "zh", *, errors: bool = True) -> str:
    """The figures as Markdown tables.

    Args:
        summary: what to tell.
        language: `zh` or `en`; any other is taken as `zh`.
        errors: whether to list each miss, extra, wrong status and wrong evidence too.
    """
    labels = _LABELS.get(language, _LABELS["zh"])
    tables = [
        _overall(summary, labels),
        _beside(summary, labels),
        _rows(labels, "document", summary.documents),
        _rows(labels, "property", summary.properties),
    ]
    unlike = [_plain(report.id) for report in summary.reports if not report.text_agrees]
    warning = [labels["text"].format(", ".join(unlike))] if unlike else []
    listed = _errors(summary, labels) if errors else []
    return "\n\n".join([*("\n".join(table) for table in tables), *warning, *listed]) + "\n"


def _overall(summary: Summary, labels: Mapping[str, str]) -> list[str]:
    rows = [
        _row(labels[tier], _proportion(score.precision), _proportion(score.recall), _number(score.f1), _range(interval))
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
        *(_row(labels[name], _proportion(one), _range(one.interval)) for name, one in figures.items()),
    ]


def _rows(labels: Mapping[str, str], kind: str, scores: Mapping[str, Mapping[str, Score]]) -> list[str]:
    cells = [(name, *_cells(tiers["all"]), *_cells(tiers["tier1"])) for name, tiers in scores.items()]
    return [labels["rows"].format(labels[kind]), "|---|---|---|---|---|---|---|", *(_row(*row) for row in cells)]


def _cells(score: Score) -> tuple[str, str, str]:
    return _proportion(score.precision), _proportion(score.recall), _number(score.f1)


def _row(*cells: str) -> str:
    return "| " + " | ".join(_plain(cell).replace("|", "\\|") for cell in cells) + " |"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _proportion(proportion: Proportion) -> str:
    return f"{_number(proportion.value)} ({proportion.right}/{proportion.total})"


def _range(interval: tuple[float, float] | None) -> str:
    return "–" if interval is None else f"{interval[0]:.3f}–{interval[1]:.3f}"


def _plain(text: str) -> str:
    """One line, without what could steer a terminal or turn the direction of the text."""
    return _CONTROL.sub(" ", text).strip()


def _errors(summary: Summary, labels: Mapping[str, str]) -> list[str]:
    return [
        section
        for report in summary.reports
        for title, lines in (
            ("misses", [_sought(one, labels) for one in report.misses]),
            ("extras", [_judged(one) for one in report.extras]),
            ("wrong_status", [_sought(one, labels) for one in _wrong_status(report)]),
            ("faults", report.faults),
        )
        for section in _section(f"{report.id} · {labels[title]}", lines)
    ]


def _section(title: str, lines: Sequence[str]) -> Iterable[str]:
    if lines:
        yield "\n".join([f"## {_plain(title)} ({len(lines)})", "", *(f"- {_plain(line)}" for line in lines)])


def _wrong_status(report: Report) -> tuple[Sought, ...]:
    return tuple(one for one in report.sought if one.ours and not one.status_agrees)


def _sought(one: Sought, labels: Mapping[str, str]) -> str:
    ours = ", ".join(sorted({fact.status.value for fact in one.ours}))
    status = f"{one.gold.status.value} ≠ {ours}" if ours else one.gold.status.value
    return f"{_gold_fact(one.gold)} [{status}, {labels['tier']} {one.gold.tier}]「{one.quote}」"


def _judged(one: Judged) -> str:
    fact = one.fact
    evidence = " / ".join(f"{each.rule}「{each.quote}」" for each in fact.evidences)
    return f"{_our_fact(fact)} [{fact.status.value}] {evidence}"


def _gold_fact(gold: GoldFact) -> str:
    return f"{_gold_value(gold.subject)} {gold.property} {_gold_value(gold.object)}"


def _our_fact(fact: Fact) -> str:
    return f"{fact.subject.name} {fact.property} {_our_value(fact.object)}"


def _gold_value(value: GoldValue) -> str:
    match value:
        case GoldEntity():
            return value.names[0] if value.names else value.id
        case Quantity():
            return f"{value.value} {value.unit}"
        case GoldDate():
            return value.lexical
        case str():
            return value


def _our_value(value: Value) -> str:
    match value:
        case Entity():
            return value.name
        case Quantity():
            return f"{value.value} {value.unit}"
        case Period():
            return value.lexical
        case _:
            return str(value)


def report_json(summary: Summary) -> str:
    """The same figures as JSON, with every count, so that others can compute on; keys are sorted."""
    content = {
        "tiers": _scores(summary.tiers),
        "f1_intervals": {name: _rounded(interval) for name, interval in summary.f1_intervals.items()},
        "properties": {name: _scores(tiers) for name, tiers in summary.properties.items()},
        "documents": {name: _scores(tiers) for name, tiers in summary.documents.items()},
        **{name: _figure(getattr(summary, name)) for name in ("status", "bounds", "quotations", "evidence")},
        "errors": {report.id: _listed(report) for report in summary.reports},
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


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


def _listed(report: Report) -> dict[str, object]:
    return {
        "misses": [
            {"fact": _gold_fact(one.gold), "status": one.gold.status.value, "tier": one.gold.tier, "quote": one.quote}
            for one in report.misses
        ],
        "extras": [
            {
                "fact": _our_fact(one.fact),
                "status": one.fact.status.value,
                "evidence": [{"rule": each.rule, "quote": each.quote} for each in one.fact.evidences],
            }
            for one in report.extras
        ],
        "wrong_status": [_gold_fact(one.gold) for one in _wrong_status(report)],
        "faults": list(report.faults),
        "text_agrees": report.text_agrees,
    }
