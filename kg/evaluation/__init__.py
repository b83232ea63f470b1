"""Precision, recall and F1 of what was read, against gold annotations.

A gold fact is found when subject, property and object of one of our facts agree; a fact of ours that no gold fact of
any tier matches is an extra. Status, bounds and quotations are scored beside, and every evidence is checked
against the text.
"""

from __future__ import annotations

from kg.evaluation.comparison import Comparison, compare, comparison_text, load_baseline
from kg.evaluation.figures import Proportion, Score
from kg.evaluation.gold import Gold, GoldDate, GoldEntity, GoldFact, GoldQuotation, GoldValue, find_gold, load_gold
from kg.evaluation.report import report_json, report_text
from kg.evaluation.scoring import Judged, Report, Sought, Summary, evaluate, summarise

__all__ = [
    "Comparison",
    "Gold",
    "GoldDate",
    "GoldEntity",
    "GoldFact",
    "GoldQuotation",
    "GoldValue",
    "Judged",
    "Proportion",
    "Report",
    "Score",
    "Sought",
    "Summary",
    "compare",
    "comparison_text",
    "evaluate",
    "find_gold",
    "load_baseline",
    "load_gold",
    "report_json",
    "report_text",
    "summarise",
]
