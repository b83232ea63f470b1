"""The named queries: SPARQL files whose first comment lines say what they ask and what can be filled in.

    # 问：谁运营某设施？
    # Q: Who operates a facility?
    # param: facility entity 设施名，不写则列出全部 / the facility, all when left out
    # prepare: 要数遍全图 / counts through the whole graph

A parameter has a name (that of its variable), a kind (`entity`, `property` or `text`), perhaps the word `required`,
and a description. `prepare` with a reason says that the query, asked without parameters, takes long on a large graph:
its answer is found when a copy on disk is made, and kept with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from kg.errors import QueryError

__all__ = ["NamedQuery", "Parameter", "ParameterKind", "known_queries", "list_queries", "read_parameters"]

ParameterKind = Literal["entity", "property", "text"]

# In the repository a link to the folder at its root, in an installed package the files themselves.
_BUILT_IN = Path(__file__).parent.parent / "queries"
_USUAL = Path("queries")

_PARAMETER = re.compile(r"(?P<name>\w+)\s+(?P<kind>entity|property|text)(?P<required>\s+required)?(\s+(?P<about>.+))?")
_HEADER = re.compile(r"#\s*(?P<key>问|Q|param|prepare)\s*[:：]\s*(?P<value>.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable that the user may fill in.

    Attributes:
        name: of the variable, without its question mark.
        kind: `entity` and `property` are given by name and looked up in the graph; `text` stands for itself.
        required: whether the query makes no sense without it.
        description: in Chinese and English.
    """

    name: str
    kind: ParameterKind
    required: bool = False
    description: str = ""


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query that ships with the program or that the user keeps in a folder.

    Attributes:
        name: the file's name without `.rq`.
        path: the file.
        question_zh: what it asks, in Chinese.
        question_en: what it asks, in English.
        parameters: in the order of the file.
        text: the whole file.
        prepared: whether it is answered when a copy on disk is made.
    """

    name: str
    path: Path
    question_zh: str
    question_en: str
    parameters: tuple[Parameter, ...]
    text: str
    prepared: bool = False


def known_queries(folder: Path = _USUAL) -> tuple[NamedQuery, ...]:
    """The queries that ship with the program and those of a folder, by file name; of two with one name, the folder's.

    Args:
        folder: of the user. Only the usual one, `queries` where the program is run, may be missing.

    Raises:
        QueryError: the folder or a file cannot be read, or a file lacks its question or has a malformed parameter.
    """
    own = () if folder == _USUAL and not folder.exists() else list_queries(folder)
    found = {query.name: query for query in (*list_queries(_BUILT_IN), *own)}
    return tuple(sorted(found.values(), key=lambda query: query.path.name))


def list_queries(folder: Path) -> tuple[NamedQuery, ...]:
    """Read all queries of a folder, sorted by name.

    Raises:
        QueryError: the folder or a file cannot be read, or a file lacks its question or has a malformed parameter.
    """
    if not folder.is_dir():
        raise QueryError("没有这个查询文件夹", place=str(folder), remedy="指明放 *.rq 的文件夹")
    return tuple(_read(path) for path in sorted(folder.glob("*.rq")))


def read_parameters(text: str, place: str = "") -> tuple[Parameter, ...]:
    """Read the parameters that a query declares in its first comment lines.

    Raises:
        QueryError: a parameter is malformed or declared twice.
    """
    found: dict[str, Parameter] = {}
    for line, key, value in _header(text):
        if key != "param":
            continue
        match = _PARAMETER.fullmatch(value)
        if not match or match["name"] in found:
            where = f"{place}:{line}" if place else f"第 {line} 行"
            raise QueryError(f"参数声明有误：{value!r}", place=where, remedy="写作 # param: 变量名 entity 说明")
        kind = cast(ParameterKind, match["kind"])
        found[match["name"]] = Parameter(match["name"], kind, bool(match["required"]), match["about"] or "")
    return tuple(found.values())


def _read(path: Path) -> NamedQuery:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"无法读取查询：{error}", place=str(path)) from error
    said = {key: value for _, key, value in _header(text)}
    if not said.get("问") or not said.get("Q"):
        raise QueryError("缺少问题", place=f"{path}:1", remedy="头两行写作 # 问：… 和 # Q: …")
    parameters = read_parameters(text, str(path))
    return NamedQuery(path.stem, path, said["问"], said["Q"], parameters, text, prepared="prepare" in said)


def _header(text: str) -> Iterator[tuple[int, str, str]]:
    """Give line, key and value of the comment lines before the query itself."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            return
        if match := _HEADER.match(line):
            yield number, match["key"], match["value"].strip()
