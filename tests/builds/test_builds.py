"""A build that reads only what has changed gives, byte for byte, what a clean build gives; also after it was killed."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import pipeline
from kg.graph import read_trig
from tests.builds.conftest import build, outputs, write

SENTENCES = (
    "甲科技有限公司与乙大学签署合作协议，总投资约3.9亿元。",
    "北辰智数投资有限公司（以下简称“北辰智数”）投资东方明远科技有限公司。",
    "北辰智数计划收购东方明远科技有限公司。",
    "济南人工智能计算中心由东方明远科技有限公司运营。",
    "东方明远科技有限公司总经理王建国表示，明年将建成数据中心。",
    "东方明远科技有限公司不再运营济南人工智能计算中心。",
)
EDITS = st.lists(
    st.tuples(st.sampled_from("abcd"), st.one_of(st.none(), st.sampled_from(SENTENCES))), min_size=1, max_size=5
)


@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_any_edits_give_what_a_clean_build_gives(edits: list[tuple[str, str | None]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        posts, lasting, clean = Path(folder, "posts"), Path(folder, "lasting"), Path(folder, "clean")
        write(posts, "e", SENTENCES[0])
        for name, sentence in edits:
            if sentence is None:
                (posts / f"{name}.md").unlink(missing_ok=True)
            else:
                write(posts, name, sentence)
            assert build(posts, lasting) == 0
        assert build(posts, clean) == 0
        assert outputs(lasting) == outputs(clean)


def test_only_what_has_changed_is_read(
    tmp_path: Path, extractor: pipeline.Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    extract = pipeline.extract

    def counted(document: pipeline.Document, extractor: pipeline.Extractor) -> pipeline.Extraction:
        read.append(document.id)
        return extract(document, extractor)

    monkeypatch.setattr(pipeline, "extract", counted)
    posts, output = tmp_path / "posts", tmp_path / "out"
    for name, sentence in zip("abc", SENTENCES, strict=False):
        write(posts, name, sentence)
    build(posts, output)
    assert sorted(read) == ["a", "b", "c"]
    read.clear()
    write(posts, "b", SENTENCES[5])
    (posts / "c.md").unlink()
    build(posts, output)
    assert read == ["b"]
    read.clear()
    build(posts, output, "--fresh")
    assert sorted(read) == ["a", "b"]


def test_what_a_removed_post_alone_supports_goes_and_the_rest_stays(tmp_path: Path) -> None:
    posts, output = tmp_path / "posts", tmp_path / "out"
    write(posts, "a", SENTENCES[3])
    write(posts, "b", SENTENCES[3] + SENTENCES[0])
    build(posts, output)
    (posts / "b.md").unlink()
    build(posts, output)
    graph = (output / "graph.ttl").read_text(encoding="utf-8")
    assert "济南人工智能计算中心" in graph
    assert "乙大学" not in graph


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a build is killed in a child process")
def test_a_build_killed_at_any_moment_loses_nothing(tmp_path: Path) -> None:
    posts, output, clean = tmp_path / "posts", tmp_path / "out", tmp_path / "clean"
    for number in range(40):
        write(posts, f"p{number}", SENTENCES[number % len(SENTENCES)])
    started = time.monotonic()
    assert build(posts, clean) == 0
    whole = time.monotonic() - started
    for step in range(12):
        # Some begin with nothing, some with what the killed one before has left.
        if step % 4 == 0:
            shutil.rmtree(output, ignore_errors=True)
        before = outputs(output) if output.exists() else {}
        _killed_after(whole * (step + 0.5) / 12, posts, output)
        _is_readable(output, before)
    assert build(posts, output) == 0
    assert outputs(output) == outputs(clean)


def _killed_after(seconds: float, posts: Path, output: Path) -> None:
    child = os.fork()
    if child == 0:
        os._exit(build(posts, output))
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _is_readable(output: Path, before: dict[str, bytes]) -> None:
    """Every file of before is there, whole."""
    after = outputs(output) if output.exists() else {}
    assert before.keys() <= set(after)
    if "graph.trig" in after:
        assert len(read_trig(output / "graph.trig"))
