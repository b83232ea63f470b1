"""Rule files as they stand on disk: their form is checked here, their patterns are compiled in `kg.rules`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from kg.errors import RuleError
from kg.knowledge.ontology import Ontology
from kg.knowledge.placed_yaml import LINE, load_placed, placed_mappings, without_lines
from kg.knowledge.properties import PropertySpec, property_faults
from kg.model import Status

__all__ = ["Example", "GuardWords", "RuleFiles", "RuleSpec", "load_rule_files"]

_STRICT = ConfigDict(extra="forbid", frozen=True)
_MACROS, _GUARDS = "macros.yaml", "guards.yaml"
_Spec = TypeVar("_Spec", bound=BaseModel)


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
        adds: qualifiers it gives to an event that other rules state in the sentence: `property|property (name=blank)`.
        within: match inside the names of these classes, not in sentences.
        through: classes whose names are not units for this rule: it sees what they are made of.
        overlap: whether each match begins where the one before ended (`first`), the longest are kept of those that
            overlap (`longest`), or all of them (`all`).
        status: of its facts, whatever the words around them.
        confidence: of its facts, 0.0 to 1.0.
        stage: rules of a later stage see what those of an earlier one introduced.
        examples: texts with the facts that must be read in them.
        counterexamples: texts in which the rule must find nothing.
        place: its file and line.
        macros: those of its file alone, by name.
    """

    model_config = _STRICT
    rule: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    says: str = Field(min_length=1)
    match: Lines = Field(min_length=1)
    emit: Lines = ()
    introduces: Mapping[str, str] = Field(default_factory=dict)
    adds: str = ""
    within: str = ""
    through: str = ""
    overlap: Literal["first", "longest", "all"] = "first"
    status: Status | None = None
    confidence: float = Field(default=0.9, ge=0, le=1)
    stage: int = Field(default=2, ge=1, le=3)
    examples: tuple[Example, ...] = Field(min_length=1)
    counterexamples: Lines = Field(min_length=1)
    place: str = ""
    macros: Mapping[str, str] = Field(default_factory=dict, repr=False)


class GuardWords(BaseModel):
    """The words that change the status of what follows them, and the words of speech."""

    model_config = _STRICT
    negated: Lines
    expected: Lines
    planned: Lines
    asserted: Lines
    claimed: Lines
    questions: Lines
    conditions: Lines = ()
    formerly: Lines = ()
    denied: Lines = ()
    undone: Lines = ()
    aimed: Lines = ()
    causing: Lines = ()
    enacted: Lines = ()
    instead: Lines = ()
    settled: Lines = ()
    unguarded: Lines = ()
    adverbs: Lines = ()
    rumoured: Lines = ()
    rumours: Lines = ()
    refuted: Lines = ()
    answering: Lines = ()
    whether: Lines = ()
    dated: Lines = ()
    announcing: Lines = ()
    subordinating: Lines
    governing: Lines
    prepositions: Lines
    joints: Lines
    speech_verbs: Lines
    prospective: Lines
    reporting_verbs: Lines = ()
    showing_verbs: Lines = ()
    plain_verbs: Lines = ()
    telling_verbs: Lines = ()
    speech_nouns: Lines = ()
    speech_settings: Lines = ()
    speech_listeners: Lines = ()
    speech_occasions: Lines = ()
    behind_speech_nouns: Lines = ()


@dataclass(frozen=True, slots=True)
class RuleFiles:
    """All rule files together.

    Attributes:
        rules: in the order of file and line, those of users after the built-in ones.
        macros: those that all rules share, by name.
        guards: the words that change the status of what follows them.
        properties: that rule files declare beside those of the ontology.
    """

    rules: tuple[RuleSpec, ...]
    macros: Mapping[str, str]
    guards: GuardWords
    properties: tuple[PropertySpec, ...] = ()

    def macros_of(self, spec: RuleSpec) -> Mapping[str, str]:
        """The macros that a rule may use: those of its file go before the shared ones."""
        return {**self.macros, **spec.macros} if spec.macros else self.macros


@dataclass(frozen=True, slots=True)
class _Topic:
    """What one rule file holds."""

    rules: tuple[RuleSpec, ...] = ()
    properties: tuple[PropertySpec, ...] = ()


def load_rule_files(
    folder: Path | None = None,
    *,
    added: Sequence[Path] = (),
    alone: bool = False,
    ontology: Ontology | None = None,
) -> RuleFiles:
    """Read all rule files of a folder, and those that users add to them.

    Args:
        folder: with `macros.yaml`, `guards.yaml` and one file for each topic; by default the built-in one.
        added: rule files of users, or folders of them. A `macros.yaml` among them adds macros and overrides those of
            the same name; a `guards.yaml` stands in place of the folder's.
        alone: whether the rules of `added` serve in place of the folder's, which gives macros and guards alone.
        ontology: what declared properties are held against; without it they are not.

    Raises:
        RuleError: with every fault of every file, each with its file and line.
    """
    home = folder or Path(__file__).parent / "rules"
    faults: list[str] = []
    theirs = _added(added, faults)
    macros = _macros(home / _MACROS, faults) | _users_macros(theirs, faults)
    guards = _guards(_guard_file(home, theirs, faults), faults)
    own = [] if alone else sorted(home.glob("*.yaml"))
    topics = [_topic(path, faults) for path in [*own, *theirs] if path.name not in {_MACROS, _GUARDS}]
    rules = tuple(spec for topic in topics for spec in topic.rules)
    properties = tuple(spec for topic in topics for spec in topic.properties)
    faults.extend(_duplicates(rules))
    faults.extend(property_faults(properties, ontology) if ontology else ())
    if faults or guards is None:
        raise RuleError(faults)
    return RuleFiles(rules, macros, guards, properties)


def _added(paths: Sequence[Path], faults: list[str]) -> tuple[Path, ...]:
    """The files that users add, each once, in the order given; within a folder by name."""
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _files_in(path, faults) if path.is_dir() else [path]:
            found.setdefault(file.absolute(), file)
    return tuple(found.values())


def _files_in(folder: Path, faults: list[str]) -> list[Path]:
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix in {".yaml", ".yml"})
    except OSError as error:
        faults.append(f"{folder}: {error}")
        return []
    files = [path for path in files if not path.name.startswith(".")]
    if not files:
        faults.append(f"{folder}: 文件夹中没有规则文件（no *.yaml in it）")
    return files


def _users_macros(files: Iterable[Path], faults: list[str]) -> dict[str, str]:
    macros: dict[str, str] = {}
    first: dict[str, Path] = {}
    for path in (file for file in files if file.name == _MACROS):
        for name, text in _macros(path, faults).items():
            if name in first:
                faults.append(f"{path}:{_line_of(path, name)}: 宏重复 {name}（already in {first[name]}）")
            first.setdefault(name, path)
            macros.setdefault(name, text)
    return macros


def _line_of(path: Path, key: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.lstrip("\ufeff\"'").startswith(key)), 1)


def _guard_file(home: Path, files: Iterable[Path], faults: list[str]) -> Path:
    theirs = [path for path in files if path.name == _GUARDS]
    faults.extend(f"{path}:1: 已用 {theirs[0]}，只能有一份 guards.yaml（only one）" for path in theirs[1:])
    return theirs[0] if theirs else home / _GUARDS


def _macros(path: Path, faults: list[str]) -> dict[str, str]:
    return _named_patterns(path, load_placed(path, faults) or {}, faults)


def _named_patterns(path: Path, loaded: object, faults: list[str]) -> dict[str, str]:
    if not isinstance(loaded, Mapping):
        faults.append(f"{path}: macros 下应是“名: 写法”（expected names with patterns under macros）")
        return {}
    macros = without_lines(loaded)
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


def _topic(path: Path, faults: list[str]) -> _Topic:
    loaded = load_placed(path, faults)
    if loaded is None:
        return _Topic()
    unexpected = (key for key in loaded if key not in {"macros", "properties", "rules", LINE})
    faults.extend(f"{path}:1: 多余的键 {key}（unexpected, only macros, properties and rules）" for key in unexpected)
    macros = _named_patterns(path, loaded.get("macros", {}), faults)
    properties = tuple(_listed_in(path, loaded, "properties", PropertySpec, faults)) if "properties" in loaded else ()
    if "rules" not in loaded and "properties" in loaded:
        return _Topic((), properties)
    rules = _listed_in(path, loaded, "rules", RuleSpec, faults)
    return _Topic(tuple(spec.model_copy(update={"macros": macros}) for spec in rules), properties)


def _listed_in(
    path: Path, loaded: Mapping[str, Any], key: str, kind: type[_Spec], faults: list[str]
) -> Iterator[_Spec]:
    listed = loaded.get(key)
    if not isinstance(listed, list):
        faults.append(f"{path}:1: 应有 {key} 及其列表（expected a list under {key}）")
        return
    for place, raw in placed_mappings(listed, path, key, faults):
        try:
            yield kind.model_validate(without_lines(raw) | {"place": place})
        except ValidationError as error:
            faults.extend(_lines(place, error))


def _lines(place: str, error: ValidationError) -> Iterator[str]:
    for fault in error.errors():
        where = ".".join(str(part) for part in fault["loc"])
        yield f"{place}: {where}: {fault['msg']}" if where else f"{place}: {fault['msg']}"


def _duplicates(rules: Iterable[RuleSpec]) -> Iterator[str]:
    first: dict[str, str] = {}
    for spec in rules:
        if (place := first.setdefault(spec.rule, spec.place)) is not spec.place:
            yield f"{spec.place}: 规则名重复 {spec.rule}（already in {place}）"
