"""The pattern language of rules: text in, syntax tree out.

由 {who:Agent+} (共同)? (负责|承担) 运营      literals, options, alternatives
{what:Facility|Platform}                      one mention of these classes or their subclasses
{who:Agent+}                                  a list of them: A、B和C等
{who←:Agent}                                  the subject that governs this place (承前), in this clause or before
{goal:Concept…30}                             any words of the clause, at most 30 characters, named as a Concept
{kind=全资子公司|控股子公司}                  the words themselves
…  …8                                         a gap inside the clause, at most 12 (8) characters
……  ……60                                      a gap that may cross commas, at most 40 (60) characters
^  $                                          the beginning and the end of a clause
<v>                                           one word of this part of speech
(前无 X) (前有 X) (后无 X) (后有 X)           lookaround
@name                                         a macro
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.errors import KnowledgeError

__all__ = [
    "Blank",
    "Capture",
    "Choice",
    "Edge",
    "Gap",
    "Literal",
    "Look",
    "Node",
    "Sequence",
    "Word",
    "parse_pattern",
    "unparse",
]

_SHORT_GAP = 12
_LONG_GAP = 40
_FREE_LENGTH = 30
_MACRO_DEPTH = 8
_DEEPEST = 40
_MOST_PARTS = 1000
_LONGEST_GAP = 200
_MOST_DIGITS = 4
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<look>\([前后][有无]\s)
  | (?P<open>\() | (?P<close>\)) | (?P<bar>\|) | (?P<option>\?)
  | (?P<long>……\d*) | (?P<short>…\d*)
  | (?P<blank>\{(?P<name>\w*)(?P<carried>←)?:(?P<types>\w+(?:\|\w+)*)(?P<many>\+)?(?P<free>…\d*)?\})
  | (?P<capture>\{(?P<label>\w+)=)
  | (?P<end>\})
  | (?P<edge>[\^$]) | (?P<word><\w+(?::\w+(?:\|\w+)*)?>) | @(?P<macro>\w+)
  | (?P<literal>[^\s()|?…{}^$<>@]+)
)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Literal:
    """These very characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Any characters, as few as possible, mentions being skipped whole."""

    limit: int
    crosses_clauses: bool


@dataclass(frozen=True, slots=True)
class Blank:
    """A mention, a list of mentions, the governing subject, or (when `free` > 0) any words."""

    name: str
    types: tuple[str, ...]
    many: bool = False
    carried: bool = False
    free: int = 0


@dataclass(frozen=True, slots=True)
class Capture:
    """What the body matches, as text."""

    name: str
    body: Node


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the options, tried in order; an empty sequence among them makes it optional."""

    options: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """One after the other."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A condition on what stands before or after, without consuming it."""

    ahead: bool
    wanted: bool
    body: Node


@dataclass(frozen=True, slots=True)
class Edge:
    """The beginning or the end of a clause (inside a name: of the name)."""

    start: bool


@dataclass(frozen=True, slots=True)
class Word:
    """One word whose part of speech begins so; where `words` are given, one of them."""

    pos: str
    words: tuple[str, ...] = ()


Node = Literal | Gap | Blank | Capture | Choice | Sequence | Look | Edge | Word


def parse_pattern(text: str, macros: Mapping[str, str]) -> Node:
    """Parse a pattern.

    Args:
        text: as in a rule file.
        macros: their patterns by name.

    Raises:
        KnowledgeError: naming what was expected and the rest of the pattern from where it went wrong.
    """
    parser = _Parser(text, macros, 0, _Budget(_MOST_PARTS))
    node = parser.choice()
    if parser.peek() is not None:
        raise parser.fault("多余的符号（unexpected）")
    return node


def unparse(node: Node) -> str:
    """The pattern text of a tree, macros written out."""
    match node:
        case Literal(text):
            return text
        case Gap(limit, crosses_clauses):
            return f"{'……' if crosses_clauses else '…'}{limit}"
        case Blank():
            return _unparse_blank(node)
        case Capture(name, body):
            return f"{{{name}={unparse(body)}}}"
        case Choice(options):
            optional = options[-1] == Sequence(())
            return f"({'|'.join(map(unparse, options[:-1] if optional else options))}){'?' * optional}"
        case Sequence(items):
            return " ".join(map(unparse, items))
        case Look(ahead, wanted, body):
            return f"({'后' if ahead else '前'}{'有' if wanted else '无'} {unparse(body)})"
        case Edge(start):
            return "^" if start else "$"
        case Word(pos, words):
            return f"<{pos}:{'|'.join(words)}>" if words else f"<{pos}>"


def _unparse_blank(blank: Blank) -> str:
    marks = f"…{blank.free}" if blank.free else "+" * blank.many
    return f"{{{blank.name}{'←' * blank.carried}:{'|'.join(blank.types)}{marks}}}"


@dataclass(slots=True)
class _Budget:
    """How many parts a pattern may still have, those of its macros included."""

    parts: int


class _Parser:
    def __init__(self, text: str, macros: Mapping[str, str], depth: int, budget: _Budget) -> None:
        self._text = text.strip()
        self._macros = macros
        self._depth = depth
        self._budget = budget
        self._at = 0
        self._open = 0

    def fault(self, message: str) -> KnowledgeError:
        return KnowledgeError(f"{message}：“{self._text[self._at :][:20]}” ← “{self._text}”")

    def peek(self) -> re.Match[str] | None:
        if self._at >= len(self._text):
            return None
        found = _TOKEN.match(self._text, self._at)
        if found is None:
            raise self.fault("看不懂的写法（cannot read）")
        return found

    def choice(self) -> Node:
        """One or several sequences, parted by bars."""
        self._open += 1
        if self._open > _DEEPEST:
            raise self.fault("括号套得太深（brackets nested too deep）")
        node = self._choice()
        self._open -= 1
        return node

    def _choice(self) -> Node:
        options = [self._sequence()]
        while (token := self.peek()) and token["bar"]:
            self._at = token.end()
            options.append(self._sequence())
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def _sequence(self) -> Node:
        items: list[Node] = []
        while (token := self.peek()) and not (token["bar"] or token["close"] or token["end"]):
            if token["option"]:
                raise self.fault("“?” 前面没有内容（nothing before ?）")
            self._at = token.end()
            items.append(self._optional(self._item(token)))
        return items[0] if len(items) == 1 else Sequence(tuple(items))

    def _optional(self, item: Node) -> Node:
        token = self.peek()
        if token and token["option"]:
            self._at = token.end()
            return Choice((item, Sequence(())))
        return item

    def _item(self, token: re.Match[str]) -> Node:
        self._budget.parts -= 1
        if self._budget.parts < 0:
            raise self.fault(f"写法连宏在内超过 {_MOST_PARTS} 个部分（too many parts）")
        if token["literal"]:
            return Literal(token["literal"])
        if token["blank"]:
            if token["free"] and (token["many"] or token["carried"]):
                raise self.fault("任意词的空不能又是列举或承前（free words cannot be a list or carried）")
            return _blank(token)
        if token["long"] or token["short"]:
            return _gap(token)
        if token["edge"]:
            return Edge(start=token["edge"] == "^")
        if token["word"]:
            pos, _, words = token["word"][1:-1].partition(":")
            return Word(pos, tuple(filter(None, words.split("|"))))
        if token["macro"]:
            return self._macro(token["macro"])
        return self._nested(token)

    def _nested(self, token: re.Match[str]) -> Node:
        body = self.choice()
        closing = self.peek()
        if closing is None or not closing["end" if token["capture"] else "close"]:
            raise self.fault("括号没有合上（unclosed bracket）")
        self._at = closing.end()
        if token["capture"]:
            return Capture(token["label"], body)
        if token["look"]:
            return Look(ahead="后" in token["look"], wanted="有" in token["look"], body=body)
        return body

    def _macro(self, name: str) -> Node:
        if name not in self._macros:
            raise self.fault(f"没有宏 @{name}（unknown macro）")
        if self._depth >= _MACRO_DEPTH:
            raise self.fault(f"宏 @{name} 套得太深（macros nested too deep）")
        inner = _Parser(self._macros[name], self._macros, self._depth + 1, self._budget)
        node = inner.choice()
        if inner.peek() is not None:
            raise inner.fault(f"宏 @{name} 中有多余的符号（unexpected in macro）")
        return node


def _blank(token: re.Match[str]) -> Blank:
    free = token["free"]
    return Blank(
        name=token["name"],
        types=tuple(token["types"].split("|")),
        many=bool(token["many"]),
        carried=bool(token["carried"]),
        free=_size(free[1:], _FREE_LENGTH) if free else 0,
    )


def _gap(token: re.Match[str]) -> Gap:
    if token["long"]:
        return Gap(_size(token["long"][2:], _LONG_GAP), crosses_clauses=True)
    return Gap(_size(token["short"][1:], _SHORT_GAP), crosses_clauses=False)


def _size(digits: str, usual: int) -> int:
    """A length in characters, as written or the usual one."""
    if len(digits) > _MOST_DIGITS or int(digits or usual) > _LONGEST_GAP:
        raise KnowledgeError(f"间隔最多 {_LONGEST_GAP} 字（at most）：“{digits[:8]}”")
    return int(digits or usual)
