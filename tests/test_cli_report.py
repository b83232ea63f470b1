"""kg report: where it writes, and what its options do."""

from datetime import date, datetime
from pathlib import Path

import pytest

from kg.cli import main
from kg.export import write_rdf
from kg.graph import to_dataset
from kg.model import Document, Entity, Evidence, Fact, KnowledgeGraph, Period, Precision, Status

TEXT = "题\n甲中心7月投产。"
CENTRE = Entity("facility/甲中心", "Facility", "甲中心")
JULY = Period(date(2026, 7, 1), date(2026, 7, 31), Precision.MONTH, "7月")
GRAPH = KnowledgeGraph(
    (Document("d1", "题", TEXT, datetime(2026, 1, 2), paragraphs=((2, len(TEXT)),)),),
    (CENTRE,),
    (Fact(CENTRE, "launchDate", JULY, Status.EXPECTED, evidences=(Evidence("d1", 2, 9, TEXT[2:9], "某规则"),)),),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "graph.trig").write_bytes(write_rdf(to_dataset(GRAPH), "trig"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_report_is_written_beside_the_graph(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report"]) == 0
    assert capsys.readouterr().out.strip().endswith("output/report.html")
    text = (folder / "output" / "report.html").read_text(encoding="utf-8")
    assert "<mark>甲中心7月投产</mark>。" in text
    assert "上线时间" in text
    assert 'class="state due"' in text


def test_as_of_language_and_output(folder: Path) -> None:
    assert main(["report", "--as-of", "2026-08-01", "--language", "en", "--limit", "0", "-o", "there.html"]) == 0
    text = (folder / "there.html").read_text(encoding="utf-8")
    assert 'class="state overdue"' in text
    assert "时间线" not in text


@pytest.mark.parametrize("words", [["--as-of", "soon"], ["--limit", "-1"], ["--language", "fr"]])
def test_wrong_options(folder: Path, words: list[str]) -> None:
    assert main(["report", *words]) == 2


def test_no_graph(folder: Path) -> None:
    assert main(["report", "-g", "none.trig"]) == 3
