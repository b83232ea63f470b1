"""JSON lines: what each field may be, and that one broken line does not take the others with it."""

from __future__ import annotations

import json
from pathlib import Path

from kg.errors import ReadingError
from kg.model import Document
from kg.reading import read_post
from kg.reading.json_lines import MAX_LINE_BYTES

POST = {
    "id": "a-1",
    "title": "标题",
    "published": "2023-01-01",
    "publisher": "甲日报",
    "html": "<p>一。</p><p>二。</p>",
}


def _read(tmp_path: Path, *lines: bytes | str | dict[str, object]) -> list[Document | ReadingError]:
    path = tmp_path / "news.jsonl"
    encoded = (json.dumps(line) if isinstance(line, dict) else line for line in lines)
    path.write_bytes(b"\n".join(line.encode("utf-8") if isinstance(line, str) else line for line in encoded))
    return list(read_post(path))


def test_a_line_is_a_document(tmp_path: Path) -> None:
    (document,) = _read(tmp_path, {**POST, "url": "https://a.example/1", "tags": ["产业"], "author": "张三"})

    assert isinstance(document, Document)
    assert (document.id, document.title, document.text) == ("news:a-1", "标题", "标题\n一。\n二。")
    assert document.published is not None
    assert document.published.isoformat() == "2023-01-01T00:00:00"
    assert (document.publisher, document.author, document.url) == ("甲日报", "张三", "https://a.example/1")
    assert document.tags == ("产业",)


def test_broken_lines_are_named_and_the_others_go_on(tmp_path: Path) -> None:
    found = _read(
        tmp_path,
        POST,
        '{"title": "断',
        "",
        "[1]",
        {"title": "没有正文"},
        {"title": "标题", "text": 7},
        b'{"text": "' + "正文".encode("gb18030") + b'"}',
        "[" * 100_000,
        "1" * 10_000,
        b'{"text": "' + b"a" * MAX_LINE_BYTES + b'"}',
        {"text": "标题\n正文。"},
    )

    places = [item.place.rpartition(":")[2] for item in found if isinstance(item, ReadingError)]
    assert places == ["2", "4", "5", "6", "7", "8", "9", "10"]
    assert [item.id for item in found if isinstance(item, Document)] == ["news:a-1", "news:11"]
    assert all("\n" not in str(item) and item.remedy for item in found if isinstance(item, ReadingError))


def test_ids(tmp_path: Path) -> None:
    keys: list[object] = [7, "a b/c#d", "", None, True, ["x"], "\ud800甲", "x" * 500]

    found = _read(tmp_path, *({**POST, "id": key} for key in keys))

    ids = [item.id for item in found if isinstance(item, Document)]
    assert ids == [
        *("news:7", "news:a_b/c#d", "news:3", "news:4", "news:5", "news:6", "news:甲"),
        f"news:{'x' * 200}",
    ]


def test_plain_text_and_halves_of_surrogate_pairs(tmp_path: Path) -> None:
    (document,) = _read(
        tmp_path, '{"title": "标\\ud800题", "text": "　　一。\\r\\n\\n二\\u0000。", "published": 20230101}'
    )

    assert isinstance(document, Document)
    assert document.text == "标题\n一。\n二。"
    assert document.published is None
    document.text.encode("utf-8")


def test_a_byte_order_mark_and_an_empty_file(tmp_path: Path) -> None:
    (document,) = _read(tmp_path, b"\xef\xbb\xbf" + json.dumps(POST).encode("utf-8"))
    (problem,) = _read(tmp_path, "", " ", "")

    assert isinstance(document, Document)
    assert isinstance(problem, ReadingError)
    assert "空" in problem.message
