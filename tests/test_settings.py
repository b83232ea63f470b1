"""kg.toml: what it may say, what holds without it, and how every slip in it is reported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from kg.errors import KnowledgeError
from kg.settings import FILE_NAME, Settings, load_settings

WHOLE = """\
[build]
paths = ["posts", "/more"]
output = "out"
rules = ["my-rules", "one.yaml"]
names = ["my-names.tsv"]
builtin = false
ledger = "mine.yaml"

[query]
folder = "asked"

[graph]
base = "https://news.example/"
align = ["schema", "org"]
"""


@pytest.fixture
def load(tmp_path: Path) -> Callable[[str], Settings]:
    def load(text: str) -> Settings:
        (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
        return load_settings(tmp_path)

    return load


@pytest.fixture
def faults_of(load, tmp_path: Path) -> Callable[[str], list[str]]:
    def faults(text: str) -> list[str]:
        with pytest.raises(KnowledgeError) as caught:
            load(text)
        return str(caught.value).replace(f"{tmp_path}/", "").splitlines()

    return faults


def test_everything_that_it_may_say(load, tmp_path: Path) -> None:
    assert load(WHOLE) == Settings(
        paths=(tmp_path / "posts", Path("/more")),
        output=tmp_path / "out",
        rules=(tmp_path / "my-rules", tmp_path / "one.yaml"),
        names=(tmp_path / "my-names.tsv",),
        builtin=False,
        ledger=tmp_path / "mine.yaml",
        queries=tmp_path / "asked",
        base="https://news.example/",
        align=("schema", "org"),
    )


def test_what_holds_without_it(load, tmp_path: Path) -> None:
    assert load_settings(tmp_path) == load("") == load("[build]\n[query]\n[graph]\n") == Settings()
    assert Settings().paths == (Path("seeds"),)
    assert Settings().graph == Path("output/graph.trig")


def test_paths_in_the_working_directory_stay_short(load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(WHOLE)
    monkeypatch.chdir(tmp_path)
    assert load_settings(Path()).graph == Path("out/graph.trig")


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("[build]\n\npath = []\n", "kg.toml:3: ", "没有设置 [build] path（no such setting; 可用 known: paths、"),
        ("[query]\nfolder = 'a'\n[biuld]\npaths = []\n", "kg.toml:3: ", "没有设置 biuld"),
        ("output = 'a'\n", "kg.toml:1: ", "[build]、[graph]、[query]"),
        ("build = 3\n", "kg.toml:1: ", "build"),
        ("[[build]]\npaths = []\n", "kg.toml:1: ", "build"),
        ("[build]\npaths = 'posts'\n", "kg.toml:2: ", "列表"),
        ("[build]\npaths = [3]\n", "kg.toml:2: ", "路径"),
        ("[build]\noutput = ''\n", "kg.toml:2: ", "路径"),
        ("[build]\noutput = ['a']\n", "kg.toml:2: ", "路径"),
        ('[build]\nrules = ["a\\u0000"]\n', "kg.toml:2: ", "路径"),
        ("[build]\nbuiltin = 'no'\n", "kg.toml:2: ", "true 或 false"),
        ("[build]\nbuiltin = 0\n", "kg.toml:2: ", "true 或 false"),
        ("[query]\nfolder = true\n", "kg.toml:2: ", "路径"),
        ("[graph]\nbase = 'news.example'\n", "kg.toml:2: ", "斜杠"),
        ("[graph]\nbase = 3\n", "kg.toml:2: ", "地址"),
        ("[graph]\nalign = 'schema'\n", "kg.toml:2: ", "词汇的列表"),
        ("[graph]\nalign = ['shema']\n", "kg.toml:2: ", "schema、org、prov"),
        ("[graph]\nalign = [['schema']]\n", "kg.toml:2: ", "词汇的列表"),
        ("build.path = []\n", "kg.toml:1: ", "[build] path"),
        ("[build\n", "kg.toml:1: ", "TOML"),
        ("[build]\npaths = [\n'a\n", "kg.toml:3: ", "TOML"),
        ("[build]\npaths = []\npaths = []\n", "kg.toml:3: ", "TOML"),
    ],
)
def test_slips_are_reported_with_their_line(text: str, place: str, said: str, faults_of) -> None:
    (fault,) = faults_of(text)
    assert fault.startswith(place)
    assert said in fault


def test_all_slips_at_once(faults_of) -> None:
    faults = faults_of("[build]\noutput = 3\npath = 1\n[graph]\nbase = ''\n[more]\na = 1\n")
    assert [fault.partition(": ")[0] for fault in faults] == ["kg.toml:2", "kg.toml:3", "kg.toml:5", "kg.toml:6"]


def test_it_is_utf8_with_or_without_a_mark(load, tmp_path: Path) -> None:
    assert load("\ufeff[build]\noutput = '输出'\n").output == tmp_path / "输出"
    (tmp_path / FILE_NAME).write_bytes("[build]\noutput = '输出'\n".encode("gb18030"))
    with pytest.raises(KnowledgeError, match="UTF-8"):
        load_settings(tmp_path)


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(KnowledgeError, match=FILE_NAME):
        load_settings(tmp_path)


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({}, {"rules": ("r",), "names": ("n",), "builtin": False}),
        ({"rules": ["x", "y"]}, {"rules": ("x", "y"), "names": ("n",), "builtin": False}),
        ({"names": ["x"], "builtin": True}, {"rules": ("r",), "names": ("x",), "builtin": True}),
    ],
)
def test_options_win(given: dict[str, object], asked: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.settings.load_knowledge", lambda **options: options)
    assert Settings(rules=("r",), names=("n",), builtin=False).knowledge(**given) == asked


@given(st.text(alphabet="[]build=paths\"'\n ,{}.#truegraph甲\x00", max_size=60))
@trials(derandomize=True, max_examples=150, deadline=None)
def test_no_text_raises_anything_else(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / FILE_NAME).write_text(text, encoding="utf-8")
    try:
        assert isinstance(load_settings(folder), Settings)
    except KnowledgeError as error:
        assert str(error).startswith(str(folder / FILE_NAME))
