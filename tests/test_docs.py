"""The documents say what the program does: every command and option, every make target, every example."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from kg.cli import app

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "CHANGELOG.md", "docs/usage.md", "docs/design.md", "docs/explorer.md", "docs/tutorial-rule.md")


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands(command=None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, object]]:
    """Every command that can be run, with its full name: `kg rules test`."""
    command = command or typer.main.get_command(app)
    inner = getattr(command, "commands", {})
    if not inner or (path and getattr(command, "invoke_without_command", False)):
        yield " ".join(("kg", *path)), command
    for name, sub in inner.items():
        yield from commands(sub, (*path, name))


def section(name: str) -> str:
    """What docs/usage.md says under the heading of one command."""
    match = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", page("docs/usage.md"), re.MULTILINE | re.DOTALL)
    assert match, f"docs/usage.md has no section {name}"
    return match[1]


@pytest.mark.parametrize(("name", "command"), list(commands()), ids=[name for name, _ in commands()])
def test_every_option_is_documented(name: str, command) -> None:
    text = section(name)
    for parameter in command.params:
        names = [parameter.metavar or parameter.name.upper()] if parameter.param_type_name == "argument" else []
        for spelled in [*names, *(option for option in parameter.opts if option.startswith("-"))]:
            assert f"`{spelled}`" in text, f"docs/usage.md, {name}: {spelled} is missing"


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_no_documented_option_is_made_up(name: str) -> None:
    command = dict(commands())[name]
    known = {option for parameter in command.params for option in parameter.opts}
    assert set(re.findall(r"`(--?[a-z][\w-]*)`", section(name))) <= known


@pytest.mark.parametrize("name", PAGES)
def test_commands_shown_exist(name: str) -> None:
    shown = [line for block in re.findall(r"```sh\n(.*?)```", page(name), re.DOTALL) for line in block.splitlines()]
    known = {full.removeprefix("kg ") for full, _ in commands()}
    for line in shown:
        words = line.split("#")[0].split()
        if words[:1] == ["kg"]:
            assert {" ".join(words[1:2]), " ".join(words[1:3])} & known, line
        if words[:1] == ["make"] and words[1:]:
            assert re.search(rf"^{words[1]}:", page("Makefile"), re.MULTILINE), line


def test_queries_shown_exist() -> None:
    for name in re.findall(r"kg query ([a-z][\w-]*)", page("README.md") + page("docs/usage.md")):
        assert (ROOT / "queries" / f"{name}.rq").is_file(), name


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    text = page(name)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("#"):
            assert f'id="{target[1:]}"' in text, target
        elif not target.startswith("https://"):
            assert ((ROOT / name).parent / target.partition("#")[0]).exists(), target


@pytest.mark.parametrize("name", ["README.md", "docs/usage.md"])
def test_python_examples_run(name: str, tmp_path: Path) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    (code,) = re.findall(r"```python\n(.*?)```", page(name), re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "output" / "graph.html").is_file()


def test_exit_codes_are_the_same_everywhere() -> None:
    from kg import cli

    for code in (0, 1, 2, 3, 4, 5, 130):
        assert re.search(rf"^\| {code} \|", page("README.md"), re.MULTILINE)
        assert re.search(rf"^\| {code} \|", page("docs/usage.md"), re.MULTILINE)
        assert re.search(rf"\b{code} ", cli.EXIT_CODES)


def test_every_pinned_dependency_is_in_the_table_of_libraries() -> None:
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)$", page("constraints.txt"), re.MULTILINE))
    rows = dict(re.findall(r"^\| ([\w.-]+) \| (\d[\w.]*) \|", page("docs/design.md"), re.MULTILINE))
    wanted = re.search(r"^dependencies = \[(.*?)\]", page("pyproject.toml"), re.MULTILINE | re.DOTALL)
    assert wanted
    names = re.findall(r'"([\w.-]+)', wanted[1])
    versions = {name.lower(): version for name, version in pinned.items()}
    assert {name.lower(): version for name, version in rows.items()} == {
        name.lower(): versions[name.lower()] for name in names
    }
