"""The command line: what it writes, what it says, and how it ends, on good input and on bad."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg import pipeline, settings
from kg.builds import SHELF_FILE
from kg.errors import KnowledgeError, OutputError, RuleError

FILES = ("build.json", "graph.html", "graph.trig", "graph.ttl", "merges.json", "report.html")
WritePost = Callable[..., Path]


@pytest.fixture(autouse=True)
def loaded_once(extractor: pipeline.Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "load_knowledge", lambda **_: extractor.knowledge)
    monkeypatch.setattr(pipeline, "load_extractor", lambda *_: extractor)


@pytest.fixture
def built(run, write_post: WritePost) -> Path:
    write_post("seeds/good.md")
    assert run("build", "--quiet")[0] == 0
    return Path("output")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != SHELF_FILE}


def test_build_writes_its_files_and_says_where(run, write_post: WritePost) -> None:
    write_post("seeds/good.md")
    code, out, err = run("build")
    assert (code, err) == (0, "")
    assert all((Path("output") / name).stat().st_size for name in FILES)
    assert re.search(r"文章 documents +1\b", out)
    last = out.rstrip().splitlines()[-len(FILES) :]
    assert [line.split()[-1] for line in last] == [f"output/{name}" for name in FILES]


def test_quiet_says_nothing(run, write_post: WritePost) -> None:
    assert run("build", write_post("a.md"), "-o", "there", "--quiet") == (0, "", "")
    assert {path.name for path in Path("there").iterdir()} == {*FILES, SHELF_FILE}


def test_the_same_posts_give_the_same_bytes(run, write_post: WritePost) -> None:
    write_post("posts/b.md", title="乙大学成立研究院")
    write_post("posts/a.md")
    assert run("build", "posts", "-o", "one")[0] == run("build", "posts", "-o", "two")[0] == 0
    assert contents(Path("one")) == contents(Path("two"))


def test_the_order_of_arguments_does_not_matter(run, write_post: WritePost) -> None:
    a, b = write_post("a.md"), write_post("b.md", title="乙大学成立研究院")
    run("build", a, b, "-o", "one")
    run("build", b, a, "-o", "two")
    assert contents(Path("one")) == contents(Path("two"))


def broken_front_matter(path: Path) -> None:
    path.write_text("---\ntitle: [\n---\n<p>正文。</p>\n", encoding="utf-8")


def huge_line(path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write("---\ntitle: 长\n---\n<p>")
        for _ in range(50):
            file.write("算" * (1024 * 1024 // 3))
        file.write("</p>")


BAD: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: None,
    "not-utf8": lambda path: path.write_bytes("---\ntitle: 标题\n---\n<p>正文。</p>".encode("gb18030")),
    "broken-front-matter": broken_front_matter,
    "empty-body": lambda path: path.write_text("---\ntitle: 标题\n---\n", encoding="utf-8"),
    "empty": lambda path: path.write_bytes(b""),
    "zeros": lambda path: path.write_bytes(b"\x00" * 4096),
    "huge-line": huge_line,
    "dangling-link": lambda path: path.symlink_to("nowhere"),
    "folder-without-posts": lambda path: path.mkdir(),
    "pipe": os.mkfifo,
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_post_costs_one_line(kind: str, run, write_post: WritePost, tmp_path: Path) -> None:
    good, bad = write_post("good.md"), tmp_path / f"{kind}.md"
    BAD[kind](bad)
    started = time.monotonic()
    code, _, err = run("build", bad, good)
    assert code == 1
    assert len(err.splitlines()) == 1
    assert f"{kind}.md" in err
    assert "（" in err, "the way out is missing"
    assert 'id="' in (Path("output") / "graph.html").read_text(encoding="utf-8")
    assert "good" in (Path("output") / "graph.trig").read_text(encoding="utf-8")
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("kind", BAD)
def test_bad_posts_alone_leave_the_old_output(kind: str, run, built: Path, tmp_path: Path) -> None:
    before = contents(built)
    bad = tmp_path / f"{kind}.md"
    BAD[kind](bad)
    code, out, err = run("build", bad)
    assert (code, out) == (3, "")
    assert f"{kind}.md" in err
    assert contents(built) == before


def test_without_posts_there_is_nothing_to_build(run) -> None:
    code, out, err = run("build")
    assert (code, out) == (3, "")
    assert "seeds" in err
    assert not Path("output").exists()


def test_every_bad_post_is_named(run, write_post: WritePost, tmp_path: Path) -> None:
    write_post("posts/good.md")
    for kind in ("not-utf8", "broken-front-matter", "empty-body"):
        BAD[kind](tmp_path / "posts" / f"{kind}.md")
    code, _, err = run("build", "posts")
    assert code == 1
    assert [re.search(r"posts/([\w-]+)\.md", line)[1] for line in err.splitlines()] == [
        "broken-front-matter",
        "empty-body",
        "not-utf8",
    ]


def test_a_file_name_cannot_speak_to_the_terminal(run, write_post: WritePost, tmp_path: Path) -> None:
    bad = tmp_path / "a\x1b[2J\nkg: 一切正常.md"
    bad.write_bytes(b"\xff")
    code, _, err = run("build", bad, write_post("good.md"))
    assert code == 1
    assert "\x1b" not in err
    assert len(err.splitlines()) == 1


def test_a_hostile_post_is_only_text(run, write_post: WritePost) -> None:
    write_post("seeds/a.md", title="</script><img src=x onerror=alert(1)>甲科技有限公司与乙大学签约")
    assert run("build")[0] == 0
    html = (Path("output") / "graph.html").read_text(encoding="utf-8")
    assert "<img src=x" not in html
    assert "<img src=x onerror=alert(1)>" in run("query", "SELECT ?t { ?post kgo:title ?t }", "-f", "json")[1]


def test_a_failing_write_leaves_the_old_output(
    run, built: Path, write_post: WritePost, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(built)
    write_post("seeds/more.md", title="乙大学成立研究院")
    opened = Path.open

    def full_disk(path: Path, mode: str = "r", *arguments, **options):
        if "graph.ttl" in path.name and mode.startswith(("w", "x")):
            raise OSError(28, "No space left on device")
        return opened(path, mode, *arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", full_disk)
        code, out, err = run("build")
    assert (code, out) == (4, "")
    assert len(err.splitlines()) == 1
    assert "graph.ttl" in err
    assert contents(built) == before


def test_a_file_in_the_place_of_the_folder(run, write_post: WritePost) -> None:
    Path("taken").write_text("mine", encoding="utf-8")
    code, out, err = run("build", write_post("a.md"), "-o", "taken")
    assert (code, out) == (4, "")
    assert len(err.splitlines()) == 1
    assert Path("taken").read_text(encoding="utf-8") == "mine"


def test_other_files_in_the_output_are_left_alone(run, built: Path) -> None:
    (built / "README.md").write_text("mine", encoding="utf-8")
    assert run("build")[0] == 0
    assert set(contents(built)) == {*FILES, "README.md"}


def test_a_file_name_twice(run, write_post: WritePost) -> None:
    write_post("one/a.md")
    write_post("two/a.md", title="乙大学成立研究院")
    write_post("three/a.md")
    code, out, _ = run("build", "one", "two", "three")
    assert code == 0
    assert re.search(r"文章 documents +2\b", out)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (KnowledgeError("坏", place="rules/a.yaml:3", remedy="改"), 5),
        (RuleError(["rules/a.yaml:3: 坏", "rules/b.yaml:4: 也坏"]), 5),
        (OutputError("满", place="output", remedy="腾"), 4),
    ],
)
def test_faults_become_exit_codes(error, code: int, run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(pipeline, "load_extractor", fail)
    ended, out, err = run("build")
    assert (ended, out) == (code, "")
    assert len(err.splitlines()) == len(str(error).splitlines())


def test_the_settings_of_the_folder_hold(run, write_post: WritePost, tmp_path: Path) -> None:
    write_post("posts/a.md")
    Path("asked").mkdir()
    Path("asked/titles.rq").write_text("# 问：标题？\n# Q: Titles?\nSELECT ?d ?t { ?d kgo:title ?t }", encoding="utf-8")
    Path("kg.toml").write_text(
        '[build]\npaths = ["posts"]\noutput = "there"\n[query]\nfolder = "asked"\n'
        '[graph]\nbase = "https://news.example/"\n',
        encoding="utf-8",
    )
    assert run("build", "--quiet") == (0, "", "")
    assert {path.name for path in Path("there").iterdir()} == {*FILES, SHELF_FILE}
    code, out, _ = run("query", "titles", "-f", "csv")
    assert (code, out.splitlines()[1]) == (0, "https://news.example/document/a,甲科技有限公司与乙大学签约")
    assert run("view")[1].strip().endswith("there/graph.html")
    assert run("export", "-f", "graphml")[1].strip() == "there/graph.graphml"
    assert not Path("output").exists()


def test_the_drawing_of_a_page_can_be_chosen(run, write_post: WritePost) -> None:
    assert run("build", write_post("posts/a.md"), "--quiet")[0] == 0
    assert "WebGL" not in run("view")[1]
    small = Path("output/graph.html").read_text(encoding="utf-8")
    assert "WebGL" in run("view", "--drawing", "large")[1]
    large = Path("output/graph.html").read_text(encoding="utf-8")
    assert "SIGMA" in large and "SIGMA" not in small
    run("view", "--drawing", "small")
    assert Path("output/graph.html").read_text(encoding="utf-8") == small


def test_options_win_over_the_settings(run, write_post: WritePost) -> None:
    Path("kg.toml").write_text('[build]\npaths = ["nowhere"]\noutput = "there"\n', encoding="utf-8")
    assert run("build", write_post("posts/a.md"), "-o", "here", "--quiet") == (0, "", "")
    assert not Path("there").exists()
    assert run("export", "-f", "nt", "-g", "here/graph.trig", "-o", "a.nt")[0] == 0


@pytest.mark.parametrize("command", [["build"], ["query", "x"], ["view"], ["export", "-f", "nt"], ["rules", "test"]])
def test_faulty_settings_stop_every_command(command: list[str], run, built: Path) -> None:
    before = contents(built)
    Path("kg.toml").write_text('[build]\npath = ["posts"]\n', encoding="utf-8")
    code, out, err = run(*command)
    assert (code, out, len(err.splitlines())) == (5, "", 1)
    assert "kg.toml:2" in err
    assert "paths" in err, "the way out is missing"
    assert contents(built) == before


@pytest.mark.parametrize("command", ["build", "evaluate"])
def test_own_rules_and_names_reach_the_loader(
    command: str, run, seed: Path, extractor: pipeline.Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, object]] = []

    def load(**options: object) -> object:
        asked.append(options)
        return extractor.knowledge

    monkeypatch.setattr(settings, "load_knowledge", load)
    Path("kg.toml").write_text('[build]\nrules = ["its"]\nbuiltin = false\n', encoding="utf-8")
    words = [command, *(["nowhere"] if command == "evaluate" else [])]
    run(*words)
    run(*words, "--rules", "a", "--rules", "b.yaml", "--names", "c.tsv", "--only-mine")
    Path("kg.toml").unlink()
    run(*words, "--names", "c.tsv")
    assert asked == [
        {"rules": (Path("its"),), "names": (), "builtin": False},
        {"rules": (Path("a"), Path("b.yaml")), "names": (Path("c.tsv"),), "builtin": False},
        {"rules": (), "names": (Path("c.tsv"),), "builtin": True},
    ]


def test_version_and_help(run) -> None:
    assert run("--version") == (0, f"kg {kg.__version__}\n", "")
    code, out, _ = run("--help")
    assert code == 0
    assert all(word in out for word in ("build", "query", "view", "export", "evaluate", "rules", "130"))


@pytest.mark.parametrize("arguments", [["bild"], ["build", "--nope"], ["query", "-p", "novalue", "x"], ["evaluate"]])
def test_a_slip_of_the_keyboard(arguments: list[str], run) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err


def test_query_forms(run, built: Path) -> None:
    text = "SELECT ?title { ?d kgo:title ?title }"
    assert "甲科技有限公司与乙大学签约" in run("query", text)[1]
    assert run("query", text, "--format", "csv")[1].splitlines() == ["title", "甲科技有限公司与乙大学签约"]
    assert "甲科技有限公司与乙大学签约" in json.dumps(
        json.loads(run("query", text, "-f", "json")[1]), ensure_ascii=False
    )
    code, out, _ = run("query", "CONSTRUCT { ?d kgo:title ?t } WHERE { ?d kgo:title ?t }", "-f", "ttl")
    assert code == 0
    assert "甲科技有限公司与乙大学签约" in out


def test_query_file_and_parameter(run, built: Path) -> None:
    Path("mine.rq").write_text(
        "# param: medium entity 媒体\nSELECT ?title ?medium { ?post kgo:title ?title ; kgo:publishedBy ?medium }",
        encoding="utf-8",
    )
    everything = run("query", "mine.rq", "-f", "csv")
    assert [line.split(",")[0] for line in everything[1].splitlines()] == ["title", "甲科技有限公司与乙大学签约"]
    assert run("query", "mine.rq", "-f", "csv", "-p", "medium=新华社") == everything
    code, out, err = run("query", "mine.rq", "-p", "medium=没有这家媒体")
    assert (code, out, len(err.splitlines())) == (2, "", 1)


def test_named_queries_need_no_folder(run, built: Path) -> None:
    assert "partners" in run("query")[1]
    assert run("query", "partners", "-f", "csv")[1].startswith("organisation_name,relation,partner_name")


def test_named_queries_are_listed(run, built: Path) -> None:
    Path("queries").mkdir()
    Path("queries/titles.rq").write_text(
        "# 问：有哪些文章？\n# Q: Which posts are there?\nSELECT ?title { ?d kgo:title ?title }\n", encoding="utf-8"
    )
    code, out, _ = run("query")
    assert code == 0
    assert "titles" in out
    assert "有哪些文章？" in out
    assert "Which posts are there?" in out
    assert run("query", "titles", "-f", "csv")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["SELECT ?s { ?s ?p"], 2),
        (["INSERT DATA { <a:a> <a:b> <a:c> }"], 2),
        (["SELECT ?s { SERVICE <http://localhost:9/> { ?s ?p ?o } }"], 2),
        (["no-such-query"], 2),
        (["missing.rq"], 2),
        (["SELECT ?s { ?s ?p ?o }", "--graph", "missing.trig"], 3),
        (["SELECT ?s { ?s ?p ?o }", "--graph", "broken.trig"], 3),
        (["SELECT ?s { ?s ?p ?o }", "--graph", "seeds"], 3),
        (["--queries", "missing"], 2),
    ],
)
def test_queries_that_cannot_be_answered(arguments: list[str], code: int, run, built: Path) -> None:
    Path("broken.trig").write_bytes("<a:a> <a:b> 甲".encode())
    ended, out, err = run("query", *arguments)
    assert (ended, out) == (code, "")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe",
        b"{",
        b"@prefix a: <",
        b'<a:a> <a:b> "',
        b"<a:a> <a:b> (1",
        b"a" * 99,
        b"<a:a b> <a:b> 1 .",
        b"""<a:a> <a:b> '2}'^^<http://www.w3.org/2001/XMLSchema#dateTime>""",
    ],
)
def test_what_is_no_graph(data: bytes, run) -> None:
    Path("broken.trig").write_bytes(data)
    code, out, err = run("view", "--graph", "broken.trig", "-o", "page.html")
    assert (code, out) == (3, "")
    assert "broken.trig" in err
    assert not Path("page.html").exists()


def test_view_gives_the_page_of_the_build(run, built: Path) -> None:
    assert run("view", "-o", "page.html")[0] == 0
    assert Path("page.html").read_bytes() == (built / "graph.html").read_bytes()


def test_view_gives_the_page_to_ask(run, built: Path) -> None:
    assert built.is_dir()
    code, out, _ = run("view", "--sparql", "-o", "asked.html")
    assert (code, out.strip()) == (0, "SPARQL 页面 page: asked.html")
    first = Path("asked.html").read_bytes()
    assert run("view", "--sparql", "-o", "asked.html")[0] == 0
    assert Path("asked.html").read_bytes() == first
    assert run("view", "--sparql", "-g", "nowhere.trig", "-o", "asked.html")[0] == 3


def test_a_large_graph_is_said_to_be_drawn_otherwise(run, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "WebGL" not in run("view", "-o", "page.html")[1]
    monkeypatch.setattr("kg.view.page._LARGE", 0)
    assert "WebGL" in run("view", "-o", "page.html")[1]
    assert "WebGL" in run("build", "-o", str(built), "--fresh")[1]


def test_export(run, built: Path) -> None:
    code, out, _ = run("export")
    assert code == 0
    assert {"ttl", "jsonld", "graphml", "csv"} <= {line.split("\t")[0] for line in out.splitlines()}
    assert run("export", "-f", "trig", "-o", "again.trig")[0] == 0
    assert Path("again.trig").read_bytes() == (built / "graph.trig").read_bytes()
    code, out, _ = run("export", "-f", "graphml")
    assert (code, out.strip()) == (0, "output/graph.graphml")
    assert run("export", "-f", "docx")[0] == 2


def test_export_in_rdf_12(run, built: Path) -> None:
    assert run("export", "-f", "ttl", "--rdf12", "-o", "new.ttl")[0] == 0
    assert "rdf:reifies <<( " in Path("new.ttl").read_text(encoding="utf-8")
    code, _, said = run("export", "-f", "graphml", "--rdf12")
    assert (code, "trig" in said) == (2, True)


def test_build_in_other_vocabularies_and_in_rdf_12(run, write_post: WritePost) -> None:
    write_post("seeds/good.md")
    assert run("build", "--quiet", "--align", "schema", "--rdf12")[0] == 0
    assert "schema:NewsMediaOrganization" in Path("output/graph.ttl").read_text(encoding="utf-8")
    assert "rdf:reifies <<( " in Path("output/graph.rdf12.trig").read_text(encoding="utf-8")
    assert run("validate", "--strict")[0] == 0
    assert run("build", "--quiet", "--align", "shema")[0] == 5
    assert Path("output/graph.rdf12.trig").exists(), "a build that fails takes nothing away"
    assert run("build", "--quiet")[0] == 0
    assert not Path("output/graph.rdf12.trig").exists()


def test_a_build_checks_its_own_records(run, write_post: WritePost, monkeypatch: pytest.MonkeyPatch) -> None:
    write_post("seeds/good.md")
    build = pipeline.build

    def broken(*arguments, **options):
        done = build(*arguments, **options)
        facts = tuple(replace(fact, confidence=7.0) for fact in done.graph.facts)
        return replace(done, graph=replace(done.graph, facts=facts))

    monkeypatch.setattr(pipeline, "build", broken)
    code, _, said = run("build", "--quiet")
    assert (code, "置信度不在 0 到 1 之间" in said) == (1, True)


def test_evaluate(run, write_post: WritePost) -> None:
    write_post("gold/g1.md")
    annotation = {
        "id": "g1",
        "entities": [
            {"id": "a0", "name": "甲科技有限公司与乙大学签约", "type": "NewsArticle", "aliases": []},
            {"id": "e1", "name": "新华社", "type": "MediaOutlet", "aliases": []},
        ],
        "facts": [{"s": "a0", "p": "publishedBy", "o": "e1", "status": "Asserted", "tier": 1, "evidence": [0, 5]}],
        "quotes": [],
    }
    Path("gold/g1.json").write_text(json.dumps(annotation, ensure_ascii=False), encoding="utf-8")
    code, out, _ = run("evaluate", "gold", "--json", "--floor-recall", "1", "--floor-tier1", "1")
    assert code == 0
    assert json.loads(out)["tiers"]["all"]["recall"]["right"] == 1
    code, out, err = run("evaluate", "gold/g1.json", "--posts", "gold/g1.md", "--floor-precision", "1", "--errors")
    assert "publishedBy" in out
    assert code == (1 if err else 0)
    Path("gold/g2.json").write_text(json.dumps({**annotation, "id": "g2"}, ensure_ascii=False), encoding="utf-8")
    code, out, err = run("evaluate", "gold")
    assert code == 1
    assert "g2.md" in err
    assert "g1" in out
    Path("gold/g1.md").unlink()
    code, out, err = run("evaluate", "gold")
    assert (code, out) == (3, "")
    assert "g1.md" in err
    assert run("evaluate", "nowhere")[0] == 3


def test_evaluate_beside_an_earlier_run(run, write_post: WritePost) -> None:
    write_post("gold/g1.md")
    entities = [
        {"id": "a0", "name": "甲科技有限公司与乙大学签约", "type": "NewsArticle", "aliases": []},
        {"id": "e1", "name": "新华社", "type": "MediaOutlet", "aliases": []},
    ]
    fact = {"s": "a0", "p": "publishedBy", "o": "e1", "status": "Asserted", "tier": 1, "evidence": [0, 5]}
    gold = Path("gold/g1.json")
    gold.write_text(json.dumps({"id": "g1", "entities": entities, "facts": [fact]}, ensure_ascii=False), "utf-8")
    Path("gold/floor.json").write_text("{}", encoding="utf-8")
    code, then, err = run("evaluate", "gold", "--json")
    assert (code, err) == (0, "")
    Path("then.json").write_text(then, encoding="utf-8")
    code, out, _ = run("evaluate", "gold", "--baseline", "then.json", "--fail-on-regress", "--language", "en")
    assert (code, "nothing changed" in out) == (0, True)
    lost = json.loads(then)
    lost["by_document"]["g1"]["author"] = {tier: [1, 1, 1, 1] for tier in ("all", "tier1", "tier2")}
    Path("then.json").write_text(json.dumps(lost), encoding="utf-8")
    code, _, err = run("evaluate", "gold", "--baseline", "then.json", "--fail-on-regress")
    assert (code, "F1" in err) == (1, True)
    code, out, err = run("evaluate", "gold", "--baseline", "then.json", "--json")
    assert (code, json.loads(out)["tiers"]["all"]["recall"]["right"]) == (0, 1)
    assert "author" in err
    code, out, _ = run("evaluate", "gold", "--property", "publishedBy", "--json")
    assert (code, list(json.loads(out)["properties"])) == (0, ["publishedBy"])


@pytest.mark.parametrize(
    ("words", "code"),
    [(["--fail-on-regress"], 2), (["--property", "nope"], 2), (["--baseline", "nowhere.json"], 3)],
)
def test_evaluate_refuses(words: list[str], code: int, run, write_post: WritePost) -> None:
    write_post("gold/g1.md")
    assert run("evaluate", "gold", *words)[0] == code


def test_every_evidence_of_the_seed_is_in_its_text(run, seed: Path) -> None:
    gold = seed.parent.parent / "tests" / "gold" / "s01.json"
    code, out, err = run("evaluate", gold, "--posts", seed, "--json")
    assert (code, err) == (0, "")
    figures = json.loads(out)
    assert figures["evidence"]["right"] == figures["evidence"]["total"] > 0


def test_examples_of_the_rules_hold(run) -> None:
    code, out, err = run("rules", "test")
    assert (code, err) == (0, "")
    assert out


def test_help_is_quick() -> None:
    slow = ("jieba", "rdflib", "bs4", "pydantic", "networkx", "pyvis", "pypinyin", "yaml")
    code = (
        f"import sys\nfrom kg.cli import main\nmain(['--help'])\nsys.exit(sorted(set({slow}) & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")


def test_an_interruption_leaves_the_old_output(seed: Path, built: Path, tmp_path: Path) -> None:
    before = contents(built)
    code = (
        "import os, signal\nfrom kg import cli, pipeline\n"
        # A shell starts what runs in its background with interruptions ignored.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "pipeline.build = lambda *_, **__: os.kill(os.getpid(), signal.SIGINT)\nraise SystemExit(cli.main(['build']))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 130
    assert "Traceback" not in done.stderr
    assert contents(built) == before


def test_progress_is_shown_on_a_terminal_only(built: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "kg", "build"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=theirs, env=environment()
    )
    os.close(theirs)
    seen = os.read(ours, 65536)
    os.close(ours)
    assert done.returncode == 0
    assert "篇" in seen.decode("utf-8", "replace")


def environment() -> dict[str, str]:
    return {**os.environ, "TERM": "xterm", "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
