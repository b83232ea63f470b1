"""Words: they rejoin to the text, names stay whole, and loading leaves no trace."""

from __future__ import annotations

import logging
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.knowledge.names import NameEntry
from kg.language import Segmenter


def words(segmenter: Segmenter, text: str) -> list[str]:
    return [text[token.start : token.end] for token in segmenter.tokens(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“1-4-3-2”模式", ["“", "1-4-3-2", "”", "模式"]),
        ("T-Mobile公司", ["T-Mobile", "公司"]),
        ("100P 算力", ["100P", " ", "算力"]),
        ("5G+AI的", ["5G", "+", "AI", "的"]),
        ("某某市人工智能计算中心运营", ["某某市人工智能计算中心", "运营"]),
        ("TCL科技中标", ["TCL科技", "中标"]),
        ("", []),
    ],
)
def test_cuts_words(text: str, expected: list[str], segmenter: Segmenter) -> None:
    assert words(segmenter, text) == expected


def test_tags_names_by_their_type(segmenter: Segmenter) -> None:
    text = "甲乙丙运营某某市人工智能计算中心1-4-3-2"
    assert [token.pos for token in segmenter.tokens(text, 0, len(text))] == ["nt", "vn", "ns", "eng"]


def test_offsets_index_the_whole_text(segmenter: Segmenter) -> None:
    text = "标题\n甲乙丙中标"
    (first, *_) = segmenter.tokens(text, 3, len(text))
    assert text[first.start : first.end] == "甲乙丙"


@settings(derandomize=True, max_examples=200, deadline=None)
@given(
    text=st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("青岛人工智能5G+AI-. \r\n\t　“”")))
)
def test_words_rejoin_to_any_text(text: str, segmenter: Segmenter) -> None:
    assert "".join(words(segmenter, text)) == text


@settings(derandomize=True, max_examples=100, deadline=None)
@given(before=st.text(max_size=5), text=st.text(min_size=1, max_size=30), after=st.text(max_size=5))
def test_tokens_cover_their_stretch(before: str, text: str, after: str, segmenter: Segmenter) -> None:
    start, end = len(before), len(before) + len(text)
    reached = start
    for token in segmenter.tokens(before + text + after, start, end):
        assert token.start == reached < token.end
        reached = token.end
    assert reached == end


def test_can_be_sent_to_another_process(segmenter: Segmenter) -> None:
    copy = pickle.loads(pickle.dumps(segmenter))  # noqa: S301 made on the line itself
    text = "甲乙丙运营某某市人工智能计算中心"
    assert copy.tokens(text, 0, len(text)) == segmenter.tokens(text, 0, len(text))


LOAD = "from kg.language import Segmenter; print(len(Segmenter().tokens('青岛人工智能', 0, 6)))"


@pytest.mark.parametrize("folder", ["cache", "not-a-folder"])
def test_loads_in_silence_wherever_the_cache_is(folder: str, tmp_path: Path) -> None:
    (tmp_path / "not-a-folder").write_text("", encoding="utf-8")
    cache = tmp_path / folder
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", LOAD],
        capture_output=True,
        text=True,
        env={"XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(Path(__file__).parents[3]), "TMPDIR": str(tmp_path)},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "2\n", "")
    assert (cache / "kg-chinese-news").is_dir() is (folder == "cache")
    assert not list(tmp_path.glob("jieba*"))


@pytest.mark.parametrize("disabled", [False, True])
def test_leaves_jiebas_logger_as_it_was(monkeypatch: pytest.MonkeyPatch, disabled: bool) -> None:
    monkeypatch.setattr(logging.getLogger("jieba"), "disabled", disabled)
    Segmenter()
    assert logging.getLogger("jieba").disabled is disabled


def test_a_name_never_cuts_a_common_word_where_its_rest_is_a_word_too() -> None:
    cutting = Segmenter([NameEntry("国石油", "Company", ""), NameEntry("国云帆", "Company", "")])
    assert words(cutting, "我国石油产量") == ["我国", "石油", "产量"]
    assert words(cutting, "由国石油供应") == ["由", "国石油", "供应"]
    assert "国云帆" in words(cutting, "我国云帆出海")  # whose rest no dictionary has
