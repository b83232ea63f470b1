"""Markdown → HTML, as far as news posts use it; HTML inside Markdown stays as it is.

Not a Markdown parser: what matters here is where a paragraph ends and which marks are not text. A block that begins
with an HTML tag reaches to the next blank line and is left alone, but for the `[查看原文](…)` that feeds append to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from kg.reading.metadata import source_url

__all__ = ["markdown_to_html"]

_HTML_BLOCK = re.compile(r"\s{0,3}<(?:[a-zA-Z/!?])(?!\w{0,10}://)")
_ONLY_AUTOLINK = re.compile(r"\s*<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]{0,2000})>\s*|\s*(https?://\S{1,2000})\s*")
_AUTOLINK = re.compile(r"<(https?://[^\s<>]{1,2000})>", re.IGNORECASE)
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*)")
_RULE = re.compile(r"[ \t]{0,3}(?:=+|(?:-[ \t]?){3,}|(?:\*[ \t]?){3,}|(?:_[ \t]?){3,}|(?:`{3,}|~{3,})\w{0,20})[ \t]*")
_BULLET = re.compile(r"[ \t]{0,12}[-*+•][ \t]+")
_NUMBER = re.compile(r"[ \t]{0,12}\d{1,3}[.)][ \t]+")
_QUOTE = re.compile(r"[ \t]{0,3}(?:>[ \t]?){1,9}")
_HARD_BREAK = re.compile(r"(?: {2,99}|\\)$")
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\(\s*([^()\s]{0,2000})(?:\s[^()\n]{0,300})?\)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>-])")
# An asterisk before ST belongs to the name of a stock (*ST某某), between digits it multiplies.
_EMPHASIS = (
    re.compile(r"\*\*(?!S?ST)(?=\S)([^*\n]{1,2000}?)(?<=\S)\*\*"),
    re.compile(r"(?<![\w_])__(?=\S)([^_\n]{1,2000}?)(?<=\S)__(?![\w_])"),
    re.compile(r"(?<![\d*S])\*(?!ST)(?=[^\s*])([^*\n]{1,2000}?)(?<=\S)\*(?!\*|ST)"),
    re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]{1,2000}?)(?<=\S)_(?![\w_])"),
    re.compile(r"~~(?=\S)([^~\n]{1,2000}?)(?<=\S)~~"),
    re.compile(r"`([^`\n]{1,2000})`"),
)


def markdown_to_html(text: str) -> tuple[str, str]:
    """Turn the body of a post into HTML.

    Args:
        text: the body, with line feeds as line breaks.

    Returns:
        The HTML; and the source link: the last address that has a line of its own, as `<http…>` or bare, else "".
    """
    link = ""
    blocks: list[str] = []
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        alone = _ONLY_AUTOLINK.fullmatch(line)
        if alone:
            link = source_url(alone[1] or alone[2]) or link
        if line.strip() and not alone:
            lines.append(line)
        elif lines:
            blocks.append(_block(lines))
            lines = []
    return "\n".join(blocks), link


def _block(lines: list[str]) -> str:
    if _HTML_BLOCK.match(lines[0]):
        return _LINK.sub(_anchor, "\n".join(lines)) + "\n"
    return "\n".join(f"<{tag}>{_inline(text)}</{tag}>" for tag, text in _parts(lines))


def _parts(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Cut a block at its headings, list items, rules and the rows of its tables."""
    gathered: list[str] = []
    for line in lines:
        unquoted = _QUOTE.sub("", line, count=1) if _QUOTE.match(line) else line
        heading = _HEADING.fullmatch(unquoted)
        row = unquoted.lstrip().startswith("|")
        begins = heading or row or _RULE.fullmatch(unquoted) or _BULLET.match(unquoted) or _NUMBER.match(unquoted)
        if begins and gathered:
            yield "p", "\n".join(gathered)
            gathered = []
        if heading:
            yield f"h{len(heading[1])}", heading[2].rstrip(" \t#")
        elif row:
            yield "p", _cells(unquoted)
        elif not _RULE.fullmatch(unquoted):
            gathered.append(_BULLET.sub("", unquoted, count=1) if _BULLET.match(unquoted) else unquoted)
    if gathered:
        yield "p", "\n".join(gathered)


def _cells(row: str) -> str:
    cells = [cell.strip() for cell in row.strip().strip("|").split("|")]
    return " ".join(cell for cell in cells if cell.strip(":- "))


def _inline(text: str) -> str:
    text = _IMAGE.sub("", text)
    text = _LINK.sub(_anchor, text)
    text = _AUTOLINK.sub(r"\1", text)
    for mark in _EMPHASIS:
        text = mark.sub(r"\1", text)
    text = _ESCAPED.sub(r"\1", text)
    return "<br>".join(_HARD_BREAK.sub("", line) for line in text.split("\n")) if _breaks(text) else text


def _breaks(text: str) -> bool:
    return any(_HARD_BREAK.search(line) for line in text.split("\n")[:-1])


def _anchor(link: re.Match[str]) -> str:
    return f'<a href="{escape(link[2])}">{link[1]}</a>'
