"""Posts in, text and fields out; a pair is two files, so anybody can add one (posts/README.md says how)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.model import Document
from kg.reading import find_posts, read_post

HERE = Path(__file__).parent
POSTS = [path for path in find_posts([HERE / "posts"]) if isinstance(path, Path)]


def _read(path: Path) -> Document:
    (document,) = read_post(path)
    assert isinstance(document, Document), str(document)
    return document


@pytest.mark.parametrize("path", POSTS, ids=lambda path: path.name)
def test_text(path: Path) -> None:
    expected = (HERE / "expected" / f"{path.stem}.txt").read_text(encoding="utf-8").rstrip("\n")

    document = _read(path)

    assert document.text == expected
    assert [document.title, *(document.text[start:end] for start, end in document.paragraphs)] == expected.split("\n")


@pytest.mark.parametrize("path", POSTS, ids=lambda path: path.name)
def test_fields(path: Path) -> None:
    expected = json.loads((HERE / "expected" / f"{path.stem}.json").read_text(encoding="utf-8"))
    document = _read(path)
    published = document.published.isoformat() if document.published else None
    found = {
        **{name: getattr(document, name) for name in ("id", "publisher", "author", "url")},
        "published": published,
        "tags": list(document.tags),
    }

    assert {name: found[name] for name in expected} == expected


def test_every_post_is_checked() -> None:
    assert {path.stem for path in POSTS} == {path.stem for path in (HERE / "expected").glob("*.txt")}


def test_the_seed_post(seed: Path) -> None:
    document = _read(seed)
    paragraphs = [document.text[start:end] for start, end in document.paragraphs]

    assert document.id == seed.stem
    assert document.title == "布局人工智能 山东青岛点亮“算力灯塔”"
    assert document.published is not None
    assert document.published.isoformat() == "2022-05-16T09:06:32+08:00"
    assert (document.publisher, document.author) == ("青岛日报", "衣涛")
    assert document.url == "http://finews.zning.xyz/html_News/NewsShare.html?infoCode=NW202205162379678288"
    assert document.tags == ("青岛日报新闻",)
    assert len(paragraphs) == 28
    assert paragraphs[0] == "高标准建设人工智能创新应用先导区，青岛迈出坚实一步。"
    assert paragraphs[6] == "打造“1-4-3-2”模式"
    assert paragraphs[-2].endswith("前沿项目。(衣涛)(完)")
    assert paragraphs[-1] == "（文章来源：青岛日报）"


def test_the_annotated_posts(seed: Path, shared_gold: Path) -> None:
    """Character for character where the annotated text has neither navigation nor empty paragraphs."""
    for path, name in [(seed, "s01"), *((shared_gold / f"{name}.md", name) for name in ("d01", "d04"))]:
        assert _read(path).text == (shared_gold / f"{name}.txt").read_text(encoding="utf-8").rstrip("\n")
