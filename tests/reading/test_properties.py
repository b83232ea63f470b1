"""What holds for any input at all: nothing raises, and the spans are the paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import ReadingError
from kg.model import Document
from kg.reading import SUFFIXES, read_post
from kg.reading.byline import author_in, publisher_in
from kg.reading.characters import one_line, paragraph
from kg.reading.front_matter import split_front_matter

MODEST = settings(
    derandomize=True, max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
PIECES = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<br>",
            "<h1>",
            "<a href='http://a.example'>",
            "</a>",
            "<b>",
            "<!--",
            "-->",
            "<script>",
            "<![CDATA[",
        ),
        *("<?xml ?>", "<td>", "<article>", "<title>", "<math>", "<svg>", "<template>", "<p hidden>", "</body>", "<x:y"),
        *(
            "---\n",
            "title: ",
            "tags: [",
            "# ",
            "- ",
            "> ",
            "**",
            "*",
            "_",
            "`",
            "[",
            "](",
            ")",
            "|",
            "<http://a.example>",
        ),
        *(
            "原文",
            "返回首页",
            "来源：",
            "（记者 ",
            "）",
            "(完)",
            "甲公司",
            "。",
            "\n",
            "\n\n",
            "　",
            "\xa0",
            "\u200b",
            "\ud7ff",
        ),
        *("&amp;", "&#xD800;", "&#30;", "&nbsp", "\x1e", "\x1d", "\x1c", "\x00", "\r", "{", '"', ",", "\ufeff"),
    ]
)
SOUP = st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=40).map("".join)


def _check(items: list[Document | ReadingError]) -> None:
    assert items
    for item in items:
        if isinstance(item, ReadingError):
            assert item.place
            assert item.remedy
            assert "\n" not in str(item)
            continue
        lines = [item.text[start:end] for start, end in item.paragraphs]
        assert "\n".join([item.title, *lines]) == item.text
        assert lines
        assert item.title
        assert all(line == line.strip() and line and len(line.splitlines()) == 1 for line in [item.title, *lines])
        item.text.encode("utf-8")


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
@MODEST
@given(content=st.one_of(SOUP.map(lambda text: text.encode("utf-8", "surrogatepass")), st.binary(max_size=200)))
def test_nothing_raises(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)

    _check(list(read_post(path)))


@MODEST
@given(
    paragraphs=st.lists(
        st.text("甲乙丙公司，、3亿 A", min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=6
    )
)
def test_markup_around_paragraphs_makes_no_difference(tmp_path: Path, paragraphs: list[str]) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: 题目\n---\n" + "".join(f"<p>{text}</p>" for text in paragraphs), encoding="utf-8")

    (document,) = read_post(path)

    assert isinstance(document, Document)
    assert document.text == "\n".join(["题目", *(text.strip() for text in paragraphs)])


@MODEST
@given(text=st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert paragraph(paragraph(text)) == paragraph(text)
    assert one_line(one_line(text)) == one_line(text)
    assert len(paragraph(text).splitlines()) <= 1


@MODEST
@given(lines=st.lists(SOUP, max_size=8))
def test_names_are_words_of_the_text(lines: list[str]) -> None:
    assert publisher_in(lines) in "".join(lines)
    assert author_in(lines) in "".join(lines)


@MODEST
@given(body=SOUP)
def test_front_matter_leaves_the_body_alone(body: str) -> None:
    fields, rest = split_front_matter(f"---\ntitle: 甲\n---\n{body}", "a.md")

    assert fields == {"title": "甲"}
    assert rest == f"\n{body}"
