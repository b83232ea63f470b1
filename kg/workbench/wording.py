"""Explanations and diagnoses in words, in Chinese: which rule read what, where one stopped, and what to do about it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from kg.model import Fact
from kg.workbench.diagnosis import Diagnosis, Standing
from kg.workbench.explanation import Explanation, FilledBlank

__all__ = ["describe_diagnosis", "describe_explanation", "fact_line"]

_MOST_TRIGGERS = 12
_WHY: Mapping[str, str] = MappingProxyType(
    {"same-name": "名称相同", "other-name": "是它的简称或别名", "points-back": "指代前文"}
)
_FOUND_BY: Mapping[str, str] = MappingProxyType(
    {
        "gazetteer": "名单",
        "shape": "名称的形状（后缀等）",
        "declared": "文中声明的简称",
        "spread": "文中别处出现过",
        "list": "列举",
        "title": "书名号",
        "post": "职务之后的人名",
        "speaker": "说话的人",
        "group": "泛称",
        "anaphor": "指代词语",
        "venue": "指代地点",
        "phase": "分期",
        "relative-region": "相对的地区（全省、我市）",
        "own": "说话者的自称（本公司、我们）",
        "several": "指代几个的词语（双方、上述企业）",
        "quantity": "数量的写法",
        "time": "时间的写法",
        "": "句中的原词",
    }
)


def fact_line(fact: Fact) -> str:
    """A fact on one line, as the examples of rules write it."""
    words = str(getattr(fact.object, "name", "") or getattr(fact.object, "surface", "") or fact.object)
    return f"{fact.subject.name} {fact.property} {words} = {fact.status}"


def describe_explanation(explanation: Explanation) -> tuple[str, ...]:
    """Lines for people: which rule, which words, who is meant, what set the status."""
    return tuple(_explanation_lines(explanation))


def _explanation_lines(one: Explanation) -> Iterator[str]:
    yield fact_line(one.fact)
    yield f"  文章 {one.document}，第 {one.start}–{one.start + len(one.quote)} 字"
    yield f"  原文：{_marked(one)}"
    if one.kind == "article":
        yield "  由来：文章自身的数据（题头、署名、出处、标题），不由规则读出"
    elif one.kind == "lost":
        yield f"  由来：规则 {one.rule} 曾在此读出；现在的规则和名单读不出了，请重新 kg build"
    else:
        yield f"  规则：{one.rule}（{one.says}）"
        yield f"        {one.place}"
        yield from (f"        {pattern}" for pattern in one.pattern)
        yield from (f"  空 {_blank_line(blank, one)}" for blank in one.blanks)
        yield f"  状态：{one.fact.status}，{_status_words(one)}"
    if one.speaker:
        yield f"  说话人：{one.speaker}"


def _blank_line(blank: FilledBlank, one: Explanation) -> str:
    earlier = "（承前，在前文）" if blank.start < one.sentence_start else ""
    found = _FOUND_BY.get(blank.found_by, f"规则 {blank.found_by}")
    line = f"{blank.blank} = “{blank.words}”{earlier}：{blank.type}，来自{found}"
    return f"{line}；指 {blank.entity}（{_WHY[blank.why]}）" if blank.entity else line


def _status_words(one: Explanation) -> str:
    match one.status_by:
        case "word":
            return f"因为“{one.status_word}”"
        case "rule":
            return "规则里写定的"
        case "unfinished":
            return "因为所说的项目尚未建成"
        case _:
            return "没有改变状态的词"


def _marked(one: Explanation) -> str:
    """The sentence with the matched words in « » and what fills the blanks in 〔 〕."""
    begin, end = one.start - one.sentence_start, one.start - one.sentence_start + len(one.quote)
    opening: dict[int, str] = {begin: "«"}
    closing: dict[int, str] = {end: "»"}
    reach = 0
    for blank in one.blanks:
        start = blank.start - one.sentence_start
        if start >= reach and blank.words:
            reach = start + len(blank.words)
            opening[start] = opening.get(start, "") + "〔"
            closing[reach] = f"｜{blank.blank}〕{closing.get(reach, '')}"
    pieces = (
        f"{closing.get(place, '')}{opening.get(place, '')}{one.sentence[place : place + 1]}"
        for place in range(len(one.sentence) + 1)
    )
    return " ".join("".join(pieces).split())


def describe_diagnosis(diagnosis: Diagnosis) -> tuple[str, ...]:
    """Lines for people: what became of the rule, and what to do about it; in Chinese."""
    head = f"规则 {diagnosis.rule}："
    match diagnosis.outcome:
        case "read":
            return f"{head}读出了事实。", *(f"  {fact}" for fact in diagnosis.facts)
        case "dropped":
            return (
                f"{head}句型合上了，但没有成为事实。",
                f"  {diagnosis.sentence}",
                *(f"  {reason}" for reason in diagnosis.reasons),
                "办法：看 emit 的主语、宾语（adds 的属性、空）是否就是你要的，空的类型是否太宽。",
            )
        case "question":
            return (
                f"{head}句型合上了，但这是问句，问句不陈述事实。",
                f"  {diagnosis.sentence}",
                "办法：若它并非发问，规则里写明 status，就不再受问句约束。",
            )
        case "condition":
            return (
                f"{head}句型合上了，但它在条件从句里（如果、一旦……），条件不是事实。",
                f"  {diagnosis.sentence}",
                "办法：若仍要读出，规则里写明 status，就不再受条件约束。",
            )
        case "no-trigger":
            return (
                f"{head}没有启动，句中没有它的触发词。",
                f"  需要其中之一：{_some(diagnosis.triggers)}",
                "办法：在 match 里把句中的说法加作另一种，如 (运营|运维)。",
            )
        case "no-subject":
            return (
                f"{head}别的都合上了，只是找不到它的主语（承前）。",
                f"  {diagnosis.sentence}",
                f"  需要：{' 或 '.join(diagnosis.needed)}，在本句前面或同段前面三句里。",
                "办法：把主语的类型加进这个空，用 --names 让主语被认出来，或连同前一句一起试。",
            )
        case "nothing":
            return (
                f"{head}没有可看的地方：它只在某类名称内部匹配（within），句中没有这类名称。",
                "办法：用 kg rules show 看它的 within，或用 --names 给出名称。",
            )
        case _:
            return tuple(_stopped_lines(diagnosis, head))


def _stopped_lines(diagnosis: Diagnosis, head: str) -> Iterator[str]:
    width = sum(len(one.words) for one in diagnosis.standing) or 1
    yield f"{head}读到一半停下了，还差 {diagnosis.remaining} 个部分。"
    yield f"  {diagnosis.sentence}"
    yield f"  {_blank(diagnosis.before)}{_carets(diagnosis.sentence[diagnosis.place :][:width])}"
    yield f"  读到这里：{diagnosis.before or '（句首）'}"
    yield f"  需要：{' 或 '.join(diagnosis.needed)}"
    yield f"  那里是：{_stood(diagnosis.standing)}"
    yield f"办法：{_remedy(diagnosis)}"


def _stood(standing: tuple[Standing, ...]) -> str:
    if not standing:
        return "句末，后面没有了"
    return "；".join(
        f"“{one.words}”" + (f"，{'名称或数值' if one.is_name else '词，词性'} {one.kind}" if one.kind else "")
        for one in standing
    )


def _remedy(diagnosis: Diagnosis) -> str:
    wants_name = any(needed.startswith("{") and "=" not in needed for needed in diagnosis.needed)
    stands_name = any(one.is_name for one in diagnosis.standing)
    if wants_name and stands_name:
        return "名称认出来了，类型不合：在空里加上这一类（{谁:甲类|乙类}），或用 --names 改它的类型。"
    if wants_name:
        return "要一个名称，那里没有认出名称：用 --names 把它加进名单，或在空的前面加间隔 …。"
    if stands_name:
        return "要的是词，那里是一个名称：在前面加一个空或间隔 …。"
    return "把句中的说法加作另一种（(运营|运维)），把不一定有的词写成 (共同)?，或用间隔 … 跳过。"


def _some(words: tuple[str, ...]) -> str:
    shown = "、".join(words[:_MOST_TRIGGERS])
    return f"{shown} 等 {len(words)} 个" if len(words) > _MOST_TRIGGERS else shown


def _blank(text: str) -> str:
    """As much white space as `text` is wide."""
    # Not the ideographic space: terminals that lack the glyph, and our own screening of lines, show it as damage.
    return "".join("  " if _is_wide(character) else " " for character in text)


def _carets(text: str) -> str:
    return "".join("^^" if _is_wide(character) else "^" for character in text) or "^"


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
