"""The sample depends on the facts alone, keeps its verdicts, and says when they are of another version."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import corpus_sample
import pytest
from corpus_sample import Corpus, Drawn

from kg.model import Document, Entity, Evidence, Fact, KnowledgeGraph, Status

TEXT = "例\n前一句。甲公司投资乙公司。后一句。"
DOCUMENT = Document("all:p1", "例", TEXT)


def fact(number: int) -> Fact:
    start = TEXT.index("甲公司")
    evidence = Evidence("all:p1", start, start + 8, TEXT[start : start + 8], "invests")
    ends = Entity(f"a{number}", "Company", f"甲{number}"), Entity(f"b{number}", "Company", f"乙{number}")
    return Fact(ends[0], "investsIn", ends[1], Status.PLANNED, evidences=(evidence,))


GRAPH = KnowledgeGraph(documents=(DOCUMENT,))


def test_a_sample_is_the_same_whatever_the_order_of_the_facts() -> None:
    facts = [fact(number) for number in range(300)]
    sample = corpus_sample.draw(facts, GRAPH)
    assert len(sample) == 100
    assert corpus_sample.draw(facts[::-1], GRAPH) == sample


def test_most_of_a_sample_stays_when_facts_come_and_go() -> None:
    facts = [fact(number) for number in range(400)]
    kept = {one.fact for one in corpus_sample.draw(facts, GRAPH)} & {
        one.fact for one in corpus_sample.draw(facts[20:], GRAPH)
    }
    assert len(kept) >= 85


def test_a_fact_is_shown_with_its_sentence_and_none_is_kept(tmp_path: Path) -> None:
    (drawn,) = corpus_sample.draw([fact(1)], GRAPH)
    assert drawn == Drawn("p1", "甲1 investsIn 乙1 = Planned", "invests", "【甲公司投资乙公司】。")
    path = tmp_path / "verdicts.tsv"
    corpus_sample.write_verdicts([drawn], path)
    assert "甲公司投资" not in path.read_text(encoding="utf-8")
    (read,) = corpus_sample.load_verdicts(path)
    assert read == replace(drawn, sentence="")


def test_verdicts_are_kept_for_the_same_fact_of_the_same_post() -> None:
    first, second = Drawn("p1", "甲 investsIn 乙", "r"), Drawn("p2", "甲 investsIn 乙", "r")
    judged = replace(first, rule="earlier", verdict="right", why="原文如此")
    assert corpus_sample.with_verdicts([first, second], [judged]) == (
        replace(first, verdict="right", why="原文如此"),
        second,
    )


@pytest.mark.parametrize("row", ["p1\t甲\tr\tperhaps\t", "p1\t甲\tr\tright"])
def test_a_verdict_that_is_none_is_refused(row: str, tmp_path: Path) -> None:
    path = tmp_path / "verdicts.tsv"
    path.write_text(f"post\tfact\trule\tverdict\twhy\n{row}\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        corpus_sample.load_verdicts(path)


def test_the_scorecard_says_which_sample_was_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    judged = (
        Drawn("p1", "甲 investsIn 乙", "r", "", "right"),
        Drawn("p1", "丙 investsIn 丁", "r", "", "wrong", "方向反了"),
    )
    monkeypatch.setattr(corpus_sample, "load_verdicts", lambda: judged)
    monkeypatch.setattr(corpus_sample, "missing", lambda _: False)
    monkeypatch.setattr(corpus_sample, "read_corpus", lambda _: Corpus(9, 1, 50, judged))
    figures, below = corpus_sample.measure(None)
    assert [figure.counted for figure in figures] == ["9/10", "1/2"]
    assert "The verdicts are of what is read now" in below
    assert "| p1 | 丙 investsIn 丁 | r | wrong | 方向反了 |" in below
    monkeypatch.setattr(corpus_sample, "read_corpus", lambda _: Corpus(9, 1, 50, judged[:1]))
    assert "earlier version" in corpus_sample.measure(None)[1]
