"""The Python calls: `import kg` is cheap, offsets index the text as given, a built graph can be used in every way."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg import api, pipeline
from kg.errors import KnowledgeError, QueryError, ReadingError
from tests.sample_rules import RULE


@pytest.fixture(scope="module", autouse=True)
def loaded_once(extractor: pipeline.Extractor):
    with pytest.MonkeyPatch.context() as patch:
        load = api._extractor
        patch.setattr(
            api, "_extractor", lambda *own, **more: load(*own, **more) if any(own) or not more["builtin"] else extractor
        )
        yield


@pytest.fixture
def graph(write_post) -> kg.Graph:
    return kg.build([write_post("posts/a.md"), write_post("posts/b.md", title="乙大学成立研究院")])


TEXTS = [
    "甲科技有限公司将投资约3.9亿元建设乙产业园。",
    "甲科技有限公司与乙大学签约。双方将共建丙研究院！",
    "甲科技有限公司与乙大学签约\n5月15日，双方签署协议。\n\n  仪式在北京举行。",
    "标题\r\n正文一。\r\n正文二。",
    "没有句号",
]


@pytest.mark.parametrize("text", TEXTS)
def test_offsets_index_the_text(text: str) -> None:
    extraction = kg.extract(text, published=date(2022, 5, 16))
    assert extraction.document.text == text
    for fact in extraction.facts:
        assert fact.evidences
        assert all(text[one.start : one.end] == one.quote != "" for one in fact.evidences)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in extraction.mentions)


def test_the_first_of_several_lines_is_the_title() -> None:
    document = kg.extract(TEXTS[2]).document
    assert document.title == "甲科技有限公司与乙大学签约"
    assert [document.text[a:b] for a, b in document.paragraphs] == ["5月15日，双方签署协议。", "仪式在北京举行。"]


def test_a_single_line_is_cut_after_its_first_sentence() -> None:
    document = kg.extract(TEXTS[1]).document
    assert document.title == "甲科技有限公司与乙大学签约。"
    assert [document.text[a:b] for a, b in document.paragraphs] == ["双方将共建丙研究院！"]


def test_the_day_of_publication_dates_the_text() -> None:
    assert kg.extract("甲科技有限公司今年成立。", published=date(2022, 5, 16)).document.published.date() == date(
        2022, 5, 16
    )


@given(st.text(alphabet="甲乙公司投资3亿元。！？“”\n \r\t\x00—（）A1", min_size=1, max_size=60).filter(str.strip))
@settings(derandomize=True, max_examples=40, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    extraction = kg.extract(text)
    document = extraction.document
    assert document.text == text.strip()
    assert document.title
    assert "\n" not in document.title
    spans = [(0, len(document.title)), *document.paragraphs]
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    covered = "".join(document.text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(document.text.split())


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_blank_text_is_refused(text: str) -> None:
    with pytest.raises(ReadingError):
        kg.extract(text)


def test_a_graph_can_be_used(graph: kg.Graph, tmp_path: Path) -> None:
    assert len(graph.graph.documents) == len(graph.extractions) == 2
    assert graph.problems == ()
    titles = graph.query("SELECT ?t { ?d kgo:title ?t } ORDER BY ?t").rows
    assert titles == (("乙大学成立研究院",), ("甲科技有限公司与乙大学签约",))
    assert len(graph.rdf) > 0
    assert set(graph.to_networkx().nodes) == {entity.id for entity in graph.graph.entities}
    files = {"graph.html", "graph.trig", "graph.ttl", "merges.json", "report.html"}
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "build.json").write_text("{}", encoding="utf-8")
    assert {path.name for path in graph.save(tmp_path / "out")} == files
    assert {path.name for path in (tmp_path / "out").iterdir()} == files, "what a build wrote of another graph is gone"
    more = graph.save(tmp_path / "more", align=["schema"], rdf12=True)
    assert {path.name for path in more} == {*files, "graph.rdf12.trig"}
    assert "schema:name" in (tmp_path / "more" / "graph.ttl").read_text(encoding="utf-8")
    assert graph.view(str(tmp_path / "page.html")).read_bytes() == (tmp_path / "out" / "graph.html").read_bytes()
    with pytest.raises(QueryError):
        graph.query("DELETE WHERE { ?s ?p ?o }")


def test_what_is_saved_reads_back(graph: kg.Graph, tmp_path: Path) -> None:
    from kg.graph import from_dataset, read_trig

    graph.save(tmp_path)
    assert from_dataset(read_trig(tmp_path / "graph.trig")) == graph.graph


def test_unreadable_posts_are_listed(tmp_path: Path, write_post) -> None:
    graph = kg.build([str(tmp_path / "missing.md"), write_post("a.md")])
    assert [type(problem) for problem in graph.problems] == [ReadingError]
    assert len(graph.graph.documents) == 1


def ranked(**options) -> set[tuple[str, str]]:
    facts = kg.extract("星海云公布年报。星海云位列中国企业500强。", **options).facts
    return {(fact.subject.name, fact.property) for fact in facts}


def test_own_rules_and_names(tmp_path: Path, write_post) -> None:
    rules, names = tmp_path / "mine.yaml", tmp_path / "mine.tsv"
    rules.write_text(RULE, encoding="utf-8")
    names.write_text("name\ttype\tcanonical\tparent\n星海云\tCompany\t\t\n", encoding="utf-8")
    assert ("星海云", "ranksAmong") in ranked(rules=[str(rules)], names=[names])
    assert ("星海云", "ranksAmong") not in ranked(names=[names])
    # Edited rules are read again: a notebook is where rules are tried.
    rules.write_text(RULE.replace("位列 {list", "名列 {list").replace("位列中国", "名列中国"), encoding="utf-8")
    assert ("星海云", "ranksAmong") not in ranked(rules=[rules], names=[names])
    rules.write_text(RULE, encoding="utf-8")
    post = write_post("posts/a.md", body="---\ntitle: 年报\n---\n<p>东方明远科技有限公司位列中国企业500强。</p>\n")
    graph = kg.build([post], rules=[rules], builtin=False)
    assert graph.query("SELECT ?label { ?p rdfs:label ?label . ?a ?p ?b FILTER(?p = kgo:ranksAmong) }").rows == (
        ("ranks among",),
        ("位列",),
    )
    graph.save(tmp_path / "out")
    assert "ranks among" in graph.view(tmp_path / "page.html").read_text(encoding="utf-8")
    assert (tmp_path / "page.html").read_bytes() == (tmp_path / "out" / "graph.html").read_bytes()


@pytest.mark.parametrize("options", [{"rules": "mine.yaml"}, {"names": Path("mine.tsv")}])
def test_one_path_in_place_of_a_list_is_refused(options: dict[str, object]) -> None:
    with pytest.raises(KnowledgeError, match=r"mine\."):
        kg.extract("甲公司。", **options)


def test_importing_is_cheap() -> None:
    code = "import sys, kg, kg.model; raise SystemExit(len({'rdflib', 'jieba', 'typer'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_every_name_that_is_offered_exists() -> None:
    assert all(hasattr(kg, name) for name in kg.__all__)
    with pytest.raises(AttributeError):
        _ = kg.nothing
