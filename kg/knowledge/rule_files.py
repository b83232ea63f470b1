"""Rule files as they stand on disk: their form is checked here, their patterns are compiled in `kg.rules`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from kg.errors import RuleError
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
    speech_verbs: Lines
    prospective: Lines


@dataclass(frozen=True, slots=True)
class RuleFiles:
    """All rule files of a folder: rules in the order of file and line, macros by name, guard words."""

    rules: tuple[RuleSpec, ...]
    macros: Mapping[str, str]
    guards: GuardWords


class _PlacedLoader(yaml.SafeLoader):
    """A safe loader that notes the line of every mapping under the key `__line__`."""


def _construct_placed(loader: _PlacedLoader, node: yaml.MappingNode) -> Iterator[dict[str, Any]]:
    mapping: dict[str, Any] = {}
    yield mapping
    mapping.update({str(key): value for key, value in loader.construct_mapping(node, deep=True).items()})
    mapping["__line__"] = node.start_mark.line + 1


_PlacedLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct_placed)


def load_rule_files(folder: Path | None = None) -> RuleFiles:
    """Read all rule files of a folder.

    Args:
        folder: with `macros.yaml`, `guards.yaml` and one file for each topic; by default the built-in one.

    Raises:
        RuleError: with every fault of every file, each with its file and line.
    """
    home = folder or Path(__file__).parent / "rules"
    faults: list[str] = []
    macros: Mapping[str, str] = _parse(home / "macros.yaml", faults) or {}
    guards = _guards(home / "guards.yaml", faults)
    rules: list[RuleSpec] = []
    for path in sorted(home.glob("*.yaml")):
        if path.name not in {"macros.yaml", "guards.yaml"}:
            rules.extend(_rules(path, faults))
    faults.extend(_duplicates(rules))
    if faults or guards is None:
        raise RuleError(faults)
    return RuleFiles(tuple(rules), {name: text for name, text in macros.items() if name != "__line__"}, guards)


def _parse(path: Path, faults: list[str]) -> dict[str, Any] | None:
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=_PlacedLoader)  # noqa: S506 (a SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        faults.append(f"{path}: {' '.join(str(error).split())}")
        return None
    if not isinstance(loaded, dict):
        faults.append(f"{path}:1: 应是一组键值（expected a mapping）")
        return None
    return loaded


def _guards(path: Path, faults: list[str]) -> GuardWords | None:
    loaded = _parse(path, faults)
    if loaded is None:
        return None
    loaded.pop("__line__", None)
    try:
        return GuardWords.model_validate(loaded)
    except ValidationError as error:
        faults.extend(_lines(str(path), error))
        return None


def _rules(path: Path, faults: list[str]) -> Iterator[RuleSpec]:
    loaded = _parse(path, faults)
    for raw in (loaded or {}).get("rules") or []:
        place = f"{path}:{raw.get('__line__', 1)}" if isinstance(raw, dict) else str(path)
        try:
            yield RuleSpec.model_validate(_without_lines(raw) | {"place": place})
        except (ValidationError, TypeError) as error:
            faults.extend(_lines(place, error) if isinstance(error, ValidationError) else [f"{place}: {error}"])


def _without_lines(value: Any) -> Any:  # noqa: ANN401 (YAML gives anything)
    if isinstance(value, dict):
        return {key: _without_lines(item) for key, item in value.items() if key != "__line__"}
    if isinstance(value, list):
        return [_without_lines(item) for item in value]
    return value


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
