"""The command that tells what has changed between two builds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import cli
from tests.builds.conftest import build, loaded_once, write

__all__ = ["loaded_once"]

PLANNED = "北辰智数投资有限公司拟收购东方明远科技有限公司。"
DONE = "北辰智数投资有限公司已收购东方明远科技有限公司。"
RUNS = "济南人工智能计算中心由东方明远科技有限公司运营。"


@pytest.fixture
def builds(tmp_path: Path) -> tuple[Path, Path]:
    posts, old, new = (tmp_path / name for name in ("posts", "old", "new"))
    write(posts, "a", PLANNED + RUNS)
    build(posts, old)
    write(posts, "a", PLANNED)
    write(posts, "b", DONE)
    build(posts, new)
    return old, new


def test_text_tells_each_change_with_its_cause_and_sentence(run, builds: tuple[Path, Path]) -> None:
    code, out, err = run("diff", *builds)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    at = lines.index("~ 北辰智数投资有限公司 收购 东方明远科技有限公司（计划中 → 已陈述 + 计划中）")
    assert lines[at + 1] == "    新文章 new post b"
    assert "已收购" in lines[at + 2]
    at = next(n for n, line in enumerate(lines) if line.startswith("- 济南人工智能计算中心 运营方"))
    assert lines[at + 1] == "    文章改了 post changed a"
    assert lines[-1].endswith("~ 1")


def test_json(run, builds: tuple[Path, Path]) -> None:
    told = json.loads(run("diff", *builds, "--format", "json")[1])
    assert told[0]["before"] == ["Planned"]
    assert told[0]["after"] == ["Asserted", "Planned"]
    assert told[0]["evidence"][0]["document"] == "b"
    assert {one["change"] for one in told} == {"added", "lost", "status"}


def test_patch(builds: tuple[Path, Path], capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.main(["diff", *map(str, builds), "-f", "patch"]) == 0
    assert capsysbinary.readouterr().out.startswith(b"TX .\nD ")


def test_the_same_build_twice(run, builds: tuple[Path, Path]) -> None:
    assert run("diff", builds[0], builds[0]) == (0, "+ 0 · - 0 · ~ 0\n", "")


def test_what_no_build_wrote(run, builds: tuple[Path, Path], tmp_path: Path) -> None:
    assert run("diff", builds[0], "nowhere")[0] == 3
    (tmp_path / "empty").mkdir()
    code, _, err = run("diff", builds[0], tmp_path / "empty")
    assert code == 3
    assert "no graph here" in err
    (builds[1] / "build.json").write_text("[]", encoding="utf-8")
    assert "unreadable manifest" in run("diff", *builds)[2]
    (builds[1] / "build.json").unlink()
    out = run("diff", *builds)[1]
    assert "new post" not in out
    assert "~ 北辰智数投资有限公司" in out
