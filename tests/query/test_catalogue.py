"""Named queries are files that say what they ask."""

from pathlib import Path

import pytest

import kg.query
from kg.errors import QueryError
from kg.query import Parameter, known_queries, list_queries

GOOD = """# 问：谁运营某设施？
# Q: Who operates a facility?
# param: facility entity 设施名 / its name
# param: words text required
SELECT * WHERE { ?facility ?p ?words }
# param: late entity
"""


def test_the_header_is_read(tmp_path: Path) -> None:
    (tmp_path / "b.rq").write_text(GOOD, encoding="utf-8")
    (tmp_path / "a.rq").write_text(GOOD, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("不是查询", encoding="utf-8")
    first, second = list_queries(tmp_path)
    assert (first.name, second.name) == ("a", "b")
    assert first.question_zh == "谁运营某设施？"
    assert first.question_en == "Who operates a facility?"
    assert first.parameters == (
        Parameter("facility", "entity", required=False, description="设施名 / its name"),
        Parameter("words", "text", required=True),
    )
    assert first.text == GOOD
    assert not first.prepared


def test_a_query_may_ask_to_be_answered_beforehand(tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_text(
        GOOD.replace("# param: words text required", "# prepare: 数遍全图"), encoding="utf-8"
    )
    (query,) = list_queries(tmp_path)
    assert query.prepared


def test_queries_that_ship_are_known_everywhere_and_those_of_the_user_win(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shipped = {query.name: query.text for query in known_queries()}
    assert {"partners", "operators", "timeline"} <= shipped.keys()
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "partners.rq").write_text(GOOD, encoding="utf-8")
    (tmp_path / "queries" / "mine.rq").write_text(GOOD, encoding="utf-8")
    assert {query.name: query.text for query in known_queries()} == {**shipped, "partners": GOOD, "mine": GOOD}
    with pytest.raises(QueryError):
        known_queries(Path("elsewhere"))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("SELECT * WHERE { ?s ?p ?o }", "a.rq:1"),
        (GOOD.replace("# Q", "# A"), "a.rq:1"),
        (GOOD.replace("facility entity", "facility person"), "a.rq:3"),
        (GOOD.replace("words text", "facility text"), "a.rq:4"),
    ],
)
def test_a_faulty_file_is_named_with_its_line(tmp_path: Path, text: str, place: str) -> None:
    (tmp_path / "a.rq").write_text(text, encoding="utf-8")
    with pytest.raises(QueryError) as caught:
        list_queries(tmp_path)
    assert caught.value.place.endswith(place)


def test_a_folder_or_file_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="文件夹"):
        list_queries(tmp_path / "missing")
    (tmp_path / "a.rq").write_bytes(b"\xff\xfe")
    with pytest.raises(QueryError, match="无法读取"):
        list_queries(tmp_path)


def test_everything_exported_exists() -> None:
    assert all(hasattr(kg.query, name) for name in kg.query.__all__)
