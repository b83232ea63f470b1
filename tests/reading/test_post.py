"""Every kind of file that cannot be read gives one clear line, and the ways in which a title is found."""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path

import pytest

from kg.errors import ReadingError
from kg.model import Document
from kg.reading import read_post
from kg.reading.markup import MAX_TAGS
from kg.reading.post import MAX_POST_BYTES


def _only(path: Path, content: bytes | str | None = None) -> Document | ReadingError:
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    (item,) = read_post(path)
    return item


def _problem(path: Path, content: bytes | str | None = None) -> ReadingError:
    item = _only(path, content)
    assert isinstance(item, ReadingError), item
    assert "\n" not in str(item)
    assert item.remedy
    return item


def _document(path: Path, content: bytes | str) -> Document:
    item = _only(path, content)
    assert isinstance(item, Document), str(item)
    return item


def test_a_missing_file_a_directory_and_another_kind(tmp_path: Path) -> None:
    assert "没有这个文件" in _problem(tmp_path / "no.md").message
    assert "没有这个文件" in _problem(Path("a\0b.md")).message
    assert "文件夹" in _problem(tmp_path).message
    assert "类型" in _problem(tmp_path / "a.pdf", b"%PDF").message


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")

    assert "不是普通文件" in _problem(tmp_path / "pipe.md").message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_file_that_may_not_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.touch(mode=0)

    assert "无法读取" in _problem(path).message


def test_not_utf8_names_the_offset_and_the_way_out(tmp_path: Path) -> None:
    problem = _problem(tmp_path / "a.md", b"title\n\n" + "正文".encode("gb18030"))

    assert "偏移 7" in problem.message
    assert "0xD5" in problem.message
    assert "iconv -f GB18030 -t UTF-8" in problem.remedy
    assert "UTF-16" in _problem(tmp_path / "b.txt", "标题\n正文".encode("utf-16")).remedy


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    document = _document(tmp_path / "a.md", b"\xef\xbb\xbf" + "---\ntitle: 标题\n---\n正文。".encode())

    assert document.text == "标题\n正文。"


@pytest.mark.parametrize(
    ("front_matter", "line"),
    [
        ("title: 标题\ntags: [甲\nurl: x", 4),
        ("title: 'x", 3),
        ("title: 甲\n\n\nx: 'a' b", 5),
        ("title: a\nb: \x01", 3),
        ("- a\n- b", 2),
        ("title: *x", 2),
        ("a: &a [*a]", 2),
        ("[" * 5000, 1),
        (f"x: {'a' * 70_000}", 1),
    ],
)
def test_broken_front_matter_names_the_line(tmp_path: Path, front_matter: str, line: int) -> None:
    problem = _problem(tmp_path / "a.md", f"---\n{front_matter}\n---\n正文。")

    assert problem.place == f"{tmp_path / 'a.md'}:{line}"


def test_front_matter_without_end(tmp_path: Path) -> None:
    problem = _problem(tmp_path / "a.md", "---\ntitle: 标题\n正文。")

    assert problem.place.endswith("a.md:1")
    assert "---" in problem.remedy


def test_front_matter_runs_nothing(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    yaml = f"---\ntitle: !!python/object/apply:os.system ['touch {trace}']\n---\n正文。"

    _only(tmp_path / "a.md", yaml)

    assert not trace.exists()


@pytest.mark.parametrize("content", ["", " \n\n\t", "\ufeff", "<p>&nbsp;</p>", "<script>x</script>", "<!-- 甲 -->"])
@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_nothing_to_read(tmp_path: Path, name: str, content: str) -> None:
    assert "没有标题" in _problem(tmp_path / name, content).message


@pytest.mark.parametrize("content", ["---\ntitle: 只有标题\n---\n", "# 只有标题\n", "---\ntitle: 标题\n---\n标题"])
def test_a_title_alone_is_an_empty_body(tmp_path: Path, content: str) -> None:
    assert "正文为空" in _problem(tmp_path / "a.md", content).message


@pytest.mark.parametrize("suffix", ["md", "html", "txt", "jsonl"])
def test_a_line_of_fifty_megabytes_is_refused_quickly(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    with path.open("wb") as file:
        for _ in range(50):
            file.write(b"a" * 1_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()

    problem = _problem(path)

    assert time.perf_counter() - start < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000, "kilobytes"
    assert str(MAX_POST_BYTES) in problem.message


def test_too_many_tags(tmp_path: Path) -> None:
    assert "标签" in _problem(tmp_path / "a.html", "<p>" * (MAX_TAGS + 1)).message


@pytest.mark.parametrize(
    "piece",
    ["<br>", "<p>", "<b>", "<a href=x><div>", "<article>甲", "<script></script>", "[a](", "**a", "　", "# ", "\\", "`"],
)
@pytest.mark.parametrize("suffix", ["md", "html", "txt"])
def test_no_text_takes_long(tmp_path: Path, suffix: str, piece: str) -> None:
    """A tenth of what is allowed takes well under a second; where time grew with the square it would take many."""
    start = time.perf_counter()

    _only(tmp_path / f"a.{suffix}", "标题\n\n" + piece * min(MAX_TAGS // 10, MAX_POST_BYTES // 10 // len(piece)))

    assert time.perf_counter() - start < 3


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("# 标题\n\n第一段。", "标题\n第一段。"),
        ("导语。\n\n# 标题\n\n第一段。", "标题\n导语。\n第一段。"),
        ("标题\n\n第一段。", "标题\n第一段。"),
        ("标题\n===\n\n第一段。", "标题\n第一段。"),
        ("---\ntitle: 标题\n---\n# 标题\n\n第一段。", "标题\n第一段。"),
        ("---\ntitle: 2022\n---\n正文。", "2022\n正文。"),
        ("---\ntitle: yes\n---\n正文。", "yes\n正文。"),
        ("---\ntitle: [甲, 乙]\n---\n正文。", "甲\n正文。"),
        ("---\ntitle:\n---\n标题\n\n正文。", "标题\n正文。"),
        ("---\ntitle: |\n  两行\n  标题\n---\n正文。", "两行 标题\n正文。"),
        ("只有一段。还有一句。", "只有一段\n只有一段。还有一句。"),
        ("甲" * 200 + "。\n\n第二段。", "甲" * 80 + "\n" + "甲" * 200 + "。\n第二段。"),
        ("---\r\ntitle: 标题\r\n---\r\n一。\r\n\r\n二。\r\n", "标题\n一。\n二。"),
    ],
)
def test_where_the_title_comes_from(tmp_path: Path, content: str, text: str) -> None:
    assert _document(tmp_path / "a.md", content).text == text


@pytest.mark.parametrize(
    ("front_matter", "url"),
    [
        ("url: https://a.example/1", "https://a.example/1"),
        ("link: https://a.example/1", "https://a.example/1"),
        ("source: https://a.example/1", "https://a.example/1"),
        ("url: javascript:alert(1)", ""),
        ("url: 'https://a.example/\"><script>'", ""),
        ("url: 'http://[::1'", ""),
    ],
)
def test_the_url(tmp_path: Path, front_matter: str, url: str) -> None:
    assert _document(tmp_path / "a.md", f"---\ntitle: 标题\n{front_matter}\n---\n正文。").url == url


def test_fields_of_the_front_matter_are_the_last_resort(tmp_path: Path) -> None:
    fields = "---\ntitle: 标题\nsource: 甲日报\nauthor: 李四\ntags: 乙日报新闻\n---\n"

    assert _document(tmp_path / "a.md", fields + "正文。").publisher == "甲日报"
    assert _document(tmp_path / "a.md", fields + "正文。").author == "李四"
    from_text = _document(tmp_path / "a.md", fields + "正文。（记者 张三）\n\n（来源：丙晚报）")
    assert (from_text.publisher, from_text.author) == ("丙晚报", "张三")


def test_the_date_of_the_file_name(tmp_path: Path) -> None:
    dated = _document(tmp_path / "2024-03-05-a.md", "标题\n\n正文。")
    stated = _document(tmp_path / "2024-03-05-b.md", "---\ntitle: 标题\ndate: 2024-03-04\n---\n正文。")

    assert dated.published is not None
    assert dated.published.isoformat() == "2024-03-05T00:00:00"
    assert stated.published is not None
    assert stated.published.day == 4


@pytest.mark.parametrize(
    ("name", "identity"),
    [("2022-05-16-甲.md", "2022-05-16-甲"), ("a b\u200bc.md", "a_bc"), ("...md", "post"), ("e\u0301.md", "é")],
)
def test_the_id(tmp_path: Path, name: str, identity: str) -> None:
    assert _document(tmp_path / name, "标题\n\n正文。").id == identity


def test_invisible_characters_are_no_text(tmp_path: Path) -> None:
    hostile = "标\u200b题\x00\n\n甲\u202e公\ufeff司&#8203;&#x202e;\u2028投&#0;资。\x1b[31m"

    document = _document(tmp_path / "a.md", hostile)

    assert document.title == "标题"
    assert all(character == "\n" or character.isprintable() or character == "\ufffd" for character in document.text)
    assert "甲公司投" in document.text


def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    document = _document(tmp_path / os.fsdecode(b"\xff\xfea.md"), "标题\n\n正文。")

    assert document.id == "a"
    str(_problem(tmp_path / os.fsdecode(b"\xff.md"))).encode("utf-8")
