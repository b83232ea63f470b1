"""Who published a post and who wrote it, from the places where Chinese news says so.

Deliberately narrow: an empty field is better than a wrong one. Only the first and last paragraphs are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = ["author_in", "publisher_from_tags", "publisher_in"]

_HEAD, _TAIL = 4, 3
"""Paragraphs at the start and at the end where a source or a byline may stand."""
_EDGE = 80
"""Characters at the edge of a paragraph that are looked at, so that a long one costs no time."""

_BAR = r"\s*[:：|｜丨/]\s*"

# The shape of a medium's name: 某某日报, 央视网, 新华社, 36氪; not 年报, 旅行社, 开放平台.
_MEDIUM = (
    r"(?!据|本|从|在|该|有|某|记者|最新)[\u4e00-\u9fffA-Za-z0-9]{1,12}?"
    r"(?:(?<!旅行)(?<!合作)(?<!出版)社|(?<!互联)(?<!电)网|(?<![财年季公通海预申])报|电视台|电台|总台|之家|财经|"
    r"(?<=[澎湃界面央视])新闻|在线|周刊|杂志|传媒|客户端|氪)"
)
_DATELINE = r"[^，。；：:\n]{0,12}?\d{1,2}月\d{1,2}日[^，。；：:\d\n]{0,4}?"
_LEAD = re.compile(
    rf"(?:【[^】]{{0,40}}】|[（(])?\s*(?P<name>{_MEDIUM})(?:{_DATELINE}\s*(?:电|讯|消息)|\s?(?:快?讯|消息|获悉))"
)
_SOURCE = re.compile(
    rf"(?:文章|稿件|信息|新闻|原文)?来源{_BAR}[《“]?(?P<name>[^\s，。；：:、/|｜()（）《》“”]{{2,20}})[》”]?(?P<rest>.*)"
)
_SOURCE_AT_END = re.compile(rf"[（(]\s*{_SOURCE.pattern}[)）]")
_NO_SOURCE = re.compile(r"网络|互联网|综合|企业|供图|受访|未知|公众号$|本[报网站台刊]")
_CREDIT = re.compile(rf"\w{{1,6}}{_BAR}\S{{1,20}}|.{{0,12}}来源{_BAR}.{{0,30}}")
_TAG = re.compile(rf"(?P<name>{_MEDIUM})新闻")

_NAME = (
    r"(?!报道|综合|编译|整理|摄影|实习|现场|获悉|来源|本报|编辑|记者|未知|佚名|作者|责编|采写)"
    r"(?P<name>[\u4e00-\u9fff]{2,4})"
)
_NAMES = rf"{_NAME}(?:[\s、，,]+[\u4e00-\u9fff]{{2,4}}){{0,4}}(?:\s*(?:通讯员|摄影|报道|实习生).{{0,20}})?"
_ROLE = r"(?:(?:[\u4e00-\u9fff]{0,8})(?:记者|特约撰稿人?)|作者|撰文|采写|撰稿|文)"
_WHOLE_LINE = re.compile(
    rf"(?:(?:文字?|作者|撰文|采写|撰稿|[\u4e00-\u9fff]{{0,6}}记者){_BAR}|[\u4e00-\u9fff]{{0,6}}记者\s+){_NAMES}"
)
_BESIDE_SOURCE = re.compile(rf"来源{_BAR}\S{{1,20}}\s+(?:作者|记者){_BAR}{_NAME}(?![\u4e00-\u9fff])")
_IN_BRACKETS = re.compile(rf"[（(]\s*{_ROLE}\s*[:：|｜/]?\s*{_NAMES}[)）]")
_SIGNED = re.compile(rf"[（(]\s*{_NAME}\s*[)）]\s*[（(]完[)）]$")


def publisher_in(paragraphs: Sequence[str]) -> str:
    """The medium that a source line names (（文章来源：某某日报）), else the one the lead names (某某社北京5月1日电).

    Returns:
        The name, or "" when the text names none.
    """
    edges = [*reversed(paragraphs[-_TAIL:]), *paragraphs[:_HEAD]]
    return next(filter(None, map(_source, edges)), "") or _lead(paragraphs)


def publisher_from_tags(tags: Iterable[str]) -> str:
    """The medium in a tag that is a medium's name and 新闻: 36氪新闻 → 36氪, but 财务新闻 → ""."""
    return next((found["name"] for found in map(_TAG.fullmatch, tags) if found), "")


def author_in(paragraphs: Sequence[str]) -> str:
    """The first person of the byline: (张三)(完), （记者 张三）, 文 | 张三, 本报记者 张三.

    Returns:
        A name of two to four characters, or "".
    """
    edges = [*paragraphs[:_HEAD], *paragraphs[max(_HEAD, len(paragraphs) - _TAIL) :]]
    return next(filter(None, (_written_by(line) for line in edges)), "") or _signature(paragraphs)


def _source(line: str) -> str:
    start, end = line[:_EDGE], line[-_EDGE:]
    whole = _SOURCE.fullmatch(line.strip("()（）[]【】 ")) if len(line) <= _EDGE else None
    found = whole or _SOURCE_AT_END.search(end) or _SOURCE_AT_END.match(start)
    return found["name"] if found and not _NO_SOURCE.search(found["name"]) else ""


def _lead(paragraphs: Sequence[str]) -> str:
    """The lead opens the first paragraph that is not a credit (文 | 张三, 封面来源 | 企业提供)."""
    first = next((line for line in paragraphs[: 2 * _HEAD] if not _CREDIT.fullmatch(line)), "")
    found = _LEAD.match(first[:_EDGE])
    return found["name"] if found else ""


def _written_by(line: str) -> str:
    whole = _WHOLE_LINE.fullmatch(line.strip("()（）[]【】 ")) if len(line) <= _EDGE else None
    start, end = line[:_EDGE], line[-_EDGE:]
    found = whole or _BESIDE_SOURCE.search(start) or _IN_BRACKETS.search(start) or _IN_BRACKETS.search(end)
    return found["name"] if found else ""


def _signature(paragraphs: Sequence[str]) -> str:
    found = filter(None, (_SIGNED.search(line[-_EDGE:]) for line in paragraphs[-_TAIL:]))
    return next((match["name"] for match in found), "")
