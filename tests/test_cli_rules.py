"""The commands about rules: what they say, in text and in JSON, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import pipeline, settings
from kg.pipeline import Extractor

POST = """---
layout: post
title: "东方明远科技有限公司运营济南人工智能计算中心"
date: 2022-05-16 09:06:32 +0800
---
<p>济南人工智能计算中心由东方明远科技有限公司运营。该中心预计6月由北辰智数投资有限公司承建。</p><p>（文章来源：新华社）</p>
"""
OPERATED = "济南人工智能计算中心由东方明远科技有限公司运营。"
OWN_RULE = """rules:
  - rule: ranks-own
    says: 某公司位列某榜
    match: "{who:Company} 位列 {list:Concept…20} $"
    emit: who memberOf list
    examples:
      - text: 东方明远科技有限公司位列百强榜。
        facts: 东方明远科技有限公司 memberOf 百强榜
    counterexamples:
      - 东方明远科技有限公司位于济南。
"""


@pytest.fixture
def fast(run, extractor: Extractor, monkeypatch: pytest.MonkeyPatch):
    """The same with the knowledge that is loaded already."""
    monkeypatch.setattr(settings, "load_knowledge", lambda **_: extractor.knowledge)
    monkeypatch.setattr(pipeline, "load_extractor", lambda *_: extractor)
    return run


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "posts" / "a.md"
    path.parent.mkdir()
    path.write_text(POST, encoding="utf-8")
    return path


def loaded(out: str):
    return json.loads(out)


def test_list(fast, extractor: Extractor) -> None:
    code, out, err = fast("rules", "list", "--json")
    assert (code, err) == (0, "")
    assert [one["rule"] for one in loaded(out)] == [spec.rule for spec in extractor.knowledge.rules.rules]
    _, text, _ = fast("rules", "list")
    assert all(spec.rule in text and spec.says in text for spec in extractor.knowledge.rules.rules)


def test_list_of_a_topic_and_of_a_property(fast) -> None:
    _, out, _ = fast("rules", "list", "--topic", "building", "--property", "operatedBy", "--json")
    found = loaded(out)
    assert found
    assert all(one["topic"] == "building" and "operatedBy" in one["properties"] for one in found)
    assert "building.yaml:" in found[0]["place"]


@pytest.mark.parametrize(
    ("option", "value", "hint"), [("--topic", "nowhere", "building"), ("--property", "operatdBy", "operatedBy")]
)
def test_list_of_what_there_is_not(option: str, value: str, hint: str, fast) -> None:
    code, out, err = fast("rules", "list", option, value)
    assert (code, out) == (5, "")
    assert value in err
    assert hint in err


def test_show_gives_the_source_and_what_it_reads_now(fast, extractor: Extractor) -> None:
    code, out, _ = fast("rules", "show", "builds")
    assert code == 0
    (spec,) = (one for one in extractor.knowledge.rules.rules if one.rule == "builds")
    assert "- rule: builds\n" in out
    assert all(example.text in out for example in spec.examples)
    assert "@建设" in out.partition("展开的句型")[0]
    assert "@" not in out.partition("展开的句型")[2]
    assert "着力打造" in out.partition("触发词")[2]
    assert f"→ {spec.examples[0].facts[0]} = Asserted" in out
    assert "✗" not in out
    following = out.partition("\n\n")[0]
    assert following.count("- rule:") == 1


def test_show_of_a_rule_there_is_not(fast) -> None:
    code, _, err = fast("rules", "show", "operated-bi")
    assert code == 5
    assert "operated-by" in err


def test_stats(fast, post: Path) -> None:
    gold = post.parent / "a.json"
    gold.write_text(json.dumps(gold_of_one_fact(), ensure_ascii=False), encoding="utf-8")
    code, out, err = fast("rules", "stats", post, "--gold", gold, "--json")
    assert (code, err) == (0, "")
    found = loaded(out)
    rules = {one["rule"]: one for one in found["rules"]}
    assert (found["documents"], found["gold_documents"]) == (1, 1)
    assert rules["operated-by"]["matches"] == 1
    assert rules["operated-by"]["precision"] == 1.0
    assert rules["built-by"]["precision"] == 0.0
    assert "holds-post" in found["idle"]
    code, text, _ = fast("rules", "stats", post.parent, "--limit", "1")
    assert code == 0
    assert "operated-by" in text
    assert "从未匹配" in text


def gold_of_one_fact() -> dict[str, object]:
    return {
        "id": "a",
        "entities": [
            {"id": "e1", "type": "ComputingCentre", "name": "济南人工智能计算中心", "aliases": []},
            {"id": "e2", "type": "Company", "name": "东方明远科技有限公司", "aliases": []},
        ],
        "facts": [
            {"s": "e1", "p": "operatedBy", "o": "e2", "status": "Asserted", "tier": 1, "evidence": [0, 5]},
        ],
        "quotes": [],
    }


def test_stats_of_nothing_readable(fast, tmp_path: Path) -> None:
    code, out, err = fast("rules", "stats", tmp_path / "none")
    assert (code, out) == (3, "")
    assert "none" in err


def test_schema_is_what_the_documents_have(fast) -> None:
    _, out, _ = fast("rules", "schema")
    written = Path(__file__).resolve().parent.parent / "docs" / "rules.schema.json"
    assert out == written.read_text(encoding="utf-8"), "run: kg rules schema > docs/rules.schema.json"


def test_explain_posts(fast, post: Path) -> None:
    code, out, err = fast("explain", "东方明远", "运营方", "--posts", post)
    assert (code, err) == (0, "")
    assert "〔济南人工智能计算中心｜what〕由〔东方明远科技有限公司｜who〕运营" in out
    assert "operated-by" in out
    assert "building.yaml:" in out


def test_explain_a_graph(fast, post: Path) -> None:
    assert fast("build", post.parent, "--quiet")[0] == 0
    code, out, _ = fast(
        "explain", "--s", "济南人工智能计算中心", "--p", "builtBy", "--o", "北辰智数投资有限公司", "--json"
    )
    assert code == 0
    (found,) = loaded(out)
    assert (found["rule"], found["status_word"], found["fact"]["status"]) == ("built-by", "预计", "Expected")
    assert found["sentence"].startswith("该中心预计6月")
    (what,) = (blank for blank in found["blanks"] if blank["blank"] == "what")
    assert (what["words"], what["entity"], what["why"]) == ("该中心", "济南人工智能计算中心", "points-back")


def test_explain_needs_to_know_what(fast, post: Path) -> None:
    assert fast("explain", "--posts", post)[0] == 2
    code, _, err = fast("explain", "不存在", "--posts", post)
    assert code == 3
    assert "no such fact" in err


@pytest.mark.parametrize(
    ("sentence", "outcome", "said"),
    [
        (OPERATED, "read", "operatedBy 东方明远科技有限公司"),
        (OPERATED.replace("运营", "很好地运营"), "stopped", "需要：运营"),
        (OPERATED.replace("运营。", "运维。"), "no-trigger", "触发词"),
        (OPERATED.replace("。", "吗？"), "question", "问句"),
    ],
)
def test_whynot(sentence: str, outcome: str, said: str, fast) -> None:
    code, out, _ = fast("whynot", sentence, "--rule", "operated-by")
    assert code == 0
    assert said in out
    assert "\N{REPLACEMENT CHARACTER}" not in out
    _, as_json, _ = fast("whynot", sentence, "--rule", "operated-by", "--json")
    assert loaded(as_json)["outcome"] == outcome


def test_whynot_without_a_sentence_or_a_rule(fast) -> None:
    assert fast("whynot", " ", "--rule", "operated-by")[0] == 2
    assert fast("whynot", OPERATED, "--rule", "nope")[0] == 5


def test_a_drafted_rule_becomes_a_rule(run, tmp_path: Path) -> None:
    code, draft, err = run("rules", "new", "东方明远科技有限公司与北辰智数投资有限公司签约。", "--name", "signs-own")
    assert (code, err) == (0, "")
    file = tmp_path / "signs.yaml"
    file.write_text(draft, encoding="utf-8")
    code, _, err = run("rules", "test", "--rules", file, "--only-mine")
    assert code == 5
    assert "PROPERTY" in err
    file.write_text(draft.replace("PROPERTY", "cooperatesWith"), encoding="utf-8")
    code, out, _ = run("rules", "test", "--rules", file, "--only-mine", "--json")
    assert code == 0
    assert loaded(out) == {"rules": 1, "examples": 1, "facts": 1, "counterexamples": 1, "failures": []}


def test_rules_of_ones_own_are_tested_and_found_wanting(run, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(OWN_RULE.replace("百强榜\n", "千强榜\n"), encoding="utf-8")
    code, out, err = run("rules", "test", "--rules", "own.yaml", "--only-mine")
    assert (code, out) == (5, "")
    assert "own.yaml:2: ranks-own" in err
    assert "千强榜" in err


def labelled(path: Path) -> None:
    """Two sentences in which somebody runs the centre, one in which nobody does."""
    centre, companies = "济南人工智能计算中心", ("东方明远科技有限公司", "北辰智数投资有限公司")
    items = [
        {"text": f"{name}{verb}{centre}。", "facts": [{"s": name, "p": "operatedBy", "o": centre}]}
        for name, verb in zip(companies, ("托管", "拟托管"), strict=True)
    ]
    items.append({"text": f"{companies[0]}参观{centre}。", "facts": []})
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in items), encoding="utf-8")


def test_mine(fast, tmp_path: Path) -> None:
    labelled(tmp_path / "data.jsonl")
    (tmp_path / "labels.yaml").write_text("operatedBy: o operatedBy s\n", encoding="utf-8")
    words = ["rules", "mine", "data.jsonl", "--labels", "labels.yaml", "--support", "2"]
    code, out, err = fast(*words)
    assert (code, err) == (0, "")
    assert "托管" in out
    code, out, _ = fast(*words, "--json")
    (found,) = loaded(out)["properties"]
    assert (found["property"], found["proposals"][0]["support"]) == ("operatedBy", 2)
    # The label says that the first is the object: 托管 has the operator first.
    assert found["proposals"][0]["match"].startswith("{o:Company}")
    assert fast(*words, "--json", "--property", "acquires")[0] == 0
    assert fast(*words, "--limit", "1", "--json")[0] == 0


def test_mined_drafts_are_a_rule_file(fast, run, tmp_path: Path) -> None:
    labelled(tmp_path / "data.jsonl")
    code, draft, err = fast("rules", "mine", "data.jsonl", "--support", "2", "--yaml")
    assert (code, err) == (0, "")
    (tmp_path / "draft.yaml").write_text(draft, encoding="utf-8")
    assert run("rules", "test", "--rules", "draft.yaml")[0] == 0


def test_mine_of_what_is_not_labelled(fast, tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n", encoding="utf-8")
    assert fast("rules", "mine", "empty.jsonl")[0] == 3
    assert fast("rules", "mine", "nowhere.jsonl")[0] == 3
    (tmp_path / "labels.yaml").write_text("收购: buys\n", encoding="utf-8")
    code, _, err = fast("rules", "mine", "empty.jsonl", "--labels", "labels.yaml")
    assert (code, "buys" in err) == (5, True)
