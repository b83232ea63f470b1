"""What was mined as text to read, as rule drafts in YAML, and as a table for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from kg.evaluation import Proportion
from kg.workbench.mining.drafts import Draft
from kg.workbench.mining.miner import Mined, MinedProperty, Proposal
from kg.workbench.mining.triggers import Trigger

__all__ = ["describe_mined", "mined_table", "mined_yaml"]

_PLACEHOLDER = "把这里换成一句相像、但不该读出这个事实的话。"
_HEAD = """\
规则草稿，由标注过的句子归纳而来；每条都要由人看过、改过再用。
1. 看句型：并在一起的词（甲|乙）里删去偶然的，类型放宽或收紧，间隔改短。
2. 换上自己的名字和 says；例句换成自己写的（虚构的名称），各种说法各一句。
3. “读得通而没有这个标注的”若确是误读，移进 counterexamples，再收紧句型。
4. 运行 kg rules test --rules 这个文件，再用 kg evaluate --baseline 看得失。
Drafts from labelled sentences. Check the words and classes of each, put your own name, says and examples in place,
make real misreadings counterexamples, then run kg rules test and kg evaluate --baseline.
support 读对的对数 pairs read rightly; precision 读对／判过 right/judged; known 现有规则已读的 read by present rules;
F1 连同以上各条 of this draft with those before it."""


def describe_mined(mined: Mined, drafts: Sequence[Draft]) -> tuple[str, ...]:
    """Lines for people: for each property its trigger words and the proposed patterns, the most useful first."""
    return tuple(_lines(mined, drafts))


def _lines(mined: Mined, drafts: Sequence[Draft]) -> Iterator[str]:
    material = mined.material
    yield (
        f"文本 texts {material.texts}，句子 sentences {len(material.passages)}，成对 pairs {len(material.pairs)}，"
        f"不在一句的事实 facts across sentences {material.apart}"
    )
    for one in mined.properties:
        yield ""
        yield f"== {one.name}  标注 labelled {one.pairs}，现有规则读出 read by present rules {one.read}"
        yield from _trigger_lines(one)
        for draft in (draft for draft in drafts if draft.proposal in one.proposals):
            yield from _draft_lines(draft)
        if not one.proposals:
            yield "  没有够格的句型 no pattern good enough（--support、--precision）"


def _trigger_lines(one: MinedProperty) -> Iterator[str]:
    if one.triggers:
        yield "  触发词 triggers：词，对/全（精确率），覆盖，提升，对数似然比 LLR"
    yield from (
        f"    {trigger.word}  {trigger.right}/{trigger.total}（{trigger.precision:.2f}）  {trigger.coverage:.2f}  "
        f"×{trigger.lift:.1f}  {trigger.ratio:.0f}  例 {'、'.join(trigger.places)}"
        for trigger in one.triggers
    )


def _draft_lines(draft: Draft) -> Iterator[str]:
    yield f"  {draft.name}  {draft.proposal.pattern}"
    yield f"      {_counts(draft.proposal)}"
    for sample in draft.examples:
        yield f"      例 {sample.place} {sample.text} → {'；'.join(sample.facts)}"
    for sample in draft.doubtful:
        yield f"      疑 {sample.place} {sample.text}"


def _counts(one: Proposal) -> str:
    return (
        f"support {len(one.right)}，precision {_share(one.precision)}，known {one.known}，"
        f"未判 unjudged {len(one.unjudged)}，F1 {one.f1:.3f}（+{one.gain:.3f}）"
    )


def _share(proportion: Proportion) -> str:
    low, high = proportion.interval or (0.0, 1.0)
    return f"{proportion.value or 0:.2f} ({proportion.right}/{proportion.total}) [{low:.2f}–{high:.2f}]"


def mined_yaml(drafts: Sequence[Draft]) -> str:
    """A rule file of all drafts, with counts and doubtful sentences as comments."""
    if not drafts:
        return _comment(["没有够格的句型。No pattern was good enough; lower --support or --precision."]) + "rules: []\n"
    return _comment(_HEAD.splitlines()) + "rules:\n" + "\n".join(_rule(draft) for draft in drafts)


def _comment(lines: Sequence[str], indent: str = "") -> str:
    return "".join(f"{indent}# {line}\n" for line in lines)


def _rule(draft: Draft) -> str:
    one = draft.proposal
    notes = [f"{one.stated}：{_counts(one)}"]
    notes += [f"例句 {sample.place}" for sample in draft.examples]
    notes += [f"读得通而没有这个标注 fits without the label {sample.place}：{sample.text}" for sample in draft.doubtful]
    return f"""{_comment(notes, "  ").rstrip()}
  - rule: {draft.name}
    says: 说一说这条规则读什么  # 改成你的话
    match: {_quoted(one.pattern)}
    emit: s {draft.stated} o{"" if draft.stated == one.stated else "  # 改成你要的属性"}
    examples:
{_example_lines(draft)}    counterexamples:
{_counterexample_lines(draft)}"""


def _example_lines(draft: Draft) -> str:
    if not draft.examples:
        fact = f"甲公司 {draft.stated} 乙公司"
        return f"      - text: {_quoted('换成一句这条规则该读的话。')}\n        facts: {_quoted(fact)}\n"
    return "".join(
        f"      - text: {_quoted(sample.text)}\n        facts:\n"
        + "".join(f"          - {_quoted(fact)}\n" for fact in sample.facts)
        for sample in draft.examples
    )


def _counterexample_lines(draft: Draft) -> str:
    texts = [sample.text for sample in draft.near] or [_PLACEHOLDER]
    return "".join(f"      - {_quoted(text)}\n" for text in texts)


def _quoted(text: str) -> str:
    return str(yaml.safe_dump(text, allow_unicode=True, default_style='"', width=float("inf"))).strip()


def mined_table(mined: Mined, drafts: Sequence[Draft]) -> dict[str, Any]:
    """The same as plain data."""
    material = mined.material
    return {
        "texts": material.texts,
        "sentences": len(material.passages),
        "pairs": len(material.pairs),
        "apart": material.apart,
        "properties": [
            {
                "property": one.name,
                "pairs": one.pairs,
                "read": one.read,
                "triggers": [_trigger_table(trigger) for trigger in one.triggers],
                "proposals": [_draft_table(draft) for draft in drafts if draft.proposal in one.proposals],
            }
            for one in mined.properties
        ],
    }


def _trigger_table(one: Trigger) -> dict[str, Any]:
    return {
        "word": one.word,
        "right": one.right,
        "total": one.total,
        "precision": round(one.precision, 4),
        "coverage": round(one.coverage, 4),
        "lift": round(one.lift, 2),
        "log_likelihood_ratio": round(one.ratio, 1),
        "places": list(one.places),
    }


def _draft_table(draft: Draft) -> dict[str, Any]:
    one = draft.proposal
    interval = one.precision.interval
    return {
        "rule": draft.name,
        "match": one.pattern,
        "emit": f"s {draft.stated} o",
        "support": len(one.right),
        "judged": one.precision.total,
        "precision": round(one.precision.value or 0.0, 4),
        "interval": [round(end, 4) for end in interval] if interval else None,
        "known": one.known,
        "unjudged": len(one.unjudged),
        "f1": round(one.f1, 4),
        "gain": round(one.gain, 4),
        "examples": [{"place": s.place, "text": s.text, "facts": list(s.facts)} for s in draft.examples],
        "counterexamples": [{"place": s.place, "text": s.text} for s in draft.near],
        "doubtful": [{"place": s.place, "text": s.text} for s in draft.doubtful],
    }
