"""Every miss, extra and wrong status with the sentence behind it, as lines to read and as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.evaluation.gold import GoldDate, GoldEntity, GoldFact, GoldValue
from kg.evaluation.scoring import Judged, Report, Sought, Summary
from kg.evaluation.wording import plain
from kg.model import Entity, Evidence, Fact, Period, Quantity, Value

__all__ = ["error_sections", "errors_table", "gold_line", "our_line"]

_ENDS = "。！？!?\n"
_MOST_AROUND = 80


def error_sections(summary: Summary, labels: Mapping[str, str]) -> list[str]:
    """A section for each document and kind of error, none where there is no error."""
    return [
        section
        for report in summary.reports
        for title, lines in (
            ("misses", [_sought(one, report, labels) for one in report.misses]),
            ("extras", [_judged(one, report) for one in report.extras]),
            ("wrong_status", [_sought(one, report, labels) for one in _wrong_status(report)]),
            ("faults", report.faults),
        )
        for section in _section(f"{report.id} · {labels[title]}", lines)
    ]


def _section(title: str, lines: Sequence[str]) -> Iterable[str]:
    if lines:
        yield "\n".join([f"## {plain(title)} ({len(lines)})", "", *(f"- {plain(line)}" for line in lines)])


def _wrong_status(report: Report) -> tuple[Sought, ...]:
    return tuple(one for one in report.sought if one.ours and not one.status_agrees)


def _sought(one: Sought, report: Report, labels: Mapping[str, str]) -> str:
    ours = ", ".join(sorted({fact.status.value for fact in one.ours}))
    status = f"{one.gold.status.value} ≠ {ours}" if ours else one.gold.status.value
    notes = [status, f"{labels['tier']} {one.gold.tier}"]
    notes += [f"{labels[end]} {labels['lacking']}" for end in _lacking(one)]
    notes += [f"{labels['instead']} {our_line(fact)}（{_rules(fact)}）" for fact in one.instead]
    quoted = _in_sentence(report.text, one.gold.start, one.gold.end, one.quote)
    return f"{gold_line(one.gold)} [{', '.join(notes)}]{quoted}"


def _lacking(one: Sought) -> list[str]:
    """The ends of a missed fact that were not recognised at all."""
    return [name for name, found in (("subject", one.subject_found), ("object", one.object_found)) if not found]


def _rules(fact: Fact) -> str:
    return "、".join(sorted({evidence.rule for evidence in fact.evidences}))


def _judged(one: Judged, report: Report) -> str:
    fact = one.fact
    evidence = " / ".join(f"{each.rule}{_evidence(each, report)}" for each in fact.evidences)
    return f"{our_line(fact)} [{fact.status.value}] {evidence}"


def _evidence(evidence: Evidence, report: Report) -> str:
    return _in_sentence(report.text, evidence.start, evidence.end, evidence.quote)


def _in_sentence(text: str, start: int, end: int, quote: str) -> str:
    """The sentence with the evidence marked in it: 「甲公司【投资乙公司】。」; the evidence alone if not."""
    if text[start:end] != quote:
        start = text.find(quote)  # the annotated text may be a little longer or shorter before it
        end = start + len(quote)
    if not quote or start < 0:
        return f"「{quote}」"
    begin = max(max(text.rfind(mark, 0, start) for mark in _ENDS) + 1, start - _MOST_AROUND)
    inside = end - 1 if text[end - 1] in _ENDS else end
    ends = [place for mark in _ENDS if (place := text.find(mark, inside, end + _MOST_AROUND)) >= 0]
    stop = max(end, min(ends) + 1 if ends else min(len(text), end + _MOST_AROUND))
    return f"「{text[begin:start]}【{quote}】{text[end:stop]}」" if (begin, stop) != (start, end) else f"「{quote}」"


def gold_line(gold: GoldFact) -> str:
    """A gold fact as a line: subject, property, object."""
    return f"{_gold_value(gold.subject)} {gold.property} {_gold_value(gold.object)}"


def our_line(fact: Fact) -> str:
    """A fact of ours as a line: subject, property, object."""
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


def errors_table(report: Report) -> dict[str, object]:
    """The errors of one document as plain data."""
    return {
        "misses": [
            {
                "fact": gold_line(one.gold),
                "property": one.gold.property,
                "status": one.gold.status.value,
                "tier": one.gold.tier,
                "quote": one.quote,
                "subject_found": one.subject_found,
                "object_found": one.object_found,
                "instead": [our_line(fact) for fact in one.instead],
            }
            for one in report.misses
        ],
        "extras": [
            {
                "fact": our_line(one.fact),
                "property": one.property,
                "status": one.fact.status.value,
                "evidence": [{"rule": each.rule, "quote": each.quote} for each in one.fact.evidences],
            }
            for one in report.extras
        ],
        "wrong_status": [gold_line(one.gold) for one in _wrong_status(report)],
        "faults": list(report.faults),
        "text_agrees": report.text_agrees,
    }
