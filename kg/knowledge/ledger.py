"""The merge ledger: what a user has decided about names, same thing or different things, in a file under their control.

    decisions:
      - same: [甲科技, 甲科技有限公司]
        type: Company                # optional: what class the names are of
        reason: 公司官网              # optional: for people
        document: 2022-05-16-a       # optional: the post that speaks for it
      - different: [张三（甲公司）, 张三（乙大学）]

Decisions can be taken back: by `kg merges undo`, or by deleting their lines.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from kg.errors import KnowledgeError
from kg.knowledge.placed_yaml import LINE, parse_placed, placed_mappings, without_lines

__all__ = ["Decision", "Ledger", "check_decisions", "load_ledger", "parse_ledger"]

_KEY = "decisions"
_LONGEST = 300
_MOST_NAMES = 100


def _name(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


_Name = Annotated[str, BeforeValidator(_name), Field(min_length=1, max_length=_LONGEST)]


class _Entry(BaseModel):
    """A decision as it stands in the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    same: tuple[_Name, ...] = Field(default=(), max_length=_MOST_NAMES)
    different: tuple[_Name, ...] = Field(default=(), max_length=_MOST_NAMES)
    type: str = ""
    reason: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a user has decided about names.

    Attributes:
        same: whether all the names are of one thing; else each is of another.
        names: two or more, as in the graph; a person may be told by an organisation (张三（甲公司）).
        type: the class that the things are of, or "".
        reason: for people, or "".
        document: the id of a post that speaks for it, or "".
        place: its file and line, "" before it is written.
    """

    same: bool
    names: tuple[str, ...]
    type: str = ""
    reason: str = ""
    document: str = ""
    place: str = ""

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The names that it says something of, two by two."""
        return tuple(pairwise(self.names) if self.same else combinations(self.names, 2))

    def says(self) -> tuple[object, ...]:
        """What makes it the same decision as another, whatever the order of the names and the reason."""
        return self.same, tuple(sorted(self.names)), self.type


@dataclass(frozen=True, slots=True)
class Ledger:
    """All decisions, in the order of the file; none contradicts another."""

    decisions: tuple[Decision, ...] = ()


def load_ledger(path: Path, types: Collection[str] | None = None) -> Ledger:
    """Read a ledger.

    Args:
        path: of the file.
        types: the classes that decisions may name; None for any.

    Raises:
        KnowledgeError: it cannot be read, is not well formed, or contradicts itself; all faults at once.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(
            f"读不了合并账本 unreadable ledger: {error}", place=str(path), remedy="存为 UTF-8"
        ) from error
    return parse_ledger(text, path, types)


def parse_ledger(text: str, path: Path, types: Collection[str] | None = None) -> Ledger:
    """Read the text of a ledger; a file of nothing but comments holds no decision.

    Args:
        text: of the file.
        path: of the file, for messages.
        types: the classes that decisions may name; None for any.

    Raises:
        KnowledgeError: it is not well formed, or contradicts itself; all faults at once.
    """
    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.removeprefix("\ufeff").splitlines()):
        return Ledger()
    faults: list[str] = []
    loaded = parse_placed(text, path, faults) or {}
    faults.extend(f"{path}:1: 多余的键 {key}（unexpected, only {_KEY}）" for key in loaded if key not in {_KEY, LINE})
    decisions = tuple(_decisions(loaded, path, types, faults))
    faults.extend(_repeated(decisions))
    faults.extend(_contradictions(decisions))
    if faults:
        raise KnowledgeError("\n".join(faults))
    return Ledger(decisions)


def check_decisions(decisions: Sequence[Decision]) -> None:
    """Make sure that no decision repeats another or contradicts it.

    Raises:
        KnowledgeError: with every such fault, each with the places of the decisions.
    """
    faults = [*_repeated(decisions), *_contradictions(decisions)]
    if faults:
        raise KnowledgeError("\n".join(faults))


def _decisions(
    loaded: Mapping[str, Any], path: Path, types: Collection[str] | None, faults: list[str]
) -> Iterator[Decision]:
    listed = loaded.get(_KEY, [])
    if listed == "":
        return
    if not isinstance(listed, list):
        faults.append(f"{path}:1: {_KEY} 下应是列表（expected a list under {_KEY}）")
        return
    for place, raw in placed_mappings(listed, path, _KEY, faults):
        found: list[str] = []
        decision = _decision(raw, place, types, found)
        faults.extend(found)
        if decision and not found:
            yield decision


def _decision(raw: dict[str, Any], place: str, types: Collection[str] | None, faults: list[str]) -> Decision | None:
    try:
        entry = _Entry.model_validate(without_lines(raw))
    except ValidationError as error:
        for fault in error.errors():
            where = ".".join(str(part) for part in fault["loc"])
            faults.append(f"{place}: {where}: {fault['msg']}")
        return None
    names = entry.same or entry.different
    if bool(entry.same) == bool(entry.different):
        faults.append(f"{place}: 写 same 或 different，其一（either same or different）")
    elif len(names) < 2:
        faults.append(f"{place}: 至少两个名称（two names at least）：[甲, 乙]")
    elif len(set(names)) < len(names):
        faults.append(f"{place}: 名称重复（a name given twice）：{'、'.join(names)}")
    if any(not name.isprintable() for name in names):
        faults.append(f"{place}: 名称里有看不见的字符（characters that cannot be seen）")
    if entry.type and types is not None and entry.type not in types:
        faults.append(f"{place}: 没有类型 {entry.type}（no such type; 可用 known: {'、'.join(sorted(types))}）")
    return Decision(bool(entry.same), names, entry.type, entry.reason, entry.document, place)


def _repeated(decisions: Iterable[Decision]) -> Iterator[str]:
    first: dict[tuple[object, ...], str] = {}
    for decision in decisions:
        if decision.says() in first:
            yield f"{decision.place}: 与 {first[decision.says()]} 重复（repeats an earlier decision）"
        first.setdefault(decision.says(), decision.place)


def _contradictions(decisions: Sequence[Decision]) -> Iterator[str]:
    """Names that are the same by some decisions and different by another; those of no class count for every class."""
    told: set[str] = set()
    for kind in sorted({decision.type for decision in decisions}):
        chosen = [decision for decision in decisions if decision.type in {kind, ""}]
        links = _links(decision for decision in chosen if decision.same)
        groups = _groups(links)
        for decision in chosen:
            for one, other in () if decision.same or decision.place in told else decision.pairs:
                if one in groups and groups[one] == groups.get(other):
                    told.add(decision.place)
                    steps = _steps(links, one, other)
                    yield f"{decision.place}: {one} 与 {other} 不同，但又说相同（different here, the same by）：{steps}"


def _links(decisions: Iterable[Decision]) -> dict[str, list[tuple[str, Decision]]]:
    links: defaultdict[str, list[tuple[str, Decision]]] = defaultdict(list)
    for decision in decisions:
        for one, other in decision.pairs:
            links[one].append((other, decision))
            links[other].append((one, decision))
    return links


def _groups(links: Mapping[str, list[tuple[str, Decision]]]) -> dict[str, str]:
    """The first name of each group of names that are the same."""
    groups: dict[str, str] = {}
    for first in links:
        waiting = [first] if first not in groups else []
        while waiting:
            name = waiting.pop()
            if name not in groups:
                groups[name] = first
                waiting.extend(following for following, _ in links[name])
    return groups


def _steps(links: Mapping[str, list[tuple[str, Decision]]], one: str, other: str) -> str:
    """The decisions by which two names are the same, each with its place."""
    came: dict[str, tuple[str, Decision]] = {}
    waiting = deque([one])
    while waiting and other not in came:
        name = waiting.popleft()
        for following, decision in links[name]:
            if following not in came and following != one:
                came[following] = (name, decision)
                waiting.append(following)
    steps: list[str] = []
    while other != one:
        before, decision = came[other]
        steps.append(f"{before} = {other}（{decision.place}）")
        other = before
    return "，".join(reversed(steps))
