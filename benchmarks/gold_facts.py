"""How many of the facts that careful analysts want are read, and how many of ours are wrong: facts against gold.

    python benchmarks/gold_facts.py                          totals by post
    python benchmarks/gold_facts.py --properties             and by property, all posts together
    python benchmarks/gold_facts.py --posts d01,d05 --errors every miss and extra of these posts

A gold fact is found when subject, property and object agree (`kg/evaluation/matching.py`). Precision counts every
stated fact of ours that no gold fact of any tier matches as wrong, also where it is true and not annotated: it is a
lower bound. Status is scored beside, on the facts found. Intervals: Wilson's for precision and recall; of F1 a
bootstrap over posts, as the facts of one post are not independent.

All posts are open. The rules were first written on s01, d01, d02, d05 and d06; then a first look was taken at the four
others, once (its figures stand in docs/scorecard.md), and since then these are read as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated

import typer
from figures import OPENED_LAST, SHARED, Figure, f1_figure, missing, proportion_figure

from kg.errors import ReadingError
from kg.evaluation import Proportion, Report, Score, evaluate, load_gold, report_text, summarise
from kg.evaluation.scoring import TIERS
from kg.pipeline import Extractor, extract, load_extractor
from kg.reading import read_post

DATA = SHARED / "gold"
SEED = "s01"
POSTS = ("d01", "d02", "d03", "d04", "d05", "d06", "d07", "d08")
_BARS: Mapping[str, float] = {"F1": 0.70, "precision": 0.85}
_SEED_BARS: Mapping[str, float] = {"recall": 0.92, "precision": 0.95}


def judge(post: str, extractor: Extractor) -> Report:
    """Read one post and set its facts beside those of the gold."""
    symmetric = extractor.knowledge.ontology.symmetric
    (document,) = read_post(DATA / f"{post}.md")
    if isinstance(document, ReadingError):
        raise document
    return evaluate(extract(document, extractor), load_gold(DATA / f"{post}.json"), symmetric)


def measure(extractor: Extractor) -> list[Figure]:
    """The figures of the scorecard."""
    if missing(DATA):
        return []
    reports = [judge(post, extractor) for post in POSTS]
    seed = [judge(SEED, extractor)]
    last = [report for report in reports if report.id in OPENED_LAST]
    first = [report for report in reports if report.id not in OPENED_LAST]
    return [
        *_figures("Gold facts, tier 1, d01-d08", reports, "tier1", _BARS),
        *_figures("Gold facts, tier 1, posts opened first (d01, d02, d05, d06)", first, "tier1", {}),
        *_figures("Gold facts, tier 1, posts opened last (d03, d04, d07, d08)", last, "tier1", {}),
        *_figures("Gold facts, all tiers, d01-d08", reports, "all", {}),
        proportion_figure("Gold facts, status right, of those found, d01-d08", summarise(reports).status),
        *_figures("Gold facts, tier 1, s01", seed, "tier1", _SEED_BARS),
        *_figures("Gold facts, all tiers, s01", seed, "all", {}),
    ]


def _figures(name: str, reports: Sequence[Report], tier: str, bars: Mapping[str, float]) -> list[Figure]:
    scores = [report.score(TIERS[tier]) for report in reports]
    return [
        f1_figure(f"{name}, F1", scores, bars.get("F1")),
        proportion_figure(f"{name}, precision", _sum(score.precision for score in scores), bars.get("precision")),
        proportion_figure(f"{name}, recall", _sum(score.recall for score in scores), bars.get("recall")),
    ]


def _sum(shares: Iterable[Proportion]) -> Proportion:
    return sum(shares, Proportion())


def property_table(extractor: Extractor) -> str:
    """All properties of d01–d08 as a Markdown table, the most frequent in the gold first."""
    if missing(DATA):
        return ""
    summary = summarise(judge(post, extractor) for post in POSTS)
    rows = sorted(
        summary.properties.items(),
        key=lambda row: (-row[1]["all"].recall.total, -row[1]["all"].precision.total, row[0]),
    )
    return "\n".join(
        [
            "| 属性 property (d01–d08) | P | R | F1 | 第一级 tier 1 P | R | F1 |",
            "|---|---|---|---|---|---|---|",
            *(f"| {name} | {_cells(tiers['all'])} | {_cells(tiers['tier1'])} |" for name, tiers in rows),
        ]
    )


def _cells(score: Score) -> str:
    f1 = "–" if score.f1 is None else f"{score.f1:.2f}"
    return f"{_share(score.precision)} | {_share(score.recall)} | {f1}"


def _share(share: Proportion) -> str:
    return "–" if share.value is None else f"{share.value:.2f} ({share.right}/{share.total})"


def main(
    posts: Annotated[str, typer.Option("--posts", help="Posts, joined by commas; all nine by default.")] = "",
    properties: Annotated[bool, typer.Option("--properties", help="The table by property.")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="Every miss and extra.")] = False,
) -> None:
    """Print the figures, and on demand the errors."""
    if missing(DATA):
        return
    asked = tuple(posts.split(",")) if posts else (SEED, *POSTS)
    extractor = load_extractor()
    reports = [judge(post, extractor) for post in asked]
    groups = {report.id: [report] for report in reports}
    groups["opened first"] = [report for report in reports if report.id not in OPENED_LAST and report.id != SEED]
    groups["opened last"] = [report for report in reports if report.id in OPENED_LAST]
    groups["all but s01"] = [report for report in reports if report.id != SEED]
    for name, group in groups.items():
        if group:
            typer.echo(f"{name:12} " + "  ".join(_line(tier, group) for tier in ("tier1", "all")))
    if properties:
        typer.echo(property_table(extractor))
    if errors:
        typer.echo(report_text(summarise(reports), "en"))


def _line(tier: str, reports: Sequence[Report]) -> str:
    f1, precision, recall = _figures("", reports, tier, {})
    return (
        f"{tier} F1 {f1.value:.3f}{_interval(f1)} P {precision.value:.3f}{_interval(precision)} ({precision.counted})"
        f" R {recall.value:.3f}{_interval(recall)} ({recall.counted})"
    )


def _interval(figure: Figure) -> str:
    return f" [{figure.interval[0]:.2f}–{figure.interval[1]:.2f}]" if figure.interval else ""


if __name__ == "__main__":
    typer.run(main)
