"""The commands about names: what they write, what they list, and what a build makes of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg import pipeline, settings
from kg.pipeline import Extractor

FULL, SHORT = "济南甲海科技有限公司", "济南甲海科技公司"


@pytest.fixture
def fast(run, extractor: Extractor, monkeypatch: pytest.MonkeyPatch):
    """Run commands with the knowledge that is loaded already."""
    monkeypatch.setattr(settings, "load_knowledge", lambda **_: extractor.knowledge)
    monkeypatch.setattr(pipeline, "load_extractor", lambda *_: extractor)
    return run


@pytest.fixture
def built(fast, write_post):
    """A build of two posts, each with its own name of a company."""
    for name, body in (("a", FULL), ("b", SHORT)):
        write_post(f"seeds/{name}.md", title="签约", body=f"<p>5月15日，{body}与山东大学签署合作协议。</p>")
    assert fast("build", "--quiet") == (0, "", "")
    return fast


def merges(run, *arguments: str) -> dict[str, list[dict[str, object]]]:
    code, out, err = run("merges", "--json", *arguments)
    assert (code, err) == (0, "")
    return json.loads(out)


def names(run) -> dict[str, set[str]]:
    """The names of each company in the graph."""
    text = "SELECT ?l ?a { ?c a kgo:Company; rdfs:label ?l OPTIONAL { ?c skos:altLabel ?a } }"
    rows = run("query", text, "-f", "csv")[1].splitlines()[1:]
    found: dict[str, set[str]] = {}
    for row in rows:
        name, _, alias = row.partition(",")
        found.setdefault(name, set()).update({alias} - {""})
    return found


def test_a_merge_is_listed_with_its_reason_and_evidence(built) -> None:
    (found,) = merges(built)["merges"]
    assert (found["name"], found["into"], found["reason"], found["document"]) == (SHORT, FULL, "short-form", "b")
    assert SHORT in str(found["quote"])
    _, out, _ = built("merges")
    assert all(words in out for words in (str(found["id"]), SHORT, FULL, "b: 5月15日"))
    assert SHORT in names(built)[FULL]


def test_undoing_a_merge_and_undoing_that(built) -> None:
    (found,) = merges(built)["merges"]
    code, out, _ = built("merges", "undo", found["id"])
    assert code == 0
    assert "different" in out
    built("build", "--quiet")
    assert merges(built)["merges"] == []
    assert set(names(built)) == {FULL, SHORT}
    assert built("merges", "undo", "1")[0] == 0
    built("build", "--quiet")
    assert set(names(built)) == {FULL}
    assert merges(built)["decisions"] == []


def test_same_joins_the_statements(built, write_post) -> None:
    write_post("seeds/c.md", title="签约", body="<p>5月15日，济南乙山有限公司与山东大学签署合作协议。</p>")
    assert built("same", FULL, "济南乙山有限公司", "--type", "Company", "--reason", "改名", "--document", "c")[0] == 0
    assert built("build", "--quiet") == (0, "", "")
    assert len(names(built)) == 1
    (decision,) = merges(built)["decisions"]
    assert (decision["number"], decision["reason"], decision["place"]) == (1, "改名", "ledger.yaml:4")
    facts = json.loads((Path("output") / "merges.json").read_text(encoding="utf-8"))
    assert {one["reason"] for one in facts} == {"ledger", "short-form"}
    code, out, err = built("merges", "undo", next(one["id"] for one in facts if one["reason"] == "ledger"))
    assert (code, out) == (3, "")
    assert "kg merges" in err


def test_what_is_written_already_is_said(fast) -> None:
    assert fast("same", "甲", "乙")[0] == 0
    before = Path("ledger.yaml").read_bytes()
    code, out, _ = fast("same", "乙", "甲")
    assert code == 0
    assert "already" in out
    assert Path("ledger.yaml").read_bytes() == before


def test_a_contradiction_is_refused(fast) -> None:
    fast("same", "甲", "乙")
    fast("same", "乙", "丙")
    before = Path("ledger.yaml").read_bytes()
    code, out, err = fast("different", "甲", "丙")
    assert (code, out) == (5, "")
    assert re.search(r"ledger\.yaml:4.*ledger\.yaml:5", err)
    assert Path("ledger.yaml").read_bytes() == before


def test_a_faulty_ledger_stops_the_build(built) -> None:
    before = {path: path.read_bytes() for path in Path("output").iterdir()}
    Path("ledger.yaml").write_text("decisions:\n  - same: [甲]\n  - smae: [甲, 乙]\n", encoding="utf-8")
    code, out, err = built("build")
    assert (code, out) == (5, "")
    assert {"ledger.yaml:2", "ledger.yaml:3"} <= set(re.findall(r"ledger\.yaml:\d", err))
    assert {path: path.read_bytes() for path in Path("output").iterdir()} == before
    assert built("same", "丙", "丁")[0] == 5
    assert built("merges")[0] == 5


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("same", "甲"), 2),
        (("same", "甲", "甲"), 2),
        (("same", "甲", " "), 2),
        (("different", "甲", "乙", "--type", "Compan"), 2),
        (("merges", "undo", "1"), 3),
        (("merges", "undo", "nothing"), 3),
        (("merges", "--ledger", "none.yaml"), 5),
        (("build", "--ledger", "none.yaml"), 5),
        (("same", "甲", "乙\u200b"), 4),
    ],
)
def test_slips(arguments: tuple[str, ...], code: int, fast) -> None:
    ended, out, err = fast(*arguments)
    assert (ended, out) == (code, "")
    assert err
    assert not Path("ledger.yaml").exists()


def test_the_ledger_of_the_settings_and_of_the_option(fast) -> None:
    Path("kg.toml").write_text('[build]\nledger = "kept/mine.yaml"\n', encoding="utf-8")
    assert fast("same", "甲", "乙")[0] == 0
    assert fast("different", "丙", "丁", "--ledger", "other.yaml")[0] == 0
    assert "甲" in Path("kept/mine.yaml").read_text(encoding="utf-8")
    assert [one["names"] for one in merges(fast)["decisions"]] == [["甲", "乙"]]
    assert [one["names"] for one in merges(fast, "--ledger", "other.yaml")["decisions"]] == [["丙", "丁"]]


def test_nothing_built_and_nothing_decided(fast) -> None:
    assert merges(fast) == {"decisions": [], "merges": []}


def test_the_order_and_the_folders_of_posts_are_of_no_consequence(built, write_post) -> None:
    write_post("more/c.md", title="签约", body=f"<p>{FULL}总裁王海山表示满意。</p>")
    write_post("more/d.md", title="签约", body="<p>山东大学校长王海山表示满意。王海山说，山东大学很好。</p>")
    for folder, order in (("one", ("seeds", "more")), ("two", ("more/d.md", "seeds/b.md", "more/c.md", "seeds/a.md"))):
        assert built("build", *order, "-o", folder, "--quiet")[0] == 0
    one, two = ({path.name: path.read_bytes() for path in Path(folder).glob("[!.]*")} for folder in ("one", "two"))
    assert one == two
    assert "王海山（山东大学）".encode() in one["graph.trig"]
