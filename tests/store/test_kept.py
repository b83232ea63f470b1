"""What takes long to count is counted once for a copy on disk, and anew when the graph changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from rdflib import XSD, BNode, Literal, URIRef

from kg.store import Answer, DiskStore, Store, open_copy
from kg.store.kept import KeptAnswers

TRIG = "@prefix kge: <https://kg.example/entity/> .\nkge:文 { kge:甲 kge:是 kge:乙 . kge:甲 kge:是 kge:丙 }\n"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
ANSWERS = {
    "terms": Answer(
        ("a", "b"),
        (
            (URIRef("https://kg.example/entity/甲"), None),
            (Literal("“甲”\n", lang="zh"), Literal("1.50", datatype=XSD.decimal, normalize=False)),
            (Literal("甲"), BNode("b1")),
        ),
    ),
    "nothing": Answer(("a",), ()),
    "yes": Answer(truth=True),
    "no": Answer(truth=False),
}


def write(path: Path, text: str, when: int) -> Path:
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(when, when))
    return path


def count(store: Store) -> None:
    store.query(COUNT)


def counted(store: Store) -> str:
    ((number,),) = store.query(COUNT).rows
    return str(number)


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_an_answer_comes_back_as_it_was(tmp_path: Path, answer: Answer) -> None:
    KeptAnswers(tmp_path / "answers", "graph", recording=True).keep(COUNT, answer)
    assert KeptAnswers(tmp_path / "answers", "graph").find(COUNT) == answer


def test_answers_about_another_graph_or_to_another_query_are_not_found(tmp_path: Path) -> None:
    kept = KeptAnswers(tmp_path / "answers", "graph", recording=True)
    kept.keep(COUNT, ANSWERS["yes"])
    assert kept.find(COUNT + " ") is None
    assert KeptAnswers(tmp_path / "answers", "another").find(COUNT) is None


def test_what_is_asked_while_a_copy_is_made_is_not_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "graph.trig", TRIG, 1)
    open_copy(path, count).close()
    with open_copy(path, lambda _: pytest.fail("made twice")) as store, monkeypatch.context() as patched:
        patched.setattr(DiskStore, "_ask", lambda *_: pytest.fail("asked again"))
        assert counted(store) == "2"
    # Another query is asked as ever, and reading writes nothing.
    with open_copy(path) as store:
        assert store.query("SELECT ?o WHERE { ?s ?p ?o }").rows
    assert len(list((tmp_path / "graph.store" / "answers").iterdir())) == 1


def test_a_changed_graph_has_answers_of_its_own(tmp_path: Path) -> None:
    path = write(tmp_path / "graph.trig", TRIG, 1)
    before = open_copy(path, count)
    write(path, TRIG.replace("kge:丙", "kge:丁 , kge:戊"), 2)
    with open_copy(path, count) as store:
        assert counted(store) == "3"
    # Who opened the copy that was there before still sees that one.
    assert counted(before) == "2"
    write(path, TRIG.replace("kge:丙", "kge:丁 , kge:戊 , kge:己"), 3)
    with open_copy(path) as store:
        assert counted(store) == "4"


def test_a_damaged_answer_is_asked_anew(tmp_path: Path) -> None:
    path = write(tmp_path / "graph.trig", TRIG, 1)
    open_copy(path, count).close()
    (file,) = (tmp_path / "graph.store" / "answers").iterdir()
    for damaged in (b"", b"\xff", file.read_bytes()[:-5]):
        file.write_bytes(damaged)
        with open_copy(path) as store:
            assert counted(store) == "2"


def test_a_store_that_can_change_keeps_no_answers(tmp_path: Path) -> None:
    kept = KeptAnswers(tmp_path / "answers", "graph", recording=True)
    with DiskStore(tmp_path / "data", kept=kept) as store:
        count(store)
        store.update("INSERT DATA { <https://a.example/> <https://a.example/> 1 }")
        assert counted(store) == "1"
    assert not (tmp_path / "answers").exists()
