"""docs/tutorial-rule.md, followed step by step: its files are written, its commands run, its outputs compared."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

from kg import cli, pipeline

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<about>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block: a file when it has a name, commands, or what they must have said."""

    kind: str
    about: str
    text: str


def blocks() -> Iterator[Block]:
    text = (ROOT / "docs" / "tutorial-rule.md").read_text(encoding="utf-8")
    assert text.count("```") == 2 * len(BLOCK.findall(text))
    for match in BLOCK.finditer(text):
        yield Block(match["kind"], match["about"] or "", match["text"])


def write(folder: Path, block: Block) -> None:
    path = folder / block.about
    assert path.is_relative_to(folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(block.text, encoding="utf-8")


def run(block: Block, capsys: pytest.CaptureFixture[str]) -> str:
    """Run the commands of a block and give all that they say; only the last may end as the block announces."""
    expected = int(block.about.removeprefix("exit=") or 0)
    said = ""
    lines = block.text.splitlines()
    for number, line in enumerate(lines, 1):
        program, *arguments = shlex.split(line)
        assert program == "kg"
        code = cli.main(arguments)
        captured = capsys.readouterr()
        said += captured.out + captured.err
        assert code == (expected if number == len(lines) else 0), (line, said)
    return said


def compare(said: str, lines: list[str]) -> None:
    """A table is the whole of what was said, so that an empty one is empty; else each line stands somewhere in it."""
    if lines[0].startswith("company,"):
        assert said.splitlines() == lines
    for line in lines:
        assert line in said, (line, said)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tutorial")


def test_every_step_does_what_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    # The dictionary takes half a second to load, for each of a dozen commands; there are two of it, by the names.
    monkeypatch.setattr(pipeline, "Segmenter", lru_cache(pipeline.Segmenter))
    said, compared = "", 0
    for block in blocks():
        if block.kind == "sh":
            said = run(block, capsys)
        elif block.about:
            write(folder, block)
        else:
            assert block.kind == "text"
            compare(said, block.text.splitlines())
            compared += 1
    assert compared == 9


def test_the_queries_that_ship_show_its_label(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The graph alone is enough: no rules are given here, and no settings are there."""
    monkeypatch.chdir(folder / "output")
    asked = ["--graph", "graph.trig", "--format", "csv"]
    entity = str(ROOT / "queries" / "entity.rq")
    assert cli.main(["query", entity, "-p", "entity=东方明远科技有限公司", *asked]) == 0
    assert "东方明远科技有限公司,→,位列,中国企业500强,已陈述" in capsys.readouterr().out
    text = "# param: p property\nSELECT ?name { ?a ?p ?b . ?a rdfs:label ?name }"
    for name in ("位列", "ranks among", "ranksAmong"):
        assert cli.main(["query", text, "-p", f"p={name}", *asked]) == 0
        assert capsys.readouterr().out.split() == ["name", "东方明远科技有限公司", "星海云科技有限公司"]


def test_every_format_takes_the_graph(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from kg.export import FORMATS

    monkeypatch.chdir(folder / "output")
    for name in FORMATS:
        assert cli.main(["export", "-f", name, "-g", "graph.trig", "-o", f"all/{name}.out"]) == 0, capsys.readouterr()
    assert (folder / "output" / "all" / "trig.out").read_bytes() == Path("graph.trig").read_bytes()
    assert cli.main(["view", "-g", "graph.trig", "-o", "again.html"]) == 0
    assert Path("again.html").read_bytes() == Path("graph.html").read_bytes()


def test_the_page_shows_the_labels(folder: Path) -> None:
    page = (folder / "page.html").read_text(encoding="utf-8")
    assert '"id":"ranksAmong","labels":["位列","ranks among"]' in page


def test_it_is_about_invented_names_only() -> None:
    text = "".join(block.text for block in blocks())
    assert set(re.findall(r"[\u4e00-\u9fff]{2,8}有限公司", text)) <= {
        "东方明远科技有限公司", "北辰智数投资有限公司", "星海云科技有限公司",
    }  # fmt: skip
