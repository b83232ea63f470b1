"""The settings of a project, from the `kg.toml` in its folder; options of the command line win over them.

    [build]
    paths = ["posts"]            # what `kg build` reads
    output = "output"            # where it writes, and where the other commands look for graph.trig
    rules = ["my-rules"]         # rule files, or folders of them
    names = ["my-names.tsv"]     # name lists, or folders of them
    builtin = true               # whether the rules and names that ship with the program serve too
    model = "lac"                # a trained model that finds names too; "" for none
    ledger = "ledger.yaml"       # which names are one thing and which are not, as the user decided

    [query]
    folder = "queries"           # queries of yours, beside those that ship with the program

    [graph]
    base = "https://kg.example/" # what the IRIs of entities and documents begin with
    align = ["schema"]           # other vocabularies in whose terms the graph is said too

Every key may be left out. Relative paths are relative to the folder of the file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError, KnowledgeError
from kg.graph import DEFAULT_BASE, Iris
from kg.knowledge.alignments import STANDARDS
from kg.knowledge.ledger import Ledger, load_ledger
from kg.knowledge.loader import Knowledge, load_knowledge
from kg.recognition import model_names

__all__ = ["FILE_NAME", "Settings", "load_settings"]

FILE_NAME = "kg.toml"

_WHERE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project does not want to type each time.

    Attributes:
        paths: the posts, or folders of posts, that a build reads.
        output: the folder that a build writes to.
        rules: rule files, or folders of them, beside the built-in ones.
        names: name lists, or folders of them, beside the built-in ones.
        builtin: whether the built-in rules and names serve too.
        model: the trained model that finds names beside lists and shapes, or "".
        ledger: the merge ledger; no decisions where there is no such file.
        queries: the folder of the user's named queries, beside those that ship with the program.
        base: the beginning of all IRIs of entities and documents.
        align: the other vocabularies in whose terms the graph is said too.
    """

    paths: tuple[Path, ...] = (Path("seeds"),)
    output: Path = Path("output")
    rules: tuple[Path, ...] = ()
    names: tuple[Path, ...] = ()
    builtin: bool = True
    model: str = ""
    ledger: Path = Path("ledger.yaml")
    queries: Path = Path("queries")
    base: str = DEFAULT_BASE
    align: tuple[str, ...] = ()

    @property
    def graph(self) -> Path:
        """The graph that a build wrote."""
        return self.output / "graph.trig"

    def decisions(self, ledger: Path | None = None, types: Collection[str] | None = None) -> Ledger:
        """Load the merge ledger of the project.

        Args:
            ledger: of the command line; it must be there, while the one of the file need not.
            types: the classes that decisions may name; None for any.

        Raises:
            KnowledgeError: it is not well formed, or contradicts itself; all faults at once.
        """
        if ledger is None and not self.ledger.exists():
            return Ledger()
        return load_ledger(ledger or self.ledger, types)

    def knowledge(
        self, rules: Sequence[Path] = (), names: Sequence[Path] = (), builtin: bool | None = None
    ) -> Knowledge:
        """Load the knowledge of the project.

        Args:
            rules: of the command line; where there are any, they serve in place of those of the file.
            names: the same for name lists.
            builtin: of the command line; None leaves it to the file.

        Raises:
            KnowledgeError: something is not well formed; all faults of rule files and name lists at once.
        """
        return load_knowledge(
            rules=tuple(rules) or self.rules,
            names=tuple(names) or self.names,
            builtin=self.builtin if builtin is None else builtin,
        )


def load_settings(folder: Path) -> Settings:
    """Read the `kg.toml` of a folder; without one, the settings are those of a project that has none.

    Raises:
        KnowledgeError: it is not TOML, or has keys or values that mean nothing; all faults at once, with their lines.
    """
    file = folder / FILE_NAME
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"读不了设置 unreadable: {error}", place=str(file), remedy="存为 UTF-8") from error
    return _settings(_parse(text, file), text, file)


def _parse(text: str, file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = _WHERE.search(str(error))
        place = f"{file}:{(where and where[1]) or len(text.splitlines())}"
        message = _WHERE.sub("", str(error)).strip()
        raise KnowledgeError(f"不是 TOML not TOML: {message}", place=place, remedy='如 rules = ["我的规则"]') from error


def _settings(loaded: Mapping[str, object], text: str, file: Path) -> Settings:
    found: dict[str, object] = {}
    faults: list[str] = []
    for section, key, value in _entries(loaded):
        place = f"{file}:{_line(text, section, key)}"
        if (section, key) not in _KEYS:
            faults.append(f"{place}: 没有设置 {_shown(section, key)}（no such setting; 可用 known: {_known(section)}）")
            continue
        attribute, read = _KEYS[section, key]
        try:
            found[attribute] = read(value, file.parent)
        except (TypeError, KgError) as error:
            faults.append(f"{place}: {_shown(section, key)}: {error}")
    if faults:
        raise KnowledgeError("\n".join(faults))
    return Settings(**found)  # type: ignore[arg-type]  # each reader gives what its field holds


def _entries(loaded: Mapping[str, object]) -> Iterator[tuple[str, str, object]]:
    sections = {section for section, _ in _KEYS}
    for section, table in loaded.items():
        if section in sections and isinstance(table, dict):
            yield from ((section, key, value) for key, value in table.items())
        else:
            yield section, "", table


def _shown(section: str, key: str) -> str:
    return f"[{section}] {key}" if key else section


def _known(section: str) -> str:
    known = [key for home, key in _KEYS if home == section]
    return "、".join(known or sorted({f"[{home}]" for home, _ in _KEYS}))


def _line(text: str, section: str, key: str) -> int:
    """The line of a key, 1 when it is written in a way that this does not see (`build.output = …`)."""
    home, wanted = "", re.compile(rf"\s*[\"']?{re.escape(key or section)}[\"']?\s*[=.]")
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[+\s*[\"']?([^]\"'.\s]+)", line):
            home = header[1]
            if home == section and not key:
                return number
        elif home == (section if key else "") and wanted.match(line):
            return number
    return 1


def _path(value: object, folder: Path) -> Path:
    if not isinstance(value, str) or not value or "\0" in value:
        raise TypeError('应是一条路径（expected a path），如 "output"')
    return folder / value


def _paths(value: object, folder: Path) -> tuple[Path, ...]:
    if not isinstance(value, list):
        raise TypeError('应是路径的列表（expected a list of paths），如 ["posts"]')
    return tuple(_path(one, folder) for one in value)


def _flag(value: object, folder: Path) -> bool:  # noqa: ARG001 (all readers are called alike)
    if not isinstance(value, bool):
        raise TypeError("应是 true 或 false（expected true or false）")
    return value


def _model(value: object, folder: Path) -> str:  # noqa: ARG001
    if not isinstance(value, str) or (value and value not in model_names()):
        known = "、".join(model_names())
        raise TypeError(f'应是模型名（expected a model），可用 known: {known}，或空 or ""')
    return value


def _base(value: object, folder: Path) -> str:  # noqa: ARG001
    if not isinstance(value, str):
        raise TypeError(f'应是一个地址（expected an IRI），如 "{DEFAULT_BASE}"')
    return Iris(value).base


def _vocabularies(value: object, folder: Path) -> tuple[str, ...]:  # noqa: ARG001
    if not isinstance(value, list) or not all(isinstance(one, str) and one in STANDARDS for one in value):
        raise TypeError(f"应是词汇的列表（expected a list of vocabularies），可用 known: {'、'.join(STANDARDS)}")
    return tuple(value)


_KEYS: Mapping[tuple[str, str], tuple[str, Callable[[object, Path], object]]] = {
    ("build", "paths"): ("paths", _paths),
    ("build", "output"): ("output", _path),
    ("build", "rules"): ("rules", _paths),
    ("build", "names"): ("names", _paths),
    ("build", "builtin"): ("builtin", _flag),
    ("build", "model"): ("model", _model),
    ("build", "ledger"): ("ledger", _path),
    ("query", "folder"): ("queries", _path),
    ("graph", "base"): ("base", _base),
    ("graph", "align"): ("align", _vocabularies),
}
