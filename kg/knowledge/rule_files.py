"""Rule files as they stand on disk: their form is checked here, their patterns are compiled in `kg.rules`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from kg.errors import RuleError
from kg.knowledge.placed_yaml import LINE, load_placed, without_lines
from kg.model import Status

__all__ = ["Example", "GuardWords", "RuleFiles", "RuleSpec", "load_rule_files"]

_STRICT = ConfigDict(extra="forbid", frozen=True)


def _listed(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


Lines = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Example(BaseModel):
    """A text and the facts that its rule must read in it."""

    model_config = _STRICT
    text: str = Field(min_length=1)
    facts: Lines = Field(min_length=1)


class RuleSpec(BaseModel):
    """One rule of a rule file, well formed but not compiled.

    Attributes:
        rule: its name.
        says: what it reads, in a sentence for people.
        match: patterns, of which the first that fits counts.
        emit: the facts it states.
        introduces: mentions it makes of its blanks: `blank: Class name-template`.
        within: match inside the names of these classes, not in sentences.
        through: classes whose names are not units for this rule: it sees what they are made of.
        overlap: whether matches may overlap (`all`) or each begins where the one before ended (`first`).
        status: of its facts, whatever the words around them.
        confidence: of its facts, 0.0 to 1.0.
        stage: rules of a later stage see what those of an earlier one introduced.
        examples: texts with the facts that must be read in them.
        counterexamples: texts in which the rule must find nothing.
        place: its file and line.
    """

    model_config = _STRICT
    rule: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    says: str = Field(min_length=1)
    match: Lines = Field(min_length=1)
    emit: Lines = ()
    introduces: Mapping[str, str] = Field(default_factory=dict)
    within: str = ""
    through: str = ""
    overlap: Literal["first", "all"] = "first"
    status: Status | None = None
    confidence: float = Field(default=0.9, ge=0, le=1)
    stage: int = Field(default=2, ge=1, le=3)
    examples: tuple[Example, ...] = Field(min_length=1)
    counterexamples: Lines = Field(min_length=1)
    place: str = ""


class GuardWords(BaseModel):
    """The words that change the status of what follows them, and the words of speech."""

    model_config = _STRICT
    negated: Lines
    expected: Lines
    planned: Lines
    asserted: Lines
    claimed: Lines
    questions: Lines
    subordinating: Lines
    governing: Lines
    prepositions: Lines
    joints: Lines
    speech_verbs: Lines
    prospective: Lines


@dataclass(frozen=True, slots=True)
class RuleFiles:
    """All rule files of a folder: rules in the order of file and line, macros by name, guard words."""

    rules: tuple[RuleSpec, ...]
    macros: Mapping[str, str]
    guards: GuardWords


def load_rule_files(folder: Path | None = None) -> RuleFiles:
    """Read all rule files of a folder.

    Args:
        folder: with `macros.yaml`, `guards.yaml` and one file for each topic; by default the built-in one.

    Raises:
        RuleError: with every fault of every file, each with its file and line.
    """
    home = folder or Path(__file__).parent / "rules"
    faults: list[str] = []
    macros = _macros(home / "macros.yaml", faults)
    guards = _guards(home / "guards.yaml", faults)
    rules: list[RuleSpec] = []
    for path in sorted(home.glob("*.yaml")):
        if path.name not in {"macros.yaml", "guards.yaml"}:
            rules.extend(_rules(path, faults))
    faults.extend(_duplicates(rules))
    if faults or guards is None:
        raise RuleError(faults)
    return RuleFiles(tuple(rules), macros, guards)


def _macros(path: Path, faults: list[str]) -> Mapping[str, str]:
    macros = without_lines(load_placed(path, faults) or {})
    faults.extend(
        f"{path}: 宏 {name} 应是文字（not text）" for name, text in macros.items() if not isinstance(text, str)
    )
    return {name: str(text) for name, text in macros.items()}


def _guards(path: Path, faults: list[str]) -> GuardWords | None:
    loaded = load_placed(path, faults)
    if loaded is None:
        return None
    try:
        return GuardWords.model_validate(without_lines(loaded))
    except ValidationError as error:
        faults.extend(_lines(str(path), error))
        return None


def _rules(path: Path, faults: list[str]) -> Iterator[RuleSpec]:
    loaded = load_placed(path, faults)
    if loaded is None:
        return
    listed = loaded.get("rules")
    faults.extend(f"{path}:1: 多余的键 {key}（unexpected, only rules）" for key in loaded if key not in {"rules", LINE})
    if not isinstance(listed, list):
        faults.append(f"{path}:1: 应有 rules 及其列表（expected a list under rules）")
        return
    for number, raw in enumerate(listed, 1):
        if not isinstance(raw, dict):
            faults.append(f"{path}: 第 {number} 条不是规则（expected a mapping）")
            continue
        place = f"{path}:{raw[LINE]}"
        try:
            yield RuleSpec.model_validate(without_lines(raw) | {"place": place})
        except ValidationError as error:
            faults.extend(_lines(place, error))


def _lines(place: str, error: ValidationError) -> Iterator[str]:
    for fault in error.errors():
        where = ".".join(str(part) for part in fault["loc"])
        yield f"{place}: {where}: {fault['msg']}"


def _duplicates(rules: list[RuleSpec]) -> Iterator[str]:
    first: dict[str, str] = {}
    for spec in rules:
        if spec.rule in first:
            yield f"{spec.place}: 规则名重复 {spec.rule}（already in {first[spec.rule]}）"
        first.setdefault(spec.rule, spec.place)
