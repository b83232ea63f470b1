"""The page of the queries says what the files say."""

from __future__ import annotations

from pathlib import Path

from kg import cli

ROOT = Path(__file__).parents[2]


def test_the_page_lists_every_query(capsys, monkeypatch) -> None:
    monkeypatch.chdir(ROOT)
    assert cli.main(["query", "--format", "md"]) == 0
    listed = capsys.readouterr().out
    page = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
    assert page.endswith(listed), "kg query --format md gives what should stand at the end of docs/queries.md"


def test_parameters_are_options_too(run, tmp_path: Path) -> None:
    queries, graph = ROOT / "queries", tmp_path / "graph.trig"
    graph.write_text(
        "@prefix kgo: <https://kg.example/ontology#> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "kgo:d { <urn:a> rdfs:label '甲'@zh ; kgo:cooperatesWith <urn:b> . <urn:b> rdfs:label '乙|丙'@zh . }",
        encoding="utf-8",
    )
    for given in (["--of", "甲"], ["--organisation=甲"], ["-p", "organisation=甲"]):
        code, said, _ = run("query", "partner-network", *given, "--queries", queries, "-g", graph, "-f", "md")
        assert code == 0
        assert said.splitlines()[2] == "| 甲 | 乙\\|丙 |  |"
    assert run("query", "partner-network", "--from", "甲", "--queries", queries, "-g", graph)[0] != 0
    assert run("query", "partner-network", "--of", "--queries", queries, "-g", graph)[0] != 0
    assert run("query", "partner-network", "--queries", queries, "-g", graph, "甲")[0] != 0
