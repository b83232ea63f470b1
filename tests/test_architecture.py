"""The shape of the code: who imports whom, who prints, what stands at module level, what no file may hold."""

from __future__ import annotations

import ast
import importlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "kg").rglob("*.py"))
NAMES = [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in MODULES]

# Each library stands behind the one room that uses it, so that it can be changed there alone.
ONLY_USERS = {
    "bs4": {"reading"},
    "frontmatter": {"reading"},
    "lxml": {"reading"},
    "jieba": {"language"},
    "jinja2": {"view"},
    "pyvis": {"view"},
    "pypinyin": {"view"},
    "networkx": {"export", "view"},
    "pydantic": {"builds", "knowledge"},
    "pyoxigraph": {"export", "store"},
    "starlette": {"serve"},
    "typer": {
        "cli",
        "cli_diff",
        "cli_endpoint",
        "cli_evaluate",
        "cli_load",
        "cli_merges",
        "cli_mine",
        "cli_query",
        "cli_report",
        "cli_rules",
        "cli_serve",
        "cli_validate",
        "cli_view",
        "console",
    },
    "pyshacl": {"validation"},
    "uvicorn": {"serve"},
    "rich": {"cli", "console"},
}

# What only the seed post knows: finding it there must come from rules, never from a list.
SEED_ONLY = (
    "杰正泽润", "青岛高科产业", "刘赞科", "邓泰华", "魏志强", "衣涛", "极视角", "达闼", "创新奇智", "海纳云",
    "智扬科技", "百企百景", "青岛国际创新园", "青岛人工智能",
)  # fmt: skip

# Written apart, so that this file does not hold them.
FORBIDDEN = tuple(
    "".join(parts)
    for parts in (
        ("TO", "DO"),
        ("FIX", "ME"),
        ("XX", "X"),
        ("py", "pi.org"),
        ("python", "hosted.org"),
        ("npm", "js."),
        ("--index", "-url"),
        ("--extra-index", "-url"),
        ("--find", "-links"),
        ("file:///", "opt"),
        ("/wo", "rk/"),
    )
)
TEXT_FILES = [
    path
    for pattern in ("*", ".ci/*", ".editorconfig", "docs/**/*", "kg/**/*", "queries/**/*", "tests/**/*")
    for path in sorted(ROOT.glob(pattern))
    if path.is_file() and "__pycache__" not in path.parts and path.suffix not in {".gz", ".png", ".pyc"}
]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def room(path: Path) -> str:
    return path.relative_to(ROOT / "kg").parts[0].removesuffix(".py")


def imported(module: ast.Module) -> Iterator[str]:
    """The top-level packages that a module imports when it runs; what is imported for types alone does not count."""
    for_types = {
        id(inner)
        for node in ast.walk(module)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(module):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def calls(module: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
            yield name, node


def test_imports_follow_the_data(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0, capsys.readouterr().out


@pytest.mark.parametrize("library", sorted(ONLY_USERS))
def test_a_library_stands_behind_its_room(library: str) -> None:
    users = {room(path) for path in MODULES if library in imported(tree(path))}
    assert users <= ONLY_USERS[library]


def test_only_the_command_line_prints() -> None:
    loud = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in MODULES
        if room(path) not in {"cli", "cli_diff", "cli_merges", "cli_query", "cli_rules", "console"}
        for name, call in calls(tree(path))
        if name in {"print", "input"} or ast.unparse(call.func).startswith(("sys.stdout.", "sys.stderr.", "sys.exit"))
    ]
    assert loud == []


@pytest.mark.parametrize("name", NAMES)
def test_every_module_says_what_it_offers(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__doc__
    assert isinstance(module.__all__, list)
    assert [missing for missing in module.__all__ if not hasattr(module, missing)] == []
    assert len(set(module.__all__)) == len(module.__all__)


def test_nothing_at_module_level_changes() -> None:
    """Tables at module level have a constant's name, and no line of their module writes to them."""
    changing = {"add", "append", "clear", "extend", "insert", "pop", "remove", "setdefault", "sort", "update"}
    made = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
    found = []
    for path in MODULES:
        module = tree(path)
        tables = {
            ast.unparse(target): node.lineno
            for node in module.body
            if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, made)
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        }
        written = {
            ast.unparse(node.value)
            for node in ast.walk(module)
            if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load)
        } | {
            ast.unparse(call.func.value)
            for name, call in calls(module)
            if name in changing and isinstance(call.func, ast.Attribute)
        }
        found += [
            f"{path.relative_to(ROOT)}:{line} {name}"
            for name, line in tables.items()
            if name != "__all__" and (name != name.upper() or name in written)
        ]
    assert found == []


def test_no_global_statement() -> None:
    found = [str(path) for path in MODULES for node in ast.walk(tree(path)) if isinstance(node, ast.Global)]
    assert found == []


def test_text_files_are_opened_with_their_encoding() -> None:
    careless = []
    for path in [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))]:
        for name, call in calls(tree(path)):
            text = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
            binary = any(isinstance(value, str) and "b" in value and len(value) <= 3 for value in text)
            # What waits for an answer opens an address, not a file.
            named = any(keyword.arg in {"encoding", "timeout"} for keyword in call.keywords) or "utf-8" in text
            if name in {"open", "read_text", "write_text", "fdopen", "NamedTemporaryFile"} and not (binary or named):
                careless.append(f"{path.relative_to(ROOT)}:{call.lineno} {ast.unparse(call)[:80]}")
    assert careless == []


@pytest.mark.parametrize("name", SEED_ONLY)
def test_no_list_or_rule_knows_what_only_the_seed_says(name: str) -> None:
    knowing = [str(path) for path in TEXT_FILES if path.is_relative_to(ROOT / "kg") and name in read(path)]
    assert knowing == []


@pytest.mark.parametrize("word", FORBIDDEN)
def test_no_file_holds(word: str) -> None:
    holding = [str(path.relative_to(ROOT)) for path in TEXT_FILES if word in read(path)]
    assert holding == []


def test_no_room_of_leftovers() -> None:
    assert [str(path) for path in MODULES if path.stem in {"utils", "helpers", "common", "misc"}] == []


def test_scripts_are_well_formed() -> None:
    assert subprocess.run(["bash", "-n", str(ROOT / ".ci" / "run")], capture_output=True, text=True).stderr == ""
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o100


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
