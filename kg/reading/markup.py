"""HTML → paragraphs, and what a page says about itself (only user of bs4).

A paragraph ends where a block element begins or ends, and at a line break. Marks inside a word do not end it
(江西<a>新材料</a>公司 is one word), and what a reader of the page does not see is not text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, PageElement, Tag
from bs4.exceptions import ParserRejectedMarkup

from kg.errors import ReadingError
from kg.reading.characters import one_line, paragraph
from kg.reading.metadata import source_url
from kg.reading.tables import as_sentences

__all__ = ["MAX_TAGS", "Block", "Page", "read_fragment", "read_page"]

MAX_TAGS = 50_000
"""Opening brackets. The largest real page has a few thousand; a megabyte of `<p>` takes seconds and a gigabyte."""

_INVISIBLE = frozenset(
    [
        *("audio", "button", "canvas", "head", "iframe", "math", "noscript", "object", "rp", "rt", "script"),
        *("select", "style", "svg", "template", "textarea", "title", "video"),
    ]
)
_FURNITURE = frozenset({"aside", "footer", "form", "nav"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "li", "main"),
        *("nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"),
    ]
) | frozenset(_HEADINGS)
_TEXT = (NavigableString, CData)
_MAX_ARTICLES, _MAX_CAPTION, _MAX_CELL = 20, 9, 40
"""Elements looked at in a page, nodes in a link and in a cell: a bound on the work, far above what a page needs."""
_HIDDEN_STYLE = re.compile(r"display\s{0,9}:\s{0,9}none", re.IGNORECASE)
_ORIGINAL = re.compile(r"(?:点击)?(?:查看|阅读)?(?:原文|全文)(?:链接)?\W{0,3}")
_NAVIGATION = re.compile(
    r"返回(?:首页|列表|顶部|目录|上一页|.{1,16}(?:新闻|频道|列表|首页))|首页|上一篇.*|下一篇.*|更多"
)
_PUBLISHED = ("article:published_time", "og:published_time", "publishdate", "pubdate")
_SEPARATORS = re.compile(r"[\s|｜丨/·>»]*")

# Control characters that no text keeps, and so can mark a place until it is cleaned.
_BREAK, _LEVEL, _ASIDE = "\x1e", "\x1d", "\x1c"
_UNMARK = str.maketrans({_BREAK: " ", _LEVEL: " ", _ASIDE: " "})
_ASIDES = re.compile(f"{_ASIDE}[^{_ASIDE}]*{_ASIDE}")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a page; `level` is 1 to 6 for a heading, else 0."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds: its paragraphs, the link to its original (查看原文) or "", the fields of its head."""

    blocks: tuple[Block, ...]
    original: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


def read_fragment(html: str, place: str) -> Page:
    """Read the body of a post.

    Args:
        html: markup, well formed or not.
        place: the file, for the error.

    Raises:
        ReadingError: there are more tags than `MAX_TAGS`, or the parser gives up.
    """
    soup = _parse(html, place)
    return Page(_blocks(soup, _INVISIBLE), _original(soup))


def read_page(html: str, place: str) -> Page:
    """Read a page of a site: the article, or the main part, or all of the body, without its furniture.

    Args:
        html: markup, well formed or not.
        place: the file, for the error.

    Raises:
        ReadingError: there are more tags than `MAX_TAGS`, or the parser gives up.
    """
    soup = _parse(html, place)
    return Page(_blocks(_main_part(soup), _INVISIBLE | _FURNITURE), _original(soup), _fields(soup))


def _parse(html: str, place: str) -> BeautifulSoup:
    if html.count("<") > MAX_TAGS:
        raise ReadingError(f"标签超过 {MAX_TAGS} 个", place=place, remedy="只保留文章的正文")
    # bs4 would warn of a post that looks like an address or a file name, hence the tag in front, and of an XML
    # declaration, which is but a comment in HTML.
    try:
        return BeautifulSoup("<!DOCTYPE html>" + html.replace("<?", "<!").replace("\0", ""), "lxml")
    except ParserRejectedMarkup:
        raise ReadingError("无法解析 HTML", place=place, remedy="检查文件是否为网页") from None


def _elements(root: Tag, name: str) -> list[Tag]:
    return [element for element in root.find_all(name) if isinstance(element, Tag)]


def _is_hidden(tag: Tag) -> bool:
    return tag.has_attr("hidden") or bool(_HIDDEN_STYLE.search(str(tag.get("style", ""))))


def _main_part(soup: BeautifulSoup) -> Tag:
    """The longest of the first articles that have text, else the main element, else the body."""
    for name in ("article", "main", "body"):
        candidates = [part for part in _elements(soup, name)[:_MAX_ARTICLES] if _text_length(part)]
        if candidates:
            return max(candidates, key=_text_length)
    return soup


def _text_length(element: Tag) -> int:
    return len(element.get_text(strip=True))


def _blocks(root: Tag, skipped: frozenset[str]) -> tuple[Block, ...]:
    texts = "".join(_pieces(root, skipped)).split(_BREAK)
    return tuple(block for block in map(_block, texts) if block.text)


def _pieces(root: Tag, skipped: frozenset[str]) -> Iterator[str]:
    """The text under `root`, with marks where elements begin and end; takes a hostile depth without recursion."""
    waiting: list[tuple[str, Iterator[PageElement]]] = [("", iter(root.contents))]
    while waiting:
        end, children = waiting[-1]
        child = next(children, None)
        if child is None:
            waiting.pop()
            yield end
        elif isinstance(child, Tag):
            if child.name not in skipped and not _is_hidden(child):
                sentences = as_sentences(child, _cell) if child.name == "table" else ()
                before, after = _marks(child)
                yield before
                if sentences:
                    after = _BREAK.join([after, *sentences, after])
                    captions = [e for e in child.contents if isinstance(e, Tag) and e.name == "caption"]
                waiting.append((after, iter(captions if sentences else child.contents)))
        elif type(child) in _TEXT:
            yield str(child).translate(_UNMARK)


def _cell(cell: Tag) -> str | None:
    """The words of a cell of a table; None if it is hidden, holds blocks, or more than a cell of data does."""
    if _is_hidden(cell) or (cell.parent is not None and _is_hidden(cell.parent)):
        return None
    nodes = list(islice(_nodes(cell), _MAX_CELL))
    tags = [node for node in nodes if isinstance(node, Tag)]
    blocks = [tag for tag in tags if tag.name in _BLOCKS - {"p", "div"} or tag.name in _INVISIBLE or _is_hidden(tag)]
    if len(nodes) == _MAX_CELL or blocks or sum(tag.name == "p" for tag in tags) > 1:
        return None
    return paragraph("".join(" " if isinstance(node, Tag) else _visible(node) for node in nodes if _counts(node)))


def _counts(node: PageElement) -> bool:
    return type(node) in _TEXT or (isinstance(node, Tag) and node.name == "br")


def _visible(text: PageElement) -> str:
    return str(text).translate(_UNMARK)


def _marks(tag: Tag) -> tuple[str, str]:
    if tag.name in _BLOCKS:
        return _BREAK + _LEVEL * _HEADINGS.get(tag.name, 0), _BREAK
    if tag.name == "a" and _leads_elsewhere(tag):
        return _ASIDE, _ASIDE
    return "", {"br": _BREAK, "td": " ", "th": " "}.get(tag.name, "")


def _block(raw: str) -> Block:
    level = len(raw) - len(raw.lstrip(_LEVEL))
    if _ASIDE in raw and _SEPARATORS.fullmatch(_ASIDES.sub("", raw)):
        return Block("")
    return Block(paragraph(raw.replace(_ASIDE, "").replace(_LEVEL, "")), level)


def _leads_elsewhere(anchor: Tag) -> bool:
    caption = _caption(anchor)
    return bool(_ORIGINAL.fullmatch(caption) or _NAVIGATION.fullmatch(caption))


def _original(soup: BeautifulSoup) -> str:
    links = (anchor for anchor in _elements(soup, "a") if _ORIGINAL.fullmatch(_caption(anchor)))
    return next(filter(None, (source_url(str(anchor.get("href", ""))) for anchor in links)), "")


def _caption(anchor: Tag) -> str:
    """The words of a short link; "" for one that holds more than such a link does."""
    nodes = list(islice(_nodes(anchor), _MAX_CAPTION))
    text = one_line("".join(str(node) for node in nodes if type(node) in _TEXT)) if len(nodes) < _MAX_CAPTION else ""
    return text if len(text) <= 40 else ""


def _nodes(root: Tag) -> Iterator[PageElement]:
    """As `descendants`, which however first walks down to the last of them, and so takes long in deep markup."""
    waiting = list(reversed(root.contents))
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Tag):
            waiting.extend(reversed(node.contents))


def _fields(soup: BeautifulSoup) -> Mapping[str, str]:
    """The fields of the head, under the names that `metadata_from` knows; the first source that has one wins."""
    meta = _meta(_elements(soup, "meta"))
    found = {
        "title": (meta.get("og:title"), _text(soup.find("h1")), _text(soup.find("title"))),
        "published": (*(meta.get(name) for name in _PUBLISHED), _attribute(soup.find("time"), "datetime")),
        "url": (_attribute(soup.find("link", rel="canonical"), "href"), meta.get("og:url")),
        "publisher": (meta.get("og:site_name"),),
        "author": (meta.get("author"), meta.get("article:author")),
        "tags": (meta.get("keywords"),),
    }
    return {name: next(filter(None, values), "") for name, values in found.items()}


def _meta(elements: Iterable[Tag]) -> Mapping[str, str]:
    named = ((str(element.get("property") or element.get("name") or "").lower(), element) for element in elements)
    values: dict[str, str] = {}
    for name, element in named:
        values.setdefault(name, one_line(str(element.get("content", ""))))
    return values


def _text(element: object) -> str:
    return one_line(element.get_text()) if isinstance(element, Tag) else ""


def _attribute(element: object, name: str) -> str:
    return one_line(str(element.get(name, ""))) if isinstance(element, Tag) else ""
