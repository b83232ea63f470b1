"""The words of the reports in Chinese and English, and figures and texts as they stand in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from kg.evaluation.figures import Proportion

__all__ = ["LABELS", "number", "plain", "proportion", "row", "span"]

LABELS: Mapping[str, Mapping[str, str]] = MappingProxyType(
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
            "found": "有",
            "lacking": "未认出",
            "subject": "主语",
            "object": "宾语",
            "instead": "读成",
            "compare": "与先前相比",
            "then": "先前",
            "now": "现在",
            "difference": "F1 之差",
            "changed": "| 属性 | 精确率 先前 → 现在 | 召回率 先前 → 现在 | F1 之差 |",
            "gained": "新找到的标注",
            "lost": "丢掉的标注",
            "new_extras": "新多出的",
            "gone_extras": "不再多出的",
            "sign": "标注得失的符号检验 p",
            "unlike": "只比两次都有的文档，略去：{}",
            "same": "没有变化",
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
            "found": "found",
            "lacking": "not recognised",
            "subject": "subject",
            "object": "object",
            "instead": "read as",
            "compare": "Against the baseline",
            "then": "then",
            "now": "now",
            "difference": "difference of F1",
            "changed": "| property | precision then → now | recall then → now | difference of F1 |",
            "gained": "Gold facts gained",
            "lost": "Gold facts lost",
            "new_extras": "New extras",
            "gone_extras": "Extras gone",
            "sign": "sign test of gold facts gained and lost, p",
            "unlike": "only documents of both runs are compared, left out: {}",
            "same": "nothing changed",
        },
    }
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def row(*cells: str) -> str:
    """A row of a Markdown table."""
    return "| " + " | ".join(plain(cell).replace("|", "\\|") for cell in cells) + " |"


def number(value: float | None) -> str:
    """Three digits, or a dash for what is not defined."""
    return "–" if value is None else f"{value:.3f}"


def proportion(share: Proportion) -> str:
    """The share with its counts."""
    return f"{number(share.value)} ({share.right}/{share.total})"


def span(interval: tuple[float, float] | None) -> str:
    """An interval, or a dash."""
    return "–" if interval is None else f"{interval[0]:.3f}–{interval[1]:.3f}"


def plain(text: str) -> str:
    """One line, without what could steer a terminal or turn the direction of the text."""
    return _CONTROL.sub(" ", text).strip()
