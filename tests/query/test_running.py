"""A query asks and does nothing else, and what the user fills in cannot become part of it."""

import socket
import urllib.request
from pathlib import Path

import pytest
from rdflib import Dataset

from kg.errors import QueryError
from kg.graph import to_dataset
from kg.model import Entity, KnowledgeGraph
from kg.query import answer_prepared, known_queries, list_queries, run_query
from kg.store import DiskStore, open_copy

NAMES = """# param: thing entity
SELECT ?name WHERE { ?thing rdfs:label ?name ; a ?class . FILTER (STRSTARTS(STR(?class), STR(kgo:))) } ORDER BY ?name
"""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        pytest.fail("the query reached for the network")

    monkeypatch.setattr(urllib.request, "urlopen", refuse)
    monkeypatch.setattr(socket, "socket", refuse)


def test_a_parameter_is_found_by_name_and_by_alias(dataset: Dataset) -> None:
    assert run_query(dataset, NAMES, {"thing": "甲公司"}).rows == (("甲公司",),)
    assert run_query(dataset, NAMES, {"thing": "甲"}).rows == (("甲公司",),)


def test_a_variable_that_is_not_declared_takes_an_entity(dataset: Dataset) -> None:
    text = "SELECT ?name WHERE { ?organisation rdfs:label ?name }"
    assert run_query(dataset, text, {"organisation": "乙"}).rows == (("乙公司",),)


def test_a_name_that_two_things_share_is_asked_for_both() -> None:
    twins = (Entity("张三（甲公司）", "Person", "张三"), Entity("张三（乙公司）", "Person", "张三"))
    dataset = to_dataset(KnowledgeGraph(entities=twins))
    text = "SELECT ?person ?class WHERE { ?person a ?class }"
    assert len(run_query(dataset, text, {"person": "张三"}).rows) == 2


@pytest.mark.parametrize(
    "value",
    [
        '甲公司" . ?s ?p ?o } #',
        "甲公司> } ; DROP ALL ; #",
        "?x",
        "kge:甲公司",
        "",
        "甲公司\n} INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    ],
)
def test_a_parameter_never_becomes_query_text(dataset: Dataset, value: str) -> None:
    before = len(set(dataset.quads((None, None, None, None))))
    with pytest.raises(QueryError, match="没有名为"):
        run_query(dataset, NAMES, {"thing": value})
    assert len(set(dataset.quads((None, None, None, None)))) == before


def test_a_text_parameter_stands_for_itself(dataset: Dataset) -> None:
    text = "# param: words text\nSELECT ?words ?n WHERE { BIND (STRLEN(?words) AS ?n) }"
    hostile = '" } DROP ALL #'
    assert run_query(dataset, text, {"words": hostile}).rows == ((hostile, "14"),)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "CLEAR DEFAULT",
        "LOAD <http://news.example/evil.ttl>",
        "SELECT * WHERE { ?s ?p ?o } ; DROP ALL",
        "SELECT * WHERE { SERVICE <http://news.example/sparql> { ?s ?p ?o } }",
        "SELECT * WHERE { OPTIONAL { { SERVICE SILENT <http://news.example/sparql> { ?s ?p ?o } } } }",
        "ASK { FILTER EXISTS { SERVICE <http://news.example/sparql> { ?s ?p ?o } } }",
        "SELECT * WHERE { { SELECT * WHERE { SERVICE <http://news.example/sparql> { ?s ?p ?o } } } }",
        "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE ?where { ?s ?p ?o } }",
        "SELECT * FROM <http://news.example/evil.ttl> WHERE { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/passwd> WHERE { GRAPH ?g { ?s ?p ?o } }",
        "ASK FROM <http://news.example/evil.ttl> { ?s ?p ?o }",
    ],
)
def test_what_changes_or_fetches_is_refused(dataset: Dataset, text: str) -> None:
    before = len(set(dataset.quads((None, None, None, None))))
    with pytest.raises(QueryError):
        run_query(dataset, text)
    assert len(set(dataset.quads((None, None, None, None)))) == before


def test_an_update_is_called_one(dataset: Dataset) -> None:
    with pytest.raises(QueryError, match="只能查询"):
        run_query(dataset, "DROP ALL")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("SELECT ?s\nWHERE {\n  ?s ?p\n}", "查询第 3 行"),
        ("SELECT ?s WHERE {\n  ?s nope:x ?o\n}", "查询第 2 行"),
        ("", "查询"),
        ("SELECT ?s WHERE { " + "{" * 5000 + "}" * 5000 + " }", "查询"),
    ],
)
def test_what_is_not_a_query_is_reported_with_its_line(dataset: Dataset, text: str, place: str) -> None:
    with pytest.raises(QueryError) as caught:
        run_query(dataset, text)
    assert caught.value.place.startswith(place)


def test_an_unknown_name_is_answered_with_the_nearest(dataset: Dataset) -> None:
    with pytest.raises(QueryError, match="乙公司研发基地"):
        run_query(dataset, NAMES, {"thing": "乙公司研发基"})


def test_parameters_are_checked(dataset: Dataset) -> None:
    with pytest.raises(QueryError, match=r"没有参数 'other'.*thing"):
        run_query(dataset, NAMES, {"other": "甲公司"})
    with pytest.raises(QueryError, match="缺少参数：thing"):
        run_query(dataset, NAMES.replace("entity", "entity required"))
    with pytest.raises(QueryError, match=r"第 1 行.*参数声明有误"):
        run_query(dataset, NAMES.replace("entity", "person"))


def test_the_other_forms_are_answered_too(dataset: Dataset) -> None:
    assert run_query(dataset, "ASK { ?s kgo:operatedBy ?o }").rows == (("true",),)
    assert run_query(dataset, "ASK { ?s kgo:acquires ?o }").rows == (("false",),)
    made = run_query(dataset, "CONSTRUCT { ?o kgo:operates ?s } WHERE { ?s kgo:operatedBy ?o }")
    assert made.columns == ("subject", "predicate", "object")
    assert len(made.rows) == 2
    assert "kgo:operates" in made.turtle
    assert run_query(dataset, "DESCRIBE kge:甲公司").rows


def test_documents_are_graphs_that_can_be_chosen(dataset: Dataset) -> None:
    text = "SELECT ?g WHERE { GRAPH ?g { kge:某某市人工智能计算中心 kgo:operatedBy kge:乙公司 } } ORDER BY ?g"
    assert [graph.rpartition("/")[2] for (graph,) in run_query(dataset, text).rows] == ["某某日报-1", "某某日报-2"]


def test_only_what_is_asserted_is_a_plain_triple(dataset: Dataset) -> None:
    assert run_query(dataset, "ASK { ?s kgo:builtBy ?o }").rows == (("false",),)
    assert run_query(dataset, "ASK { ?statement rdf:predicate kgo:builtBy }").rows == (("true",),)


def test_rows_and_columns_without_order_are_sorted(dataset: Dataset) -> None:
    table = run_query(dataset, "SELECT * WHERE { ?b kgo:operatedBy ?a }")
    assert table.columns == ("a", "b")
    assert list(table.rows) == sorted(table.rows)
    assert run_query(dataset, "SELECT ?b ?a WHERE { ?b kgo:operatedBy ?a }").columns == ("b", "a")


def test_queries_marked_so_are_answered_when_a_copy_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = "# 问：几条？\n# Q: How many?\n"
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s kgo:p ?o }"
    folder = tmp_path / "queries"
    folder.mkdir()
    for name, text in {
        "bad": f"{head}# prepare: x\nSELECT",
        "counted": f"{head}# prepare: x\n{count}",
        "other": f"{head}{count} ",
    }.items():
        (folder / f"{name}.rq").write_text(text, encoding="utf-8")
    path = tmp_path / "graph.trig"
    path.write_text("@prefix kgo: <https://kg.example/ontology#> .\nkgo:g { kgo:a kgo:p kgo:b }", encoding="utf-8")
    # Neither a query that is wrong nor a folder that is not there keeps the copy from being made.
    open_copy(path, lambda made: answer_prepared(made, tmp_path / "none")).close()
    (tmp_path / "graph.store" / "stamp.json").unlink()
    with open_copy(path, lambda made: answer_prepared(made, folder)) as store, monkeypatch.context() as patched:
        # Those that ship with the program too, but not the one that is wrong.
        prepared = [query.name for query in known_queries(folder) if query.prepared]
        assert "bad" in prepared
        assert len(list((tmp_path / "graph.store" / "answers").iterdir())) == len(prepared) - 1
        patched.setattr(DiskStore, "_ask", lambda *_: pytest.fail("asked again"))
        queries = {query.name: query.text for query in list_queries(folder)}
        assert run_query(store, queries["counted"]).rows == (("1",),)
