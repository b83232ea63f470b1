import os
import subprocess
import sys
from pathlib import Path

import pytest

import kg.export
from kg.errors import OutputError
from kg.export import FORMATS, export, write_rdf

from .samples import SAMPLE, sample_dataset

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written(name: str, tmp_path: Path):
    paths = export(SAMPLE, sample_dataset(), name, tmp_path / f"图{FORMATS[name].extensions[0]}")
    assert len(paths) == len(FORMATS[name].extensions)
    assert sorted(tmp_path.iterdir()) == sorted(paths)
    for path in paths:
        assert "甲公司" in path.read_text(encoding="utf-8")


def test_rdf_is_written_as_it_is(tmp_path: Path):
    (path,) = export(SAMPLE, sample_dataset(), "nq", tmp_path / "x.anything")
    assert path.read_bytes() == write_rdf(sample_dataset(), "nq")


@pytest.mark.parametrize("target", ["out.csv", "out", "out.nodes.csv"])
def test_tables_stand_beside_the_target(target: str, tmp_path: Path):
    paths = export(SAMPLE, sample_dataset(), "csv", tmp_path / target)
    assert paths == (tmp_path / "out.nodes.csv", tmp_path / "out.edges.csv")


def test_formats_are_described_in_both_languages():
    for found in FORMATS.values():
        assert found.zh
        assert found.en
        assert all(extension.startswith(".") for extension in found.extensions)


def test_unknown_format_names_the_known(tmp_path: Path):
    with pytest.raises(OutputError, match="graphml"):
        export(SAMPLE, sample_dataset(), "docx", tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def test_failure_names_the_file(tmp_path: Path):
    (tmp_path / "out.edges.csv").mkdir()
    with pytest.raises(OutputError) as caught:
        export(SAMPLE, sample_dataset(), "csv", tmp_path / "out.csv")
    assert caught.value.place == str(tmp_path / "out.edges.csv")
    assert not (tmp_path / "out.nodes.csv").exists()


DIGEST = """
import hashlib, sys, tempfile
from pathlib import Path
sys.path.insert(0, "tests")
from export.samples import SAMPLE, hostile_graph, sample_dataset
from kg.export import FORMATS, export
folder = Path(tempfile.mkdtemp())
for name in FORMATS:
    for graph in (SAMPLE, hostile_graph()):
        for path in export(graph, sample_dataset(hostile=True), name, folder / "g"):
            print(name, hashlib.sha256(path.read_bytes()).hexdigest())
"""


def test_bytes_are_the_same_in_every_process():
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", DIGEST],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in ("0", "1", "4242")
    ]
    printed = {run.communicate()[0] for run in runs}
    assert len(printed) == 1
    assert len(printed.pop().splitlines()) == 2 * sum(len(one.extensions) for one in FORMATS.values())


def test_all_is_complete():
    assert sorted(kg.export.__all__) == kg.export.__all__
    assert all(hasattr(kg.export, name) for name in kg.export.__all__)
