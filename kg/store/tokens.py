"""The tokens of a SPARQL text, and its groups: what stands between two braces, told apart from templates and data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["Group", "Token", "groups", "tokens"]

Kind = Literal["comment", "iri", "text", "variable", "name", "word", "sign"]

_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n\r]*)
  | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
  | (?P<text>'''(?:(?:'|'')?(?:[^'\\]|\\.))*''' | \"\"\"(?:(?:"|"")?(?:[^"\\]|\\.))*\"\"\"
           | '(?:[^'\\\n\r]|\\.)*' | "(?:[^"\\\n\r]|\\.)*")
  | [?$](?P<variable>\w+)
  | (?P<name>(?:[^\W\d_][\w.\-]*)?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)
  | (?P<word>[^\W\d]\w*)
  | (?P<sign>\S)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text: `kind`, the words (of a variable without its sign), and where they stand."""

    kind: Kind
    words: str
    start: int
    end: int


@dataclass(slots=True)
class Group:
    """What stands between two braces.

    Attributes:
        start: where its first character stands, after the brace.
        outer: whether it is the whole pattern of a query or of a sub-query.
        select: whether it holds a sub-query, and so no pattern of its own.
        own: the variables in it, but for those of groups within.
        all: the variables in it.
    """

    start: int
    outer: bool
    select: bool = False
    own: set[str] = field(default_factory=set)
    all: set[str] = field(default_factory=set)


def tokens(text: str) -> Iterator[Token]:
    """Give the tokens in order, comments and white space left out."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind != "comment":
            yield Token(kind, match[str(kind)], match.start(), match.end())  # type: ignore[arg-type]


def groups(text: str) -> list[Group]:
    """Give the groups of a well-formed query; templates of CONSTRUCT and data of VALUES are none."""
    found: list[Group] = []
    open_: list[Group | None] = []
    before = opener = ""
    for token in tokens(text):
        if token.kind == "sign" and token.words == "{":
            group = None if opener else _opened(token, open_)
            found += [group] if group else []
            open_.append(group)
            opener = ""
        elif token.kind == "sign" and token.words == "}" and open_:
            open_.pop()
        elif token.kind == "variable" and open_ and open_[-1]:
            open_[-1].own.add(token.words)
            for group in filter(None, open_):
                group.all.add(token.words)
        elif token.kind == "word":
            opener = _opener(token.words.upper(), opener)
            if token.words.upper() == "SELECT" and before == "{" and open_ and open_[-1]:
                open_[-1].select = True
        before = token.words
    return found


def _opened(brace: Token, open_: list[Group | None]) -> Group:
    around = open_[-1] if open_ else None
    return Group(brace.end, outer=not open_ or bool(around and around.select))


def _opener(word: str, before: str) -> str:
    """Tell which word makes the next brace one of data or of a template: `CONSTRUCT {`, `VALUES (?a ?b) {`."""
    if word in {"CONSTRUCT", "VALUES"}:
        return word
    return "" if word == "WHERE" else before
