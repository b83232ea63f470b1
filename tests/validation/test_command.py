"""kg validate: what it says, in which form, and how it ends."""

import json
from pathlib import Path

import pytest

from kg.cli import main
from kg.export import write_rdf
from kg.graph import to_dataset
from kg.model import KnowledgeGraph

from .samples import CENTRE, SOUND, fact, with_facts, yuan


def written(folder: Path, graph: KnowledgeGraph) -> str:
    path = folder / "graph.trig"
    path.write_bytes(write_rdf(to_dataset(graph), "trig"))
    return str(path)


def test_a_sound_graph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", written(tmp_path, SOUND)]) == 0
    assert capsys.readouterr().out == "没有发现问题\n"


def test_warnings_fail_only_when_strict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, with_facts(fact(CENTRE, "investmentAmount", yuan("500000000"))))
    assert main(["validate", path, "--quick", "--language", "en"]) == 0
    assert "investment amount 500000000 CNY" in capsys.readouterr().out
    assert main(["validate", path, "--quick", "--strict"]) == 1


def spoilt(folder: Path, right: str, wrong: str) -> str:
    path = Path(written(folder, SOUND))
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    return str(path)


def test_a_broken_graph_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = spoilt(tmp_path, "kgo:confidence 0.9", "kgo:confidence 7.0")
    assert main(["validate", path, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert {finding["kind"] for finding in told["findings"]} == {"record", "shape"}


def test_a_graph_that_cannot_be_read_back_is_still_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = spoilt(tmp_path, "kgo:status kgo:Expected", "kgo:was kgo:Expected")
    assert main(["validate", path, "--language", "en"]) == 1
    assert "a statement has one of the five statuses" in capsys.readouterr().out


def test_no_graph(tmp_path: Path) -> None:
    assert main(["validate", str(tmp_path / "none.trig")]) == 3
